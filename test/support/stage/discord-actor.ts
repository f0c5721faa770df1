/** People on a Discord on loopback. */
import { z } from 'zod';
import type { FakeInteraction } from '../../fakes/discord/interactions.ts';
import {
  buttonPayload,
  commandPayload,
  formPayload,
  type InteractionPayload,
  type Place,
  type Seen as SeenBy,
  selectPayload,
  userId,
} from '../../fakes/discord/payloads.ts';
import type { FakeDiscord } from '../../fakes/discord/server.ts';
import { discordMessage, type Screen } from '../screens.ts';
import { type Actor, controlOn, type Seen, type TypedOptions } from './actor.ts';

export interface DiscordPerson {
  readonly id?: string;
  readonly name?: string;
  /** Whether the server gives them Manage Server. */
  readonly isAdmin?: boolean;
}

const useCommands = 1n << 31n;
const manageServer = 1n << 5n;
const form = 9;
const [deferred, deferredUpdate, update] = [5, 6, 7];

const modal = z.object({
  custom_id: z.string(),
  title: z.string(),
  components: z.array(z.object({ label: z.string() })),
});

/** What is picked has a type of its own. */
const pickedTypes: Readonly<Record<string, 6 | 7>> = { person: 6, channel: 7 };
const optionsOf = (options: TypedOptions) =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      const type = pickedTypes[name];
      return [name, type === undefined ? value : { type, value }];
    }),
  );

/** A member of the server of the fake's payloads, in its first channel. */
export function discordActor(discord: FakeDiscord, person: DiscordPerson = {}): Actor {
  const { id = userId } = person;
  const asMember = memberOf(person);
  const send = (payload: InteractionPayload, on?: SeenBy): Promise<Seen> =>
    seen(discord.interact(asMember(payload)), (customId, inputs) => send(formPayload(customId, inputs, on), on), on);
  const press = (on: Screen, label: RegExp, place: Place): Promise<Seen> => {
    const { id: customId, value } = controlOn(on, label);
    const by = on.isPrivate ? 'private' : 'public';
    return send(value === undefined ? buttonPayload(customId, by, place) : selectPayload(customId, value, by), by);
  };
  return {
    id,
    learner: `discord:${id}`,
    run: (command, options = {}) => send(commandPayload(command, optionsOf(options))),
    press: (on, label) => press(on, label, {}),
    pressInPrivate: (on, label) => press(on, label, { direct: true }),
  };
}

/** The payload as if this person had sent it. */
const memberOf =
  ({ id = userId, name = 'Ada', isAdmin = false }: DiscordPerson) =>
  (payload: InteractionPayload): InteractionPayload => {
    const user = { id, username: name.toLowerCase(), discriminator: '0', global_name: name, avatar: null };
    const { member } = payload;
    if (typeof member !== 'object') return { ...payload, user };
    return { ...payload, member: { ...member, user, permissions: `${useCommands | (isAdmin ? manageServer : 0n)}` } };
  };

type Submit = (customId: string, inputs: Readonly<Record<string, string>>) => Promise<Seen>;

async function seen(interaction: FakeInteraction, submit: Submit, on: SeenBy | undefined): Promise<Seen> {
  const { type, data } = await interaction.first;
  if (type === form) {
    const { custom_id: customId, title, components } = modal.parse(data);
    return {
      text: [title, ...components.map(({ label }) => label)].join('\n'),
      controls: [],
      isPrivate: true,
      submit: (inputs) => submit(customId, inputs),
    };
  }
  const isLate = type === deferred || type === deferredUpdate;
  const message = discordMessage(isLate ? await interaction.edited : data);
  // Who sees a message is settled by the first response, or by the message that it changes.
  const isUpdate = type === update || type === deferredUpdate;
  const isPrivate = isUpdate ? on === 'private' : isLate || message.isPrivate;
  return { ...message, isPrivate };
}
