/** The tables as the typed queries see them, and where those queries are written: they are run elsewhere. */
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { schema } from './statements.ts';

interface Tables {
  readonly learners: {
    readonly learner: string;
    readonly name: string | null;
    readonly settings: { readonly hidden?: boolean };
    readonly wake_at: Date | null;
  };
  readonly attempts: { readonly learner: string; readonly day: string; readonly points: number };
  readonly memberships: { readonly learner: string; readonly community: string };
  readonly communities: {
    readonly community: string;
    readonly daily: object | null;
    readonly admins: readonly string[] | null;
    readonly wake_at: Date | null;
  };
  readonly deliveries: { readonly community: string; readonly tally: object | null };
  readonly reports: { readonly community: string; readonly learner: string };
  readonly faq_entries: { readonly community: string; readonly by: string };
  readonly services: { readonly service: string };
  readonly installations: { readonly key: string; readonly text: string };
  readonly meta: { readonly key: string; readonly value: unknown };
}

export const tables = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
}).withSchema(schema);
