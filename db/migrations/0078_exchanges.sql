-- Officer exchange: what offices need to learn and can teach, twinnings of two offices, and visits of one office to another.
-- An office writes for itself alone; a twinning counts when both sides agree and is public when both say so; a visit is known to
-- its two offices only. All of it is decided here, not in the application.

create schema exchanges;
comment on schema exchanges is 'Exchange of officers between offices: needs and offers of training, twinnings, study visits.';
grant usage on schema exchanges to ponte_app;

create table exchanges.notices (
  id uuid primary key,
  office_id uuid not null constraint notices_office references offices.offices (id),
  kind text not null constraint notices_kind check (kind in ('need', 'offer')),
  topic text constraint notices_topic check (topic in ('welcome', 'enterprise', 'credit', 'return', 'remittances', 'associations', 'labour', 'protection', 'languages', 'data', 'planning', 'digital')),
  words text constraint notices_words check (length(words) between 1 and 120),
  about text not null constraint notices_about check (length(about) between 1 and 2000),
  languages text[] not null constraint notices_languages check (cardinality(languages) between 1 and 12),
  mode text not null constraint notices_mode check (mode in ('in-person', 'distance', 'both')),
  course_id uuid constraint notices_course references learning.courses (id),
  valid_until date not null,
  written_by uuid not null,
  written_at timestamptz not null default now(),
  ended_at timestamptz,
  demonstration boolean not null default false,
  constraint notices_subject check ((topic is null) <> (words is null)),
  constraint notices_course_of_offer check (course_id is null or kind = 'offer')
);
comment on table exchanges.notices is 'What an office needs to learn or can teach to officers of other offices.';
comment on column exchanges.notices.id is 'UUID v7.';
comment on column exchanges.notices.office_id is 'The office that needs or offers.';
comment on column exchanges.notices.kind is 'Need or offer.';
comment on column exchanges.notices.topic is 'Topic of the closed list; null where it is said in words.';
comment on column exchanges.notices.words is 'Topic in free words; null where it is one of the list.';
comment on column exchanges.notices.about is 'What exactly, and for whom.';
comment on column exchanges.notices.languages is 'Languages in which it can be held, ISO 639.';
comment on column exchanges.notices.mode is 'In person, at a distance, or both.';
comment on column exchanges.notices.course_id is 'A course for officers that goes with an offer.';
comment on column exchanges.notices.valid_until is 'Last day on which other offices see it.';
comment on column exchanges.notices.written_by is 'Who wrote it for the office.';
comment on column exchanges.notices.written_at is 'When.';
comment on column exchanges.notices.ended_at is 'When the office took it back; null while it stands.';
comment on column exchanges.notices.demonstration is 'True: invented for the demonstration network.';
create index notices_of_office on exchanges.notices (office_id);
create index notices_standing on exchanges.notices (valid_until) where ended_at is null;

