-- The rest of trade: photos of an offer, what became of a contact after six months, fairs and missions with a schedule of
-- meetings, and facts of a corridor with their source. The schedule's promises (nobody sits at two tables, no table is
-- given twice) are unique constraints here, whatever the code above them does.

-- Photos. A change of them is a change of the offer: a new revision that nobody has reviewed.

alter table trade.offers add column photos int not null default 0;
comment on column trade.offers.photos is 'Grows with each change of its photos, by their trigger.';

create or replace function trade.guard_offer() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    new.revision := 1;
    new.photos := 0;
    new.valid_from := current_date;
  else
    new.revision := old.revision + case
      when (new.kind, new.what, new.hs_code, new.sector, new.title, new.description, new.quantity, new.unit, new.per, new.months,
            new.incoterm, new.term_place, new.certificates, new.languages, new.corridor_id, new.at_end, new.photos)
        is distinct from
           (old.kind, old.what, old.hs_code, old.sector, old.title, old.description, old.quantity, old.unit, old.per, old.months,
            old.incoterm, old.term_place, old.certificates, old.languages, old.corridor_id, old.at_end, old.photos)
      then 1 else 0 end;
    new.valid_from := case when new.valid_until is distinct from old.valid_until then current_date else old.valid_from end;
    new.venture_id := old.venture_id;
  end if;
  if new.state in ('published', 'expired')
     and not exists (select from trade.reviews where offer_id = new.id and revision = new.revision and outcome = 'published') then
    raise exception 'an offer that was not reviewed is not published' using errcode = 'check_violation', constraint = 'offers_reviewed';
  end if;
  return new;
end
$$;

create table trade.photos (
  id uuid primary key,
  offer_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  place int not null constraint photos_place check (place between 1 and 4),
  words text not null constraint photos_words check (length(words) between 1 and 300),
  media_type text not null constraint photos_media_type check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  width int not null constraint photos_width check (width between 1 and 8000),
  height int not null constraint photos_height check (height between 1 and 8000),
  sha256 text not null constraint photos_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  content bytea not null constraint photos_content check (length(content) between 1 and 1500000),
  added_at timestamptz not null default now(),
  constraint photos_once unique (offer_id, sha256),
  constraint photos_places unique (offer_id, place),
  constraint photos_offer foreign key (offer_id, venture_id, office_id) references trade.offers (id, venture_id, office_id) on update cascade on delete cascade
);
comment on table trade.photos is 'Photos of an offer, without what the camera wrote into them. Anybody sees those of a published one.';
comment on column trade.photos.id is 'UUID v7.';
comment on column trade.photos.offer_id is 'The offer.';
comment on column trade.photos.venture_id is 'Its venture.';
comment on column trade.photos.office_id is 'Office that has custody.';
comment on column trade.photos.place is 'First to fourth.';
comment on column trade.photos.words is 'What can be seen, for those who cannot see it.';
comment on column trade.photos.media_type is 'By its first bytes.';
comment on column trade.photos.width is 'Points across.';
comment on column trade.photos.height is 'Points down.';
comment on column trade.photos.sha256 is 'Of the content: the same photo is kept once an offer.';
comment on column trade.photos.content is 'The photo, 1.5 MB at most.';
comment on column trade.photos.added_at is 'When.';

create function trade.note_photos() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update trade.offers
     set photos = photos + 1, state = case when state = 'waiting' then 'waiting' else 'draft' end, updated_at = now()
   where id = coalesce(new.offer_id, old.offer_id);
  return null;
end
$$;
comment on function trade.note_photos() is 'A change of the photos makes a new revision of the offer, which nobody has reviewed.';
create trigger photos_revision after insert or delete or update of place, words, content on trade.photos
  for each row execute function trade.note_photos();

-- What became of a contact, six months after both sides confirmed.

