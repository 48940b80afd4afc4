-- Mentoring: who accompanies a founder, from the suggestion to the last follow-up. A mentor sees of the person what the
-- founder's grant names, while the pair runs and the grant lives; a note is open to those for whom its author wrote it.

create schema mentoring;
comment on schema mentoring is 'Mentors, the pairs they form with founders, their sessions, notes, agreed actions and follow-ups.';
grant usage on schema mentoring to ponte_app, ponte_jobs;

create table mentoring.mentors (
  id uuid primary key,
  account_id uuid not null constraint mentors_account unique,
  office_id uuid not null constraint mentors_office references offices.offices (id),
  name text not null constraint mentors_name check (length(name) between 1 and 120),
  about text not null default '' constraint mentors_about check (length(about) <= 1000),
  background text not null constraint mentors_background check (background in ('owner', 'professional', 'retired', 'returned', 'origin')),
  place_id uuid not null constraint mentors_place references places.places (id),
  country_id uuid not null constraint mentors_country references places.places (id),
  time_zone text not null constraint mentors_time_zone check (length(time_zone) between 1 and 60),
  sectors text[] not null default '{}' constraint mentors_sectors check (cardinality(sectors) <= 40),
  topics text[] not null default '{}' constraint mentors_topics check (cardinality(topics) <= 40),
  stages text[] not null default '{}' constraint mentors_stages check (cardinality(stages) <= 10),
  languages text[] not null default '{}' constraint mentors_languages check (cardinality(languages) <= 12),
  hours jsonb not null default '[]' constraint mentors_hours check (jsonb_typeof(hours) = 'array' and pg_column_size(hours) <= 4096),
  email text constraint mentors_email check (length(email) <= 254),
  phone text constraint mentors_phone check (phone ~ '^\+[0-9]{6,15}$'),
  mentee_limit int not null default 2 constraint mentors_mentee_limit check (mentee_limit between 1 and 10),
  mentees int not null default 0 constraint mentors_mentees check (mentees >= 0),
  paused boolean not null default false,
  confirmed_at timestamptz,
  confirmed_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint mentors_confirmed check ((confirmed_at is null) = (confirmed_by is null))
);
create index mentors_office_id on mentoring.mentors (office_id);
create index mentors_languages_free on mentoring.mentors using gin (languages) where confirmed_at is not null and not paused;
comment on table mentoring.mentors is 'What a mentor says of themselves; suggested only once the office has confirmed it.';
comment on column mentoring.mentors.id is 'UUID v7.';
comment on column mentoring.mentors.account_id is 'The mentor''s account, which holds the role.';
comment on column mentoring.mentors.office_id is 'Office that confirms the profile and looks after the mentor.';
comment on column mentoring.mentors.name is 'Name as founders and offices read it.';
comment on column mentoring.mentors.about is 'A few sentences in the mentor''s own words.';
comment on column mentoring.mentors.background is 'Where the experience comes from: owner of a firm, profession, retired, returned founder, at origin.';
comment on column mentoring.mentors.place_id is 'Where the mentor is: which end of a corridor they know.';
comment on column mentoring.mentors.country_id is 'Country of that place.';
comment on column mentoring.mentors.time_zone is 'IANA zone in which the hours hold.';
comment on column mentoring.mentors.sectors is 'Sectors that they know (vocabulary sectors).';
comment on column mentoring.mentors.topics is 'What they can help with (vocabulary ventureNeeds).';
comment on column mentoring.mentors.stages is 'Stages of a firm that they know (vocabulary ventureStages).';
comment on column mentoring.mentors.languages is 'BCP 47 tags of the languages in which they mentor.';
comment on column mentoring.mentors.hours is 'When they have time: a list of weekday (1 to 7), opens and closes (HH:MM).';
comment on column mentoring.mentors.email is 'For reminders; founders they accompany see it.';
comment on column mentoring.mentors.phone is 'E.164, for the same.';
comment on column mentoring.mentors.mentee_limit is 'How many founders they accompany at once at most.';
comment on column mentoring.mentors.mentees is 'How many are offered, accepted or running now; kept by a trigger.';
comment on column mentoring.mentors.paused is 'Whether they take nobody new for the time being.';
comment on column mentoring.mentors.confirmed_at is 'When the office confirmed it; null again after a change of what they know.';
comment on column mentoring.mentors.confirmed_by is 'Who confirmed it.';
comment on column mentoring.mentors.created_at is 'When.';
comment on column mentoring.mentors.updated_at is 'Last change.';

create function mentoring.own_mentors() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id
    from mentoring.mentors
   where account_id = kernel.actor()
     and kernel.assurance() >= 2
     and exists (select from access.assignments where account_id = kernel.actor() and role = 'mentor' and ended_at is null)
$$;
comment on function mentoring.own_mentors() is 'The actor''s own mentor profile, while they hold the role and on a session with two factors.';

