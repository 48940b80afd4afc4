-- Opportunities and incentives at both ends of a corridor: where they come from, until when they hold, what one must meet,
-- and which ventures they fit. What is past, or was not confirmed for half a year, is hidden here, whatever the pages do.

create schema opportunities;
comment on schema opportunities is 'Growing sectors, sites, partners, calls and incentives with source and last day, and what ventures answer to them.';
grant usage on schema opportunities to ponte_app, ponte_jobs;

create function opportunities.are_conditions(value jsonb) returns boolean
language sql immutable
set search_path = ''
as $$
  select case when jsonb_typeof(value) = 'array' then
    jsonb_array_length(value) <= 20
    and not exists (
      select from jsonb_array_elements(value) as item
       where jsonb_typeof(item) <> 'object'
          or coalesce(item ->> 'field', '') !~ '^[a-z-]{1,40}$'
          or (item ? 'sentence' and item -> 'sentence' <> 'null' and not kernel.is_translated(item -> 'sentence')))
    and (select count(*) = count(distinct item ->> 'field') from jsonb_array_elements(value) as item)
  else false end
$$;
comment on function opportunities.are_conditions(jsonb) is 'A list of conditions, at most one a field; src/modules/opportunities/condition.ts knows the fields and their comparisons.';

create table opportunities.opportunities (
  id uuid primary key,
  code text constraint opportunities_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 120),
  office_id uuid not null constraint opportunities_office references offices.offices (id),
  kind text not null constraint opportunities_kind check (kind in ('sector', 'site', 'partner', 'call', 'incentive')),
  title kernel.translated not null,
  about kernel.translated not null,
  place_id uuid not null constraint opportunities_place references places.places (id),
  corridor_ids uuid[] not null default '{}' constraint opportunities_corridors check (cardinality(corridor_ids) <= 20),
  at_end text not null constraint opportunities_at_end check (at_end in ('origin', 'destination', 'both')),
  sectors text[] not null default '{}' constraint opportunities_sectors check (cardinality(sectors) <= 40),
  stages text[] not null default '{}' constraint opportunities_stages check (
    stages <@ array['idea', 'planning', 'registering', 'trading', 'growing', 'paused', 'closed']),
  audiences text[] not null default '{}' constraint opportunities_audiences check (
    audiences <@ array['women', 'repatriates', 'returnees', 'seasonal-workers', 'refugees', 'youth']),
  amount_minor bigint constraint opportunities_amount_positive check (amount_minor > 0),
  amount_currency text constraint opportunities_amount_currency check (amount_currency ~ '^[A-Z]{3}$'),
  amount_text kernel.translated,
  conditions jsonb not null default '[]' constraint opportunities_conditions check (opportunities.are_conditions(conditions)),
  source jsonb not null constraint opportunities_source check (jsonb_typeof(source) = 'object'),
  source_seen_on date not null,
  reported text constraint opportunities_reported check (reported ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  valid_from date not null,
  valid_until date,
  checked_on date not null default current_date,
  last_day date not null generated always as (coalesce(valid_until, (checked_on + interval '6 months')::date)) stored,
  needs_confirmation boolean not null default false,
  opening_id uuid constraint opportunities_opening references places.openings (id),
  demonstration boolean not null default false,
  state text not null default 'draft' constraint opportunities_state check (state in ('draft', 'published', 'expired', 'withdrawn')),
  revision int not null default 1,
  published_revision int,
  published_at timestamptz,
  reminded_for date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  words text not null default '',
  search tsvector not null generated always as (to_tsvector('simple', words)) stored,
  constraint opportunities_keeper unique (id, office_id),
  constraint opportunities_code unique (office_id, code),
  constraint opportunities_amount check ((amount_minor is null) = (amount_currency is null)),
  constraint opportunities_validity check (valid_until >= valid_from),
  constraint opportunities_published check (state not in ('published', 'expired') or published_revision is not null)
);
create index opportunities_office_state on opportunities.opportunities (office_id, state);
create index opportunities_place_id on opportunities.opportunities (place_id, state);
create index opportunities_corridor_ids on opportunities.opportunities using gin (corridor_ids);
create index opportunities_search on opportunities.opportunities using gin (search);
create index opportunities_opening_id on opportunities.opportunities (opening_id) where opening_id is not null;
comment on table opportunities.opportunities is 'An opportunity or incentive at a place. A published one is read by anybody from its first to its last day.';
comment on column opportunities.opportunities.id is 'UUID v7.';
comment on column opportunities.opportunities.code is 'Stable short name of an imported one, within its office.';
comment on column opportunities.opportunities.office_id is 'Office that keeps it up to date.';
comment on column opportunities.opportunities.kind is 'Growing sector, site or premises, partner sought, call for applications, incentive.';
comment on column opportunities.opportunities.title is 'What it is, in a line.';
comment on column opportunities.opportunities.about is 'What it is, whom it suits, how one takes it up.';
comment on column opportunities.opportunities.place_id is 'Where; it holds for every narrower place too.';
comment on column opportunities.opportunities.corridor_ids is 'Corridors for which it is meant; none for all.';
comment on column opportunities.opportunities.at_end is 'End of the corridor at which it is.';
comment on column opportunities.opportunities.sectors is 'Codes of the sector vocabulary; none for any.';
comment on column opportunities.opportunities.stages is 'Stages of a venture for which it is; none for any.';
comment on column opportunities.opportunities.audiences is 'Who may apply; none for anybody.';
comment on column opportunities.opportunities.amount_minor is 'Amount in minor units, where it is one.';
comment on column opportunities.opportunities.amount_currency is 'ISO 4217.';
comment on column opportunities.opportunities.amount_text is 'Amount in words: a share, a range, what it covers.';
comment on column opportunities.opportunities.conditions is 'What one must meet, as data: field, comparison, and a sentence of the office where it wrote one.';
comment on column opportunities.opportunities.source is 'Document and chapter, or name and web address.';
comment on column opportunities.opportunities.source_seen_on is 'Day on which somebody of the office read the source.';
comment on column opportunities.opportunities.reported is 'For what a document once reported: when; null for what holds today.';
comment on column opportunities.opportunities.valid_from is 'First day.';
comment on column opportunities.opportunities.valid_until is 'Last day as the source says; null where no end is known.';
comment on column opportunities.opportunities.checked_on is 'When the office last published or renewed it, by the trigger.';
comment on column opportunities.opportunities.last_day is 'Last day on which it is shown: the end, or six months after the last check where no end is known.';
comment on column opportunities.opportunities.needs_confirmation is 'True where an authority must confirm it before anybody relies on it.';
comment on column opportunities.opportunities.opening_id is 'Entry of the corridor page that it spells out; that page then shows the two as one.';
comment on column opportunities.opportunities.demonstration is 'True: invented for the demonstration network.';
comment on column opportunities.opportunities.state is 'Where it stands (docs/states/opportunity.md).';
comment on column opportunities.opportunities.revision is 'Grows with each change of content, by the trigger.';
comment on column opportunities.opportunities.published_revision is 'Revision that somebody who had not written it published.';
comment on column opportunities.opportunities.published_at is 'When it was last published.';
comment on column opportunities.opportunities.reminded_for is 'Last day of which the keeping office was reminded.';
comment on column opportunities.opportunities.created_at is 'When.';
comment on column opportunities.opportunities.updated_at is 'Last change.';
comment on column opportunities.opportunities.words is 'Folded words of title and text in every language.';
comment on column opportunities.opportunities.search is 'The index over them.';