create table trade.follow_ups (
  interest_id uuid not null constraint follow_ups_interest references trade.interests (id) on delete cascade,
  side text not null constraint follow_ups_side check (side in ('asker', 'owner')),
  due_on date not null,
  asked_at timestamptz,
  reminded_at timestamptz,
  met text constraint follow_ups_met check (met in ('yes', 'planned', 'no')),
  contract text constraint follow_ups_contract check (contract in ('yes', 'talks', 'no')),
  quantity bigint constraint follow_ups_quantity check (quantity between 1 and 1000000000),
  unit text constraint follow_ups_unit check (unit in ('kg', 'tonne', 'litre', 'piece', 'pair', 'box', 'metre', 'm2', 'm3', 'hour', 'day')),
  value_minor bigint constraint follow_ups_value check (value_minor between 0 and 100000000000000),
  currency text constraint follow_ups_currency check (currency ~ '^[A-Z]{3}$'),
  again text constraint follow_ups_again check (again in ('yes', 'perhaps', 'no')),
  obstacles text[] not null default '{}' constraint follow_ups_obstacles check (
    obstacles <@ array['price', 'quality', 'quantity', 'papers', 'customs', 'transport', 'payment', 'language', 'no-answer', 'time', 'other']),
  note text constraint follow_ups_note check (length(note) between 1 and 1000),
  answered_at timestamptz,
  answered_by uuid,
  constraint follow_ups_pkey primary key (interest_id, side),
  constraint follow_ups_amount check ((quantity is null) = (unit is null)),
  constraint follow_ups_money check ((value_minor is null) = (currency is null)),
  constraint follow_ups_of_contract check (contract is not distinct from 'yes' or (quantity is null and value_minor is null and again is null)),
  constraint follow_ups_answer check ((answered_at is null) = (met is null) and (met is null) = (contract is null)),
  constraint follow_ups_reminded check (reminded_at is null or asked_at is not null)
);
create index follow_ups_due on trade.follow_ups (due_on) where answered_at is null;
comment on table trade.follow_ups is 'What each side of a confirmed interest says after six months, apart: neither reads the other''s.';
comment on column trade.follow_ups.interest_id is 'The interest.';
comment on column trade.follow_ups.side is 'Who says it: those who asked or those who offered.';
comment on column trade.follow_ups.due_on is 'Six months after both had confirmed.';
comment on column trade.follow_ups.asked_at is 'When the message went out.';
comment on column trade.follow_ups.reminded_at is 'When the one reminder went out.';
comment on column trade.follow_ups.met is 'Whether they met.';
comment on column trade.follow_ups.contract is 'Whether there is a contract.';
comment on column trade.follow_ups.quantity is 'Traded so far, in whole units.';
comment on column trade.follow_ups.unit is 'Of what the quantity is.';
comment on column trade.follow_ups.value_minor is 'Worth of what was traded so far, in the currency''s smallest unit.';
comment on column trade.follow_ups.currency is 'ISO 4217.';
comment on column trade.follow_ups.again is 'Whether they will trade again.';
comment on column trade.follow_ups.obstacles is 'What stood in the way; codes.';
comment on column trade.follow_ups.note is 'In their words.';
comment on column trade.follow_ups.answered_at is 'When they answered; they may put it right later.';
comment on column trade.follow_ups.answered_by is 'Account that wrote it: their own, or an officer''s.';

create function trade.plan_follow_up() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.confirmed_at is not null then
    insert into trade.follow_ups (interest_id, side, due_on)
    select new.id, side, (new.confirmed_at + interval '6 months')::date from unnest(array['asker', 'owner']) side
        on conflict do nothing;
  end if;
  return null;
end
$$;
comment on function trade.plan_follow_up() is 'Both sides are asked six months after the second of them confirmed.';
create trigger interests_follow_up after insert or update of asker_confirmed_at, owner_confirmed_at on trade.interests
  for each row execute function trade.plan_follow_up();
insert into trade.follow_ups (interest_id, side, due_on)
select i.id, side, (i.confirmed_at + interval '6 months')::date
  from trade.interests i cross join unnest(array['asker', 'owner']) side
 where i.confirmed_at is not null;

create function trade.owning() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id from trade.interests where venture_id in (select ventures.founded())
   union all
  select id from trade.interests where office_id in (select access.desks())
$$;
comment on function trade.owning() is 'Interests in which the actor is on the side of those who offer.';

-- Fairs and missions.

