/** The file of a reply: what the message says of it, and what is uploaded beside the message. Pure and total. */
import type { RESTAPIAttachment } from 'discord-api-types/v10';
import { literal } from '../../chat/markup.ts';
import type { Outcome, Reply, ReplyFile } from '../../chat/reply.ts';
import { discordLimits } from './limits.ts';
import { singleLine, visible } from './visible.ts';

/** A file as it goes beside the JSON of a message, in the same request. */
export interface Upload {
  readonly name: string;
  readonly text: string;
}

/** The id of a new attachment is the place of its upload in the request: there is one at most. As discord.js sends it, a string. */
const onlyUpload = '0';

/** What a message says of the file that is uploaded with it; nothing where the reply has none that can be sent. */
export function attachmentsOf({ file, title }: Reply): RESTAPIAttachment[] {
  if (file === undefined || isTooLarge(file)) return [];
  const description = visible(`${title}: ${file.name}`, discordLimits.attachmentDescription);
  return [{ id: onlyUpload, filename: safeName(file.name), description }];
}

/** The files to upload with the message of an outcome, in the order of the message's attachments. */
export function uploadsOf(outcome: Outcome): readonly Upload[] {
  if ('form' in outcome || outcome.reply.file === undefined || isTooLarge(outcome.reply.file)) return [];
  const { name, text } = outcome.reply.file;
  return [{ name: safeName(name), text }];
}

/** The reply, which says so first where its file is too large to be sent. */
export function withFileNote(reply: Reply): Reply {
  if (reply.file === undefined || !isTooLarge(reply.file)) return reply;
  const size = `${(bytesOf(reply.file) / mebibyte).toFixed(1)} MiB`;
  const most = `${discordLimits.fileBytes / mebibyte} MiB`;
  const text =
    `The file ${literal(safeName(reply.file.name))} is not attached: it has ${size}, and I send at most ${most} on Discord. ` +
    'Nothing in it was changed or lost. Please ask whoever runs the bot to hand it to you.';
  return { ...reply, tone: 'notice', blocks: [{ kind: 'text', text }, ...reply.blocks] };
}

const mebibyte = 1024 * 1024;

const bytesOf = ({ text }: ReplyFile): number => Buffer.byteLength(text, 'utf8');

const isTooLarge = (file: ReplyFile): boolean => bytesOf(file) > discordLimits.fileBytes;

const longestName = 100;

/** Discord renames a file that has other characters in its name. The end, which says what kind of file it is, is kept. */
function safeName(name: string): string {
  const safe = singleLine(name)
    .replaceAll(/[^\w.-]+/g, '_')
    .slice(-longestName)
    .replace(/^[._-]+/, '');
  return safe === '' ? 'file.txt' : safe;
}
