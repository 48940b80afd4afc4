-- Virtual fairs of practices: editors of the network choose practices as stands, and authorities tell of them in live talks. It is open by
-- day, where the network is; afterwards it stays to be read, without the links of its talks.

create schema practicefairs;
comment on schema practicefairs is 'Virtual fairs of the library of practices: stands and talks.';
grant usage on schema practicefairs to ponte_app;

create table practicefairs.fairs (
  id uuid primary key,
  language text not null constraint fairs_language check (language ~ '^[a-z]{2,3}$'),
  title text not null constraint fairs_title check (length(title) between 1 and 200),
  about text not null constraint fairs_about check (length(about) between 1 and 4000),
  from_day date not null,
  until_day date not null,
  state text not null default 'draft' constraint fairs_state check (state in ('draft', 'open', 'withdrawn')),
  because text constraint fairs_because check (length(because) between 1 and 1000),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  demonstration boolean not null default false,
  constraint fairs_days check (until_day between from_day and from_day + 92),
  constraint fairs_withdrawn check ((state = 'withdrawn') = (because is not null))
);
comment on table practicefairs.fairs is 'Virtual fairs of practices: drafts of the editors, and what was opened, which everybody reads.';
comment on column practicefairs.fairs.id is 'UUID v7.';
comment on column practicefairs.fairs.language is 'Language in which it is written.';
comment on column practicefairs.fairs.title is 'Its title.';
comment on column practicefairs.fairs.about is 'What it is about.';
comment on column practicefairs.fairs.from_day is 'Its first day, where the network is.';
comment on column practicefairs.fairs.until_day is 'Its last day; at most three months later.';
comment on column practicefairs.fairs.state is 'Draft, open (announced, running or over by its days), or withdrawn (docs/states/practice-fair.md).';
comment on column practicefairs.fairs.because is 'Why it was withdrawn.';
comment on column practicefairs.fairs.created_by is 'Who began it.';
comment on column practicefairs.fairs.created_at is 'When.';
comment on column practicefairs.fairs.demonstration is 'True: invented for the demonstration network.';

create table practicefairs.stands (
  fair_id uuid not null constraint stands_fair references practicefairs.fairs (id) on delete cascade,
  practice_id uuid not null constraint stands_practice references practices.practices (id),
  place int not null constraint stands_place check (place between 1 and 30),
  constraint stands_pkey primary key (fair_id, practice_id),
  constraint stands_places unique (fair_id, place)
);
create index stands_practice_id on practicefairs.stands (practice_id);
comment on table practicefairs.stands is 'Practices in a fair; pages put them in order by theme.';
comment on column practicefairs.stands.fair_id is 'The fair.';
comment on column practicefairs.stands.practice_id is 'The practice of the library.';
comment on column practicefairs.stands.place is 'The lowest number that was free: at most thirty stands.';

create table practicefairs.talks (
  id uuid primary key,
  fair_id uuid not null,
  practice_id uuid not null,
  starts_at timestamptz not null,
  minutes int not null constraint talks_minutes check (minutes between 10 and 480),
  speaker text not null constraint talks_speaker check (length(speaker) between 1 and 200),
  office_id uuid constraint talks_office references offices.offices (id),
  moved_from timestamptz,
  moved_at timestamptz,
  called_off text constraint talks_called_off_length check (length(called_off) between 1 and 1000),
  sequence int not null default 0,
  constraint talks_moved check ((moved_from is null) = (moved_at is null)),
  constraint talks_of_fair unique (fair_id, id),
  constraint talks_stand foreign key (fair_id, practice_id) references practicefairs.stands (fair_id, practice_id) on delete cascade
);
create index talks_office_id on practicefairs.talks (office_id) where office_id is not null;
create index talks_stand on practicefairs.talks (fair_id, practice_id);
comment on table practicefairs.talks is 'Live talks of a fair. Links to meet are apart, since they end with the fair.';
comment on column practicefairs.talks.id is 'UUID v7.';
comment on column practicefairs.talks.fair_id is 'The fair.';
comment on column practicefairs.talks.practice_id is 'The practice of which is told.';
comment on column practicefairs.talks.starts_at is 'When it begins.';
comment on column practicefairs.talks.minutes is 'How long it takes.';
comment on column practicefairs.talks.speaker is 'The authority that speaks, never a private person.';
comment on column practicefairs.talks.office_id is 'Office of the network that speaks, where it is one: it is written to when the talk moves or is called off.';
comment on column practicefairs.talks.moved_from is 'When it was to begin before it last moved in an open fair.';
comment on column practicefairs.talks.moved_at is 'When it last moved.';
comment on column practicefairs.talks.called_off is 'Why it was called off; null while it takes place. It stays in the timetable, so that calendars learn of it.';
comment on column practicefairs.talks.sequence is 'iCalendar SEQUENCE: grows with every change.';

