/**
 * The FAQ as each community has it: the shared one, and what the community's admins added. Most communities added nothing, and pay a look
 * at their record twice a minute at most; for the others the role with their entries is built once for each change and kept for a while.
 */
import type { AdminDesk } from '../chat/admin-desk.ts';
import type { Role } from '../knowledge/knowledge.ts';
import { roleWithOwn, type RoleWithOwn } from '../knowledge/own-faq.ts';
import type { OwnFaqEntry } from '../practice/records.ts';
import type { Store } from '../practice/store.ts';
import { createTrouble } from '../practice/trouble.ts';
import { isDiscordDirect, isTerminal } from './access.ts';
import { realPause, within } from './delivery/pause.ts';
import { createShelf } from './shelf.ts';

export interface OwnKnowledgeParts {
  readonly store: Pick<Store, 'community'>;
  readonly now: () => Date;
  /** Told, once until it works again, that the entries of communities cannot be read: the shared FAQ answers alone. */
  readonly trouble: (error: unknown, what: string) => void;
  /** Builds the search of a role with own entries, while others are answered. Its questions wait: the shared answer would be the wrong one. */
  readonly prepare: (role: RoleWithOwn) => Promise<void>;
  /** How long a question waits for the community's record, in milliseconds: after that, the shared FAQ answers alone. */
  readonly patience?: number;
}

export interface OwnKnowledge {
  /**
   * The role with the community's own entries; the very same role where there are none. The result is one object until something changes,
   * so that its search is built once. Never rejects.
   */
  readonly roleFor: (community: string, role: Role) => Promise<Role>;
  /** The community's entries were changed by this process: the next question finds them as they are now. */
  readonly changed: (community: string) => void;
  /** The desk of a community's admins, whose changes of the FAQ the next question finds. */
  readonly watching: (community: string, desk: AdminDesk) => AdminDesk;
}

/** A change by another process is noticed within this time, in milliseconds. */
const freshFor = 30_000;
/** Enough where the store answers at all, and little beside the two seconds that an answer may take. */
const defaultPatience = 300;
/**
 * How much is kept of communities, in characters of their own entries. With its search each takes some 15 bytes, 25 where entries are short:
 * 2,500 communities with five entries each take 150 MB, and all that fits 250 MB at most. Who was forgotten pays a look and a millisecond.
 */
const room = 10_000_000;
/** What a community takes besides, as if it were characters. Most have no entries: 20,000 of those are kept. */
const roomForOne = 500;

/** What was read of a community, and the roles that were made of it. */
interface Known {
  readonly at: number;
  readonly entries: readonly OwnFaqEntry[];
  /** By the shared role: when the knowledge is loaded anew, those of before go with it. */
  readonly roles: WeakMap<Role, Promise<Role>>;
}

export function createOwnKnowledge({
  store,
  now,
  trouble,
  prepare,
  patience = defaultPatience,
}: OwnKnowledgeParts): OwnKnowledge {
  const known = createShelf(room, sizeOf);
  const outage = createTrouble(
    (error) => trouble(error, 'the own FAQ entries of communities cannot be read: the shared FAQ answers alone'),
    () => undefined,
  );
  const reading = new Map<string, Promise<Known>>();
  /** A terminal's questions must not open the store, unless something was changed in this session: then it is open already. */
  let isTerminalOpen = false;

  const read = async (community: string): Promise<Known> => {
    const before = known.get(community);
    try {
      const { faq: entries = [] } = await outage.watch(() => store.community(community));
      const isSame = before !== undefined && JSON.stringify(before.entries) === JSON.stringify(entries);
      return { at: now().getTime(), entries, roles: isSame ? before.roles : new WeakMap() };
    } catch {
      return { entries: [], roles: new WeakMap(), ...before, at: now().getTime() };
    }
  };

  /** One look at a time for each community, however many ask. */
  const look = (community: string): Promise<Known> => {
    const running = reading.get(community);
    if (running !== undefined) return running;
    const started: Promise<Known> = read(community).then((entry) => {
      // Changed meanwhile: what was read may be older than the change.
      if (reading.get(community) !== started) return look(community);
      reading.delete(community);
      known.put(community, entry);
      return entry;
    });
    reading.set(community, started);
    return started;
  };

  const entriesOf = async (community: string): Promise<Known | undefined> => {
    const present = known.get(community);
    if (present !== undefined && Math.abs(now().getTime() - present.at) < freshFor) {
      known.put(community, present);
      return present;
    }
    return (await within(look(community), patience, realPause)) ?? present;
  };

  const changed = (community: string): void => {
    if (isTerminal({ community })) isTerminalOpen = true;
    reading.delete(community);
    known.remove(community);
  };

  const prepared = async (role: RoleWithOwn): Promise<Role> => {
    await prepare(role);
    return role;
  };

  return {
    async roleFor(community, role) {
      const mayHaveOwn = isTerminal({ community }) ? isTerminalOpen : !isDiscordDirect({ community });
      if (!mayHaveOwn) return role;
      const present = await entriesOf(community);
      const own = present?.entries.filter((entry) => entry.role === role.id) ?? [];
      if (present === undefined || own.length === 0) return role;
      const made = present.roles.get(role) ?? prepared(roleWithOwn(role, own));
      present.roles.set(role, made);
      return made;
    },
    changed,
    watching: (community, desk) => ({
      ...desk,
      async saveFaq(entry, written) {
        const answered = await desk.saveFaq(entry, written);
        changed(community);
        return answered;
      },
      async removeFaq(role, id) {
        const removed = await desk.removeFaq(role, id);
        changed(community);
        return removed;
      },
    }),
  };
}

const sizeOf = ({ entries }: Known): number =>
  entries.reduce(
    (total, { question, aliases, answer }) => total + question.length + answer.length + aliases.join('').length,
    roomForOne,
  );
