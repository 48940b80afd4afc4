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
  venture_office_id uuid,
  counsellor_id uuid,
  state text not null default 'open' constraint cases_state check (state in ('open', 'closed')),
  reason text not null default '' constraint cases_reason check (length(reason) <= 500),
  opened_at timestamptz not null default now(),
  opened_by uuid,
  plan_agreed_at timestamptz,
  plan_agreed_how text constraint cases_plan_agreed_how check (plan_agreed_how in ('signed-at-desk', 'spoken-at-desk', 'on-line')),
  closed_at timestamptz,
  closed_by uuid,
  person_outcome text,
  venture_outcome text,
  next_due_on date,
  updated_at timestamptz not null default now(),
  constraint cases_custody unique (id, office_id),
  constraint cases_reach unique (id, person_id, office_id),
  constraint cases_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade,
  -- The venture may stay with another founder's office when this person's file moves, so it carries its own custody.
  constraint cases_venture foreign key (venture_id, venture_office_id) references ventures.ventures (id, office_id) on update cascade,
  constraint cases_venture_whole check ((venture_id is null) = (venture_office_id is null)),
  constraint cases_agreed_how check ((plan_agreed_at is null) = (plan_agreed_how is null)),
  constraint cases_closed check ((state = 'closed') = (closed_at is not null)),
  constraint cases_outcome check (state = 'open' or person_outcome is not null)
);
-- With the office: an index is asked before the foreign key, and must not tell another office that the person is known.
create unique index cases_one_open on cases.cases (person_id, office_id) where state = 'open';
create index cases_person_id on cases.cases (person_id);
create index cases_venture_id on cases.cases (venture_id) where venture_id is not null;
-- Each sort of the list walks an index in its order: a page of 25 must not sort the office's 20,000.
create index cases_office on cases.cases (office_id, state, updated_at desc, id desc);
create index cases_opened on cases.cases (office_id, state, opened_at desc, id desc);
create index cases_due on cases.cases (office_id, state, next_due_on, id);
create index cases_counsellor on cases.cases (counsellor_id, office_id, state, updated_at desc, id desc);
comment on table cases.cases is 'One open case a person; closed with an outcome for person and venture.';
comment on column cases.cases.id is 'UUID v7.';
comment on column cases.cases.person_id is 'Whose case.';
comment on column cases.cases.office_id is 'Office that has custody.';
comment on column cases.cases.venture_id is 'The venture that the case is about.';
comment on column cases.cases.venture_office_id is 'Office that has custody of the venture; follows it by foreign key.';
comment on column cases.cases.counsellor_id is 'Account of the counsellor who answers for it.';
comment on column cases.cases.state is 'Open or closed.';
comment on column cases.cases.reason is 'What the person came for, in one line.';
comment on column cases.cases.opened_at is 'When.';
comment on column cases.cases.opened_by is 'By whom.';
comment on column cases.cases.plan_agreed_at is 'When person and counsellor last agreed the plan; null again once a step changes.';
comment on column cases.cases.plan_agreed_how is 'How the person agreed.';
comment on column cases.cases.closed_at is 'When it was closed.';
comment on column cases.cases.closed_by is 'By whom.';
comment on column cases.cases.person_outcome is 'Outcome for the person (vocabulary).';
comment on column cases.cases.venture_outcome is 'Outcome for the venture (vocabulary).';
comment on column cases.cases.next_due_on is 'The next day on which a step or a task is due; kept by triggers, for the list.';
comment on column cases.cases.updated_at is 'Last change of anything in the case.';
call access.guard_file('cases.cases', 'person_id', 'plan');
grant select, insert on cases.cases to ponte_app;
grant update (venture_id, venture_office_id, counsellor_id, state, reason, plan_agreed_at, plan_agreed_how, closed_at, closed_by, person_outcome, venture_outcome) on cases.cases to ponte_app;
grant select on cases.cases to ponte_jobs;

create function cases.guard_venture() returns trigger
language plpgsql
as $$
begin
  if new.venture_id is not null and not exists (
    select from ventures.ventures v where v.id = new.venture_id and v.office_id = new.venture_office_id
  ) then
    -- The same answer whether the venture does not exist or is out of the writer's sight.
    raise exception 'no such venture' using errcode = 'foreign_key_violation', constraint = 'cases_venture';
  end if;
  return new;
