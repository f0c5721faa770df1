/** Time zones as people name them: by IANA name, or by a city or country. */
import { rawTimeZones } from '@vvo/tzdb';
import { editDistance } from '../knowledge/spelling.ts';
import { isZone } from './days.ts';

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_/-]+/g, ' ')
    .trim();

/** The city in an IANA name: "America/Argentina/Buenos_Aires" names Buenos Aires. */
const cityOf = (zone: string): string => zone.split('/').at(-1) ?? zone;

const utc = { name: 'UTC', group: ['GMT', 'Zulu', 'Etc/UTC'], mainCities: [], countryName: 'UTC' };
const zones = [...rawTimeZones, utc];

const countOf = (country: string): number => zones.filter(({ countryName }) => countryName === country).length;

const waysToName: readonly ((zone: (typeof zones)[number]) => readonly string[])[] = [
  (zone) => [zone.name, ...zone.group],
  (zone) => [zone.name, ...zone.group].map(cityOf),
  (zone) => zone.mainCities,
  (zone) => (countOf(zone.countryName) === 1 ? [zone.countryName] : []),
];

/**
 * Zones by folded name. What names a zone most surely comes first: Sydney is Australia/Sydney, though there is a Sydney in Nova Scotia too. A
 * country counts where it has one zone only.
 */
function zonesByName(): ReadonlyMap<string, NearZone> {
  const found = new Map<string, NearZone>();
  for (const namesOf of waysToName)
    for (const zone of zones)
      for (const name of namesOf(zone)) if (!found.has(fold(name))) found.set(fold(name), { zone: zone.name, name });
  return found;
}

let known: ReadonlyMap<string, NearZone> | undefined;
/** Made when it is first asked for: most runs of a one-shot command never do. */
const byName = (): ReadonlyMap<string, NearZone> => (known ??= zonesByName());

/** What people write for zones; some mean several, and as IANA names some of them mean a zone without summer time: it is asked which. */
const abbreviations = new Map(
  Object.entries({
    'America/New_York': ['et', 'est', 'edt'],
    'America/Chicago': ['ct', 'cst', 'cdt'],
    'America/Denver': ['mt', 'mst', 'mdt'],
    'America/Los_Angeles': ['pt', 'pst', 'pdt'],
    'Europe/London': ['bst'],
    'Europe/Lisbon': ['wet', 'west'],
    'Europe/Berlin': ['cet', 'cest'],
    'Europe/Athens': ['eet', 'eest'],
    'Asia/Kolkata': ['ist'],
  }).flatMap(([zone, names]) => names.map((name) => [name, zone] as const)),
);

/** A zone, and the name by which it was found. */
export interface NearZone {
  readonly zone: string;
  readonly name: string;
}

export type FoundZone =
  { readonly found: true; readonly zone: string } | { readonly found: false; readonly nearest: NearZone | undefined };

/** Whether a text names a distance from UTC, which knows no summer time: "UTC+2", "GMT -03:30", "+02:00". */
export const isOffset = (text: string): boolean => /^(?:utc|gmt)?\s*[+\-−]\s*\d{1,2}(?::?\d{2})?$/iu.test(text.trim());

/** The zone that a text names: an IANA name in any case, a city, or a country with one zone. Otherwise the nearest, for a "did you mean". */
export function findZone(text: string): FoundZone {
  const wanted = fold(text);
  const meant = abbreviations.get(wanted);
  if (meant !== undefined) return { found: false, nearest: { zone: meant, name: meant } };
  const named = byName().get(wanted);
  // An IANA name stays as it was chosen: who sets Europe/Oslo should not read Europe/Berlin.
  if (named !== undefined)
    return { found: true, zone: isZone(named.name) && named.name.includes('/') ? named.name : named.zone };
  const typed = text.trim();
  // A valid name that the city list does not have, such as "Etc/GMT+3", written as the runtime writes it.
  if (typed.includes('/') && isZone(typed)) {
    return { found: true, zone: new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone };
  }
  return { found: false, nearest: nearestZone(wanted) };
}

/** The name with the fewest slips: one in five letters, and never in the first, or Boston would become Houston. */
function nearestZone(wanted: string): NearZone | undefined {
  let best: NearZone | undefined;
  let allowed = Math.min(2, Math.floor(wanted.length / 5));
  for (const [name, zone] of byName()) {
    if (allowed < 1 || !name.startsWith(wanted.charAt(0))) continue;
    const edits = editDistance(wanted, name, allowed);
    if (edits > allowed) continue;
    best = zone;
    allowed = edits - 1;
  }
  return best;
}

/** Zones whose name or city begins with what is typed, then those that contain it; at most `limit`. */
export function completeZone(partial: string, limit: number): { readonly zone: string; readonly label: string }[] {
  const typed = fold(partial);
  const ranked = zones.flatMap(({ name, mainCities }) => {
    const names = [name, cityOf(name), ...mainCities].map(fold);
    const rank = names.some((each) => each.startsWith(typed)) ? 0 : names.some((each) => each.includes(typed)) ? 1 : 2;
    return rank === 2
      ? []
      : [
          {
            rank,
            zone: name,
            label: [name, ...(mainCities.length > 0 ? [`(${mainCities.slice(0, 3).join(', ')})`] : [])].join(' '),
          },
        ];
  });
  return ranked.sort((a, b) => a.rank - b.rank).slice(0, limit);
}
