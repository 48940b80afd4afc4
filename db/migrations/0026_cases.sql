-- The case of a person at an office: plan, notes, tasks, referral to providers, and the other end of the corridor.

create schema cases;
comment on schema cases is 'Cases: plan and steps, notes and tasks, referrals, hand-overs and joint work, outcomes and follow-ups.';
grant usage on schema cases to ponte_app, ponte_jobs;

alter table consent.grants add constraint grants_of_subject unique (id, subject_id);

create table cases.cases (
  id uuid primary key,
  person_id uuid not null,
  office_id uuid not null,
  venture_id uuid,
  counsellor_id uuid,
  state text not null default 'open' constraint cases_state check (state in ('open', 'closed')),
  reason text not null default '' constraint cases_reason check (length(reason) <= 500),
  opened_at timestamptz not null default now(),
  opened_by uuid,
  plan_agreed_at timestamptz,
  plan_agreed_how text constraint cases_plan_agreed_how check (plan_agreed_how in ('signed-at-desk', 'spoken-at-desk', 'on-line')),
  closed_at timestamptz,
  person_outcome text,
  venture_outcome text,
  updated_at timestamptz not null default now(),
  constraint cases_custody unique (id, office_id),
  constraint cases_reach unique (id, person_id, office_id),
  constraint cases_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade,
  constraint cases_venture foreign key (venture_id, office_id) references ventures.ventures (id, office_id) on update cascade deferrable initially deferred,
  constraint cases_closed check ((state = 'closed') = (closed_at is not null)),
  constraint cases_outcome check (state = 'open' or person_outcome is not null)
);
create unique index cases_one_open on cases.cases (person_id) where state = 'open';
create index cases_office on cases.cases (office_id, state, updated_at desc);
create index cases_counsellor on cases.cases (counsellor_id) where state = 'open';
comment on table cases.cases is 'One open case a person; closed with an outcome for person and venture.';
comment on column cases.cases.id is 'UUID v7.';
comment on column cases.cases.person_id is 'Whose case.';
comment on column cases.cases.office_id is 'Office that has custody.';
comment on column cases.cases.venture_id is 'The venture that the case is about.';
comment on column cases.cases.counsellor_id is 'Account of the counsellor who answers for it.';
comment on column cases.cases.state is 'Open or closed.';
comment on column cases.cases.reason is 'What the person came for, in one line.';
comment on column cases.cases.opened_at is 'When.';
comment on column cases.cases.opened_by is 'By whom.';
comment on column cases.cases.plan_agreed_at is 'When person and counsellor last agreed the plan; null again once a step changes.';
comment on column cases.cases.plan_agreed_how is 'How the person agreed.';
comment on column cases.cases.closed_at is 'When it was closed.';
comment on column cases.cases.person_outcome is 'Outcome for the person (vocabulary).';
comment on column cases.cases.venture_outcome is 'Outcome for the venture (vocabulary).';
comment on column cases.cases.updated_at is 'Last change of anything in the case.';
call access.guard_file('cases.cases', 'person_id', 'plan');
create policy granted_step on cases.cases for select to ponte_app using (person_id in (select consent.subjects('step')));
grant select, insert, update on cases.cases to ponte_app;
grant select on cases.cases to ponte_jobs;