end
$$;
comment on function cases.guard_venture() is 'A case is tied only to a venture that its writer can see: foreign keys alone would cross row-level security.';
create trigger guard_venture before insert or update of venture_id on cases.cases
  for each row execute function cases.guard_venture();

-- What a state may become. The same tables stand in src/modules/cases (case.ts, step.ts, referral.ts, handover.ts); a test compares them.
create function cases.may_become(machine text, before text, after text) returns boolean
language sql immutable
as $$
  select (machine, before, after) in (
    values
      ('case', 'open', 'closed'),
      ('case', 'closed', 'open'),
      ('step', 'planned', 'under-way'),
      ('step', 'planned', 'done'),
      ('step', 'planned', 'dropped'),
      ('step', 'under-way', 'planned'),
      ('step', 'under-way', 'done'),
      ('step', 'under-way', 'dropped'),
      ('step', 'done', 'planned'),
      ('step', 'dropped', 'planned'),
      ('referral', 'sent', 'seen'),
      ('referral', 'sent', 'accepted'),
      ('referral', 'sent', 'declined'),
      ('referral', 'sent', 'withdrawn'),
      ('referral', 'seen', 'accepted'),
      ('referral', 'seen', 'declined'),
      ('referral', 'seen', 'withdrawn'),
      ('referral', 'accepted', 'reported'),
      ('referral', 'accepted', 'withdrawn'),
      ('handover', 'asked', 'offered'),
      ('handover', 'asked', 'declined'),
      ('handover', 'asked', 'lapsed'),
      ('handover', 'asked', 'withdrawn'),
      ('handover', 'offered', 'seen'),
      ('handover', 'offered', 'accepted'),
      ('handover', 'offered', 'declined'),
      ('handover', 'offered', 'lapsed'),
      ('handover', 'offered', 'withdrawn'),
      ('handover', 'seen', 'accepted'),
      ('handover', 'seen', 'declined'),
      ('handover', 'seen', 'lapsed'),
      ('handover', 'seen', 'withdrawn')
  )
$$;
comment on function cases.may_become(text, text, text) is 'The state charts of docs/states/: whether a case, step, referral or handover may go from one state to another.';

create function cases.guard_state() returns trigger
language plpgsql
as $$
begin
  if not cases.may_become(tg_argv[0], old.state, new.state) then
    raise exception '% cannot become %', old.state, new.state using errcode = 'check_violation', constraint = tg_argv[0] || '_state_follows';
  end if;
  return new;
end
$$;
comment on function cases.guard_state() is 'Refuses a change of state that the state chart does not have.';
create trigger guard_state before update of state on cases.cases
  for each row when (old.state is distinct from new.state) execute function cases.guard_state('case');

create table cases.events (
  id bigint generated always as identity primary key,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  kind text not null constraint events_kind check (length(kind) <= 40),
  about_id uuid,
  by_account uuid,
  constraint events_case foreign key (case_id, person_id, office_id) references cases.cases (id, person_id, office_id) on update cascade on delete cascade
);
create index events_case_id on cases.events (case_id, id desc);
comment on table cases.events is 'What happened in a case, in order; written by triggers, so that nobody can forget or rewrite it. Says that a note was written, never what it says.';
comment on column cases.events.id is 'Order of arrival.';
comment on column cases.events.case_id is 'The case.';
comment on column cases.events.person_id is 'Whose.';
comment on column cases.events.office_id is 'Office that has custody.';
comment on column cases.events.at is 'When.';
comment on column cases.events.kind is 'What happened: case-opened, step-done, referral-accepted …';
comment on column cases.events.about_id is 'The step, referral, hand-over, blocker, task or note concerned.';
comment on column cases.events.by_account is 'Who did it; null for the system.';
call access.guard_file('cases.events', 'person_id', 'plan');
drop policy custody on cases.events;
create policy custody on cases.events for select to ponte_app using (office_id in (select access.desks()));
grant select on cases.events to ponte_app, ponte_jobs;

create function cases.tell(of_case uuid, of_kind text, of_about uuid) returns void
language sql security definer
set search_path = ''
as $$
  insert into cases.events (case_id, person_id, office_id, kind, about_id, by_account)
  select id, person_id, office_id, of_kind, of_about, kernel.actor() from cases.cases where id = of_case;
  update cases.cases set updated_at = now() where id = of_case and updated_at < now();
