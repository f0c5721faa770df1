/** What the bot may do in a channel, worked out as Discord does. Pure. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';

const bits = z.string().transform(BigInt);

/** The parts of Discord's objects that decide about permissions. */
export const roleList = z.array(z.object({ id: z.string(), permissions: bits }));
export const overwriteList = z.array(z.object({ id: z.string(), allow: bits, deny: bits }));

export interface Standpoint {
  /** Its id is also that of the role of everybody. */
  readonly guild: string;
  readonly roles: z.infer<typeof roleList>;
  readonly overwrites: z.infer<typeof overwriteList>;
  readonly member: { readonly id: string; readonly roles: readonly string[]; readonly isTimedOut: boolean };
}

const everything = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);
const leftInTimeOut = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;

/** All permissions as one bit set. "Permissions", permission overwrites and implicit permissions; the owner of a server is no bot. */
export function permissionsOf({ guild, roles, overwrites, member }: Standpoint): bigint {
  const own = new Set([guild, ...member.roles]);
  const base = roles.filter(({ id }) => own.has(id)).reduce((sum, { permissions }) => sum | permissions, 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return everything;
  const levels = [[guild], member.roles, [member.id]];
  const inChannel = levels.reduce((permissions, ids) => overwritten(permissions, overwrites, ids), base);
  if ((inChannel & PermissionFlagsBits.ViewChannel) === 0n) return 0n;
  return member.isTimedOut ? inChannel & leftInTimeOut : inChannel;
}

/** What one level denies is taken before what it allows is given. */
function overwritten(permissions: bigint, overwrites: Standpoint['overwrites'], ids: readonly string[]): bigint {
  const level = overwrites.filter(({ id }) => ids.includes(id));
  const deny = level.reduce((sum, one) => sum | one.deny, 0n);
  const allow = level.reduce((sum, one) => sum | one.allow, 0n);
  return (permissions & ~deny) | allow;
}

/** What the bot needs in a channel that it posts to, under the names that Discord shows. */
export const neededPermissions = [
  { name: 'View Channel', bit: PermissionFlagsBits.ViewChannel, use: 'see the channel' },
  { name: 'Send Messages', bit: PermissionFlagsBits.SendMessages, use: 'post there' },
  { name: 'Embed Links', bit: PermissionFlagsBits.EmbedLinks, use: 'show the question' },
  {
    name: 'Read Message History',
    bit: PermissionFlagsBits.ReadMessageHistory,
    use: 'look whether a post arrived before posting it again',
  },
] as const;
