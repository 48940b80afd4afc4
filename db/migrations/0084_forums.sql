-- Boards and forums: where an authority and the associations of a territory sit together. Seats, meetings with an agenda, who was there,
-- the minutes, each opinion with the authority's answer. A meeting is its office's until everybody is invited; minutes are until they
-- are published. All of it is decided here, not in the application.

create schema forums;
comment on schema forums is 'Boards and forums of authorities and associations: seats, meetings, minutes, opinions and the answer to each.';
grant usage on schema forums to ponte_app, ponte_jobs;

create table forums.forums (
  id uuid primary key,
  office_id uuid not null constraint forums_office references offices.offices (id),
  place_id uuid not null constraint forums_place references places.places (id),
  kind text not null constraint forums_kind check (kind in ('board', 'forum')),
  name text not null constraint forums_name check (length(name) between 1 and 200),
  about text not null constraint forums_about check (length(about) between 1 and 4000),
  rules text not null constraint forums_rules check (length(rules) between 1 and 4000),
  language text not null constraint forums_language check (language ~ '^[a-z]{2,3}$'),
  contact text not null constraint forums_contact check (length(contact) between 1 and 300),
  words text not null default '' constraint forums_words check (length(words) <= 4000),
  ended_on date,
  ended_because text constraint forums_ended_because check (length(ended_because) between 1 and 2000),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  demonstration boolean not null default false,
  constraint forums_ended check ((ended_on is null) = (ended_because is null))
);
create index forums_of_office on forums.forums (office_id);
comment on table forums.forums is 'A body in which an authority and associations sit together. Public.';
comment on column forums.forums.id is 'UUID v7.';
comment on column forums.forums.office_id is 'The office that convenes it and answers it.';
comment on column forums.forums.place_id is 'The territory for which it speaks.';
comment on column forums.forums.kind is 'A board has seats that somebody gave; a forum is open to all who come, and has seats for those who prepare it.';
comment on column forums.forums.name is 'Its name.';
comment on column forums.forums.about is 'What it is there for.';
comment on column forums.forums.rules is 'Who has a seat, how it is given, for how long.';
comment on column forums.forums.language is 'Language in which it is written.';
comment on column forums.forums.contact is 'The responsible unit and how to reach it.';
comment on column forums.forums.words is 'Folded words of name and purpose, for the search.';
comment on column forums.forums.ended_on is 'Day on which it ended; null while it goes on.';
comment on column forums.forums.ended_because is 'Why it ended.';
comment on column forums.forums.created_by is 'Who wrote it down.';
comment on column forums.forums.created_at is 'When.';
comment on column forums.forums.demonstration is 'True: invented for the demonstration network.';

create table forums.seats (
  id uuid primary key,
  forum_id uuid not null constraint seats_forum references forums.forums (id),
  association_id uuid constraint seats_association references associations.associations (id),
  name text not null constraint seats_name check (length(name) between 1 and 160),
  task text constraint seats_task check (length(task) between 1 and 160),
  since_on date not null,
  until_on date,
  constraint seats_days check (until_on >= since_on)
);
create index seats_of_forum on forums.seats (forum_id);
create index seats_of_association on forums.seats (association_id) where association_id is not null;
create unique index seats_once on forums.seats (forum_id, association_id) where until_on is null;
comment on table forums.seats is 'Seats of associations and of other bodies, never of people: whom an association sends is its own affair. Public.';
comment on column forums.seats.id is 'UUID v7.';
comment on column forums.seats.forum_id is 'The board or forum.';
comment on column forums.seats.association_id is 'The association of the register; null for any other body.';
comment on column forums.seats.name is 'Name of the body when the seat was given.';
comment on column forums.seats.task is 'What it does there, e.g. takes the chair.';
comment on column forums.seats.since_on is 'First day.';
comment on column forums.seats.until_on is 'Last day; null while it goes on.';