create table cases.handovers (
  id uuid primary key,
  kind text not null constraint handovers_kind check (kind in ('hand-over', 'joint')),
  started_by text not null constraint handovers_started_by check (started_by in ('custodian', 'other-end')),
  person_id uuid constraint handovers_person references access.subjects (id) on delete cascade,
  case_id uuid constraint handovers_case references cases.cases (id) on delete cascade,
  from_office_id uuid not null,
  to_office_id uuid not null,
  state text not null constraint handovers_state check (state in ('asked', 'offered', 'seen', 'accepted', 'declined', 'lapsed', 'withdrawn')),
  parts text[] not null,
  grant_id uuid,
  claimed_name text constraint handovers_claimed_name check (length(claimed_name) <= 240),
  claimed_contact text constraint handovers_claimed_contact check (length(claimed_contact) <= 254),
  claimed_birth_year int,
  agreement text,
  message text not null default '' constraint handovers_message check (length(message) <= 2000),
  reason text constraint handovers_reason check (length(reason) <= 2000),
  started_by_account uuid not null,
  started_at timestamptz not null default now(),
  lapses_at timestamptz not null,
  seen_at timestamptz,
  answered_at timestamptz,
  answered_by uuid,
  constraint handovers_grant foreign key (grant_id, person_id) references consent.grants (id, subject_id),
  constraint handovers_two_offices check (from_office_id <> to_office_id),
  constraint handovers_offer check (state in ('asked', 'declined', 'lapsed', 'withdrawn') or (person_id is not null and case_id is not null and grant_id is not null)),
  constraint handovers_claim check (started_by = 'custodian' or (claimed_name is not null and agreement is not null)),
  constraint handovers_declined_why check (state <> 'declined' or reason is not null)
);
create unique index handovers_one_open on cases.handovers (person_id, to_office_id) where state in ('offered', 'seen');
create index handovers_to on cases.handovers (to_office_id, state);
create index handovers_from on cases.handovers (from_office_id, state);
comment on table cases.handovers is 'Custody offered to, asked for by, or shared with the office at the other end. Drawn in docs/states/handover.md.';
comment on column cases.handovers.id is 'UUID v7.';
comment on column cases.handovers.kind is 'Hand-over moves custody; joint work shares it.';
comment on column cases.handovers.started_by is 'The office that has custody, or the one at the other end for somebody who came by themselves.';
comment on column cases.handovers.person_id is 'Whose file; null while the asked office has not found it.';
comment on column cases.handovers.case_id is 'Which case.';
comment on column cases.handovers.from_office_id is 'Office that has custody before.';
comment on column cases.handovers.to_office_id is 'Office at the other end.';
comment on column cases.handovers.state is 'Asked, offered, seen, accepted, declined, lapsed or withdrawn.';
comment on column cases.handovers.parts is 'Parts of the file that the person agreed to pass on.';
comment on column cases.handovers.grant_id is 'Grant by which the other office sees what is offered until it accepts, and for joint work after.';
comment on column cases.handovers.claimed_name is 'For a request: the name the person gave at the other end.';
comment on column cases.handovers.claimed_contact is 'For a request: a number or address the first office may know.';
comment on column cases.handovers.claimed_birth_year is 'For a request: year of birth.';
comment on column cases.handovers.agreement is 'For a request: the sentence to which the person agreed at the other end.';
comment on column cases.handovers.message is 'What the offices tell each other.';
comment on column cases.handovers.reason is 'Why it was declined.';
comment on column cases.handovers.started_by_account is 'Who started it.';
comment on column cases.handovers.started_at is 'When.';
comment on column cases.handovers.lapses_at is 'When it lapses unanswered.';
comment on column cases.handovers.seen_at is 'When the other office first opened it.';
comment on column cases.handovers.answered_at is 'When it was accepted or declined.';
comment on column cases.handovers.answered_by is 'By whom.';
alter table cases.handovers enable row level security;
alter table cases.handovers force row level security;
create policy owner_all on cases.handovers to ponte_owner using (true) with check (true);
create policy from_desk on cases.handovers to ponte_app
  using (from_office_id in (select access.desks()))
  with check (
    from_office_id in (select access.desks())
    and (person_id is null or person_id in (select id from access.subjects where custodian_id = from_office_id))
    and (case_id is null or case_id in (select c.id from cases.cases c where c.person_id = handovers.person_id))
  );
create policy to_desk on cases.handovers for select to ponte_app
  using (to_office_id in (select access.desks()));
create policy to_desk_asks on cases.handovers for insert to ponte_app
  with check (to_office_id in (select access.desks()) and started_by = 'other-end' and state = 'asked' and person_id is null);
create policy to_desk_answers on cases.handovers for update to ponte_app
  using (to_office_id in (select access.desks()) and state in ('asked', 'offered', 'seen'))
  with check (to_office_id in (select access.desks()) and state in ('seen', 'declined', 'withdrawn'));