create table opportunities.history (
  id bigint generated by default as identity primary key,
  opportunity_id uuid not null,
  office_id uuid not null,
  at timestamptz not null default now(),
  by_account uuid,
  kind text not null constraint history_kind check (kind in ('created', 'changed', 'published', 'renewed', 'expired', 'withdrawn')),
  revision int not null,
  state jsonb not null,
  constraint history_opportunity foreign key (opportunity_id, office_id) references opportunities.opportunities (id, office_id)
);
create index history_opportunity_id on opportunities.history (opportunity_id, id);
comment on table opportunities.history is 'Every state that an opportunity has had; written by the trigger alone.';
comment on column opportunities.history.id is 'In order.';
comment on column opportunities.history.opportunity_id is 'The opportunity.';
comment on column opportunities.history.office_id is 'Office that keeps it.';
comment on column opportunities.history.at is 'When.';
comment on column opportunities.history.by_account is 'Account; null for the nightly job and for what came with a demonstration.';
comment on column opportunities.history.kind is 'What was done.';
comment on column opportunities.history.revision is 'Revision that stood after it.';
comment on column opportunities.history.state is 'The content after it.';

create table opportunities.answers (
  venture_id uuid not null,
  office_id uuid not null,
  field text not null constraint answers_field check (field ~ '^[a-z-]{1,40}$'),
  value jsonb not null,
  answered_at timestamptz not null default now(),
  by_account uuid not null,
  constraint answers_pkey primary key (venture_id, field),
  constraint answers_venture foreign key (venture_id, office_id) references ventures.ventures (id, office_id) on update cascade on delete cascade
);
create index answers_office_id on opportunities.answers (office_id);
comment on table opportunities.answers is 'What founders told about their venture so that conditions are checked with it; kept only because they asked for it.';
comment on column opportunities.answers.venture_id is 'The venture.';
comment on column opportunities.answers.office_id is 'Office that has custody of it.';
comment on column opportunities.answers.field is 'Which question.';
comment on column opportunities.answers.value is 'The answer: a number, a day, yes or no, an amount with its currency.';
comment on column opportunities.answers.answered_at is 'When.';
comment on column opportunities.answers.by_account is 'Account that wrote it down.';

