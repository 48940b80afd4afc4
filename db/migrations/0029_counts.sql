-- Counts for the office and the region: aggregates only, never a row about a person. Each module counts its own tables;
-- the page withholds small cells and those that would reveal them.

create function access.countable() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id
    from offices.offices
   where id in (select access.desks())
      or access.in_network(array['planner', 'administrator', 'data-protection-officer', 'auditor'])
$$;
comment on function access.countable() is 'Offices whose counts the actor may read: their own desk''s, or all for planners and the network''s officers.';

create function messages.count_contacts(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, topic text, answered boolean, contacts bigint)
language sql stable security definer
set search_path = ''
as $$
  select c.office_id, c.topic, c.answered, count(*)
    from messages.contacts c
   where c.office_id = any (of_offices)
     and c.office_id in (select access.countable())
     and c.at >= from_moment and c.at < to_moment
   group by c.office_id, c.topic, c.answered
$$;
comment on function messages.count_contacts(uuid[], timestamptz, timestamptz) is 'Questions at the desks by topic.';

create function people.count_people(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, people bigint)
language sql stable security definer
set search_path = ''
as $$
  select p.office_id, coalesce(f.gender, 'not-said'), f.origin_place_id, f.residence_place_id, count(*)
    from people.people p
    join people.profiles f on f.person_id = p.id
   where p.office_id = any (of_offices)
     and p.office_id in (select access.countable())
     and p.created_at >= from_moment and p.created_at < to_moment
   group by p.office_id, coalesce(f.gender, 'not-said'), f.origin_place_id, f.residence_place_id
$$;
comment on function people.count_people(uuid[], timestamptz, timestamptz) is 'Files opened, by gender and corridor.';

create function ventures.count_ventures(of_offices uuid[])
returns table (office_id uuid, stage text, sector text, ventures bigint)
language sql stable security definer
set search_path = ''
as $$
  select v.office_id, v.stage, v.sector, count(*)
    from ventures.ventures v
   where v.office_id = any (of_offices) and v.office_id in (select access.countable())
   group by v.office_id, v.stage, v.sector
$$;
comment on function ventures.count_ventures(uuid[]) is 'Ventures as they stand, by stage and sector.';

create function cases.count_outcomes(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, gender text, person_outcome text, venture_outcome text, cases bigint)
language sql stable security definer
set search_path = ''
as $$
  select c.office_id, coalesce(f.gender, 'not-said'), c.person_outcome, c.venture_outcome, count(*)
    from cases.cases c
    join people.profiles f on f.person_id = c.person_id
   where c.office_id = any (of_offices)
     and c.office_id in (select access.countable())
     and c.state = 'closed'
     and c.closed_at >= from_moment and c.closed_at < to_moment
   group by c.office_id, coalesce(f.gender, 'not-said'), c.person_outcome, c.venture_outcome
$$;
comment on function cases.count_outcomes(uuid[], timestamptz, timestamptz) is 'Closed cases by outcome for person and venture, and by gender.';
