/** JSON Schemas of the data files, generated from the zod schemas, for completion and checks in an editor. */
import { z } from 'zod';
import { roleFiles, sharedFiles } from '../content.ts';
import { questionsFile } from './question.ts';

/** The schema files by name, such as `faq.schema.json`, each as the text that stands in `data/schemas/`. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  const schemas = Object.entries({ ...sharedFiles, ...roleFiles, 'questions.yaml': questionsFile }).map(
    ([file, schema]): [string, string] => [
      file.replace(/\.yaml$/, '.schema.json'),
      // The input side: what a person writes, where defaulted keys may be left out.
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), undefined, 2)}\n`,
    ],
  );
  return new Map(schemas);
}
