/** A community's own FAQ entries among the shared ones of a role. */
import type { Role } from './knowledge.ts';
import type { FaqEntry } from './schema/files.ts';

/** An entry that the admins of a community wrote. Its answer is plain text: no markup, no figures and no sources of ours. */
export interface OwnEntry extends FaqEntry {
  readonly own: true;
}

/** What the admins wrote. */
export interface OwnWriting {
  /** The id of a shared entry that it stands in for, or a new one. */
  readonly id: string;
  readonly question: string;
  readonly aliases: readonly string[];
  readonly answer: string;
  /** ISO instant. */
  readonly at: string;
}

export const isOwn = (entry: FaqEntry): entry is OwnEntry => 'own' in entry;

/** An entry as the FAQ has them. It is found by its own words, and by all that found the shared entry it stands in for. */
export function ownEntry(role: Role, { id, question, aliases, answer, at }: OwnWriting): OwnEntry {
  const shared = role.faq.find((each) => each.id === id);
  const asked = [...aliases, ...(shared === undefined ? [] : [shared.question, ...shared.also_asked])];
  return {
    own: true,
    id,
    question,
    also_asked: [...new Set(asked)].filter((each) => each !== question),
    answer,
    sources: [],
    disagreements: [],
    related: [],
    tags: ['community'],
    updated: at.slice(0, 'YYYY-MM-DD'.length),
  };
}

/** A role whose FAQ has a community's own entries. */
export interface RoleWithOwn extends Role {
  /** The role as everybody else has it. */
  readonly sharedRole: Role;
  readonly ownFaq: readonly OwnEntry[];
}

export const hasOwnFaq = (role: Role): role is RoleWithOwn => 'sharedRole' in role;

/** The role with these entries before the shared ones, so that of two that ask the same the own one answers. */
export function roleWithOwn(role: Role, own: readonly OwnWriting[]): RoleWithOwn {
  const ids = new Set(own.map(({ id }) => id));
  const ownFaq = own.map((each) => ownEntry(role, each));
  const faq = [...ownFaq, ...role.faq.filter(({ id }) => !ids.has(id))];
  // Through its prototype and not by a copy: copying would read the question bank, which may have to be loaded for that.
  return Object.create(role, {
    faq: { value: faq, enumerable: true },
    ownFaq: { value: ownFaq, enumerable: true },
    sharedRole: { value: role, enumerable: true },
  }) as RoleWithOwn;
}