create table exchanges.twinnings (
  id uuid primary key,
  office_id uuid not null constraint twinnings_office references offices.offices (id),
  partner_id uuid not null constraint twinnings_partner references offices.offices (id),
  purpose text not null constraint twinnings_purpose check (length(purpose) between 1 and 1000),
  from_day date not null,
  until_day date not null,
  state text not null default 'proposed' constraint twinnings_state check (state in ('proposed', 'declined', 'withdrawn', 'agreed', 'ended')),
  office_shows boolean not null default false,
  partner_shows boolean not null default false,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  decided_by uuid,
  decided_at timestamptz,
  ended_at timestamptz,
  demonstration boolean not null default false,
  constraint twinnings_two_offices check (office_id <> partner_id),
  constraint twinnings_two_people check (decided_by is null or decided_by <> asked_by),
  constraint twinnings_days check (until_day > from_day),
  constraint twinnings_decided check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (state in ('proposed', 'withdrawn'))),
  constraint twinnings_ended check ((ended_at is not null) = (state in ('declined', 'withdrawn', 'ended')))
);
comment on table exchanges.twinnings is 'Agreements of two offices to learn from one another. Ended by either side; nothing says by which, or why.';
comment on column exchanges.twinnings.id is 'UUID v7.';
comment on column exchanges.twinnings.office_id is 'The office that proposed it.';
comment on column exchanges.twinnings.partner_id is 'The office that was asked.';
comment on column exchanges.twinnings.purpose is 'What for.';
comment on column exchanges.twinnings.from_day is 'First day.';
comment on column exchanges.twinnings.until_day is 'Last day.';
comment on column exchanges.twinnings.state is 'Where it stands (docs/states/officer-exchange.md).';
comment on column exchanges.twinnings.office_shows is 'The proposing office wishes it to be public.';
comment on column exchanges.twinnings.partner_shows is 'The other office wishes it to be public. Public when both do and it is agreed.';
comment on column exchanges.twinnings.asked_by is 'Who proposed it.';
comment on column exchanges.twinnings.asked_at is 'When.';
comment on column exchanges.twinnings.decided_by is 'Who of the other office agreed or declined; never who proposed.';
comment on column exchanges.twinnings.decided_at is 'When.';
comment on column exchanges.twinnings.ended_at is 'When it was declined, withdrawn or ended.';
comment on column exchanges.twinnings.demonstration is 'True: invented for the demonstration network.';
create index twinnings_of_partner on exchanges.twinnings (partner_id);
create index twinnings_of_office on exchanges.twinnings (office_id);
create unique index twinnings_once on exchanges.twinnings (least(office_id, partner_id), greatest(office_id, partner_id)) where state in ('proposed', 'agreed');

create table exchanges.visits (
  id uuid primary key,
  guest_id uuid not null constraint visits_guest references offices.offices (id),
  host_id uuid not null constraint visits_host references offices.offices (id),
  twinning_id uuid constraint visits_twinning references exchanges.twinnings (id),
  purpose text not null constraint visits_purpose check (length(purpose) between 1 and 2000),
  from_day date not null,
  until_day date not null,
  people int not null constraint visits_people check (people between 1 and 30),
  state text not null default 'asked' constraint visits_state check (state in ('asked', 'accepted', 'declined', 'withdrawn', 'cancelled', 'reported')),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  decided_by uuid,
  decided_at timestamptz,
  answer text constraint visits_answer check (length(answer) between 1 and 1000),
  ended_at timestamptz,
  learned text constraint visits_learned check (length(learned) between 1 and 4000),
  will_use text constraint visits_will_use check (length(will_use) between 1 and 4000),
  reported_by uuid,
  demonstration boolean not null default false,
  constraint visits_two_offices check (guest_id <> host_id),
  constraint visits_two_people check (decided_by is null or decided_by <> asked_by),
  constraint visits_days check (until_day between from_day and from_day + 30),
  constraint visits_decided check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (answer is null) and (decided_by is null) = (state in ('asked', 'withdrawn'))),
  constraint visits_ended check ((ended_at is not null) = (state in ('declined', 'withdrawn', 'cancelled', 'reported'))),
  constraint visits_report check ((learned is not null) = (state = 'reported') and (will_use is null) = (learned is null) and (reported_by is null) = (learned is null))
);
comment on table exchanges.visits is 'Study visits: people of one office look at the work of another. Known to the two offices only.';
comment on column exchanges.visits.id is 'UUID v7.';
comment on column exchanges.visits.guest_id is 'The office that asks to come.';
comment on column exchanges.visits.host_id is 'The office that is visited.';
comment on column exchanges.visits.twinning_id is 'The twinning under which it is held; null where it stands alone.';
comment on column exchanges.visits.purpose is 'What the guests wish to learn.';
comment on column exchanges.visits.from_day is 'First day.';
comment on column exchanges.visits.until_day is 'Last day.';
comment on column exchanges.visits.people is 'How many come, at most.';
comment on column exchanges.visits.state is 'Where it stands (docs/states/officer-exchange.md).';
comment on column exchanges.visits.asked_by is 'Who asked.';
comment on column exchanges.visits.asked_at is 'When.';
comment on column exchanges.visits.decided_by is 'Who of the host answered.';
comment on column exchanges.visits.decided_at is 'When.';
comment on column exchanges.visits.answer is 'The word of the host.';
comment on column exchanges.visits.ended_at is 'When it was declined, withdrawn, cancelled or reported on.';
comment on column exchanges.visits.learned is 'Report: what the guests saw and learned.';
comment on column exchanges.visits.will_use is 'Report: what will be used at home.';
comment on column exchanges.visits.reported_by is 'Who of the guests wrote it.';
comment on column exchanges.visits.demonstration is 'True: invented for the demonstration network.';
create index visits_of_guest on exchanges.visits (guest_id);
create index visits_of_host on exchanges.visits (host_id);

