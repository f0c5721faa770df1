/** The checks of one role, across its files. */
import type { Finding, RoleContent, RoleFileName } from './content.ts';
import { figureIdsIn } from './figures.ts';
import { dangling, duplicates, inList, sharedAliases } from './findings.ts';
import { bareNumbers, proseOf, type Prose } from './prose.ts';
import type { Term } from './schema/files.ts';
import { isPay, type Figure } from './schema/figure.ts';
import type { DataPath } from './yaml.ts';

/** A figure may say that its source covers every level or tier, or does not name any. */
const openTerms = ['all', 'not-stated'];

/** A role whose files have each passed their own schema. */
export class RoleCheck {
  readonly #base: string;
  readonly #folder: string;
  readonly #content: RoleContent;
  readonly #sourceIds: ReadonlySet<string>;
  readonly #prose: Prose;

  constructor(folder: string, content: RoleContent, sourceIds: ReadonlySet<string>) {
    this.#folder = folder;
    this.#base = `roles/${folder}`;
    this.#content = content;
    this.#sourceIds = sourceIds;
    this.#prose = proseOf(content, this.#base);
  }

  findings(): Finding[] {
    return [
      ...this.#role(),
      ...this.#figures(),
      ...this.#statements(),
      ...this.#careerPath(),
      ...this.#topics(),
      ...this.#faq(),
      ...this.#payNotes(),
    ];
  }