create function mentoring.is_mentor() returns boolean
language sql stable security definer
set search_path = ''
as $$
  select kernel.assurance() >= 2
     and exists (select from access.assignments where account_id = kernel.actor() and role = 'mentor' and ended_at is null)
$$;
comment on function mentoring.is_mentor() is 'Whether the actor holds the role of mentor anywhere, with two factors.';

create function mentoring.at_a_desk() returns boolean
language sql stable security definer
set search_path = ''
as $$ select exists (select access.desks()) $$;
comment on function mentoring.at_a_desk() is 'Whether the actor works at any desk of the network.';

create table mentoring.wishes (
  venture_id uuid primary key,
  venture_office_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  ends text not null constraint wishes_ends check (ends in ('here', 'there', 'both', 'any')),
  topics text[] not null default '{}' constraint wishes_topics check (cardinality(topics) <= 40),
  hours jsonb not null default '[]' constraint wishes_hours check (jsonb_typeof(hours) = 'array' and pg_column_size(hours) <= 4096),
  time_zone text not null constraint wishes_time_zone check (length(time_zone) between 1 and 60),
  asked_by uuid,
  asked_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint wishes_venture foreign key (venture_id, venture_office_id) references ventures.ventures (id, office_id) on update cascade on delete cascade,
  constraint wishes_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade
);
create index wishes_person_id on mentoring.wishes (person_id);
create index wishes_office_id on mentoring.wishes (office_id);
comment on table mentoring.wishes is 'A founder would like a mentor for a venture, and when they have time.';
comment on column mentoring.wishes.venture_id is 'The venture.';
comment on column mentoring.wishes.venture_office_id is 'Office that has custody of the venture.';
comment on column mentoring.wishes.person_id is 'The founder who asks.';
comment on column mentoring.wishes.office_id is 'Office that has custody of the founder''s file.';
comment on column mentoring.wishes.ends is 'At which end of the corridor: here, there, both (a mentor at each end), any.';
comment on column mentoring.wishes.topics is 'With what they want help, besides the needs of the venture (vocabulary ventureNeeds).';
comment on column mentoring.wishes.hours is 'When the founder has time: as in mentors.hours.';
comment on column mentoring.wishes.time_zone is 'IANA zone in which these hours hold.';
comment on column mentoring.wishes.asked_by is 'Account that wrote it down: the founder, or the desk.';
comment on column mentoring.wishes.asked_at is 'When.';
comment on column mentoring.wishes.updated_at is 'Last change.';

