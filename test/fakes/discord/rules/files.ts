/** What Discord's documentation says about the files of a message ("Uploading Files") and its specification cannot know. */
import { z } from 'zod/mini';
import type { UploadedFile } from '../multipart.ts';

const attachment = z.looseObject({ id: z.union([z.string(), z.number()]), filename: z.optional(z.string()) });
const message = z.looseObject({ attachments: z._default(z.array(attachment), []) });

const largestFile = 10 * 1024 * 1024;

/** True where a file is over Discord's limit; it refuses that request before it looks at anything else. */
export const isTooLarge = (files: readonly UploadedFile[]): boolean =>
  files.some(({ text }) => Buffer.byteLength(text) > largestFile);

/**
 * Where the message's `attachments` and the files beside it do not agree. Stricter than Discord, which takes a file that is not listed,
 * and renames one with unusual characters: here both would be mistakes. No message of the fake has older files that could be kept.
 */
export function fileProblems(body: unknown, files: readonly UploadedFile[]): string[] {
  const parsed = message.safeParse(body ?? {});
  if (!parsed.success) return ['attachments: no list of attachments'];
  const listed = new Map(parsed.data.attachments.map(({ id, filename }) => [String(id), filename]));
  const sent = new Map(files.map(({ id, name }) => [id, name]));
  return [
    ...[...listed.keys()].filter((id) => !sent.has(id)).map((id) => `attachments: there is no files[${id}]`),
    ...[...sent].flatMap(([id, name]) => oneFileProblems(id, name, listed)),
  ];
}

function oneFileProblems(id: string, name: string, listed: ReadonlyMap<string, string | undefined>): string[] {
  if (!listed.has(id)) return [`files[${id}]: it is not among the attachments`];
  const problems = listed.get(id) === name ? [] : [`files[${id}]: its name is not that of the attachment`];
  return /^[\w-][\w.-]*$/.test(name) ? problems : [...problems, `files[${id}]: Discord would change its name`];
}
