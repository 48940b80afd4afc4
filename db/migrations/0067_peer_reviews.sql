-- Peer review as a workflow between authorities: a review of one practice or policy by people of other offices.
-- Nothing begins before both sides agree; nobody of the reviewed office is of the team; notes of interviews are the team's alone;
-- the report is public once the reviewed office publishes it. All of it is decided here, not in the application.

create schema peerreviews;
comment on schema peerreviews is 'Reviews of practices and policies of an authority by its peers.';
grant usage on schema peerreviews to ponte_app, ponte_jobs;

create table peerreviews.reviews (
  id uuid primary key,
  office_id uuid not null constraint reviews_office references offices.offices (id),
  practice_id uuid constraint reviews_practice references practices.practices (id),
  policy text constraint reviews_policy check (length(policy) between 1 and 200),
  about text not null constraint reviews_about check (length(about) between 1 and 2000),
  language text not null constraint reviews_language check (language ~ '^[a-z]{2,3}$'),
  asked_side text not null constraint reviews_asked_side check (asked_side in ('office', 'network')),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  state text not null default 'proposed' constraint reviews_state check (state in ('proposed', 'declined', 'preparing', 'commenting', 'agreed', 'closed', 'ended')),
  decided_by uuid,
  decided_at timestamptz,
  sheet_id uuid constraint reviews_sheet unique constraint reviews_sheet_exists references instruments.sheets (id),
  visit_from date,
  visit_until date,
  visit_needs text constraint reviews_visit_needs check (length(visit_needs) between 1 and 2000),
  report_at timestamptz,
  published_by uuid,
  published_at timestamptz,
  ended_at timestamptz,
  end_reason text constraint reviews_end_reason check (length(end_reason) between 1 and 1000),
  demonstration boolean not null default false,
  constraint reviews_subject check ((practice_id is null) <> (policy is null)),
  constraint reviews_two_people check (decided_by is null or decided_by <> asked_by),
  constraint reviews_decided check ((decided_by is null) = (decided_at is null) and (state in ('proposed', 'ended') or decided_by is not null)),
  constraint reviews_visit check ((visit_from is null) = (visit_until is null) and visit_until >= visit_from),
  constraint reviews_report check ((report_at is not null) = (state in ('agreed', 'closed'))),
  constraint reviews_published check ((published_at is null) = (published_by is null) and (published_at is null or report_at is not null)),
  constraint reviews_ended check ((ended_at is not null) = (state in ('declined', 'closed', 'ended')) and (state not in ('declined', 'ended') or end_reason is not null))
);
comment on table peerreviews.reviews is 'A review of a practice or a policy of an office by people of other offices.';
comment on column peerreviews.reviews.id is 'UUID v7.';
comment on column peerreviews.reviews.office_id is 'The reviewed office.';
comment on column peerreviews.reviews.practice_id is 'The practice; null where a policy is named in words.';
comment on column peerreviews.reviews.policy is 'The policy in words; null where a practice is reviewed.';
comment on column peerreviews.reviews.about is 'What the authority wishes to learn.';
comment on column peerreviews.reviews.language is 'Language in which the report is written.';
comment on column peerreviews.reviews.asked_side is 'Whether the reviewed office asked for it or the network offered it.';
comment on column peerreviews.reviews.asked_by is 'The account that did.';
comment on column peerreviews.reviews.asked_at is 'When.';
comment on column peerreviews.reviews.state is 'Where it stands (docs/states/peer-review.md).';
comment on column peerreviews.reviews.decided_by is 'Who of the other side agreed or declined; never who asked.';
comment on column peerreviews.reviews.decided_at is 'When.';
comment on column peerreviews.reviews.sheet_id is 'The form that the reviewed authority fills in about itself; null until the network has sent it.';
comment on column peerreviews.reviews.visit_from is 'First day of the visit; null where none is set.';
comment on column peerreviews.reviews.visit_until is 'Last day.';
comment on column peerreviews.reviews.visit_needs is 'What is needed: rooms, interpreters, access.';
comment on column peerreviews.reviews.report_at is 'When the reviewed office agreed to the report.';
comment on column peerreviews.reviews.published_by is 'Who of the reviewed office published the report.';
comment on column peerreviews.reviews.published_at is 'When; null while it is not public.';
comment on column peerreviews.reviews.ended_at is 'When it was closed, declined or ended early; notes of interviews go a year later.';
comment on column peerreviews.reviews.end_reason is 'Why it was declined or ended early.';
comment on column peerreviews.reviews.demonstration is 'True: invented for the demonstration network.';

create index reviews_of_office on peerreviews.reviews (office_id);
create index reviews_of_practice on peerreviews.reviews (practice_id) where published_at is not null;

