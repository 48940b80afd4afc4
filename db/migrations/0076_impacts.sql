-- Impact analyses: what an office is expected to change, before it opens and after. What was agreed before never changes, so that
-- what came of it is compared with what was foreseen and with nothing else.

create schema impacts;
comment on schema impacts is 'Impact analyses of offices and places: drafts, agreed versions, and what was observed afterwards.';
grant usage on schema impacts to ponte_app, ponte_jobs;

create table impacts.impacts (
  id uuid primary key,
  code text not null constraint impacts_code unique constraint impacts_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 120),
  place_id uuid not null constraint impacts_place references places.places (id),
  subject_office_id uuid constraint impacts_subject_office references offices.offices (id),
  office_id uuid constraint impacts_office references offices.offices (id),
  lang text not null constraint impacts_lang check (lang ~ '^[a-z]{2,3}$'),
  title text not null constraint impacts_title check (length(title) between 1 and 300),
  words text not null default '' constraint impacts_words check (length(words) <= 2000),
  version int not null default 0 constraint impacts_version check (version >= 0),
  published int not null default 0 constraint impacts_published check (published between 0 and version),
  demonstration boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now()
);
create index impacts_place_id on impacts.impacts (place_id);
create index impacts_subject_office_id on impacts.impacts (subject_office_id) where subject_office_id is not null;
create index impacts_office_id on impacts.impacts (office_id) where office_id is not null;
comment on table impacts.impacts is 'What an office, or something else at a place, is expected to change.';
comment on column impacts.impacts.id is 'UUID v7 made by the application.';
comment on column impacts.impacts.code is 'Short name in addresses.';
comment on column impacts.impacts.place_id is 'The place where it acts.';
comment on column impacts.impacts.subject_office_id is 'The office that it is about; null where it is not on record, because it has not opened yet or is no office.';
comment on column impacts.impacts.office_id is 'Office whose planners write it; null where those of the network write.';
comment on column impacts.impacts.lang is 'Language in which it is written.';
comment on column impacts.impacts.title is 'Title, as last agreed; as begun before that.';
comment on column impacts.impacts.words is 'Folded words of title, question and summary, for the search.';
comment on column impacts.impacts.version is 'Number of the newest agreed version; 0 until one is agreed.';
comment on column impacts.impacts.published is 'Number of the newest version that everybody reads, with all before it; 0 until one is published. Never sinks.';
comment on column impacts.impacts.demonstration is 'Whether it is invented.';
comment on column impacts.impacts.created_by is 'Account that began it.';
comment on column impacts.impacts.created_at is 'When.';

create table impacts.drafts (
  impact_id uuid primary key constraint drafts_impact references impacts.impacts (id) on delete cascade,
  content jsonb not null constraint drafts_content check (jsonb_typeof(content) = 'object' and length(content::text) <= 1000000),
  revision int not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null default now()
);
comment on table impacts.drafts is 'The next version while it is written; at most one for each analysis.';
comment on column impacts.drafts.impact_id is 'The analysis.';
comment on column impacts.drafts.content is 'Question, period, assumptions and effects.';
comment on column impacts.drafts.revision is 'Grows with each change, so that two writers notice each other.';
comment on column impacts.drafts.changed_by is 'Who changed it last.';
comment on column impacts.drafts.changed_at is 'When.';

create table impacts.versions (
  impact_id uuid not null constraint versions_impact references impacts.impacts (id) on delete cascade,
  number int not null constraint versions_number check (number >= 1),
  content jsonb not null constraint versions_content check (jsonb_typeof(content) = 'object'),
  agreement text not null constraint versions_agreement check (length(agreement) between 1 and 2000),
  agreed_by uuid not null,
  agreed_at timestamptz not null default now(),
  constraint versions_pkey primary key (impact_id, number)
);
comment on table impacts.versions is 'What was foreseen, as agreed. Never changed.';
comment on column impacts.versions.impact_id is 'The analysis.';
comment on column impacts.versions.number is '1, 2, 3 …';
comment on column impacts.versions.content is 'The content of the draft that became this version.';
comment on column impacts.versions.agreement is 'Who agreed to it, and why there is this version.';
comment on column impacts.versions.agreed_by is 'Account that wrote the agreement down.';
comment on column impacts.versions.agreed_at is 'When it was frozen.';

