-- Whether a practice would work elsewhere, and where it was taken up: what it takes, what a place has, what people judge
-- where no rule can, and the log of transfers. No score anywhere: each precondition stands for itself.

create schema transfers;
comment on schema transfers is 'What practices take, what places have, and where practices were taken up.';
grant usage on schema transfers to ponte_app, ponte_jobs;

create function transfers.in_territory(office uuid, place uuid) returns boolean
language sql stable
set search_path = ''
as $$
  with recursive up (id, parent_id, depth) as (
    select p.id, p.parent_id, 0 from places.places p where p.id = place
    union all
    select p.id, p.parent_id, up.depth + 1 from up join places.places p on p.id = up.parent_id where up.depth < 20
  )
  select exists (select from offices.offices o where o.id = office and o.place_id = place)
      or exists (select from offices.territories t join up on up.id = t.place_id where t.office_id = office)
      or exists (
        select from offices.territories t
          join places.members m on m.area_id = t.place_id
          join up on up.id = m.member_id
         where t.office_id = office
      )
$$;
comment on function transfers.in_territory(uuid, uuid) is 'Whether an office stands in a place or is responsible for it.';

create table transfers.preconditions (
  id uuid primary key,
  practice_id uuid not null constraint preconditions_practice references practices.practices (id) on delete cascade,
  kind text not null constraint preconditions_kind check (kind in ('powers', 'budget', 'staff', 'partners', 'law', 'scale')),
  words kernel.translated not null,
  needed boolean not null,
  least bigint constraint preconditions_least check (least >= 0),
  most bigint constraint preconditions_most check (most >= 0),
  currency text constraint preconditions_currency check (currency ~ '^[A-Z]{3}$'),
  said_by text not null constraint preconditions_said_by check (length(said_by) between 1 and 200),
  said_on text not null constraint preconditions_said_on check (said_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  source text not null constraint preconditions_source check (length(source) between 1 and 300),
  office_id uuid constraint preconditions_office references offices.offices (id),
  revision int not null default 1,
  changed_at timestamptz not null default now(),
  constraint preconditions_limits check (
    (least is null or kind in ('budget', 'staff', 'scale')) and (most is null or (kind = 'scale' and coalesce(most >= least, true)))),
  constraint preconditions_money check ((currency is not null) = (kind = 'budget' and least is not null))
);
create index preconditions_of_practice on transfers.preconditions (practice_id);
create index preconditions_of_office on transfers.preconditions (office_id) where office_id is not null;
comment on table transfers.preconditions is 'What a practice takes: powers, budget, staff, partners, law, scale. Public; names no person.';
comment on column transfers.preconditions.id is 'UUID v7.';
comment on column transfers.preconditions.practice_id is 'The practice.';
comment on column transfers.preconditions.kind is 'Of what kind.';
comment on column transfers.preconditions.words is 'What it takes, in words.';
comment on column transfers.preconditions.needed is 'True: it does not work without; false: it helps.';
comment on column transfers.preconditions.least is 'At least: minor units a year (budget), tenths of a full-time post (staff), inhabitants (scale).';
comment on column transfers.preconditions.most is 'At most: inhabitants (scale).';
comment on column transfers.preconditions.currency is 'ISO 4217 code of the amount.';
comment on column transfers.preconditions.said_by is 'Who says so: an authority, an office, a document; never a person''s name.';
comment on column transfers.preconditions.said_on is 'When: a year, a month or a day.';
comment on column transfers.preconditions.source is 'Where it stands.';
comment on column transfers.preconditions.office_id is 'Keeper of the practice that wrote or confirmed it; null where it is an editor''s reading.';
comment on column transfers.preconditions.revision is 'Grows with each change, by the trigger.';
comment on column transfers.preconditions.changed_at is 'When it was last changed.';

create table transfers.profiles (
  id uuid primary key,
  office_id uuid not null constraint profiles_office references offices.offices (id),
  place_id uuid not null constraint profiles_place references places.places (id),
  public boolean not null default false,
  language text not null constraint profiles_language check (language ~ '^[a-z]{2,3}$'),
  changed_at timestamptz not null default now(),
  constraint profiles_once unique (office_id, place_id)
);
create index profiles_of_place on transfers.profiles (place_id);
comment on table transfers.profiles is 'What a place has, as the office responsible for it says; for its own staff until the office makes it public.';
comment on column transfers.profiles.id is 'UUID v7.';
comment on column transfers.profiles.office_id is 'Office that writes it.';
comment on column transfers.profiles.place_id is 'The place, in the territory of the office.';
comment on column transfers.profiles.public is 'Whether everybody reads it, or the staff of the office only.';
comment on column transfers.profiles.language is 'Language in which it is written.';
comment on column transfers.profiles.changed_at is 'When it was last changed.';

create table transfers.parts (
  profile_id uuid not null constraint parts_profile references transfers.profiles (id) on delete cascade,
  kind text not null constraint parts_kind check (kind in ('powers', 'budget', 'staff', 'partners', 'law', 'scale')),
  words text constraint parts_words check (length(words) between 1 and 2000),
  least bigint constraint parts_least check (least >= 0),
  most bigint constraint parts_most check (most >= 0),
  currency text constraint parts_currency check (currency ~ '^[A-Z]{3}$'),
  said_on text not null constraint parts_said_on check (said_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  source text not null constraint parts_source check (length(source) between 1 and 300),
  revision int not null default 1,
  constraint parts_pkey primary key (profile_id, kind),
  constraint parts_filled check (case when kind in ('budget', 'staff', 'scale') then least is not null else least is null and words is not null end),
  constraint parts_range check (most is null or (kind = 'budget' and most >= least)),
  constraint parts_money check ((currency is not null) = (kind = 'budget'))
);
comment on table transfers.parts is 'One kind of what a place has. A kind without a row is not known, which is not the same as none.';
comment on column transfers.parts.profile_id is 'The profile.';
comment on column transfers.parts.kind is 'Of what kind.';
comment on column transfers.parts.words is 'In words.';
comment on column transfers.parts.least is 'Minor units a year (budget, lower end), tenths of a full-time post (staff), inhabitants (scale).';
comment on column transfers.parts.most is 'Upper end of the budget.';
comment on column transfers.parts.currency is 'ISO 4217 code of the budget.';
comment on column transfers.parts.said_on is 'To which year, month or day it belongs.';
comment on column transfers.parts.source is 'Where it stands.';
comment on column transfers.parts.revision is 'Grows with each change, by the trigger.';

create table transfers.judgements (
  profile_id uuid not null constraint judgements_profile references transfers.profiles (id) on delete cascade,
  precondition_id uuid not null constraint judgements_precondition references transfers.preconditions (id) on delete cascade,
  verdict text not null constraint judgements_verdict check (verdict in ('fits', 'adapt', 'lacks')),
  reason text not null constraint judgements_reason check (length(reason) between 1 and 1000),
  language text not null constraint judgements_language check (language ~ '^[a-z]{2,3}$'),
  precondition_revision int not null,
  part_revision int,
  judged_at timestamptz not null default now(),
  constraint judgements_pkey primary key (profile_id, precondition_id)
);
create index judgements_of_precondition on transfers.judgements (precondition_id);
comment on table transfers.judgements is 'What the office judges where no rule can decide whether a place has what a practice takes. Seen like the profile.';
comment on column transfers.judgements.profile_id is 'Whose profile.';
comment on column transfers.judgements.precondition_id is 'Which precondition.';
comment on column transfers.judgements.verdict is 'It fits, it must be adapted, or it lacks.';
comment on column transfers.judgements.reason is 'Why.';
comment on column transfers.judgements.language is 'Language of the reason.';
comment on column transfers.judgements.precondition_revision is 'The precondition as it was judged.';
comment on column transfers.judgements.part_revision is 'The part of the profile as it was judged; null where there was none.';
comment on column transfers.judgements.judged_at is 'When.';

create table transfers.transfers (
  id uuid primary key,
  practice_id uuid not null constraint transfers_practice references practices.practices (id) on delete cascade,
  place_id uuid not null constraint transfers_place references places.places (id),
  office_id uuid constraint transfers_office references offices.offices (id),
  state text not null constraint transfers_state check (state in ('asked', 'under-way', 'running', 'ended', 'given-up')),
  since text constraint transfers_since check (since ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  until text constraint transfers_until check (until ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  changed text constraint transfers_changed check (length(changed) between 1 and 2000),
  became text constraint transfers_became check (length(became) between 1 and 2000),
  language text not null constraint transfers_language check (language ~ '^[a-z]{2,3}$'),
  source text constraint transfers_source check (length(source) between 1 and 300),
  revision int not null default 1,
  written_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint transfers_once unique nulls not distinct (practice_id, place_id, office_id),
  constraint transfers_sourced check (office_id is not null or source is not null),
  constraint transfers_over check (until is null or state in ('ended', 'given-up')),
  constraint transfers_told check (state not in ('ended', 'given-up') or became is not null),
  constraint transfers_order check (coalesce(until >= left(since, length(until)), true))
);
create index transfers_of_place on transfers.transfers (place_id);
create index transfers_of_office on transfers.transfers (office_id) where office_id is not null;
comment on table transfers.transfers is 'Where a practice was taken up, and what became of it. Public; names no person.';
comment on column transfers.transfers.id is 'UUID v7.';
comment on column transfers.transfers.practice_id is 'The practice.';
comment on column transfers.transfers.place_id is 'Where it was taken up.';
comment on column transfers.transfers.office_id is 'Office that does it and answers for it; null where an editor writes down what a source tells.';
comment on column transfers.transfers.state is 'How far it has come (docs/states/transfer.md).';
comment on column transfers.transfers.since is 'Since when: a year, a month or a day; null where not known.';
comment on column transfers.transfers.until is 'Until when, likewise.';
comment on column transfers.transfers.changed is 'What was changed to make it work there.';
comment on column transfers.transfers.became is 'What became of it.';
comment on column transfers.transfers.language is 'Language of both texts.';
comment on column transfers.transfers.source is 'Where it stands; null where the office speaks for itself.';
comment on column transfers.transfers.revision is 'Grows with each change, by the trigger.';
comment on column transfers.transfers.written_at is 'When it was written down.';
comment on column transfers.transfers.changed_at is 'When it was last changed.';

create function transfers.count_change() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.revision := old.revision + 1;
  return new;
end
$$;
comment on function transfers.count_change() is 'A change is noticed by whoever judged, or changes at the same time, before it.';
create trigger preconditions_change before update on transfers.preconditions for each row execute function transfers.count_change();
create trigger parts_change before update on transfers.parts for each row execute function transfers.count_change();
create trigger transfers_change before update on transfers.transfers for each row execute function transfers.count_change();

create function transfers.kept() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select p.id from transfers.profiles p join access.scopes('office', array['planner', 'office-manager']) s on s = p.office_id $$;
comment on function transfers.kept() is 'Profiles that the actor writes.';

create function transfers.shown() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select p.id from transfers.profiles p where p.public
  union
  select p.id from transfers.profiles p join access.scopes('office', array['planner', 'editor', 'office-manager', 'counsellor']) s on s = p.office_id
$$;
comment on function transfers.shown() is 'Profiles that the actor reads: public ones, and those of their own office.';

create function transfers.authored() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select p.id from practices.practices p join access.scopes('office', array['planner', 'editor']) s on s = p.keeper_id $$;
comment on function transfers.authored() is 'Practices that the actor''s office keeps.';

do $$
declare name text;
begin
  foreach name in array array['preconditions', 'profiles', 'parts', 'judgements', 'transfers'] loop
    execute format('alter table transfers.%I enable row level security', name);
    execute format('alter table transfers.%I force row level security', name);
    execute format('create policy owner_all on transfers.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

-- Who writes for the keeper says so; what an editor of the network writes or mends is a reading until the keeper confirms it.
create policy published on transfers.preconditions for select to ponte_app using (true);
create policy kept on transfers.preconditions to ponte_app
  using (practice_id in (select transfers.authored()))
  with check (
    practice_id in (select transfers.authored())
    and exists (select from practices.practices p where p.id = practice_id and p.keeper_id = preconditions.office_id));
create policy read on transfers.preconditions to ponte_app
  using ((select access.in_network(array['editor'])))
  with check ((select access.in_network(array['editor'])) and office_id is null);
grant select, insert, delete on transfers.preconditions to ponte_app;
grant update (kind, words, needed, least, most, currency, said_by, said_on, source, office_id, changed_at) on transfers.preconditions to ponte_app;

create policy shown on transfers.profiles for select to ponte_app using (
  public or office_id in (select access.scopes('office', array['planner', 'editor', 'office-manager', 'counsellor'])));
create policy kept on transfers.profiles to ponte_app
  using (office_id in (select access.scopes('office', array['planner', 'office-manager'])))
  with check (office_id in (select access.scopes('office', array['planner', 'office-manager'])) and transfers.in_territory(office_id, place_id));
grant select, insert, delete on transfers.profiles to ponte_app;
grant update (public, changed_at) on transfers.profiles to ponte_app;

create policy shown on transfers.parts for select to ponte_app using (profile_id in (select transfers.shown()));
create policy kept on transfers.parts to ponte_app
  using (profile_id in (select transfers.kept())) with check (profile_id in (select transfers.kept()));
grant select, insert, delete on transfers.parts to ponte_app;
grant update (words, least, most, currency, said_on, source) on transfers.parts to ponte_app;

create policy shown on transfers.judgements for select to ponte_app using (profile_id in (select transfers.shown()));
create policy kept on transfers.judgements to ponte_app
  using (profile_id in (select transfers.kept())) with check (profile_id in (select transfers.kept()));
grant select, insert, delete on transfers.judgements to ponte_app;
grant update (verdict, reason, language, precondition_revision, part_revision, judged_at) on transfers.judgements to ponte_app;

create policy published on transfers.transfers for select to ponte_app using (true);
create policy by_office on transfers.transfers to ponte_app
  using (office_id in (select access.scopes('office', array['planner', 'editor', 'office-manager'])))
  with check (office_id in (select access.scopes('office', array['planner', 'editor', 'office-manager'])) and transfers.in_territory(office_id, place_id));
create policy by_editor on transfers.transfers to ponte_app
  using (office_id is null and (select access.in_network(array['editor'])))
  with check (office_id is null and (select access.in_network(array['editor'])));
grant select, insert, delete on transfers.transfers to ponte_app;
grant update (state, since, until, changed, became, language, source, changed_at) on transfers.transfers to ponte_app;