create table forums.meetings (
  id uuid primary key,
  forum_id uuid not null constraint meetings_forum references forums.forums (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  venue text not null constraint meetings_venue check (length(venue) between 1 and 300),
  link text constraint meetings_link check (link ~ '^https?://' and length(link) <= 300),
  state text not null default 'planned' constraint meetings_state check (state in ('planned', 'convened', 'held', 'called-off')),
  words text constraint meetings_words check (length(words) between 1 and 2000),
  sequence int not null default 0,
  published_at timestamptz,
  told_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint meetings_times check (ends_at > starts_at and ends_at <= starts_at + interval '3 days'),
  constraint meetings_called_off check ((state = 'called-off') = (words is not null)),
  constraint meetings_published check (published_at is null or state = 'held')
);
create index meetings_of_forum on forums.meetings (forum_id);
comment on table forums.meetings is 'A meeting. Public once everybody was invited.';
comment on column forums.meetings.id is 'UUID v7.';
comment on column forums.meetings.forum_id is 'The board or forum.';
comment on column forums.meetings.starts_at is 'When it begins.';
comment on column forums.meetings.ends_at is 'When it ends.';
comment on column forums.meetings.venue is 'Where.';
comment on column forums.meetings.link is 'Address for those who take part from afar.';
comment on column forums.meetings.state is 'Where it stands (docs/states/meeting.md).';
comment on column forums.meetings.words is 'Why it was called off.';
comment on column forums.meetings.sequence is 'iCalendar SEQUENCE: grows when time or place changes.';
comment on column forums.meetings.published_at is 'When the minutes were published; null before.';
comment on column forums.meetings.told_at is 'When everybody with a seat was last written to; null while a letter is due.';
comment on column forums.meetings.created_by is 'Who planned it.';
comment on column forums.meetings.created_at is 'When.';

create table forums.points (
  id uuid primary key,
  meeting_id uuid not null constraint points_meeting references forums.meetings (id),
  place int not null constraint points_place check (place between 1 and 60),
  title text not null constraint points_title check (length(title) between 1 and 300),
  words text constraint points_words check (length(words) between 1 and 4000),
  link text constraint points_link check (link ~ '^https?://' and length(link) <= 300),
  consultation_id uuid constraint points_consultation references consultations.consultations (id),
  file_id uuid constraint points_file references files.files (id) on delete set null,
  constraint points_one unique (meeting_id, place) deferrable initially deferred
);
comment on table forums.points is 'The agenda. Public with its meeting.';
comment on column forums.points.id is 'UUID v7.';
comment on column forums.points.meeting_id is 'The meeting.';
comment on column forums.points.place is '1, 2, 3 …';
comment on column forums.points.title is 'What it is about.';
comment on column forums.points.words is 'What is asked.';
comment on column forums.points.link is 'Address of a document.';
comment on column forums.points.consultation_id is 'The consultation that it belongs to.';
comment on column forums.points.file_id is 'A document as a file; whoever reads the point reads it.';
create index points_of_file on forums.points (file_id) where file_id is not null;

create table forums.minutes (
  point_id uuid primary key constraint minutes_point references forums.points (id) on delete cascade,
  said text not null constraint minutes_said check (length(said) between 1 and 8000),
  opinion text constraint minutes_opinion check (length(opinion) between 1 and 4000),
  answer text constraint minutes_answer check (answer in ('taken-up', 'in-part', 'not')),
  reason text constraint minutes_reason check (length(reason) between 1 and 4000),
  answered_at timestamptz,
  constraint minutes_answered check (
    (answer is null) = (reason is null) and (answer is null) = (answered_at is null) and (answer is null or opinion is not null)
  )
);
comment on table forums.minutes is 'What was said on a point, the opinion that was agreed, and the authority''s answer. Public once the minutes are published.';
comment on column forums.minutes.point_id is 'The point.';
comment on column forums.minutes.said is 'What was said, without names of people.';
comment on column forums.minutes.opinion is 'The opinion of the body, where it agreed on one.';
comment on column forums.minutes.answer is 'Whether the authority takes it up, in part, or not.';
comment on column forums.minutes.reason is 'Why, or what is done with it.';
comment on column forums.minutes.answered_at is 'When.';

create table forums.attendance (
  meeting_id uuid not null constraint attendance_meeting references forums.meetings (id),
  seat_id uuid not null constraint attendance_seat references forums.seats (id),
  state text not null constraint attendance_state check (state in ('present', 'excused', 'absent')),
  constraint attendance_pkey primary key (meeting_id, seat_id)
);
comment on table forums.attendance is 'Which seats were taken at a meeting. Public once the minutes are published.';
comment on column forums.attendance.meeting_id is 'The meeting.';
comment on column forums.attendance.seat_id is 'The seat.';
comment on column forums.attendance.state is 'Whether somebody came for it.';

create function forums.writers() returns setof uuid
language sql stable set search_path = ''
as $$ select access.scopes('office', array['planner', 'office-manager']) $$;
comment on function forums.writers() is 'Offices whose boards and forums the actor convenes.';

create function forums.of_writers() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select f.id from forums.forums f join forums.writers() o on o = f.office_id $$;
comment on function forums.of_writers() is 'Boards and forums that the actor convenes.';

create function forums.of_readers() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select f.id from forums.forums f join access.scopes('office', array['planner', 'office-manager', 'auditor']) o on o = f.office_id
  union
  select f.id from forums.forums f where (select access.in_network(array['auditor']))
$$;
comment on function forums.of_readers() is 'Boards and forums of which the actor reads what is not public yet.';

create function forums.meetings_of(whose text) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select m.id from forums.meetings m
   where case whose
           when 'writers' then m.forum_id in (select forums.of_writers())
           when 'readers' then m.forum_id in (select forums.of_readers())
           when 'everybody' then m.state <> 'planned'
           when 'published' then m.published_at is not null
         end
$$;
comment on function forums.meetings_of(text) is 'Meetings that the actor convenes (writers), reads before others (readers), that everybody reads (everybody), whose minutes everybody reads (published).';

create function forums.points_of(whose text) returns setof uuid
language sql stable security definer set search_path = ''
as $$ select p.id from forums.points p join forums.meetings_of(whose) m on m = p.meeting_id $$;
comment on function forums.points_of(text) is 'Points of these meetings.';

revoke execute on function forums.of_writers(), forums.of_readers(), forums.meetings_of(text), forums.points_of(text) from public;
grant execute on function forums.of_writers(), forums.of_readers(), forums.meetings_of(text), forums.points_of(text) to ponte_app;

-- Planned, then convened, then held; called off before it is held. What was held or called off stays as it was. The triggers keep what
-- people do; a restored backup brings what was.
create function forums.keep_meeting() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is null then
    return new;
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'planned' then
      raise exception 'a meeting is planned first' using errcode = 'check_violation', constraint = 'meetings_steps';
    end if;
    return new;
  end if;
  if new.state is distinct from old.state
    and not (old.state, new.state) in (('planned', 'convened'), ('convened', 'held'), ('planned', 'called-off'), ('convened', 'called-off')) then
    raise exception 'this is not the next step' using errcode = 'check_violation', constraint = 'meetings_steps';
  end if;
  if old.state in ('held', 'called-off')
    and (new.starts_at, new.ends_at, new.venue, new.link, new.words) is distinct from (old.starts_at, old.ends_at, old.venue, old.link, old.words) then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'meetings_steps';
  end if;
  if new.state = 'held' and old.state = 'convened' and new.starts_at > now() then
    raise exception 'it has not begun' using errcode = 'check_violation', constraint = 'meetings_begun';
  end if;
  if new.state = 'convened' and old.state = 'planned' and not exists (select from forums.points p where p.meeting_id = new.id) then
    raise exception 'there is no agenda' using errcode = 'check_violation', constraint = 'meetings_agenda';
  end if;
  if old.published_at is not null and new.published_at is distinct from old.published_at then
    raise exception 'minutes stay published' using errcode = 'check_violation', constraint = 'meetings_steps';
  end if;
  if new.published_at is not null and old.published_at is null and exists (
    select from forums.points p left join forums.minutes n on n.point_id = p.id where p.meeting_id = new.id and n.point_id is null) then
    raise exception 'a point has no minutes' using errcode = 'check_violation', constraint = 'meetings_minutes';
  end if;
  return new;
end
$$;
comment on function forums.keep_meeting() is 'Keeps the steps of a meeting in order, and minutes whole before they are published.';
create trigger keep_meeting before insert or update on forums.meetings for each row execute function forums.keep_meeting();

create function forums.keep_point() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare meeting uuid := coalesce(new.meeting_id, old.meeting_id);
begin
  if kernel.actor() is null then
    return coalesce(new, old);
  end if;
  if exists (select from forums.meetings m where m.id = meeting and m.state in ('held', 'called-off')) then
    raise exception 'the agenda of what is over stays' using errcode = 'check_violation', constraint = 'points_over';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.file_id is not null and (tg_op = 'INSERT' or new.file_id is distinct from old.file_id) and not exists (
    select from files.files f where f.id = new.file_id and f.subject_id is null and f.uploaded_by = kernel.actor()) then
    raise exception 'a file that somebody else gave' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function forums.keep_point() is 'Keeps the agenda once the meeting is over, and files with whoever gave them.';
create trigger keep_point before insert or update or delete on forums.points for each row execute function forums.keep_point();

create function forums.drop_file() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is not null and old.file_id is not null and (tg_op = 'DELETE' or new.file_id is distinct from old.file_id) then
    delete from files.files where id = old.file_id;
  end if;
  return null;
end
$$;
comment on function forums.drop_file() is 'Removes the file of a point that went or took another; the nightly sweep removes its content.';
create trigger drop_file after update or delete on forums.points for each row execute function forums.drop_file();

create function forums.keep_minutes() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare meeting forums.meetings;
begin
  if kernel.actor() is null then
    return new;
  end if;
  select m.* into meeting from forums.meetings m join forums.points p on p.meeting_id = m.id where p.id = new.point_id;
  if meeting.state <> 'held' then
    raise exception 'nothing was said yet' using errcode = 'check_violation', constraint = 'minutes_held';
  end if;
  if meeting.published_at is not null and (tg_op = 'INSERT' or (new.said, new.opinion) is distinct from (old.said, old.opinion)) then
    raise exception 'published minutes stay' using errcode = 'check_violation', constraint = 'minutes_published';
  end if;
  return new;
end
$$;
comment on function forums.keep_minutes() is 'Minutes are of a meeting that was held; published ones stay, and take the answer.';
create trigger keep_minutes before insert or update on forums.minutes for each row execute function forums.keep_minutes();

create function forums.keep_attendance() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is null then
    return new;
  end if;
  if not exists (
    select from forums.meetings m join forums.seats s on s.forum_id = m.forum_id
     where m.id = new.meeting_id and s.id = new.seat_id and m.state = 'held' and m.published_at is null) then
    raise exception 'attendance is of seats of a meeting that was held' using errcode = 'check_violation', constraint = 'attendance_held';
  end if;
  return new;
end
$$;
comment on function forums.keep_attendance() is 'Attendance is written of the seats of a meeting that was held, until the minutes are published.';
create trigger keep_attendance before insert or update on forums.attendance for each row execute function forums.keep_attendance();

do $$
declare name text;
begin
  foreach name in array array['forums', 'seats', 'meetings', 'points', 'minutes', 'attendance'] loop
    execute format('alter table forums.%I enable row level security', name);
    execute format('alter table forums.%I force row level security', name);
    execute format('create policy owner_all on forums.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy everybody on forums.forums for select to ponte_app using (true);
create policy begun on forums.forums for insert to ponte_app
  with check (created_by = kernel.actor() and office_id in (select forums.writers()));
create policy changed on forums.forums for update to ponte_app
  using (office_id in (select forums.writers())) with check (office_id in (select forums.writers()));
grant select, insert on forums.forums to ponte_app;
grant update (kind, name, about, rules, language, contact, words, place_id, ended_on, ended_because) on forums.forums to ponte_app;

create policy everybody on forums.seats for select to ponte_app using (true);
create policy given on forums.seats for insert to ponte_app with check (forum_id in (select forums.of_writers()));
create policy ended on forums.seats for update to ponte_app
  using (forum_id in (select forums.of_writers())) with check (forum_id in (select forums.of_writers()));
grant select, insert on forums.seats to ponte_app;
grant update (until_on) on forums.seats to ponte_app;

create policy everybody on forums.meetings for select to ponte_app using (state <> 'planned');
create policy of_office on forums.meetings for select to ponte_app using (forum_id in (select forums.of_readers()));
create policy planned on forums.meetings for insert to ponte_app
  with check (created_by = kernel.actor() and forum_id in (select forums.of_writers()));
create policy changed on forums.meetings for update to ponte_app
  using (forum_id in (select forums.of_writers())) with check (forum_id in (select forums.of_writers()));
grant select, insert on forums.meetings to ponte_app;
grant update (starts_at, ends_at, venue, link, state, words, sequence, published_at, told_at) on forums.meetings to ponte_app;

create policy everybody on forums.points for select to ponte_app using (meeting_id in (select forums.meetings_of('everybody')));
create policy of_office on forums.points for select to ponte_app using (meeting_id in (select forums.meetings_of('readers')));
create policy written on forums.points for insert to ponte_app with check (meeting_id in (select forums.meetings_of('writers')));
create policy changed on forums.points for update to ponte_app
  using (meeting_id in (select forums.meetings_of('writers'))) with check (meeting_id in (select forums.meetings_of('writers')));
create policy removed on forums.points for delete to ponte_app using (meeting_id in (select forums.meetings_of('writers')));
grant select, insert, delete on forums.points to ponte_app;
grant update (place, title, words, link, consultation_id, file_id) on forums.points to ponte_app;

create function forums.files() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select p.file_id from forums.points p
   where p.file_id is not null
     and (p.meeting_id in (select forums.meetings_of('everybody')) or p.meeting_id in (select forums.meetings_of('readers')))
$$;
comment on function forums.files() is 'Files of agendas that the actor reads.';
revoke execute on function forums.files() from public;
grant execute on function forums.files() to ponte_app;
create policy of_agenda on files.files for select to ponte_app using (subject_id is null and id in (select forums.files()));

create policy everybody on forums.minutes for select to ponte_app using (point_id in (select forums.points_of('published')));
create policy of_office on forums.minutes for select to ponte_app using (point_id in (select forums.points_of('readers')));
create policy written on forums.minutes for insert to ponte_app with check (point_id in (select forums.points_of('writers')));
create policy changed on forums.minutes for update to ponte_app
  using (point_id in (select forums.points_of('writers'))) with check (point_id in (select forums.points_of('writers')));
grant select, insert on forums.minutes to ponte_app;
grant update (said, opinion, answer, reason, answered_at) on forums.minutes to ponte_app;

create policy everybody on forums.attendance for select to ponte_app using (meeting_id in (select forums.meetings_of('published')));
create policy of_office on forums.attendance for select to ponte_app using (meeting_id in (select forums.meetings_of('readers')));
create policy written on forums.attendance for insert to ponte_app with check (meeting_id in (select forums.meetings_of('writers')));
create policy changed on forums.attendance for update to ponte_app
  using (meeting_id in (select forums.meetings_of('writers'))) with check (meeting_id in (select forums.meetings_of('writers')));
grant select, insert on forums.attendance to ponte_app;
grant update (state) on forums.attendance to ponte_app;

-- The jobs write the letters.
create policy jobs_read on forums.forums for select to ponte_jobs using (true);
grant select on forums.forums to ponte_jobs;
create policy jobs_read on forums.seats for select to ponte_jobs using (true);
grant select on forums.seats to ponte_jobs;
create policy jobs_tell on forums.meetings to ponte_jobs using (true) with check (true);
grant select, update (told_at) on forums.meetings to ponte_jobs;
