-- Finding a file by a name with a slip, a piece of a phone number, an address or a reference. Under the policies no
-- index can answer that: likeness is not leakproof, so PostgreSQL first reads every file of the office and then
-- compares (0.7 s with 20,000 files). This function asks the index itself and answers for the actor's own desks only.

create extension if not exists btree_gin with schema public;

drop index people.identities_search;
create index identities_search on people.identities using gin (office_id, search_words public.gin_trgm_ops);
create index contacts_phone_end on people.contacts (office_id, reverse(phone) collate "C");

create function people.find_files(offices uuid[], words text, typed text, digits text, bound int)
returns table (person_id uuid, score real)
language plpgsql stable security definer rows 50
set search_path = ''
-- The desks differ from call to call, the plan does not; and the planner takes likeness for dear and reads everything.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set jit = off
-- "fatu ndiay" is like "fatou ndiaye" by 0.57; the default of 0.6 would miss it.
set pg_trgm.word_similarity_threshold = 0.5
as $$
#variable_conflict use_column
begin
  return query
  with mine as materialized (
    select office from unnest(offices) office where office in (select access.desks())
  )
  select found.person_id, max(found.score) as score
    from mine
   cross join lateral (
     select i.person_id, public.word_similarity(words, i.search_words) as score
       from people.identities i
      where words <> '' and i.office_id = mine.office and words operator(public.<%) i.search_words
     union all
     select i.person_id, 0.9
       from people.identities i
      where length(words) >= 3 and i.office_id = mine.office and i.search_words like '%' || words || '%'
     union all
     select p.id, 1
       from people.people p
      where p.office_id = mine.office and p.reference = typed
     union all
     select c.person_id, 1
       from people.contacts c
      where length(digits) >= 6
        and c.office_id = mine.office
        and reverse(c.phone) >= reverse(digits) collate "C"
        and reverse(c.phone) < (reverse(digits) || '~') collate "C"
     union all
     select c.person_id, 1
       from people.contacts c
      where c.office_id = mine.office and c.email = lower(typed)
   ) found
   group by found.person_id
   order by score desc, found.person_id desc
   limit bound;
end
$$;
comment on function people.find_files(uuid[], text, text, text, int) is
  'Files in the custody of those of the offices at whose desks the actor sits: by near name (folded words), reference, last digits of the phone (six or more) or e-mail, the nearest first, at most `bound`.';
revoke execute on function people.find_files(uuid[], text, text, text, int) from public;
grant execute on function people.find_files(uuid[], text, text, text, int) to ponte_app;
