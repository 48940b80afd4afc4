-- Keys that the database keeps wrapped, and guards that the application alone should not be trusted with:
-- the last administrator, an override by two people, an ended role, an audit that can be sealed while others write.

-- keys

create table kernel.network_keys (
  number int primary key constraint network_keys_number check (number >= 1),
  wrapped bytea not null,
  created_at timestamptz not null default now()
);
comment on table kernel.network_keys is 'The network''s key, wrapped by the master key that is kept outside the database and outside its backup. Part of the backup: useless without the master key.';
comment on column kernel.network_keys.number is 'Which key; the application uses number 1.';
comment on column kernel.network_keys.wrapped is 'AES-256-GCM of the key under the master key.';
comment on column kernel.network_keys.created_at is 'When the key was made.';
alter table kernel.network_keys enable row level security;
alter table kernel.network_keys force row level security;
create policy owner_all on kernel.network_keys to ponte_owner using (true) with check (true);
create policy readable on kernel.network_keys for select to ponte_app, ponte_jobs using (true);
create policy first_use on kernel.network_keys for insert to ponte_app, ponte_jobs with check (number = 1);
grant select, insert on kernel.network_keys to ponte_app, ponte_jobs;

create function consent.reached_subjects() returns setof uuid
language sql stable security definer
set search_path = ''
as $$ select subject_id from consent.grants where id in (select consent.granted_to_actor()) $$;
comment on function consent.reached_subjects() is 'Files of which the actor may read any part at all, by a live grant.';

-- The row stays when a key is destroyed: it is the proof, and it keeps a second key from being made for somebody who was erased.
alter table access.subject_keys
  alter column wrapped drop not null,
  add column destroyed_at timestamptz,
  add constraint subject_keys_destroyed check ((wrapped is null) = (destroyed_at is not null));
comment on column access.subject_keys.wrapped is 'AES-256-GCM of the key under the network''s key; null once destroyed.';
comment on column access.subject_keys.destroyed_at is 'When the person was erased; what the key had sealed cannot be read any more.';

create function access.destruction_is_final() returns trigger
language plpgsql
as $$
begin
  if old.destroyed_at is not null then
    raise exception 'a destroyed key stays destroyed' using errcode = 'check_violation', constraint = 'subject_keys_destruction_is_final';
  end if;
  return new;
end
$$;
comment on function access.destruction_is_final() is 'Nobody makes a new key for an erased person.';
create trigger destruction_is_final before update on access.subject_keys
  for each row execute function access.destruction_is_final();

-- Whoever may read one part of a file needs its key, and may be the first to write something under it.
drop policy custody on access.subject_keys;
create policy first_use on access.subject_keys for insert to ponte_app
  with check (
    destroyed_at is null
    and (
      subject_id in (select id from access.subjects)
      or subject_id in (select consent.reached_subjects())
    )
  );
create policy granted on access.subject_keys for select to ponte_app
  using (subject_id in (select consent.reached_subjects()));
grant insert, update (wrapped, destroyed_at) on access.subject_keys to ponte_jobs;

create policy administered on kernel.network for update to ponte_app
  using ((select access.in_network(array['administrator']))) with check ((select access.in_network(array['administrator'])));

-- access

drop policy administrator_grants on access.assignments;
create policy administrator_grants on access.assignments for insert to ponte_app
  with check (granted_by = kernel.actor() and ended_at is null and (select access.in_network(array['administrator'])));
drop policy manager_grants on access.assignments;
create policy manager_grants on access.assignments for insert to ponte_app
  with check (
    granted_by = kernel.actor()
    and ended_at is null
    and role = 'counsellor'
    and scope_kind = 'office'
    and scope_id in (select access.scopes('office', array['office-manager']))
  );
drop policy manager_ends on access.assignments;
create policy manager_ends on access.assignments for update to ponte_app
  using (
    role = 'counsellor'
    and scope_kind = 'office'
    and scope_id in (select access.scopes('office', array['office-manager']))
  );
alter policy administered on access.assignments
  using ((select access.in_network(array['administrator', 'auditor', 'data-protection-officer'])));
alter policy administrator_ends on access.assignments
  using ((select access.in_network(array['administrator'])));