$$;
comment on function cases.tell(uuid, text, uuid) is 'Puts an event into the history of a case and marks the case as changed; for triggers only.';
revoke execute on function cases.tell(uuid, text, uuid) from public;

create function cases.find_next_due(of_case uuid) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  next_due date := least(
    (select min(due_on) from cases.steps where case_id = of_case and state in ('planned', 'under-way')),
    (select min(due_on) from cases.tasks where case_id = of_case and done_at is null)
  );
begin
  update cases.cases set next_due_on = next_due where id = of_case and next_due_on is distinct from next_due;
end
$$;
comment on function cases.find_next_due(uuid) is 'Brings the next due day of a case up to date; for triggers only.';
revoke execute on function cases.find_next_due(uuid) from public;

create function cases.tell_case() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    perform cases.tell(new.id, 'case-opened', null);
  elsif old.state is distinct from new.state then
    perform cases.tell(new.id, case new.state when 'open' then 'case-reopened' else 'case-closed' end, null);
  elsif new.plan_agreed_at is not null and old.plan_agreed_at is distinct from new.plan_agreed_at then
    perform cases.tell(new.id, 'plan-agreed', null);
  elsif new.plan_agreed_at is null and old.plan_agreed_at is not null then
    perform cases.tell(new.id, 'plan-changed', null);
  elsif old.counsellor_id is distinct from new.counsellor_id then
    perform cases.tell(new.id, 'counsellor-changed', null);
  elsif old.venture_id is distinct from new.venture_id then
    perform cases.tell(new.id, 'venture-changed', new.venture_id);
  elsif old.reason is distinct from new.reason then
    perform cases.tell(new.id, 'reason-changed', null);
  end if;
  return null;
end
$$;
comment on function cases.tell_case() is 'Tells the history what happened to the case itself.';
create trigger tell after insert or update of state, reason, counsellor_id, venture_id, plan_agreed_at on cases.cases
  for each row execute function cases.tell_case();

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
  agreement text constraint handovers_agreement check (length(agreement) <= 2000),
  agreement_language text,
  agreement_how text constraint handovers_agreement_how check (agreement_how in ('signed-at-desk', 'spoken-at-desk')),
  message text not null default '' constraint handovers_message check (length(message) <= 2000),
  reason text constraint handovers_reason check (length(reason) <= 2000),
  started_by_account uuid not null,
  started_at timestamptz not null default now(),
  lapses_at timestamptz not null,
  seen_at timestamptz,
  answered_at timestamptz,
  answered_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  constraint handovers_grant foreign key (grant_id, person_id) references consent.grants (id, subject_id),
  constraint handovers_two_offices check (from_office_id <> to_office_id),
  constraint handovers_offer check (state in ('asked', 'declined', 'lapsed', 'withdrawn') or (person_id is not null and case_id is not null and grant_id is not null)),
  constraint handovers_claim check (
    started_by = 'custodian'
    or state in ('declined', 'lapsed', 'withdrawn', 'accepted')
    or (claimed_name is not null and agreement is not null and agreement_language is not null and agreement_how is not null)
  ),
  constraint handovers_declined_why check (state <> 'declined' or reason is not null),
  -- A request that finds nobody and one that is refused must look the same from the other end.
  constraint handovers_no_betrayal check (state <> 'declined' or person_id is not null or reason = 'not-possible'),
  constraint handovers_ended check (ended_at is null or (kind = 'joint' and state = 'accepted'))
);
create unique index handovers_one_open on cases.handovers (person_id, to_office_id) where state in ('offered', 'seen');
create index handovers_to on cases.handovers (to_office_id, state);
create index handovers_from on cases.handovers (from_office_id, state);
create index handovers_case_id on cases.handovers (case_id) where case_id is not null;
create index handovers_person_id on cases.handovers (person_id) where person_id is not null;
create index handovers_grant_id on cases.handovers (grant_id) where grant_id is not null;
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
comment on column cases.handovers.agreement_language is 'Language of that sentence.';
comment on column cases.handovers.agreement_how is 'How the person agreed at the other end.';
comment on column cases.handovers.message is 'What the offices tell each other.';
comment on column cases.handovers.reason is 'Why it was declined.';
comment on column cases.handovers.started_by_account is 'Who started it.';
comment on column cases.handovers.started_at is 'When.';
comment on column cases.handovers.lapses_at is 'When it lapses unanswered.';
comment on column cases.handovers.seen_at is 'When the other office first opened it.';
comment on column cases.handovers.answered_at is 'When it was accepted or declined.';
comment on column cases.handovers.answered_by is 'By whom.';
comment on column cases.handovers.ended_at is 'When joint work ended.';
comment on column cases.handovers.ended_by is 'By whom; null when the agreement ran out or was withdrawn.';
alter table cases.handovers enable row level security;
alter table cases.handovers force row level security;
create policy owner_all on cases.handovers to ponte_owner using (true) with check (true);
create policy from_desk on cases.handovers for select to ponte_app
  using (from_office_id in (select access.desks()));
