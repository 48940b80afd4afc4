-- What a person allows: a grant names who, for what, which parts, until when. Withdrawing closes access at once.

create schema consent;
comment on schema consent is 'Lawful basis per purpose, and sharing grants that the person gave, sees and withdraws.';
grant usage on schema consent to ponte_app, ponte_jobs;

create table consent.grants (
  id uuid primary key,
  subject_id uuid not null,
  custodian_id uuid not null,
  recipient_kind text not null constraint grants_recipient_kind check (recipient_kind in ('office', 'organisation', 'account')),
  recipient_id uuid not null,
  purpose text not null,
  parts text[] not null constraint grants_parts check (cardinality(parts) between 1 and 20),
  language text not null,
  wording text not null,
  given_how text not null constraint grants_given_how check (given_how in ('signed-at-desk', 'spoken-at-desk', 'on-line', 'override')),
  recorded_by uuid not null,
  second_person uuid,
  reason text,
  starts_at timestamptz not null default now(),
  ends_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  created_at timestamptz not null default now(),
  constraint grants_subject foreign key (subject_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint grants_period check (ends_at > starts_at and ends_at <= starts_at + interval '5 years'),
  constraint grants_override check (
    given_how <> 'override' or (second_person is not null and second_person <> recorded_by and length(reason) >= 20)
  )
);
create index grants_subject_id on consent.grants (subject_id);
create index grants_recipient on consent.grants (recipient_id) where withdrawn_at is null;
comment on table consent.grants is 'A sharing grant: the person lets a recipient see parts of the file, for a purpose, until a date.';
comment on column consent.grants.id is 'UUID v7.';
comment on column consent.grants.subject_id is 'Whose file.';
comment on column consent.grants.custodian_id is 'Office that has custody; follows a hand-over by foreign key.';
comment on column consent.grants.recipient_kind is 'Office, organisation or account.';
comment on column consent.grants.recipient_id is 'Who may see.';
comment on column consent.grants.purpose is 'Message key of the purpose, as the person read it.';
comment on column consent.grants.parts is 'Parts of the file: identity, contact, profile, venture, plan, step, notes, documents, appointments.';
comment on column consent.grants.language is 'Language in which the person read or heard the wording.';
comment on column consent.grants.wording is 'The exact sentence the person agreed to, in that language.';
comment on column consent.grants.given_how is 'How it was given; an override needs a written reason and a second person.';
comment on column consent.grants.recorded_by is 'Account that recorded it: the person on line, or the officer at the desk.';
comment on column consent.grants.second_person is 'For an override: the second officer.';
comment on column consent.grants.reason is 'For an override: why.';
comment on column consent.grants.starts_at is 'From when.';
comment on column consent.grants.ends_at is 'Until when; never without end.';
comment on column consent.grants.withdrawn_at is 'When the person withdrew it.';
comment on column consent.grants.withdrawn_by is 'Who recorded the withdrawal.';
comment on column consent.grants.created_at is 'When it was recorded.';

create function consent.subjects(part text) returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select subject_id
    from consent.grants
   where part = any (parts)
     and withdrawn_at is null
     and starts_at <= now()
     and ends_at > now()
     and (
       (recipient_kind = 'office' and recipient_id in (select access.desks()))
       or (recipient_kind = 'organisation' and recipient_id in (select access.organisations()))
       or (recipient_kind = 'account' and recipient_id = kernel.actor() and kernel.assurance() >= 1)
     )
$$;
comment on function consent.subjects(text) is 'Files of which the actor may read this part, by a live grant.';

create function consent.live(grant_id uuid) returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (
    select from consent.grants
     where id = grant_id and withdrawn_at is null and starts_at <= now() and ends_at > now()
  )
$$;
comment on function consent.live(uuid) is 'Whether a grant holds now.';

create function consent.granted_to_actor() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id
    from consent.grants
   where withdrawn_at is null
     and starts_at <= now()
     and ends_at > now()
     and (
       (recipient_kind = 'office' and recipient_id in (select access.desks()))
       or (recipient_kind = 'organisation' and recipient_id in (select access.organisations()))
       or (recipient_kind = 'account' and recipient_id = kernel.actor() and kernel.assurance() >= 1)
     )
$$;
comment on function consent.granted_to_actor() is 'Ids of the live grants by which the actor may read.';

-- Only now can the tables of 0002 say who reads them: custody, the person, or a grant.
alter table access.subjects enable row level security;
alter table access.subjects force row level security;
create policy owner_all on access.subjects to ponte_owner using (true) with check (true);
create policy custody on access.subjects to ponte_app
  using (custodian_id in (select access.desks())) with check (custodian_id in (select access.desks()));
create policy self on access.subjects for select to ponte_app using (id in (select access.own_subjects()));
create policy granted on access.subjects for select to ponte_app using (id in (select consent.subjects('identity')));
create policy jobs_all on access.subjects to ponte_jobs using (true);
grant select, insert on access.subjects to ponte_app;
grant select on access.subjects to ponte_jobs;

alter table access.subject_accounts enable row level security;
alter table access.subject_accounts force row level security;
create policy owner_all on access.subject_accounts to ponte_owner using (true) with check (true);
create policy self on access.subject_accounts for select to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy custody on access.subject_accounts to ponte_app
  using (subject_id in (select id from access.subjects where custodian_id in (select access.desks())));
create policy jobs_all on access.subject_accounts to ponte_jobs using (true);
grant select, insert, update on access.subject_accounts to ponte_app;
grant select on access.subject_accounts to ponte_jobs;

alter table access.subject_keys enable row level security;
alter table access.subject_keys force row level security;
create policy owner_all on access.subject_keys to ponte_owner using (true) with check (true);
create policy reach on access.subject_keys for select to ponte_app using (subject_id in (select id from access.subjects));
create policy custody on access.subject_keys for insert to ponte_app
  with check (subject_id in (select id from access.subjects where custodian_id in (select access.desks())));
create policy jobs_all on access.subject_keys to ponte_jobs using (true);
grant select, insert on access.subject_keys to ponte_app;
grant select on access.subject_keys to ponte_jobs;

alter table consent.grants enable row level security;
alter table consent.grants force row level security;
create policy owner_all on consent.grants to ponte_owner using (true) with check (true);
create policy self on consent.grants for select to ponte_app using (subject_id in (select access.own_subjects()));
create policy custody on consent.grants for select to ponte_app using (custodian_id in (select access.desks()));
create policy recipient on consent.grants for select to ponte_app using (id in (select consent.granted_to_actor()));
create policy officer on consent.grants for select to ponte_app
  using (access.in_network(array['data-protection-officer', 'auditor']));
create policy records on consent.grants for insert to ponte_app
  with check (
    recorded_by = kernel.actor()
    and (custodian_id in (select access.desks()) or subject_id in (select access.own_subjects()))
  );
create policy withdraws_self on consent.grants for update to ponte_app
  using (subject_id in (select access.own_subjects()));
create policy withdraws_custody on consent.grants for update to ponte_app
  using (custodian_id in (select access.desks()));
create policy jobs_all on consent.grants to ponte_jobs using (true);
grant select, insert on consent.grants to ponte_app;
grant update (withdrawn_at, withdrawn_by) on consent.grants to ponte_app;
grant select on consent.grants to ponte_jobs;

create function consent.withdrawal_is_final() returns trigger
language plpgsql
as $$
begin
  if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
    raise exception 'a withdrawn grant stays withdrawn' using errcode = 'check_violation', constraint = 'grants_withdrawal_is_final';
  end if;
  return new;
end
$$;
comment on function consent.withdrawal_is_final() is 'A withdrawal cannot be undone; a new grant must be given.';
create trigger withdrawal_is_final before update on consent.grants
  for each row execute function consent.withdrawal_is_final();

create table consent.bases (
  id uuid primary key,
  subject_id uuid not null,
  custodian_id uuid not null,
  purpose text not null,
  basis text not null constraint bases_basis check (basis in ('public-task', 'legal-obligation', 'contract', 'vital-interests', 'consent')),
  law text,
  controllers text[] not null,
  transfer_instrument text,
  special_categories text[] not null default '{}',
  keep_until date not null,
  recorded_at timestamptz not null default now(),
  constraint bases_subject foreign key (subject_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint bases_once unique (subject_id, custodian_id, purpose)
);
comment on table consent.bases is 'Why the office may hold the file at all, per purpose (GDPR article 6), kept apart from what the person lets others see.';
comment on column consent.bases.id is 'UUID v7.';
comment on column consent.bases.subject_id is 'Whose file.';
comment on column consent.bases.custodian_id is 'Office that has custody.';
comment on column consent.bases.purpose is 'What the data is for.';
comment on column consent.bases.basis is 'Lawful basis under GDPR article 6(1).';
comment on column consent.bases.law is 'The law or mandate, as the office stated it; an authority must confirm it.';
comment on column consent.bases.controllers is 'Controller or joint controllers (GDPR article 26).';
comment on column consent.bases.transfer_instrument is 'For an office in a third country: the agreement that allows the transfer (GDPR chapter V).';
comment on column consent.bases.special_categories is 'Special categories held (GDPR article 9).';
comment on column consent.bases.keep_until is 'End of the retention period for this purpose.';
comment on column consent.bases.recorded_at is 'When it was recorded.';
alter table consent.bases enable row level security;
alter table consent.bases force row level security;
create policy owner_all on consent.bases to ponte_owner using (true) with check (true);
create policy self on consent.bases for select to ponte_app using (subject_id in (select access.own_subjects()));
create policy custody on consent.bases to ponte_app
  using (custodian_id in (select access.desks())) with check (custodian_id in (select access.desks()));
create policy officer on consent.bases for select to ponte_app using (access.in_network(array['data-protection-officer', 'auditor']));
create policy jobs_all on consent.bases to ponte_jobs using (true);
grant select, insert, update on consent.bases to ponte_app;
grant select on consent.bases to ponte_jobs;