create table impacts.observations (
  id uuid primary key,
  impact_id uuid not null,
  number int not null,
  effect_id uuid not null,
  state text not null constraint observations_state check (state in ('measured', 'not-measured', 'not-measurable')),
  value text constraint observations_value check (value ~ '^-?\d{1,15}(\.\d{1,6})?$'),
  observed_on date,
  source text constraint observations_source check (length(source) between 1 and 500),
  how text constraint observations_how check (length(how) between 1 and 2000),
  other text constraint observations_other check (length(other) between 1 and 2000),
  reason text constraint observations_reason check (length(reason) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  constraint observations_version foreign key (impact_id, number) references impacts.versions (impact_id, number) on delete cascade,
  constraint observations_whole check (
    case
      when state = 'measured'
        then value is not null and observed_on is not null and source is not null and how is not null and other is not null and reason is null
      else reason is not null and value is null and observed_on is null and source is null and how is null and other is null
    end
  )
);
create index observations_of_version on impacts.observations (impact_id, number);
comment on table impacts.observations is 'What was found afterwards of an effect that a version foresaw. Never changed: a later one stands in its place, and earlier ones stay on record.';
comment on column impacts.observations.id is 'UUID v7 made by the application.';
comment on column impacts.observations.impact_id is 'The analysis.';
comment on column impacts.observations.number is 'The version that foresaw the effect.';
comment on column impacts.observations.effect_id is 'The effect, as the version names it.';
comment on column impacts.observations.state is 'Measured, not measured, or not measurable, which is a result too.';
comment on column impacts.observations.value is 'An exact decimal in the unit of the effect; null where nothing was measured.';
comment on column impacts.observations.observed_on is 'The day for which the value holds.';
comment on column impacts.observations.source is 'Where the value comes from.';
comment on column impacts.observations.how is 'How it was measured.';
comment on column impacts.observations.other is 'What else could explain it.';
comment on column impacts.observations.reason is 'Why it was not measured or cannot be.';
comment on column impacts.observations.recorded_by is 'Account that wrote it down.';
comment on column impacts.observations.recorded_at is 'When.';

create function impacts.kept() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select i.id
    from impacts.impacts i
   where i.office_id in (select access.scopes('office', array['planner']))
      or (i.office_id is null and (select access.in_network(array['planner'])))
$$;
comment on function impacts.kept() is 'Impact analyses that the actor writes: a planner of their office, or of the network.';
revoke execute on function impacts.kept() from public;
grant execute on function impacts.kept() to ponte_app;

create function impacts.seen() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select i.id
    from impacts.impacts i
   where i.office_id in (select access.scopes('office', array['planner', 'office-manager']))
      or (i.office_id is null and (select access.in_network(array['planner'])))
      or (select access.in_network(array['auditor']))
$$;
comment on function impacts.seen() is 'Impact analyses whose drafts the actor reads: planners and managers of their office, planners of the network for its own, auditors.';
revoke execute on function impacts.seen() from public;
grant execute on function impacts.seen() to ponte_app;

create function impacts.open_versions() returns setof text
language sql stable security definer
set search_path = ''
as $$
  select v.impact_id || '/' || v.number
    from impacts.versions v
    join impacts.impacts i on i.id = v.impact_id
   where v.number <= i.published
$$;
comment on function impacts.open_versions() is 'Versions that everybody reads: the published one, and all before it.';
revoke execute on function impacts.open_versions() from public;
grant execute on function impacts.open_versions() to ponte_app;

-- Why triggers: the application could freeze other words than those of the draft, hide what was published, or observe what nobody foresaw.
create function impacts.take_draft() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  select d.content into new.content from impacts.drafts d where d.impact_id = new.impact_id for update;
  if not found or new.number <> 1 + coalesce((select max(v.number) from impacts.versions v where v.impact_id = new.impact_id), 0) then
    raise exception 'there is no draft for this version' using errcode = '23514', constraint = 'versions_of_the_draft';
  end if;
  return new;
end
$$;
comment on function impacts.take_draft() is 'A version holds what its draft holds, and follows the last one.';
create trigger versions_take before insert on impacts.versions for each row execute function impacts.take_draft();

create function impacts.keep_numbers() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.version <> (select coalesce(max(v.number), 0) from impacts.versions v where v.impact_id = new.id) then
    raise exception 'the newest version is the one that is agreed' using errcode = '23514', constraint = 'impacts_newest';
  end if;
  if tg_op = 'UPDATE' and new.published < old.published then
    raise exception 'what was published stays so' using errcode = '23514', constraint = 'impacts_stay_published';
  end if;
  return new;
end
$$;
comment on function impacts.keep_numbers() is 'The number of the newest version is told as it is, and what was published stays so.';
create trigger impacts_numbers before insert or update on impacts.impacts for each row execute function impacts.keep_numbers();

create function impacts.foreseen_effect() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if not exists (
    select
      from impacts.versions v
      cross join lateral jsonb_array_elements(v.content -> 'effects') as e
     where v.impact_id = new.impact_id
       and v.number = new.number
       and e ->> 'id' = new.effect_id::text
  ) then
    raise exception 'the version foresees no such effect' using errcode = '23514', constraint = 'observations_effect';
  end if;
  return new;
end
$$;
comment on function impacts.foreseen_effect() is 'Only an effect that the version names is observed.';
create trigger observations_foreseen before insert on impacts.observations for each row execute function impacts.foreseen_effect();

do $$
declare name text;
begin
  foreach name in array array['impacts', 'drafts', 'versions', 'observations'] loop
    execute format('alter table impacts.%I enable row level security', name);
    execute format('alter table impacts.%I force row level security', name);
    execute format('create policy owner_all on impacts.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy published on impacts.impacts for select to ponte_app using (published > 0);
-- Not by the functions above: a row that is being inserted is not yet among theirs.
create policy seen on impacts.impacts for select to ponte_app
  using (
    office_id in (select access.scopes('office', array['planner', 'office-manager']))
    or (office_id is null and (select access.in_network(array['planner'])))
    or (select access.in_network(array['auditor']))
  );
create policy begun on impacts.impacts for insert to ponte_app
  with check (
    created_by = kernel.actor()
    and (
      office_id in (select access.scopes('office', array['planner']))
      or (office_id is null and (select access.in_network(array['planner'])))
    )
  );
create policy changed on impacts.impacts for update to ponte_app
  using (id in (select impacts.kept())) with check (id in (select impacts.kept()));
create policy dropped on impacts.impacts for delete to ponte_app using (version = 0 and id in (select impacts.kept()));
grant select, insert, delete on impacts.impacts to ponte_app;
grant update (title, words, version, published) on impacts.impacts to ponte_app;

create policy seen on impacts.drafts for select to ponte_app using (impact_id in (select impacts.seen()));
create policy begun on impacts.drafts for insert to ponte_app
  with check (impact_id in (select impacts.kept()) and changed_by = kernel.actor());
create policy changed on impacts.drafts for update to ponte_app
  using (impact_id in (select impacts.kept())) with check (impact_id in (select impacts.kept()) and changed_by = kernel.actor());
create policy dropped on impacts.drafts for delete to ponte_app using (impact_id in (select impacts.kept()));
grant select, insert, delete on impacts.drafts to ponte_app;
grant update (content, revision, changed_by, changed_at) on impacts.drafts to ponte_app;

create policy published on impacts.versions for select to ponte_app
  using (impact_id || '/' || number in (select impacts.open_versions()));
create policy seen on impacts.versions for select to ponte_app using (impact_id in (select impacts.seen()));
create policy agreed on impacts.versions for insert to ponte_app
  with check (impact_id in (select impacts.kept()) and agreed_by = kernel.actor());
grant select, insert on impacts.versions to ponte_app;

create policy published on impacts.observations for select to ponte_app
  using (impact_id || '/' || number in (select impacts.open_versions()));
create policy seen on impacts.observations for select to ponte_app using (impact_id in (select impacts.seen()));
create policy recorded on impacts.observations for insert to ponte_app
  with check (impact_id in (select impacts.kept()) and recorded_by = kernel.actor());
grant select, insert on impacts.observations to ponte_app;