create table practicefairs.links (
  talk_id uuid primary key,
  fair_id uuid not null,
  link text not null constraint links_link check (link ~ '^https://[^\s]+$' and length(link) <= 500),
  constraint links_talk foreign key (fair_id, talk_id) references practicefairs.talks (fair_id, id) on delete cascade
);
create index links_fair_id on practicefairs.links (fair_id, talk_id);
comment on table practicefairs.links is 'Where to meet for a talk: for everybody until the last day of an open fair, for nobody but editors after it.';
comment on column practicefairs.links.talk_id is 'The talk.';
comment on column practicefairs.links.fair_id is 'Its fair.';
comment on column practicefairs.links.link is 'Address of the meeting, by whoever hosts it.';

create function practicefairs.may_write() returns boolean
language sql stable set search_path = ''
as $$ select access.in_network(array['editor']) $$;
comment on function practicefairs.may_write() is 'Whether the actor is an editor of the network.';

create function practicefairs.writable() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select id from practicefairs.fairs
   where (state = 'draft' or (state = 'open' and until_day >= kernel.today())) and (select practicefairs.may_write())
$$;
comment on function practicefairs.writable() is 'Fairs that the actor may still change: drafts, and open ones until their last day.';
revoke execute on function practicefairs.writable() from public;
grant execute on function practicefairs.writable() to ponte_app;

create function practicefairs.keep_fair() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is null then return new; end if;
  if new.state <> old.state and (old.state, new.state) not in (('draft', 'open'), ('open', 'withdrawn')) then
    raise exception 'there is no such step' using errcode = 'insufficient_privilege';
  end if;
  if new.state = 'open' and new.until_day < kernel.today() then
    raise exception 'its last day is over' using errcode = 'check_violation', constraint = 'fairs_over';
  end if;
  if new.state = 'open' and (select count(*) from practicefairs.stands s where s.fair_id = new.id) < 3 then
    raise exception 'it has fewer than three stands' using errcode = 'check_violation', constraint = 'fairs_few';
  end if;
  -- The application holds talks to the days of the fair; a day more on each side here, since only it converts hours.
  if exists (
    select from practicefairs.talks t
     where t.fair_id = new.id and (t.starts_at < new.from_day - 1 or t.starts_at >= new.until_day + 2)
  ) then
    raise exception 'a talk is on another day' using errcode = 'check_violation', constraint = 'fairs_talks';
  end if;
  return new;
end
$$;
comment on function practicefairs.keep_fair() is 'A fair opens with three stands at least and before its last day is over; its talks lie within its days.';
create trigger keep_fair before update on practicefairs.fairs for each row execute function practicefairs.keep_fair();

create function practicefairs.keep_stands() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is not null
    and exists (select from practicefairs.fairs f where f.id = old.fair_id and f.state = 'open')
    and (select count(*) from practicefairs.stands s where s.fair_id = old.fair_id) < 3 then
    raise exception 'an open fair keeps three stands' using errcode = 'check_violation', constraint = 'fairs_few';
  end if;
  return null;
end
$$;
comment on function practicefairs.keep_stands() is 'An open fair keeps three stands.';
create trigger keep_stands after delete on practicefairs.stands for each row execute function practicefairs.keep_stands();

create function practicefairs.keep_stand_of_talk() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is not null
    and exists (select from practicefairs.fairs f where f.id = old.fair_id and f.state = 'open')
    and exists (
      select from practicefairs.talks t where t.fair_id = old.fair_id and t.practice_id = old.practice_id and t.called_off is null
    ) then
    raise exception 'a talk takes place there' using errcode = 'check_violation', constraint = 'stands_talks';
  end if;
  return old;
