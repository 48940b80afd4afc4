-- Situation analyses: what a place knows of itself before it plans. The draft is seen by its authority; a published version is
-- public and never changes; its figures name the release from which they were taken.

create schema analyses;
comment on schema analyses is 'Situation analyses of places: drafts and published versions.';
grant usage on schema analyses to ponte_app, ponte_jobs;

create table analyses.analyses (
  id uuid primary key,
  code text not null constraint analyses_code unique constraint analyses_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 120),
  place_id uuid not null constraint analyses_place references places.places (id),
  office_id uuid constraint analyses_office references offices.offices (id),
  lang text not null constraint analyses_lang check (lang ~ '^[a-z]{2,3}$'),
  title text not null constraint analyses_title check (length(title) between 1 and 300),
  words text not null default '' constraint analyses_words check (length(words) <= 2000),
  version int not null default 0 constraint analyses_version check (version >= 0),
  demonstration boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now()
);
create index analyses_place_id on analyses.analyses (place_id);
create index analyses_office_id on analyses.analyses (office_id) where office_id is not null;
comment on table analyses.analyses is 'A document on the situation of a place: data, trends, policies, problems, chances.';
comment on column analyses.analyses.id is 'UUID v7 made by the application.';
comment on column analyses.analyses.code is 'Short name in addresses.';
comment on column analyses.analyses.place_id is 'The place it is about.';
comment on column analyses.analyses.office_id is 'Office whose people write it; null where the network writes.';
comment on column analyses.analyses.lang is 'Language in which it is written.';
comment on column analyses.analyses.title is 'Title, as last published; as begun before that.';
comment on column analyses.analyses.words is 'Folded words of title and summary, for the search.';
comment on column analyses.analyses.version is 'Number of the version that is shown; 0 until one is published.';
comment on column analyses.analyses.demonstration is 'Whether it is invented.';
comment on column analyses.analyses.created_by is 'Account that began it.';
comment on column analyses.analyses.created_at is 'When.';

create table analyses.drafts (
  analysis_id uuid primary key constraint drafts_analysis references analyses.analyses (id) on delete cascade,
  content jsonb not null constraint drafts_content check (jsonb_typeof(content) = 'object' and length(content::text) <= 1000000),
  revision int not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null default now()
);
comment on table analyses.drafts is 'The next version while it is written; at most one for each analysis.';
comment on column analyses.drafts.analysis_id is 'The analysis.';
comment on column analyses.drafts.content is 'Title, summary and blocks by section.';
comment on column analyses.drafts.revision is 'Grows with each change, so that two writers notice each other.';
comment on column analyses.drafts.changed_by is 'Who changed it last.';
comment on column analyses.drafts.changed_at is 'When.';

create table analyses.versions (
  analysis_id uuid not null constraint versions_analysis references analyses.analyses (id) on delete cascade,
  number int not null constraint versions_number check (number >= 1),
  content jsonb not null constraint versions_content check (jsonb_typeof(content) = 'object'),
  reason text not null constraint versions_reason check (length(reason) between 1 and 2000),
  published_by uuid not null,
  published_at timestamptz not null default now(),
  constraint versions_pkey primary key (analysis_id, number)
);
comment on table analyses.versions is 'A published analysis. Never changed.';
comment on column analyses.versions.analysis_id is 'The analysis.';
comment on column analyses.versions.number is '1, 2, 3 …';
comment on column analyses.versions.content is 'The content of the draft that became this version.';
comment on column analyses.versions.reason is 'Why there is this version.';
comment on column analyses.versions.published_by is 'Account that published it.';
comment on column analyses.versions.published_at is 'When.';

create function analyses.kept() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select a.id
    from analyses.analyses a
   where a.office_id in (select access.scopes('office', array['planner', 'editor']))
      or (a.office_id is null and (select access.in_network(array['planner', 'editor'])))
$$;
comment on function analyses.kept() is 'Analyses that the actor''s authority writes.';
revoke execute on function analyses.kept() from public;
grant execute on function analyses.kept() to ponte_app;

-- Why triggers: the application could publish other words than those of the draft, or show a version that is not there.
create function analyses.take_draft() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  select d.content into new.content from analyses.drafts d where d.analysis_id = new.analysis_id for update;
  if not found or new.number <> 1 + coalesce((select max(v.number) from analyses.versions v where v.analysis_id = new.analysis_id), 0) then
    raise exception 'there is no draft for this version' using errcode = '23514', constraint = 'versions_of_the_draft';
  end if;
  return new;
end
$$;
comment on function analyses.take_draft() is 'A version holds what its draft holds, and follows the last one.';
create trigger versions_take before insert on analyses.versions for each row execute function analyses.take_draft();

create function analyses.show_version() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.version <> (select coalesce(max(v.number), 0) from analyses.versions v where v.analysis_id = new.id) then
    raise exception 'the newest version is shown' using errcode = '23514', constraint = 'analyses_newest';
  end if;
  return new;
end
$$;
comment on function analyses.show_version() is 'What is shown is the newest version, and nothing before there is one.';
create trigger analyses_show before insert or update on analyses.analyses for each row execute function analyses.show_version();

do $$
declare name text;
begin
  foreach name in array array['analyses', 'drafts', 'versions'] loop
    execute format('alter table analyses.%I enable row level security', name);
    execute format('alter table analyses.%I force row level security', name);
    execute format('create policy owner_all on analyses.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy published on analyses.analyses for select to ponte_app using (version > 0);
create policy kept on analyses.analyses for select to ponte_app
  using (
    office_id in (select access.scopes('office', array['planner', 'editor']))
    or (office_id is null and (select access.in_network(array['planner', 'editor'])))
  );
create policy begun on analyses.analyses for insert to ponte_app
  with check (
    created_by = kernel.actor()
    and (
      office_id in (select access.scopes('office', array['planner', 'editor']))
      or (office_id is null and (select access.in_network(array['planner', 'editor'])))
    )
  );
create policy changed on analyses.analyses for update to ponte_app
  using (id in (select analyses.kept())) with check (id in (select analyses.kept()));
create policy dropped on analyses.analyses for delete to ponte_app using (version = 0 and id in (select analyses.kept()));
grant select, insert, delete on analyses.analyses to ponte_app;
grant update (title, words, version) on analyses.analyses to ponte_app;

create policy kept on analyses.drafts for select to ponte_app using (analysis_id in (select analyses.kept()));
create policy begun on analyses.drafts for insert to ponte_app
  with check (analysis_id in (select analyses.kept()) and changed_by = kernel.actor());
create policy changed on analyses.drafts for update to ponte_app
  using (analysis_id in (select analyses.kept())) with check (analysis_id in (select analyses.kept()) and changed_by = kernel.actor());
create policy dropped on analyses.drafts for delete to ponte_app using (analysis_id in (select analyses.kept()));
grant select, insert, delete on analyses.drafts to ponte_app;
grant update (content, revision, changed_by, changed_at) on analyses.drafts to ponte_app;

create policy published on analyses.versions for select to ponte_app using (true);
create policy added on analyses.versions for insert to ponte_app
  with check (analysis_id in (select analyses.kept()) and published_by = kernel.actor());
grant select, insert on analyses.versions to ponte_app;
