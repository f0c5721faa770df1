/** Permissions as Discord works them out ("Permissions"): written apart from the program's own, so that each can catch the other. */
export const permission = {
  administrator: 1n << 3n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  readHistory: 1n << 16n,
} as const;

/** What the bot is invited with. */
export const invitedWith =
  permission.viewChannel | permission.sendMessages | permission.embedLinks | permission.readHistory;

export interface Role {
  readonly id: string;
  permissions: bigint;
}

export interface Overwrite {
  /** Of a role (`type` 0) or of a member (`type` 1). */
  readonly id: string;
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

interface Where {
  readonly guild: string;
  readonly member: string;
  /** The member's roles, with that of everybody. */
  readonly roles: readonly Role[];
  readonly overwrites: readonly Overwrite[];
  readonly isTimedOut: boolean;
}

/** Whether the member has the permission there. */
export function isAllowed(wanted: bigint, where: Where): boolean {
  let bits = 0n;
  for (const { permissions } of where.roles) bits |= permissions;
  if ((bits & permission.administrator) !== 0n) return true;

  const everyone = where.overwrites.find(({ id }) => id === where.guild);
  if (everyone !== undefined) bits = (bits & ~everyone.deny) | everyone.allow;
  let [allow, deny] = [0n, 0n];
  for (const overwrite of where.overwrites) {
    if (overwrite.id === where.guild || !where.roles.some(({ id }) => id === overwrite.id)) continue;
    allow |= overwrite.allow;
    deny |= overwrite.deny;
  }
  bits = (bits & ~deny) | allow;
  const own = where.overwrites.find(({ id }) => id === where.member);
  if (own !== undefined) bits = (bits & ~own.deny) | own.allow;

  if ((bits & permission.viewChannel) === 0n) return false;
  if (where.isTimedOut && wanted !== permission.viewChannel && wanted !== permission.readHistory) return false;
  return (bits & wanted) === wanted;
}