create table trade.fairs (
  id uuid primary key,
  corridor_id uuid not null constraint fairs_corridor references places.corridors (id),
  office_id uuid not null constraint fairs_office references offices.offices (id),
  partner_office_id uuid constraint fairs_partner references offices.offices (id),
  kind text not null constraint fairs_kind check (kind in ('fair', 'mission', 'online')),
  title kernel.translated not null,
  about kernel.translated not null,
  place text constraint fairs_place check (length(place) between 1 and 200),
  first_day date not null,
  last_day date not null,
  opens time not null,
  closes time not null,
  pause_from time,
  pause_until time,
  time_zone text not null constraint fairs_time_zone check (length(time_zone) between 1 and 60),
  other_time_zone text constraint fairs_other_time_zone check (length(other_time_zone) between 1 and 60),
  slot_minutes int not null constraint fairs_slot_minutes check (slot_minutes between 10 and 120),
  tables int not null constraint fairs_tables check (tables between 1 and 60),
  languages text[] not null constraint fairs_languages check (cardinality(languages) between 1 and 12),
  registers_from date not null,
  registers_until date not null,
  who_may text[] not null constraint fairs_who_may check (who_may <@ array['ventures', 'organisations'] and cardinality(who_may) >= 1),
  state text not null default 'draft' constraint fairs_state check (state in ('draft', 'announced', 'published', 'ended', 'cancelled')),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint fairs_two_offices check (partner_office_id <> office_id),
  constraint fairs_somewhere check (kind = 'online' or place is not null),
  constraint fairs_days check (last_day between first_day and first_day + 6),
  constraint fairs_hours check (closes > opens),
  constraint fairs_pause check (
    (pause_from is null) = (pause_until is null) and (pause_from is null or (pause_from >= opens and pause_until > pause_from and pause_until <= closes))),
  constraint fairs_registration check (registers_from <= registers_until and registers_until <= last_day)
);
create index fairs_when on trade.fairs (first_day) where state <> 'draft';
create index fairs_office_id on trade.fairs (office_id);
create index fairs_partner_office_id on trade.fairs (partner_office_id) where partner_office_id is not null;
comment on table trade.fairs is 'A fair, a trade mission or an online day of meetings along a corridor, held by one office or by two. Public once announced.';
comment on column trade.fairs.id is 'UUID v7.';
comment on column trade.fairs.corridor_id is 'The corridor.';
comment on column trade.fairs.office_id is 'Office that holds it.';
comment on column trade.fairs.partner_office_id is 'Office at the other end that holds it too.';
comment on column trade.fairs.kind is 'Fair, mission or online.';
comment on column trade.fairs.title is 'What it is called.';
comment on column trade.fairs.about is 'What it is about.';
comment on column trade.fairs.place is 'Where; an online day has none.';
comment on column trade.fairs.first_day is 'First day, at its place.';
comment on column trade.fairs.last_day is 'Last day, at most six days later.';
comment on column trade.fairs.opens is 'First meeting of a day, at its place.';
comment on column trade.fairs.closes is 'End of the last meeting.';
comment on column trade.fairs.pause_from is 'Beginning of the pause.';
comment on column trade.fairs.pause_until is 'End of the pause.';
comment on column trade.fairs.time_zone is 'IANA zone of its place.';
comment on column trade.fairs.other_time_zone is 'IANA zone of the other end, shown beside it.';
comment on column trade.fairs.slot_minutes is 'Length of a meeting.';
comment on column trade.fairs.tables is 'How many meetings at the same time.';
comment on column trade.fairs.languages is 'Languages spoken there, or with an interpreter.';
comment on column trade.fairs.registers_from is 'First day of registration.';
comment on column trade.fairs.registers_until is 'Last day of registration.';
comment on column trade.fairs.who_may is 'Ventures with a published offer or request of the corridor, organisations, or both.';
comment on column trade.fairs.state is 'Where it stands (docs/states/trade-fair.md).';
comment on column trade.fairs.created_by is 'The officer.';
comment on column trade.fairs.created_at is 'When.';
comment on column trade.fairs.updated_at is 'Last change.';

