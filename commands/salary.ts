/**
 * `/salary [level] [tier] [place] [offer]`: what the sources say of pay, each figure by itself with measure, source and date.
 * Nothing is averaged or multiplied: a level's figure and a place's figure stand side by side.
 */
import { defineCommand, type Context } from '../src/chat/command.ts';
import { Evidence } from '../src/chat/evidence.ts';
import { literal } from '../src/chat/markup.ts';
import { briefPayRow, offerNote, payNotes, payRows, type AskedPay } from '../src/chat/pay.ts';
import type { Block, Outcome, SelectOption } from '../src/chat/reply.ts';
import { outcomeOf, topicOutcome, topicSelect } from '../src/chat/topics.ts';
import type { Role } from '../src/knowledge/knowledge.ts';
import { isPay, type Figure } from '../src/knowledge/schema/figure.ts';
import type { Term } from '../src/knowledge/schema/files.ts';

interface Request extends AskedPay {
  readonly offer: number | undefined;
}

const termOf = (terms: readonly Term[], id: string | undefined): Term | undefined =>
  terms.find((term) => term.id === id);

/** The figures that are about pay of everybody, whatever the level. */
const isGeneral = (figure: Figure): boolean => figure.level === 'all' || figure.level === 'not-stated';

const payFigures = (role: Role): Figure[] => role.salary.figures.filter(isPay);

export default defineCommand({
  name: 'salary',
  summary: 'Pay by level, employer tier and place: every figure with its source and date',
  examples: ['/salary senior', '/salary senior in washington at a faang', '/salary level:mid offer:165k', '/salary'],
  options: {
    level: {
      kind: 'term',
      noun: 'level',
      description: 'Career level, such as senior, L5 or entry',
      terms: (role) => role.about.levels,
    },
    tier: {
      kind: 'term',
      noun: 'employer tier',
      description: 'Kind of employer, such as FAANG or mid-market',
      terms: (role) => role.about.tiers,
    },
    place: {
      kind: 'term',
      noun: 'place',
      description: 'State, metro area or region',
      terms: (role) => role.about.places,
    },
    offer: {
      kind: 'money',
      description: 'An offer in US dollars a year, to hold against each figure; only you see it',
    },
  },
  run(context, options) {
    const { levels, tiers, places } = context.role.about;
    return answer(context, {
      level: termOf(levels, options.level),
      tier: termOf(tiers, options.tier),
      place: termOf(places, options.place),
      offer: options.offer,
    });
  },
  actions: {
    level: (context, id) =>
      answer(context, {
        level: termOf(context.role.about.levels, id),
        tier: undefined,
        place: undefined,
        offer: undefined,
      }),
    topic: (context, id) => {
      const topics = context.role.salary.topics;
      const topic = topics.find((each) => each.id === id);
      return topic === undefined
        ? overview(context, undefined)
        : topicOutcome(context, 'Pay', topic, topics, 'More on pay');
    },
  },
});

function answer(context: Context, request: Request): Outcome {
  const outcome =
    request.level === undefined && request.tier === undefined && request.place === undefined
      ? overview(context, request.offer)
      : narrowed(context, request);
  // An offer is the asker's own affair: the channel does not get to see it.
  if (request.offer === undefined || !('reply' in outcome)) return outcome;
  return { ...outcome, reply: { ...outcome.reply, visibility: 'private' } };
}

/** All levels, then the medians over all of them; the other figures over all levels have a place of their own. */
function overview(context: Context, offer: number | undefined): Outcome {
  const { role } = context;
  const evidence = new Evidence(context.knowledge, role, context.now);
  const figures = payFigures(role).filter(isHome);
  const byLevel = role.about.levels.flatMap((level) =>
    payRows(
      level.title,
      figures.filter((figure) => figure.level === level.id),
      evidence,
      offer,
      briefPayRow,
    ),
  );
  const general = figures.filter(isGeneral);
  const medians = general.filter((figure) => figure.statistic === 'median');
  const others = general.length - medians.length;
  const more: Block[] =
    others === 0
      ? []
      : [
          {
            kind: 'text',
            text: `_… ${others} more figures that are about all levels together:_ \`/salary place:${homePlace}\``,
          },
        ];
  const blocks = [
    ...offerNote(offer),
    ...byLevel,
    ...payRows('All levels together', medians, evidence, offer, briefPayRow),
    ...more,
  ];
  blocks.push(...payNotes(role, { level: undefined, tier: undefined, place: undefined }, evidence));
  return outcomeOf(titleOf(role, []), [...blocks, ...levelSelect(context, undefined), ...moreOnPay(context)], evidence);
}

