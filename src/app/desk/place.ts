/** What the id of a community says of the place. `discord:GUILD`, `slack:TEAM`, `discord:dm:USER`, `console`. */

/** Whether others are there too: the terminal and a direct message are one person's own, and have no channels. */
export const isShared = (community: string): boolean => /^(?:discord|slack):[^:]+$/.test(community);

/** The learner ids of a community's members begin so; what follows is the platform's id. A learner of Discord is the same in each server. */
const learnerPrefix = (community: string): string => (community.startsWith('discord:') ? 'discord:' : `${community}:`);

/** The learner id of a person of a community. */
export const learnerOf = (community: string, person: string): string => learnerPrefix(community) + person;

/** The platform's id of a learner of a community. */
export const personOf = (community: string, learner: string): string => {
  const prefix = learnerPrefix(community);
  return learner.startsWith(prefix) ? learner.slice(prefix.length) : learner;
};
