/** Options of `/daily set` by which every question is one with options to choose from. */
import type { Role } from '../../../src/knowledge/knowledge.ts';
import { shippedKnowledge, shippedRole } from '../community.ts';
import type { TypedOptions } from './actor.ts';

/** At least two questions fit. Throws where the shipped bank has no such topic and level. */
export async function onlyChoices(): Promise<TypedOptions> {
  const { questions }: Role = shippedRole(await shippedKnowledge());
  const groups = Map.groupBy(questions, ({ topic, level }) => `${topic} ${level}`);
  for (const [group, fitting] of groups) {
    const [topics = '', level = ''] = group.split(' ');
    if (fitting.length > 1 && fitting.every(({ kind }) => kind === 'choice')) return { topics, level };
  }
  throw new Error('no topic and level have choices alone');
}
