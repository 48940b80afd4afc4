-- Who may: roles within a scope, and custody of the files about people.
-- The kernel knows no word of the domain: a scope is the id of an office, an organisation or a fund,
-- a subject is a person described by a file.

create schema access;
comment on schema access is 'Who may act where, and which scope has custody of which file.';
grant usage on schema access to ponte_app, ponte_jobs;

create table access.assignments (
  id uuid primary key,
  account_id uuid not null,
  role text not null constraint assignments_role check (role in (
    'counsellor', 'office-manager', 'provider', 'expert', 'mentor', 'trainer', 'association-representative',
    'lender', 'fund-manager', 'committee-member', 'planner', 'editor', 'auditor', 'data-protection-officer',
    'administrator')),
  scope_kind text not null constraint assignments_scope_kind check (scope_kind in ('network', 'office', 'organisation', 'fund')),
  scope_id uuid,
  granted_by uuid,
  granted_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint assignments_scope check ((scope_kind = 'network') = (scope_id is null))
);
create unique index assignments_once on access.assignments (account_id, role, scope_kind, scope_id) nulls not distinct where ended_at is null;
create index assignments_scope_id on access.assignments (scope_id) where ended_at is null;
comment on table access.assignments is 'A role that an account holds within a scope. Ended, never deleted.';
comment on column access.assignments.id is 'UUID v7 made by the application.';
comment on column access.assignments.account_id is 'The account (identity.accounts).';
comment on column access.assignments.role is 'One of the roles of design section 5.';
comment on column access.assignments.scope_kind is 'Where the role holds: the whole network, an office, an organisation, a fund.';
comment on column access.assignments.scope_id is 'Which office, organisation or fund; null for the network.';
comment on column access.assignments.granted_by is 'The account that gave the role; null for the first administrator.';
comment on column access.assignments.granted_at is 'Since when.';
comment on column access.assignments.ended_at is 'Until when; null while it holds.';

create function access.scopes(kind text, roles text[]) returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select scope_id
    from access.assignments
   where account_id = kernel.actor()
     and ended_at is null
     and scope_kind = kind
     and role = any (roles)
     and kernel.assurance() >= 2
$$;
comment on function access.scopes(text, text[]) is 'Scopes in which the actor holds one of the roles, on a session with two factors. Read once per statement.';

create function access.in_network(roles text[]) returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (
    select
      from access.assignments
     where account_id = kernel.actor()
       and ended_at is null
       and scope_kind = 'network'
       and role = any (roles)
       and kernel.assurance() >= 2
  )
$$;
comment on function access.in_network(text[]) is 'Whether the actor holds one of the roles for the whole network, with two factors.';

create function access.desks() returns setof uuid
language sql stable security definer
set search_path = ''
as $$ select access.scopes('office', array['counsellor', 'office-manager']) $$;
comment on function access.desks() is 'Offices whose files the actor works on.';

create function access.organisations() returns setof uuid
language sql stable security definer
set search_path = ''
as $$ select access.scopes('organisation', array['provider']) $$;
comment on function access.organisations() is 'Organisations for which the actor answers referrals.';

alter table access.assignments enable row level security;
alter table access.assignments force row level security;
create policy owner_all on access.assignments to ponte_owner using (true) with check (true);
create policy own_roles on access.assignments for select to ponte_app
  using (account_id = kernel.actor());
create policy administered on access.assignments for select to ponte_app
  using (access.in_network(array['administrator', 'auditor', 'data-protection-officer']));
create policy managed on access.assignments for select to ponte_app
  using (scope_id in (select access.scopes('office', array['office-manager', 'counsellor'])));
create policy administrator_grants on access.assignments for insert to ponte_app
  with check (access.in_network(array['administrator']));
create policy manager_grants on access.assignments for insert to ponte_app
  with check (
    role in ('counsellor', 'office-manager')
    and scope_id in (select access.scopes('office', array['office-manager']))
  );
create policy administrator_ends on access.assignments for update to ponte_app
  using (access.in_network(array['administrator']));
create policy manager_ends on access.assignments for update to ponte_app
  using (
    role in ('counsellor', 'office-manager')
    and scope_id in (select access.scopes('office', array['office-manager']))
  );
create policy jobs_read on access.assignments for select to ponte_jobs using (true);
grant select, insert on access.assignments to ponte_app;
grant update (ended_at) on access.assignments to ponte_app;
grant select on access.assignments to ponte_jobs;

create table access.subjects (
  id uuid primary key,
  custodian_id uuid not null,
  created_at timestamptz not null default now(),
  constraint subjects_custody unique (id, custodian_id)
);
create index subjects_custodian on access.subjects (custodian_id);
comment on table access.subjects is 'A person described by a file, and the office that has custody of it. Every row about the person carries (subject, custodian) as a foreign key, so custody moves in one statement and reach is proved by the key.';
comment on column access.subjects.id is 'The file''s id.';
comment on column access.subjects.custodian_id is 'The office in whose custody the file is.';
comment on column access.subjects.created_at is 'When the file was opened.';

create table access.subject_accounts (
  subject_id uuid not null constraint subject_accounts_subject references access.subjects (id) on delete cascade,
  account_id uuid not null,
  how text not null constraint subject_accounts_how check (how in ('desk-code', 'phone', 'email', 'officer-decision')),
  linked_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint subject_accounts_pkey primary key (subject_id, account_id)
);
create index subject_accounts_account on access.subject_accounts (account_id) where ended_at is null;
comment on table access.subject_accounts is 'Which account is the person of which file; made by a code from the desk or by proved control of the number or address given there, never by matching.';
comment on column access.subject_accounts.subject_id is 'The file.';
comment on column access.subject_accounts.account_id is 'The account of the person.';
comment on column access.subject_accounts.how is 'How the link was proved.';
comment on column access.subject_accounts.linked_at is 'Since when.';
comment on column access.subject_accounts.ended_at is 'Until when; null while it holds.';

create function access.own_subjects() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select subject_id
    from access.subject_accounts
   where account_id = kernel.actor()
     and ended_at is null
     and kernel.assurance() >= 1
$$;
comment on function access.own_subjects() is 'Files that describe the actor.';

create table access.subject_keys (
  subject_id uuid primary key constraint subject_keys_subject references access.subjects (id) on delete cascade,
  wrapped bytea not null,
  created_at timestamptz not null default now()
);
comment on table access.subject_keys is 'The key under which a person''s notes and documents are encrypted, wrapped by the network''s key. Erasure destroys it.';
comment on column access.subject_keys.subject_id is 'Whose key.';
comment on column access.subject_keys.wrapped is 'AES-256-GCM of the key under the network''s key.';
comment on column access.subject_keys.created_at is 'When the key was made.';