create table exchanges.items (
  id uuid primary key,
  visit_id uuid not null constraint items_visit references exchanges.visits (id) on delete cascade,
  on_day date not null,
  starts time not null,
  ends time not null,
  what text not null constraint items_what check (length(what) between 1 and 300),
  who text constraint items_who check (length(who) between 1 and 300),
  constraint items_order check (ends > starts)
);
comment on table exchanges.items is 'Programme of a study visit; hours by the clock of the host.';
comment on column exchanges.items.id is 'UUID v7.';
comment on column exchanges.items.visit_id is 'The visit.';
comment on column exchanges.items.on_day is 'Day.';
comment on column exchanges.items.starts is 'From, by the clock of the host.';
comment on column exchanges.items.ends is 'Until.';
comment on column exchanges.items.what is 'What is seen or talked about.';
comment on column exchanges.items.who is 'Who takes part, by task.';
create index items_of_visit on exchanges.items (visit_id);

create table exchanges.participants (
  id uuid primary key,
  visit_id uuid not null constraint participants_visit references exchanges.visits (id) on delete cascade,
  office_id uuid not null constraint participants_office references offices.offices (id),
  task text not null constraint participants_task check (length(task) between 1 and 120),
  number int not null constraint participants_number check (number between 1 and 30),
  account_id uuid,
  constraint participants_one_person check (account_id is null or number = 1),
  constraint participants_once unique (visit_id, account_id)
);
comment on table exchanges.participants is 'Who takes part in a study visit: tasks and numbers. A name only where somebody of one of the offices put their own account down.';
comment on column exchanges.participants.id is 'UUID v7.';
comment on column exchanges.participants.visit_id is 'The visit.';
comment on column exchanges.participants.office_id is 'Guest or host.';
comment on column exchanges.participants.task is 'Task of these people, as in two counsellors.';
comment on column exchanges.participants.number is 'How many.';
comment on column exchanges.participants.account_id is 'The account of whoever put themselves down; null for people without a name.';

-- Who somebody is. Each set is read once per statement.

create function exchanges.staff() returns setof uuid
language sql stable set search_path = ''
as $$ select access.scopes('office', array['counsellor', 'office-manager', 'trainer', 'planner', 'editor']) $$;
comment on function exchanges.staff() is 'Offices of whose staff the actor is.';

create function exchanges.offices() returns setof uuid
language sql stable set search_path = ''
as $$ select access.scopes('office', array['office-manager', 'planner', 'editor']) $$;
comment on function exchanges.offices() is 'Offices for which the actor speaks to others.';

create function exchanges.known() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select v.id from exchanges.visits v join exchanges.staff() o on o = v.guest_id or o = v.host_id $$;
comment on function exchanges.known() is 'Visits of an office of whose staff the actor is.';

create function exchanges.planned() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select v.id from exchanges.visits v join exchanges.offices() o on o = v.guest_id or o = v.host_id where v.state = 'accepted' $$;
comment on function exchanges.planned() is 'Accepted visits whose programme and participants the actor writes for an office.';

