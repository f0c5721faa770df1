import { describe, expect, it } from 'vitest';
import { formatAsOf } from '../../src/chat/dates.ts';
import { Evidence, isOld } from '../../src/chat/evidence.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import { twoRoles } from '../support/folders.ts';
import { noon } from '../support/conversation.ts';

async function evidence(now = noon): Promise<Evidence> {
  const knowledge = await loadKnowledgeOrThrow(twoRoles);
  const role = knowledge.roles.get('baker');
  if (role === undefined) throw new Error('the fixture has a baker');
  return new Evidence(knowledge, role, now);
}

describe('evidence', () => {
  it('numbers sources in the order of their use, each once', async () => {
    const found = await evidence();
    expect(found.text('Bread.', ['old-almanac'])).toBe('Bread. [1]');
    expect(found.text('More bread.', ['guild', 'old-almanac'])).toBe('More bread. [2][1]');
    expect(found.citations().map((citation) => citation.publisher)).toEqual(['The Old Almanac', "The Bakers' Guild"]);
  });

  it('marks each figure by itself where a text rests on several sources', async () => {
    const found = await evidence();
    expect(found.text('From {figure:apprentice-wage} to {figure:master-total}, they say.', ['guild'])).toBe(
      'From $20,000 [1] to $50,000–$70,000 [2], they say.',
    );
    expect(found.figures().map((figure) => figure.id)).toEqual(['apprentice-wage', 'master-total']);
  });

  it('says through which document a source was read', async () => {
    expect((await evidence()).sourceName('old-almanac')).toBe("The Old Almanac, quoted by The Bakers' Guild");
  });

  it.each([
    ['2026-03', '2026-11-22', false],
    ['2025-05', '2026-11-22', false],
    ['2025-04', '2026-11-22', true],
    ['2025', '2026-11-22', false],
    ['2024', '2026-11-22', true],
    ['2025-05-22', '2026-11-22', true],
    ['2025-05-23', '2026-11-22', false],
    ['undated', '2026-11-22', false],
  ])('%s seen on %s: old is %s', (asOf, now, old) => {
    expect(isOld(asOf, new Date(`${now}T12:00:00Z`))).toBe(old);
  });

  it.each([
    ['2024-05', 'May 2024'],
    ['2024-05-09', '9 May 2024'],
    ['2024', '2024'],
    ['undated', 'undated'],
  ])('says %s as %s', (asOf, words) => {
    expect(formatAsOf(asOf)).toBe(words);
  });
});