create policy from_desk_offers on cases.handovers for insert to ponte_app
  with check (
    from_office_id in (select access.desks())
    and started_by = 'custodian'
    and state = 'offered'
    and person_id in (select id from access.subjects where custodian_id = from_office_id)
    and case_id in (select c.id from cases.cases c where c.person_id = handovers.person_id and c.office_id = handovers.from_office_id)
  );
-- Accepted is missing on purpose: only cases.accept_handover writes it.
create policy from_desk_answers on cases.handovers for update to ponte_app
  using (from_office_id in (select access.desks()) and state in ('asked', 'offered', 'seen'))
  with check (
    from_office_id in (select access.desks())
    and (
      (state = 'declined' and person_id is null)
      or (
        state in ('offered', 'withdrawn')
        and person_id in (select id from access.subjects where custodian_id = from_office_id)
        and case_id in (select c.id from cases.cases c where c.person_id = handovers.person_id and c.office_id = handovers.from_office_id)
      )
    )
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
grant select, insert on cases.handovers to ponte_app;
grant update (state, person_id, case_id, grant_id, parts, kind, message, reason, seen_at, answered_at, answered_by, lapses_at) on cases.handovers to ponte_app;
grant select, update (state, ended_at, claimed_name, claimed_contact, claimed_birth_year, agreement) on cases.handovers to ponte_jobs;

create function cases.guard_handover() returns trigger
language plpgsql
as $$
begin
  if old.state is distinct from new.state and not cases.may_become('handover', old.state, new.state) then
    raise exception '% cannot become %', old.state, new.state using errcode = 'check_violation', constraint = 'handover_state_follows';
  end if;
  if (old.state, new.state) is distinct from ('asked', 'offered')
     and (old.person_id, old.case_id, old.grant_id, old.parts, old.kind) is distinct from (new.person_id, new.case_id, new.grant_id, new.parts, new.kind) then
    raise exception 'what was offered stays as it was offered' using errcode = 'check_violation', constraint = 'handover_offer_is_final';
  end if;
  return new;
end
$$;
comment on function cases.guard_handover() is 'Holds a hand-over to its state chart; what is offered is named once, when it is offered.';
create trigger guard_state before update on cases.handovers
  for each row execute function cases.guard_handover();

create function cases.tell_handover() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.case_id is not null and (tg_op = 'INSERT' or old.state is distinct from new.state) then
    perform cases.tell(new.case_id, new.kind || '-' || new.state, new.id);
  elsif new.case_id is not null and old.ended_at is null and new.ended_at is not null then
    perform cases.tell(new.case_id, 'joint-ended', new.id);
  end if;
  -- Nobody goes on seeing what was shown only to be decided on.
  if new.grant_id is not null and (new.state in ('declined', 'lapsed', 'withdrawn') or new.ended_at is not null) then
    update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = new.grant_id and withdrawn_at is null;
  end if;
  return null;
end
$$;
comment on function cases.tell_handover() is 'Tells the history what became of a hand-over, and ends the agreement with it when nothing came of it.';
create trigger tell after insert or update of state, ended_at on cases.handovers
  for each row execute function cases.tell_handover();

-- A file that moves keeps its reference where the new office has not given the same one to somebody else.
create function people.keep_reference_unique() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  this_year text := to_char(now(), 'YYYY');
  next_number text;
begin
  if exists (select from people.people where office_id = new.office_id and reference = new.reference and id <> new.id) then
    -- The same lock under which the desk counts its references (people/open-file.ts).
    perform pg_advisory_xact_lock(hashtextextended(new.office_id::text, 7));
    select (coalesce(max(split_part(reference, '-', 2)::int), 0) + 1)::text
      into next_number
      from people.people
     where office_id = new.office_id and reference like this_year || '-%';
    new.reference := this_year || '-' || lpad(next_number, greatest(4, length(next_number)), '0');
  end if;
  return new;
end
$$;
comment on function people.keep_reference_unique() is 'Gives a file that arrives by hand-over the next reference of its new office where its own is taken there.';
create trigger keep_reference_unique before update of office_id on people.people
  for each row when (old.office_id is distinct from new.office_id) execute function people.keep_reference_unique();

create function cases.joint_cases() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select case_id
    from cases.handovers
   where kind = 'joint'
     and state = 'accepted'
     and ended_at is null
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
    raise exception 'no such offer' using errcode = 'check_violation', constraint = 'handovers_absent';
  end if;
  if offer.state not in ('offered', 'seen') or offer.lapses_at <= now() then
    raise exception 'the offer is no longer open' using errcode = 'check_violation', constraint = 'handovers_not_open';
  end if;
  if not consent.live(offer.grant_id) then
    raise exception 'the person has withdrawn the agreement' using errcode = 'check_violation', constraint = 'handovers_agreement_withdrawn';
  end if;
  perform 1 from access.subjects where id = offer.person_id and custodian_id = offer.from_office_id for update;
  if not found then
    raise exception 'custody has moved meanwhile' using errcode = 'check_violation', constraint = 'handovers_not_open';
  end if;
  update cases.handovers
     set state = 'accepted', answered_at = now(), answered_by = kernel.actor(), seen_at = coalesce(seen_at, now())
   where id = handover;
  if offer.kind = 'joint' then return; end if;

  -- Every table about the person follows by its foreign key.
  update access.subjects set custodian_id = offer.to_office_id where id = offer.person_id;
  insert into access.withheld (subject_id, custodian_id, part, before)
  select offer.person_id, offer.to_office_id, part, now()
    from unnest(array['notes', 'documents', 'appointments']) as part
   where part <> all (offer.parts)
  on conflict (subject_id, part) do update set before = excluded.before;
  update cases.cases set counsellor_id = kernel.actor() where id = offer.case_id;
  update cases.tasks set assigned_to = null where person_id = offer.person_id and done_at is null;
  -- Offers that the first office made to others fall with its custody; joint work with a third office goes on with the new one.
  update cases.handovers set state = 'withdrawn'
   where person_id = offer.person_id and id <> handover and state in ('offered', 'seen');
  update cases.handovers set ended_at = now(), ended_by = kernel.actor()
   where person_id = offer.person_id and kind = 'joint' and state = 'accepted' and ended_at is null and to_office_id = offer.to_office_id;
  update cases.handovers set from_office_id = offer.to_office_id
   where person_id = offer.person_id and kind = 'joint' and state = 'accepted' and ended_at is null;
  -- What was shared only so that the other end could decide is no longer needed: it now has custody.
  update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = offer.grant_id;
end
$$;
comment on function cases.accept_handover(uuid) is 'The only way custody moves: an open offer, a live agreement of the person, and an actor of the receiving desk.';

create function cases.end_joint_work(handover uuid) returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  update cases.handovers
     set ended_at = now(), ended_by = kernel.actor()
   where id = handover
     and kind = 'joint'
     and state = 'accepted'
     and ended_at is null
     and (from_office_id in (select access.desks()) or to_office_id in (select access.desks()));
  if not found then
    raise exception 'no such joint work' using errcode = 'check_violation', constraint = 'handovers_absent';
  end if;
end
$$;
comment on function cases.end_joint_work(uuid) is 'Either office ends joint work; the grant that carried it ends with it.';

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
grant select, insert on cases.blockers to ponte_app;
grant update (kind, note, resolved_at) on cases.blockers to ponte_app;
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
  service_id uuid,
  service_standing text not null default 'live' constraint steps_service_live check (service_standing = 'live'),
  due_on date,
  state text not null default 'planned' constraint steps_state check (state in ('planned', 'under-way', 'done', 'dropped')),
  result text not null default '' constraint steps_result check (length(result) <= 2000),
  done_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint steps_case foreign key (case_id, person_id, office_id) references cases.cases (id, person_id, office_id) on update cascade on delete cascade,
  constraint steps_service foreign key (service_id, service_standing) references directory.services (id, standing),
  constraint steps_reach unique (id, person_id, office_id),
  constraint steps_done check ((state = 'done') = (done_at is not null))
);
create index steps_case_id on cases.steps (case_id, position);
create index steps_due on cases.steps (office_id, due_on, id) where state in ('planned', 'under-way');
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
comment on column cases.steps.service_standing is 'Always live: nobody is sent to what a document reported years ago.';
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
grant select, insert on cases.steps to ponte_app;
grant update (position, title, detail, responsible, service_id, due_on, state, result, done_at, updated_at) on cases.steps to ponte_app;
grant select on cases.steps to ponte_jobs;
create trigger guard_state before update of state on cases.steps
  for each row when (old.state is distinct from new.state) execute function cases.guard_state('step');