create function exchanges.joinable() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select v.id from exchanges.visits v join exchanges.staff() o on o = v.guest_id or o = v.host_id where v.state = 'accepted' $$;
comment on function exchanges.joinable() is 'Accepted visits in which somebody of the staff may put themselves down.';

-- Whose step it is.
create function exchanges.keep_twinning() returns trigger
language plpgsql set search_path = ''
as $$
declare
  office boolean := old.office_id in (select exchanges.offices());
  partner boolean := old.partner_id in (select exchanges.offices());
  mine boolean;
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  mine := case old.state || '>' || new.state
    when 'proposed>agreed' then partner
    when 'proposed>declined' then partner
    when 'proposed>withdrawn' then office
    when 'agreed>ended' then office or partner
    else old.state = new.state and (old.decided_by, old.decided_at, old.ended_at) is not distinct from (new.decided_by, new.decided_at, new.ended_at)
  end;
  if not mine
    or (new.office_shows <> old.office_shows and not office)
    or (new.partner_shows <> old.partner_shows and not partner)
    or (old.state <> 'proposed' and (new.decided_by, new.decided_at) is distinct from (old.decided_by, old.decided_at))
    or (old.decided_by is null and new.decided_by is not null and new.decided_by is distinct from kernel.actor()) then
    raise exception 'this step is the other office''s' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function exchanges.keep_twinning() is 'Gives each step of a twinning to its side: agreeing to the partner, withdrawing to the asker, ending to either, showing to each.';
create trigger keep_twinning before update on exchanges.twinnings for each row execute function exchanges.keep_twinning();

create function exchanges.keep_visit() returns trigger
language plpgsql set search_path = ''
as $$
declare
  guest boolean := old.guest_id in (select exchanges.offices());
  host boolean := old.host_id in (select exchanges.offices());
  mine boolean;
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  mine := case old.state || '>' || new.state
    when 'asked>accepted' then host
    when 'asked>declined' then host
    when 'asked>withdrawn' then guest
    when 'accepted>cancelled' then guest or host
    when 'accepted>reported' then guest and old.until_day <= kernel.today()
    else false
  end;
  if not mine
    or (old.state <> 'asked' and (new.decided_by, new.decided_at, new.answer) is distinct from (old.decided_by, old.decided_at, old.answer))
    or (old.decided_by is null and new.decided_by is not null and new.decided_by is distinct from kernel.actor())
    or (new.reported_by is not null and new.reported_by is distinct from kernel.actor()) then
    raise exception 'this step is the other office''s' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function exchanges.keep_visit() is 'Gives each step of a visit to its side: answering to the host, withdrawing and reporting to the guest, cancelling to either.';
create trigger keep_visit before update on exchanges.visits for each row execute function exchanges.keep_visit();

create function exchanges.keep_pair() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.twinning_id is not null and not exists (
    select from exchanges.twinnings t
     where t.id = new.twinning_id and t.state = 'agreed'
       and ((t.office_id, t.partner_id) = (new.guest_id, new.host_id) or (t.office_id, t.partner_id) = (new.host_id, new.guest_id))
  ) then
    raise exception 'the twinning is not of these two offices' using errcode = 'check_violation', constraint = 'visits_of_twinning';
  end if;
  return new;
end
$$;
comment on function exchanges.keep_pair() is 'Holds a visit under a twinning to the two offices that agreed on it.';
-- After the row: whoever may not add one learns nothing of what is there.
create trigger keep_pair after insert on exchanges.visits for each row execute function exchanges.keep_pair();

create function exchanges.keep_participant() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  visit exchanges.visits;
begin
  select * into visit from exchanges.visits where id = new.visit_id for update;
  if new.office_id <> visit.guest_id and new.office_id <> visit.host_id then
    raise exception 'participants are of the two offices' using errcode = 'check_violation', constraint = 'participants_of_offices';
  end if;
  if (select sum(number) from exchanges.participants where visit_id = new.visit_id and office_id = new.office_id)
       > (case when new.office_id = visit.guest_id then visit.people else 30 end) then
    raise exception 'more people than were agreed' using errcode = 'check_violation', constraint = 'participants_most';
  end if;
  return new;
