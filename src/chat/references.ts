/**
 * Channels and people as platforms write them into text: `<#C012|drills>` and `<@U012>` on Slack, `<#123>` and `<@!123>` on Discord.
 * https://docs.slack.dev/messaging/formatting-message-text, https://discord.com/developers/docs/reference#message-formatting
 */
import { literal, type Markup } from './markup.ts';
import { shorten } from './shorten.ts';

/** Stands for the channel that the command is typed in. */
export const here = 'here';

const channelReference = /^<#(?<id>[A-Z0-9]+)(?:\|[^<>]*)?>$/;
const personReference = /^<@!?(?<id>[A-Z0-9]+)(?:\|[^<>]*)?>$/;
const anyReference = /<(?<sign>[#@])!?(?<id>[A-Z0-9]+)(?:\|(?<label>[^<>]*))?>/g;

/** A bare id: a snowflake of Discord; or of Slack, whose ids have a digit in them, so that a shouted WORD is none. */
const channelId = /^(?:\d{15,20}|[CG](?=[A-Z]*\d)[A-Z0-9]{7,20})$/;
const personId = /^(?:\d{15,20}|[UW](?=[A-Z]*\d)[A-Z0-9]{7,20})$/;

/** The id of the channel that a text names, `here` for the one it is said in; undefined where it names none. */
export function readChannel(text: string): string | undefined {
  const word = text.trim();
  if (word.toLowerCase() === here) return here;
  return channelReference.exec(word)?.groups?.['id'] ?? channelId.exec(word)?.[0];
}

/** The id of the person that a text names; undefined where it names nobody. */
export function readPerson(text: string): string | undefined {
  const word = text.trim();
  return personReference.exec(word)?.groups?.['id'] ?? personId.exec(word)?.[0];
}

/** Whether a word was meant for a channel, also where it names none that we could find: "#drills". */
export const meansChannel = (word: string): boolean => readChannel(word) !== undefined || /^#[^\s#]+$/u.test(word);

/** Whether a word was meant for a person. */
export const meansPerson = (word: string): boolean => readPerson(word) !== undefined || /^@[^\s@]+$/u.test(word);

/** A text with its references as one reads them: `#drills`, `@ada`. Where only an id came along, it is shown. */
export const readable = (text: string): string =>
  text.replaceAll(anyReference, (_whole, sign: string, id: string, label: string | undefined) => {
    return `${sign}${label === undefined || label === '' ? id : label}`;
  });

const quoted = (text: string): Markup => `“${literal(shorten(readable(text.trim()), 60))}”`;

/** What to say to a text that names no channel. */
export const unknownChannel = (text: string): Markup =>
  text.trim().startsWith('#')
    ? `${quoted(text)} came to me as a name only, and by a name I cannot find a channel. Pick it from the list that opens while you type \`#\`; or type the command in that channel, with \`${here}\` for the channel.`
    : `${quoted(text)} is not a channel. Type \`#\` and pick one from the list; or type the command in the channel, with \`${here}\` for it.`;

/** What to say to a text that names nobody. How one names somebody is said beside it. */
export const unknownPerson = (text: string): Markup =>
  text.trim().startsWith('@')
    ? `${quoted(text)} came to me as a name only, and by a name I cannot find a person.`
    : `${quoted(text)} is not a person.`;
