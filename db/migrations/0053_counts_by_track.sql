-- Counts by track and by corridor, women and men: each figure comes in one shape, from the module that owns its tables. Aggregates
-- only; pages withhold small cells and those that would reveal them (src/modules/observatory).

drop function people.count_people(uuid[], timestamptz, timestamptz);
drop function cases.count_outcomes(uuid[], timestamptz, timestamptz);
drop function businessplans.count_plans(uuid[]);
drop function mentoring.count_pairs(uuid[], timestamptz, timestamptz);
drop function readiness.count_results(uuid[], timestamptz, timestamptz, text);

create function people.count_people(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, people bigint)
language sql stable security definer
set search_path = ''
as $$
  select p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, 'opened', count(*)
    from people.people p
    join tracks.counted k on k.person_id = p.id
   where p.office_id = any (of_offices)
     and p.office_id in (select access.countable())
     and p.created_at >= from_moment and p.created_at < to_moment
   group by p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks
$$;
comment on function people.count_people(uuid[], timestamptz, timestamptz) is 'Files opened in a span.';

create function cases.count_outcomes(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], person_outcome text,
  venture_outcome text, cases bigint)
language sql stable security definer
set search_path = ''
as $$
  select c.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, c.person_outcome, c.venture_outcome, count(*)
    from cases.cases c
    join tracks.counted k on k.person_id = c.person_id
   where c.office_id = any (of_offices)
     and c.office_id in (select access.countable())
     and c.state = 'closed'
     and c.closed_at >= from_moment and c.closed_at < to_moment
   group by c.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, c.person_outcome, c.venture_outcome
$$;
comment on function cases.count_outcomes(uuid[], timestamptz, timestamptz) is 'Cases closed in a span, by outcome for person and venture.';

create function ventures.count_started(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, ventures bigint)
language sql stable security definer
set search_path = ''
as $$
  with steps as (
    select e.venture_id, e.at, e.kind, e.to_value
      from ventures.events e
     where e.kind in ('created', 'changed', 'stage', 'follow-up') and e.to_value is not null
  ), started as (
    select s.venture_id, min(s.at) as at
      from steps s
     where s.kind <> 'created' and s.to_value in ('trading', 'growing')
       and not exists (
         select from steps c where c.venture_id = s.venture_id and c.kind = 'created' and c.to_value in ('trading', 'growing', 'paused', 'closed')
       )
     group by s.venture_id
  ), told as (
    select venture_id, 'started' as state from started where at >= from_moment and at < to_moment
     union all
    select s.venture_id, coalesce(last.state, 'not-known')
      from started s
      left join lateral (
        select case
                 when e.to_value in ('trading', 'growing') then 'alive'
                 when e.to_value = 'closed' then 'closed'
                 else 'paused'
               end as state
          from steps e
         where e.venture_id = s.venture_id
           and e.at <= s.at + interval '15 months'
           and (e.at >= s.at + interval '9 months' or e.to_value = 'closed')
         order by e.at desc
         limit 1
      ) last on true
     where s.at + interval '12 months' >= from_moment and s.at + interval '12 months' < to_moment
       and s.at + interval '12 months' <= now()
  )
  select v.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, t.state, count(*)
    from told t
    join ventures.ventures v on v.id = t.venture_id
    join tracks.counted k on k.person_id = v.lead_person_id
   where v.office_id = any (of_offices) and v.office_id in (select access.countable())
   group by v.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, t.state
$$;
comment on function ventures.count_started(uuid[], timestamptz, timestamptz) is 'Ventures that began to trade in a span (started), and those whose twelfth month of trading ended in it: alive, paused or closed as seen within three months of that day, else not known. By the lead founder.';

create function businessplans.count_plans(of_offices uuid[])
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
   group by p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, s.state
$$;
comment on function businessplans.count_plans(uuid[]) is 'Plans as they stand: begun, with costed products, signed off by both sides, confirmed by an expert. By the lead founder.';

create function mentoring.count_pairs(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, mentor_end text,
  pairs bigint, sessions bigint, minutes bigint)
language sql stable security definer
set search_path = ''
as $$
  select p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, p.state, p.mentor_end, count(*), sum(s.sessions)::bigint, sum(s.minutes)::bigint
    from mentoring.pairs p
    join tracks.counted k on k.person_id = p.person_id
   cross join lateral (
     select count(*) as sessions, coalesce(sum(held_minutes), 0) as minutes from mentoring.sessions where pair_id = p.id and state = 'held'
   ) s
   where p.office_id = any (of_offices)
     and p.office_id in (select access.countable())
     and p.started_at >= from_moment and p.started_at < to_moment
   group by p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, p.state, p.mentor_end
$$;
comment on function mentoring.count_pairs(uuid[], timestamptz, timestamptz) is 'Pairs started in a span, with their sessions and minutes, by state and end of the corridor. By the founder.';

