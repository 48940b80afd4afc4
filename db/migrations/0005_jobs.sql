-- The queue (graphile-worker) lives in its own schema and enables row-level security without policies.
-- The application only adds jobs, in the same transaction as the change they follow; only the jobs role runs them.

create schema jobs;
comment on schema jobs is 'The door to the queue: jobs.add.';
grant usage on schema jobs to ponte_app, ponte_jobs;

create function jobs.add(task text, payload json, run_at timestamptz default null, job_key text default null) returns void
language sql security definer
set search_path = ''
as $$ select graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => 12) $$;
comment on function jobs.add(text, json, timestamptz, text) is 'Adds a job to the queue; a job with the same key replaces the one that waits.';
revoke execute on function jobs.add(text, json, timestamptz, text) from public;
grant execute on function jobs.add(text, json, timestamptz, text) to ponte_app, ponte_jobs;

create function jobs.remove(job_key text) returns void
language sql security definer
set search_path = ''
as $$ select graphile_worker.remove_job(job_key) $$;
comment on function jobs.remove(text) is 'Takes a waiting job off the queue, e.g. the reminder of a cancelled appointment.';
revoke execute on function jobs.remove(text) from public;
grant execute on function jobs.remove(text) to ponte_app, ponte_jobs;

grant usage on schema graphile_worker to ponte_jobs;
grant select, insert, update, delete on all tables in schema graphile_worker to ponte_jobs;
grant usage, select on all sequences in schema graphile_worker to ponte_jobs;
grant execute on all functions in schema graphile_worker to ponte_jobs;

do $$
declare queue_table record;
begin
  for queue_table in
    select tablename from pg_catalog.pg_tables where schemaname = 'graphile_worker'
  loop
    execute format('create policy jobs_all on graphile_worker.%I to ponte_jobs using (true) with check (true)', queue_table.tablename);
    execute format('create policy owner_all on graphile_worker.%I to ponte_owner using (true) with check (true)', queue_table.tablename);
  end loop;
end
$$;

create table jobs.progress (
  id uuid primary key,
  account_id uuid not null,
  task text not null,
  state text not null default 'waiting' constraint progress_state check (state in ('waiting', 'running', 'done', 'failed')),
  done int not null default 0,
  total int,
  report jsonb,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table jobs.progress is 'Long work that somebody waits for, shown on its progress page.';
comment on column jobs.progress.id is 'UUID v7; in the address of the progress page.';
comment on column jobs.progress.account_id is 'Who started it; nobody else sees it.';
comment on column jobs.progress.task is 'Name of the task.';
comment on column jobs.progress.state is 'Waiting, running, done or failed.';
comment on column jobs.progress.done is 'Units of work done.';
comment on column jobs.progress.total is 'Units in all; null while unknown.';
comment on column jobs.progress.report is 'What came of it, shown on the page.';
comment on column jobs.progress.started_at is 'When it started.';
comment on column jobs.progress.ended_at is 'When it ended.';
comment on column jobs.progress.created_at is 'When it was asked for.';
alter table jobs.progress enable row level security;
alter table jobs.progress force row level security;
create policy owner_all on jobs.progress to ponte_owner using (true) with check (true);
create policy own on jobs.progress to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() >= 1) with check (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy jobs_all on jobs.progress to ponte_jobs using (true) with check (true);
grant select, insert on jobs.progress to ponte_app;
grant select, update on jobs.progress to ponte_jobs;
