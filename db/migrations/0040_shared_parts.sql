-- Further parts of a file that a person can share, and the two questions that everything hung on a venture asks:
-- is the actor a founder, and does a founder share this part with the actor.

alter table consent.grants drop constraint grants_parts_known;
alter table consent.grants add constraint grants_parts_known check (
  parts <@ array['identity', 'contact', 'profile', 'venture', 'plan', 'step', 'notes', 'documents', 'appointments',
    'readiness', 'business-plan', 'learning', 'mentoring', 'return']
);
alter table consent.override_requests drop constraint override_requests_parts;
alter table consent.override_requests add constraint override_requests_parts check (
  cardinality(parts) >= 1
  and parts <@ array['identity', 'contact', 'profile', 'venture', 'plan', 'step', 'notes', 'documents', 'appointments',
    'readiness', 'business-plan', 'learning', 'mentoring', 'return']
);
comment on column consent.grants.parts is 'Parts of the file: identity, contact, profile, venture, plan, step, notes, documents, appointments, readiness, business-plan, learning, mentoring, return.';

create function ventures.founded() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select venture_id
    from ventures.founders
   where left_at is null and person_id in (select access.own_subjects())
$$;
comment on function ventures.founded() is 'Ventures of which the actor is a founder today.';

create function ventures.shared_part(part text) returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select venture_id
    from ventures.founders
   where left_at is null and person_id in (select consent.subjects(part))
$$;
comment on function ventures.shared_part(text) is 'Ventures of which a founder shares this part with the actor by a live grant.';
