-- The person across offices: two files of one person linked, never merged; the notice of an override; notes that other
-- people's rights keep out of the person's copy; and what the desk wrote down of the person's questions, for the person to read.

-- links

create table access.links (
  id uuid primary key,
  first_id uuid not null,
  first_custodian_id uuid not null,
  second_id uuid not null,
  second_custodian_id uuid not null,
  how text not null constraint links_how check (how in ('on-line', 'signed-at-desk', 'spoken-at-desk', 'officer-decision')),
  made_by uuid not null,
  reason text,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid,
  constraint links_first foreign key (first_id, first_custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint links_second foreign key (second_id, second_custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint links_order check (first_id < second_id),
  constraint links_reason check ((how = 'officer-decision') = (reason is not null) and (reason is null or length(btrim(reason)) between 20 and 2000)),
  constraint links_ended check ((ended_at is null) = (ended_by is null))
);
create unique index links_once on access.links (first_id, second_id) where ended_at is null;
create index links_second_id on access.links (second_id);
create index links_first_custodian on access.links (first_custodian_id);
create index links_second_custodian on access.links (second_custodian_id);
comment on table access.links is 'Two files are of the same person: the person said so, or the data-protection officer decided. Both files stay as they are; the link opens no part of either. Ended, never deleted.';
comment on column access.links.id is 'UUID v7.';
comment on column access.links.first_id is 'One file: the one with the smaller id.';
comment on column access.links.first_custodian_id is 'Office that has custody of it; follows a hand-over by foreign key.';
comment on column access.links.second_id is 'The other file.';
comment on column access.links.second_custodian_id is 'Office that has custody of the other file.';
comment on column access.links.how is 'The person agreed on line, or at the desk that has both files; or the data-protection officer decided.';
comment on column access.links.made_by is 'Account that recorded it.';
comment on column access.links.reason is 'For a decision of the data-protection officer: why; the person reads it.';
comment on column access.links.made_at is 'Since when.';
comment on column access.links.ended_at is 'Until when; null while it holds.';
comment on column access.links.ended_by is 'Who ended it.';
alter table access.links enable row level security;
alter table access.links force row level security;
create policy owner_all on access.links to ponte_owner using (true) with check (true);
-- Both offices learn that the other has a file of this person: that is what the person agreed to.
create policy custody on access.links for select to ponte_app
  using (first_custodian_id in (select access.desks()) or second_custodian_id in (select access.desks()));
create policy self on access.links for select to ponte_app
  using (first_id in (select access.own_subjects()) or second_id in (select access.own_subjects()));
create policy officer on access.links for select to ponte_app
  using ((select access.in_network(array['data-protection-officer', 'auditor'])));
-- Who may not link both files is refused before uniqueness is looked at, so that the answer tells nothing.
create policy person_links on access.links for insert to ponte_app
  with check (
    how = 'on-line' and made_by = kernel.actor() and ended_at is null
    and first_id in (select access.own_subjects()) and second_id in (select access.own_subjects())
  );
create policy desk_links on access.links for insert to ponte_app
  with check (
    how in ('signed-at-desk', 'spoken-at-desk') and made_by = kernel.actor() and ended_at is null
    -- The files themselves and not only what the row says of them: the foreign key is asked too late, after uniqueness.
    and (first_id, first_custodian_id) in (select id, custodian_id from access.subjects where custodian_id in (select access.desks()))
    and (second_id, second_custodian_id) in (select id, custodian_id from access.subjects where custodian_id in (select access.desks()))
  );
create policy officer_links on access.links for insert to ponte_app
  with check (
    how = 'officer-decision' and made_by = kernel.actor() and ended_at is null
    and (select access.in_network(array['data-protection-officer']))
  );
create policy person_ends on access.links for update to ponte_app
  using (
    how <> 'officer-decision' and ended_at is null
    and first_id in (select access.own_subjects()) and second_id in (select access.own_subjects())
  )
  with check (ended_by = kernel.actor());
create policy desk_ends on access.links for update to ponte_app
  using (
    how in ('signed-at-desk', 'spoken-at-desk') and ended_at is null
    and first_custodian_id in (select access.desks()) and second_custodian_id in (select access.desks())
  )
  with check (ended_by = kernel.actor());
create policy officer_ends on access.links for update to ponte_app
  using (ended_at is null and (select access.in_network(array['data-protection-officer'])))
  with check (ended_by = kernel.actor());
create policy jobs_all on access.links to ponte_jobs using (true);
grant select, insert on access.links to ponte_app;
grant update (ended_at, ended_by) on access.links to ponte_app;
grant select on access.links to ponte_jobs;

create function people.file_of_reference(of_office uuid, of_reference text) returns uuid
language sql stable security definer
set search_path = ''
as $$
  select id
    from people.people
   where office_id = of_office
     and reference = of_reference
     and (office_id in (select access.desks()) or access.in_network(array['data-protection-officer']))
$$;
comment on function people.file_of_reference(uuid, text) is 'The file that an office calls so: for its own desk, and for the data-protection officer, who decides about files without reading them.';

-- overrides

alter table consent.grants
  add column given_in uuid,
  add column told_at timestamptz,
  add column told_how text constraint grants_told_how check (told_how in ('email', 'sms', 'in-person')),
  add constraint grants_told check ((told_at is null) = (told_how is null) and (told_at is null or given_how = 'override'));
comment on column consent.grants.given_in is 'For an override: the office whose officers decided; stays when custody moves.';
comment on column consent.grants.told_at is 'For an override: when the person was told, or the notice sent.';
comment on column consent.grants.told_how is 'For an override: by e-mail, by text message, or by the desk in person.';
grant update (told_at, told_how) on consent.grants to ponte_app, ponte_jobs;
create index grants_untold on consent.grants (custodian_id) where given_how = 'override' and told_at is null;

create or replace function consent.withdrawal_is_final() returns trigger
language plpgsql
as $$
begin
  if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
    raise exception 'a withdrawn grant stays withdrawn' using errcode = 'check_violation', constraint = 'grants_withdrawal_is_final';
  end if;
  if old.told_at is not null and (new.told_at, new.told_how) is distinct from (old.told_at, old.told_how) then
    raise exception 'a notice stays given' using errcode = 'check_violation', constraint = 'grants_notice_is_final';
  end if;
  return new;
end
$$;
comment on function consent.withdrawal_is_final() is 'A withdrawal cannot be undone, a new grant must be given; and nobody rewrites how the person was told.';

alter table consent.override_requests
  add column decision_reason text constraint override_requests_decision_reason check (length(btrim(decision_reason)) between 1 and 2000);
comment on column consent.override_requests.decision_reason is 'Why the second officer declined.';
grant update (decision_reason) on consent.override_requests to ponte_app;

-- notes kept out of the person's copy

create table cases.note_withholdings (
  note_id uuid primary key constraint note_withholdings_note references cases.notes (id) on delete cascade,
  person_id uuid not null,
  office_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  reason text not null constraint note_withholdings_reason check (length(btrim(reason)) between 20 and 2000),
  state text not null default 'asked' constraint note_withholdings_state check (state in ('asked', 'withheld', 'refused')),
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text constraint note_withholdings_decision_reason check (length(btrim(decision_reason)) between 20 and 2000),
  constraint note_withholdings_subject foreign key (person_id, office_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint note_withholdings_decided check (
    (state = 'asked') = (decided_by is null) and (state = 'asked') = (decided_at is null) and (state = 'asked') = (decision_reason is null)
  )
);
create index note_withholdings_person on cases.note_withholdings (person_id);
create index note_withholdings_office on cases.note_withholdings (office_id);
comment on table cases.note_withholdings is 'Notes that the person does not get with a copy of their data, because of the rights of other people (GDPR article 15(4)): asked by the office, decided by the data-protection officer.';
comment on column cases.note_withholdings.note_id is 'Which note.';
comment on column cases.note_withholdings.person_id is 'About whom the note is.';
comment on column cases.note_withholdings.office_id is 'Office that has custody; follows a hand-over by foreign key.';
comment on column cases.note_withholdings.asked_by is 'Officer who asked.';
comment on column cases.note_withholdings.asked_at is 'When; without a decision the note is kept back for 30 days from then and no longer.';
comment on column cases.note_withholdings.reason is 'Whose rights would suffer and how, without naming them.';
comment on column cases.note_withholdings.state is 'Asked, withheld or refused.';
comment on column cases.note_withholdings.decided_by is 'The data-protection officer.';
comment on column cases.note_withholdings.decided_at is 'When it was decided.';
comment on column cases.note_withholdings.decision_reason is 'Why it was decided so.';
alter table cases.note_withholdings enable row level security;
alter table cases.note_withholdings force row level security;
create policy owner_all on cases.note_withholdings to ponte_owner using (true) with check (true);
create policy custody on cases.note_withholdings for select to ponte_app using (office_id in (select access.desks()));
create policy officer on cases.note_withholdings for select to ponte_app
  using ((select access.in_network(array['data-protection-officer', 'auditor'])));
create policy asks on cases.note_withholdings for insert to ponte_app
  with check (
    asked_by = kernel.actor() and state = 'asked' and office_id in (select access.desks())
    and exists (select from cases.notes n where n.id = note_id and n.person_id = note_withholdings.person_id and not n.shared_with_person)
  );
create policy decides on cases.note_withholdings for update to ponte_app
  using (state = 'asked' and (select access.in_network(array['data-protection-officer'])))
  with check (decided_by = kernel.actor() and (select access.in_network(array['data-protection-officer'])));
create policy jobs_all on cases.note_withholdings to ponte_jobs using (true);
grant select, insert on cases.note_withholdings to ponte_app;
grant update (state, decided_by, decided_at, decision_reason) on cases.note_withholdings to ponte_app;
grant select on cases.note_withholdings to ponte_jobs;

create function cases.kept_back_notes() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select note_id
    from cases.note_withholdings
   where person_id in (select access.own_subjects())
     and (state = 'withheld' or (state = 'asked' and asked_at > now() - interval '30 days'))
$$;
comment on function cases.kept_back_notes() is 'Notes about the actor that are kept out of their copy: decided so, or waiting at most 30 days for the decision.';
alter policy self on cases.notes using (
  person_id in (select access.own_subjects())
  and id not in (select cases.kept_back_notes())
);

-- what became part of a file is the person's to read

create policy self on messages.contacts for select to ponte_app using (person_id in (select access.own_subjects()));
create policy self on messages.questions for select to ponte_app using (person_id in (select access.own_subjects()));
-- A visitor writes to an office, never into somebody's file.
alter policy asks on messages.questions
  with check (
    token_hash = kernel.link_token() and state = 'new' and person_id is null and office_id in (select id from offices.offices where active)
  );

-- colleagues

create function identity.colleagues(of_office uuid) returns table (id uuid, email text)
language sql stable security definer
set search_path = ''
as $$
  select distinct a.id, lower(a.email)
    from identity.accounts a
    join access.assignments held on held.account_id = a.id
   where of_office in (select access.desks())
     and held.scope_kind = 'office'
     and held.scope_id = of_office
     and held.role in ('counsellor', 'office-manager')
     and held.ended_at is null
     and a.email is not null
     and a.suspended_at is null
$$;
comment on function identity.colleagues(uuid) is 'Addresses of those who work at a desk, for whoever works there: a list of files names its counsellors by them.';
revoke execute on function identity.colleagues(uuid) from public;
grant execute on function identity.colleagues(uuid) to ponte_app;