create function cases.guard_tick() returns trigger
language plpgsql
as $$
begin
  if new.office_id not in (select access.desks())
     and new.case_id not in (select cases.joint_cases())
     and new.person_id in (select access.own_subjects()) then
    raise exception 'the person ticks steps and leaves the plan to the desk' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function cases.guard_tick() is 'The person marks their own steps; changing the plan needs the desk. Policies cannot name columns.';
create trigger guard_tick before update of position, title, detail, responsible, service_id, due_on on cases.steps
  for each row execute function cases.guard_tick();

create function cases.tell_step() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    perform cases.tell(new.case_id, 'step-added', new.id);
  elsif old.state is distinct from new.state then
    perform cases.tell(new.case_id, 'step-' || new.state, new.id);
  elsif (old.title, old.detail, old.responsible, old.service_id, old.due_on)
        is distinct from (new.title, new.detail, new.responsible, new.service_id, new.due_on) then
    perform cases.tell(new.case_id, 'step-changed', new.id);
  end if;
  perform cases.find_next_due(new.case_id);
  -- What the person agreed to is this plan: another plan needs another agreement. Progress does not.
  if tg_op = 'INSERT'
     or new.state = 'dropped' and old.state <> 'dropped'
     or old.state = 'dropped' and new.state <> 'dropped'
     or (old.title, old.detail, old.responsible, old.service_id, old.due_on, old.position)
        is distinct from (new.title, new.detail, new.responsible, new.service_id, new.due_on, new.position) then
    update cases.cases set plan_agreed_at = null, plan_agreed_how = null where id = new.case_id and plan_agreed_at is not null;
  end if;
  return null;