create policy self on cases.handovers for select to ponte_app using (person_id in (select access.own_subjects()));
create policy jobs_all on cases.handovers to ponte_jobs using (true);
grant select, insert, update on cases.handovers to ponte_app;
grant select, update (state) on cases.handovers to ponte_jobs;

create function cases.joint_cases() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select case_id
    from cases.handovers
   where kind = 'joint'
     and state = 'accepted'
     and to_office_id in (select access.desks())
     and grant_id in (select consent.granted_to_actor())
$$;
comment on function cases.joint_cases() is 'Cases of another office on which the actor''s office works by a live grant.';

create function cases.accept_handover(handover uuid) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  offer cases.handovers;
begin
  select * into offer from cases.handovers where id = handover for update;
  if offer.id is null or offer.to_office_id not in (select access.desks()) then
    raise exception 'no such offer' using errcode = 'no_data_found';
  end if;
  if offer.state not in ('offered', 'seen') or offer.lapses_at <= now() then
    raise exception 'the offer is no longer open' using errcode = 'check_violation', constraint = 'handovers_not_open';
  end if;
  if not consent.live(offer.grant_id) then
    raise exception 'the person has withdrawn the agreement' using errcode = 'check_violation', constraint = 'handovers_agreement_withdrawn';
  end if;
  update cases.handovers
     set state = 'accepted', answered_at = now(), answered_by = kernel.actor()
   where id = handover;
  if offer.kind = 'joint' then return; end if;

  update access.subjects set custodian_id = offer.to_office_id
   where id = offer.person_id and custodian_id = offer.from_office_id;
  if not found then
    raise exception 'custody has moved meanwhile' using errcode = 'check_violation', constraint = 'handovers_not_open';
  end if;
  insert into access.withheld (subject_id, custodian_id, part, before)
  select offer.person_id, offer.to_office_id, part, now()
    from unnest(array['notes', 'documents', 'appointments']) as part
   where part <> all (offer.parts)
  on conflict (subject_id, part) do nothing;
  update cases.cases set counsellor_id = kernel.actor(), updated_at = now() where id = offer.case_id;
  -- What was shared only so that the other end could decide is no longer needed: it now has custody.
  update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = offer.grant_id;
end
$$;
comment on function cases.accept_handover(uuid) is 'The only way custody moves: an open offer, a live agreement of the person, and an actor of the receiving desk.';

create table cases.blockers (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  kind text not null,
  note text not null default '' constraint blockers_note check (length(note) <= 1000),
  recorded_at timestamptz not null default now(),
  resolved_at timestamptz,
  constraint blockers_case foreign key (case_id, person_id, office_id) references cases.cases (id, person_id, office_id) on update cascade on delete cascade
);
create index blockers_case_id on cases.blockers (case_id);
comment on table cases.blockers is 'What stands in the way: permit, recognition, language, money …';
comment on column cases.blockers.id is 'UUID v7.';
comment on column cases.blockers.case_id is 'The case.';
comment on column cases.blockers.person_id is 'Whose.';
comment on column cases.blockers.office_id is 'Office that has custody.';
comment on column cases.blockers.kind is 'Vocabulary code.';
comment on column cases.blockers.note is 'In a few words.';
comment on column cases.blockers.recorded_at is 'When.';
comment on column cases.blockers.resolved_at is 'When it was out of the way.';
call access.guard_file('cases.blockers', 'person_id', 'plan');
create policy joint on cases.blockers to ponte_app using (case_id in (select cases.joint_cases())) with check (case_id in (select cases.joint_cases()));
grant select, insert, update on cases.blockers to ponte_app;
grant select on cases.blockers to ponte_jobs;

