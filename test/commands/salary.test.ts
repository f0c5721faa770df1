/** `/salary`: the traps of pay figures. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '../../src/knowledge/schema/figure.ts';
import { conversationOver, textOf, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';

let bot: TestConversation;
beforeAll(async () => {
  bot = await conversationOver(realData);
});

const figuresOf = async (line: string): Promise<Figure[]> =>
  ((await bot.run(line)).data?.['figures'] ?? []) as Figure[];
const textFor = async (line: string): Promise<string> => textOf((await bot.run(line)).reply);

describe('/salary senior', () => {
  it('shows five readings, each with its source, and nothing blended', async () => {
    const figures = (await figuresOf('/salary senior')).filter((figure) => figure.level === 'senior');
    const readings = figures.map((figure) => figure.value ?? `${figure.low}-${figure.high}`).sort();
    expect(readings).toEqual(['180000-260000', '180000-280000', '400000-650000', 250_000, 400_000].sort());
    const text = await textFor('/salary senior');
    for (const amount of [
      '$400,000–$650,000',
      '$180,000–$280,000',
      '$180,000–$260,000',
      'more than $400,000',
      'more than $250,000',
    ])
      expect(text).toContain(amount);
    for (const source of [
      'levels.fyi, quoted by a backend engineer job description',
      'Resume Geni',
      'a career guide (undated)',
    ])
      expect(text.toLowerCase()).toContain(source.toLowerCase());
  });

  it('says that a floor is a floor', async () => {
    expect(await textFor('/salary senior')).toMatch(/more than \$250,000.*a floor, not a range/);
  });
});

describe('levels, tiers and places', () => {
  it('understands several at once and does not multiply them', async () => {
    const text = await textFor('/salary senior in washington at a faang');
    expect(text).toContain('$400,000–$650,000');
    expect(text).toContain('$165,000');
    expect(text).toContain('No source gives senior pay for Washington alone');
  });

  it('has no mid-market figure for staff, and says so', async () => {
    const figures = (await figuresOf('/salary staff mid-market')).filter((figure) => figure.tier === 'mid-market');
    expect(figures).toEqual([]);
    expect(await textFor('/salary staff mid-market')).toContain(
      'No source here gives pay for Staff, Mid-market employers.',
    );
  });

  it.each(['texas', 'virginia'])('gives no figure for %s', async (place) => {
    expect(await textFor(`/salary ${place}`)).toMatch(
      /No source here gives a pay figure for this place \((Texas|Virginia)\)/,
    );
    const figures = await figuresOf(`/salary ${place}`);
    expect(figures.filter((figure) => figure.region === place)).toEqual([]);
  });

  it('says before any figure that none of them is about the place', async () => {
    expect(await textFor('/salary junior seattle')).toMatch(
      /No source here gives a pay figure for this place \(Seattle metro area\).*the figures below are not about it\.[^$]*\$/s,
    );
  });

  it('keeps wage percentiles in their pairs', async () => {
    const figures = await figuresOf('/salary us');
    const pairs = figures
      .filter((figure) => figure.statistic.startsWith('percentile'))
      .map((figure) => `${figure.sources[0]} ${figure.statistic} ${figure.value}`);
    expect(pairs.sort()).toEqual([
      'bls-in-job-description percentile-10 84020',
      'bls-in-job-description percentile-90 215200',
      'bls-in-resume-geni percentile-10 79850',
      'bls-in-resume-geni percentile-90 211450',
    ]);
  });

  it('shows all levels where nothing is asked', async () => {
    const text = await textFor('/salary');
    for (const level of ['Junior', 'Mid-level', 'Senior', 'Staff', 'Principal']) expect(text).toContain(level);
    expect(text).toContain('$900,000 to well over $1,500,000');
  });
});

describe('an offer', () => {
  it('is placed against each range by itself, in words', async () => {
    const text = await textFor('/salary senior offer:185000');
    expect(text).toMatch(/\$180,000–\$280,000.*Your offer: inside this range/);
    expect(text).toMatch(/\$400,000–\$650,000.*Your offer: under this range/);
    expect(text).toMatch(/more than \$250,000.*Your offer: under this floor/);
    expect(text).toContain('If it is base pay only');
  });

  it('is never above a maximum that is none', async () => {
    expect(await textFor('/salary principal offer:2m')).toContain(
      'above where this range is sure to reach; it has no stated end',
    );
  });
});
