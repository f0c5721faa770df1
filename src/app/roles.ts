/** Which role a request is about, and the option that asks for it where there are several. */
import type { Command } from '../chat/command.ts';
import { UserError } from '../chat/errors.ts';
import { findTerm, listWords, type Options, type TermOption } from '../chat/option.ts';
import type { Knowledge, Role } from '../knowledge/knowledge.ts';
import { remembered } from './remembered.ts';

/** The name of the role option: `from` for a command whose own `role` option means something else. */
const roleOptionName = (command: Command): string => (Object.hasOwn(command.options, 'role') ? 'from' : 'role');

/** A command's options as they are now: with one for the role where the knowledge has several. */
export const optionsNow = remembered((command: Command, knowledge: Knowledge): Options =>
  knowledge.roles.size < 2 ? command.options : { ...command.options, [roleOptionName(command)]: roleOption(knowledge) },
);

const roleOption = (knowledge: Knowledge): TermOption => ({
  kind: 'term',
  noun: 'role',
  description: 'The role that you ask about',
  terms: () => [...knowledge.roles.values()].map((role) => role.about),
});

/** The role that the raw options name, else the wanted default, else the first. */
export function roleOf(
  command: Command,
  raw: Readonly<Record<string, unknown>>,
  knowledge: Knowledge,
  wanted: string | undefined,
): Role {
  return roleIn(command, raw, knowledge) ?? defaultRole(knowledge, wanted);
}

/** The role that the raw options name, where there are several. */
export function roleIn(
  command: Command,
  raw: Readonly<Record<string, unknown>>,
  knowledge: Knowledge,
): Role | undefined {
  const named = knowledge.roles.size < 2 ? undefined : raw[roleOptionName(command)];
  return typeof named === 'string' ? roleNamed(knowledge, named) : undefined;
}

/** The wanted role; the first where none is wanted. One that does not exist is refused: an answer about another would mislead. */
export function defaultRole(knowledge: Knowledge, wanted: string | undefined): Role {
  const role = wanted === undefined ? knowledge.roles.values().next().value : roleNamed(knowledge, wanted);
  if (role === undefined && wanted !== undefined) {
    const ids = [...knowledge.roles.keys()].map((id) => `\`${id}\``);
    throw new UserError(`I know no role “${wanted.slice(0, 60)}”`, `I know ${listWords(ids)}.`);
  }
  if (role === undefined) throw new Error('knowledge without a role must have been refused when it was loaded');
  return role;
}

function roleNamed(knowledge: Knowledge, name: string): Role | undefined {
  const roles = [...knowledge.roles.values()];
  const term = findTerm(
    roles.map((role) => role.about),
    name,
  );
  return term === undefined ? undefined : knowledge.roles.get(term.id);
}