create table opportunities.responses (
  opportunity_id uuid not null constraint responses_opportunity references opportunities.opportunities (id),
  venture_id uuid not null,
  office_id uuid not null,
  stance text constraint responses_stance check (stance in ('interested', 'not-for-me')),
  stance_at timestamptz,
  stance_by uuid,
  planned_at timestamptz,
  planned_by uuid,
  told_at timestamptz,
  told_by uuid,
  constraint responses_pkey primary key (opportunity_id, venture_id),
  constraint responses_venture foreign key (venture_id, office_id) references ventures.ventures (id, office_id) on update cascade on delete cascade
);
create index responses_venture_id on opportunities.responses (venture_id);
create index responses_office_id on opportunities.responses (office_id);
comment on table opportunities.responses is 'What became of an opportunity for a venture: what its founders say to it, and what its office did about it.';
comment on column opportunities.responses.opportunity_id is 'The opportunity.';
comment on column opportunities.responses.venture_id is 'The venture.';
comment on column opportunities.responses.office_id is 'Office that has custody of the venture.';
comment on column opportunities.responses.stance is 'Interested, not for them, or nothing (also when taken back).';
comment on column opportunities.responses.stance_at is 'When they said so or took it back.';
comment on column opportunities.responses.stance_by is 'Account that did.';
comment on column opportunities.responses.planned_at is 'When the office put it into the plan.';
comment on column opportunities.responses.planned_by is 'Officer who did.';
comment on column opportunities.responses.told_at is 'When the founder was told of it.';
comment on column opportunities.responses.told_by is 'Officer who told them.';

create function opportunities.kept() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select access.scopes('office', array['counsellor', 'office-manager', 'editor'])
   union all
  select id from offices.offices where (select access.in_network(array['administrator', 'editor']))
$$;
comment on function opportunities.kept() is 'Offices whose opportunities the actor keeps up to date.';

create function opportunities.answered() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select opportunity_id from opportunities.responses where venture_id in (select ventures.founded())
$$;
comment on function opportunities.answered() is 'Opportunities to which a venture of the actor has answered, or of which it was told.';