create table mentoring.pairs (
  id uuid primary key,
  venture_id uuid not null,
  venture_office_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  mentor_id uuid not null constraint pairs_mentor references mentoring.mentors (id),
  mentor_end text not null constraint pairs_mentor_end check (mentor_end in ('here', 'there', 'other')),
  state text not null default 'suggested' constraint pairs_state check (state in ('suggested', 'offered', 'accepted', 'running', 'ended')),
  sector text not null,
  stage text not null,
  topics text[] not null default '{}' constraint pairs_topics check (cardinality(topics) <= 40),
  reasons text[] not null default '{}' constraint pairs_reasons check (cardinality(reasons) <= 40),
  languages text[] not null default '{}' constraint pairs_languages check (cardinality(languages) <= 12),
  time_zone text not null constraint pairs_time_zone check (length(time_zone) between 1 and 60),
  called text not null default '' constraint pairs_called check (length(called) <= 120),
  suggested_by uuid,
  suggested_at timestamptz not null default now(),
  offered_by uuid,
  offered_at timestamptz,
  mentor_accepted_at timestamptz,
  founder_accepted_at timestamptz,
  founder_how text constraint pairs_founder_how check (founder_how in ('on-line', 'spoken-at-desk', 'signed-at-desk')),
  grant_id uuid constraint pairs_grant references consent.grants (id) on delete set null,
  started_at timestamptz,
  ended_at timestamptz,
  ended_by text constraint pairs_ended_by check (ended_by in ('founder', 'mentor', 'office')),
  end_reason text constraint pairs_end_reason check (end_reason in ('goal-reached', 'time', 'other-topic', 'other-mentor', 'moved', 'other')),
  constraint pairs_custody unique (id, person_id, office_id),
  constraint pairs_venture foreign key (venture_id, venture_office_id) references ventures.ventures (id, office_id) on update cascade on delete cascade,
  constraint pairs_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade,
  constraint pairs_ended check ((state = 'ended') = (ended_at is not null) and (state = 'ended') = (ended_by is not null))
);
create unique index pairs_once on mentoring.pairs (venture_id, person_id, mentor_id) where state <> 'ended';
create index pairs_person_id on mentoring.pairs (person_id);
create index pairs_office_id on mentoring.pairs (office_id, state);
create index pairs_mentor_id on mentoring.pairs (mentor_id, state);
create index pairs_grant_id on mentoring.pairs (grant_id);
comment on table mentoring.pairs is 'A founder and a mentor: from the office''s suggestion over both acceptances to the end.';
comment on column mentoring.pairs.id is 'UUID v7.';
comment on column mentoring.pairs.venture_id is 'The venture that the mentor accompanies.';
comment on column mentoring.pairs.venture_office_id is 'Office that has custody of the venture.';
comment on column mentoring.pairs.person_id is 'The founder.';
comment on column mentoring.pairs.office_id is 'Office that has custody of the founder''s file; follows a hand-over by foreign key.';
comment on column mentoring.pairs.mentor_id is 'The mentor.';
comment on column mentoring.pairs.mentor_end is 'Which end of the corridor the mentor knows: here, there, or another place.';
comment on column mentoring.pairs.state is 'Suggested, offered, accepted by one, running, ended: docs/states/mentoring.md.';
comment on column mentoring.pairs.sector is 'Sector of the venture when it was suggested: what the mentor reads before anything is shared.';
comment on column mentoring.pairs.stage is 'Stage of the venture then.';
comment on column mentoring.pairs.topics is 'What help was sought then.';
comment on column mentoring.pairs.reasons is 'Why the mentor was suggested, as codes.';
comment on column mentoring.pairs.languages is 'Languages that both speak.';
comment on column mentoring.pairs.time_zone is 'IANA zone in which the founder reads hours.';
comment on column mentoring.pairs.called is 'How the founder wants the mentor to call them.';
comment on column mentoring.pairs.suggested_by is 'Officer who took the suggestion up.';
comment on column mentoring.pairs.suggested_at is 'When.';
comment on column mentoring.pairs.offered_by is 'Officer who confirmed it.';
comment on column mentoring.pairs.offered_at is 'When both were asked.';
comment on column mentoring.pairs.mentor_accepted_at is 'When the mentor said yes.';
comment on column mentoring.pairs.founder_accepted_at is 'When the founder said yes.';
comment on column mentoring.pairs.founder_how is 'How the founder said yes: on line, or at the desk.';
comment on column mentoring.pairs.grant_id is 'The founder''s sharing grant to the mentor''s account.';
comment on column mentoring.pairs.started_at is 'When both had said yes.';
comment on column mentoring.pairs.ended_at is 'When it ended.';
comment on column mentoring.pairs.ended_by is 'Which side ended it; nobody has to say why.';
comment on column mentoring.pairs.end_reason is 'A neutral reason, where one was given.';

create function mentoring.mentored() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id
    from mentoring.pairs
   where state = 'running'
     and mentor_id in (select mentoring.own_mentors())
     and grant_id in (select consent.granted_to_actor())
$$;
comment on function mentoring.mentored() is 'Running pairs of which the actor is the mentor, while the founder''s grant lives.';

create function mentoring.co_mentored() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select other.id
    from mentoring.pairs own
    join mentoring.pairs other on other.venture_id = own.venture_id and other.person_id = own.person_id and other.id <> own.id
   where own.id in (select mentoring.mentored())
     and other.state = 'running'
$$;
comment on function mentoring.co_mentored() is 'Running pairs of the same founder and venture with another mentor.';

create function mentoring.known_mentors() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select mentor_id from mentoring.pairs where offered_at is not null and person_id in (select access.own_subjects())
   union all
  select mentor_id from mentoring.pairs where id in (select mentoring.co_mentored())
$$;
comment on function mentoring.known_mentors() is 'Mentors who were offered to the actor as a founder, or who accompany the same founder as the actor.';

alter table mentoring.mentors enable row level security;
alter table mentoring.mentors force row level security;
create policy owner_all on mentoring.mentors to ponte_owner using (true) with check (true);
create policy self on mentoring.mentors to ponte_app
  using (account_id = (select kernel.actor()) and (select mentoring.is_mentor()))
  with check (account_id = kernel.actor() and (select mentoring.is_mentor()));
create policy custody on mentoring.mentors for select to ponte_app using (office_id in (select access.desks()));
create policy confirms on mentoring.mentors for update to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy desks on mentoring.mentors for select to ponte_app using (confirmed_at is not null and (select mentoring.at_a_desk()));
create policy known on mentoring.mentors for select to ponte_app using (id in (select mentoring.known_mentors()));
create policy jobs_all on mentoring.mentors to ponte_jobs using (true);
grant select, insert on mentoring.mentors to ponte_app;
grant update (office_id, name, about, background, place_id, country_id, time_zone, sectors, topics, stages, languages, hours, email, phone,
  mentee_limit, paused, confirmed_at, confirmed_by, updated_at) on mentoring.mentors to ponte_app;
grant select on mentoring.mentors to ponte_jobs;

