-- Erasure of a person (GDPR article 17) and the clocks after which somebody decides whether a file goes (article 5(1)(e)).
-- Nothing here erases by itself: a person decides each time, and for a request two people do.

create schema erasure;
comment on schema erasure is 'Requests to be forgotten, how they were decided, the proof that stays, and how long files are kept.';
grant usage on schema erasure to ponte_app, ponte_jobs;

-- A file goes whole. What rested on a grant goes with it, and another founder's case only loses its venture.
alter table cases.referrals
  drop constraint referrals_grant,
  add constraint referrals_grant foreign key (grant_id, person_id) references consent.grants (id, subject_id) on delete cascade;
alter table cases.handovers
  drop constraint handovers_grant,
  add constraint handovers_grant foreign key (grant_id, person_id) references consent.grants (id, subject_id) on delete cascade;
alter table cases.cases
  drop constraint cases_venture,
  add constraint cases_venture foreign key (venture_id, venture_office_id) references ventures.ventures (id, office_id)
    on update cascade on delete set null (venture_id, venture_office_id);

create sequence erasure.numbers;
grant usage on sequence erasure.numbers to ponte_app;

-- requests

create table erasure.requests (
  id uuid primary key,
  number bigint not null default nextval('erasure.numbers') constraint requests_number unique,
  subject_id uuid not null,
  custodian_id uuid not null,
  asked_how text not null constraint requests_asked_how check (asked_how in ('person', 'desk')),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  account_too boolean not null default false,
  wish text constraint requests_wish check (length(wish) <= 1000),
  state text not null default 'asked' constraint requests_state check (state in ('asked', 'proposed', 'refused', 'withdrawn')),
  proposal text constraint requests_proposal check (proposal in ('erase', 'keep')),
  proposal_reason text constraint requests_proposal_reason check (length(btrim(proposal_reason)) between 20 and 2000),
  proposed_by uuid,
  proposed_at timestamptz,
  reason text constraint requests_reason check (length(btrim(reason)) between 20 and 2000),
  keep_until date,
  decided_by uuid,
  decided_at timestamptz,
  withdrawn_at timestamptz,
  constraint requests_subject foreign key (subject_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint requests_proposed check (
    (proposed_by is null) = (proposed_at is null) and (proposed_by is null) = (proposal is null)
    and (proposal is null) = (proposal_reason is null) and (state <> 'proposed' or proposal is not null)
  ),
  constraint requests_decided check (
    (state = 'refused') = (decided_by is not null) and (decided_by is null) = (decided_at is null)
    and (decided_by is null) = (reason is null) and (keep_until is null or state = 'refused')
  ),
  constraint requests_withdrawn check ((state = 'withdrawn') = (withdrawn_at is not null)),
  constraint requests_two_people check (decided_by is null or (decided_by is distinct from proposed_by and decided_by <> asked_by))
);
create unique index requests_one_open on erasure.requests (subject_id) where state in ('asked', 'proposed');
create index requests_custodian on erasure.requests (custodian_id, asked_at desc);
create index requests_subject_id on erasure.requests (subject_id);
comment on table erasure.requests is 'A person asks to be forgotten. Drawn in docs/states/erasure.md. An erased file takes its requests along; erasure.proofs stays.';
comment on column erasure.requests.id is 'UUID v7; the proof of the erasure has the same.';
comment on column erasure.requests.number is 'Number to name it by, in letters and aloud.';
comment on column erasure.requests.subject_id is 'Whose file.';
comment on column erasure.requests.custodian_id is 'Office that has custody; follows a hand-over.';
comment on column erasure.requests.asked_how is 'By the person on line, or at the desk, which wrote it down.';
comment on column erasure.requests.asked_by is 'Account that asked or wrote it down.';
comment on column erasure.requests.asked_at is 'When; the answer is due within one month (GDPR article 12(3)).';
comment on column erasure.requests.account_too is 'The account shall go as well, where it belongs to this file alone.';
comment on column erasure.requests.wish is 'What the person wrote about it.';
comment on column erasure.requests.state is 'Asked, proposed, refused or withdrawn.';
comment on column erasure.requests.proposal is 'What the office manager proposes: erase, or keep.';
comment on column erasure.requests.proposal_reason is 'Why, for the data-protection officer.';
comment on column erasure.requests.proposed_by is 'The office manager.';
comment on column erasure.requests.proposed_at is 'When.';
comment on column erasure.requests.reason is 'Why it was refused; the person reads it.';
comment on column erasure.requests.keep_until is 'Where the law demands the file for a time: the day after which it is decided again.';
comment on column erasure.requests.decided_by is 'The data-protection officer, never the one who asked or proposed.';
comment on column erasure.requests.decided_at is 'When.';
comment on column erasure.requests.withdrawn_at is 'When the person took it back.';
alter table erasure.requests enable row level security;
alter table erasure.requests force row level security;
create policy owner_all on erasure.requests to ponte_owner using (true) with check (true);
create policy custody on erasure.requests for select to ponte_app using (custodian_id in (select access.desks()));
create policy self on erasure.requests for select to ponte_app using (subject_id in (select access.own_subjects()));
create policy officer on erasure.requests for select to ponte_app
  using ((select access.in_network(array['data-protection-officer', 'auditor'])));
create policy self_asks on erasure.requests for insert to ponte_app
  with check (asked_how = 'person' and asked_by = kernel.actor() and state = 'asked' and proposal is null and subject_id in (select access.own_subjects()));
create policy desk_asks on erasure.requests for insert to ponte_app
  with check (
    asked_how = 'desk' and asked_by = kernel.actor() and state = 'asked' and proposal is null and not account_too
    and custodian_id in (select access.desks())
  );
create policy self_withdraws on erasure.requests for update to ponte_app
  using (state in ('asked', 'proposed') and subject_id in (select access.own_subjects()))
  with check (state = 'withdrawn' and subject_id in (select access.own_subjects()));
create policy manager_proposes on erasure.requests for update to ponte_app
  using (state in ('asked', 'proposed') and custodian_id in (select access.scopes('office', array['office-manager'])))
  with check (
    state = 'proposed' and proposed_by = kernel.actor()
    and custodian_id in (select access.scopes('office', array['office-manager']))
  );
-- An office that stays silent must not hold the answer up past the month of article 12(3).
create policy officer_refuses on erasure.requests for update to ponte_app
  using (
    (state = 'proposed' or (state = 'asked' and asked_at < now() - interval '14 days'))
    and (select access.in_network(array['data-protection-officer']))
  )
  with check (state = 'refused' and decided_by = kernel.actor() and (select access.in_network(array['data-protection-officer'])));
create policy jobs_all on erasure.requests to ponte_jobs using (true);
grant select, insert on erasure.requests to ponte_app;
grant update (state, proposal, proposal_reason, proposed_by, proposed_at, reason, keep_until, decided_by, decided_at, withdrawn_at) on erasure.requests to ponte_app;
grant select on erasure.requests to ponte_jobs;

-- proofs

create table erasure.proofs (
  id uuid primary key,
  number bigint not null constraint proofs_number unique,
  subject_id uuid not null constraint proofs_subject unique,
  office_id uuid not null,
  asked_how text not null constraint proofs_asked_how check (asked_how in ('person', 'desk', 'clock')),
  asked_at timestamptz not null,
  ground text not null constraint proofs_ground check (ground in ('not-needed', 'consent-withdrawn', 'objection', 'unlawful', 'legal-duty', 'period-over')),
  proposed_by uuid,
  decided_by uuid not null,
  erased_at timestamptz not null default now(),
  pending jsonb,
  finished_at timestamptz,
  constraint proofs_finished check ((pending is null) = (finished_at is not null)),
  constraint proofs_two_people check (proposed_by is distinct from decided_by)
);
create index proofs_office on erasure.proofs (office_id, erased_at desc);
comment on table erasure.proofs is 'That a file was erased, without a word about the person: accountability under GDPR article 5(2).';
comment on column erasure.proofs.id is 'Id of the request; for a clock an id of its own.';
comment on column erasure.proofs.number is 'Number of the request, or the next one.';
comment on column erasure.proofs.subject_id is 'Random number of the file, by which a restored backup forgets it again.';
comment on column erasure.proofs.office_id is 'Office that had custody.';
comment on column erasure.proofs.asked_how is 'By the person, at the desk, or because a period was over.';
comment on column erasure.proofs.asked_at is 'When it was asked, or listed as due.';
comment on column erasure.proofs.ground is 'GDPR article 17(1)(a) to (e) in this order; period-over is article 5(1)(e).';
comment on column erasure.proofs.proposed_by is 'Office manager who proposed it; null where the office did not answer, or for a clock.';
comment on column erasure.proofs.decided_by is 'The data-protection officer who decided.';
comment on column erasure.proofs.erased_at is 'When.';
comment on column erasure.proofs.pending is 'What the job still has to remove outside of this transaction: ids of stored files, keyed hashes of addresses, ids of accounts. Null once done.';
comment on column erasure.proofs.finished_at is 'When that was done.';
alter table erasure.proofs enable row level security;
alter table erasure.proofs force row level security;
create policy owner_all on erasure.proofs to ponte_owner using (true) with check (true);
create policy office on erasure.proofs for select to ponte_app using (office_id in (select access.desks()));
create policy officer on erasure.proofs for select to ponte_app
  using ((select access.in_network(array['data-protection-officer', 'auditor'])));
create policy jobs_all on erasure.proofs to ponte_jobs using (true);
grant select (id, number, subject_id, office_id, asked_how, asked_at, ground, proposed_by, decided_by, erased_at, finished_at) on erasure.proofs to ponte_app;
grant select, update (pending, finished_at) on erasure.proofs to ponte_jobs;

-- clocks

create table erasure.clocks (
  purpose text primary key,
  months int not null constraint clocks_months check (months between 1 and 1200),
  law text constraint clocks_law check (length(law) <= 500),
  confirmed_by uuid,
  confirmed_at timestamptz,
  constraint clocks_confirmed check ((confirmed_by is null) = (confirmed_at is null))
);
comment on table erasure.clocks is 'How many months a file is kept for a purpose after its last activity.';
comment on column erasure.clocks.purpose is 'Message key of the purpose, as in consent.bases.';
comment on column erasure.clocks.months is 'Months after the last activity in the file.';
comment on column erasure.clocks.law is 'The law or mandate that sets the period, as the controller stated it.';
comment on column erasure.clocks.confirmed_by is 'Administrator who entered it for the data controller; null while it is the default that nobody has confirmed.';
comment on column erasure.clocks.confirmed_at is 'When.';
insert into erasure.clocks (purpose, months) values ('people.purpose.counselling', 60);
alter table erasure.clocks enable row level security;
alter table erasure.clocks force row level security;
create policy owner_all on erasure.clocks to ponte_owner using (true) with check (true);
create policy staff on erasure.clocks for select to ponte_app
  using ((select access.in_network(array['administrator', 'data-protection-officer', 'auditor'])));
create policy administered on erasure.clocks for update to ponte_app
  using ((select access.in_network(array['administrator'])))
  with check (confirmed_by = kernel.actor() and (select access.in_network(array['administrator'])));
create policy jobs_all on erasure.clocks to ponte_jobs using (true);
grant select on erasure.clocks to ponte_app, ponte_jobs;
grant update (months, law, confirmed_by, confirmed_at) on erasure.clocks to ponte_app;

create table erasure.due (
  subject_id uuid primary key,
  custodian_id uuid not null,
  last_activity_on date not null,
  due_on date not null,
  listed_at timestamptz not null default now(),
  extended_until date,
  extended_reason text constraint due_extended_reason check (length(btrim(extended_reason)) between 20 and 2000),
  extended_by uuid,
  extended_at timestamptz,
  constraint due_subject foreign key (subject_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint due_extended check (
    (extended_until is null) = (extended_reason is null) and (extended_until is null) = (extended_by is null)
    and (extended_until is null) = (extended_at is null)
  )
);
create index due_custodian on erasure.due (custodian_id);
comment on table erasure.due is 'Files whose clock has run out, found every night; the data-protection officer erases each or extends it.';
comment on column erasure.due.subject_id is 'The file.';
comment on column erasure.due.custodian_id is 'Office that has custody.';
comment on column erasure.due.last_activity_on is 'Last day on which something happened in the file.';
comment on column erasure.due.due_on is 'Day on which the last of its periods ended.';
comment on column erasure.due.listed_at is 'When it was found.';
comment on column erasure.due.extended_until is 'Kept until this day, then decided again.';
comment on column erasure.due.extended_reason is 'Why.';
comment on column erasure.due.extended_by is 'Who decided so.';
comment on column erasure.due.extended_at is 'When.';
alter table erasure.due enable row level security;
alter table erasure.due force row level security;
create policy owner_all on erasure.due to ponte_owner using (true) with check (true);
create policy custody on erasure.due for select to ponte_app using (custodian_id in (select access.desks()));
create policy self on erasure.due for select to ponte_app using (subject_id in (select access.own_subjects()));
create policy officer on erasure.due for select to ponte_app
  using ((select access.in_network(array['data-protection-officer', 'auditor'])));
create policy officer_extends on erasure.due for update to ponte_app
  using ((select access.in_network(array['data-protection-officer'])))
  with check (extended_by = kernel.actor() and (select access.in_network(array['data-protection-officer'])));
create policy jobs_all on erasure.due to ponte_jobs using (true);
grant select on erasure.due to ponte_app, ponte_jobs;
grant update (extended_until, extended_reason, extended_by, extended_at) on erasure.due to ponte_app;

-- what each part of the database gives up

create function ventures.leave_to_others(of_person uuid) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  led record;
  next_lead record;
begin
  for led in select id, office_id from ventures.ventures where lead_person_id = of_person for update loop
    select f.person_id, f.person_office_id into next_lead
      from ventures.founders f
     where f.venture_id = led.id and f.left_at is null and f.person_id <> of_person
     order by f.person_office_id = led.office_id desc, f.joined_at, f.person_id
     limit 1;
    if found then
      update ventures.ventures
         set lead_person_id = next_lead.person_id, office_id = next_lead.person_office_id, updated_at = now()
       where id = led.id;
      insert into ventures.events (id, venture_id, office_id, kind, by_account)
      values (gen_random_uuid(), led.id, next_lead.person_office_id, 'founder-left', kernel.actor());
    end if;
  end loop;
end
$$;
comment on function ventures.leave_to_others(uuid) is 'Gives the ventures that a person leads to a founder who stays, of the same office where there is one. Those without one go with the file.';
revoke execute on function ventures.leave_to_others(uuid) from public;

create function identity.accounts_of_file_alone(of_subject uuid, asked_for uuid) returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select a.id
    from identity.accounts a
    join access.subject_accounts l on l.account_id = a.id and l.subject_id = of_subject
   where (
       a.id = asked_for
       or (
         a.origin = 'card' and a.email is null and a.phone is null
         and not exists (select from identity.provider_links p where p.account_id = a.id)
       )
     )
     and not exists (
       select from access.subject_accounts o where o.account_id = a.id and o.subject_id <> of_subject and o.ended_at is null
     )
     and not exists (select from access.assignments r where r.account_id = a.id)
$$;
comment on function identity.accounts_of_file_alone(uuid, uuid) is 'Accounts that go with a file: one opened by its code card, and the one that asked for it; never one of staff or of another file.';
revoke execute on function identity.accounts_of_file_alone(uuid, uuid) from public, ponte_app;

create function identity.addresses_of_file(of_subject uuid, of_accounts uuid[]) returns setof text
language sql stable security definer
set search_path = ''
as $$
  select given.fingerprint
    from (
      select fingerprint from identity.contact_claims where subject_id = of_subject
       union
      select unnest(array[email_fingerprint, phone_fingerprint]) from identity.accounts where id = any (of_accounts)
    ) given
   where given.fingerprint is not null
     and not exists (
       select from identity.contact_claims o where o.fingerprint = given.fingerprint and o.subject_id <> of_subject
     )
     and not exists (
       select
         from identity.accounts a
        where given.fingerprint in (a.email_fingerprint, a.phone_fingerprint)
          and not exists (select from access.subject_accounts l where l.account_id = a.id and l.subject_id = of_subject)
     )
$$;
comment on function identity.addresses_of_file(uuid, uuid[]) is 'Keyed hashes of the number and address of a file that no other file or account has: a family may share a telephone.';
revoke execute on function identity.addresses_of_file(uuid, uuid[]) from public, ponte_app;

create function erasure.ids_of_file(of_subject uuid) returns setof text
language sql stable security definer
set search_path = ''
as $$
  select of_subject::text
   union all select id::text from cases.cases where person_id = of_subject
   union all select id::text from cases.steps where person_id = of_subject
   union all select id::text from cases.notes where person_id = of_subject
   union all select id::text from cases.tasks where person_id = of_subject
   union all select id::text from cases.referrals where person_id = of_subject
   union all select id::text from cases.handovers where person_id = of_subject
   union all select id::text from ventures.ventures where lead_person_id = of_subject
   union all select id::text from appointments.appointments where person_id = of_subject
   union all select id::text from messages.questions where person_id = of_subject
   union all select id::text from files.files where subject_id = of_subject
   union all select id::text from consent.grants where subject_id = of_subject
$$;
comment on function erasure.ids_of_file(uuid) is 'Ids by which forms, drafts and answers name parts of a file.';
revoke execute on function erasure.ids_of_file(uuid) from public;

create function erasure.forget_typed(of_subject uuid, of_accounts uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  ids text[] := array(select erasure.ids_of_file(of_subject));
  linked uuid[] := array(select account_id from access.subject_accounts where subject_id = of_subject);
  words text[];
begin
  delete from kernel.drafts
   where account_id = any (of_accounts)
      or (account_id = any (linked) and form ~ '/me(/|$)')
      or exists (select from unnest(ids) as one (id) where position(one.id in form) > 0);
  -- Those of the desk hold addresses of pages only, and go within 48 hours.
  delete from kernel.idempotency where actor_key = any (linked::text[]);
  select array_remove(array[lower(nullif(btrim(i.given_name || ' ' || i.family_name), '')), c.phone, lower(c.email), lower(i.name_in_other_script)], null)
    into words
    from people.people p
    left join people.identities i on i.person_id = p.id
    left join people.contacts c on c.person_id = p.id
   where p.id = of_subject;
  -- What came of an import may quote the rows that it could not read.
  delete from jobs.progress
   where account_id = any (of_accounts)
      or exists (select from unnest(words) as one (word) where length(one.word) > 3 and position(one.word in lower(report::text)) > 0);
  delete from imports.uploads where account_id = any (of_accounts);
  delete from identity.verifications
   where value <> '{}'
     and exists (
       select
         from identity.accounts a
        where a.id = any (of_accounts)
          and (position(a.email in value::text) > 0 or position(a.phone in value::text) > 0)
     );
end
$$;
comment on function erasure.forget_typed(uuid, uuid[]) is 'Removes what waits in forms: drafts, answers to resent forms, reports of imports, proofs of addresses begun.';
revoke execute on function erasure.forget_typed(uuid, uuid[]) from public;

create function erasure.empty_file(of_subject uuid, of_account uuid default null) returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  kept access.subjects;
  kept_key access.subject_keys;
  gone uuid[];
  pending jsonb;
begin
  select * into kept from access.subjects where id = of_subject for update;
  if not found then return null; end if;
  select * into kept_key from access.subject_keys where subject_id = of_subject;
  gone := array(select identity.accounts_of_file_alone(of_subject, of_account));
  pending := jsonb_build_object(
    'files', (select coalesce(jsonb_agg(id), '[]') from files.files where subject_id = of_subject),
    'addresses', (select coalesce(jsonb_agg(one), '[]') from identity.addresses_of_file(of_subject, gone) as one),
    'accounts', to_jsonb(gone)
  );
  perform erasure.forget_typed(of_subject, gone);
  perform ventures.leave_to_others(of_subject);
  delete from messages.questions where person_id = of_subject;
  -- Every table about the person hangs on the file by its foreign key. What stays says that there was one, and that its
  -- key was destroyed, so that nobody makes a new one.
  delete from access.subjects where id = of_subject;
  insert into access.subjects (id, custodian_id, created_at) values (kept.id, kept.custodian_id, kept.created_at);
  insert into access.subject_keys (subject_id, wrapped, created_at, destroyed_at)
  values (kept.id, null, coalesce(kept_key.created_at, now()), coalesce(kept_key.destroyed_at, now()));
  delete from identity.accounts where id = any (gone);
  delete from audit.pseudonyms where kind = 'subject' and id = of_subject or kind = 'account' and id = any (gone);
  return pending;
end
$$;
comment on function erasure.empty_file(uuid, uuid) is 'Removes everything of a person from the database but the bare file and the row of its destroyed key; answers what must still be removed outside. Also after a restore.';
revoke execute on function erasure.empty_file(uuid, uuid) from public;

create function erasure.is_officer() returns boolean
language sql stable
set search_path = ''
as $$ select access.in_network(array['data-protection-officer']) $$;
comment on function erasure.is_officer() is 'Whether the actor decides on erasures.';

create function erasure.erase(of_request uuid, of_ground text) returns bigint
language plpgsql security definer
set search_path = ''
as $$
declare
  asked erasure.requests;
  todo jsonb;
begin
  select * into asked from erasure.requests where id = of_request for update;
  if not found or not erasure.is_officer() then
    raise exception 'no such request' using errcode = 'check_violation', constraint = 'requests_absent';
  end if;
  if asked.state not in ('asked', 'proposed') or (asked.state = 'asked' and asked.asked_at >= now() - interval '14 days') then
    raise exception 'the request cannot be decided now' using errcode = 'check_violation', constraint = 'requests_not_open';
  end if;
  if kernel.actor() in (asked.asked_by, asked.proposed_by)
     or exists (select from access.subject_accounts where subject_id = asked.subject_id and account_id = kernel.actor()) then
    raise exception 'two people decide' using errcode = 'check_violation', constraint = 'requests_two_people';
  end if;
  todo := erasure.empty_file(asked.subject_id, case when asked.account_too and asked.asked_how = 'person' then asked.asked_by end);
  insert into erasure.proofs (id, number, subject_id, office_id, asked_how, asked_at, ground, proposed_by, decided_by, pending)
  values (
    asked.id, asked.number, asked.subject_id, asked.custodian_id, asked.asked_how, asked.asked_at, of_ground, asked.proposed_by,
    kernel.actor(), todo
  );
  return asked.number;
end
$$;
comment on function erasure.erase(uuid, text) is 'The data-protection officer carries out a request: the file goes and the proof is written, in one transaction.';
revoke execute on function erasure.erase(uuid, text) from public;
grant execute on function erasure.erase(uuid, text) to ponte_app;

create function erasure.erase_due(of_subject uuid, under_id uuid) returns bigint
language plpgsql security definer
set search_path = ''
as $$
declare
  found_due erasure.due;
  next_number bigint;
begin
  select * into found_due from erasure.due where subject_id = of_subject for update;
  if not found or not erasure.is_officer() then
    raise exception 'not due' using errcode = 'check_violation', constraint = 'due_absent';
  end if;
  if found_due.due_on > current_date or found_due.extended_until >= current_date then
    raise exception 'not due any more' using errcode = 'check_violation', constraint = 'due_not_open';
  end if;
  if exists (select from access.subject_accounts where subject_id = of_subject and account_id = kernel.actor()) then
    raise exception 'nobody decides about themselves' using errcode = 'check_violation', constraint = 'requests_two_people';
  end if;
  next_number := nextval('erasure.numbers');
  insert into erasure.proofs (id, number, subject_id, office_id, asked_how, asked_at, ground, decided_by, pending)
  values (
    under_id, next_number, of_subject, found_due.custodian_id, 'clock', found_due.listed_at, 'period-over', kernel.actor(),
    erasure.empty_file(of_subject)
  );
  return next_number;
end
$$;
comment on function erasure.erase_due(uuid, uuid) is 'The data-protection officer erases a file whose clock has run out.';
revoke execute on function erasure.erase_due(uuid, uuid) from public;
grant execute on function erasure.erase_due(uuid, uuid) to ponte_app;

create function erasure.counts_of(of_subject uuid) returns table (what text, number bigint)
language sql stable security definer
set search_path = ''
as $$
  select counted.what, counted.number
    from (
      select 'cases' as what, count(*) as number, 1 as place from cases.cases where person_id = of_subject
       union all select 'steps', count(*), 2 from cases.steps where person_id = of_subject
       union all select 'notes', count(*), 3 from cases.notes where person_id = of_subject
       union all select 'tasks', count(*), 4 from cases.tasks where person_id = of_subject
       union all select 'referrals', count(*), 5 from cases.referrals where person_id = of_subject
       union all select 'handovers', count(*), 6 from cases.handovers where person_id = of_subject
       union all select 'documents', count(*), 7 from files.files where subject_id = of_subject
       union all select 'numbers', count(*), 8 from people.identity_numbers where person_id = of_subject
       union all select 'appointments', count(*), 9 from appointments.appointments where person_id = of_subject
       union all select 'questions', count(*), 10 from messages.questions where person_id = of_subject
       union all select 'messages', count(*), 11 from mail.messages where subject_id = of_subject
       union all select 'grants', count(*), 12 from consent.grants where subject_id = of_subject
       union all select 'accounts', count(*), 13 from access.subject_accounts where subject_id = of_subject and ended_at is null
       union all
      select case when others then 'ventures-kept' else 'ventures' end, count(*), case when others then 15 else 14 end
        from (
          select exists (
            select from ventures.founders f where f.venture_id = v.id and f.left_at is null and f.person_id <> of_subject
          ) as others
            from ventures.ventures v
           where v.lead_person_id = of_subject
        ) led
       group by others
    ) counted
   where counted.number > 0
     and exists (
       select
         from access.subjects s
        where s.id = of_subject
          and (
            s.custodian_id in (select access.desks())
            or s.id in (select access.own_subjects())
            or access.in_network(array['data-protection-officer', 'auditor'])
          )
     )
   order by counted.place
$$;
comment on function erasure.counts_of(uuid) is 'How much a file holds, by kind and without a word of it: for the desk, the person, and the officer who decides about files without reading them.';
revoke execute on function erasure.counts_of(uuid) from public;
grant execute on function erasure.counts_of(uuid) to ponte_app;

create function erasure.references_of(of_subjects uuid[]) returns table (id uuid, reference text)
language sql stable security definer
set search_path = ''
as $$
  select p.id, p.reference
    from people.people p
   where p.id = any (of_subjects)
     and (p.office_id in (select access.desks()) or access.in_network(array['data-protection-officer', 'auditor']))
     and (
       exists (select from erasure.requests r where r.subject_id = p.id)
       or exists (select from erasure.due d where d.subject_id = p.id)
     )
$$;
comment on function erasure.references_of(uuid[]) is 'References of files about which an erasure is to be decided.';
revoke execute on function erasure.references_of(uuid[]) from public;
grant execute on function erasure.references_of(uuid[]) to ponte_app;

create function erasure.last_activity() returns table (subject_id uuid, custodian_id uuid, active_at timestamptz)
language sql stable security definer
set search_path = ''
as $$
  select s.id, s.custodian_id, greatest(s.created_at, p.updated_at, c.at, a.at, f.at, q.at, g.at)
    from access.subjects s
    join people.people p on p.id = s.id
    left join (select person_id, max(updated_at) as at from cases.cases group by person_id) c on c.person_id = s.id
    left join (select person_id, max(greatest(starts_at, changed_at)) as at from appointments.appointments group by person_id) a on a.person_id = s.id
    left join (select f.subject_id, max(f.uploaded_at) as at from files.files f group by f.subject_id) f on f.subject_id = s.id
    left join (select person_id, max(greatest(asked_at, answered_at)) as at from messages.questions group by person_id) q on q.person_id = s.id
    left join (select g.subject_id, max(g.created_at) as at from consent.grants g group by g.subject_id) g on g.subject_id = s.id
$$;
comment on function erasure.last_activity() is 'When something last happened in each file: a change of the case and its closing, an appointment, a document, a question, a permission.';
revoke execute on function erasure.last_activity() from public;

create function erasure.run_clocks() returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  listed int;
begin
  create temporary table last_activity on commit drop as select * from erasure.last_activity();
  -- The person reads until when the file is kept, so that day follows the last activity.
  update consent.bases b
     set keep_until = (l.active_at + make_interval(months => k.months))::date
    from pg_temp.last_activity l, erasure.clocks k
   where b.subject_id = l.subject_id
     and k.purpose = b.purpose
     and b.keep_until <> (l.active_at + make_interval(months => k.months))::date;
  create temporary table ended on commit drop as
  select l.subject_id, l.custodian_id, l.active_at::date as active_on,
         coalesce(
           (select max(b.keep_until) from consent.bases b where b.subject_id = l.subject_id),
           (select (l.active_at + make_interval(months => max(k.months)))::date from erasure.clocks k)
         ) as due_on
    from pg_temp.last_activity l;
  delete from erasure.due d
   where not exists (select from pg_temp.ended e where e.subject_id = d.subject_id and e.due_on <= current_date);
  insert into erasure.due (subject_id, custodian_id, last_activity_on, due_on)
  select subject_id, custodian_id, active_on, due_on from pg_temp.ended where due_on <= current_date
  on conflict (subject_id) do update set last_activity_on = excluded.last_activity_on, due_on = excluded.due_on;
  -- Whoever read the file while it was being erased may have put its pseudonym back.
  delete from audit.pseudonyms p using access.subject_keys k
   where p.kind = 'subject' and p.id = k.subject_id and k.destroyed_at is not null;
  select count(*) into listed from erasure.due where extended_until is null or extended_until < current_date;
  drop table pg_temp.last_activity, pg_temp.ended;
  return listed;
end
$$;
comment on function erasure.run_clocks() is 'Nightly: brings the ends of periods up to date, lists the files whose last one is over, and answers how many wait for a decision. Erases nothing.';
revoke execute on function erasure.run_clocks() from public;
grant execute on function erasure.run_clocks() to ponte_jobs;
