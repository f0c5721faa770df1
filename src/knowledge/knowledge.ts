/** The knowledge in memory: checked, cross-referenced and frozen. What the commands read. */
import type {
  CareerPathFile,
  ComparisonsFile,
  FaqEntry,
  ReadinessFile,
  RoleFile,
  SalaryFile,
  SearchFile,
  Source,
  Term,
  TopicsFile,
} from './schema/files.ts';
import type { BankQuestion } from './question-bank.ts';
import type { Figure } from './schema/figure.ts';

/** Everything about one role. A role without a file for a section has that section empty. */
export interface Role {
  readonly id: string;
  readonly title: string;
  readonly about: RoleFile;
  readonly salary: SalaryFile;
  readonly outlook: TopicsFile;
  readonly careerPath: CareerPathFile;
  readonly skills: TopicsFile;
  readonly work: TopicsFile;
  readonly interview: TopicsFile;
  readonly comparisons: ComparisonsFile;
  readonly readiness: ReadinessFile | undefined;
  readonly faq: readonly FaqEntry[];
  /** Every figure of every file of the role, by id. */
  readonly figures: ReadonlyMap<string, Figure>;
  /** The question bank, topic by topic. Where it is loaded when needed, reading it for the first time may throw a `DataError`. */
  readonly questions: readonly BankQuestion[];
  /** The topics of the question bank; not those of the other files. */
  readonly questionTopics: readonly Term[];
}

export interface Knowledge {
  readonly sources: ReadonlyMap<string, Source>;
  /** In the order of their folders' names. There is always at least one. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly search: SearchFile;
}

/** What `check-data` says when all is well. */
export interface KnowledgeSummary {
  readonly roles: number;
  readonly sources: number;
  readonly figures: number;
  readonly faqEntries: number;
  readonly waysOfAsking: number;
  readonly topics: number;
  readonly disagreements: number;
  readonly questions: number;
  readonly questionTopics: number;
  /** The oldest as-of date of any figure (YYYY…), and how many have none. */
  readonly oldestFigure: string;
  readonly undatedFigures: number;
  /** The oldest `updated` of any FAQ entry. */
  readonly oldestEntry: string;
}
