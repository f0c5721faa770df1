/** Checks that reach across entries and files: dangling references, duplicates, dead figures and levels, numbers without a source. */
import { RoleCheck } from './check-role.ts';
import type { Finding, RoleContent } from './content.ts';
import { dangling, duplicates, inList } from './findings.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import type { Source } from './schema/files.ts';

/** Checks all roles. Returns every finding; none means that the knowledge may go into service. */
export function crossCheck(
  sources: readonly Source[],
  roles: ReadonlyMap<string, RoleContent>,
  { nearDuplicates }: { readonly nearDuplicates: boolean } = { nearDuplicates: true },
): Finding[] {
  const sourceIds = new Set(sources.map((source) => source.id));
  return [
    ...duplicates(sources, inList('sources.yaml', ['sources'])),
    ...sources.flatMap((source, index) =>
      source.read_in === undefined || sourceIds.has(source.read_in)
        ? []
        : [dangling('sources.yaml', ['sources', index, 'read_in'], 'source', source.read_in, sourceIds)],
    ),
    ...[...roles].flatMap(([folder, content]) => new RoleCheck(folder, content, sourceIds).findings()),
    ...(nearDuplicates ? [...roles].flatMap(([folder, content]) => questionsAskedTwice(folder, content)) : []),
  ];
}

/** Ways of asking that are nearly the same in two entries of a role's FAQ. */
const questionsAskedTwice = (folder: string, content: RoleContent): Finding[] =>
  findNearDuplicates(
    (content['faq.yaml']?.entries ?? []).flatMap(({ id, question, also_asked }, index) => {
      const place = { entry: id, file: `roles/${folder}/faq.yaml` };
      return [
        { ...place, text: question, path: ['entries', index, 'question'] },
        ...also_asked.map((text, at) => ({ ...place, text, path: ['entries', index, 'also_asked', at] })),
      ];
    }),
  );
