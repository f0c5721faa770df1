/** What somebody is told whose file did not come. */
import { literal } from '../../chat/markup.ts';
import type { Reply } from '../../chat/reply.ts';
import { NotDoneError, refusal } from './failures.ts';
import { notice, shownName } from './notices.ts';

/** Codes with which a workspace keeps files out, by its settings or for want of room. */
const filesKeptOut = new Set([
  'file_uploads_disabled',
  'file_uploads_except_images_disabled',
  'file_upload_size_restricted',
  'storage_limit_reached',
]);

/** For a file that did not come, or perhaps did not; `error` is what sending it failed with. */
export function fileDidNotCome(fileName: string, error: unknown): Reply {
  const name = literal(shownName(fileName));
  if (!(error instanceof NotDoneError)) {
    return notice(
      'Your file may not have arrived',
      `Slack did not say whether it took ${name}, and I did not send it twice. Nothing of yours was lost or changed. Look in your direct message with me; if the file is not there, ask for it again.`,
    );
  }
  return notice(
    'Your file did not arrive',
    `${whyNot(name, refusal(error.cause))} Nothing of yours was lost or changed.`,
  );
}

function whyNot(name: string, code: string | undefined): string {
  if (code === 'missing_scope') {
    return `Slack did not let me send ${name}, since the app lacks a permission here. Ask whoever manages it to add the scopes \`files:write\` and \`im:write\` under "OAuth & Permissions" and to reinstall the app; then ask for the file again.`;
  }
  if (code !== undefined && filesKeptOut.has(code)) {
    return `This workspace does not take ${name} (${literal(code)}). Ask one of its admins to allow it or to make room; then ask for the file again.`;
  }
  const reason = code === undefined ? 'Slack was out of reach, or too busy' : `Slack refused it: ${literal(code)}`;
  return `I could not send ${name} (${reason}). Ask for it again in a few minutes; if that fails too, tell whoever runs this bot.`;
}