create table cases.steps (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  position int not null,
  title text not null constraint steps_title check (length(title) between 1 and 200),
  detail text not null default '' constraint steps_detail check (length(detail) <= 2000),
  responsible text not null constraint steps_responsible check (responsible in ('person', 'counsellor', 'provider', 'other-end')),
  service_id uuid constraint steps_service references directory.services (id),
  due_on date,
  state text not null default 'planned' constraint steps_state check (state in ('planned', 'under-way', 'done', 'dropped')),
  result text not null default '' constraint steps_result check (length(result) <= 2000),
  done_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint steps_case foreign key (case_id, person_id, office_id) references cases.cases (id, person_id, office_id) on update cascade on delete cascade,
  constraint steps_reach unique (id, person_id, office_id),
  constraint steps_done check ((state = 'done') = (done_at is not null))
);
create index steps_case_id on cases.steps (case_id, position);
create index steps_due on cases.steps (office_id, due_on) where state in ('planned', 'under-way');
comment on table cases.steps is 'The plan: what, who, until when, with which service.';
comment on column cases.steps.id is 'UUID v7.';
comment on column cases.steps.case_id is 'The case.';
comment on column cases.steps.person_id is 'Whose plan.';
comment on column cases.steps.office_id is 'Office that has custody.';
comment on column cases.steps.position is 'Order in the plan.';
comment on column cases.steps.title is 'What is to be done.';
comment on column cases.steps.detail is 'How, in the person''s words.';
comment on column cases.steps.responsible is 'Who does it.';
comment on column cases.steps.service_id is 'Service of the directory that helps.';
comment on column cases.steps.due_on is 'Until when.';
comment on column cases.steps.state is 'Planned, under way, done or dropped.';
comment on column cases.steps.result is 'What came of it.';
comment on column cases.steps.done_at is 'When it was done.';
comment on column cases.steps.created_by is 'Who wrote it.';
comment on column cases.steps.created_at is 'When.';
comment on column cases.steps.updated_at is 'Last change.';
call access.guard_file('cases.steps', 'person_id', 'plan');
create policy joint on cases.steps to ponte_app using (case_id in (select cases.joint_cases())) with check (case_id in (select cases.joint_cases()));
create policy self_ticks on cases.steps for update to ponte_app
  using (person_id in (select access.own_subjects()) and responsible = 'person')
  with check (person_id in (select access.own_subjects()) and responsible = 'person');
grant select, insert, update on cases.steps to ponte_app;
grant select on cases.steps to ponte_jobs;

create table cases.notes (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  written_in uuid not null,
  author_id uuid not null,
  written_at timestamptz not null default now(),
  shared_with_person boolean not null default false,
  sealed bytea not null constraint notes_bounded check (octet_length(sealed) <= 65536),
  constraint notes_case foreign key (case_id, person_id, office_id) references cases.cases (id, person_id, office_id) on update cascade on delete cascade
);
create index notes_case_id on cases.notes (case_id, written_at desc);
comment on table cases.notes is 'What the counsellors wrote; encrypted under the person''s key.';
comment on column cases.notes.id is 'UUID v7.';
comment on column cases.notes.case_id is 'The case.';
comment on column cases.notes.person_id is 'About whom.';
comment on column cases.notes.office_id is 'Office that has custody.';
comment on column cases.notes.written_in is 'Office in which it was written.';
comment on column cases.notes.author_id is 'Account that wrote it.';
comment on column cases.notes.written_at is 'When.';
comment on column cases.notes.shared_with_person is 'Whether the person reads it in their space at once; on a request for access they get every note.';
comment on column cases.notes.sealed is 'AES-256-GCM under the person''s key.';
alter table cases.notes enable row level security;
alter table cases.notes force row level security;
create policy owner_all on cases.notes to ponte_owner using (true) with check (true);
create policy custody on cases.notes for select to ponte_app
  using (office_id in (select access.desks()) and not access.is_withheld(person_id, 'notes', written_at));
create policy custody_writes on cases.notes for insert to ponte_app
  with check (office_id in (select access.desks()) and written_in in (select access.desks()) and author_id = kernel.actor());
create policy joint_writes on cases.notes for insert to ponte_app
  with check (case_id in (select cases.joint_cases()) and written_in in (select access.desks()) and author_id = kernel.actor());
