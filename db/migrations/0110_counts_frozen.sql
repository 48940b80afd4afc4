-- Own counts, frozen once a quarter as they are shown. Whoever does not work at a desk reads nothing else: what was shown once stays,
-- so that no correction, hand-over or erasure changes it and no two readings can be subtracted (docs/decisions/0110).

create schema counts;
comment on schema counts is 'What the network counts of itself, frozen by quarter.';
grant usage on schema counts to ponte_app, ponte_jobs;
-- The job that freezes calls the counting functions of every module.
grant usage on schema readiness to ponte_jobs;

create table counts.quarters (
  key text primary key constraint quarters_named check (key ~ '^[12][0-9]{3}-[1-4]$'),
  from_day date not null,
  until_day date not null,
  ends_at timestamptz not null,
  wait_days smallint not null constraint quarters_wait check (wait_days between 0 and 92),
  frozen_at timestamptz not null default now(),
  constraint quarters_days check (until_day - from_day between 89 and 91),
  constraint quarters_ended check (frozen_at >= ends_at + wait_days * interval '24 hours')
);
comment on table counts.quarters is 'Quarters of which the counts are frozen, each once. Never changed.';
comment on column counts.quarters.key is 'Year and number, such as 2026-3.';
comment on column counts.quarters.from_day is 'First day, by the network''s clock.';
comment on column counts.quarters.until_day is 'Last day, by the network''s clock.';
comment on column counts.quarters.ends_at is 'The moment at which it was over.';
comment on column counts.quarters.wait_days is 'How many days late entries had.';
comment on column counts.quarters.frozen_at is 'When it was frozen: the database''s clock.';

create table counts.frozen (
  id uuid primary key,
  quarter text not null,
  kind text not null constraint frozen_kind check (kind in ('region', 'office')),
  area text not null constraint frozen_area check (length(area) between 1 and 200),
  office_ids uuid[] not null constraint frozen_offices check (cardinality(office_ids) > 0),
  figure text not null constraint frozen_figure check (length(figure) between 1 and 60),
  shown jsonb not null constraint frozen_shown check (jsonb_typeof(shown) = 'object' and length(shown::text) <= 1000000),
  constraint frozen_once unique (quarter, kind, area, figure),
  constraint frozen_of_quarter foreign key (quarter) references counts.quarters (key) on delete restrict,
  constraint frozen_one_office check (kind = 'region' or cardinality(office_ids) = 1),
  -- Opportunities are published one by one.
  constraint frozen_withheld check (
    figure = 'opportunities' or not jsonb_path_exists(shown, 'strict $.** ? (@.type() == "number" && @ > 0 && @ < 5)')
  )
);
comment on table counts.frozen is 'One figure of one region, or of one office of a region of several, in one quarter, as it is shown: in every split, what is withheld as null. Never changed.';
comment on column counts.frozen.id is 'UUID v7 made by the application. Analyses cite it.';
comment on column counts.frozen.quarter is 'The quarter.';
comment on column counts.frozen.kind is 'region, or office where the region has several.';
comment on column counts.frozen.area is 'Code of the region''s place, or the office.';
comment on column counts.frozen.office_ids is 'Offices that were counted.';
comment on column counts.frozen.figure is 'What is counted: a word of the application''s list.';
comment on column counts.frozen.shown is 'Columns, rows by split and totals; null where withheld, and never a count from 1 to 4.';

create function counts.never_changed() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'What is frozen stays as it is.' using errcode = '42501', constraint = 'counts_never_changed';
end
$$;
comment on function counts.never_changed() is 'Refuses to change or remove what is frozen.';
create trigger never_changed before update or delete or truncate on counts.quarters for each statement execute function counts.never_changed();
create trigger never_changed before update or delete or truncate on counts.frozen for each statement execute function counts.never_changed();

-- Why a trigger: a row added later would be counted on another day than the others of its quarter.
create function counts.frozen_with_quarter() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not exists (select from counts.quarters q where q.key = new.quarter and q.frozen_at = now()) then
    raise exception 'A quarter is frozen at once.' using errcode = '42501', constraint = 'counts_frozen_at_once';
  end if;
  return new;
end
$$;
comment on function counts.frozen_with_quarter() is 'Lets rows in only in the transaction that freezes their quarter.';
create trigger with_quarter before insert on counts.frozen for each row execute function counts.frozen_with_quarter();

alter table counts.quarters enable row level security;
alter table counts.quarters force row level security;
create policy owner_all on counts.quarters to ponte_owner using (true) with check (true);
create policy jobs_all on counts.quarters to ponte_jobs using (true) with check (true);
create policy published on counts.quarters for select to ponte_app using (true);
grant select on counts.quarters to ponte_app;
grant select, insert on counts.quarters to ponte_jobs;

alter table counts.frozen enable row level security;
alter table counts.frozen force row level security;
create policy owner_all on counts.frozen to ponte_owner using (true) with check (true);
create policy jobs_all on counts.frozen to ponte_jobs using (true) with check (true);
-- Nobody reads a region and an office of it: the two could be subtracted.
create policy regions on counts.frozen for select to ponte_app
  using (kind = 'region' and (select access.in_network(array['planner', 'administrator', 'data-protection-officer', 'auditor'])));