create table trade.fair_slots (
  fair_id uuid not null constraint fair_slots_fair references trade.fairs (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  constraint fair_slots_pkey primary key (fair_id, starts_at),
  constraint fair_slots_length check (ends_at > starts_at)
);
comment on table trade.fair_slots is 'The times at which meetings of a fair may be, worked out from its days and hours.';
comment on column trade.fair_slots.fair_id is 'The fair.';
comment on column trade.fair_slots.starts_at is 'Beginning.';
comment on column trade.fair_slots.ends_at is 'End.';

create table trade.fair_participants (
  id uuid primary key,
  fair_id uuid not null constraint fair_participants_fair references trade.fairs (id),
  offer_id uuid,
  venture_id uuid,
  office_id uuid,
  organisation_id uuid constraint fair_participants_organisation references directory.organisations (id),
  who text not null constraint fair_participants_who check (length(who) between 1 and 160),
  languages text[] not null constraint fair_participants_languages check (cardinality(languages) between 1 and 12),
  state text not null default 'asked' constraint fair_participants_state check (state in ('asked', 'approved', 'declined', 'withdrawn')),
  asked_at timestamptz not null default now(),
  decided_at timestamptz,
  constraint fair_participants_in_fair unique (fair_id, id),
  constraint fair_participants_offer foreign key (offer_id, venture_id, office_id) references trade.offers (id, venture_id, office_id) on update cascade on delete cascade,
  constraint fair_participants_kind check (
    (offer_id is null) = (venture_id is null) and (offer_id is null) = (office_id is null) and (offer_id is null) <> (organisation_id is null))
);
create unique index fair_participants_once_venture on trade.fair_participants (fair_id, venture_id) where venture_id is not null;
create unique index fair_participants_once_organisation on trade.fair_participants (fair_id, organisation_id) where organisation_id is not null;
create index fair_participants_venture on trade.fair_participants (venture_id) where venture_id is not null;
create index fair_participants_office on trade.fair_participants (office_id) where office_id is not null;
create index fair_participants_organisations on trade.fair_participants (organisation_id) where organisation_id is not null;
comment on table trade.fair_participants is 'Who comes to a fair: a venture with an offer or request, or an organisation. It holds no contact.';
comment on column trade.fair_participants.id is 'UUID v7.';
comment on column trade.fair_participants.fair_id is 'The fair.';
comment on column trade.fair_participants.offer_id is 'With which offer or request; null for an organisation.';
comment on column trade.fair_participants.venture_id is 'The venture; null for an organisation.';
comment on column trade.fair_participants.office_id is 'Office that has custody of the venture; follows a hand-over.';
comment on column trade.fair_participants.organisation_id is 'The organisation; null for a venture.';
comment on column trade.fair_participants.who is 'How they call themselves to the others, without address or number.';
comment on column trade.fair_participants.languages is 'Languages in which they can talk.';
comment on column trade.fair_participants.state is 'Asked, approved or declined by the office, or withdrawn.';
comment on column trade.fair_participants.asked_at is 'When they registered.';
comment on column trade.fair_participants.decided_at is 'When the office decided.';

create table trade.fair_wishes (
  fair_id uuid not null,
  participant_id uuid not null,
  wished_id uuid not null,
  rank int not null constraint fair_wishes_rank check (rank between 1 and 20),
  unmet text constraint fair_wishes_unmet check (unmet in ('no-common-time', 'tables-full', 'other-meetings', 'not-coming')),
  constraint fair_wishes_pkey primary key (participant_id, wished_id),
  constraint fair_wishes_participant foreign key (fair_id, participant_id) references trade.fair_participants (fair_id, id) on delete cascade,
  constraint fair_wishes_wished foreign key (fair_id, wished_id) references trade.fair_participants (fair_id, id) on delete cascade,
  constraint fair_wishes_other check (participant_id <> wished_id)
);
create index fair_wishes_wished_id on trade.fair_wishes (wished_id);
comment on table trade.fair_wishes is 'Whom a participant wishes to meet. The other side does not read it.';
comment on column trade.fair_wishes.fair_id is 'The fair.';
comment on column trade.fair_wishes.participant_id is 'Who wishes.';
comment on column trade.fair_wishes.wished_id is 'Whom.';
comment on column trade.fair_wishes.rank is 'The most wanted first.';
comment on column trade.fair_wishes.unmet is 'Why the schedule has no such meeting; null where it has one, or is not made yet.';

create table trade.fair_busy (
  fair_id uuid not null,
  participant_id uuid not null,
  starts_at timestamptz not null,
  constraint fair_busy_pkey primary key (participant_id, starts_at),
  constraint fair_busy_participant foreign key (fair_id, participant_id) references trade.fair_participants (fair_id, id) on delete cascade,
  constraint fair_busy_slot foreign key (fair_id, starts_at) references trade.fair_slots (fair_id, starts_at) on delete cascade
);
comment on table trade.fair_busy is 'Times at which a participant cannot meet anybody.';
comment on column trade.fair_busy.fair_id is 'The fair.';
comment on column trade.fair_busy.participant_id is 'Who.';
comment on column trade.fair_busy.starts_at is 'The time.';

create table trade.fair_meetings (
  id uuid primary key,
  fair_id uuid not null,
  starts_at timestamptz not null,
  table_number int not null constraint fair_meetings_table_number check (table_number between 1 and 60),
  first_id uuid not null,
  second_id uuid not null,
  link text constraint fair_meetings_link check (link ~ '^https://[^[:space:]]+$' and length(link) <= 500),
  first_came boolean,
  second_came boolean,
  outcome text constraint fair_meetings_outcome check (outcome in ('follow-up', 'undecided', 'none')),
  sequence int not null default 0,
  changed_at timestamptz not null default now(),
  constraint fair_meetings_slot foreign key (fair_id, starts_at) references trade.fair_slots (fair_id, starts_at),
  constraint fair_meetings_first foreign key (fair_id, first_id) references trade.fair_participants (fair_id, id) on delete cascade,
  constraint fair_meetings_second foreign key (fair_id, second_id) references trade.fair_participants (fair_id, id) on delete cascade,
  constraint fair_meetings_order check (first_id < second_id),
  constraint fair_meetings_pair unique (fair_id, first_id, second_id),
  constraint fair_meetings_table unique (fair_id, starts_at, table_number),
  constraint fair_meetings_seats unique (id, fair_id, starts_at),
  constraint fair_meetings_came check (outcome is null or (first_came is not null and second_came is not null)),
  constraint fair_meetings_both check (outcome is distinct from 'follow-up' or (first_came and second_came))
);
create index fair_meetings_first_id on trade.fair_meetings (first_id);
create index fair_meetings_second_id on trade.fair_meetings (second_id);
comment on table trade.fair_meetings is 'Who meets whom, when and at which table. A table holds one meeting at a time.';
comment on column trade.fair_meetings.id is 'UUID v7.';
comment on column trade.fair_meetings.fair_id is 'The fair.';
comment on column trade.fair_meetings.starts_at is 'When: one of the fair''s times.';
comment on column trade.fair_meetings.table_number is 'Which table, from 1.';
comment on column trade.fair_meetings.first_id is 'One of the two, the smaller id.';
comment on column trade.fair_meetings.second_id is 'The other.';
comment on column trade.fair_meetings.link is 'Where they meet online.';
comment on column trade.fair_meetings.first_came is 'Whether the first came; null before it is known.';
comment on column trade.fair_meetings.second_came is 'Whether the second came.';
comment on column trade.fair_meetings.outcome is 'What they agreed on.';
comment on column trade.fair_meetings.sequence is 'Grows with each move, for calendars.';
comment on column trade.fair_meetings.changed_at is 'Last change.';

create table trade.fair_seats (
  meeting_id uuid not null,
  fair_id uuid not null,
  starts_at timestamptz not null,
  participant_id uuid not null,
  constraint fair_seats_pkey primary key (meeting_id, participant_id),
  constraint fair_seats_once unique (participant_id, starts_at),
  constraint fair_seats_meeting foreign key (meeting_id, fair_id, starts_at) references trade.fair_meetings (id, fair_id, starts_at) on update cascade on delete cascade,
  constraint fair_seats_participant foreign key (fair_id, participant_id) references trade.fair_participants (fair_id, id) on delete cascade
);
comment on table trade.fair_seats is 'Two rows a meeting, written by the database: a participant sits in one meeting at a time.';
comment on column trade.fair_seats.meeting_id is 'The meeting.';
comment on column trade.fair_seats.fair_id is 'The fair.';
comment on column trade.fair_seats.starts_at is 'When; moves with the meeting.';
comment on column trade.fair_seats.participant_id is 'Who.';

create function trade.hosted_fairs() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id from trade.fairs where office_id in (select access.desks())
   union all
  select id from trade.fairs where partner_office_id in (select access.desks())
$$;
comment on function trade.hosted_fairs() is 'Fairs that an office of the actor holds.';

create function trade.attending() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id from trade.fair_participants where venture_id in (select ventures.founded())
   union all
  select id from trade.fair_participants where organisation_id in (select access.organisations())
   union all
  select id from trade.fair_participants where office_id in (select access.desks())
$$;
comment on function trade.attending() is 'Participants for whom the actor speaks.';

create function trade.attended_fairs() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select fair_id from trade.fair_participants where state = 'approved' and id in (select trade.attending())
$$;
comment on function trade.attended_fairs() is 'Fairs to which somebody comes for whom the actor speaks: they see who else comes.';

create function trade.shown_schedules() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id from trade.fairs where state in ('published', 'ended')
$$;
comment on function trade.shown_schedules() is 'Fairs whose schedule its participants read.';

create function trade.guard_fair() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  new.office_id := old.office_id;
  if (new.first_day, new.last_day, new.opens, new.closes, new.pause_from, new.pause_until, new.time_zone, new.slot_minutes, new.tables)
       is distinct from
     (old.first_day, old.last_day, old.opens, old.closes, old.pause_from, old.pause_until, old.time_zone, old.slot_minutes, old.tables)
     and exists (select from trade.fair_meetings where fair_id = new.id) then
    raise exception 'a fair with meetings keeps its times' using errcode = 'check_violation', constraint = 'fairs_scheduled';
  end if;
  return new;
end
$$;
comment on function trade.guard_fair() is 'Times stay once meetings hang on them; the office that holds a fair stays.';
create trigger fairs_guard before update on trade.fairs for each row execute function trade.guard_fair();

create function trade.guard_participant() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  fair trade.fairs;
  hosts boolean := new.fair_id in (select trade.hosted_fairs());
begin
  if tg_op = 'UPDATE' then
    new.fair_id := old.fair_id;
    new.venture_id := old.venture_id;
    new.organisation_id := old.organisation_id;
    if new.state is distinct from old.state and kernel.actor() is not null then
      if new.state in ('approved', 'declined') and hosts is not true then
        raise exception 'the office decides who comes' using errcode = 'insufficient_privilege';
      end if;
      if new.state in ('asked', 'withdrawn') and new.id not in (select trade.attending()) then
        raise exception 'a participant withdraws for themselves' using errcode = 'insufficient_privilege';
      end if;
    end if;
    return new;
  end if;
  select * into fair from trade.fairs where id = new.fair_id;
  if new.state <> 'asked' or fair.state <> 'announced'
     or current_date < fair.registers_from or current_date > fair.registers_until then
    raise exception 'the fair does not take registrations' using errcode = 'check_violation', constraint = 'fair_participants_open';
  end if;
  if not (case when new.organisation_id is null then 'ventures' else 'organisations' end = any (fair.who_may))
     or (new.offer_id is not null and not exists (
       select from trade.offers
        where id = new.offer_id and corridor_id = fair.corridor_id and state = 'published' and valid_until >= current_date)) then
    raise exception 'the fair is not for them' using errcode = 'check_violation', constraint = 'fair_participants_may';
  end if;
  return new;
end
$$;
comment on function trade.guard_participant() is 'Registration is open for some days, for those whom it is for; the office decides, a participant withdraws.';
create trigger fair_participants_guard before insert or update on trade.fair_participants
  for each row execute function trade.guard_participant();

create function trade.clear_seats() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  delete from trade.fair_meetings where first_id = new.id or second_id = new.id;
  update trade.fair_wishes set unmet = 'not-coming' where participant_id = new.id or wished_id = new.id;
  return null;
end
$$;
comment on function trade.clear_seats() is 'Whoever does not come meets nobody.';
create trigger fair_participants_gone after update of state on trade.fair_participants
  for each row when (new.state in ('declined', 'withdrawn') and old.state = 'approved') execute function trade.clear_seats();

create function trade.guard_meeting() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.table_number > (select tables from trade.fairs where id = new.fair_id) then
    raise exception 'there is no such table' using errcode = 'check_violation', constraint = 'fair_meetings_table_number';
  end if;
  if tg_op = 'UPDATE' then
    new.first_id := old.first_id;
    new.second_id := old.second_id;
    new.fair_id := old.fair_id;
    if (new.starts_at, new.table_number, new.link) is distinct from (old.starts_at, old.table_number, old.link) then
      new.sequence := old.sequence + 1;
      new.changed_at := now();
    end if;
  end if;
  return new;
end
$$;
comment on function trade.guard_meeting() is 'A meeting is at a table that is there, and stays between the same two.';
create trigger fair_meetings_guard before insert or update on trade.fair_meetings
  for each row execute function trade.guard_meeting();

create function trade.seat_meeting() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into trade.fair_seats (meeting_id, fair_id, starts_at, participant_id)
  values (new.id, new.fair_id, new.starts_at, new.first_id), (new.id, new.fair_id, new.starts_at, new.second_id);
  return null;
end
$$;
comment on function trade.seat_meeting() is 'Seats both at the meeting: whoever sits elsewhere at that time makes it fail.';
create trigger fair_meetings_seats after insert on trade.fair_meetings for each row execute function trade.seat_meeting();

-- Facts of a corridor, with their source.

create table trade.facts (
  id uuid primary key,
  corridor_id uuid not null constraint facts_corridor references places.corridors (id),
  kind text not null constraint facts_kind check (kind in ('figure', 'customs', 'document')),
  words kernel.translated not null,
  figure text constraint facts_figure check (length(figure) between 1 and 60),
  unit text constraint facts_unit check (length(unit) between 1 and 60),
  year int constraint facts_year check (year between 1900 and 2200),
  source_name text not null constraint facts_source_name check (length(source_name) between 1 and 300),
  source_url text constraint facts_source_url check (source_url ~ '^https://[^[:space:]]+$' and length(source_url) <= 510),
  seen_on date not null,
  confirmed boolean not null default false,
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint facts_whole_figure check ((kind = 'figure') = (figure is not null) and (figure is null) = (unit is null) and (figure is null or year is not null))
);
create index facts_corridor_id on trade.facts (corridor_id, kind) where withdrawn_at is null;
comment on table trade.facts is 'What an editor entered about trade along a corridor: a figure, customs, papers; never without source and date.';
comment on column trade.facts.id is 'UUID v7.';
comment on column trade.facts.corridor_id is 'The corridor.';
comment on column trade.facts.kind is 'A figure of official statistics, or a hint on customs or papers.';
comment on column trade.facts.words is 'What it is about, or the hint itself.';
comment on column trade.facts.figure is 'The figure as the source writes it.';
comment on column trade.facts.unit is 'Of what it is.';
comment on column trade.facts.year is 'Year that it is about.';
comment on column trade.facts.source_name is 'Where it is from.';
comment on column trade.facts.source_url is 'Address of the source.';
comment on column trade.facts.seen_on is 'Day on which it was seen there.';
comment on column trade.facts.confirmed is 'False where an authority must still confirm it.';
comment on column trade.facts.withdrawn_at is 'Since when it is no longer shown.';
comment on column trade.facts.created_at is 'When.';
comment on column trade.facts.updated_at is 'Last change.';

create table trade.fact_history (
  id bigint generated by default as identity primary key,
  fact_id uuid not null constraint fact_history_fact references trade.facts (id),
  at timestamptz not null default now(),
  by_account uuid,
  state jsonb not null
);
create index fact_history_fact_id on trade.fact_history (fact_id, id);
comment on table trade.fact_history is 'Every state that a fact has had; written by the database alone.';
comment on column trade.fact_history.id is 'In order.';
comment on column trade.fact_history.fact_id is 'The fact.';
comment on column trade.fact_history.at is 'Since when it stood so.';
comment on column trade.fact_history.by_account is 'Account that wrote it.';
comment on column trade.fact_history.state is 'The whole fact after it.';

create function trade.tell_fact() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into trade.fact_history (fact_id, by_account, state) values (new.id, kernel.actor(), to_jsonb(new));
  return null;
end
$$;
comment on function trade.tell_fact() is 'Writes the history of a fact.';
create trigger facts_tell after insert or update on trade.facts for each row execute function trade.tell_fact();

-- Counts.

create function trade.count_trade(of_offices uuid[], from_moment timestamptz, to_moment timestamptz, of_track text)
returns table (office_id uuid, corridor_id uuid, what text, measure text, times bigint, amount numeric)
language sql stable security definer
set search_path = ''
as $$
  with tracked as (
    select f.venture_id
      from ventures.founders f
      join tracks.counted k on k.person_id = f.person_id
     where f.left_at is null and of_track = any (k.tracks)
  ), contacts as (
    select i.id, i.office_id, o.corridor_id, i.confirmed_at
      from trade.interests i
      join trade.offers o on o.id = i.offer_id
     where of_track is null or i.venture_id in (select venture_id from tracked) or i.from_venture_id in (select venture_id from tracked)
  ), said as (
    select distinct on (c.id) c.office_id, c.corridor_id, f.met, f.contract, f.quantity, f.unit, f.value_minor, f.currency
      from contacts c
      join trade.follow_ups f on f.interest_id = c.id
     where f.answered_at >= from_moment and f.answered_at < to_moment
     order by c.id, (f.contract = 'yes') desc, (f.met = 'yes') desc, f.side desc
  ), counted as (
    select o.office_id, o.corridor_id, o.kind as what, null::text as measure, 1::bigint as times, null::numeric as amount
      from trade.offers o
     where o.published_at >= from_moment and o.published_at < to_moment and (of_track is null or o.venture_id in (select venture_id from tracked))
     union all
    select c.office_id, c.corridor_id, 'interest', null, 1, null
      from contacts c
     where c.confirmed_at >= from_moment and c.confirmed_at < to_moment
     union all
    select f.office_id, f.corridor_id, 'meeting', null, 1, null
      from trade.fair_meetings m
      join trade.fairs f on f.id = m.fair_id
      join trade.fair_participants a on a.id = m.first_id
      join trade.fair_participants b on b.id = m.second_id
     where m.first_came and m.second_came and m.starts_at >= from_moment and m.starts_at < to_moment
       and (of_track is null or a.venture_id in (select venture_id from tracked) or b.venture_id in (select venture_id from tracked))
     union all
    select s.office_id, s.corridor_id, 'met', null, 1, null from said s where s.met = 'yes'
     union all
    select s.office_id, s.corridor_id, 'contract', null, 1, null from said s where s.contract = 'yes'
     union all
    select s.office_id, s.corridor_id, 'volume', s.unit, 1, s.quantity from said s where s.quantity is not null
     union all
    select s.office_id, s.corridor_id, 'value', s.currency, 1, s.value_minor from said s where s.value_minor is not null
  )
  select c.office_id, c.corridor_id, c.what, c.measure, sum(c.times)::bigint, sum(c.amount)
    from counted c
   where c.office_id = any (of_offices)
     and c.office_id in (select access.countable())
   group by c.office_id, c.corridor_id, c.what, c.measure
$$;
comment on function trade.count_trade(uuid[], timestamptz, timestamptz, text) is 'Trade in a span by office and corridor; of what two sides reported, one answer counts: that with a contract, else the owner''s.';

create function trade.count_corridor(of_corridor uuid)
returns table (meetings bigint, contracts bigint)
language sql stable security definer
set search_path = ''
as $$
  select case when meetings between 1 and 4 then null else meetings end, case when contracts between 1 and 4 then null else contracts end
    from (
      select (select count(*) from trade.fair_meetings m join trade.fairs f on f.id = m.fair_id
               where f.corridor_id = of_corridor and m.first_came and m.second_came) as meetings,
             (select count(distinct u.interest_id)
                from trade.follow_ups u
                join trade.interests i on i.id = u.interest_id
                join trade.offers o on o.id = i.offer_id
               where o.corridor_id = of_corridor and u.contract = 'yes') as contracts
    ) counted
$$;
comment on function trade.count_corridor(uuid) is 'Meetings held and contracts reported along a corridor, for anybody; null stands for a count from 1 to 4.';

-- Who may what.

do $$
declare name text;
begin
  foreach name in array array['photos', 'follow_ups', 'fairs', 'fair_slots', 'fair_participants', 'fair_wishes', 'fair_busy', 'fair_meetings',
                              'fair_seats', 'facts', 'fact_history'] loop
    execute format('alter table trade.%I enable row level security', name);
    execute format('alter table trade.%I force row level security', name);
    execute format('create policy owner_all on trade.%I to ponte_owner using (true) with check (true)', name);
  end loop;
  foreach name in array array['follow_ups', 'fairs', 'fair_participants', 'fair_meetings'] loop
    execute format('create policy jobs_all on trade.%I to ponte_jobs using (true) with check (true)', name);
    execute format('grant select on trade.%I to ponte_jobs', name);
  end loop;
end
$$;
grant update (asked_at, reminded_at) on trade.follow_ups to ponte_jobs;

create policy published on trade.photos for select to ponte_app
  using (offer_id in (select id from trade.offers where state = 'published' and valid_until >= current_date));
create policy custody on trade.photos to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy founder on trade.photos to ponte_app
  using (venture_id in (select ventures.founded())) with check (venture_id in (select ventures.founded()));
create policy granted on trade.photos for select to ponte_app using (venture_id in (select ventures.shared_part('venture')));
grant select, insert, delete on trade.photos to ponte_app;
grant update (words) on trade.photos to ponte_app;

create policy sides on trade.follow_ups for select to ponte_app
  using ((side = 'asker' and interest_id in (select trade.asking())) or (side = 'owner' and interest_id in (select trade.owning())));
create policy answers on trade.follow_ups for update to ponte_app
  using ((side = 'asker' and interest_id in (select trade.asking())) or (side = 'owner' and interest_id in (select trade.owning())));
grant select on trade.follow_ups to ponte_app;
grant update (met, contract, quantity, unit, value_minor, currency, again, obstacles, note, answered_at, answered_by) on trade.follow_ups to ponte_app;

create policy shown on trade.fairs for select to ponte_app using (state <> 'draft');
create policy custody on trade.fairs to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy partner_reads on trade.fairs for select to ponte_app using (partner_office_id in (select access.desks()));
create policy partner_changes on trade.fairs for update to ponte_app
  using (partner_office_id in (select access.desks())) with check (partner_office_id in (select access.desks()));
grant select, insert, update on trade.fairs to ponte_app;

create policy shown on trade.fair_slots for select to ponte_app using (fair_id in (select id from trade.fairs));
create policy hosts on trade.fair_slots to ponte_app
  using (fair_id in (select trade.hosted_fairs())) with check (fair_id in (select trade.hosted_fairs()));
grant select, insert, delete on trade.fair_slots to ponte_app;

create policy own on trade.fair_participants for select to ponte_app
  using (venture_id in (select ventures.founded()) or office_id in (select access.desks()) or organisation_id in (select access.organisations()));
create policy registers on trade.fair_participants for insert to ponte_app
  with check (venture_id in (select ventures.founded()) or office_id in (select access.desks()) or organisation_id in (select access.organisations()));
create policy hosts on trade.fair_participants for select to ponte_app using (fair_id in (select trade.hosted_fairs()));
create policy fellows on trade.fair_participants for select to ponte_app
  using (state = 'approved' and fair_id in (select trade.attended_fairs()));
create policy changes on trade.fair_participants for update to ponte_app
  using (
    fair_id in (select trade.hosted_fairs())
    or venture_id in (select ventures.founded()) or office_id in (select access.desks()) or organisation_id in (select access.organisations())
  );
grant select, insert on trade.fair_participants to ponte_app;
grant update (state, decided_at, asked_at) on trade.fair_participants to ponte_app;

create policy own on trade.fair_wishes to ponte_app
  using (participant_id in (select trade.attending())) with check (participant_id in (select trade.attending()));
create policy hosts_read on trade.fair_wishes for select to ponte_app using (fair_id in (select trade.hosted_fairs()));
create policy hosts_explain on trade.fair_wishes for update to ponte_app using (fair_id in (select trade.hosted_fairs()));
grant select, insert, delete on trade.fair_wishes to ponte_app;
grant update (unmet) on trade.fair_wishes to ponte_app;

create policy own on trade.fair_busy to ponte_app
  using (participant_id in (select trade.attending())) with check (participant_id in (select trade.attending()));
create policy hosts on trade.fair_busy for select to ponte_app using (fair_id in (select trade.hosted_fairs()));
grant select, insert, delete on trade.fair_busy to ponte_app;

create policy hosts on trade.fair_meetings to ponte_app
  using (fair_id in (select trade.hosted_fairs())) with check (fair_id in (select trade.hosted_fairs()));
create policy own on trade.fair_meetings for select to ponte_app
  using (
    fair_id in (select trade.shown_schedules())
    and (first_id in (select trade.attending()) or second_id in (select trade.attending()))
  );
grant select, insert, delete on trade.fair_meetings to ponte_app;
grant update (starts_at, table_number, link, first_came, second_came, outcome) on trade.fair_meetings to ponte_app;

create policy hosts on trade.fair_seats for select to ponte_app using (fair_id in (select trade.hosted_fairs()));
create policy own on trade.fair_seats for select to ponte_app
  using (fair_id in (select trade.shown_schedules()) and participant_id in (select trade.attending()));
grant select on trade.fair_seats to ponte_app;

create policy shown on trade.facts for select to ponte_app using (true);
create policy edited on trade.facts for insert to ponte_app with check ((select access.in_network(array['editor', 'administrator'])));
create policy changed on trade.facts for update to ponte_app
  using ((select access.in_network(array['editor', 'administrator']))) with check ((select access.in_network(array['editor', 'administrator'])));
grant select, insert, update on trade.facts to ponte_app;

create policy editors on trade.fact_history for select to ponte_app using ((select access.in_network(array['editor', 'administrator'])));
grant select on trade.fact_history to ponte_app;
