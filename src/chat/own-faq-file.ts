/** A community's own FAQ entries as a data file: `data/roles/<role>/faq.yaml`, as far as chat can fill it in. */
import type { Role } from '../knowledge/knowledge.ts';
import { ownEntry } from '../knowledge/own-faq.ts';
import type { OwnFaqEntry } from '../practice/records.ts';
import { counted } from './durations.ts';
import { literal } from './markup.ts';
import type { ReplyFile } from './reply.ts';

/** As many other ways of asking an entry of `data/` has at least. */
const fewestAliases = 5;

/** `role`: the shared one, whose ways of asking an entry keeps that stands in for one of its own. */
export async function ownFaqFile(entries: readonly OwnFaqEntry[], role: Role): Promise<ReplyFile> {
  // Only loaded where a file is asked for.
  const { Document, isMap, isSeq } = await import('yaml');
  const document = new Document({ entries: entries.map((entry) => dataEntry(entry, role)) });
  document.commentBefore = [
    ` yaml-language-server: $schema=../../schemas/faq.schema.json`,
    ` A community's own entries, to be taken over into data/roles/${role.id}/faq.yaml: an entry whose id stands there goes in its place.`,
    ` What each one still needs stands above it. "npm run check-data" says whether all is well.`,
  ].join('\n');
  const list = document.get('entries');
  if (isSeq(list)) {
    for (const [index, node] of list.items.entries()) {
      const entry = entries[index];
      if (isMap(node) && entry !== undefined) node.commentBefore = ` Needs: ${needsOf(entry, role).join('; ')}.`;
    }
  }
  return { name: `faq-${role.id}.yaml`, text: document.toString({ lineWidth: 120 }) };
}

/** The fields in the order in which `data/` has them. Plain text becomes prose that says the same. */
function dataEntry(entry: OwnFaqEntry, role: Role) {
  const { id, question, also_asked, answer, tags, updated } = ownEntry(role, entry);
  return { id, question, also_asked, answer: literal(answer), tags, updated };
}

function needsOf(entry: OwnFaqEntry, role: Role): string[] {
  const missing = fewestAliases - ownEntry(role, entry).also_asked.length;
  return [
    'sources of what it says, and figures for its amounts',
    ...(missing > 0 ? [`${counted(missing, 'more way')} of asking it`] : []),
    'a better tag than "community"',
  ];
}
