/** Which level of question fits a learner now. */
import type { Bank } from './bank.ts';
import { meanShare, type Result } from './results.ts';

/** As many answers at a level as are looked at, the latest ones. */
const recent = 10;
/** Fewer answers than this at a level say nothing yet. */
const enough = 5;
/** From this share of right answers on the learner has outgrown a level. */
const strong = 0.8;
/** Below this share a level is too hard for now. */
const weak = 0.4;

/**
 * The levels from which new questions are taken, two neighbours, the lower first. The rule: a learner starts with the two lowest. A
 * level is outgrown with 5 answers or more of which, among the last 10, at least 80% were right; the window then begins with the lowest
 * level that is not outgrown. If less than 40% were right at either level of the window, the window moves one level down, and at the
 * very bottom it shrinks to the lowest level. Only levels of which the bank has questions count.
 */
export function fittingLevels(bank: Bank, results: readonly Result[]): readonly string[] {
  const used = new Set(bank.questions.map((question) => question.level));
  const levels = bank.about.levels.map((level) => level.id).filter((level) => used.has(level));
  const shares = levels.map((level) => {
    const latest = results.filter(({ question }) => question.level === level).slice(-recent);
    return latest.length < enough ? undefined : meanShare(latest);
  });
  const notOutgrown = shares.findIndex((share) => share === undefined || share < strong);
  const first = notOutgrown === -1 ? levels.length - 1 : notOutgrown;
  const tooHard = shares.slice(first, first + 2).some((share) => share !== undefined && share < weak);
  if (!tooHard) return levels.slice(first, first + 2);
  return first === 0 ? levels.slice(0, 1) : levels.slice(first - 1, first + 1);
}