create function mentoring.guard_mentor() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    new.mentees := 0;
    if new.confirmed_at is not null then
      raise exception 'a profile is confirmed after it was written' using errcode = 'check_violation', constraint = 'mentors_not_confirmed';
    end if;
    return new;
  end if;
  if (new.office_id, new.name, new.about, new.background, new.place_id, new.sectors, new.topics, new.stages, new.languages)
     is distinct from (old.office_id, old.name, old.about, old.background, old.place_id, old.sectors, old.topics, old.stages, old.languages) then
    if old.account_id is distinct from kernel.actor() then
      raise exception 'only mentors write their profile' using errcode = 'check_violation', constraint = 'mentors_own_words';
    end if;
    new.confirmed_at := null;
    new.confirmed_by := null;
  end if;
  -- Nobody confirms themselves, and only the office that answers for the mentor does.
  if new.confirmed_at is not null and new.confirmed_at is distinct from old.confirmed_at
     and (old.account_id = kernel.actor() or new.office_id not in (select access.desks()) or new.confirmed_by is distinct from kernel.actor()) then
    raise exception 'the mentor''s office confirms' using errcode = 'check_violation', constraint = 'mentors_not_confirmed';
  end if;
  return new;
end
$$;
comment on function mentoring.guard_mentor() is 'A profile is the mentor''s own words; a change of what they know asks for a new confirmation by the office.';
create trigger guard_mentor before insert or update of office_id, name, about, background, place_id, sectors, topics, stages, languages,
  confirmed_at, confirmed_by on mentoring.mentors
  for each row execute function mentoring.guard_mentor();

alter table mentoring.wishes enable row level security;
alter table mentoring.wishes force row level security;
create policy owner_all on mentoring.wishes to ponte_owner using (true) with check (true);
create policy custody on mentoring.wishes to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy self on mentoring.wishes for select to ponte_app using (person_id in (select access.own_subjects()));
create policy asks on mentoring.wishes for insert to ponte_app
  with check (person_id in (select access.own_subjects()) and venture_id in (select ventures.founded()));
create policy changes on mentoring.wishes for update to ponte_app
  using (person_id in (select access.own_subjects())) with check (person_id in (select access.own_subjects()));
create policy jobs_all on mentoring.wishes to ponte_jobs using (true);
grant select, insert on mentoring.wishes to ponte_app;
grant update (ends, topics, hours, time_zone, updated_at) on mentoring.wishes to ponte_app;
grant select on mentoring.wishes to ponte_jobs;

alter table mentoring.pairs enable row level security;
alter table mentoring.pairs force row level security;
create policy owner_all on mentoring.pairs to ponte_owner using (true) with check (true);
create policy custody on mentoring.pairs for select to ponte_app using (office_id in (select access.desks()));
create policy suggests on mentoring.pairs for insert to ponte_app
  with check (office_id in (select access.desks()) and state = 'suggested' and suggested_by = kernel.actor());
create policy desk_moves on mentoring.pairs for update to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy self on mentoring.pairs for select to ponte_app
  using (offered_at is not null and person_id in (select access.own_subjects()));
create policy self_moves on mentoring.pairs for update to ponte_app
  using (offered_at is not null and person_id in (select access.own_subjects()))
  with check (person_id in (select access.own_subjects()));
create policy mentor on mentoring.pairs for select to ponte_app
  using (offered_at is not null and mentor_id in (select mentoring.own_mentors()));
create policy mentor_moves on mentoring.pairs for update to ponte_app
  using (offered_at is not null and mentor_id in (select mentoring.own_mentors()))
  with check (mentor_id in (select mentoring.own_mentors()));
create policy jobs_all on mentoring.pairs to ponte_jobs using (true);
grant select, insert on mentoring.pairs to ponte_app;
grant update (state, called, offered_by, offered_at, mentor_accepted_at, founder_accepted_at, founder_how, grant_id, started_at, ended_at,
  ended_by, end_reason) on mentoring.pairs to ponte_app;
grant select on mentoring.pairs to ponte_jobs;

create function mentoring.may_become(from_state text, to_state text) returns boolean
language sql immutable
as $$
  select (from_state, to_state) in (
    ('suggested', 'offered'), ('suggested', 'ended'), ('offered', 'accepted'), ('offered', 'ended'),
    ('accepted', 'running'), ('accepted', 'ended'), ('running', 'ended')
  )
$$;
comment on function mentoring.may_become(text, text) is 'The moves of docs/states/mentoring.md.';

create function mentoring.guard_pair() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  desk boolean := old.office_id in (select access.desks());
  founder boolean := old.person_id in (select access.own_subjects());
  mentor boolean := old.mentor_id in (select mentoring.own_mentors());
  asked mentoring.mentors;
