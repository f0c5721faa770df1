/** People on a Slack on loopback. One thing at a time: what a response_url takes says not what it answers. */
import { z } from 'zod';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { channel, person as ada, team } from '../../fakes/slack/payloads.ts';
import type { Json } from '../../fakes/slack/web-api.ts';
import { type Screen, slackMessage } from '../screens.ts';
import { type Actor, controlOn, type Inputs, type Seen, type TypedOptions } from './actor.ts';

export interface SlackPerson {
  readonly id?: string;
  readonly name?: string;
  /** The channel they are in. */
  readonly channel?: string;
}

export interface SlackActor extends Actor {
  /** Types a line as it stands: `/daily set here 9am`. */
  readonly type: (line: string) => Promise<Seen>;
}

const modal = z.looseObject({
  title: z.object({ text: z.string() }),
  blocks: z.array(z.object({ label: z.object({ text: z.string() }) })),
});

/** A member of the workspace of the fake's payloads. Whether they administer it is in the fake's list of people. */
export function slackActor(slack: FakeSlack, person: SlackPerson = {}): SlackActor {
  const { id = ada, name = 'ada', channel: here = channel } = person;
  const { responses, views } = slack.web;

  /** What comes of something, besides the acknowledgement: a message, or a form that opens. */
  const after = async (act: () => Promise<{ payload: Json }>): Promise<Seen> => {
    const before = { responses: responses.length, views: views.length };
    const { payload } = await act();
    if ('blocks' in payload) return slackMessage(payload);
    await slack.until(() => responses.length > before.responses || views.length > before.views);
    const view = views[before.views];
    return view === undefined ? slackMessage(responses[before.responses]) : opened(view);
  };
  const opened = (view: Json): Seen => {
    const { title, blocks } = modal.parse(view);
    return {
      text: [title.text, ...blocks.map(({ label }) => label.text)].join('\n'),
      controls: [],
      isPrivate: true,
      submit: (inputs: Inputs) => after(() => slack.submit(view, inputs, id)),
    };
  };
  const type = (line: string): Promise<Seen> => {
    const [command = '', ...words] = line.split(' ');
    const who = { user_id: id, user_name: name, channel_id: here };
    return after(() => slack.command(command, words.join(' '), who));
  };
  const press = (on: Screen, label: RegExp, place: string): Promise<Seen> => {
    const { id: actionId, value } = controlOn(on, label);
    const chosen = value === undefined ? {} : { chosen: value };
    return after(() => slack.click({ actionId, user: id, name, channelId: place, ephemeral: on.isPrivate, ...chosen }));
  };
  return {
    id,
    learner: `slack:${team}:${id}`,
    type,
    run: (command, options = {}) => type(`/${command}${written(options)}`),
    press: (on, label) => press(on, label, here),
    pressInPrivate: (on, label) => press(on, label, slack.web.workspaces.people.get(id)?.direct ?? ''),
  };
}

/** As Slack sends what was typed, with the people and channels that it found in it. */
const written = (options: TypedOptions): string =>
  Object.entries(options)
    .map(
      ([name, value]) =>
        ` ${name}:${name === 'channel' ? `<#${value}|it>` : name === 'person' ? `<@${value}|them>` : value}`,
    )
    .join('');