create table peerreviews.invitations (
  review_id uuid not null constraint invitations_review references peerreviews.reviews (id) on delete cascade,
  office_id uuid not null constraint invitations_office references offices.offices (id),
  invited_by uuid not null,
  invited_at timestamptz not null default now(),
  declined_at timestamptz,
  constraint invitations_pkey primary key (review_id, office_id)
);
comment on table peerreviews.invitations is 'Offices that were asked to send a peer. An office is invited, not a person: whoever of it wishes comes forward.';
comment on column peerreviews.invitations.review_id is 'The review.';
comment on column peerreviews.invitations.office_id is 'The invited office; never the reviewed one.';
comment on column peerreviews.invitations.invited_by is 'The account of the network that invited.';
comment on column peerreviews.invitations.invited_at is 'When.';
comment on column peerreviews.invitations.declined_at is 'When somebody of the office said that it sends nobody.';

create table peerreviews.peers (
  review_id uuid not null constraint peers_review references peerreviews.reviews (id) on delete cascade,
  account_id uuid not null,
  office_id uuid not null,
  joined_at timestamptz not null default now(),
  left_at timestamptz,
  constraint peers_pkey primary key (review_id, account_id),
  constraint peers_invited foreign key (review_id, office_id) references peerreviews.invitations (review_id, office_id) on delete cascade
);
comment on table peerreviews.peers is 'Who is of the team: people of invited offices who came forward themselves and said that they are free to judge.';
comment on column peerreviews.peers.review_id is 'The review.';
comment on column peerreviews.peers.account_id is 'The peer.';
comment on column peerreviews.peers.office_id is 'The invited office for which they came.';
comment on column peerreviews.peers.joined_at is 'When.';
comment on column peerreviews.peers.left_at is 'When they left the team; null while they are of it.';

create index peers_of_account on peerreviews.peers (account_id) where left_at is null;