create function opportunities.guard() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  written boolean := true;
begin
  if exists (select from unnest(new.corridor_ids) as one where one not in (select id from places.corridors)) then
    raise exception 'no such corridor' using errcode = 'foreign_key_violation', constraint = 'opportunities_corridor';
  end if;
  if tg_op = 'INSERT' then
    new.revision := 1;
    new.published_revision := null;
  else
    new.office_id := old.office_id;
    written := (new.kind, new.title, new.about, new.place_id, new.corridor_ids, new.at_end, new.sectors, new.stages, new.audiences,
                new.amount_minor, new.amount_currency, new.amount_text, new.conditions, new.source, new.source_seen_on, new.reported,
                new.valid_from, new.needs_confirmation, new.opening_id)
      is distinct from
               (old.kind, old.title, old.about, old.place_id, old.corridor_ids, old.at_end, old.sectors, old.stages, old.audiences,
                old.amount_minor, old.amount_currency, old.amount_text, old.conditions, old.source, old.source_seen_on, old.reported,
                old.valid_from, old.needs_confirmation, old.opening_id);
    new.revision := old.revision + case when written then 1 else 0 end;
    new.published_revision := old.published_revision;
    new.checked_on := old.checked_on;
  end if;
  if new.state = 'published' and new.published_revision is distinct from new.revision then
    -- A text is public once somebody has read it who did not write it. What came with a demonstration has no writer.
    if kernel.actor() is not null and (written or exists (
         select from opportunities.history h
          where h.opportunity_id = new.id and h.kind in ('created', 'changed') and h.by_account = kernel.actor()
            and h.revision > coalesce(new.published_revision, 0))) then
      raise exception 'nobody publishes what they wrote' using errcode = 'check_violation', constraint = 'opportunities_second_pair';
    end if;
    new.published_revision := new.revision;
    new.published_at := now();
    new.checked_on := current_date;
  elsif tg_op = 'UPDATE' and new.state = 'published'
        and (old.state <> 'published' or new.valid_until is distinct from old.valid_until or new.updated_at is distinct from old.updated_at) then
    new.checked_on := current_date;
  end if;
  if new.state = 'published' and coalesce(new.valid_until, current_date) < current_date then
    raise exception 'what is past is not published' using errcode = 'check_violation', constraint = 'opportunities_past';
  end if;
  return new;
end
$$;
comment on function opportunities.guard() is 'Counts revisions, asks for a second pair of eyes before anything is public, and refuses to publish what is past.';
create trigger opportunities_guard before insert or update on opportunities.opportunities
  for each row execute function opportunities.guard();

create function opportunities.tell() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  what text;
begin
  what := case
    when tg_op = 'INSERT' then case when new.state = 'published' then 'published' else 'created' end
    when new.published_revision is distinct from old.published_revision then 'published'
    when new.revision <> old.revision then 'changed'
    when new.state = 'published' and old.state = 'withdrawn' then 'published'
    when new.state = 'published' and (old.state <> 'published' or new.checked_on <> old.checked_on or new.valid_until is distinct from old.valid_until) then 'renewed'
    when new.state <> old.state and new.state in ('expired', 'withdrawn') then new.state
    when new.valid_until is distinct from old.valid_until then 'changed'
  end;
  if what is not null then
    insert into opportunities.history (opportunity_id, office_id, by_account, kind, revision, state)
    values (new.id, new.office_id, kernel.actor(), what, new.revision, to_jsonb(new) - array['words', 'search', 'reminded_for']);
  end if;
  return null;
end
$$;
comment on function opportunities.tell() is 'Writes the history.';
create trigger opportunities_tell after insert or update on opportunities.opportunities
  for each row execute function opportunities.tell();

create function opportunities.guard_response() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if kernel.actor() is not null
     and new.office_id not in (select access.desks())
     and (new.planned_at, new.planned_by, new.told_at, new.told_by)
         is distinct from
         (case when tg_op = 'UPDATE' then old.planned_at end, case when tg_op = 'UPDATE' then old.planned_by end,
          case when tg_op = 'UPDATE' then old.told_at end, case when tg_op = 'UPDATE' then old.told_by end) then
    raise exception 'what the office did is written by its desk' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function opportunities.guard_response() is 'A founder writes down their stance, never what the office did.';
create trigger responses_guard before insert or update on opportunities.responses
  for each row execute function opportunities.guard_response();

