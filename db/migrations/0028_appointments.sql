-- Appointments: a seat in a slot of an office; the database itself refuses to give one seat twice.

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
  language text not null,
  topic text not null,
  visitor_time_zone text not null,
  token_hash text not null constraint appointments_token unique,
  sequence int not null default 0,
  person_id uuid,
  booked_by uuid,
  booked_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint appointments_ends check (ends_at > starts_at and ends_at <= starts_at + interval '8 hours'),
  constraint appointments_reachable check (phone is not null or email is not null or person_id is not null)
);
create unique index appointments_one_seat on appointments.appointments (office_id, starts_at, seat) where state in ('booked', 'kept', 'missed');
create index appointments_office_day on appointments.appointments (office_id, starts_at);
create index appointments_person on appointments.appointments (person_id);
comment on table appointments.appointments is 'One row a booking, from booked to kept, missed or cancelled.';
comment on column appointments.appointments.id is 'UUID v7.';
comment on column appointments.appointments.office_id is 'At which office.';
comment on column appointments.appointments.starts_at is 'Start.';
comment on column appointments.appointments.ends_at is 'End.';
comment on column appointments.appointments.seat is 'Which of the parallel seats of the slot; unique while not cancelled.';
comment on column appointments.appointments.state is 'Booked, cancelled, kept or missed.';
comment on column appointments.appointments.name is 'How to call the visitor; may be empty.';
comment on column appointments.appointments.phone is 'E.164, for the confirmation and the reminder.';
comment on column appointments.appointments.email is 'Lower case, for the same.';
comment on column appointments.appointments.language is 'Language of the visitor.';
comment on column appointments.appointments.topic is 'Vocabulary code.';
comment on column appointments.appointments.visitor_time_zone is 'Zone in which the visitor reads hours.';
comment on column appointments.appointments.token_hash is 'SHA-256 of the secret in the visitor''s link.';
comment on column appointments.appointments.sequence is 'iCalendar SEQUENCE: grows with each move.';
comment on column appointments.appointments.person_id is 'The person''s file, once known.';
comment on column appointments.appointments.booked_by is 'Staff account that booked it at the desk.';
comment on column appointments.appointments.booked_at is 'When.';
comment on column appointments.appointments.changed_at is 'Last change.';
alter table appointments.appointments enable row level security;
alter table appointments.appointments force row level security;
create policy owner_all on appointments.appointments to ponte_owner using (true) with check (true);
create policy desk on appointments.appointments to ponte_app
  using (
    office_id in (select access.desks())
    and (person_id is null or not access.is_withheld(person_id, 'appointments', booked_at))
  )
  with check (office_id in (select access.desks()));
create policy books on appointments.appointments for insert to ponte_app
  with check (
    token_hash = kernel.link_token() and state = 'booked' and person_id is null and booked_by is null and starts_at > now()
    and office_id in (select id from offices.offices where active)
  );
create policy link on appointments.appointments for select to ponte_app using (token_hash = kernel.link_token());
create policy link_changes on appointments.appointments for update to ponte_app
  using (token_hash = kernel.link_token() and state = 'booked') with check (token_hash = kernel.link_token() and state in ('booked', 'cancelled'));
create policy self on appointments.appointments for select to ponte_app using (person_id in (select access.own_subjects()));
create policy granted on appointments.appointments for select to ponte_app using (person_id in (select consent.subjects('appointments')));
create policy jobs_all on appointments.appointments to ponte_jobs using (true);
grant select, insert, update on appointments.appointments to ponte_app;
grant select on appointments.appointments to ponte_jobs;

create function appointments.taken(of_office uuid, from_moment timestamptz, to_moment timestamptz)
returns table (starts_at timestamptz, seats bigint)
language sql stable security definer
set search_path = ''
as $$
  select a.starts_at, count(*)
    from appointments.appointments a
   where a.office_id = of_office
     and a.state in ('booked', 'kept', 'missed')
     and a.starts_at >= from_moment
     and a.starts_at < to_moment
   group by a.starts_at
$$;
comment on function appointments.taken(uuid, timestamptz, timestamptz) is 'How many seats of each slot are taken, for visitors who choose one; says nothing of who.';

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
create trigger seat_exists before insert or update of seat, starts_at on appointments.appointments
  for each row execute function appointments.seat_exists();
