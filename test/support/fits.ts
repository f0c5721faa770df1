/** Whether a reply reaches people whole, wherever they are. */
import { expect } from 'vitest';
import { actionsOf } from './conversation.ts';
import type { Answered } from './person.ts';
import { platforms } from './platforms.ts';

/** What every platform must take whole. */
export function expectToFit({ reply }: Answered): void {
  for (const [name, platform] of Object.entries(platforms)) {
    const payload = platform.render({ reply });
    expect(platform.problems(payload, { reply }), name).toEqual([]);
    expect(JSON.stringify(payload), name).not.toMatch(platform.shortened);
    for (const action of actionsOf(reply)) expect(JSON.stringify(payload), name).toContain(action);
  }
}