create policy self on cases.notes for select to ponte_app using (person_id in (select access.own_subjects()));
create policy granted on cases.notes for select to ponte_app using (person_id in (select consent.subjects('notes')));
create policy author on cases.notes for select to ponte_app using (author_id = kernel.actor() and case_id in (select cases.joint_cases()));
create policy jobs_all on cases.notes to ponte_jobs using (true);
grant select, insert on cases.notes to ponte_app;
grant select on cases.notes to ponte_jobs;

create table cases.tasks (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  title text not null constraint tasks_title check (length(title) between 1 and 200),
  due_on date,
  assigned_to uuid,
  done_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint tasks_case foreign key (case_id, person_id, office_id) references cases.cases (id, person_id, office_id) on update cascade on delete cascade
);
create index tasks_open on cases.tasks (office_id, due_on) where done_at is null;
create index tasks_case_id on cases.tasks (case_id);
comment on table cases.tasks is 'What the office itself has to do for the case.';
comment on column cases.tasks.id is 'UUID v7.';
comment on column cases.tasks.case_id is 'The case.';
comment on column cases.tasks.person_id is 'About whom.';
comment on column cases.tasks.office_id is 'Office that has custody.';
comment on column cases.tasks.title is 'What.';
comment on column cases.tasks.due_on is 'Until when.';
comment on column cases.tasks.assigned_to is 'Which colleague.';
comment on column cases.tasks.done_at is 'When done.';
comment on column cases.tasks.created_by is 'Who wrote it.';
comment on column cases.tasks.created_at is 'When.';
alter table cases.tasks enable row level security;
alter table cases.tasks force row level security;
create policy owner_all on cases.tasks to ponte_owner using (true) with check (true);
create policy custody on cases.tasks to ponte_app using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy self on cases.tasks for select to ponte_app using (person_id in (select access.own_subjects()));
create policy jobs_all on cases.tasks to ponte_jobs using (true);
grant select, insert, update on cases.tasks to ponte_app;
grant select on cases.tasks to ponte_jobs;

create table cases.referrals (
  id uuid primary key,
  case_id uuid not null,
  step_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  organisation_id uuid not null constraint referrals_organisation references directory.organisations (id),
  service_id uuid constraint referrals_service references directory.services (id),
  grant_id uuid not null,
  state text not null default 'sent' constraint referrals_state check (state in ('sent', 'seen', 'accepted', 'declined', 'reported', 'withdrawn')),
  message text not null default '' constraint referrals_message check (length(message) <= 2000),
  reason text constraint referrals_reason check (length(reason) <= 2000),
  outcome text constraint referrals_outcome check (outcome in ('helped', 'partly', 'not-helped', 'did-not-come')),
  report text constraint referrals_report check (length(report) <= 4000),
  sent_by uuid not null,
  sent_at timestamptz not null default now(),
  seen_at timestamptz,
  answered_at timestamptz,
  answered_by uuid,
  reported_at timestamptz,
  constraint referrals_step foreign key (step_id, person_id, office_id) references cases.steps (id, person_id, office_id) on update cascade on delete cascade,
  constraint referrals_case foreign key (case_id, person_id, office_id) references cases.cases (id, person_id, office_id) on update cascade on delete cascade,
  constraint referrals_grant foreign key (grant_id, person_id) references consent.grants (id, subject_id),
  constraint referrals_declined_why check (state <> 'declined' or reason is not null),
  constraint referrals_reported_what check (state <> 'reported' or outcome is not null)
);
create unique index referrals_one_open on cases.referrals (step_id, organisation_id) where state in ('sent', 'seen', 'accepted');
create index referrals_organisation_id on cases.referrals (organisation_id, state);
create index referrals_case_id on cases.referrals (case_id);
comment on table cases.referrals is 'A step sent to a provider, by a grant that says what it may see. Drawn in docs/states/referral.md.';
comment on column cases.referrals.id is 'UUID v7.';
comment on column cases.referrals.case_id is 'The case.';
comment on column cases.referrals.step_id is 'The step.';
comment on column cases.referrals.person_id is 'Whose.';
comment on column cases.referrals.office_id is 'Office that has custody.';
comment on column cases.referrals.organisation_id is 'The provider.';
comment on column cases.referrals.service_id is 'Which of its services.';
comment on column cases.referrals.grant_id is 'The person''s agreement; withdrawn, the provider sees nothing any more.';
comment on column cases.referrals.state is 'Sent, seen, accepted, declined, reported or withdrawn.';
comment on column cases.referrals.message is 'What the counsellor asks for.';
comment on column cases.referrals.reason is 'Why it was declined.';
comment on column cases.referrals.outcome is 'What came of it.';
comment on column cases.referrals.report is 'The provider''s report.';
comment on column cases.referrals.sent_by is 'Counsellor.';
comment on column cases.referrals.sent_at is 'When.';
comment on column cases.referrals.seen_at is 'When the provider first opened it.';
comment on column cases.referrals.answered_at is 'When accepted or declined.';
comment on column cases.referrals.answered_by is 'Account of the provider.';
comment on column cases.referrals.reported_at is 'When the outcome was reported.';
alter table cases.referrals enable row level security;
alter table cases.referrals force row level security;
create policy owner_all on cases.referrals to ponte_owner using (true) with check (true);
create policy custody on cases.referrals to ponte_app using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy self on cases.referrals for select to ponte_app using (person_id in (select access.own_subjects()));
create policy provider on cases.referrals for select to ponte_app
  using (organisation_id in (select access.organisations()) and grant_id in (select consent.granted_to_actor()));