begin
  if old.state = 'ended' or (new.state <> old.state and not mentoring.may_become(old.state, new.state)) then
    raise exception 'a pair does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'pairs_no_such_move';
  end if;
  if (new.mentor_accepted_at is distinct from old.mentor_accepted_at and not mentor)
     or ((new.founder_accepted_at, new.founder_how, new.called) is distinct from (old.founder_accepted_at, old.founder_how, old.called)
         and not (founder or desk))
     or ((new.offered_at, new.offered_by) is distinct from (old.offered_at, old.offered_by) and not desk)
     or (new.state = 'ended' and not (case new.ended_by when 'founder' then founder when 'mentor' then mentor else desk end)) then
    raise exception 'that is for somebody else to say' using errcode = 'check_violation', constraint = 'pairs_not_yours';
  end if;
  if new.grant_id is distinct from old.grant_id and (not (founder or desk) or not exists (
    select
      from consent.grants g
     where g.id = new.grant_id
       and g.subject_id = old.person_id
       and g.recipient_kind = 'account'
       and g.recipient_id = (select account_id from mentoring.mentors where id = old.mentor_id)
  )) then
    raise exception 'the founder shares with this mentor' using errcode = 'check_violation', constraint = 'pairs_not_yours';
  end if;
  if new.state = 'offered' and old.state = 'suggested' then
    -- Offers to one mentor wait in line, so that two desks do not give away the last free place.
    select * into asked from mentoring.mentors where id = old.mentor_id for update;
    if asked.confirmed_at is null or asked.paused then
      raise exception 'the mentor takes nobody now' using errcode = 'check_violation', constraint = 'pairs_mentor_away';
    end if;
    if asked.mentees >= asked.mentee_limit then
      raise exception 'the mentor accompanies enough founders' using errcode = 'check_violation', constraint = 'pairs_mentor_full';
    end if;
  end if;
  if (new.state = 'accepted' and (new.mentor_accepted_at is null) = (new.founder_accepted_at is null))
     or (new.state = 'running' and old.state <> 'running'
         and (new.mentor_accepted_at is null or new.founder_accepted_at is null or not consent.live(new.grant_id))) then
    raise exception 'both have to agree' using errcode = 'check_violation', constraint = 'pairs_both_agree';
  end if;
  return new;
end
$$;
comment on function mentoring.guard_pair() is 'Each side speaks for itself; a pair runs once both agreed and the founder shares; a mentor is offered no more founders than they can take.';
-- Not on office_id: custody moves whatever the state. Not on grant_id alone either, which erasure empties.
create trigger guard_pair before update of state, called, offered_by, offered_at, mentor_accepted_at, founder_accepted_at, founder_how,
  started_at, ended_at, ended_by, end_reason on mentoring.pairs
  for each row execute function mentoring.guard_pair();

create function mentoring.follow_pair() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  held int := case when tg_op = 'UPDATE' and old.state in ('offered', 'accepted', 'running') then 1 else 0 end;
  holds int := case when tg_op <> 'DELETE' and new.state in ('offered', 'accepted', 'running') then 1 else 0 end;
begin
  if tg_op = 'DELETE' then
    held := case when old.state in ('offered', 'accepted', 'running') then 1 else 0 end;
    update mentoring.mentors set mentees = greatest(0, mentees - held) where id = old.mentor_id and held > 0;
    return old;
  end if;
  update mentoring.mentors set mentees = greatest(0, mentees + holds - held) where id = new.mentor_id and holds <> held;
  if tg_op = 'UPDATE' and new.state = 'running' and old.state <> 'running' then
    insert into mentoring.follow_ups (id, pair_id, person_id, office_id, side, days, due_on)
    select gen_random_uuid(), new.id, new.person_id, new.office_id, side, days, (new.started_at + make_interval(days => days))::date
      from unnest(array['founder', 'mentor']) side, unnest(array[30, 90, 180]) days;
  end if;
  -- Whoever ends it, the mentor too, who may not touch the grant: nothing of the founder stays open.
  if tg_op = 'UPDATE' and new.state = 'ended' and old.state <> 'ended' then
    update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = new.grant_id and withdrawn_at is null;
  end if;
  return new;
end
$$;
comment on function mentoring.follow_pair() is 'Keeps the count of a mentor''s founders, plans the follow-ups when a pair starts, and closes the grant when it ends.';
create trigger follow_pair after insert or delete or update of state on mentoring.pairs
  for each row execute function mentoring.follow_pair();