create function access.guard_ending() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if old.ended_at is not null and new.ended_at is distinct from old.ended_at then
    raise exception 'an ended role stays ended' using errcode = 'check_violation', constraint = 'assignments_ending_is_final';
  end if;
  if old.ended_at is null and new.ended_at is not null and old.role = 'administrator' then
    -- The lock makes two administrators who end each other wait in line; the count after it sees who is left.
    perform 1 from access.assignments where role = 'administrator' and ended_at is null order by id for update;
    if (select count(distinct account_id) from access.assignments where role = 'administrator' and ended_at is null and id <> old.id) = 0 then
      raise exception 'a network keeps one administrator' using errcode = 'check_violation', constraint = 'assignments_last_administrator';
    end if;
  end if;
  return new;
end
$$;
comment on function access.guard_ending() is 'An ended role is given anew, never reopened; the last administrator cannot be ended.';
create trigger guard_ending before update on access.assignments
  for each row execute function access.guard_ending();

create function access.link_account(of_subject uuid, to_account uuid, proof text) returns void
language sql security definer
set search_path = ''
as $$
  insert into access.subject_accounts (subject_id, account_id, how)
  values (of_subject, to_account, proof)
  on conflict (subject_id, account_id) do update set how = excluded.how, linked_at = now(), ended_at = null
$$;
comment on function access.link_account(uuid, uuid, text) is 'Links an account to a file. Only for functions of the owner that have checked the proof (a desk code, a proved number); nobody else may call it.';
revoke execute on function access.link_account(uuid, uuid, text) from public;

create function access.make_first_administrator(of_account uuid, under_id uuid) returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  -- Of two set-up assistants that finish together, the lock lets one win.
  lock table access.assignments in share row exclusive mode;
  if exists (select from access.assignments where role = 'administrator') then return false; end if;
  insert into access.assignments (id, account_id, role, scope_kind) values (under_id, of_account, 'administrator', 'network');
  return true;
end
$$;
comment on function access.make_first_administrator(uuid, uuid) is 'Gives the network its first administrator; false once it ever had one.';
revoke execute on function access.make_first_administrator(uuid, uuid) from public;
grant execute on function access.make_first_administrator(uuid, uuid) to ponte_app;

revoke update on access.subject_accounts from ponte_app;
grant update (how, linked_at, ended_at) on access.subject_accounts to ponte_app;
create policy ends_own on access.subject_accounts for update to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() >= 1)
  with check (account_id = kernel.actor() and ended_at is not null);
create policy officer on access.subject_accounts to ponte_app
  using ((select access.in_network(array['data-protection-officer'])))
  with check ((how = 'officer-decision' or ended_at is not null) and (select access.in_network(array['data-protection-officer'])));

-- jobs

-- What came of long work may name people (the rows of an import), so it does not stay.
grant delete on jobs.progress to ponte_jobs;

-- audit

-- Entries commit in another order than they are numbered, so a seal names exactly the entries that it covers
-- and a late one falls into the next seal; a plain range would break as soon as two transactions overlap.
alter table audit.seals
  add column entries int8multirange not null,
  add column mac text not null;
comment on column audit.seals.entries is 'The entries that this seal covers.';
comment on column audit.seals.mac is 'HMAC-SHA-256 of the hash under the network''s audit key: who rewrites the database without the master key cannot make a new chain.';

create function audit.pseudonym_of(of_kind text, of_id uuid) returns uuid
language sql stable security definer
set search_path = ''
as $$
  select pseudonym
    from audit.pseudonyms
   where kind = of_kind
     and id = of_id
     and (
       access.in_network(array['auditor', 'data-protection-officer'])
       or (of_kind = 'subject' and id in (select access.own_subjects()))
     )
$$;
comment on function audit.pseudonym_of(text, uuid) is 'The pseudonym of an account or a file for the auditor, of the own file for a person; null for everybody else.';

create function audit.forget(of_kind text, of_id uuid) returns void
language sql security definer
set search_path = ''
as $$ delete from audit.pseudonyms where kind = of_kind and id = of_id $$;
comment on function audit.forget(text, uuid) is 'Erasure: the entries stay and nobody can say any more whom they mention.';
revoke execute on function audit.forget(text, uuid) from public;
grant execute on function audit.forget(text, uuid) to ponte_jobs;

alter policy officer on audit.entries using ((select access.in_network(array['auditor', 'data-protection-officer'])));
alter policy readable on audit.seals using ((select access.in_network(array['auditor', 'data-protection-officer'])));

-- consent

alter table consent.grants add constraint grants_parts_known check (
  parts <@ array['identity', 'contact', 'profile', 'venture', 'plan', 'step', 'notes', 'documents', 'appointments']
);
alter policy officer on consent.grants using ((select access.in_network(array['data-protection-officer', 'auditor'])));
alter policy officer on consent.bases using ((select access.in_network(array['data-protection-officer', 'auditor'])));