  #file(name: RoleFileName): string {
    return `${this.#base}/${name}`;
  }

  get #about(): NonNullable<RoleContent['role.yaml']> {
    const about = this.#content['role.yaml'];
    if (about === undefined) throw new Error('role.yaml is read before the cross-check');
    return about;
  }

  #role(): Finding[] {
    const file = this.#file('role.yaml');
    const about = this.#about;
    const lists = { levels: about.levels, tiers: about.tiers, places: about.places };
    return [
      ...(about.id === this.#folder
        ? []
        : [
            {
              file,
              path: ['id'],
              message: `the role's id is "${about.id}" but its folder is "${this.#folder}"`,
              fix: 'give both the same name',
            },
          ]),
      ...Object.entries(lists).flatMap(([key, terms]) => [
        ...duplicates(terms, inList(file, [key])),
        ...sharedAliases(terms, inList(file, [key])),
      ]),
      ...this.#deadLevels(),
    ];
  }

  /** A level that no figure, note or rung speaks of would be offered to people and have no answer. */
  #deadLevels(): Finding[] {
    const salary = this.#content['salary.yaml'];
    const careerPath = this.#content['career-path.yaml'];
    if (salary === undefined && careerPath === undefined) return [];
    const used = new Set<string | undefined>([
      ...(salary?.figures.map((figure) => figure.level) ?? []),
      ...(salary?.notes.flatMap((note) => note.levels) ?? []),
      ...(careerPath?.rungs.map((rung) => rung.level) ?? []),
    ]);
    return this.#about.levels.flatMap((level, index) =>
      used.has(level.id)
        ? []
        : [
            {
              file: this.#file('role.yaml'),
              path: ['levels', index],
              message: `level "${level.id}" is dead: no figure, note or rung uses it`,
              fix: 'add a figure or a rung for it, or remove the level',
            },
          ],
    );
  }

  #figures(): Finding[] {
    const about = this.#about;
    const known = {
      level: new Set([...about.levels.map((level) => level.id), ...openTerms]),
      tier: new Set([...about.tiers.map((tier) => tier.id), ...openTerms]),
      region: new Set([...about.places.map((place) => place.id), ...openTerms]),
    };
    const seen = new Map<string, string>();
    const named = new Set(this.#prose.texts.flatMap(({ text }) => figureIdsIn(text)));
    return this.#eachFigure().flatMap(({ file, path, figure }) => {
      const findings: Finding[] = [];
      const earlier = seen.get(figure.id);
      if (earlier !== undefined) {
        findings.push({
          file,
          path: [...path, 'id'],
          message: `figure id "${figure.id}" is taken, in ${earlier}`,
          fix: 'give one of them another id',
        });
      }
      seen.set(figure.id, file);
      for (const key of ['level', 'tier', 'region'] as const) {
        if (!known[key].has(figure[key])) findings.push(dangling(file, [...path, key], key, figure[key], known[key]));
      }
      // `/salary` lists pay figures by itself; any other must be named by a text, or nobody would ever see it.
      if (!named.has(figure.id) && !(file.endsWith('/salary.yaml') && isPay(figure))) {
        findings.push({
          file,
          path,
          message: `figure "${figure.id}" is dead: no text refers to it`,
          fix: `name it in a text as {figure:${figure.id}}, or remove it`,
        });
      }
      return findings;
    });
  }

  /** Every prose of the role: figures it names exist, and it states no number of its own. */
  #statements(): Finding[] {
    const figureIds = new Set(this.#eachFigure().map(({ figure }) => figure.id));
    return [
      ...this.#prose.texts.flatMap(({ file, path, text }) => [
        ...figureIdsIn(text)
          .filter((id) => !figureIds.has(id))
          .map((id) => dangling(file, path, 'figure', id, figureIds)),
        ...bareNumbers(text).map((words) => ({
          file,
          path,
          message: `the text states "${words}" without a source`,
          fix: 'make it a figure with its source and write {figure:id} in the text',
        })),
      ]),
      ...this.#prose.citations.flatMap(({ file, path, source }) =>
        this.#sourceIds.has(source) ? [] : [dangling(file, path, 'source', source, this.#sourceIds)],
      ),
    ];
  }

  #careerPath(): Finding[] {
    const file = this.#file('career-path.yaml');
    const rungs = this.#content['career-path.yaml']?.rungs ?? [];
    const ids = new Set(rungs.map((rung) => rung.id));
    const levels = new Set(this.#about.levels.map((level) => level.id));
    return [
      ...duplicates(rungs, inList(file, ['rungs'])),
      ...sharedAliases(rungs, inList(file, ['rungs'])),
      ...rungs.flatMap((rung, index) => [
        ...rung.next.flatMap((next, at) =>
          ids.has(next) ? [] : [dangling(file, ['rungs', index, 'next', at], 'rung', next, ids)],
        ),
        ...(rung.level === undefined || levels.has(rung.level)
          ? []
          : [dangling(file, ['rungs', index, 'level'], 'level', rung.level, levels)]),
      ]),
    ];
  }

  #topics(): Finding[] {
    return Object.entries(this.#content).flatMap(([name, content]) => {
      const file = `${this.#base}/${name}`;
      const key = 'comparisons' in content ? 'comparisons' : 'topics';
      const topics: readonly Term[] =
        'comparisons' in content ? content.comparisons : 'topics' in content ? content.topics : [];
      return [...duplicates(topics, inList(file, [key])), ...sharedAliases(topics, inList(file, [key]))];
    });
  }

  #faq(): Finding[] {
    const file = this.#file('faq.yaml');
    const entries = this.#content['faq.yaml']?.entries ?? [];
    const ids = new Set(entries.map((entry) => entry.id));
    return [
      ...duplicates(entries, inList(file, ['entries'])),
      ...entries.flatMap((entry, index) => [
        ...entry.related.flatMap((id, at) =>
          ids.has(id) && id !== entry.id
            ? []
            : [dangling(file, ['entries', index, 'related', at], 'related entry', id, ids)],
        ),
        ...(entry.sources.length > 0 || entry.disagreements.length > 0 || figureIdsIn(entry.answer).length > 0
          ? []
          : [
              {
                file,
                path: ['entries', index],
                message: 'the answer has no source',
                fix: 'add sources: with at least one source id',
              },
            ]),
      ]),
    ];
  }

  #payNotes(): Finding[] {
    const file = this.#file('salary.yaml');
    const about = this.#about;
    const lists = { levels: about.levels, tiers: about.tiers, places: about.places };
    return (this.#content['salary.yaml']?.notes ?? []).flatMap((note, index) =>
      (['levels', 'tiers', 'places'] as const).flatMap((key) => {
        const ids = new Set(lists[key].map((term) => term.id));
        return note[key].flatMap((id, at) =>
          ids.has(id) ? [] : [dangling(file, ['notes', index, key, at], key.slice(0, -1), id, ids)],
        );
      }),
    );
  }

  #eachFigure(): { file: string; path: DataPath; figure: Figure }[] {
    return Object.entries(this.#content).flatMap(([name, content]) =>
      'figures' in content
        ? content.figures.map((figure, index) => ({ file: `${this.#base}/${name}`, path: ['figures', index], figure }))
        : [],
    );
  }
}
