/** A reply as a Discord message: embeds for the text and the sources, rows of components for what can be pressed. Pure and total. */
import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { APIEmbed, RESTAPIAttachment } from 'discord-api-types/v10';
import type { Outcome, Reply } from '../../chat/reply.ts';
import { renderComponents } from './components.ts';
import { attachmentsOf, withFileNote } from './files.ts';
import { renderForm, type ModalData } from './form.ts';
import { discordLimits } from './limits.ts';
import { linesOf, plainLine, type Line } from './lines.ts';
import { splitNodes } from './markdown.ts';
import { layOut } from './pages.ts';
import type { ComponentRow } from './rows.ts';
import { oldSourcesLines, sourceLines } from './sources.ts';
import { singleLine } from './visible.ts';

/** The body of a message: the `data` of an interaction's answer, or the body of an edit or follow-up. */
export interface MessageData {
  embeds: APIEmbed[];
  components: ComponentRow[];
  /** Nobody is ever pinged, whatever the text holds. */
  allowed_mentions: { parse: [] };
  /** The file that is uploaded with the message, see `uploadsOf`; in an edit all that the message has from then on. */
  attachments?: RESTAPIAttachment[];
  flags?: MessageFlags.Ephemeral;
}

export type AnswerCallback =
  | { type: InteractionResponseType.ChannelMessageWithSource; data: MessageData }
  | { type: InteractionResponseType.Modal; data: ModalData };

/** The first response to a command: a message or a form to open. */
export const renderCallback = (outcome: Outcome): AnswerCallback =>
  'form' in outcome
    ? { type: InteractionResponseType.Modal, data: renderForm(outcome.form) }
    : { type: InteractionResponseType.ChannelMessageWithSource, data: renderReply(outcome.reply) };

const colours: Readonly<Record<Reply['tone'], number>> = { answer: 0x2f81f7, notice: 0xd29922, error: 0xda3633 };
const sourcesColour = 0x6e7681;
const sourcesTitle = 'Sources';

/** However long the body, the sources get this many characters: an answer without its sources is worth little. */
const roomForSources = 2000;

/** The whole reply as one message. What is over a limit of Discord is shortened, and the message says so. */
export function renderReply(wholeReply: Reply): MessageData {
  const reply = withFileNote(wholeReply);
  const attachments = attachmentsOf(reply);
  const { rows, notes } = renderComponents(reply.blocks);
  const title = renderTitle(reply.title);
  const { body, sources } = shareRoom(
    reply,
    notes.map(plainLine),
    discordLimits.embedTotal - title.length - sourcesTitle.length,
  );
  const embeds = [...bodyEmbeds(title, body, colours[reply.tone]), ...sourceEmbeds(sources)];
  return {
    embeds: embeds.length > 0 ? embeds : [{ description: '…' }],
    components: [...rows],
    allowed_mentions: { parse: [] },
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(isPrivate(reply) ? { flags: MessageFlags.Ephemeral } : {}),
  };
}

/** A file is somebody's own data: a reply that has one is for that person, whatever else it says. */
const isPrivate = ({ visibility, file }: Reply): boolean => visibility === 'private' || file !== undefined;

function renderTitle(title: string): string {
  const nodes = [{ kind: 'text', text: singleLine(title) }] as const;
  const { shown, rest } = splitNodes(nodes, discordLimits.embedTitle);
  return rest.length === 0 ? shown : `${splitNodes(nodes, discordLimits.embedTitle - 1).shown}…`;
}

type Pages = readonly string[];

/** Lays body and sources out; where they do not both fit, the sources get their share and the body the rest. */
function shareRoom(reply: Reply, notes: readonly Line[], room: number): { body: Pages; sources: Pages } {
  const [lines, sources, legend] = [linesOf(reply.blocks), sourceLines(reply.sources), oldSourcesLines(reply.sources)];
  const wholeBody = layOut(lines, notes, room);
  const shownSources = layOut(sources, legend, Math.max(roomForSources, room - lengthOf(wholeBody)));
  const roomForBody = room - lengthOf(shownSources);
  const body = lengthOf(wholeBody) <= roomForBody ? wholeBody : layOut(lines, notes, roomForBody);
  return { body, sources: shownSources };
}

const lengthOf = (pages: Pages): number => pages.reduce((sum, page) => sum + page.length, 0);

const bodyEmbeds = (title: string, pages: Pages, color: number): APIEmbed[] =>
  pages
    .map((page, index): APIEmbed => ({
      ...(index === 0 && title !== '' ? { title } : {}),
      ...(isBlank(page) ? {} : { description: page }),
      color,
    }))
    .filter(({ title: ownTitle, description }) => ownTitle !== undefined || description !== undefined);

const sourceEmbeds = (pages: Pages): APIEmbed[] =>
  pages
    .filter((page) => !isBlank(page))
    .map((description, index) => ({
      ...(index === 0 ? { title: sourcesTitle } : {}),
      description,
      color: sourcesColour,
    }));

const isBlank = (page: string): boolean => page.trim() === '';