create table peerreviews.questions (
  id uuid primary key,
  review_id uuid not null constraint questions_review references peerreviews.reviews (id) on delete cascade,
  question text not null constraint questions_question check (length(question) between 1 and 2000),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  answer text constraint questions_answer check (length(answer) between 1 and 4000),
  answered_by uuid,
  answered_at timestamptz,
  constraint questions_answered check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
comment on table peerreviews.questions is 'Desk questions: peers ask, the authority answers. Never public.';
comment on column peerreviews.questions.id is 'UUID v7.';
comment on column peerreviews.questions.review_id is 'The review.';
comment on column peerreviews.questions.question is 'What the peers wish to know.';
comment on column peerreviews.questions.asked_by is 'The peer.';
comment on column peerreviews.questions.asked_at is 'When.';
comment on column peerreviews.questions.answer is 'What the authority answers; null until it does.';
comment on column peerreviews.questions.answered_by is 'Who of the authority.';
comment on column peerreviews.questions.answered_at is 'When.';

create table peerreviews.readings (
  id uuid primary key,
  review_id uuid not null constraint readings_review references peerreviews.reviews (id) on delete cascade,
  title text not null constraint readings_title check (length(title) between 1 and 300),
  author text constraint readings_author check (length(author) between 1 and 200),
  year int constraint readings_year check (year between 1500 and 2200),
  address text constraint readings_address check (length(address) between 1 and 500),
  note text constraint readings_note check (length(note) between 1 and 1000),
  added_by uuid not null,
  added_at timestamptz not null default now()
);
comment on table peerreviews.readings is 'What to read before the visit.';
comment on column peerreviews.readings.id is 'UUID v7.';
comment on column peerreviews.readings.review_id is 'The review.';
comment on column peerreviews.readings.title is 'Title.';
comment on column peerreviews.readings.author is 'Who wrote it.';
comment on column peerreviews.readings.year is 'Year; null where not known.';
comment on column peerreviews.readings.address is 'Where it is found; shown as text, nobody has checked it.';
comment on column peerreviews.readings.note is 'Why to read it.';
comment on column peerreviews.readings.added_by is 'Who added it.';
comment on column peerreviews.readings.added_at is 'When.';

create table peerreviews.notes (
  id uuid primary key,
  review_id uuid not null constraint notes_review references peerreviews.reviews (id) on delete cascade,
  sealed bytea not null,
  held_on date not null,
  written_by uuid not null,
  written_at timestamptz not null default now()
);
comment on table peerreviews.notes is 'Notes of interviews: the team''s alone, not the authority''s and not the administrators''. Removed a year after the end.';
comment on column peerreviews.notes.id is 'UUID v7.';
comment on column peerreviews.notes.review_id is 'The review.';
comment on column peerreviews.notes.sealed is 'Who by role, by name only where they agreed, and the words; AES-256-GCM under the network''s key.';
comment on column peerreviews.notes.held_on is 'Day of the talk.';
comment on column peerreviews.notes.written_by is 'The peer.';
comment on column peerreviews.notes.written_at is 'When.';

create table peerreviews.sessions (
  id uuid primary key,
  review_id uuid not null constraint sessions_review references peerreviews.reviews (id) on delete cascade,
  on_day date not null,
  starts time not null,
  ends time not null,
  what text not null constraint sessions_what check (length(what) between 1 and 300),
  who text constraint sessions_who check (length(who) between 1 and 300),
  needs text constraint sessions_needs check (length(needs) between 1 and 500),
  constraint sessions_order check (ends > starts)
);
comment on table peerreviews.sessions is 'Programme of the visit; hours by the clock of the reviewed office.';
comment on column peerreviews.sessions.id is 'UUID v7.';
comment on column peerreviews.sessions.review_id is 'The review.';
comment on column peerreviews.sessions.on_day is 'Day.';
comment on column peerreviews.sessions.starts is 'From, by the clock of the place.';
comment on column peerreviews.sessions.ends is 'Until.';
comment on column peerreviews.sessions.what is 'What is seen or talked about.';
comment on column peerreviews.sessions.who is 'Who takes part, by their tasks.';
comment on column peerreviews.sessions.needs is 'What is needed.';

create table peerreviews.findings (
  id uuid primary key,
  review_id uuid not null constraint findings_review references peerreviews.reviews (id) on delete cascade,
  kind text not null constraint findings_kind check (kind in ('strength', 'gap')),
  words text not null constraint findings_words check (length(words) between 1 and 2000),
  evidence text not null constraint findings_evidence check (length(evidence) between 1 and 2000),
  written_by uuid not null,
  written_at timestamptz not null default now()
);
comment on table peerreviews.findings is 'What the peers found: a strength or a gap, each with its evidence.';
comment on column peerreviews.findings.id is 'UUID v7.';
comment on column peerreviews.findings.review_id is 'The review.';
comment on column peerreviews.findings.kind is 'Strength or gap.';
comment on column peerreviews.findings.words is 'What was found.';
comment on column peerreviews.findings.evidence is 'What shows it.';
comment on column peerreviews.findings.written_by is 'The peer who wrote it first.';
comment on column peerreviews.findings.written_at is 'When.';

create table peerreviews.recommendations (
  id uuid primary key,
  review_id uuid not null constraint recommendations_review references peerreviews.reviews (id) on delete cascade,
  words text not null constraint recommendations_words check (length(words) between 1 and 2000),
  to_whom text not null constraint recommendations_to_whom check (length(to_whom) between 1 and 200),
  by_when date not null,
  priority text not null constraint recommendations_priority check (priority in ('high', 'medium', 'low')),
  written_by uuid not null,
  written_at timestamptz not null default now(),
  answer text constraint recommendations_answer check (answer in ('accepted', 'partly', 'not')),
  answer_reason text constraint recommendations_answer_reason check (length(answer_reason) between 1 and 2000),
  answered_at timestamptz,
  state text not null default 'open' constraint recommendations_state check (state in ('open', 'in-work', 'done', 'dropped')),
  state_words text constraint recommendations_state_words check (length(state_words) between 1 and 2000),
  state_on date,
  constraint recommendations_answered check ((answer is null) = (answered_at is null) and (answer is null or answer = 'accepted' or answer_reason is not null)),
  constraint recommendations_worked check ((state = 'open' or answer is not null) and (state = 'open' or state_on is not null))
);
comment on table peerreviews.recommendations is 'What the peers recommend, and what the authority answers and does.';
comment on column peerreviews.recommendations.id is 'UUID v7.';
comment on column peerreviews.recommendations.review_id is 'The review.';
comment on column peerreviews.recommendations.words is 'What to do.';
comment on column peerreviews.recommendations.to_whom is 'Who is to do it, by task.';
comment on column peerreviews.recommendations.by_when is 'By when.';
comment on column peerreviews.recommendations.priority is 'How urgent.';
comment on column peerreviews.recommendations.written_by is 'The peer who wrote it first.';
comment on column peerreviews.recommendations.written_at is 'When.';
comment on column peerreviews.recommendations.answer is 'What the authority says; null until it does.';
comment on column peerreviews.recommendations.answer_reason is 'Its reason.';
comment on column peerreviews.recommendations.answered_at is 'When.';
comment on column peerreviews.recommendations.state is 'Where the work stands, by the authority''s word.';
comment on column peerreviews.recommendations.state_words is 'What was done so far.';
comment on column peerreviews.recommendations.state_on is 'Day of that word.';

create table peerreviews.comments (
  id uuid primary key,
  review_id uuid not null constraint comments_review references peerreviews.reviews (id) on delete cascade,
  side text not null constraint comments_side check (side in ('office', 'team')),
  words text not null constraint comments_words check (length(words) between 1 and 2000),
  by_account uuid not null,
  written_at timestamptz not null default now()
);
comment on table peerreviews.comments is 'What the authority and the team write about the draft of the report. Never public.';
comment on column peerreviews.comments.id is 'UUID v7.';
comment on column peerreviews.comments.review_id is 'The review.';
comment on column peerreviews.comments.side is 'Which side writes.';
comment on column peerreviews.comments.words is 'The comment.';
comment on column peerreviews.comments.by_account is 'Who.';
comment on column peerreviews.comments.written_at is 'When.';

create table peerreviews.follow_ups (
  review_id uuid not null constraint follow_ups_review references peerreviews.reviews (id) on delete cascade,
  months int not null constraint follow_ups_months check (months in (6, 12)),
  due_on date not null,
  reminded_at timestamptz,
  done text constraint follow_ups_done check (length(done) between 1 and 4000),
  done_by uuid,
  done_at timestamptz,
  reply text constraint follow_ups_reply check (length(reply) between 1 and 4000),
  reply_by uuid,
  reply_at timestamptz,
  constraint follow_ups_pkey primary key (review_id, months),
  constraint follow_ups_done_by check ((done is null) = (done_at is null) and (done is null) = (done_by is null)),
  constraint follow_ups_reply_by check ((reply is null) = (reply_at is null) and (reply is null) = (reply_by is null) and (reply is null or done is not null))
);
comment on table peerreviews.follow_ups is 'Looking back 6 and 12 months after the report: the authority says what was done, the team comments. Never public.';
comment on column peerreviews.follow_ups.review_id is 'The review.';
comment on column peerreviews.follow_ups.months is 'How long after the report.';
comment on column peerreviews.follow_ups.due_on is 'When it is due.';
comment on column peerreviews.follow_ups.reminded_at is 'When the reviewed office was written to.';
comment on column peerreviews.follow_ups.done is 'What was done; null until the authority says it.';
comment on column peerreviews.follow_ups.done_by is 'Who of the authority.';
comment on column peerreviews.follow_ups.done_at is 'When.';
comment on column peerreviews.follow_ups.reply is 'What the team says to it.';
comment on column peerreviews.follow_ups.reply_by is 'Who of the team.';
comment on column peerreviews.follow_ups.reply_at is 'When.';

create table peerreviews.events (
  id uuid primary key,
  review_id uuid not null constraint events_review references peerreviews.reviews (id) on delete cascade,
  kind text not null constraint events_kind check (kind in ('proposed', 'agree', 'decline', 'invited', 'declined-invitation', 'joined', 'left', 'form-sent', 'share', 'take-back', 'send-back', 'agree-report', 'publish', 'close', 'end', 'followed-up')),
  words text constraint events_words check (length(words) between 1 and 1000),
  by_account uuid not null,
  happened_at timestamptz not null default now()
);
comment on table peerreviews.events is 'History of a review: who of which side did what. Holds no content of questions, notes or drafts.';
comment on column peerreviews.events.id is 'UUID v7.';
comment on column peerreviews.events.review_id is 'The review.';
comment on column peerreviews.events.kind is 'What was done.';
comment on column peerreviews.events.words is 'Reason, where one was asked for.';
comment on column peerreviews.events.by_account is 'Who.';
comment on column peerreviews.events.happened_at is 'When.';

create index questions_of_review on peerreviews.questions (review_id);
create index readings_of_review on peerreviews.readings (review_id);
create index notes_of_review on peerreviews.notes (review_id);
create index sessions_of_review on peerreviews.sessions (review_id);
create index findings_of_review on peerreviews.findings (review_id);
create index recommendations_of_review on peerreviews.recommendations (review_id);
create index comments_of_review on peerreviews.comments (review_id);
create index events_of_review on peerreviews.events (review_id);

-- Who somebody is to a review. Each set is read once per statement.

create function peerreviews.organises() returns boolean
language sql stable set search_path = ''
as $$ select access.in_network(array['planner', 'editor']) $$;
comment on function peerreviews.organises() is 'Whether the actor offers reviews for the network and invites teams.';

create function peerreviews.offices() returns setof uuid
language sql stable set search_path = ''
as $$ select access.scopes('office', array['planner', 'editor', 'office-manager']) $$;
comment on function peerreviews.offices() is 'Offices for which the actor answers when they are reviewed.';

create function peerreviews.peer_offices() returns setof uuid
language sql stable set search_path = ''
as $$ select access.scopes('office', array['planner', 'editor', 'office-manager', 'expert']) $$;
comment on function peerreviews.peer_offices() is 'Offices for which the actor may review others.';

create function peerreviews.conflicts(account uuid) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select scope_id from access.assignments where account_id = account and scope_kind = 'office' and ended_at is null
  union
  select o.id
    from access.assignments a
    join offices.offices o on o.organisation_id = a.scope_id
   where a.account_id = account and a.scope_kind = 'organisation' and a.ended_at is null
$$;
comment on function peerreviews.conflicts(uuid) is 'Offices that an account may not review: those in which it holds any role, and those run by an organisation in which it does.';
revoke execute on function peerreviews.conflicts(uuid) from public;

create function peerreviews.of_office() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select r.id from peerreviews.reviews r join peerreviews.offices() o on o = r.office_id $$;
comment on function peerreviews.of_office() is 'Reviews of an office for which the actor answers.';

create function peerreviews.of_team() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select p.review_id
    from peerreviews.peers p
    join peerreviews.reviews r on r.id = p.review_id
   where p.account_id = kernel.actor() and kernel.assurance() >= 2 and p.left_at is null
     and p.office_id in (select peerreviews.peer_offices())
     and r.office_id not in (select peerreviews.conflicts(kernel.actor()))
$$;
comment on function peerreviews.of_team() is 'Reviews of whose team the actor is: no longer once they leave their office or work for the reviewed one.';

create function peerreviews.invited() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select i.review_id
    from peerreviews.invitations i
    join peerreviews.reviews r on r.id = i.review_id
   where i.declined_at is null and r.state in ('preparing', 'commenting')
     and i.office_id in (select peerreviews.peer_offices())
     and r.office_id not in (select peerreviews.conflicts(kernel.actor()))
$$;
comment on function peerreviews.invited() is 'Reviews to which an office of the actor is invited, and which the actor is free to judge.';

create function peerreviews.inside() returns setof uuid
language sql stable set search_path = ''
as $$ select peerreviews.of_office() union select peerreviews.of_team() $$;
comment on function peerreviews.inside() is 'Reviews that the actor works on, on either side.';

create function peerreviews.open() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select id from peerreviews.reviews where state in ('preparing', 'commenting') $$;
comment on function peerreviews.open() is 'Reviews that are being worked on.';

create function peerreviews.in_state(states text[]) returns setof uuid
language sql stable security definer set search_path = ''
as $$ select id from peerreviews.reviews where state = any (states) $$;
comment on function peerreviews.in_state(text[]) is 'Reviews in one of the states.';

create function peerreviews.published() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select id from peerreviews.reviews where published_at is not null $$;
comment on function peerreviews.published() is 'Reviews whose report anybody reads.';

create function peerreviews.team_offices(review uuid) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select distinct p.office_id
    from peerreviews.peers p
    join peerreviews.reviews r on r.id = p.review_id
   where r.id = review and r.published_at is not null and p.left_at is null
$$;
comment on function peerreviews.team_offices(uuid) is 'Offices of the team of a published review; the people stay unnamed.';

create function peerreviews.sheets() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select r.sheet_id
    from peerreviews.reviews r
    join peerreviews.of_team() t on t = r.id
    join instruments.sheets s on s.id = r.sheet_id
   where s.state = 'submitted'
$$;
comment on function peerreviews.sheets() is 'Forms of reviewed authorities that the actor reads as one of the team: those handed in.';

create function peerreviews.sheet_rounds() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select s.round_id from instruments.sheets s join peerreviews.sheets() t on t = s.id $$;
comment on function peerreviews.sheet_rounds() is 'Rounds of those forms.';

-- Whose step it is.
create function peerreviews.keep_review() returns trigger
language plpgsql set search_path = ''
as $$
declare
  office boolean := new.office_id in (select peerreviews.offices());
  team boolean := new.id in (select peerreviews.of_team());
  network boolean := peerreviews.organises();
  mine boolean;
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if (new.published_at, new.published_by) is distinct from (old.published_at, old.published_by)
    and not (office and old.published_at is null and new.published_by = kernel.actor()) then
    raise exception 'the reviewed office publishes, once' using errcode = 'insufficient_privilege';
  end if;
  if new.sheet_id is distinct from old.sheet_id and not (
    network and old.sheet_id is null and old.state = 'preparing'
    and exists (select from instruments.sheets s where s.id = new.sheet_id and s.body_kind = 'office' and s.body_id = new.office_id)
  ) then
    raise exception 'the network sends the form of the reviewed office, once' using errcode = 'insufficient_privilege';
  end if;
  if (new.visit_from, new.visit_until, new.visit_needs) is distinct from (old.visit_from, old.visit_until, old.visit_needs)
    and not ((office or team) and old.state in ('preparing', 'commenting')) then
    raise exception 'the two sides agree on the visit' using errcode = 'insufficient_privilege';
  end if;
  if (new.decided_by, new.decided_at) is distinct from (old.decided_by, old.decided_at)
    and not (old.state = 'proposed' and new.state in ('preparing', 'declined') and new.decided_by = kernel.actor()) then
    raise exception 'the other side decides, once' using errcode = 'insufficient_privilege';
  end if;
  if new.state = old.state then
    if (new.report_at, new.ended_at, new.end_reason) is distinct from (old.report_at, old.ended_at, old.end_reason) then
      raise exception 'days and reasons of a step stay as they are' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  mine := case old.state || '>' || new.state
    when 'proposed>preparing' then case old.asked_side when 'office' then network else office end
    when 'proposed>declined' then case old.asked_side when 'office' then network else office end
    when 'proposed>ended' then case old.asked_side when 'office' then office else network end
    when 'preparing>commenting' then team
    when 'commenting>preparing' then office or team
    when 'commenting>agreed' then office
    when 'preparing>ended' then office or team or network
    when 'commenting>ended' then office or team or network
    when 'agreed>closed' then team
    else false
  end;
  if not mine then
    raise exception 'this step is not theirs' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function peerreviews.keep_review() is 'Gives each step to its side: asking, agreeing, sharing, commenting, agreeing to the report, publishing.';
create trigger keep_review before update on peerreviews.reviews
  for each row execute function peerreviews.keep_review();

-- Conflict of interest: nobody judges an office in which they hold a role, and no office judges itself.
create function peerreviews.keep_peer() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  reviewed uuid;
begin
  select office_id into reviewed from peerreviews.reviews where id = new.review_id;
  if new.office_id = reviewed or reviewed in (select peerreviews.conflicts(new.account_id)) then
    raise exception 'they work for the reviewed office' using errcode = 'check_violation', constraint = 'peers_free_to_judge';
  end if;
  return new;
end
$$;
comment on function peerreviews.keep_peer() is 'Keeps the team free of people of the reviewed office, whoever adds them.';
create trigger keep_peer before insert on peerreviews.peers
  for each row execute function peerreviews.keep_peer();

create function peerreviews.keep_invitation() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.office_id = (select office_id from peerreviews.reviews where id = new.review_id) then
    raise exception 'no office reviews itself' using errcode = 'check_violation', constraint = 'invitations_of_others';
  end if;
  return new;
end
$$;
comment on function peerreviews.keep_invitation() is 'Refuses to invite the reviewed office to its own review.';
create trigger keep_invitation before insert on peerreviews.invitations
  for each row execute function peerreviews.keep_invitation();

-- The team recommends while it writes; the authority answers once the report stands.
create function peerreviews.keep_recommendation() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if (new.words, new.to_whom, new.by_when, new.priority) is distinct from (old.words, old.to_whom, old.by_when, old.priority)
    and not (new.review_id in (select peerreviews.of_team()) and new.review_id in (select peerreviews.in_state(array['preparing']))) then
    raise exception 'the team recommends, while it writes' using errcode = 'insufficient_privilege';
  end if;
  if (new.answer, new.answer_reason, new.answered_at, new.state, new.state_words, new.state_on)
       is distinct from (old.answer, old.answer_reason, old.answered_at, old.state, old.state_words, old.state_on)
    and not (new.review_id in (select peerreviews.of_office()) and new.review_id in (select peerreviews.in_state(array['agreed', 'closed']))) then
    raise exception 'the authority answers, once the report stands' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function peerreviews.keep_recommendation() is 'Keeps the recommendation with the team and the answer with the authority.';
create trigger keep_recommendation before update on peerreviews.recommendations
  for each row execute function peerreviews.keep_recommendation();

create function peerreviews.keep_follow_up() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if (new.done, new.done_by, new.done_at) is distinct from (old.done, old.done_by, old.done_at)
    and not (new.review_id in (select peerreviews.of_office()) and new.reply is null and new.done_by = kernel.actor()) then
    raise exception 'the authority says what was done, until the team has replied' using errcode = 'insufficient_privilege';
  end if;
  if (new.reply, new.reply_by, new.reply_at) is distinct from (old.reply, old.reply_by, old.reply_at)
    and not (new.review_id in (select peerreviews.of_team()) and new.reply_by = kernel.actor()) then
    raise exception 'the team replies' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function peerreviews.keep_follow_up() is 'Keeps what was done with the authority and the reply with the team.';
create trigger keep_follow_up before update on peerreviews.follow_ups
  for each row execute function peerreviews.keep_follow_up();

do $$
declare name text;
begin
  foreach name in array array['reviews', 'invitations', 'peers', 'questions', 'readings', 'notes', 'sessions', 'findings', 'recommendations', 'comments', 'follow_ups', 'events'] loop
    execute format('alter table peerreviews.%I enable row level security', name);
    execute format('alter table peerreviews.%I force row level security', name);
    execute format('create policy owner_all on peerreviews.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy shown on peerreviews.reviews for select to ponte_app using (published_at is not null);
create policy organised on peerreviews.reviews for select to ponte_app using ((select peerreviews.organises()));
-- Not by a set of its own rows: a new row is not in such a set when it is returned.
create policy reviewed on peerreviews.reviews for select to ponte_app using (office_id in (select peerreviews.offices()));
create policy joined on peerreviews.reviews for select to ponte_app
  using (id in (select peerreviews.of_team()) or id in (select peerreviews.invited()));
create policy proposed on peerreviews.reviews for insert to ponte_app
  with check (
    asked_by = kernel.actor() and state = 'proposed' and decided_by is null and sheet_id is null
    and case asked_side when 'office' then office_id in (select peerreviews.offices()) else (select peerreviews.organises()) end
  );
create policy changed on peerreviews.reviews for update to ponte_app
  using (office_id in (select peerreviews.offices()) or id in (select peerreviews.of_team()) or (select peerreviews.organises()))
  with check (office_id in (select peerreviews.offices()) or id in (select peerreviews.of_team()) or (select peerreviews.organises()));
grant select, insert on peerreviews.reviews to ponte_app;
grant update (state, decided_by, decided_at, sheet_id, visit_from, visit_until, visit_needs, report_at, published_by, published_at, ended_at, end_reason) on peerreviews.reviews to ponte_app;

create policy known on peerreviews.invitations for select to ponte_app using (review_id in (select peerreviews.inside()) or (select peerreviews.organises()) or office_id in (select peerreviews.peer_offices()));
create policy sent on peerreviews.invitations for insert to ponte_app
  with check (invited_by = kernel.actor() and declined_at is null and (select peerreviews.organises()) and review_id in (select peerreviews.open()));
create policy declined on peerreviews.invitations for update to ponte_app
  using (office_id in (select peerreviews.peer_offices()) and review_id in (select peerreviews.open())) with check (office_id in (select peerreviews.peer_offices()));
grant select, insert, update (declined_at) on peerreviews.invitations to ponte_app;

create policy known on peerreviews.peers for select to ponte_app using (review_id in (select peerreviews.inside()) or (select peerreviews.organises()));
create policy self on peerreviews.peers for select to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 2);
create policy joined on peerreviews.peers for insert to ponte_app
  with check (
    account_id = kernel.actor() and left_at is null and office_id in (select peerreviews.peer_offices())
    and review_id in (select peerreviews.invited())
  );
create policy gone on peerreviews.peers for update to ponte_app
  using (account_id = kernel.actor() and review_id in (select peerreviews.of_team()) and left_at is null) with check (account_id = kernel.actor() and left_at is not null);
grant select, insert, update (left_at) on peerreviews.peers to ponte_app;

create policy inside on peerreviews.questions for select to ponte_app using (review_id in (select peerreviews.inside()));
create policy asked on peerreviews.questions for insert to ponte_app
  with check (asked_by = kernel.actor() and answer is null and review_id in (select peerreviews.of_team()) and review_id in (select peerreviews.open()));
create policy answered on peerreviews.questions for update to ponte_app
  using (review_id in (select peerreviews.of_office()) and review_id in (select peerreviews.open())) with check (review_id in (select peerreviews.of_office()) and answered_by = kernel.actor());
grant select, insert, update (answer, answered_by, answered_at) on peerreviews.questions to ponte_app;

create policy inside on peerreviews.readings for select to ponte_app using (review_id in (select peerreviews.inside()));
create policy added on peerreviews.readings for insert to ponte_app with check (added_by = kernel.actor() and review_id in (select peerreviews.inside()) and review_id in (select peerreviews.open()));
create policy removed on peerreviews.readings for delete to ponte_app using (added_by = kernel.actor() and review_id in (select peerreviews.inside()) and review_id in (select peerreviews.open()));
grant select, insert, delete on peerreviews.readings to ponte_app;

create policy team on peerreviews.notes for select to ponte_app using (review_id in (select peerreviews.of_team()));
create policy written on peerreviews.notes for insert to ponte_app with check (written_by = kernel.actor() and review_id in (select peerreviews.of_team()) and review_id in (select peerreviews.open()));
create policy removed on peerreviews.notes for delete to ponte_app using (written_by = kernel.actor() and review_id in (select peerreviews.of_team()));
grant select, insert, delete on peerreviews.notes to ponte_app;

create policy inside on peerreviews.sessions for select to ponte_app using (review_id in (select peerreviews.inside()));
create policy planned on peerreviews.sessions for insert to ponte_app with check (review_id in (select peerreviews.inside()) and review_id in (select peerreviews.open()));
create policy removed on peerreviews.sessions for delete to ponte_app using (review_id in (select peerreviews.inside()) and review_id in (select peerreviews.open()));
grant select, insert, delete on peerreviews.sessions to ponte_app;

create policy shown on peerreviews.findings for select to ponte_app using (review_id in (select peerreviews.published()));
create policy team on peerreviews.findings for select to ponte_app using (review_id in (select peerreviews.of_team()));
create policy shared on peerreviews.findings for select to ponte_app
  using (review_id in (select peerreviews.of_office()) and review_id in (select peerreviews.in_state(array['commenting', 'agreed', 'closed'])));
create policy written on peerreviews.findings for insert to ponte_app
  with check (written_by = kernel.actor() and review_id in (select peerreviews.of_team()) and review_id in (select peerreviews.in_state(array['preparing'])));
create policy rewritten on peerreviews.findings for update to ponte_app
  using (review_id in (select peerreviews.of_team()) and review_id in (select peerreviews.in_state(array['preparing'])))
  with check (review_id in (select peerreviews.of_team()) and review_id in (select peerreviews.in_state(array['preparing'])));
create policy removed on peerreviews.findings for delete to ponte_app
  using (review_id in (select peerreviews.of_team()) and review_id in (select peerreviews.in_state(array['preparing'])));
grant select, insert, update (kind, words, evidence), delete on peerreviews.findings to ponte_app;

create policy shown on peerreviews.recommendations for select to ponte_app using (review_id in (select peerreviews.published()));
create policy team on peerreviews.recommendations for select to ponte_app using (review_id in (select peerreviews.of_team()));
create policy shared on peerreviews.recommendations for select to ponte_app
  using (review_id in (select peerreviews.of_office()) and review_id in (select peerreviews.in_state(array['commenting', 'agreed', 'closed'])));
create policy written on peerreviews.recommendations for insert to ponte_app
  with check (written_by = kernel.actor() and review_id in (select peerreviews.of_team()) and review_id in (select peerreviews.in_state(array['preparing'])) and answer is null and state = 'open');
create policy rewritten on peerreviews.recommendations for update to ponte_app
  using (review_id in (select peerreviews.of_team()) and review_id in (select peerreviews.in_state(array['preparing'])))
  with check (review_id in (select peerreviews.of_team()) and review_id in (select peerreviews.in_state(array['preparing'])));
create policy removed on peerreviews.recommendations for delete to ponte_app
  using (review_id in (select peerreviews.of_team()) and review_id in (select peerreviews.in_state(array['preparing'])));
create policy answered on peerreviews.recommendations for update to ponte_app
  using (review_id in (select peerreviews.of_office()) and review_id in (select peerreviews.in_state(array['agreed', 'closed'])))
  with check (review_id in (select peerreviews.of_office()) and review_id in (select peerreviews.in_state(array['agreed', 'closed'])));
grant select, insert, update (words, to_whom, by_when, priority, answer, answer_reason, answered_at, state, state_words, state_on), delete on peerreviews.recommendations to ponte_app;

create policy inside on peerreviews.comments for select to ponte_app using (review_id in (select peerreviews.inside()));
create policy by_office on peerreviews.comments for insert to ponte_app
  with check (by_account = kernel.actor() and side = 'office' and review_id in (select peerreviews.of_office()) and review_id in (select peerreviews.in_state(array['commenting'])));
create policy by_team on peerreviews.comments for insert to ponte_app
  with check (by_account = kernel.actor() and side = 'team' and review_id in (select peerreviews.of_team()) and review_id in (select peerreviews.open()));
grant select, insert on peerreviews.comments to ponte_app;

create policy inside on peerreviews.follow_ups for select to ponte_app using (review_id in (select peerreviews.inside()) or (select peerreviews.organises()));
create policy planned on peerreviews.follow_ups for insert to ponte_app
  with check (done is null and reply is null and reminded_at is null and review_id in (select peerreviews.of_office()) and review_id in (select peerreviews.in_state(array['agreed'])));
create policy told on peerreviews.follow_ups for update to ponte_app
  using (review_id in (select peerreviews.inside()) and review_id in (select peerreviews.in_state(array['agreed']))) with check (review_id in (select peerreviews.inside()));
grant select, insert, update (done, done_by, done_at, reply, reply_by, reply_at) on peerreviews.follow_ups to ponte_app;

create policy known on peerreviews.events for select to ponte_app using (review_id in (select peerreviews.inside()) or (select peerreviews.organises()));
create policy added on peerreviews.events for insert to ponte_app
  with check (by_account = kernel.actor() and (review_id in (select peerreviews.inside()) or (select peerreviews.organises()) or review_id in (select peerreviews.invited())));
grant select, insert on peerreviews.events to ponte_app;

-- The nightly jobs: reminders of follow-ups, and notes that are no longer needed.
create policy jobs_read on peerreviews.reviews for select to ponte_jobs using (true);
grant select on peerreviews.reviews to ponte_jobs;
create policy jobs_remind on peerreviews.follow_ups to ponte_jobs using (true) with check (true);
grant select, update (reminded_at) on peerreviews.follow_ups to ponte_jobs;
create policy jobs_forget on peerreviews.notes to ponte_jobs using (true);
grant select, delete on peerreviews.notes to ponte_jobs;

-- The team reads the form of the reviewed authority once it is handed in; whom to ring up stays with those of the form.
create policy peers_read on instruments.sheets for select to ponte_app using (id in (select peerreviews.sheets()));
create policy peers_read on instruments.rounds for select to ponte_app using (id in (select peerreviews.sheet_rounds()));
create policy peers_read on instruments.answers for select to ponte_app using (sheet_id in (select peerreviews.sheets()));
create policy peers_read on instruments.evidence for select to ponte_app using (sheet_id in (select peerreviews.sheets()));
