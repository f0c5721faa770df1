/** The parts of Slack's payloads that are used, checked where they come in. Everything else in them is ignored. */
import { z } from 'zod';

const id = z.string().min(1).max(100);
const triggerId = z.string().min(1);
/** What a person is called is a nicety: an odd one must not make the whole unreadable. */
const name = z.string().optional().catch(undefined);
const person = z.object({ id, team_id: id.nullish(), name, username: name });
/** Null where the app is installed for a whole organisation. */
const team = z.object({ id, enterprise_id: id.nullish().catch(undefined) }).nullish();
/** The organisation that the workspace belongs to; null where it belongs to none. */
const enterprise = z.object({ id }).nullish().catch(undefined);
const enterpriseId = id.nullish().catch(undefined);

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
export const commandPayload = z.object({
  command: z.string().regex(/^\/\S+$/),
  text: z.string().default(''),
  user_id: id,
  user_name: name,
  team_id: id,
  enterprise_id: enterpriseId,
  channel_id: id.optional(),
  response_url: z.url(),
  trigger_id: triggerId,
});

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const actionPayload = z.object({
  user: person,
  team,
  enterprise,
  trigger_id: triggerId,
  response_url: z.url().optional(),
  channel: z.object({ id }).nullish(),
  container: z.object({ is_ephemeral: z.boolean().default(false), thread_ts: z.string().nullish() }),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const submissionPayload = z.object({
  user: person,
  team,
  enterprise,
  trigger_id: triggerId.optional(),
  view: z.object({
    app_installed_team_id: id.nullish().catch(undefined),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))) }),
  }),
});

/** The installation that an event is for. Its workspace is null where a whole organisation has the app. */
const authorization = z.object({ team_id: id, enterprise_id: enterpriseId });

/** https://docs.slack.dev/reference/events/app_mention and …/message.im */
export const eventPayload = z.object({
  team_id: id,
  enterprise_id: enterpriseId,
  authorizations: z.tuple([authorization]).rest(z.unknown()).optional().catch(undefined),
  event_id: z.string().min(1),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    channel: id,
    channel_type: z.string().optional(),
    user: id.optional(),
    bot_id: z.string().nullish(),
    subtype: z.string().optional(),
    text: z.string().default(''),
    ts: z.string().min(1),
    thread_ts: z.string().optional(),
  }),
});

/** https://docs.slack.dev/reference/events/app_uninstalled and …/tokens_revoked */
export const removalPayload = z.object({
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  /** Seconds since 1970. */
  event_time: z.number(),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(z.string()).optional() }) }),
  ]),
});