create table mentoring.sessions (
  id uuid primary key,
  pair_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  starts_at timestamptz not null,
  minutes int not null constraint sessions_minutes check (minutes between 10 and 480),
  mode text not null constraint sessions_mode check (mode in ('online', 'place', 'phone')),
  place text not null default '' constraint sessions_place check (length(place) <= 300),
  state text not null default 'planned' constraint sessions_state check (state in ('planned', 'held', 'missed', 'cancelled')),
  held_minutes int constraint sessions_held_minutes check (held_minutes between 5 and 480),
  proposed_by uuid,
  created_at timestamptz not null default now(),
  constraint sessions_custody unique (id, pair_id, person_id, office_id),
  constraint sessions_pair foreign key (pair_id, person_id, office_id) references mentoring.pairs (id, person_id, office_id) on update cascade on delete cascade,
  constraint sessions_held check ((state = 'held') = (held_minutes is not null))
);
create index sessions_pair_id on mentoring.sessions (pair_id, starts_at);
create index sessions_office_id on mentoring.sessions (office_id, starts_at);
create index sessions_person_id on mentoring.sessions (person_id);
comment on table mentoring.sessions is 'A meeting of founder and mentor, planned or held.';
comment on column mentoring.sessions.id is 'UUID v7.';
comment on column mentoring.sessions.pair_id is 'The pair.';
comment on column mentoring.sessions.person_id is 'The founder.';
comment on column mentoring.sessions.office_id is 'Office that has custody.';
comment on column mentoring.sessions.starts_at is 'Start.';
comment on column mentoring.sessions.minutes is 'Planned length in minutes.';
comment on column mentoring.sessions.mode is 'Online, at a place, or by phone.';
comment on column mentoring.sessions.place is 'Where: an address, a link or a number.';
comment on column mentoring.sessions.state is 'Planned, held, missed or cancelled.';
comment on column mentoring.sessions.held_minutes is 'How long it lasted, in minutes, once held.';
comment on column mentoring.sessions.proposed_by is 'Account that wrote it down.';
comment on column mentoring.sessions.created_at is 'When it was written down.';

create table mentoring.notes (
  id uuid primary key,
  session_id uuid not null,
  pair_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  author_id uuid not null,
  for_founder boolean not null,
  for_mentor boolean not null,
  for_co_mentor boolean not null,
  for_office boolean not null,
  sealed bytea not null constraint notes_bounded check (octet_length(sealed) <= 65536),
  written_at timestamptz not null default now(),
  constraint notes_session foreign key (session_id, pair_id, person_id, office_id) references mentoring.sessions (id, pair_id, person_id, office_id) on update cascade on delete cascade
);
create index notes_session_id on mentoring.notes (session_id);
create index notes_pair_id on mentoring.notes (pair_id);
create index notes_person_id on mentoring.notes (person_id);
comment on table mentoring.notes is 'What was written after a session, sealed under the founder''s key; the author says who may read it.';
comment on column mentoring.notes.id is 'UUID v7.';
comment on column mentoring.notes.session_id is 'The session.';
comment on column mentoring.notes.pair_id is 'The pair.';
comment on column mentoring.notes.person_id is 'The founder, about whom it is.';
comment on column mentoring.notes.office_id is 'Office that has custody.';
comment on column mentoring.notes.author_id is 'Account that wrote it.';
comment on column mentoring.notes.for_founder is 'Shown to the founder; a copy of the founder''s data holds every note all the same.';
comment on column mentoring.notes.for_mentor is 'Shown to the mentor of this pair.';
comment on column mentoring.notes.for_co_mentor is 'Shown to the founder''s other mentor.';
comment on column mentoring.notes.for_office is 'Shown to the office.';
comment on column mentoring.notes.sealed is 'AES-256-GCM of the text under the founder''s key.';
comment on column mentoring.notes.written_at is 'When.';

create table mentoring.actions (
  id uuid primary key,
  session_id uuid not null,
  pair_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  title text not null constraint actions_title check (length(title) between 1 and 200),
  who text not null constraint actions_who check (who in ('founder', 'mentor', 'office')),
  due_on date,
  done_at timestamptz,
  done_by uuid,
  planned_as text constraint actions_planned_as check (planned_as in ('step', 'task')),
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint actions_session foreign key (session_id, pair_id, person_id, office_id) references mentoring.sessions (id, pair_id, person_id, office_id) on update cascade on delete cascade
);
create index actions_session_id on mentoring.actions (session_id);
create index actions_pair_id on mentoring.actions (pair_id);
create index actions_person_id on mentoring.actions (person_id);
comment on table mentoring.actions is 'What founder and mentor agreed to do: what, who, until when.';
comment on column mentoring.actions.id is 'UUID v7.';
comment on column mentoring.actions.session_id is 'The session in which it was agreed.';
comment on column mentoring.actions.pair_id is 'The pair.';
comment on column mentoring.actions.person_id is 'The founder.';
comment on column mentoring.actions.office_id is 'Office that has custody.';
comment on column mentoring.actions.title is 'What.';
comment on column mentoring.actions.who is 'Who does it: founder, mentor or office.';
comment on column mentoring.actions.due_on is 'Until when.';
comment on column mentoring.actions.done_at is 'When it was done.';
comment on column mentoring.actions.done_by is 'Who said so.';
comment on column mentoring.actions.planned_as is 'Where the office took it up: as a step of the plan, or as a task of the desk.';
comment on column mentoring.actions.created_by is 'Account that wrote it down.';
comment on column mentoring.actions.created_at is 'When.';

