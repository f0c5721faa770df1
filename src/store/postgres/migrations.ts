/** The tables, as numbered steps from an empty database. A step that was released is never changed: what is to be different is a new one. */
import { schema } from './statements.ts';

// Ids compare by their bytes (collate "C"), so that every store puts them in the same order.
const id = 'text collate "C"';

/** The first brings a database to version 1, and so on. */
export const migrations: readonly string[] = [
  `
create schema if not exists ${schema};

create sequence ${schema}.versions;

create table ${schema}.learners (
  learner ${id} primary key,
  version bigint not null,
  name text,
  settings jsonb not null,
  drills jsonb not null,
  wake_at timestamptz,
  reminded_on text,
  reminders_refused text,
  extra jsonb
) with (fillfactor = 80);
create index on ${schema}.learners (wake_at, learner) where wake_at is not null;

create table ${schema}.attempts (
  learner ${id} not null references ${schema}.learners on delete cascade,
  id ${id} not null,
  position integer not null,
  community ${id} not null,
  question text not null,
  at timestamptz not null,
  zone text not null,
  day ${id} not null,
  grade text not null,
  points double precision not null,
  extra jsonb,
  primary key (learner, id)
);
create index on ${schema}.attempts (learner, day) include (points);

create table ${schema}.rules_changes (
  learner ${id} not null references ${schema}.learners on delete cascade,
  position integer not null,
  at timestamptz not null,
  zone text not null,
  day_start double precision not null,
  rest_days jsonb not null,
  extra jsonb,
  primary key (learner, position)
);

create table ${schema}.memories (
  learner ${id} not null references ${schema}.learners on delete cascade,
  question ${id} not null,
  due timestamptz not null,
  stability double precision not null,
  difficulty double precision not null,
  reps double precision not null,
  lapses double precision not null,
  state double precision not null,
  last_review timestamptz not null,
  scheduled_days double precision not null,
  learning_steps double precision not null,
  extra jsonb,
  primary key (learner, question)
) with (fillfactor = 80);

create table ${schema}.asked_questions (
  learner ${id} not null references ${schema}.learners on delete cascade,
  question ${id} not null,
  at timestamptz not null,
  extra jsonb,
  primary key (learner, question)
) with (fillfactor = 80);

create table ${schema}.memberships (
  learner ${id} not null references ${schema}.learners on delete cascade,
  community ${id} not null,
  position integer not null,
  extra jsonb,
  primary key (learner, community)
);
create index on ${schema}.memberships (community, learner);

create table ${schema}.communities (
  community ${id} primary key,
  version bigint not null,
  zone text,
  daily jsonb,
  wake_at timestamptz,
  admins jsonb,
  extra jsonb
) with (fillfactor = 80);
create index on ${schema}.communities (wake_at, community) where wake_at is not null;

create table ${schema}.deliveries (
  community ${id} not null references ${schema}.communities on delete cascade,
  day ${id} not null,
  due_at timestamptz not null,
  state text not null,
  tries double precision not null,
  not_before timestamptz,
  claim jsonb,
  question text,
  wording text,
  channel text,
  message text,
  ended_at timestamptz,
  reason text,
  tally jsonb,
  extra jsonb,
  primary key (community, day)
) with (fillfactor = 80);

create table ${schema}.unanswered_questions (
  community ${id} not null references ${schema}.communities on delete cascade,
  position integer not null,
  text text not null,
  times double precision not null,
  last_asked timestamptz not null,
  extra jsonb,
  primary key (community, position)
);

create table ${schema}.reports (
  community ${id} not null references ${schema}.communities on delete cascade,
  position integer not null,
  id text not null,
  learner ${id} not null,
  question text not null,
  note text not null,
  at timestamptz not null,
  extra jsonb,
  primary key (community, position)
);
create index on ${schema}.reports (learner);

create table ${schema}.faq_entries (
  community ${id} not null references ${schema}.communities on delete cascade,
  position integer not null,
  role text not null,
  id text not null,
  question text not null,
  aliases jsonb not null,
  answer text not null,
  by ${id} not null,
  at timestamptz not null,
  extra jsonb,
  primary key (community, position)
);

create table ${schema}.services (
  service ${id} primary key,
  version bigint not null,
  heartbeat timestamptz,
  extra jsonb
) with (fillfactor = 50);

create table ${schema}.outages (
  service ${id} not null references ${schema}.services on delete cascade,
  position integer not null,
  begun_at timestamptz not null,
  ended_at timestamptz not null,
  extra jsonb,
  primary key (service, position)
);

create table ${schema}.installations (
  key ${id} primary key,
  text text not null
);

-- What it says is of no use after a crash: it need not be written twice.
create unlogged table ${schema}.pacing (
  key ${id} primary key,
  last_moment timestamptz,
  held_until timestamptz
) with (fillfactor = 50);

create table ${schema}.meta (
  key text primary key,
  value jsonb not null
);
`,
  `
-- When a row was last written. Where that lies ahead of the clock, the clock has been set back.
alter table ${schema}.pacing add column written_at timestamptz not null default clock_timestamp();
`,
];
