-- Benchmarking: places, offices or services beside one another on chosen measures, without a total and without a ranking. The draft is
-- read by its office; a published version is public and never changes; its figures name the release or the day from which they were taken.

create schema benchmarks;
comment on schema benchmarks is 'Comparisons of places, of offices or of services on chosen measures: drafts and published versions.';
grant usage on schema benchmarks to ponte_app, ponte_jobs;

create table benchmarks.comparisons (
  id uuid primary key,
  code text not null constraint comparisons_code unique constraint comparisons_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 120),
  kind text not null constraint comparisons_kind check (kind in ('places', 'offices', 'services')),
  office_id uuid constraint comparisons_office references offices.offices (id),
  lang text not null constraint comparisons_lang check (lang ~ '^[a-z]{2,3}$'),
  title text not null constraint comparisons_title check (length(title) between 1 and 300),
  words text not null default '' constraint comparisons_words check (length(words) <= 2000),
  version int not null default 0 constraint comparisons_version check (version >= 0),
  demonstration boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint comparisons_id_kind unique (id, kind)
);
create index comparisons_office_id on benchmarks.comparisons (office_id) where office_id is not null;
comment on table benchmarks.comparisons is 'A comparison of places, offices or services that were chosen by hand, on measures that were chosen by hand.';
comment on column benchmarks.comparisons.id is 'UUID v7 made by the application.';
comment on column benchmarks.comparisons.code is 'Short name in addresses.';
comment on column benchmarks.comparisons.kind is 'What is compared; chosen when it is begun and never changed.';
comment on column benchmarks.comparisons.office_id is 'Office whose planners write it; null where those of the network write.';
comment on column benchmarks.comparisons.lang is 'Language in which it is written.';
comment on column benchmarks.comparisons.title is 'Title, as last published; as begun before that.';
comment on column benchmarks.comparisons.words is 'Folded words of title and question, for the search.';
comment on column benchmarks.comparisons.version is 'Number of the version that is shown; 0 until one is published.';
comment on column benchmarks.comparisons.demonstration is 'Whether it is invented.';
comment on column benchmarks.comparisons.created_by is 'Account that began it.';
comment on column benchmarks.comparisons.created_at is 'When.';

create table benchmarks.drafts (
  comparison_id uuid primary key,
  content jsonb not null constraint drafts_content check (jsonb_typeof(content) = 'object' and length(content::text) <= 1000000),
  kind text generated always as (content ->> 'kind') stored not null,
  revision int not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  constraint drafts_comparison foreign key (comparison_id, kind) references benchmarks.comparisons (id, kind) on delete cascade
);
create index drafts_comparison_kind on benchmarks.drafts (comparison_id, kind);
comment on table benchmarks.drafts is 'The next version while it is written; at most one for each comparison.';
comment on column benchmarks.drafts.comparison_id is 'The comparison.';
comment on column benchmarks.drafts.content is 'Question, peers with the reason why they are comparable, measures with their figures.';
comment on column benchmarks.drafts.kind is 'What its content compares: the kind of its comparison, by the key.';
comment on column benchmarks.drafts.revision is 'Grows with each change, so that two writers notice each other.';
comment on column benchmarks.drafts.changed_by is 'Who changed it last.';
comment on column benchmarks.drafts.changed_at is 'When.';

create table benchmarks.versions (
  comparison_id uuid not null constraint versions_comparison references benchmarks.comparisons (id) on delete cascade,
  number int not null constraint versions_number check (number >= 1),
  content jsonb not null constraint versions_content check (jsonb_typeof(content) = 'object'),
  reason text not null constraint versions_reason check (length(reason) between 1 and 2000),
  published_by uuid not null,
  published_at timestamptz not null default now(),
  constraint versions_pkey primary key (comparison_id, number)
);
comment on table benchmarks.versions is 'A published comparison. Never changed.';
comment on column benchmarks.versions.comparison_id is 'The comparison.';
comment on column benchmarks.versions.number is '1, 2, 3 …';
comment on column benchmarks.versions.content is 'The content of the draft that became this version.';
comment on column benchmarks.versions.reason is 'Why there is this version.';
comment on column benchmarks.versions.published_by is 'Account that published it.';
comment on column benchmarks.versions.published_at is 'When.';

create function benchmarks.kept() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select c.id
    from benchmarks.comparisons c
   where c.office_id in (select access.scopes('office', array['planner']))
      or (c.office_id is null and (select access.in_network(array['planner'])))