create table consent.override_requests (
  id uuid primary key,
  subject_id uuid not null,
  custodian_id uuid not null,
  requested_by uuid not null,
  recipient_kind text not null constraint override_requests_recipient_kind check (recipient_kind in ('office', 'organisation', 'account')),
  recipient_id uuid not null,
  purpose text not null,
  parts text[] not null constraint override_requests_parts check (
    cardinality(parts) >= 1
    and parts <@ array['identity', 'contact', 'profile', 'venture', 'plan', 'step', 'notes', 'documents', 'appointments']
  ),
  reason text not null constraint override_requests_reason check (length(btrim(reason)) between 20 and 2000),
  language text not null,
  ends_at timestamptz not null,
  state text not null default 'asked' constraint override_requests_state check (state in ('asked', 'confirmed', 'declined')),
  decided_by uuid,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  constraint override_requests_subject foreign key (subject_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint override_requests_asker unique (id, requested_by),
  constraint override_requests_period check (ends_at > created_at and ends_at <= created_at + interval '90 days'),
  constraint override_requests_second_person check (decided_by is null or state = 'declined' or decided_by <> requested_by),
  constraint override_requests_decided check ((state = 'asked') = (decided_by is null) and (state = 'asked') = (decided_at is null))
);
create index override_requests_custodian on consent.override_requests (custodian_id) where state = 'asked';
create index override_requests_subject_id on consent.override_requests (subject_id);
comment on table consent.override_requests is 'An officer asks to share without the person''s grant; it takes effect only when a second officer confirms it.';
comment on column consent.override_requests.id is 'UUID v7.';
comment on column consent.override_requests.subject_id is 'Whose file.';
comment on column consent.override_requests.custodian_id is 'Office that has custody; follows a hand-over by foreign key.';
comment on column consent.override_requests.requested_by is 'The first officer.';
comment on column consent.override_requests.recipient_kind is 'Office, organisation or account.';
comment on column consent.override_requests.recipient_id is 'Who shall see.';
comment on column consent.override_requests.purpose is 'Message key of the purpose.';
comment on column consent.override_requests.parts is 'Parts of the file.';
comment on column consent.override_requests.reason is 'Why it cannot wait for the person; the person reads it.';
comment on column consent.override_requests.language is 'Language of the reason.';
comment on column consent.override_requests.ends_at is 'Until when the grant shall hold; at most 90 days, after which two people decide again.';
comment on column consent.override_requests.state is 'Asked, confirmed or declined.';
comment on column consent.override_requests.decided_by is 'The second officer; the first may only take the request back.';
comment on column consent.override_requests.decided_at is 'When it was decided.';
comment on column consent.override_requests.created_at is 'When it was asked.';
alter table consent.override_requests enable row level security;
alter table consent.override_requests force row level security;
create policy owner_all on consent.override_requests to ponte_owner using (true) with check (true);
create policy custody on consent.override_requests for select to ponte_app using (custodian_id in (select access.desks()));
create policy self on consent.override_requests for select to ponte_app using (subject_id in (select access.own_subjects()));
create policy officer on consent.override_requests for select to ponte_app
  using ((select access.in_network(array['data-protection-officer', 'auditor'])));
create policy asks on consent.override_requests for insert to ponte_app
  with check (requested_by = kernel.actor() and state = 'asked' and custodian_id in (select access.desks()));
create policy decides on consent.override_requests for update to ponte_app
  using (state = 'asked' and custodian_id in (select access.desks()))
  with check (decided_by = kernel.actor() and custodian_id in (select access.desks()));
create policy jobs_all on consent.override_requests to ponte_jobs using (true);
grant select, insert on consent.override_requests to ponte_app;
grant update (state, decided_by, decided_at) on consent.override_requests to ponte_app;
grant select on consent.override_requests to ponte_jobs;

-- The office ends an override early; the person objects at the office or at the data-protection officer.
alter policy withdraws_self on consent.grants using (subject_id in (select access.own_subjects()) and given_how <> 'override');

-- The second person of an override is the one who asked for it: the key proves that both took part.
alter table consent.grants
  add column override_request_id uuid,
  add constraint grants_override_request foreign key (override_request_id, second_person) references consent.override_requests (id, requested_by) on delete cascade,
  add constraint grants_override_once unique (override_request_id),
  add constraint grants_override_asked check ((given_how = 'override') = (override_request_id is not null));
comment on column consent.grants.override_request_id is 'For an override: the request that a second officer confirmed.';
