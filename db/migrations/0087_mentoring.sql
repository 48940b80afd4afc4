-- What has come of mentoring was on the desk's list alone; the region counts it too, as numbers only.

create function mentoring.count_results(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], result text, pairs bigint)
language sql stable security definer
set search_path = ''
as $$
  select p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, r.result, count(*)
    from mentoring.pairs p
    join tracks.counted k on k.person_id = p.person_id
   cross join lateral (
     select distinct unnest(f.results) as result from mentoring.follow_ups f where f.pair_id = p.id and f.done_at is not null
      union all
     select 'no-answer' where not exists (select from mentoring.follow_ups f where f.pair_id = p.id and f.done_at is not null)
   ) r
   where p.office_id = any (of_offices)
     and p.office_id in (select access.countable())
     and p.started_at >= from_moment and p.started_at < to_moment
   group by p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, r.result
$$;
comment on function mentoring.count_results(uuid[], timestamptz, timestamptz) is
  'Pairs started in a span by each result that a side named in a follow-up, or no-answer; a pair counts once under each. By the founder.';

-- Ranking took 49 ms of 10,000 mentors: all who are free were sorted by end, the whole table was read again for the few that were found,
-- and ten needs that nobody has were looked for in each. The same mentors in less time.
create or replace function mentoring.candidates(
  spoken text[], of_sector text, wanted text[], of_stage text, places uuid[], countries uuid[], here uuid, there uuid, not_for uuid,
  preferred_points int, language_points int, sector_points int, topic_points int, most_topics int, stage_points int,
  place_points int, country_points int, free_points int, unseen int, best int, most int
) returns setof mentoring.mentors
language sql stable security definer
set search_path = ''
set jit = off
as $$
  with free as materialized (
    select m.id,
           case m.country_id when here then 'here' when there then 'there' else 'other' end as at_end,
           case when spoken[1] = any (m.languages) then preferred_points else language_points end
           + case when of_sector = any (m.sectors) then sector_points else 0 end
           + case when of_stage = any (m.stages) then stage_points else 0 end
           + case when m.place_id = any (places) then place_points when m.country_id = any (countries) then country_points else 0 end
           -- Rounded half up, at least one.
           + greatest(1, (2 * free_points * (m.mentee_limit - m.mentees) + m.mentee_limit) / (2 * m.mentee_limit))
           -- Term by term: a subquery a row took four times as long. The vocabulary has 14 needs.
           + topic_points * least(most_topics, coalesce((wanted[1] = any (m.topics))::int, 0)
                    + coalesce((wanted[2] = any (m.topics))::int, 0)
                    + coalesce((wanted[3] = any (m.topics))::int, 0)
                    + coalesce((wanted[4] = any (m.topics))::int, 0)
                    + case when cardinality(wanted) > 4 then coalesce((wanted[5] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[6] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[7] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[8] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[9] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[10] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[11] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[12] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[13] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[14] = any (m.topics))::int, 0)
                      else 0 end) as points
      from mentoring.mentors m
     where (select mentoring.at_a_desk())
       and m.confirmed_at is not null
       and not m.paused
       and m.mentees < m.mentee_limit
       and m.languages && spoken
       and m.id not in (select p.mentor_id from mentoring.pairs p where p.venture_id = not_for and p.state <> 'ended')
  ), ends as (
    select f.at_end, max(f.points) as points from free f group by f.at_end
  ), bar as (
    -- Whoever stands lower than this by more than what is unseen cannot be among the best.
    select coalesce((select f.points from free f order by f.points desc offset best - 1 limit 1), 0) as points
  ), fit as (
    select f.id, row_number() over (partition by f.at_end order by f.points desc, f.id) as place
      from free f
      join ends e on e.at_end = f.at_end
     cross join bar
     where f.points + unseen >= least(bar.points, e.points)
  )
  -- As an array, so that the few are read by their key: joined, the whole table was read for them.
  select m.*
    from mentoring.mentors m
   where m.id = any (array(select fit.id from fit where fit.place <= most))
$$;
