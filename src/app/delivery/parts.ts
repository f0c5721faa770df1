/** What delivery is made of. */
import type { Logger } from 'pino';
import type { PosterFor } from '../../chat/poster.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { JobKind, JobQueue } from '../../practice/daily/job-queue.ts';
import type { Pacer } from '../../practice/daily/pacer.ts';
import type { Store } from '../../practice/store.ts';
import type { Trouble } from '../../practice/trouble.ts';
import type { Pause } from './pause.ts';
import type { Turns } from './turns.ts';

/** How a daily drill or a reminder ended: labels that name no community and no person. */
export interface Delivered {
  readonly platform: string;
  readonly kind: JobKind;
  /** A state of a delivery that has ended, or the kind of result of a reminder. */
  readonly state: string;
}

export interface DeliveryParts {
  readonly store: Store;
  readonly jobs: JobQueue;
  readonly pacer: Pacer;
  readonly posterFor: PosterFor;
  /** The platforms that this process posts to: of others it takes no work, and their records stay due for whoever does. */
  readonly platforms: readonly string[];
  readonly knowledge: () => Knowledge;
  readonly now: () => Date;
  /** New and unguessable each time. */
  readonly newId: () => string;
  readonly logger: Logger;
  readonly onDelivered: (delivered: Delivered) => void;
  /** How many milliseconds something waited for its turn. */
  readonly onPaced: (platform: string, milliseconds: number) => void;
  readonly pause?: Pause;
}

/** What the parts of delivery share. */
export interface Workshop extends DeliveryParts {
  readonly pause: Pause;
  readonly turns: Turns;
  /** Tells the operator that records cannot be reached, and when they can be again. */
  readonly trouble: Trouble;
  /** Aborted when the program stops. */
  readonly stopping: AbortSignal;
}
