/**
 * AIEH's readiness model (families with weights, one scale, a half-life: `readiness.yaml`) applied to a learner's own answers. It is our
 * reading and no score of AIEH's: its families have tests of their own, here the topics stand in that the data file names under
 * `measured_by`; and its half-life is given for technical families only, here it counts for all.
 */
import type { Role } from '../knowledge/knowledge.ts';
import type { ReadinessFile } from '../knowledge/schema/files.ts';
import type { Bank } from './bank.ts';
import { dayLength } from './days.ts';
import type { LearnerRecord } from './records.ts';
import { type Result, resultsOf } from './results.ts';

/** A family with fewer different questions answered says too little. */
export const enoughQuestions = 5;
/** Fewer answers over all families say too little. */
export const enoughAnswers = 20;

const monthDays = 365.25 / 12;

export interface FamilyReadiness {
  readonly id: string;
  readonly title: string;
  /** As published. */
  readonly weight: number;
  /** Titles of the topics of questions that stand in for it. */
  readonly measuredBy: readonly string[];
  /** `unmeasured`: no topic stands in for it. `too-little`: fewer than five of its questions were answered. */
  readonly state: 'measured' | 'too-little' | 'unmeasured';
  /** Different questions answered. */
  readonly questions: number;
  readonly answers: number;
  /** What the answers weigh after their age: one of today 1, one as old as the half-life 0.5. */
  readonly evidence: number;
  /** The mean result, each answer with its weight, 0 to 1. Only where the family is measured, as is the score. */
  readonly share: number | undefined;
  /** The share on the model's scale, rounded. */
  readonly score: number | undefined;
}

export interface Readiness {
  readonly scale: ReadinessFile['scale'];
  readonly halfLifeMonths: number;
  readonly families: readonly FamilyReadiness[];
  /** Answers over all families. */
  readonly answers: number;
  /** The sum of the weights of the measured families, and of weight times score: the total is the one by the other. */
  readonly weights: number;
  readonly weighted: number;
  /** On the scale, rounded; undefined where there is too little data. */
  readonly total: number | undefined;
  /** The titles of the families that the total leaves out. */
  readonly leftOut: readonly string[];
  /** How each number came about, line by line. */
  readonly steps: readonly string[];
}

type ReadinessRole = Pick<Bank, 'id' | 'questions'> & Pick<Role, 'questionTopics' | 'readiness'>;

/** The model applied at an instant; undefined for a role without one. */
export function readinessOf(role: ReadinessRole, record: LearnerRecord, now: Date): Readiness | undefined {
  const model = role.readiness;
  if (model === undefined) return undefined;
  const results = resultsOf(role, record.ledger);
  const families = model.families.map((family) => measure(family, model, { role, results, now }));
  const measured = families.filter((family) => family.score !== undefined);
  const answers = families.reduce((sum, family) => sum + family.answers, 0);
  const weights = rounded(measured.reduce((sum, family) => sum + family.weight, 0));
  const weighted = rounded(measured.reduce((sum, family) => sum + family.weight * (family.score ?? 0), 0));
  const total = answers < enoughAnswers || measured.length === 0 ? undefined : Math.round(weighted / weights);
  const leftOut = families.filter((family) => family.score === undefined).map(({ title }) => title);
  const sums = { answers, weights, weighted, total, leftOut };
  const steps = [...families.map((family) => familyStep(family, model)), totalStep(sums, measured)];
  return { scale: model.scale, halfLifeMonths: model.half_life_months, families, ...sums, steps };
}

interface Evidence {
  readonly role: ReadinessRole;
  readonly results: readonly Result[];
  readonly now: Date;
}

function measure(
  { id, title, weight, measured_by }: ReadinessFile['families'][number],
  { scale, half_life_months }: ReadinessFile,
  { role, results, now }: Evidence,
): FamilyReadiness {
  const answers = results.filter(({ question }) => measured_by.includes(question.topic));
  const questions = new Set(answers.map(({ question }) => question.id)).size;
  const weightOf = ({ at }: Result): number => {
    const months = Math.max(0, now.getTime() - at) / dayLength / monthDays;
    return 0.5 ** (months / half_life_months);
  };
  const evidence = answers.reduce((sum, answer) => sum + weightOf(answer), 0);
  const state = measured_by.length === 0 ? 'unmeasured' : questions < enoughQuestions ? 'too-little' : 'measured';
  const share =
    state === 'measured'
      ? answers.reduce((sum, answer) => sum + weightOf(answer) * answer.share, 0) / evidence
      : undefined;
  return {
    id,
    title,
    weight,
    measuredBy: measured_by.map((topic) => role.questionTopics.find((each) => each.id === topic)?.title ?? topic),
    state,
    questions,
    answers: answers.length,
    evidence,
    share,
    score: share === undefined ? undefined : Math.round(scale.low + share * (scale.high - scale.low)),
  };
}

/** Sums of decimals such as 0.9 and 0.85, without what binary fractions add to them. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

function familyStep(family: FamilyReadiness, { scale, half_life_months }: ReadinessFile): string {
  const { title, weight, state, questions, answers, evidence, share = 0, score } = family;
  const head = `${title} (weight ${weight.toFixed(2)})`;
  if (state === 'unmeasured') return `${head}: not measured, no topic of questions stands in for it; left out.`;
  const topics = `from ${family.measuredBy.join(', ')}`;
  if (state === 'too-little') {
    return `${head}, ${topics}: too little data, ${questions} of at least ${enoughQuestions} questions answered; left out.`;
  }
  return (
    `${head}, ${topics}: ${answers} answers to ${questions} questions, which weigh ${evidence.toFixed(1)} after their age ` +
    `(half after ${half_life_months} months); ${(share * 100).toFixed(1)}% right; ` +
    `${scale.low} + ${share.toFixed(3)} × ${scale.high - scale.low} = ${score}.`
  );
}

function totalStep(
  {
    answers,
    weights,
    weighted,
    total,
    leftOut,
  }: Pick<Readiness, 'answers' | 'weights' | 'weighted' | 'total' | 'leftOut'>,
  measured: readonly FamilyReadiness[],
): string {
  if (total === undefined) {
    return answers < enoughAnswers
      ? `Total: too little data, ${answers} of at least ${enoughAnswers} answers.`
      : 'Total: too little data, no family has enough questions answered.';
  }
  const products = measured.map(({ weight, score }) => `${weight.toFixed(2)} × ${score}`).join(' + ');
  const without = leftOut.length === 0 ? '' : ` Without ${leftOut.join(', ')}.`;
  return `Total: (${products}) / ${weights.toFixed(2)} = ${weighted.toFixed(1)} / ${weights.toFixed(2)} = ${total}.${without}`;
}