create function readiness.count_results(of_offices uuid[], from_moment timestamptz, to_moment timestamptz, of_track text)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], result text, people bigint)
language sql stable security definer
set search_path = ''
as $$
  with latest as (
    select distinct on (a.person_id) a.person_id, a.office_id, a.result
      from readiness.assessments a
     where a.office_id = any (of_offices)
       and a.office_id in (select access.countable())
       and a.finished_at >= from_moment and a.finished_at < to_moment
     order by a.person_id, a.finished_at desc, a.id desc
  )
  select l.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, l.result, count(*)
    from latest l
    join tracks.counted k on k.person_id = l.person_id
   where of_track is null or of_track = any (k.tracks)
   group by l.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, l.result
$$;
comment on function readiness.count_results(uuid[], timestamptz, timestamptz, text) is 'People by the result of their latest assessment of the span.';

create function readiness.count_change(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, people bigint)
language sql stable security definer
set search_path = ''
as $$
  with latest as (
    select distinct on (a.person_id) a.id, a.person_id, a.office_id, a.finished_at
      from readiness.assessments a
     where a.office_id = any (of_offices)
       and a.office_id in (select access.countable())
       and a.finished_at >= from_moment and a.finished_at < to_moment
     order by a.person_id, a.finished_at desc, a.id desc
  ), pairs as (
    select distinct on (a.person_id) a.person_id, l.office_id, a.id as first_id, l.id as latest_id
      from latest l
      join readiness.assessments a on a.person_id = l.person_id and a.id <> l.id and a.finished_at < l.finished_at
     order by a.person_id, a.finished_at, a.id
  ), levels as (
    -- Where the two sides differ the more careful one counts, as it does for the result.
    select p.person_id, p.office_id, r.area, r.assessment_id = p.latest_id as after,
           min(case r.level when 'weak' then 0 when 'middle' then 1 else 2 end) as level
      from pairs p
      join readiness.area_results r on r.assessment_id in (p.first_id, p.latest_id)
     group by p.person_id, p.office_id, r.area, r.assessment_id = p.latest_id
  ), moved as (
    select b.person_id, b.office_id, sum(a.level - b.level) as by
      from levels b
      join levels a on a.person_id = b.person_id and a.area = b.area and a.after and not b.after
     group by b.person_id, b.office_id
  )
  select m.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, case when m.by > 0 then 'further' when m.by = 0 then 'same' else 'less' end, count(*)
    from moved m
    join tracks.counted k on k.person_id = m.person_id
   group by m.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, case when m.by > 0 then 'further' when m.by = 0 then 'same' else 'less' end
$$;
comment on function readiness.count_change(uuid[], timestamptz, timestamptz) is 'People with two assessments, the later one in the span: whether the areas judged in both add up to more, the same or less than at first.';

create function learning.count_learners(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, studies bigint)
language sql stable security definer
set search_path = ''
as $$
  select s.custodian_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, m.state, count(distinct t.id)
    from learning.studies t
    join access.subject_accounts a on a.account_id = t.account_id and a.ended_at is null
    join access.subjects s on s.id = a.subject_id
    join tracks.counted k on k.person_id = s.id
   cross join lateral (values ('begun', t.begun_at), ('finished', t.finished_at)) as m (state, at)
   where s.custodian_id = any (of_offices)
     and s.custodian_id in (select access.countable())
     and m.at >= from_moment and m.at < to_moment
   group by s.custodian_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, m.state
$$;
comment on function learning.count_learners(uuid[], timestamptz, timestamptz) is 'Courses begun and courses finished in a span by people with a file at an office.';

create function returns.count_returns(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], leaving text, arriving text,
  state text, returns bigint)
language sql stable security definer
set search_path = ''
as $$
  select p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, p.leaving, p.arriving, p.state, count(*)
    from returns.plans p
    join tracks.counted k on k.person_id = p.person_id
   where p.office_id = any (of_offices)
     and p.office_id in (select access.countable())
     and p.created_at >= from_moment and p.created_at < to_moment
   group by p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, p.leaving, p.arriving, p.state
$$;
comment on function returns.count_returns(uuid[], timestamptz, timestamptz) is 'Returns that people began to consider in a span, by the state in which they stand now.';

create function returns.count_follow_ups(of_offices uuid[], from_day date, until_day date)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, follow_ups bigint)
language sql stable security definer
set search_path = ''
as $$
  select f.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, s.state, count(*)
    from returns.follow_ups f
    join tracks.counted k on k.person_id = f.person_id
   cross join lateral (
     select case
              when f.done_on is null then case when f.due_on < current_date then 'overdue' else 'to-come' end
              when cardinality(f.signs) > 0 then 'with-sign'
              else 'without-sign'
            end as state
   ) s
   where f.office_id = any (of_offices)
     and f.office_id in (select access.countable())
     and coalesce(f.done_on, f.due_on) between from_day and until_day
   group by f.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, s.state
$$;
comment on function returns.count_follow_ups(uuid[], date, date) is 'Follow-ups after a return, done or due in a span: without and with an early-warning sign, overdue, to come.';