create table mentoring.follow_ups (
  id uuid primary key,
  pair_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  side text not null constraint follow_ups_side check (side in ('founder', 'mentor')),
  days int not null constraint follow_ups_days check (days in (30, 90, 180)),
  due_on date not null,
  useful text constraint follow_ups_useful check (useful in ('very', 'rather', 'little', 'not')),
  results text[] not null default '{}' constraint follow_ups_results check (cardinality(results) <= 20),
  change text constraint follow_ups_change check (change in ('nothing', 'more-often', 'less-often', 'other-topics', 'other-mentor')),
  done_at timestamptz,
  done_by uuid,
  constraint follow_ups_pair foreign key (pair_id, person_id, office_id) references mentoring.pairs (id, person_id, office_id) on update cascade on delete cascade,
  constraint follow_ups_once unique (pair_id, side, days),
  constraint follow_ups_answered check ((done_at is null) = (useful is null) and (done_at is null) = (change is null))
);
create index follow_ups_office_due on mentoring.follow_ups (office_id, due_on) where done_at is null;
create index follow_ups_person_id on mentoring.follow_ups (person_id);
comment on table mentoring.follow_ups is 'Three questions to each side 30, 90 and 180 days after the start.';
comment on column mentoring.follow_ups.id is 'UUID.';
comment on column mentoring.follow_ups.pair_id is 'The pair.';
comment on column mentoring.follow_ups.person_id is 'The founder.';
comment on column mentoring.follow_ups.office_id is 'Office that has custody.';
comment on column mentoring.follow_ups.side is 'Who is asked.';
comment on column mentoring.follow_ups.days is 'Days after the start.';
comment on column mentoring.follow_ups.due_on is 'From which day.';
comment on column mentoring.follow_ups.useful is 'First answer: how useful the meetings are.';
comment on column mentoring.follow_ups.results is 'Second answer: what has come of it, as codes.';
comment on column mentoring.follow_ups.change is 'Third answer: what should change.';
comment on column mentoring.follow_ups.done_at is 'When it was answered.';
comment on column mentoring.follow_ups.done_by is 'Who wrote the answer down.';

alter table mentoring.sessions enable row level security;
alter table mentoring.sessions force row level security;
alter table mentoring.actions enable row level security;
alter table mentoring.actions force row level security;
do $$
declare of_table text;
begin
  foreach of_table in array array['mentoring.sessions', 'mentoring.actions'] loop
    execute format('create policy owner_all on %s to ponte_owner using (true) with check (true)', of_table);
    execute format('create policy custody on %s to ponte_app using (office_id in (select access.desks())) with check (office_id in (select access.desks()))', of_table);
    execute format('create policy self on %s to ponte_app using (person_id in (select access.own_subjects())) with check (person_id in (select access.own_subjects()))', of_table);
    execute format('create policy mentor on %s to ponte_app using (pair_id in (select mentoring.mentored())) with check (pair_id in (select mentoring.mentored()))', of_table);
    execute format('create policy jobs_all on %s to ponte_jobs using (true)', of_table);
  end loop;
end
$$;
grant select, insert on mentoring.sessions, mentoring.actions to ponte_app;
grant update (starts_at, minutes, mode, place, state, held_minutes) on mentoring.sessions to ponte_app;
grant update (done_at, done_by, planned_as) on mentoring.actions to ponte_app;
grant select on mentoring.sessions, mentoring.actions to ponte_jobs;

alter table mentoring.notes enable row level security;
alter table mentoring.notes force row level security;
create policy owner_all on mentoring.notes to ponte_owner using (true) with check (true);
create policy office on mentoring.notes for select to ponte_app using (for_office and office_id in (select access.desks()));
create policy self on mentoring.notes for select to ponte_app using (person_id in (select access.own_subjects()));
create policy mentor on mentoring.notes for select to ponte_app
  using ((for_mentor or author_id = kernel.actor()) and pair_id in (select mentoring.mentored()));
create policy co_mentor on mentoring.notes for select to ponte_app
  using (for_co_mentor and pair_id in (select mentoring.co_mentored()));
create policy writes on mentoring.notes for insert to ponte_app
  with check (
    author_id = kernel.actor()
    and (pair_id in (select mentoring.mentored()) or person_id in (select access.own_subjects()))
  );
create policy jobs_all on mentoring.notes to ponte_jobs using (true);
grant select, insert on mentoring.notes to ponte_app;
grant select on mentoring.notes to ponte_jobs;