end
$$;
comment on function practicefairs.keep_stand_of_talk() is 'A stand of an open fair stays while a talk of it stands in calendars.';
create trigger keep_stand_of_talk before delete on practicefairs.stands for each row execute function practicefairs.keep_stand_of_talk();

create function practicefairs.keep_talks() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is null then return new; end if;
  if old.called_off is not null then
    raise exception 'it was called off' using errcode = 'check_violation', constraint = 'talks_called_off';
  end if;
  if new.called_off is not null and not exists (select from practicefairs.fairs f where f.id = new.fair_id and f.state = 'open') then
    raise exception 'a talk of a draft is taken out' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function practicefairs.keep_talks() is 'A talk that was called off no longer changes; only those of an open fair are called off.';
create trigger keep_talks before update on practicefairs.talks for each row execute function practicefairs.keep_talks();

do $$
declare name text;
begin
  foreach name in array array['fairs', 'stands', 'talks', 'links'] loop
    execute format('alter table practicefairs.%I enable row level security', name);
    execute format('alter table practicefairs.%I force row level security', name);
    execute format('create policy owner_all on practicefairs.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy opened on practicefairs.fairs for select to ponte_app using (state <> 'draft');
create policy written on practicefairs.fairs for select to ponte_app using ((select practicefairs.may_write()));
create policy begun on practicefairs.fairs for insert to ponte_app
  with check (state = 'draft' and created_by = kernel.actor() and (select practicefairs.may_write()));
create policy changed on practicefairs.fairs for update to ponte_app
  using ((state = 'draft' or (state = 'open' and until_day >= (select kernel.today()))) and (select practicefairs.may_write()))
  with check ((select practicefairs.may_write()));
create policy removed on practicefairs.fairs for delete to ponte_app using (state = 'draft' and (select practicefairs.may_write()));
grant select, insert, delete, update (language, title, about, from_day, until_day, state, because) on practicefairs.fairs to ponte_app;

create policy shown on practicefairs.stands for select to ponte_app
  using (exists (select from practicefairs.fairs f where f.id = fair_id and f.state = 'open'));
create policy written on practicefairs.stands for select to ponte_app using ((select practicefairs.may_write()));
create policy chosen on practicefairs.stands for insert to ponte_app with check (fair_id in (select practicefairs.writable()));
create policy removed on practicefairs.stands for delete to ponte_app using (fair_id in (select practicefairs.writable()));
grant select, insert, delete on practicefairs.stands to ponte_app;

create policy shown on practicefairs.talks for select to ponte_app
  using (exists (select from practicefairs.fairs f where f.id = fair_id and f.state = 'open'));
create policy written on practicefairs.talks for select to ponte_app using ((select practicefairs.may_write()));
create policy planned on practicefairs.talks for insert to ponte_app with check (fair_id in (select practicefairs.writable()));
create policy changed on practicefairs.talks for update to ponte_app
  using (fair_id in (select practicefairs.writable())) with check (fair_id in (select practicefairs.writable()));
-- A talk of an open fair is called off: whoever has it in a calendar learns of it.
create policy removed on practicefairs.talks for delete to ponte_app
  using (
    fair_id in (select practicefairs.writable())
    and exists (select from practicefairs.fairs f where f.id = fair_id and f.state = 'draft')
  );
grant select, insert, delete, update (practice_id, starts_at, minutes, speaker, office_id, moved_from, moved_at, called_off, sequence)
  on practicefairs.talks to ponte_app;

create policy shown on practicefairs.links for select to ponte_app
  using (
    exists (
      select from practicefairs.fairs f
       where f.id = fair_id and f.state = 'open' and f.until_day >= (select kernel.today())
    )
  );
create policy written on practicefairs.links for select to ponte_app using ((select practicefairs.may_write()));
create policy given on practicefairs.links for insert to ponte_app with check (fair_id in (select practicefairs.writable()));
create policy removed on practicefairs.links for delete to ponte_app using (fair_id in (select practicefairs.writable()));
grant select, insert, delete on practicefairs.links to ponte_app;
