/** `/career-path [from] [track] [topic]`: the ladder, one rung of it, or a topic such as the routes in and the plan. */
import { defineCommand, type Context } from '../src/chat/command.ts';
import { Evidence } from '../src/chat/evidence.ts';
import { literal } from '../src/chat/markup.ts';
import type { Block, Outcome } from '../src/chat/reply.ts';
import { itemBlocks, outcomeOf, topicOutcome, topicSelect } from '../src/chat/topics.ts';
import { figureIdsIn } from '../src/knowledge/figures.ts';
import type { Role } from '../src/knowledge/knowledge.ts';
import type { Item } from '../src/knowledge/schema/common.ts';
import type { Rung, Term } from '../src/knowledge/schema/files.ts';

type Track = Rung['track'];

const tracks: readonly (Term & { readonly id: Track })[] = [
  {
    id: 'individual',
    title: 'Individual contributor track',
    aliases: ['ic', 'individual contributor', 'technical', 'engineer', 'engineering'],
  },
  { id: 'management', title: 'Management track', aliases: ['manager', 'managing', 'people', 'lead people', 'em'] },
];

const selectText = 'More on the path';

/** A rung also answers to the names of its level: "L5" is the senior rung. */
function rungTerms(role: Role): Term[] {
  return role.careerPath.rungs.map((rung) => {
    const level = role.about.levels.find((each) => each.id === rung.level);
    return {
      id: rung.id,
      title: rung.title,
      aliases: [...rung.aliases, ...(level === undefined ? [] : [level.id, level.title, ...level.aliases])],
    };
  });
}

export default defineCommand({
  name: 'career-path',
  summary: 'The ladder and both tracks, what comes next, ways in and out, a step-by-step plan',
  examples: ['/career-path', '/career-path senior', '/career-path track:management', '/career-path plan'],
  options: {
    from: { kind: 'term', noun: 'rung', description: 'Where you stand, such as mid or senior', terms: rungTerms },
    track: { kind: 'term', noun: 'track', description: 'Individual contributor or management', terms: () => tracks },
    topic: {
      kind: 'term',
      noun: 'topic',
      description: 'A topic, such as routes, plan or specialisations',
      terms: (role) => role.careerPath.topics,
    },
  },
  run(context, { from, track, topic }) {
    if (topic !== undefined) return about(context, topic);
    return from === undefined ? ladder(context, track) : rung(context, from, track);
  },
  actions: {
    topic: about,
    from: (context, id) => rung(context, id, undefined),
    track: (context, id) => ladder(context, id),
  },
});

function about(context: Context, id: string): Outcome {
  const { topics } = context.role.careerPath;
  const topic = topics.find((each) => each.id === id);
  return topic === undefined
    ? ladder(context, undefined)
    : topicOutcome(context, 'Career path', topic, topics, selectText);
}

/** Every rung of a track, or of both. */
function ladder(context: Context, track: string | undefined): Outcome {
  const { role } = context;
  const evidence = new Evidence(context.knowledge, role, context.now);
  const shown = tracks.filter((each) => track === undefined || each.id === track);
  const blocks = shown.flatMap((each): Block[] => {
    const rungs = role.careerPath.rungs.filter((one) => one.track === each.id);
    if (rungs.length === 0) return [];
    return [
      { kind: 'heading', text: each.title },
      { kind: 'list', ordered: true, items: rungs.map((one) => onLadder(one, evidence)) },
    ];
  });
  return outcomeOf(
    `${role.title}: career path`,
    [
      ...blocks,
      ...rungSelect(context, undefined),
      ...topicSelect(context, 'topic', role.careerPath.topics, selectText),
    ],
    evidence,
  );
}

/** A rung on the ladder: the first words on its scope, and its years, each kind by itself. */
function onLadder(rung: Rung, evidence: Evidence): string {
  const scope = rung.scope.slice(0, 1).map((item) => inLine(item, evidence, 'versions' in item));
  const years = rung.years.filter((item) => textsOf(item).some((text) => figureIdsIn(text).length > 0));
  const timed = years.map((item) => inLine(item, evidence, true));
  return [`**${literal(rung.title)}.**`, ...scope, ...(timed.length > 0 ? timed : ['_Years:_ none given.'])].join(' ');
}

/** An item as a part of a sentence; where sources disagree, one version after the other. */
function inLine(item: Item, evidence: Evidence, labelled: boolean): string {
  const versions = 'versions' in item ? item.versions : [item];
  const label = 'versions' in item ? item.subject : item.label;
  const texts = versions.map((version) => evidence.text(version.text, version.sources)).join(' _Or:_ ');
  return labelled && label !== undefined ? `_${literal(label)}:_ ${texts}` : texts;
}

const textsOf = (item: Item): string[] =>
  'versions' in item ? item.versions.map((version) => version.text) : [item.text];

/** One rung: what it covers, the years in each sense, and what may come next on the wanted track. */
function rung(context: Context, id: string, track: string | undefined): Outcome {
  const { rungs, topics } = context.role.careerPath;
  const here = rungs.find((each) => each.id === id);
  if (here === undefined) return ladder(context, track);
  const evidence = new Evidence(context.knowledge, context.role, context.now);
  const next = here.next.flatMap((each) => rungs.find((one) => one.id === each) ?? []);
  const wanted = next.filter((each) => track === undefined || each.track === track);
  const nextBlocks: Block[] =
    wanted.length === 0
      ? [
          {
            kind: 'text',
            text:
              next.length === 0
                ? 'The sources name no rung after this one.'
                : 'The sources name no next rung on that track from here.',
          },
        ]
      : [
          {
            kind: 'buttons',
            buttons: wanted.map((each) => ({ label: each.title, action: context.action('from', each.id) })),
          },
        ];
  return outcomeOf(
    `Career path: ${here.title}`,
    [
      ...section('What it covers', itemBlocks(here.scope, evidence)),
      ...section('Years', itemBlocks(here.years, evidence)),
      { kind: 'heading', text: 'What may come next' },
      ...nextBlocks,
      ...rungSelect(context, here),
      ...topicSelect(context, 'topic', topics, selectText),
    ],
    evidence,
  );
}

const section = (heading: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [{ kind: 'heading', text: heading }, ...blocks];

function rungSelect(context: Context, current: Rung | undefined): Block[] {
  const options = context.role.careerPath.rungs
    .filter((each) => each.id !== current?.id)
    .map((each) => ({ label: each.title, value: each.id }));
  return options.length === 0
    ? []
    : [{ kind: 'select', placeholder: 'Look at a rung', action: context.action('from'), options }];
}