create policy provider_answers on cases.referrals for update to ponte_app
  using (organisation_id in (select access.organisations()) and grant_id in (select consent.granted_to_actor()))
  with check (organisation_id in (select access.organisations()));
create policy joint on cases.referrals for select to ponte_app using (case_id in (select cases.joint_cases()));
create policy jobs_all on cases.referrals to ponte_jobs using (true);
grant select, insert, update on cases.referrals to ponte_app;
grant select on cases.referrals to ponte_jobs;

create function cases.referred_steps() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select step_id
    from cases.referrals
   where organisation_id in (select access.organisations())
     and grant_id in (select consent.granted_to_actor())
     and state in ('sent', 'seen', 'accepted', 'reported')
$$;
comment on function cases.referred_steps() is 'Steps that were referred to the actor''s organisation by a live grant.';
create policy referred on cases.steps for select to ponte_app using (id in (select cases.referred_steps()));

create table cases.follow_ups (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  months int not null constraint follow_ups_months check (months in (3, 6, 12)),
  due_on date not null,
  done_at timestamptz,
  done_by uuid,
  reached boolean,
  person_state text,
  venture_stage text,
  note text not null default '' constraint follow_ups_note check (length(note) <= 2000),
  constraint follow_ups_case foreign key (case_id, person_id, office_id) references cases.cases (id, person_id, office_id) on update cascade on delete cascade,
  constraint follow_ups_once unique (case_id, months)
);
create index follow_ups_due on cases.follow_ups (office_id, due_on) where done_at is null;
comment on table cases.follow_ups is 'What became of person and venture 3, 6 and 12 months after closing.';
comment on column cases.follow_ups.id is 'UUID v7.';
comment on column cases.follow_ups.case_id is 'The case.';
comment on column cases.follow_ups.person_id is 'Whose.';
comment on column cases.follow_ups.office_id is 'Office that has custody.';
comment on column cases.follow_ups.months is 'Months after closing.';
comment on column cases.follow_ups.due_on is 'When to ask.';
comment on column cases.follow_ups.done_at is 'When it was done.';
comment on column cases.follow_ups.done_by is 'By whom.';
comment on column cases.follow_ups.reached is 'Whether the person was reached.';
comment on column cases.follow_ups.person_state is 'How the person is (outcome vocabulary).';
comment on column cases.follow_ups.venture_stage is 'Stage of the venture then.';
comment on column cases.follow_ups.note is 'In a few words.';
call access.guard_file('cases.follow_ups', 'person_id', 'plan');
grant select, insert, update on cases.follow_ups to ponte_app;
grant select on cases.follow_ups to ponte_jobs;
