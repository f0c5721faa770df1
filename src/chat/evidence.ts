/**
 * Gathers, while an answer is written, which sources and figures it rests on, and numbers the sources in the order of their use.
 * Every text of the knowledge reaches a reply through here, so that no figure can be shown without its source.
 */
// By subpath: the whole of date-fns costs a one-shot command a second.
import { differenceInMonths } from 'date-fns/differenceInMonths';
import { endOfMonth } from 'date-fns/endOfMonth';
import type { Knowledge, Role } from '../knowledge/knowledge.ts';
import { figureIdsIn, formatAmount, replaceFigures } from '../knowledge/figures.ts';
import type { Figure } from '../knowledge/schema/figure.ts';
import type { Markup } from './markup.ts';
import type { Citation } from './reply.ts';

/** Design, "Evidence": an answer whose source is older than this says so. */
export const oldAfterMonths = 18;

export class Evidence {
  readonly #knowledge: Knowledge;
  readonly #figures: ReadonlyMap<string, Figure>;
  readonly #now: Date;
  readonly #citations = new Map<string, Citation>();
  readonly #used = new Map<string, Figure>();

  constructor(knowledge: Knowledge, role: Role, now: Date) {
    this.#knowledge = knowledge;
    this.#figures = role.figures;
    this.#now = now;
  }

  /** The marks of sources, such as "[1][3]", numbering those that are new. */
  mark(sourceIds: readonly string[]): Markup {
    return sourceIds.map((id) => `[${this.#cite(id).number}]`).join('');
  }

  /**
   * A prose of the knowledge with its figures filled in and its sources marked: each figure by itself where the text rests on several
   * sources, the others at the end.
   */
  text(prose: string, sourceIds: readonly string[]): Markup {
    const figures = figureIdsIn(prose).flatMap((id) => this.#figures.get(id) ?? []);
    const all = new Set([...sourceIds, ...figures.flatMap((figure) => figure.sources)]);
    const markEach = all.size > 1;
    const marked = new Set<string>();
    const filled = replaceFigures(prose, (id) => {
      const figure = this.#figures.get(id);
      if (figure === undefined) throw new Error(`figure "${id}" passed the check but is not there`);
      this.#used.set(id, figure);
      if (!markEach) return formatAmount(figure);
      for (const source of figure.sources) marked.add(source);
      return `${formatAmount(figure)} ${this.mark(figure.sources)}`;
    });
    const rest = [...all].filter((id) => !marked.has(id));
    return rest.length === 0 ? filled : `${filled} ${this.mark(rest)}`;
  }

  /** A figure's amount, noted as used; its sources are marked by the caller. */
  amount(figure: Figure): string {
    this.#used.set(figure.id, figure);
    return formatAmount(figure);
  }

  /** The sources in the order of their numbers. */
  citations(): Citation[] {
    return [...this.#citations.values()];
  }

  /** The figures that the answer shows, whole, for machines. */
  figures(): Figure[] {
    return [...this.#used.values()];
  }

  /** The source's name as it stands beside a figure: "levels.fyi, quoted by Resume Geni". */
  sourceName(id: string): string {
    const { publisher, readIn } = this.#cite(id);
    return readIn === undefined ? publisher : `${publisher}, quoted by ${lowerFirstArticle(readIn)}`;
  }

  #cite(id: string): Citation {
    const known = this.#citations.get(id);
    if (known !== undefined) return known;
    const source = this.#knowledge.sources.get(id);
    if (source === undefined) throw new Error(`source "${id}" passed the check but is not there`);
    const document = source.read_in === undefined ? undefined : this.#knowledge.sources.get(source.read_in);
    const citation: Citation = {
      number: this.#citations.size + 1,
      publisher: source.publisher,
      title: source.title,
      asOf: source.as_of,
      old: isOld(source.as_of, this.#now),
      ...(source.url === undefined ? {} : { url: source.url }),
      ...(document === undefined ? {} : { readIn: lowerFirstArticle(document.publisher) }),
    };
    this.#citations.set(id, citation);
    return citation;
  }
}

const lowerFirstArticle = (name: string): string => name.replace(/^A(n?) /, 'a$1 ');

/** True where even the last day of the stated year or month lies more than 18 months before `now`. What is undated is said to be so instead. */
export function isOld(asOf: string, now: Date): boolean {
  if (asOf === 'undated') return false;
  const [year = 0, month = 12, day] = asOf.split('-').map(Number);
  const stated = new Date(Date.UTC(year, month - 1, day ?? 1));
  return differenceInMonths(now, day === undefined ? endOfMonth(stated) : stated) >= oldAfterMonths;
}
