-- The database hands to the rankings those who can rank best. It weighs what it can see with the weights of the code, which come
-- as arguments: mentoring/score.ts and opportunities/score.ts stay the only place of a weight.

drop function mentoring.candidates(text[], text, text[], text, uuid[], uuid, int);
create function mentoring.candidates(
  spoken text[], of_sector text, wanted text[], of_stage text, places uuid[], countries uuid[], here uuid, there uuid, not_for uuid,
  preferred_points int, language_points int, sector_points int, topic_points int, most_topics int, stage_points int,
  place_points int, country_points int, free_points int, unseen int, best int, most int
) returns setof mentoring.mentors
language sql stable security definer
set search_path = ''
set jit = off
as $$
  with free as (
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
                    + coalesce((wanted[5] = any (m.topics))::int, 0)
                    + coalesce((wanted[6] = any (m.topics))::int, 0)
                    + coalesce((wanted[7] = any (m.topics))::int, 0)
                    + coalesce((wanted[8] = any (m.topics))::int, 0)
                    + coalesce((wanted[9] = any (m.topics))::int, 0)
                    + coalesce((wanted[10] = any (m.topics))::int, 0)
                    + coalesce((wanted[11] = any (m.topics))::int, 0)
                    + coalesce((wanted[12] = any (m.topics))::int, 0)
                    + coalesce((wanted[13] = any (m.topics))::int, 0)
                    + coalesce((wanted[14] = any (m.topics))::int, 0)) as points
      from mentoring.mentors m
     where (select mentoring.at_a_desk())
       and m.confirmed_at is not null
       and not m.paused
       and m.mentees < m.mentee_limit
       and m.languages && spoken
       and m.id not in (select p.mentor_id from mentoring.pairs p where p.venture_id = not_for and p.state <> 'ended')
  ), placed as (
    select f.id, f.points, row_number() over (partition by f.at_end order by f.points desc, f.id) as place,
           max(f.points) over (partition by f.at_end) as best_of_end
      from free f
  ), bar as (
    -- Whoever stands lower than this by more than what is unseen cannot be among the best.
    select coalesce((select f.points from free f order by f.points desc offset best - 1 limit 1), 0) as points
  )
  select m.*
    from placed
   cross join bar
    join mentoring.mentors m on m.id = placed.id
   where placed.place <= most
     and placed.points + unseen >= least(bar.points, placed.best_of_end)
$$;
comment on function mentoring.candidates(text[], text, text[], text, uuid[], uuid[], uuid, uuid, uuid, int, int, int, int, int, int, int, int, int, int, int, int) is 'The free mentors who share a language and can be among the best, or the best of their end, for a desk: weighed as src/modules/mentoring/score.ts does, but for the time in common (unseen), which only the code compares; at most so many of an end. As a definer function it can use the index of languages before row security.';

drop function opportunities.ventures_fitting(uuid[], text[], text[], int);
-- As invoker: row security lets the desk see the ventures in its custody, and nobody else any.
create function opportunities.ventures_fitting(
  within uuid[], of_place uuid, of_sectors text[], of_stages text[], of_needs text[],
  place_points int, inside_points int, need_points int, most int, beyond int
)
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
      select one.*,
             case when of_place in (one.here_place_id, one.there_place_id) then place_points else inside_points end
             + case when one.needs && of_needs then need_points else 0 end as points
        from ventures.ventures one
       where one.office_id in (select access.desks())
         and one.stage <> 'closed'
         and (cardinality(of_sectors) = 0 or one.sector = any (of_sectors))
         and (cardinality(of_stages) = 0 or one.stage = any (of_stages))
         and (one.here_place_id = any (within) or one.there_place_id = any (within))
       order by points desc, one.id
       limit most offset beyond
    ) v
   order by v.points desc, v.id
$$;
comment on function opportunities.ventures_fitting(uuid[], uuid, text[], text[], text[], int, int, int, int, int) is 'Ventures in the custody of the actor''s desk that an opportunity could fit, by what the database can weigh of src/modules/opportunities/score.ts, page by page; the code judges conditions.';