$$;
comment on function benchmarks.kept() is 'Comparisons that the actor writes: a planner of their office, or of the network.';
revoke execute on function benchmarks.kept() from public;
grant execute on function benchmarks.kept() to ponte_app;

create function benchmarks.seen() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select c.id
    from benchmarks.comparisons c
   where c.office_id in (select access.scopes('office', array['planner', 'office-manager']))
      or (c.office_id is null and (select access.in_network(array['planner'])))
      or (select access.in_network(array['auditor']))
$$;
comment on function benchmarks.seen() is 'Comparisons whose drafts the actor reads: planners and managers of their office, planners of the network for its own, auditors.';
revoke execute on function benchmarks.seen() from public;
grant execute on function benchmarks.seen() to ponte_app;

-- Why triggers: the application could publish other words than those of the draft, or show a version that is not there.
create function benchmarks.take_draft() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  select d.content into new.content from benchmarks.drafts d where d.comparison_id = new.comparison_id for update;
  if not found or new.number <> 1 + coalesce((select max(v.number) from benchmarks.versions v where v.comparison_id = new.comparison_id), 0) then
    raise exception 'there is no draft for this version' using errcode = '23514', constraint = 'versions_of_the_draft';
  end if;
  return new;
end
$$;
comment on function benchmarks.take_draft() is 'A version holds what its draft holds, and follows the last one.';
create trigger versions_take before insert on benchmarks.versions for each row execute function benchmarks.take_draft();

create function benchmarks.show_version() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.version <> (select coalesce(max(v.number), 0) from benchmarks.versions v where v.comparison_id = new.id) then
    raise exception 'the newest version is shown' using errcode = '23514', constraint = 'comparisons_newest';
  end if;
  return new;
end
$$;
comment on function benchmarks.show_version() is 'What is shown is the newest version, and nothing before there is one.';
create trigger comparisons_show before insert or update on benchmarks.comparisons for each row execute function benchmarks.show_version();

do $$
declare name text;
begin
  foreach name in array array['comparisons', 'drafts', 'versions'] loop
    execute format('alter table benchmarks.%I enable row level security', name);
    execute format('alter table benchmarks.%I force row level security', name);
    execute format('create policy owner_all on benchmarks.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy published on benchmarks.comparisons for select to ponte_app using (version > 0);
-- Not by the function above: a row that is being inserted is not yet among its rows.
create policy seen on benchmarks.comparisons for select to ponte_app
  using (
    office_id in (select access.scopes('office', array['planner', 'office-manager']))
    or (office_id is null and (select access.in_network(array['planner'])))
    or (select access.in_network(array['auditor']))
  );
create policy begun on benchmarks.comparisons for insert to ponte_app
  with check (
    created_by = kernel.actor()
    and (
      office_id in (select access.scopes('office', array['planner']))
      or (office_id is null and (select access.in_network(array['planner'])))
    )
  );
create policy changed on benchmarks.comparisons for update to ponte_app
  using (id in (select benchmarks.kept())) with check (id in (select benchmarks.kept()));
create policy dropped on benchmarks.comparisons for delete to ponte_app using (version = 0 and id in (select benchmarks.kept()));
grant select, insert, delete on benchmarks.comparisons to ponte_app;
grant update (title, words, version) on benchmarks.comparisons to ponte_app;

create policy seen on benchmarks.drafts for select to ponte_app using (comparison_id in (select benchmarks.seen()));
create policy begun on benchmarks.drafts for insert to ponte_app
  with check (comparison_id in (select benchmarks.kept()) and changed_by = kernel.actor());
create policy changed on benchmarks.drafts for update to ponte_app
  using (comparison_id in (select benchmarks.kept())) with check (comparison_id in (select benchmarks.kept()) and changed_by = kernel.actor());
create policy dropped on benchmarks.drafts for delete to ponte_app using (comparison_id in (select benchmarks.kept()));
grant select, insert, delete on benchmarks.drafts to ponte_app;
grant update (content, revision, changed_by, changed_at) on benchmarks.drafts to ponte_app;

create policy published on benchmarks.versions for select to ponte_app using (true);
create policy added on benchmarks.versions for insert to ponte_app
  with check (comparison_id in (select benchmarks.kept()) and published_by = kernel.actor());
grant select, insert on benchmarks.versions to ponte_app;