/** The figures for what was asked, the nearest where no source has exactly that, and what must be known to read them. */
function narrowed(context: Context, { level, tier, place, offer }: Request): Outcome {
  const { role } = context;
  const evidence = new Evidence(context.knowledge, role, context.now);
  const all = payFigures(role);
  const blocks: Block[] = [...offerNote(offer)];
  const ofPlace = all.filter((figure) => figure.region === place?.id);
  const namesBand = level !== undefined || tier !== undefined;
  // Said before any figure: none of those that follow may be taken for the place's own.
  if (place !== undefined && namesBand && ofPlace.length === 0) {
    blocks.push({
      kind: 'text',
      text: `No source here gives a pay figure for this place (${literal(place.title)}). So I do not give one; the figures below are not about it.`,
    });
  }

  if (namesBand) {
    const ofLevel = all.filter(
      (figure) =>
        (level === undefined ? true : figure.level === level.id) &&
        (place === undefined || isHome(figure) || figure.region === place.id),
    );
    const matching = tier === undefined ? ofLevel : ofLevel.filter((figure) => figure.tier === tier.id);
    const others = tier === undefined || level === undefined ? [] : ofLevel.filter((figure) => figure.tier !== tier.id);
    const name = [level?.title, tier?.title].filter(Boolean).join(', ');
    if (matching.length === 0) blocks.push(none(`No source here gives pay for ${name}.`));
    blocks.push(
      ...payRows(name, matching, evidence, offer),
      ...payRows('Other readings of this level', others, evidence, offer),
    );
  }
  if (place !== undefined && (!namesBand || ofPlace.some(isGeneral)))
    blocks.push(...placeBlocks(context, place, level, all, evidence, offer));
  blocks.push(...payNotes(role, { level, tier, place }, evidence));
  blocks.push(...levelSelect(context, level), ...moreOnPay(context));
  return outcomeOf(titleOf(role, [level, tier, place]), blocks, evidence);
}

/** The place whose figures stand for everywhere, where nothing narrower was asked. */
const homePlace = 'us';

const isHome = (figure: Figure): boolean => figure.region === homePlace || figure.region === 'not-stated';

function placeBlocks(
  context: Context,
  place: Term,
  level: Term | undefined,
  all: readonly Figure[],
  evidence: Evidence,
  offer: number | undefined,
): Block[] {
  const ofPlace = all.filter((figure) => figure.region === place.id && isGeneral(figure));
  if (ofPlace.length === 0) {
    const fallback =
      level === undefined && place.id !== homePlace
        ? all.filter((figure) => figure.region === homePlace && isGeneral(figure))
        : [];
    return [
      none(`No source here gives a pay figure for this place (${place.title}).`),
      ...payRows('For comparison: United States, all levels together', fallback, evidence, offer),
    ];
  }
  const blocks = payRows(`${place.title}, all levels together`, ofPlace, evidence, offer);
  if (level !== undefined) {
    blocks.push({
      kind: 'text',
      text: `No source gives ${literal(level.title.toLowerCase())} pay for ${literal(place.title)} alone. The two kinds of figure stand apart on purpose: one must not be multiplied by the other.`,
    });
  }
  return blocks;
}

const none = (text: string): Block => ({ kind: 'text', text: `${literal(text)} So I do not give a number.` });

function levelSelect(context: Context, current: Term | undefined): Block[] {
  const options = context.role.about.levels
    .filter((level) => level.id !== current?.id)
    .map((level): SelectOption => ({ label: level.title, value: level.id }));
  return options.length === 0
    ? []
    : [{ kind: 'select', placeholder: 'Another level', action: context.action('level'), options }];
}

const moreOnPay = (context: Context): Block[] =>
  topicSelect(context, 'topic', context.role.salary.topics, 'More on pay');

const titleOf = (role: Role, terms: readonly (Term | undefined)[]): string =>
  [`${role.title} pay`, terms.flatMap((term) => term?.title ?? []).join(', ')].filter(Boolean).join(': ');
