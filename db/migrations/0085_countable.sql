-- Planners, auditors and officers of one office read its counts, as those of the network read all. Until now they met zeros.

create or replace function access.countable() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id
    from offices.offices
   where id in (select access.desks())
      or id in (select access.scopes('office', array['planner', 'administrator', 'data-protection-officer', 'auditor']))
      or access.in_network(array['planner', 'administrator', 'data-protection-officer', 'auditor'])
$$;
comment on function access.countable() is
  'Offices whose counts the actor may read: those they work for, or all for the network''s planners and officers.';