alter table mentoring.follow_ups enable row level security;
alter table mentoring.follow_ups force row level security;
create policy owner_all on mentoring.follow_ups to ponte_owner using (true) with check (true);
create policy custody on mentoring.follow_ups for select to ponte_app using (office_id in (select access.desks()));
create policy desk_answers on mentoring.follow_ups for update to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()) and done_by = kernel.actor());
create policy self on mentoring.follow_ups for select to ponte_app
  using (side = 'founder' and person_id in (select access.own_subjects()));
create policy self_answers on mentoring.follow_ups for update to ponte_app
  using (side = 'founder' and person_id in (select access.own_subjects())) with check (side = 'founder' and done_by = kernel.actor());
create policy mentor on mentoring.follow_ups for select to ponte_app
  using (side = 'mentor' and pair_id in (select mentoring.mentored()));
create policy mentor_answers on mentoring.follow_ups for update to ponte_app
  using (side = 'mentor' and pair_id in (select mentoring.mentored())) with check (side = 'mentor' and done_by = kernel.actor());
create policy jobs_all on mentoring.follow_ups to ponte_jobs using (true);
grant select on mentoring.follow_ups to ponte_app;
grant update (useful, results, change, done_at, done_by) on mentoring.follow_ups to ponte_app;
grant select on mentoring.follow_ups to ponte_jobs;

create function mentoring.candidates(
  spoken text[], of_sector text, wanted text[], of_stage text, countries uuid[], not_for uuid, most int
) returns setof mentoring.mentors
language sql stable security definer
set search_path = ''
set jit = off
as $$
  select m.*
    from mentoring.mentors m
   where (select mentoring.at_a_desk())
     and m.confirmed_at is not null
     and not m.paused
     and m.mentees < m.mentee_limit
     and m.languages && spoken
     and m.id not in (select p.mentor_id from mentoring.pairs p where p.venture_id = not_for and p.state <> 'ended')
   order by case when of_sector = any (m.sectors) then 30 else 0 end
          + case when m.country_id = any (countries) then 20 else 0 end
          + case when of_stage = any (m.stages) then 8 else 0 end
          -- Term by term: a subquery a row took four times as long. The vocabulary has 14 needs.
          + 7 * least(4, coalesce((wanted[1] = any (m.topics))::int, 0)
                    + coalesce((wanted[2] = any (m.topics))::int, 0)
                    + coalesce((wanted[3] = any (m.topics))::int, 0)
                    + coalesce((wanted[4] = any (m.topics))::int, 0)
                    + coalesce((wanted[5] = any (m.topics))::int, 0)
                    + coalesce((wanted[6] = any (m.topics))::int, 0)
                    + coalesce((wanted[7] = any (m.topics))::int, 0)
                    + coalesce((wanted[8] = any (m.topics))::int, 0)
                    + coalesce((wanted[9] = any (m.topics))::int, 0)
                    + coalesce((wanted[10] = any (m.topics))::int, 0)
                    + coalesce((wanted[11] = any (m.topics))::int, 0)
                    + coalesce((wanted[12] = any (m.topics))::int, 0)
                    + coalesce((wanted[13] = any (m.topics))::int, 0)
                    + coalesce((wanted[14] = any (m.topics))::int, 0)) desc,
            m.id
   limit most
$$;
comment on function mentoring.candidates(text[], text, text[], text, uuid[], uuid, int) is 'The most promising free mentors who share a language, for a desk; as a definer function it can use the index of languages before row security. src/modules/mentoring/score.ts ranks them.';

create function mentoring.own_work() returns table (pairs bigint, sessions bigint, minutes bigint)
language sql stable security definer
set search_path = ''
as $$
  select count(distinct p.id), count(s.id), coalesce(sum(s.held_minutes), 0)
    from mentoring.pairs p
    left join mentoring.sessions s on s.pair_id = p.id and s.state = 'held'
   where p.mentor_id in (select mentoring.own_mentors()) and p.started_at is not null
$$;
comment on function mentoring.own_work() is 'What the actor has given as a mentor, summed: also of pairs that have ended, of which they see nothing else.';

create function mentoring.count_pairs(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, state text, mentor_end text, pairs bigint, sessions bigint, minutes bigint)
language sql stable security definer
set search_path = ''
as $$
  select p.office_id, p.state, p.mentor_end, count(*), sum(s.sessions)::bigint, sum(s.minutes)::bigint
    from mentoring.pairs p
   cross join lateral (
     select count(*) as sessions, coalesce(sum(held_minutes), 0) as minutes from mentoring.sessions where pair_id = p.id and state = 'held'
   ) s
   where p.office_id = any (of_offices)
     and p.office_id in (select access.countable())
     and p.started_at is not null
     and p.started_at >= from_moment and p.started_at < to_moment
   group by p.office_id, p.state, p.mentor_end
$$;
comment on function mentoring.count_pairs(uuid[], timestamptz, timestamptz) is 'Pairs started in a span, with their sessions and minutes, by state and end of the corridor.';