end
$$;
comment on function cases.tell_step() is 'Tells the history of a step; a changed plan is no longer an agreed one.';
create trigger tell after insert or update of position, title, detail, responsible, service_id, due_on, state on cases.steps
  for each row execute function cases.tell_step();

create function cases.tell_blocker() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    perform cases.tell(new.case_id, 'blocker-added', new.id);
  elsif old.resolved_at is null and new.resolved_at is not null then
    perform cases.tell(new.case_id, 'blocker-resolved', new.id);
  end if;
  return null;
end
$$;
comment on function cases.tell_blocker() is 'Tells the history of a blocker.';
create trigger tell after insert or update of resolved_at on cases.blockers
  for each row execute function cases.tell_blocker();

create function cases.agree_online(of_case uuid) returns boolean
language sql security definer
set search_path = ''
as $$
  with agreed as (
    update cases.cases
       set plan_agreed_at = now(), plan_agreed_how = 'on-line'
     where id = of_case
       and state = 'open'
       and person_id in (select access.own_subjects())
       and exists (select from cases.steps where case_id = of_case and state <> 'dropped')
    returning 1
  )
  select exists (select from agreed)
$$;
comment on function cases.agree_online(uuid) is 'The person agrees to their plan; they can change nothing else of the case.';

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
-- Whoever reads part of a file by a grant must be able to see that something is kept back, or the policies below would not know.
create policy granted on access.withheld for select to ponte_app using (subject_id in (select consent.reached_subjects()));
-- Restrictive: narrows every other policy on documents, whoever writes them.
create policy withheld on files.files as restrictive for select to ponte_app
  using (
    subject_id in (select access.own_subjects())
    or not exists (select from access.withheld w where w.subject_id = files.subject_id and w.part = 'documents' and files.uploaded_at < w.before)
  );