end
$$;
comment on function exchanges.keep_participant() is 'Keeps the list to people of the two offices, and the guests to the number that the host accepted.';
create trigger keep_participant after insert on exchanges.participants for each row execute function exchanges.keep_participant();

do $$
declare name text;
begin
  foreach name in array array['notices', 'twinnings', 'visits', 'items', 'participants'] loop
    execute format('alter table exchanges.%I enable row level security', name);
    execute format('alter table exchanges.%I force row level security', name);
    execute format('create policy owner_all on exchanges.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy own on exchanges.notices for select to ponte_app using (office_id in (select exchanges.staff()));
create policy standing on exchanges.notices for select to ponte_app
  using (ended_at is null and valid_until >= current_date and ((select exists (select exchanges.staff())) or (select access.in_network(array['planner', 'editor']))));
create policy written on exchanges.notices for insert to ponte_app
  with check (written_by = kernel.actor() and ended_at is null and office_id in (select exchanges.offices()));
create policy rewritten on exchanges.notices for update to ponte_app
  using (office_id in (select exchanges.offices())) with check (office_id in (select exchanges.offices()));
grant select, insert, update (topic, words, about, languages, mode, course_id, valid_until, ended_at) on exchanges.notices to ponte_app;

create policy shown on exchanges.twinnings for select to ponte_app using (state = 'agreed' and office_shows and partner_shows);
create policy own on exchanges.twinnings for select to ponte_app
  using (office_id in (select exchanges.staff()) or partner_id in (select exchanges.staff()));
create policy proposed on exchanges.twinnings for insert to ponte_app
  with check (asked_by = kernel.actor() and state = 'proposed' and not partner_shows and office_id in (select exchanges.offices()));
create policy changed on exchanges.twinnings for update to ponte_app
  using (office_id in (select exchanges.offices()) or partner_id in (select exchanges.offices()))
  with check (office_id in (select exchanges.offices()) or partner_id in (select exchanges.offices()));
grant select, insert, update (state, office_shows, partner_shows, decided_by, decided_at, ended_at) on exchanges.twinnings to ponte_app;

create policy own on exchanges.visits for select to ponte_app using (guest_id in (select exchanges.staff()) or host_id in (select exchanges.staff()));
create policy asked on exchanges.visits for insert to ponte_app
  with check (asked_by = kernel.actor() and state = 'asked' and guest_id in (select exchanges.offices()));
create policy changed on exchanges.visits for update to ponte_app
  using (guest_id in (select exchanges.offices()) or host_id in (select exchanges.offices()))
  with check (guest_id in (select exchanges.offices()) or host_id in (select exchanges.offices()));
grant select, insert, update (state, decided_by, decided_at, answer, ended_at, learned, will_use, reported_by) on exchanges.visits to ponte_app;

create policy known on exchanges.items for select to ponte_app using (visit_id in (select exchanges.known()));
create policy planned on exchanges.items for insert to ponte_app with check (visit_id in (select exchanges.planned()));
create policy removed on exchanges.items for delete to ponte_app using (visit_id in (select exchanges.planned()));
grant select, insert, delete on exchanges.items to ponte_app;

create policy known on exchanges.participants for select to ponte_app using (visit_id in (select exchanges.known()));
create policy planned on exchanges.participants for insert to ponte_app
  with check (account_id is null and visit_id in (select exchanges.planned()) and office_id in (select exchanges.offices()));
create policy self on exchanges.participants for insert to ponte_app
  with check (account_id = kernel.actor() and visit_id in (select exchanges.joinable()) and office_id in (select exchanges.staff()));
create policy removed on exchanges.participants for delete to ponte_app
  using (visit_id in (select exchanges.joinable()) and (account_id = kernel.actor() or office_id in (select exchanges.offices())));
grant select, insert, delete on exchanges.participants to ponte_app;
