-- The register of associations: what an association says of itself, who stands for it, and what the office of the place found.
-- Anybody registers one; it is public once an office has verified it. Names of representatives are public only where they agreed.

create schema associations;
comment on schema associations is 'The register of associations and how offices verify it.';
grant usage on schema associations to ponte_app, ponte_jobs;

create table associations.associations (
  id uuid primary key,
  office_id uuid not null constraint associations_office references offices.offices (id),
  name text not null constraint associations_name check (length(name) between 1 and 160),
  about text constraint associations_about check (length(about) between 1 and 2000),
  language text not null constraint associations_language check (language ~ '^[a-z]{2,3}$'),
  founded text constraint associations_founded check (founded ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  legal_form text not null constraint associations_legal_form check (
    legal_form in ('association', 'cooperative', 'foundation', 'federation', 'informal', 'other')),
  members int constraint associations_members check (members between 0 and 10000000),
  members_on date,
  members_by text constraint associations_members_by check (length(members_by) between 1 and 160),
  activities text[] not null default '{}' constraint associations_activities check (
    activities <@ array['culture', 'language', 'advice', 'work', 'enterprise', 'women', 'youth', 'solidarity', 'projects-origin', 'health', 'sport', 'religion', 'rights']),
  finance_size text constraint associations_finance_size check (
    finance_size in ('under-1000', 'under-10000', 'under-50000', 'under-250000', 'over-250000')),
  finance_sources text[] not null default '{}' constraint associations_finance_sources check (
    finance_sources <@ array['fees', 'donations', 'public', 'earnings', 'foundations', 'other']),
  board_size int constraint associations_board_size check (board_size between 0 and 500),
  board_women int constraint associations_board_women check (board_women >= 0),
  board_young int constraint associations_board_young check (board_young >= 0),
  elected_on date,
  last_activity text constraint associations_last_activity check (length(last_activity) between 1 and 300),
  last_activity_on date,
  email text constraint associations_email check (length(email) between 3 and 254),
  phone text constraint associations_phone check (length(phone) between 4 and 30),
  website text constraint associations_website check (website ~ '^https?://' and length(website) <= 300),
  words text not null,
  state text not null default 'unconfirmed' constraint associations_state check (
    state in ('unconfirmed', 'waiting', 'asked', 'verified', 'refused', 'closed')),
  revision int not null default 1,
  verified_revision int,
  registered_at timestamptz not null default now(),
  verified_at timestamptz,
  active_on date,
  ended_at timestamptz,
  reminded_at timestamptz,
  demonstration boolean not null default false,
  constraint associations_members_source check ((members is null) = (members_on is null) and (members is null) = (members_by is null)),
  constraint associations_board check (
    (board_women is null or (board_size is not null and board_women <= board_size))
    and (board_young is null or (board_size is not null and board_young <= board_size))),
  constraint associations_activity check ((last_activity is null) = (last_activity_on is null)),
  constraint associations_verified check ((verified_at is null) = (verified_revision is null) and (state <> 'verified' or (verified_at is not null and active_on is not null))),
  constraint associations_ended check ((state in ('refused', 'closed')) = (ended_at is not null))
);
create index associations_of_office on associations.associations (office_id, state);
create index associations_shown on associations.associations (name) where state = 'verified';
comment on table associations.associations is 'An association as it describes itself. Public once an office has verified it; names no person.';
comment on column associations.associations.id is 'UUID v7.';
comment on column associations.associations.office_id is 'Office of the place that verifies it.';
comment on column associations.associations.name is 'Its name, in its own writing.';
comment on column associations.associations.about is 'What it is for, in its words.';
comment on column associations.associations.language is 'Language in which it writes and is written to.';
comment on column associations.associations.founded is 'Since when it exists: a year, a month or a day; null where not known.';
comment on column associations.associations.legal_form is 'Its nature, informal included.';
comment on column associations.associations.members is 'Number of members; null where not known.';
comment on column associations.associations.members_on is 'Day of that number.';
comment on column associations.associations.members_by is 'Who says so.';
comment on column associations.associations.activities is 'What it does; codes.';
comment on column associations.associations.finance_size is 'Money of a year in euros, by bands; null where not said.';
comment on column associations.associations.finance_sources is 'Where the money comes from; codes.';
comment on column associations.associations.board_size is 'People on the board; null where not known.';
comment on column associations.associations.board_women is 'Women among them.';
comment on column associations.associations.board_young is 'People under 30 among them.';
comment on column associations.associations.elected_on is 'When members last elected the board; null where not known.';
comment on column associations.associations.last_activity is 'What it did last.';
comment on column associations.associations.last_activity_on is 'When that was.';
comment on column associations.associations.email is 'Public address of the association, not of a person.';
comment on column associations.associations.phone is 'Public number in international form.';
comment on column associations.associations.website is 'Its page.';
comment on column associations.associations.words is 'Folded words of name, text and places, for the search.';
comment on column associations.associations.state is 'Where it stands (docs/states/association.md).';
comment on column associations.associations.revision is 'Grows with each change of what it says of itself, by the trigger.';
comment on column associations.associations.verified_revision is 'The revision that the office looked at.';
comment on column associations.associations.registered_at is 'When it was registered.';
comment on column associations.associations.verified_at is 'When the office last verified it.';
comment on column associations.associations.active_on is 'Day on which it last confirmed that it is active.';
comment on column associations.associations.ended_at is 'Since when it is refused or closed; what names people goes a year later.';
comment on column associations.associations.reminded_at is 'When it was last asked whether it is still active.';
comment on column associations.associations.demonstration is 'True: invented for the demonstration network.';

create table associations.places (
  association_id uuid not null constraint places_association references associations.associations (id) on delete cascade,
  side text not null constraint places_side check (side in ('origin', 'destination')),
  place_id uuid not null constraint places_place references places.places (id),
  constraint places_pkey primary key (association_id, side, place_id)
);
create index places_of_associations on associations.places (place_id, side);
comment on table associations.places is 'Where the members of an association come from and where they live.';
comment on column associations.places.association_id is 'The association.';
comment on column associations.places.side is 'Where they come from, or where they live.';
comment on column associations.places.place_id is 'The place.';

create table associations.representatives (
  id uuid primary key,
  association_id uuid not null constraint representatives_association references associations.associations (id) on delete cascade,
  name text not null constraint representatives_name check (length(name) between 1 and 120),
  mandate text not null constraint representatives_mandate check (length(mandate) between 1 and 120),
  from_on date not null,
  until_on date,
  email text constraint representatives_email check (length(email) between 3 and 254),
  phone text constraint representatives_phone check (length(phone) between 4 and 30),
  focal text constraint representatives_focal check (focal in ('origin', 'destination')),
  agreed_on date,
  added_at timestamptz not null default now(),
  constraint representatives_order check (until_on >= from_on)
);
create index representatives_of on associations.representatives (association_id);
comment on table associations.representatives is 'Who stands for an association. Public only while the mandate lasts and where the person agreed; removed a year after its end.';
comment on column associations.representatives.id is 'UUID v7.';
comment on column associations.representatives.association_id is 'The association.';
comment on column associations.representatives.name is 'Name of the person.';
comment on column associations.representatives.mandate is 'What for: chair, treasurer, spokesperson.';
comment on column associations.representatives.from_on is 'First day of the mandate.';
comment on column associations.representatives.until_on is 'Last day; null where none is set.';
comment on column associations.representatives.email is 'Address for this task.';
comment on column associations.representatives.phone is 'Number for this task, in international form.';
comment on column associations.representatives.focal is 'End of the corridor for which this is the person to turn to; null for neither.';
comment on column associations.representatives.agreed_on is 'When the person agreed that all this is public; null where they did not.';
comment on column associations.representatives.added_at is 'When it was written down.';

create table associations.keepers (
  id uuid primary key,
  association_id uuid not null constraint keepers_association references associations.associations (id) on delete cascade,
  account_id uuid,
  email text constraint keepers_email check (length(email) between 3 and 254),
  token_hash text constraint keepers_token unique,
  token_expires_at timestamptz,
  confirmed_at timestamptz,
  added_at timestamptz not null default now(),
  constraint keepers_who check ((account_id is null) <> (email is null)),
  constraint keepers_link check ((token_hash is null) = (token_expires_at is null) and (token_hash is null or email is not null))
);
create index keepers_of on associations.keepers (association_id);
create index keepers_accounts on associations.keepers (account_id) where account_id is not null;
comment on table associations.keepers is 'Who writes for an association: an account, or an address to which a link is sent. Never public.';
comment on column associations.keepers.id is 'UUID v7.';
comment on column associations.keepers.association_id is 'The association.';
comment on column associations.keepers.account_id is 'The account.';
comment on column associations.keepers.email is 'Or the address that gets the link.';
comment on column associations.keepers.token_hash is 'SHA-256 of the secret of the newest link.';
comment on column associations.keepers.token_expires_at is 'Until when that link opens.';
comment on column associations.keepers.confirmed_at is 'When whoever has the address confirmed.';
comment on column associations.keepers.added_at is 'When.';

create table associations.events (
  id uuid primary key,
  association_id uuid not null constraint events_association references associations.associations (id) on delete cascade,
  kind text not null constraint events_kind check (kind in (
    'registered', 'confirmed', 'changed', 'answered', 'second-look', 'still-active', 'closed', 'asked', 'verified', 'refused')),
  words text constraint events_words check (length(words) between 1 and 1000),
  before jsonb,
  by_account uuid,
  happened_at timestamptz not null default now(),
  constraint events_reasoned check (kind not in ('asked', 'refused', 'answered', 'second-look') or words is not null)
);
create index events_of on associations.events (association_id, happened_at);
comment on table associations.events is 'History of an entry: what was done, why, and how it read before a change. Never changed.';
comment on column associations.events.id is 'UUID v7.';
comment on column associations.events.association_id is 'The association.';
comment on column associations.events.kind is 'What was done.';
comment on column associations.events.words is 'Question, answer or reason.';
comment on column associations.events.before is 'The entry before a change; it names no person.';
comment on column associations.events.by_account is 'The account; null for somebody with a link.';
comment on column associations.events.happened_at is 'When.';

create function associations.mine() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select association_id from associations.keepers where account_id = kernel.actor() and kernel.assurance() >= 1
  union
  select association_id from associations.keepers where token_hash = kernel.link_token() and token_expires_at > now()
$$;
comment on function associations.mine() is 'Associations for which the actor writes: by account, or by the link that they came with.';

create function associations.at_desk() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select a.id from associations.associations a join access.desks() d on d = a.office_id where a.state <> 'unconfirmed' $$;
comment on function associations.at_desk() is 'Associations that the actor''s office verifies.';

create function associations.shown() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select id from associations.associations where state = 'verified' $$;
comment on function associations.shown() is 'Associations that anybody reads.';

create function associations.unkept() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select a.id
    from associations.associations a
    left join associations.keepers k on k.association_id = a.id
   where a.state = 'unconfirmed' and k.id is null
$$;
comment on function associations.unkept() is 'Entries that were just begun: nobody writes for them yet.';

create function associations.renew_link(association uuid, address text, hash text, expires timestamptz) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update associations.keepers
     set token_hash = hash, token_expires_at = expires
   where association_id = association and email = lower(address)
     and expires <= now() + interval '31 days'
     and exists (select from associations.associations where id = association and state <> 'closed');
  return found;
end
$$;
comment on function associations.renew_link(uuid, text, text, timestamptz) is 'Gives the keeper at an address a new link, and tells whether there is one; only the mail holds the secret.';
revoke execute on function associations.renew_link(uuid, text, text, timestamptz) from public;
grant execute on function associations.renew_link(uuid, text, text, timestamptz) to ponte_app;

-- What the association says of itself is its own; what the office found is the office's.
create function associations.keep_entry() returns trigger
language plpgsql set search_path = ''
as $$
declare
  keeps boolean := new.id in (select associations.mine());
  verifies boolean := new.office_id in (select access.desks()) and not keeps;
  rewritten boolean := (new.name, new.about, new.language, new.founded, new.legal_form, new.members, new.members_on, new.members_by,
                        new.activities, new.finance_size, new.finance_sources, new.board_size, new.board_women, new.board_young,
                        new.elected_on, new.last_activity, new.last_activity_on, new.email, new.phone, new.website, new.words)
                       is distinct from
                       (old.name, old.about, old.language, old.founded, old.legal_form, old.members, old.members_on, old.members_by,
                        old.activities, old.finance_size, old.finance_sources, old.board_size, old.board_women, old.board_young,
                        old.elected_on, old.last_activity, old.last_activity_on, old.email, old.phone, old.website, old.words);
begin
  if rewritten then
    new.revision := old.revision + 1;
  end if;
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if (rewritten or new.active_on is distinct from old.active_on) and not keeps then
    raise exception 'only those who write for it change what it says' using errcode = 'insufficient_privilege';
  end if;
  if (new.verified_at, new.verified_revision) is distinct from (old.verified_at, old.verified_revision) and not verifies then
    raise exception 'the office verifies, and nobody verifies what they wrote' using errcode = 'insufficient_privilege';
  end if;
  if new.state is distinct from old.state then
    if keeps and (old.state, new.state) in (('unconfirmed', 'waiting'), ('asked', 'waiting'), ('refused', 'waiting')) then
      return new;
    end if;
    if keeps and new.state = 'closed' then
      return new;
    end if;
    if verifies and old.state in ('waiting', 'asked', 'verified') and new.state in ('asked', 'verified', 'refused') then
      return new;
    end if;
    raise exception 'this step is not theirs' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function associations.keep_entry() is 'Keeps the entry with those who write for it and its verification with the office; counts revisions.';
create trigger keep_entry before update on associations.associations
  for each row execute function associations.keep_entry();

do $$
declare name text;
begin
  foreach name in array array['associations', 'places', 'representatives', 'keepers', 'events'] loop
    execute format('alter table associations.%I enable row level security', name);
    execute format('alter table associations.%I force row level security', name);
    execute format('create policy owner_all on associations.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy jobs_all on associations.%I to ponte_jobs using (true) with check (true)', name);
  end loop;
end
$$;

create policy shown on associations.associations for select to ponte_app using (state = 'verified');
create policy kept on associations.associations for select to ponte_app using (id in (select associations.mine()));
create policy at_desk on associations.associations for select to ponte_app using (office_id in (select access.desks()) and state <> 'unconfirmed');
create policy registered on associations.associations for insert to ponte_app
  with check (state = 'unconfirmed' and verified_at is null and active_on is null and office_id in (select id from offices.offices where active));
create policy changed on associations.associations for update to ponte_app
  using (id in (select associations.mine()) or (office_id in (select access.desks()) and state <> 'unconfirmed'))
  with check (id in (select associations.mine()) or (office_id in (select access.desks()) and state <> 'unconfirmed'));
grant select, insert on associations.associations to ponte_app;
grant update (name, about, language, founded, legal_form, members, members_on, members_by, activities, finance_size, finance_sources,
              board_size, board_women, board_young, elected_on, last_activity, last_activity_on, email, phone, website, words,
              state, verified_revision, verified_at, active_on, ended_at) on associations.associations to ponte_app;
grant select, update (reminded_at), delete on associations.associations to ponte_jobs;

create policy shown on associations.places for select to ponte_app
  using (exists (select from associations.associations a where a.id = association_id and a.state = 'verified'));
create policy at_desk on associations.places for select to ponte_app using (association_id in (select associations.at_desk()));
create policy kept on associations.places to ponte_app
  using (association_id in (select associations.mine())) with check (association_id in (select associations.mine()));
grant select, insert, delete on associations.places to ponte_app;
grant select on associations.places to ponte_jobs;

create policy shown on associations.representatives for select to ponte_app using (
  agreed_on is not null and coalesce(until_on >= current_date, true) and association_id in (select associations.shown()));
create policy at_desk on associations.representatives for select to ponte_app using (association_id in (select associations.at_desk()));
create policy kept on associations.representatives to ponte_app
  using (association_id in (select associations.mine())) with check (association_id in (select associations.mine()));
grant select, insert, update (name, mandate, from_on, until_on, email, phone, focal, agreed_on), delete on associations.representatives to ponte_app;
grant select, delete on associations.representatives to ponte_jobs;

create policy kept on associations.keepers for select to ponte_app using (association_id in (select associations.mine()));
create policy at_desk on associations.keepers for select to ponte_app using (association_id in (select associations.at_desk()));
create policy began on associations.keepers for insert to ponte_app with check (
  association_id in (select associations.unkept())
  and ((account_id = kernel.actor() and kernel.assurance() >= 1) or token_hash = kernel.link_token()));
create policy confirmed on associations.keepers for update to ponte_app
  using (association_id in (select associations.mine())) with check (association_id in (select associations.mine()));
grant select, insert, update (confirmed_at) on associations.keepers to ponte_app;
grant select, update (token_hash, token_expires_at), delete on associations.keepers to ponte_jobs;

create policy kept on associations.events for select to ponte_app using (association_id in (select associations.mine()));
create policy at_desk on associations.events for select to ponte_app using (association_id in (select associations.at_desk()));
create policy by_keepers on associations.events for insert to ponte_app with check (
  by_account is not distinct from kernel.actor()
  and kind in ('registered', 'confirmed', 'changed', 'answered', 'second-look', 'still-active', 'closed')
  and association_id in (select associations.mine()));
create policy by_office on associations.events for insert to ponte_app with check (
  by_account is not distinct from kernel.actor()
  and kind in ('asked', 'verified', 'refused')
  and association_id in (select associations.at_desk()));
grant select, insert on associations.events to ponte_app;
grant select, delete on associations.events to ponte_jobs;
