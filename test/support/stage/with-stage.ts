/** A stage for one test, taken down when that ends; nothing may have gone wrong on it. */
import { expect, onTestFinished } from 'vitest';
import { shippedKnowledge } from '../community.ts';
import { openStage, type Stage } from './stage.ts';

/** `start` is the instant at which it begins. */
export async function withStage(start: string): Promise<Stage> {
  const stage = await openStage(await shippedKnowledge(), start);
  onTestFinished(async () => {
    await stage.close();
    expect(stage.troubles).toEqual([]);
    expect(stage.slack.web.problems).toEqual([]);
  });
  return stage;
}