do $$
declare name text;
begin
  foreach name in array array['opportunities', 'history', 'answers', 'responses'] loop
    execute format('alter table opportunities.%I enable row level security', name);
    execute format('alter table opportunities.%I force row level security', name);
    execute format('create policy owner_all on opportunities.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy published on opportunities.opportunities for select to ponte_app
  using (state = 'published' and valid_from <= current_date and last_day >= current_date);
create policy kept on opportunities.opportunities to ponte_app
  using (office_id in (select opportunities.kept())) with check (office_id in (select opportunities.kept()));
create policy answered on opportunities.opportunities for select to ponte_app using (id in (select opportunities.answered()));
create policy jobs_all on opportunities.opportunities to ponte_jobs using (true) with check (true);
grant select, insert, update on opportunities.opportunities to ponte_app;
grant select, update on opportunities.opportunities to ponte_jobs;

create policy kept on opportunities.history for select to ponte_app using (office_id in (select opportunities.kept()));
grant select on opportunities.history to ponte_app;

create policy custody on opportunities.answers to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy founder on opportunities.answers to ponte_app
  using (venture_id in (select ventures.founded())) with check (venture_id in (select ventures.founded()));
grant select, insert, update, delete on opportunities.answers to ponte_app;

create policy custody on opportunities.responses to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy founder on opportunities.responses to ponte_app
  using (venture_id in (select ventures.founded())) with check (venture_id in (select ventures.founded()));
grant select, insert, update on opportunities.responses to ponte_app;

-- As invoker: row security lets the desk see the ventures in its custody, and nobody else any.
create function opportunities.ventures_fitting(within uuid[], of_sectors text[], of_stages text[], most int)
returns table (
  id uuid, office_id uuid, person_id uuid, title text, sector text, stage text, here_place_id uuid, there_place_id uuid, needs text[],
  answers jsonb
)
language sql stable security invoker
set search_path = ''
set jit = off
as $$
  select v.id, v.office_id, v.lead_person_id, v.title, v.sector, v.stage, v.here_place_id, v.there_place_id, v.needs,
         coalesce((select jsonb_object_agg(a.field, a.value) from opportunities.answers a where a.venture_id = v.id), '{}')
    from (
      select one.*
        from ventures.ventures one
       where one.office_id in (select access.desks())
         and one.stage <> 'closed'
         and (cardinality(of_sectors) = 0 or one.sector = any (of_sectors))
         and (cardinality(of_stages) = 0 or one.stage = any (of_stages))
         and (one.here_place_id = any (within) or one.there_place_id = any (within))
       order by one.updated_at desc, one.id
       limit most
    ) v
   order by v.updated_at desc, v.id
$$;
comment on function opportunities.ventures_fitting(uuid[], text[], text[], int) is 'Ventures in the custody of the actor''s desk that an opportunity could fit, the last changed first; src/modules/opportunities/score.ts ranks them.';

create function opportunities.count_shown() returns table (office_id uuid, corridor_id uuid, at_end text, kind text, shown bigint)
language sql stable security definer
set search_path = ''
as $$
  select o.office_id, c.id, o.at_end, o.kind, count(*)
    from opportunities.opportunities o
    left join unnest(o.corridor_ids) as c (id) on true
   where o.state = 'published' and o.valid_from <= current_date and o.last_day >= current_date
   group by o.office_id, c.id, o.at_end, o.kind
$$;
comment on function opportunities.count_shown() is 'How many opportunities are shown today; they are public.';

create function opportunities.count_ventures(of_offices uuid[])
returns table (office_id uuid, matched bigint, interested bigint, planned bigint)
language sql stable security definer
set search_path = ''
as $$
  with recursive
  shown as (
    select o.place_id, o.sectors, o.stages
      from opportunities.opportunities o
     where o.state = 'published' and o.valid_from <= current_date and o.last_day >= current_date
  ),
  counted as (
    select v.id, v.office_id, v.sector, v.stage, v.here_place_id, v.there_place_id
      from ventures.ventures v
     where v.office_id = any (of_offices) and v.office_id in (select access.countable()) and v.stage <> 'closed'
  ),
  up (start, id) as (
    select distinct place, place
      from counted cross join lateral (values (here_place_id), (there_place_id)) as both_ends (place)
     where place is not null
     union
    select up.start, p.parent_id from up join places.places p on p.id = up.id where p.parent_id is not null
  ),
  around as (
    select start, id from up
     union
    select up.start, m.area_id from up join places.members m on m.member_id = up.id
  )
  select c.office_id,
         count(*) filter (where exists (
           select from around a join shown s on s.place_id = a.id
            where a.start in (c.here_place_id, c.there_place_id)
              and (cardinality(s.sectors) = 0 or c.sector = any (s.sectors))
              and (cardinality(s.stages) = 0 or c.stage = any (s.stages)))),
         count(*) filter (where exists (select from opportunities.responses r where r.venture_id = c.id and r.stance = 'interested')),
         count(*) filter (where exists (select from opportunities.responses r where r.venture_id = c.id and r.planned_at is not null))
    from counted c
   group by c.office_id
$$;
comment on function opportunities.count_ventures(uuid[]) is 'Ventures of an office for which at least one opportunity is shown, that are interested in one, and that have one in their plan.';