create policy one_office on counts.frozen for select to ponte_app
  using (
    cardinality(office_ids) = 1
    and office_ids[1] in (select access.scopes('office', array['planner', 'administrator', 'data-protection-officer', 'auditor']))
    and not (select access.in_network(array['planner', 'administrator', 'data-protection-officer', 'auditor']))
  );
grant select on counts.frozen to ponte_app;
grant select, insert on counts.frozen to ponte_jobs;

-- Days are chosen freely at a desk alone. Everybody else reads what is frozen.
create or replace function access.countable() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id
    from offices.offices
   where id in (select access.desks())
      or session_user in ('ponte_jobs', 'ponte_owner')
$$;
comment on function access.countable() is
  'Offices whose files the actor may count as they stand: those at whose desk they work; all for the job that freezes the counts.';

-- What stands today moves: two freezes of it could be subtracted. A quarter counts what began in it, as it stood when it was frozen.

drop function businessplans.count_plans(uuid[]);
create function businessplans.count_plans(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, plans bigint)
language sql stable security definer
set search_path = ''
as $$
  select p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, s.state, count(*)
    from businessplans.plans p
    join ventures.ventures v on v.id = p.venture_id
    join tracks.counted k on k.person_id = v.lead_person_id
   cross join lateral (
      select case
               when exists (select from businessplans.reviews r where r.plan_id = p.id and r.state = 'confirmed') then 'confirmed'
               when exists (
                 select from businessplans.versions n
                  where n.plan_id = p.id and (select count(*) from businessplans.signatures g where g.version_id = n.id) = 2
               ) then 'signed'
               when exists (select from businessplans.lines l where l.plan_id = p.id and l.kind = 'product') then 'costed'
               else 'begun'
             end as state
    ) s
   where p.office_id = any (of_offices) and p.office_id in (select access.countable())
     and (from_moment is null or p.created_at >= from_moment)
     and (to_moment is null or p.created_at < to_moment)
   group by p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, s.state
$$;
comment on function businessplans.count_plans(uuid[], timestamptz, timestamptz) is
  'Plans as they stand: begun, with costed products, signed off by both sides, confirmed by an expert. Those begun in the span, all without one. By the lead founder.';

drop function ventures.count_ventures(uuid[]);
create function ventures.count_ventures(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, stage text, sector text, ventures bigint)
language sql stable security definer
set search_path = ''
as $$
  select v.office_id, v.stage, v.sector, count(*)
    from ventures.ventures v
   where v.office_id = any (of_offices) and v.office_id in (select access.countable())
     and (from_moment is null or v.created_at >= from_moment)
     and (to_moment is null or v.created_at < to_moment)
   group by v.office_id, v.stage, v.sector
$$;
comment on function ventures.count_ventures(uuid[], timestamptz, timestamptz) is
  'Ventures as they stand, by stage and sector. Those entered in the span, all without one.';

drop function opportunities.count_ventures(uuid[]);
create function opportunities.count_ventures(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
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
       and (from_moment is null or v.created_at >= from_moment)
       and (to_moment is null or v.created_at < to_moment)
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
comment on function opportunities.count_ventures(uuid[], timestamptz, timestamptz) is
  'Ventures of an office for which at least one opportunity is shown, that are interested in one, and that have one in their plan. Those entered in the span, all without one.';

-- A group that meets in two quarters holds the same people in both.
drop function learning.count_groups(uuid[], timestamptz, timestamptz);
create function learning.count_groups(of_offices uuid[], from_moment timestamptz, to_moment timestamptz, begun_in_span boolean)
returns table (office_id uuid, audience text, way text, women_only boolean, groups bigint, places bigint, enrolments bigint, waiting bigint,
  attended bigint, marked bigint)
language sql stable security definer
set search_path = ''
as $$
  select g.office_id, g.audience, g.way, g.women_only, count(*) filter (where b.counts), coalesce(sum(g.places) filter (where b.counts), 0),
         coalesce(sum(e.enrolled) filter (where b.counts), 0)::bigint, coalesce(sum(e.waiting) filter (where b.counts), 0)::bigint,
         coalesce(sum(a.attended), 0)::bigint, coalesce(sum(a.marked), 0)::bigint
    from learning.groups g
   cross join lateral (
     select not begun_in_span or not exists (
       select from learning.sessions s where s.group_id = g.id and s.state = 'planned' and s.starts_at < from_moment
     ) as counts
   ) b
   cross join lateral (
     select count(*) filter (where state = 'enrolled') as enrolled, count(*) filter (where state = 'waiting') as waiting
       from learning.enrolments where group_id = g.id
   ) e
   cross join lateral (
     select count(*) filter (where t.state = 'present') as attended, count(*) as marked
       from learning.attendance t
       join learning.sessions s on s.id = t.session_id
      where t.group_id = g.id and s.starts_at >= from_moment and s.starts_at < to_moment
   ) a
   where g.office_id = any (of_offices)
     and g.office_id in (select access.countable())
     and g.state in ('open', 'running', 'ended')
     and exists (
       select from learning.sessions s
        where s.group_id = g.id and s.state = 'planned' and s.starts_at >= from_moment and s.starts_at < to_moment
     )
   group by g.office_id, g.audience, g.way, g.women_only
$$;
comment on function learning.count_groups(uuid[], timestamptz, timestamptz, boolean) is
  'Groups with a session in a span, their places and enrolments, and what was ticked at these sessions; places and enrolments only of groups that began in it, where so asked.';
