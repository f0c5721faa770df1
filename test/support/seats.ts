/** A person in front of each platform, who types a command, reads what comes, and presses what stands under it. */
import type { FakeInteraction } from '../fakes/discord/interactions.ts';
import { buttonPayload, commandPayload, type InteractionPayload, userId } from '../fakes/discord/payloads.ts';
import type { FakeDiscord } from '../fakes/discord/server.ts';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { person, team } from '../fakes/slack/payloads.ts';
import { actionOf } from '../../src/platforms/slack/controls.ts';

/** What the person sees of an answer. */
export interface Shown {
  /** Everything that was sent, as JSON. */
  readonly text: string;
  /** The ids of the buttons under it. */
  readonly actions: readonly string[];
  /** Whether nobody else sees it. */
  readonly isPrivate: boolean;
}

export interface Seat {
  /** The id under which the program knows the person. */
  readonly learner: string;
  readonly type: (command: string) => Promise<Shown>;
  readonly press: (action: string) => Promise<Shown>;
}

/** Asks for a question and answers it with its first option; an open one is looked up and graded. Resolves with every answer that came. */
export async function practise(seat: Seat): Promise<Shown[]> {
  const question = await seat.type('interview-question');
  const option = question.actions.find((action) => action.startsWith('interview-question:choose:'));
  if (option !== undefined) return [question, await seat.press(option)];
  const opened = await seat.press(actionWith(question, ':reveal:'));
  return [question, opened, await seat.press(actionWith(opened, '.good'))];
}

/** Whether an answer says that it was recorded just now. */
export const saysRecorded = ({ text }: Shown): boolean => /Recorded[.:] /.test(text);

/** Whether an answer says that the drill was answered before, and that this counts once. */
export const saysOnce = ({ text }: Shown): boolean => text.includes('You have answered this already: it counts once');

/** The first action under an answer whose id holds this. */
export function actionWith({ actions, text }: Shown, part: string): string {
  const action = actions.find((each) => each.includes(part));
  if (action === undefined) throw new Error(`no button with "${part}" under ${text}`);
  return action;
}

/** The private button of a person; everybody who uses a fake has an id of their own. */
export const discordPress = (action: string, user: string): InteractionPayload =>
  asPerson(buttonPayload(action, 'private'), user);

export const discordCommand = (command: string, user: string): InteractionPayload =>
  asPerson(commandPayload(command), user);

const asPerson = (payload: InteractionPayload, id: string): InteractionPayload => {
  const member = payload['member'];
  const user = { id, username: `user-${id}`, discriminator: '0', global_name: `User ${id}`, avatar: null };
  return { ...payload, member: typeof member === 'object' ? { ...member, user } : { user } };
};

/** What came of an interaction, also where it came late. */
export async function discordAnswer(interaction: FakeInteraction): Promise<Shown> {
  const { type, data } = await interaction.first;
  const isDeferred = type === 5 || type === 6;
  const text = JSON.stringify(isDeferred ? await interaction.edited : data);
  const ephemeral = typeof data === 'object' && data !== null && 'flags' in data && data.flags === 64;
  // An update changes the message that was pressed, and that one is private.
  return { text, actions: idsIn(text, 'custom_id'), isPrivate: ephemeral || type === 6 || type === 7 };
}

export const discordSeat = (discord: FakeDiscord, user = userId): Seat => ({
  learner: `discord:${user}`,
  type: (command) => discordAnswer(discord.interact(discordCommand(command, user))),
  press: (action) => discordAnswer(discord.interact(discordPress(action, user))),
});

/** One thing at a time: what a response_url takes says not what it answers. */
export function slackSeat(slack: FakeSlack): Seat {
  const nextResponse = async (before: number): Promise<Shown> => {
    await slack.until(() => slack.web.responses.length > before);
    return slackShown(slack.web.responses[before] ?? {});
  };
  return {
    learner: `slack:${team}:${person}`,
    async type(command) {
      const before = slack.web.responses.length;
      const { payload } = await slack.command(`/${command}`);
      return Object.keys(payload).length > 0 ? slackShown(payload) : nextResponse(before);
    },
    async press(action) {
      const before = slack.web.responses.length;
      await slack.click({ actionId: `${action}#1` });
      return nextResponse(before);
    },
  };
}

/** What a message on Slack shows. */
export function slackShown(message: Readonly<Record<string, unknown>>): Shown {
  const text = JSON.stringify(message);
  return {
    text,
    actions: idsIn(text, 'action_id').map(actionOf),
    isPrivate: message['response_type'] === 'ephemeral',
  };
}

const idsIn = (json: string, key: string): string[] =>
  [...json.matchAll(new RegExp(`"${key}":"([^"]*)"`, 'g'))].map(([, id = '']) => id);
