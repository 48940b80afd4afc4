-- Founders join and leave a venture at its desk, and who has left sees it no more.

-- A founder's own file may have moved to another office since: the desk of the venture still ends their part, and nothing else.
revoke update on ventures.founders from ponte_app;
grant update (joined_at, left_at) on ventures.founders to ponte_app;
create policy ends on ventures.founders for update to ponte_app
  using (office_id in (select access.desks()))
  with check (office_id in (select access.desks()) and left_at is not null);

create or replace function ventures.shared() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select venture_id from ventures.founders where left_at is null and person_id in (select access.own_subjects())
   union all
  select venture_id from ventures.founders where left_at is null and person_id in (select consent.subjects('venture'))
$$;
comment on function ventures.shared() is 'Ventures of which the actor is a founder today, or that a founder of today shares with them by a live grant.';