alter table cases.notes enable row level security;
alter table cases.notes force row level security;
create policy owner_all on cases.notes to ponte_owner using (true) with check (true);
-- Inline and not by a function call per row. An office that gets a file back reads again what it once wrote itself.
create policy custody on cases.notes for select to ponte_app
  using (
    office_id in (select access.desks())
    and (
      written_in in (select access.desks())
      or not exists (select from access.withheld w where w.subject_id = notes.person_id and w.part = 'notes' and notes.written_at < w.before)
    )
  );
create policy custody_writes on cases.notes for insert to ponte_app
  with check (office_id in (select access.desks()) and written_in in (select access.desks()) and author_id = kernel.actor());
create policy joint_writes on cases.notes for insert to ponte_app
  with check (case_id in (select cases.joint_cases()) and written_in in (select access.desks()) and author_id = kernel.actor());
create policy self on cases.notes for select to ponte_app using (person_id in (select access.own_subjects()));
create policy granted on cases.notes for select to ponte_app
  using (
    person_id in (select consent.subjects('notes'))
    and not exists (select from access.withheld w where w.subject_id = notes.person_id and w.part = 'notes' and notes.written_at < w.before)
  );
create policy author on cases.notes for select to ponte_app using (author_id = kernel.actor() and case_id in (select cases.joint_cases()));
create policy jobs_all on cases.notes to ponte_jobs using (true);
grant select, insert on cases.notes to ponte_app;
grant select on cases.notes to ponte_jobs;

create function cases.tell_note() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform cases.tell(new.case_id, 'note-written', new.id);
  return null;
end
$$;
comment on function cases.tell_note() is 'Tells the history that a note was written, never what it says.';
create trigger tell after insert on cases.notes
  for each row execute function cases.tell_note();

create table cases.tasks (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  title text not null constraint tasks_title check (length(title) between 1 and 200),
  due_on date,
  assigned_to uuid,
  done_at timestamptz,
  done_by uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint tasks_case foreign key (case_id, person_id, office_id) references cases.cases (id, person_id, office_id) on update cascade on delete cascade
);
create index tasks_open on cases.tasks (office_id, due_on, id) where done_at is null;
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
comment on column cases.tasks.done_by is 'By whom.';
comment on column cases.tasks.created_by is 'Who wrote it.';
comment on column cases.tasks.created_at is 'When.';
alter table cases.tasks enable row level security;
alter table cases.tasks force row level security;
create policy owner_all on cases.tasks to ponte_owner using (true) with check (true);
create policy custody on cases.tasks to ponte_app using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy self on cases.tasks for select to ponte_app using (person_id in (select access.own_subjects()));
create policy jobs_all on cases.tasks to ponte_jobs using (true);
grant select, insert on cases.tasks to ponte_app;
grant update (title, due_on, assigned_to, done_at, done_by) on cases.tasks to ponte_app;
grant select on cases.tasks to ponte_jobs;

create function cases.tell_task() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    perform cases.tell(new.case_id, 'task-added', new.id);
  elsif old.done_at is null and new.done_at is not null then
    perform cases.tell(new.case_id, 'task-done', new.id);
  end if;
  perform cases.find_next_due(new.case_id);
  return null;
end
$$;
comment on function cases.tell_task() is 'Tells the history of a task.';
create trigger tell after insert or update of done_at, due_on on cases.tasks
  for each row execute function cases.tell_task();

