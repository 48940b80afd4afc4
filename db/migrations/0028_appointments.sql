-- Appointments: a seat in a slot of an office; the database itself refuses to give one seat twice.
-- An appointment belongs to the calendar of the office where it takes place. Where it is one of a person's file it also
-- carries the file's custody, which may move to another office while the calendar stays.

-- A seat must not be taken twice at once even where the office has changed the length of its slots in between, so
-- uniqueness of the start would not do: the constraint compares spans, together with ids.
create extension if not exists btree_gist with schema public;

create schema appointments;
comment on schema appointments is 'Booked slots of the offices.';
grant usage on schema appointments to ponte_app, ponte_jobs;

create table appointments.appointments (
  id uuid primary key,
  office_id uuid not null constraint appointments_office references offices.offices (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  seat int not null constraint appointments_seat_positive check (seat >= 1),
  state text not null default 'booked' constraint appointments_state check (state in ('booked', 'cancelled', 'kept', 'missed')),
  name text not null default '' constraint appointments_name check (length(name) <= 120),
  phone text constraint appointments_phone check (phone ~ '^\+[0-9]{6,15}$'),
  email text constraint appointments_email check (length(email) <= 254),
  language text not null constraint appointments_language check (language ~ '^[a-z]{2,3}$'),
  spoken_language text not null constraint appointments_spoken_language check (length(spoken_language) between 2 and 35),
  topic text not null constraint appointments_topic check (length(topic) between 1 and 60),
  visitor_time_zone text not null constraint appointments_visitor_time_zone check (length(visitor_time_zone) between 1 and 60),
  token_hash text not null constraint appointments_token unique,
  sealed_token bytea not null,
  sequence int not null default 0 constraint appointments_sequence check (sequence between 0 and 1000),
  person_id uuid,
  custodian_id uuid,
  booked_by uuid,
  booked_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  forgotten_at timestamptz,
  constraint appointments_ends check (ends_at > starts_at and ends_at <= starts_at + interval '8 hours'),
  constraint appointments_person foreign key (person_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint appointments_file check ((person_id is null) = (custodian_id is null)),
  constraint appointments_reachable check (
    phone is not null or email is not null or person_id is not null or booked_by is not null or forgotten_at is not null
  ),
  constraint appointments_one_seat exclude using gist (
    office_id with =, seat with =, tstzrange(starts_at, ends_at) with &&
  ) where (state <> 'cancelled')
);
create index appointments_office_day on appointments.appointments (office_id, starts_at);
create index appointments_person_id on appointments.appointments (person_id) where person_id is not null;
create index appointments_phone on appointments.appointments (phone) where phone is not null;
create index appointments_email on appointments.appointments (email) where email is not null;
create index appointments_unforgotten on appointments.appointments (ends_at) where forgotten_at is null;
comment on table appointments.appointments is 'One row a booking, from booked to kept, missed or cancelled.';
comment on column appointments.appointments.id is 'UUID v7.';
comment on column appointments.appointments.office_id is 'At which office: in whose calendar it stands.';
comment on column appointments.appointments.starts_at is 'Start.';
comment on column appointments.appointments.ends_at is 'End.';
comment on column appointments.appointments.seat is 'Which of the parallel seats of the office; taken once at a time while not cancelled.';
comment on column appointments.appointments.state is 'Booked, cancelled, kept or missed.';
comment on column appointments.appointments.name is 'How to call the visitor; may be empty.';
comment on column appointments.appointments.phone is 'E.164, for the confirmation and the reminder.';
comment on column appointments.appointments.email is 'Lower case, for the same.';
comment on column appointments.appointments.language is 'Interface language in which the visitor booked: that of the messages.';
comment on column appointments.appointments.spoken_language is 'BCP 47 tag of the language that the visitor wants to speak.';
comment on column appointments.appointments.topic is 'Vocabulary code.';
comment on column appointments.appointments.visitor_time_zone is 'IANA zone in which the visitor reads hours.';
comment on column appointments.appointments.token_hash is 'SHA-256 of the secret in the visitor''s link.';
comment on column appointments.appointments.sealed_token is 'The same secret, AES-256-GCM under the network''s key: the reminder repeats the link.';
comment on column appointments.appointments.sequence is 'iCalendar SEQUENCE: grows with each move and with the cancelling.';
comment on column appointments.appointments.person_id is 'The person''s file, once known.';
comment on column appointments.appointments.custodian_id is 'Office that has custody of that file; follows a hand-over by foreign key.';
comment on column appointments.appointments.booked_by is 'Staff account that booked it at the desk.';
comment on column appointments.appointments.booked_at is 'When.';
comment on column appointments.appointments.changed_at is 'Last change.';
comment on column appointments.appointments.forgotten_at is 'When name, phone and e-mail were removed; what is left is a count.';

alter table appointments.appointments enable row level security;
alter table appointments.appointments force row level security;
create policy owner_all on appointments.appointments to ponte_owner using (true) with check (true);

-- The calendar of a desk. Of a file that has gone to another office only the week round the appointment stays in it:
-- somebody still has to receive the person and to note whether they came.
create policy desk on appointments.appointments for select to ponte_app
  using (
    office_id in (select access.desks())
    and (person_id is null or custodian_id in (select access.desks()) or starts_at > now() - interval '7 days')
  );
create policy desk_changes on appointments.appointments for update to ponte_app
  using (
    office_id in (select access.desks())
    and (person_id is null or custodian_id in (select access.desks()) or starts_at > now() - interval '7 days')
  )
  with check (office_id in (select access.desks()));
create policy desk_books on appointments.appointments for insert to ponte_app
  with check (
    office_id in (select access.desks())
    and booked_by = kernel.actor()
    and state = 'booked'
    and (
      person_id is null
      or custodian_id in (select access.desks())
      or person_id in (select consent.subjects('appointments'))
    )
  );

-- The office that has custody of the file reads what is in it, held wherever, unless the person kept it back.
create policy custody on appointments.appointments for select to ponte_app
  using (
    custodian_id in (select access.desks())
    and not exists (
      select from access.withheld w
       where w.subject_id = person_id and w.part = 'appointments' and booked_at < w.before
    )
  );
create policy granted on appointments.appointments for select to ponte_app
  using (
    person_id in (select consent.subjects('appointments'))
    and not exists (
      select from access.withheld w
       where w.subject_id = person_id and w.part = 'appointments' and booked_at < w.before
    )
  );

create policy self on appointments.appointments for select to ponte_app using (person_id in (select access.own_subjects()));
create policy self_books on appointments.appointments for insert to ponte_app
  with check (
    person_id in (select access.own_subjects())
    and state = 'booked'
    and booked_by is null
    and starts_at > now()
    and office_id in (select id from offices.offices where active)
  );
create policy self_changes on appointments.appointments for update to ponte_app
  using (person_id in (select access.own_subjects()) and state = 'booked' and starts_at > now())
  with check (person_id in (select access.own_subjects()) and state in ('booked', 'cancelled'));

create policy link on appointments.appointments for select to ponte_app using (token_hash = kernel.link_token());
create policy link_books on appointments.appointments for insert to ponte_app
  with check (
    token_hash = kernel.link_token()
    and person_id is null
    and state = 'booked'
    and booked_by is null
    and starts_at > now()
    and office_id in (select id from offices.offices where active)
  );
create policy link_changes on appointments.appointments for update to ponte_app
  using (token_hash = kernel.link_token() and state = 'booked' and starts_at > now())
  with check (token_hash = kernel.link_token() and state in ('booked', 'cancelled'));

create policy jobs_all on appointments.appointments to ponte_jobs using (true);
grant select, insert on appointments.appointments to ponte_app;
grant update (starts_at, ends_at, seat, state, person_id, custodian_id) on appointments.appointments to ponte_app;
grant select, update (name, phone, email, forgotten_at) on appointments.appointments to ponte_jobs;

create function appointments.taken(of_office uuid, from_moment timestamptz, to_moment timestamptz)
returns table (seat int, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer
set search_path = ''
as $$
  select a.seat, a.starts_at, a.ends_at
    from appointments.appointments a
   where a.office_id = of_office
     and a.state <> 'cancelled'
     and a.starts_at < to_moment
     and a.ends_at > from_moment
     -- No appointment is longer, so the index on the start finds them.
     and a.starts_at > from_moment - interval '8 hours'
$$;
comment on function appointments.taken(uuid, timestamptz, timestamptz) is 'Which seats are taken when, for visitors who choose a slot; says nothing of who.';

create function appointments.free_seat(of_office uuid, from_moment timestamptz, to_moment timestamptz, moving uuid default null) returns int
language plpgsql security definer
set search_path = ''
as $$
begin
  -- Bookings of one office wait in line until the one before has ended, so the seat found is still free when it is taken.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(of_office::text, 28));
  return (
    select min(candidate.seat)
      from pg_catalog.generate_series(1, (select seats_per_slot from offices.offices where id = of_office)) as candidate (seat)
     where not exists (
       select
         from appointments.appointments a
        where a.office_id = of_office
          and a.seat = candidate.seat
          and a.state <> 'cancelled'
          and a.starts_at < to_moment
          and a.ends_at > from_moment
          and a.id is distinct from moving
     )
  );
end
$$;
comment on function appointments.free_seat(uuid, timestamptz, timestamptz, uuid) is 'The first seat that nobody has in that time, null where all are taken; holds the office''s line until the transaction ends. An appointment that is being moved does not stand in its own way.';

create function appointments.seat_exists() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.seat > (select seats_per_slot from offices.offices where id = new.office_id) then
    raise exception 'the office has no such seat' using errcode = 'check_violation', constraint = 'appointments_no_such_seat';
  end if;
  return new;
end
$$;
comment on function appointments.seat_exists() is 'A slot has as many seats as the office says.';
create trigger seat_exists before insert or update of seat, starts_at, ends_at on appointments.appointments
  for each row execute function appointments.seat_exists();

create function appointments.limit_visitor() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  still_open int;
  in_a_day int;
begin
  -- Nobody has proved that the number or address is theirs: without a limit one could fill an office's week, or have
  -- somebody else's telephone ring.
  select count(*) filter (where a.office_id = new.office_id and a.state = 'booked' and a.starts_at > now()),
         count(*) filter (where a.booked_at > now() - interval '1 day')
    into still_open, in_a_day
    from appointments.appointments a
   where a.phone = new.phone or a.email = new.email or a.person_id = new.person_id;
  if still_open >= 3 then
    raise exception 'three appointments are open' using errcode = 'check_violation', constraint = 'appointments_three_open';
  end if;
  if in_a_day >= 6 then
    raise exception 'six appointments were booked within a day' using errcode = 'check_violation', constraint = 'appointments_six_a_day';
  end if;
  return new;
end
$$;
comment on function appointments.limit_visitor() is 'A visitor or person holds at most three open appointments at an office and books at most six a day anywhere; the desk books as many as it must.';
create trigger limit_visitor before insert on appointments.appointments
  for each row when (new.booked_by is null) execute function appointments.limit_visitor();

create function appointments.may_become(from_state text, to_state text) returns boolean
language sql immutable
as $$
  select (from_state, to_state) in (
    ('booked', 'cancelled'), ('booked', 'kept'), ('booked', 'missed'), ('kept', 'booked'), ('missed', 'booked')
  )
$$;
comment on function appointments.may_become(text, text) is 'The moves of docs/states/appointment.md.';

create function appointments.keep_course() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  moved boolean := (new.starts_at, new.ends_at) is distinct from (old.starts_at, old.ends_at);
begin
  if new.state <> old.state and not appointments.may_become(old.state, new.state) then
    raise exception 'an appointment does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'appointments_no_such_move';
  end if;
  if moved and (old.state <> 'booked' or new.state <> 'booked') then
    raise exception 'only a booked appointment is moved' using errcode = 'check_violation', constraint = 'appointments_no_such_move';
  end if;
  if new.state in ('kept', 'missed') and new.starts_at > now() + interval '1 hour' then
    raise exception 'the appointment has not begun' using errcode = 'check_violation', constraint = 'appointments_not_yet';
  end if;
  -- Once tied to a file an appointment stays with it, and only a desk that has custody ties it.
  if new.person_id is distinct from old.person_id
     and (old.person_id is not null or new.custodian_id not in (select access.desks())) then
    raise exception 'not a file of this desk' using errcode = 'check_violation', constraint = 'appointments_file_final';
  end if;
  if moved or (new.state = 'cancelled' and old.state <> 'cancelled') then
    new.sequence := old.sequence + 1;
  end if;
  new.changed_at := now();
  return new;
end
$$;
comment on function appointments.keep_course() is 'Holds every change to the state chart, counts the iCalendar sequence, and keeps the file of an appointment.';
create trigger keep_course before update on appointments.appointments
  for each row execute function appointments.keep_course();
