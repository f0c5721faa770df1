/** Communities with FAQ entries of their own, and the people in them. */
import type { Completion, CompletionRequest } from '../../src/chat/invocation.ts';
import type { Form } from '../../src/chat/reply.ts';
import { conversationOver } from './conversation.ts';
import { realData } from './folders.ts';
import { type Answered, Person } from './person.ts';

/** What is typed into the form where a test says nothing else. */
export const hours = {
  question: 'When are the office hours?',
  aliases: 'when can I meet a mentor\nmentoring times',
  answer: 'Tuesdays at 6 pm.\n\nBring a question. **No** <!channel> or @everyone, please.',
};

type Half = Pick<CompletionRequest, 'command' | 'option'>;

export interface OwnFaqPeople {
  readonly admin: (community: string) => Person;
  readonly somebody: (community: string) => Person;
  /** `/admin faq-add` with this after it: the form. */
  readonly formOf: (person: Person, entry?: string) => Promise<Form>;
  /** The form, sent with these inputs in place of those of `hours`. */
  readonly add: (person: Person, inputs?: Partial<typeof hours>, entry?: string) => Promise<Answered>;
  /** What is offered in a community for what is half typed: the question, unless another command and option are named. */
  readonly offered: (community: string, partial: string, where?: Half) => Promise<readonly Completion[]>;
  /** Has the admin of a community write the entry of `hours`; resolves with somebody who may ask it. */
  readonly added: (community: string) => Promise<Person>;
}

export async function ownFaqPeople(): Promise<OwnFaqPeople> {
  const bot = await conversationOver(realData);
  const person =
    (name: string, isAdmin: boolean) =>
    (community: string): Person =>
      new Person(bot, name, {
        platform: 'slack',
        learner: `${community}:${name}`,
        community,
        isAdmin: () => Promise.resolve(isAdmin),
      });
  const [admin, somebody] = [person('admin', true), person('somebody', false)];
  const formOf: OwnFaqPeople['formOf'] = async (one, entry = '') => {
    const outcome = await one.send({ kind: 'text-command', command: 'admin', text: `faq-add ${entry}` });
    if (!('form' in outcome)) throw new Error('no form was opened');
    return outcome.form;
  };
  const add: OwnFaqPeople['add'] = async (one, inputs = {}, entry = '') =>
    one.press((await formOf(one, entry)).action, { ...hours, ...inputs });
  return {
    admin,
    somebody,
    formOf,
    add,
    offered: (community, partial, where = { command: 'faq', option: 'question' }) =>
      bot.complete({ ...where, community, partial, options: {} }),
    async added(community) {
      await add(admin(community));
      return somebody(community);
    },
  };
}
