-- Trade between the two ends of a corridor: offers and requests of ventures, their review before they are published,
-- and expressions of interest. Whom to ring up stands in tables of its own, which open to the other side only once both
-- have confirmed: that is decided here, not in the application.

create schema trade;
comment on schema trade is 'Offers and requests of ventures, their reviews, and contacts between the two sides.';
grant usage on schema trade to ponte_app, ponte_jobs;

create table trade.offers (
  id uuid primary key,
  venture_id uuid not null,
  office_id uuid not null,
  kind text not null constraint offers_kind check (kind in ('offer', 'request')),
  what text not null constraint offers_what check (what in ('product', 'service')),
  hs_code text constraint offers_hs_code check (hs_code ~ '^[0-9]{2}([0-9]{2}){0,2}$'),
  sector text constraint offers_sector check (length(sector) between 1 and 60),
  title text not null constraint offers_title check (length(title) between 1 and 120),
  description text not null constraint offers_description check (length(description) between 1 and 2000),
  quantity bigint constraint offers_quantity check (quantity between 1 and 1000000000),
  unit text constraint offers_unit check (unit in ('kg', 'tonne', 'litre', 'piece', 'pair', 'box', 'metre', 'm2', 'm3', 'hour', 'day')),
  per text constraint offers_per check (per in ('once', 'month', 'season', 'year')),
  months int[] not null default '{}' constraint offers_months check (months <@ array[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
  incoterm text constraint offers_incoterm check (incoterm in ('EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'FAS', 'FOB', 'CFR', 'CIF')),
  term_place text constraint offers_term_place check (length(term_place) between 1 and 120),
  certificates text[] not null default '{}' constraint offers_certificates check (
    certificates <@ array['organic', 'food-safety', 'plant-health', 'animal-health', 'halal', 'fair-trade', 'geographical', 'safety-mark', 'origin']),
  languages text[] not null constraint offers_languages check (cardinality(languages) between 1 and 12),
  corridor_id uuid not null constraint offers_corridor references places.corridors (id),
  at_end text not null constraint offers_at_end check (at_end in ('origin', 'destination')),
  valid_until date not null,
  valid_from date not null default current_date,
  state text not null default 'draft' constraint offers_state check (
    state in ('draft', 'waiting', 'returned', 'held', 'refused', 'published', 'expired', 'withdrawn')),
  revision int not null default 1,
  sent_at timestamptz,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  words text not null default '',
  search tsvector not null generated always as (to_tsvector('simple', words)) stored,
  constraint offers_side unique (id, venture_id, office_id),
  constraint offers_custody unique (id, office_id),
  constraint offers_venture foreign key (venture_id, office_id) references ventures.ventures (id, office_id) on update cascade on delete cascade,
  constraint offers_subject check ((what = 'product') = (hs_code is not null) and (what = 'service') = (sector is not null)),
  constraint offers_amount check ((quantity is null) = (unit is null) and (quantity is null) = (per is null)),
  constraint offers_terms check ((incoterm is null) = (term_place is null)),
  constraint offers_validity check (valid_until >= valid_from and valid_until <= valid_from + interval '6 months'),
  constraint offers_published check (state not in ('published', 'expired') or published_at is not null)
);
create index offers_venture_id on trade.offers (venture_id);
create index offers_office on trade.offers (office_id, state);
create index offers_open on trade.offers (corridor_id, published_at) where state = 'published';
create index offers_search on trade.offers using gin (search) where state = 'published';
create index offers_slips on trade.offers using gin (words public.gin_trgm_ops) where state = 'published';
comment on table trade.offers is 'What a venture offers or asks for. A published one is read by anybody until its last day; it names no person and no contact.';
comment on column trade.offers.id is 'UUID v7.';
comment on column trade.offers.venture_id is 'The venture.';
comment on column trade.offers.office_id is 'Office that has custody of the venture; follows a hand-over.';
comment on column trade.offers.kind is 'Offered or asked for.';
comment on column trade.offers.what is 'A product or a service.';
comment on column trade.offers.hs_code is 'For a product: 2, 4 or 6 digits of the Harmonized System 2022.';
comment on column trade.offers.sector is 'For a service: code of the sector vocabulary.';
comment on column trade.offers.title is 'What it is, in a line.';
comment on column trade.offers.description is 'In the founder''s words; without addresses and numbers.';
comment on column trade.offers.quantity is 'How much, in whole units.';
comment on column trade.offers.unit is 'Of what the quantity is.';
comment on column trade.offers.per is 'In which time.';
comment on column trade.offers.months is 'Months in which it can be had, 1 to 12; none for the whole year.';
comment on column trade.offers.incoterm is 'Code of the Incoterms 2020.';
comment on column trade.offers.term_place is 'Place that goes with the term.';
comment on column trade.offers.certificates is 'Papers that come with it; codes.';
comment on column trade.offers.languages is 'Languages in which one can deal with the venture.';
comment on column trade.offers.corridor_id is 'Corridor along which it would go.';
comment on column trade.offers.at_end is 'End of the corridor at which the venture is.';
comment on column trade.offers.valid_until is 'Last day on which it is shown.';
comment on column trade.offers.valid_from is 'Day on which the last day was set, by the trigger: six months run from it.';
comment on column trade.offers.state is 'Where it stands (docs/states/trade-offer.md).';
comment on column trade.offers.revision is 'Grows with each change of its content, by the trigger: a review holds for one revision.';
comment on column trade.offers.sent_at is 'When it was last sent to the desk.';
comment on column trade.offers.published_at is 'When it was first published.';
comment on column trade.offers.created_at is 'When.';
comment on column trade.offers.updated_at is 'Last change.';
comment on column trade.offers.words is 'Folded words of title, description and goods in every language.';
comment on column trade.offers.search is 'The index over them.';

create table trade.authors (
  offer_id uuid not null,
  office_id uuid not null,
  account_id uuid not null,
  constraint authors_pkey primary key (offer_id, account_id),
  constraint authors_offer foreign key (offer_id, office_id) references trade.offers (id, office_id) on update cascade on delete cascade
);
create index authors_account on trade.authors (account_id);
comment on table trade.authors is 'Who wrote an offer or changed its content; written by the trigger. They do not review it.';
comment on column trade.authors.offer_id is 'The offer.';
comment on column trade.authors.office_id is 'Office that has custody.';
comment on column trade.authors.account_id is 'The account.';

create table trade.reviews (
  id uuid primary key,
  offer_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  revision int not null constraint reviews_revision check (revision >= 1),
  clear int not null constraint reviews_clear check (clear between 0 and 5),
  capacity int not null constraint reviews_capacity check (capacity between 0 and 5),
  papers int not null constraint reviews_papers check (papers between 0 and 5),
  answers int not null constraint reviews_answers check (answers between 0 and 5),
  outcome text not null constraint reviews_outcome check (outcome in ('published', 'returned', 'refused', 'held')),
  advice text constraint reviews_advice check (length(advice) between 1 and 2000),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null default now(),
  constraint reviews_offer foreign key (offer_id, venture_id, office_id) references trade.offers (id, venture_id, office_id) on update cascade on delete cascade,
  constraint reviews_rule check (
    outcome = case
      when least(clear, capacity, papers, answers) = 0 then 'held'
      when clear + capacity + papers + answers >= 10 then 'published'
      when clear + capacity + papers + answers >= 5 then 'returned'
      else 'refused'
    end),
  constraint reviews_advised check (outcome = 'published' or advice is not null)
);
create index reviews_offer_id on trade.reviews (offer_id, reviewed_at);
comment on table trade.reviews is 'What an officer found before publishing: four scores from which the outcome follows. Never changed.';
comment on column trade.reviews.id is 'UUID v7.';
comment on column trade.reviews.offer_id is 'The offer.';
comment on column trade.reviews.venture_id is 'Its venture.';
comment on column trade.reviews.office_id is 'Office that has custody.';
comment on column trade.reviews.revision is 'Revision that was read.';
comment on column trade.reviews.clear is 'Clear description, 0 to 5.';
comment on column trade.reviews.capacity is 'Capacity to deliver, 0 to 5.';
comment on column trade.reviews.papers is 'Papers and certificates, 0 to 5.';
comment on column trade.reviews.answers is 'Whether the contact answers, 0 to 5.';
comment on column trade.reviews.outcome is 'What follows from the scores: 10 and more published, 5 to 9 returned, less refused; any 0 holds it.';
comment on column trade.reviews.advice is 'What should be better; needed unless it is published.';
comment on column trade.reviews.reviewed_by is 'The officer.';
comment on column trade.reviews.reviewed_at is 'When.';

create table trade.offer_contacts (
  offer_id uuid primary key,
  venture_id uuid not null,
  office_id uuid not null,
  name text not null constraint offer_contacts_name check (length(name) between 1 and 120),
  phone text constraint offer_contacts_phone check (length(phone) between 4 and 30),
  email text constraint offer_contacts_email check (length(email) between 3 and 254),
  constraint offer_contacts_reach check (phone is not null or email is not null),
  constraint offer_contacts_offer foreign key (offer_id, venture_id, office_id) references trade.offers (id, venture_id, office_id) on update cascade on delete cascade
);
comment on table trade.offer_contacts is 'Whom to ring up about an offer. Open to its founders and office, and to who asked once both sides have confirmed.';
comment on column trade.offer_contacts.offer_id is 'The offer.';
comment on column trade.offer_contacts.venture_id is 'Its venture.';
comment on column trade.offer_contacts.office_id is 'Office that has custody.';
comment on column trade.offer_contacts.name is 'Name.';
comment on column trade.offer_contacts.phone is 'Number in international form.';
comment on column trade.offer_contacts.email is 'Address.';

create table trade.interests (
  id uuid primary key,
  offer_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  from_venture_id uuid,
  from_office_id uuid,
  organisation_id uuid constraint interests_organisation references directory.organisations (id),
  who text not null constraint interests_who check (length(who) between 1 and 160),
  message text not null constraint interests_message check (length(message) between 1 and 1000),
  asked_at timestamptz not null default now(),
  asker_confirmed_at timestamptz,
  owner_confirmed_at timestamptz,
  confirmed_at timestamptz,
  ended_at timestamptz,
  ended_by text constraint interests_ended_by check (ended_by in ('asker', 'owner')),
  constraint interests_offer foreign key (offer_id, venture_id, office_id) references trade.offers (id, venture_id, office_id) on update cascade on delete cascade,
  constraint interests_from_venture foreign key (from_venture_id, from_office_id) references ventures.ventures (id, office_id) on update cascade on delete cascade,
  constraint interests_from check (
    (from_venture_id is null) = (from_office_id is null) and (from_venture_id is null) <> (organisation_id is null)),
  constraint interests_not_own check (from_venture_id <> venture_id),
  constraint interests_both check (confirmed_at is null or (asker_confirmed_at is not null and owner_confirmed_at is not null)),
  constraint interests_end check ((ended_at is null) = (ended_by is null))
);
create unique index interests_once_venture on trade.interests (offer_id, from_venture_id) where ended_at is null and from_venture_id is not null;
create unique index interests_once_organisation on trade.interests (offer_id, organisation_id) where ended_at is null and organisation_id is not null;
create index interests_venture on trade.interests (venture_id);
create index interests_asking on trade.interests (from_venture_id) where from_venture_id is not null;
create index interests_organisations on trade.interests (organisation_id) where organisation_id is not null;
create index interests_office on trade.interests (office_id);
create index interests_from_office on trade.interests (from_office_id) where from_office_id is not null;
comment on table trade.interests is 'A venture or an organisation asks about an offer. Each side confirms for itself; either ends it at any time, for good.';
comment on column trade.interests.id is 'UUID v7.';
comment on column trade.interests.offer_id is 'The offer.';
comment on column trade.interests.venture_id is 'The venture that offers.';
comment on column trade.interests.office_id is 'Office that has custody of it.';
comment on column trade.interests.from_venture_id is 'The venture that asks; null where an organisation does.';
comment on column trade.interests.from_office_id is 'Office that has custody of the venture that asks.';
comment on column trade.interests.organisation_id is 'The organisation that asks; null where a venture does.';
comment on column trade.interests.who is 'How those who ask call themselves, without address or number.';
comment on column trade.interests.message is 'What they want.';
comment on column trade.interests.asked_at is 'When.';
comment on column trade.interests.asker_confirmed_at is 'When those who ask agreed to show their contact.';
comment on column trade.interests.owner_confirmed_at is 'When those who offer agreed to show theirs.';
comment on column trade.interests.confirmed_at is 'When the second of them agreed, by the trigger.';
comment on column trade.interests.ended_at is 'When one of them ended it; never taken back.';
comment on column trade.interests.ended_by is 'Who did.';

create table trade.interest_contacts (
  interest_id uuid primary key constraint interest_contacts_interest references trade.interests (id) on delete cascade,
  name text not null constraint interest_contacts_name check (length(name) between 1 and 120),
  phone text constraint interest_contacts_phone check (length(phone) between 4 and 30),
  email text constraint interest_contacts_email check (length(email) between 3 and 254),
  constraint interest_contacts_reach check (phone is not null or email is not null)
);
comment on table trade.interest_contacts is 'Whom to ring up of those who ask. Open to their own side, and to who offers once both have confirmed.';
comment on column trade.interest_contacts.interest_id is 'The interest.';
comment on column trade.interest_contacts.name is 'Name.';
comment on column trade.interest_contacts.phone is 'Number in international form.';
comment on column trade.interest_contacts.email is 'Address.';

-- What must never happen is refused here: a text that nobody reviewed does not become public, and nobody confirms for the other side.
create function trade.guard_offer() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    new.revision := 1;
    new.valid_from := current_date;
  else
    new.revision := old.revision + case
      when (new.kind, new.what, new.hs_code, new.sector, new.title, new.description, new.quantity, new.unit, new.per, new.months,
            new.incoterm, new.term_place, new.certificates, new.languages, new.corridor_id, new.at_end)
        is distinct from
           (old.kind, old.what, old.hs_code, old.sector, old.title, old.description, old.quantity, old.unit, old.per, old.months,
            old.incoterm, old.term_place, old.certificates, old.languages, old.corridor_id, old.at_end)
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
comment on function trade.guard_offer() is 'Counts revisions, and lets only a reviewed one be published.';
create trigger offers_guard before insert or update on trade.offers for each row execute function trade.guard_offer();

create function trade.note_author() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if kernel.actor() is not null and (tg_op = 'INSERT' or new.revision <> old.revision) then
    insert into trade.authors (offer_id, office_id, account_id) values (new.id, new.office_id, kernel.actor()) on conflict do nothing;
  end if;
  return null;
end
$$;
comment on function trade.note_author() is 'Keeps who wrote the content of an offer.';
create trigger offers_author after insert or update on trade.offers for each row execute function trade.note_author();

create function trade.guard_interest() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  asks boolean := new.from_venture_id in (select ventures.founded())
    or new.organisation_id in (select access.organisations())
    or new.from_office_id in (select access.desks());
  owns boolean := new.venture_id in (select ventures.founded()) or new.office_id in (select access.desks());
  asked timestamptz;
  answered timestamptz;
begin
  if tg_op = 'UPDATE' then
    asked := old.asker_confirmed_at;
    answered := old.owner_confirmed_at;
    if old.ended_at is not null and (new.ended_at, new.ended_by, new.asker_confirmed_at, new.owner_confirmed_at)
         is distinct from (old.ended_at, old.ended_by, old.asker_confirmed_at, old.owner_confirmed_at) then
      raise exception 'an interest that ended does not come back' using errcode = 'check_violation', constraint = 'interests_ended';
    end if;
    new.confirmed_at := old.confirmed_at;
  else
    new.confirmed_at := null;
  end if;
  if (new.asker_confirmed_at is distinct from asked and asks is not true)
     or (new.owner_confirmed_at is distinct from answered and owns is not true) then
    raise exception 'a side confirms for itself only' using errcode = 'insufficient_privilege';
  end if;
  if new.asker_confirmed_at is not null and new.owner_confirmed_at is not null then
    new.confirmed_at := coalesce(new.confirmed_at, now());
  end if;
  return new;
end
$$;
comment on function trade.guard_interest() is 'Each side confirms for itself only; what ended stays ended.';
create trigger interests_guard before insert or update on trade.interests for each row execute function trade.guard_interest();

create function trade.asking() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id from trade.interests where from_venture_id in (select ventures.founded())
   union all
  select id from trade.interests where organisation_id in (select access.organisations())
   union all
  select id from trade.interests where from_office_id in (select access.desks())
$$;
comment on function trade.asking() is 'Interests in which the actor is on the side of those who ask.';

create function trade.opened_offers() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select offer_id
    from trade.interests
   where confirmed_at is not null and ended_at is null and id in (select trade.asking())
$$;
comment on function trade.opened_offers() is 'Offers whose contact is open to the actor, who asked: both sides have confirmed and neither has ended it.';

create function trade.opened_interests() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id
    from trade.interests
   where confirmed_at is not null and ended_at is null
     and (venture_id in (select ventures.founded()) or office_id in (select access.desks()))
$$;
comment on function trade.opened_interests() is 'Interests whose contact is open to the actor, who offers: both sides have confirmed and neither has ended it.';

do $$
declare name text;
begin
  foreach name in array array['offers', 'authors', 'reviews', 'offer_contacts', 'interests', 'interest_contacts'] loop
    execute format('alter table trade.%I enable row level security', name);
    execute format('alter table trade.%I force row level security', name);
    execute format('create policy owner_all on trade.%I to ponte_owner using (true) with check (true)', name);
  end loop;
  foreach name in array array['offers', 'interests'] loop
    execute format('create policy jobs_all on trade.%I to ponte_jobs using (true) with check (true)', name);
    execute format('grant select on trade.%I to ponte_jobs', name);
  end loop;
end
$$;
grant update (state, updated_at) on trade.offers to ponte_jobs;

create policy published on trade.offers for select to ponte_app using (state = 'published' and valid_until >= current_date);
create policy custody on trade.offers to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy founder on trade.offers to ponte_app
  using (venture_id in (select ventures.founded())) with check (venture_id in (select ventures.founded()));
create policy granted on trade.offers for select to ponte_app using (venture_id in (select ventures.shared_part('venture')));
grant select, insert, update on trade.offers to ponte_app;

create policy custody on trade.authors for select to ponte_app using (office_id in (select access.desks()));
create policy self on trade.authors for select to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 1);
grant select on trade.authors to ponte_app;

create policy custody on trade.reviews for select to ponte_app using (office_id in (select access.desks()));
create policy founder on trade.reviews for select to ponte_app using (venture_id in (select ventures.founded()));
create policy custody_reviews on trade.reviews for insert to ponte_app
  with check (
    office_id in (select access.desks())
    and reviewed_by = kernel.actor()
    and venture_id not in (select ventures.founded())
    and offer_id not in (select offer_id from trade.authors where account_id = kernel.actor())
  );
grant select, insert on trade.reviews to ponte_app;

create policy custody on trade.offer_contacts to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy founder on trade.offer_contacts to ponte_app
  using (venture_id in (select ventures.founded())) with check (venture_id in (select ventures.founded()));
create policy opened on trade.offer_contacts for select to ponte_app using (offer_id in (select trade.opened_offers()));
grant select, insert, update on trade.offer_contacts to ponte_app;

create policy custody on trade.interests for select to ponte_app
  using (office_id in (select access.desks()) or from_office_id in (select access.desks()));
create policy founder on trade.interests for select to ponte_app
  using (venture_id in (select ventures.founded()) or from_venture_id in (select ventures.founded()));
create policy organisation on trade.interests for select to ponte_app using (organisation_id in (select access.organisations()));
create policy asks on trade.interests for insert to ponte_app
  with check (
    (from_venture_id in (select ventures.founded()) or from_office_id in (select access.desks()) or organisation_id in (select access.organisations()))
    and exists (select from trade.offers o where o.id = offer_id and o.state = 'published' and o.valid_until >= current_date)
  );
create policy answers on trade.interests for update to ponte_app
  using (
    venture_id in (select ventures.founded()) or office_id in (select access.desks())
    or from_venture_id in (select ventures.founded()) or from_office_id in (select access.desks())
    or organisation_id in (select access.organisations())
  );
grant select, insert on trade.interests to ponte_app;
grant update (asker_confirmed_at, owner_confirmed_at, ended_at, ended_by) on trade.interests to ponte_app;

create policy asker on trade.interest_contacts to ponte_app
  using (interest_id in (select trade.asking())) with check (interest_id in (select trade.asking()));
create policy opened on trade.interest_contacts for select to ponte_app using (interest_id in (select trade.opened_interests()));
grant select, insert, update on trade.interest_contacts to ponte_app;