create table cases.referrals (
  id uuid primary key,
  case_id uuid not null,
  step_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  organisation_id uuid not null,
  organisation_standing text not null default 'live' constraint referrals_organisation_live check (organisation_standing = 'live'),
  service_id uuid,
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
  constraint referrals_organisation foreign key (organisation_id, organisation_standing) references directory.organisations (id, standing),
  constraint referrals_service foreign key (service_id, organisation_id) references directory.services (id, organisation_id) on update cascade,
  constraint referrals_grant foreign key (grant_id, person_id) references consent.grants (id, subject_id),
  constraint referrals_declined_why check (state <> 'declined' or reason is not null),
  constraint referrals_reported_what check (state <> 'reported' or outcome is not null)
);
create unique index referrals_one_open on cases.referrals (step_id, organisation_id) where state in ('sent', 'seen', 'accepted');
create index referrals_organisation_id on cases.referrals (organisation_id, state);
create index referrals_case_id on cases.referrals (case_id);
create index referrals_step_id on cases.referrals (step_id);
create index referrals_grant_id on cases.referrals (grant_id);
create index referrals_unanswered on cases.referrals (office_id) where state in ('sent', 'seen');
comment on table cases.referrals is 'A step sent to a provider, by a grant that says what it may see. Drawn in docs/states/referral.md.';
comment on column cases.referrals.id is 'UUID v7.';
comment on column cases.referrals.case_id is 'The case.';
comment on column cases.referrals.step_id is 'The step.';
comment on column cases.referrals.person_id is 'Whose.';
comment on column cases.referrals.office_id is 'Office that has custody.';
comment on column cases.referrals.organisation_id is 'The provider.';
comment on column cases.referrals.organisation_standing is 'Always live, as for services.';
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
create policy custody on cases.referrals for select to ponte_app using (office_id in (select access.desks()));
create policy custody_sends on cases.referrals for insert to ponte_app
  with check (office_id in (select access.desks()) and sent_by = kernel.actor() and state = 'sent');
create policy custody_withdraws on cases.referrals for update to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()) and state = 'withdrawn');
create policy self on cases.referrals for select to ponte_app using (person_id in (select access.own_subjects()));
create policy provider on cases.referrals for select to ponte_app
  using (organisation_id in (select access.organisations()) and grant_id in (select consent.granted_to_actor()));
create policy provider_answers on cases.referrals for update to ponte_app
  using (organisation_id in (select access.organisations()) and grant_id in (select consent.granted_to_actor()))
  -- The grant once more: whoever is of the desk too would otherwise come in by its policy and answer by this one.
  with check (
    organisation_id in (select access.organisations())
    and grant_id in (select consent.granted_to_actor())
    and state in ('seen', 'accepted', 'declined', 'reported')
  );
create policy joint on cases.referrals for select to ponte_app using (case_id in (select cases.joint_cases()));
create policy jobs_all on cases.referrals to ponte_jobs using (true);
grant select, insert on cases.referrals to ponte_app;
grant update (state, reason, outcome, report, seen_at, answered_at, answered_by, reported_at) on cases.referrals to ponte_app;
grant select, update (state) on cases.referrals to ponte_jobs;
create trigger guard_state before update of state on cases.referrals
  for each row when (old.state is distinct from new.state) execute function cases.guard_state('referral');

create function cases.tell_referral() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if tg_op = 'INSERT' or old.state is distinct from new.state then
    perform cases.tell(new.case_id, 'referral-' || new.state, new.id);
  end if;
  -- A provider that will not help has no reason to go on seeing.
  if new.state in ('declined', 'withdrawn') then
    update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = new.grant_id and withdrawn_at is null;
  end if;
  return null;
end
$$;
comment on function cases.tell_referral() is 'Tells the history what became of a referral; one that is declined or withdrawn ends the grant it rests on.';
create trigger tell after insert or update of state on cases.referrals
  for each row execute function cases.tell_referral();

create function cases.follow_grant() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update cases.referrals set state = 'withdrawn' where grant_id = new.id and state in ('sent', 'seen', 'accepted');
  update cases.handovers set state = 'withdrawn' where grant_id = new.id and state in ('offered', 'seen');
  update cases.handovers set ended_at = now() where grant_id = new.id and kind = 'joint' and state = 'accepted' and ended_at is null;
  return null;
end
$$;
comment on function cases.follow_grant() is 'What rests on a grant falls with it, in the same statement as the withdrawal.';
create trigger cases_follow after update of withdrawn_at on consent.grants
  for each row when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function cases.follow_grant();

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
create index follow_ups_due on cases.follow_ups (office_id, due_on, id) where done_at is null;
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
grant select, insert on cases.follow_ups to ponte_app;
grant update (due_on, done_at, done_by, reached, person_state, venture_stage, note) on cases.follow_ups to ponte_app;
grant select on cases.follow_ups to ponte_jobs;

create function cases.tell_follow_up() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if old.done_at is null and new.done_at is not null then
    perform cases.tell(new.case_id, 'follow-up-done', new.id);
  end if;
  return null;
end
$$;
comment on function cases.tell_follow_up() is 'Tells the history that a follow-up was done.';
create trigger tell after update of done_at on cases.follow_ups
  for each row execute function cases.tell_follow_up();
