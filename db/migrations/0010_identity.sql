-- Who signs in, and how it was proved. Nothing here is exempt from forced row security: what must be read before
-- anybody is signed in is read by functions of the owner, one exact key at a time, so that the application's role
-- can list neither accounts nor sessions nor password hashes.

create schema identity;
comment on schema identity is 'Accounts, their sessions and second factors, code cards, and what slows down guessing.';
grant usage on schema identity to ponte_app, ponte_jobs;

create table identity.accounts (
  id uuid primary key,
  name text not null default '' constraint accounts_name_short check (length(name) <= 200),
  email text constraint accounts_email unique constraint accounts_email_form check (email = lower(email) and length(email) between 3 and 254),
  phone text constraint accounts_phone unique constraint accounts_phone_form check (phone ~ '^\+[1-9][0-9]{5,14}$'),
  email_fingerprint text,
  phone_fingerprint text,
  language text not null default 'en' constraint accounts_language_form check (language ~ '^[a-z]{2,3}$'),
  time_zone text,
  origin text not null constraint accounts_origin check (origin in ('code', 'card', 'provider', 'invitation', 'set-up')),
  created_at timestamptz not null default now(),
  suspended_at timestamptz
);
comment on table identity.accounts is 'One who signs in. Not a file: an office''s file about the person is linked to it in access.subject_accounts.';
comment on column identity.accounts.id is 'UUID v7.';
comment on column identity.accounts.name is 'Name shown to others, as the holder wrote it; empty until then.';
comment on column identity.accounts.email is 'Address that signs in, lower case. Enters an account only by a code or link sent to it, or by an invitation.';
comment on column identity.accounts.phone is 'Number that signs in, E.164. Enters an account only by a code sent to it.';
comment on column identity.accounts.email_fingerprint is 'Keyed hash of the address; set once control of it was proved.';
comment on column identity.accounts.phone_fingerprint is 'Keyed hash of the number; set once control of it was proved.';
comment on column identity.accounts.language is 'Language of messages to this account.';
comment on column identity.accounts.time_zone is 'IANA zone for the hours shown to the holder; null follows the network.';
comment on column identity.accounts.origin is 'How the account came to be: first code, code card, identity provider, invitation of staff, set-up or command line.';
comment on column identity.accounts.created_at is 'When it was made.';
comment on column identity.accounts.suspended_at is 'Since when nobody can sign in with it; null while it is open.';

create table identity.code_cards (
  id uuid primary key,
  subject_id uuid not null,
  custodian_id uuid not null,
  lookup text not null constraint code_cards_lookup unique,
  secret_hash text not null,
  issued_by uuid not null,
  issued_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint code_cards_subject foreign key (subject_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint code_cards_period check (expires_at > issued_at and expires_at <= issued_at + interval '366 days')
);
create unique index code_cards_one_live on identity.code_cards (subject_id) where revoked_at is null;
create index code_cards_custodian on identity.code_cards (custodian_id);
comment on table identity.code_cards is 'A printed code by which a person without phone and e-mail signs in, or links an account to their file. A new card revokes the old one.';
comment on column identity.code_cards.id is 'UUID v7.';
comment on column identity.code_cards.subject_id is 'The file.';
comment on column identity.code_cards.custodian_id is 'Office that has custody; follows a hand-over.';
comment on column identity.code_cards.lookup is 'First six signs of the code, by which the card is found.';
comment on column identity.code_cards.secret_hash is 'Keyed hash of the other ten signs.';
comment on column identity.code_cards.issued_by is 'Account of the counsellor who printed it.';
comment on column identity.code_cards.issued_at is 'When.';
comment on column identity.code_cards.expires_at is 'Valid until, at most a year.';
comment on column identity.code_cards.revoked_at is 'When it was replaced or taken back; its sessions end at that moment.';

create table identity.sessions (
  id uuid primary key,
  account_id uuid not null constraint sessions_account references identity.accounts (id) on delete cascade,
  token_hash text not null constraint sessions_token unique,
  assurance int not null constraint sessions_assurance check (assurance in (1, 2)),
  second_factor_at timestamptz,
  way text not null constraint sessions_way check (way in ('code', 'card', 'password', 'provider')),
  card_id uuid constraint sessions_card references identity.code_cards (id) on delete cascade,
  device text not null default '' constraint sessions_device_short check (length(device) <= 100),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  locked_at timestamptz,
  constraint sessions_second_factor check ((assurance = 2) = (second_factor_at is not null)),
  constraint sessions_card_way check ((way = 'card') = (card_id is not null))
);
create index sessions_account_id on identity.sessions (account_id);
create index sessions_card_id on identity.sessions (card_id) where card_id is not null;
create index sessions_last_seen_at on identity.sessions (last_seen_at);
comment on table identity.sessions is 'A browser that is signed in, and by how many factors: the assurance stands here, whichever way in was taken.';
comment on column identity.sessions.id is 'UUID v7; stays the same when the token is changed.';
comment on column identity.sessions.account_id is 'Whose session.';
comment on column identity.sessions.token_hash is 'SHA-256 of the random token in the cookie.';
comment on column identity.sessions.assurance is '1 one factor, 2 two factors.';
comment on column identity.sessions.second_factor_at is 'When the second factor was proved on this session.';
comment on column identity.sessions.way is 'First factor: code by mail or phone, code card, password, identity provider.';
comment on column identity.sessions.card_id is 'The card it was opened with.';
comment on column identity.sessions.device is 'Browser and system in a few words, for the list of sessions.';
comment on column identity.sessions.created_at is 'When the holder signed in.';
comment on column identity.sessions.last_seen_at is 'Last request, to the minute.';
comment on column identity.sessions.locked_at is 'Since when the screen is locked; null while it is open.';

create table identity.passwords (
  account_id uuid primary key constraint passwords_account references identity.accounts (id) on delete cascade,
  hash text not null,
  changed_at timestamptz not null
);
comment on table identity.passwords is 'Passwords of staff, as scrypt hashes.';
comment on column identity.passwords.account_id is 'Whose.';
comment on column identity.passwords.hash is 'Salt and scrypt hash.';
comment on column identity.passwords.changed_at is 'When it was set.';

create table identity.provider_links (
  id uuid primary key,
  account_id uuid not null constraint provider_links_account references identity.accounts (id) on delete cascade,
  issuer text not null,
  subject text not null,
  provider text not null,
  linked_at timestamptz not null,
  constraint provider_links_once unique (issuer, subject)
);
create index provider_links_account_id on identity.provider_links (account_id);
comment on table identity.provider_links is 'Which person of which OpenID Connect provider signs in to which account; never by e-mail address.';
comment on column identity.provider_links.id is 'UUID v7.';
comment on column identity.provider_links.account_id is 'The account.';
comment on column identity.provider_links.issuer is 'Issuer (iss) that vouches for the person.';
comment on column identity.provider_links.subject is 'The person''s identifier there (sub).';
comment on column identity.provider_links.provider is 'Id of the provider in the settings, for its name on pages.';
comment on column identity.provider_links.linked_at is 'When.';

create table identity.authenticators (
  account_id uuid primary key constraint authenticators_account references identity.accounts (id) on delete cascade,
  sealed bytea not null,
  last_step bigint not null,
  confirmed_at timestamptz not null
);
comment on table identity.authenticators is 'Secrets of authenticator apps (RFC 6238), once a first code proved that the app has it.';
comment on column identity.authenticators.account_id is 'Whose.';
comment on column identity.authenticators.sealed is 'The secret, AES-256-GCM.';
comment on column identity.authenticators.last_step is 'Time step of the last code accepted: a code works once.';
comment on column identity.authenticators.confirmed_at is 'When it was enrolled.';

create table identity.recovery_codes (
  account_id uuid not null constraint recovery_codes_account references identity.accounts (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  constraint recovery_codes_pkey primary key (account_id, code_hash)
);
comment on table identity.recovery_codes is 'Codes for the day when the phone with the second factor is lost; each works once.';
comment on column identity.recovery_codes.account_id is 'Whose.';
comment on column identity.recovery_codes.code_hash is 'Keyed hash of the code.';
comment on column identity.recovery_codes.used_at is 'When it was used.';

create table identity.passkeys (
  id uuid primary key,
  account_id uuid not null constraint passkeys_account references identity.accounts (id) on delete cascade,
  credential_id text not null constraint passkeys_credential unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null constraint passkeys_name_short check (length(name) between 1 and 100),
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_account_id on identity.passkeys (account_id);
comment on table identity.passkeys is 'Passkeys (WebAuthn) that serve as second factor.';
comment on column identity.passkeys.id is 'UUID v7.';
comment on column identity.passkeys.account_id is 'Whose.';
comment on column identity.passkeys.credential_id is 'Id that the authenticator gave.';
comment on column identity.passkeys.public_key is 'COSE key.';
comment on column identity.passkeys.counter is 'Signature counter last seen; 0 where the authenticator keeps none.';
comment on column identity.passkeys.transports is 'How the browser reaches the authenticator.';
comment on column identity.passkeys.name is 'Name that the holder gave it.';
comment on column identity.passkeys.created_at is 'When it was registered.';
comment on column identity.passkeys.last_used_at is 'When it last proved something.';

create table identity.verifications (
  kind text not null constraint verifications_kind check (kind in ('code', 'address', 'password-link', 'provider', 'authenticator', 'passkey-new', 'passkey')),
  key_hash text not null,
  secret_hash text,
  account_id uuid constraint verifications_account references identity.accounts (id) on delete cascade,
  value jsonb not null default '{}',
  tries int not null default 0,
  expires_at timestamptz not null,
  constraint verifications_pkey primary key (kind, key_hash)
);
create index verifications_account_id on identity.verifications (account_id) where account_id is not null;
create index verifications_expires_at on identity.verifications (expires_at);
comment on table identity.verifications is 'What was begun and waits for its proof: a code sent, a password link, a visit to an identity provider, an enrolment. Used once.';
comment on column identity.verifications.kind is 'What waits.';
comment on column identity.verifications.key_hash is 'Hash by which it is found.';
comment on column identity.verifications.secret_hash is 'Keyed hash of the code that proves it; null where knowing the key is the proof.';
comment on column identity.verifications.account_id is 'Account concerned, where there is one.';
comment on column identity.verifications.value is 'What was asked, needed when the proof comes.';
comment on column identity.verifications.tries is 'Wrong codes so far.';
comment on column identity.verifications.expires_at is 'Until when.';

create table identity.tries (
  key text primary key,
  count int not null,
  counted_at timestamptz not null,
  blocked_until timestamptz
);
create index tries_counted_at on identity.tries (counted_at);
comment on table identity.tries is 'Counts of tries per address, account, card and network address; after the free ones each costs a longer wait.';
comment on column identity.tries.key is 'Keyed hash of what is counted, so that the table names nobody.';
comment on column identity.tries.count is 'Tries in this run.';
comment on column identity.tries.counted_at is 'Last one.';
comment on column identity.tries.blocked_until is 'No further try before this moment.';

create table identity.contact_claims (
  subject_id uuid not null,
  custodian_id uuid not null,
  kind text not null constraint contact_claims_kind check (kind in ('email', 'phone')),
  fingerprint text not null,
  constraint contact_claims_pkey primary key (subject_id, kind),
  constraint contact_claims_subject foreign key (subject_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade
);
create index contact_claims_fingerprint on identity.contact_claims (fingerprint);
comment on table identity.contact_claims is 'Number and address that the person gave at the desk, as keyed hashes: who proves control of one may link their account to the file.';
comment on column identity.contact_claims.subject_id is 'The file.';
comment on column identity.contact_claims.custodian_id is 'Office that has custody.';
comment on column identity.contact_claims.kind is 'E-mail or phone.';
comment on column identity.contact_claims.fingerprint is 'Keyed hash of the address in canonical form.';

-- Sessions

create function identity.is_staff(of_account uuid) returns boolean
language sql stable security definer
set search_path = ''
as $$ select exists (select from access.assignments where account_id = of_account and ended_at is null) $$;
comment on function identity.is_staff(uuid) is 'Whether the account holds any role: its sessions are short and lock by themselves.';

create function identity.has_second_factor(of_account uuid) returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (select from identity.authenticators where account_id = of_account)
      or exists (select from identity.passkeys where account_id = of_account)
$$;
comment on function identity.has_second_factor(uuid) is 'Whether the account has an authenticator app or a passkey.';

create function identity.open_session(
  new_id uuid, of_account uuid, new_token text, with_assurance int, by_way text, of_card uuid, on_device text, at timestamptz, instead_of text
) returns table (staff boolean, second_factor boolean)
language plpgsql security definer
set search_path = ''
as $$
begin
  delete from identity.sessions where token_hash = instead_of;
  insert into identity.sessions (id, account_id, token_hash, assurance, second_factor_at, way, card_id, device, created_at, last_seen_at)
  select new_id, id, new_token, with_assurance, case when with_assurance = 2 then at end, by_way, of_card, on_device, at, at
    from identity.accounts
   where id = of_account and suspended_at is null;
  if found then
    return query select identity.is_staff(of_account), identity.has_second_factor(of_account);
  end if;
end
$$;
comment on function identity.open_session(uuid, uuid, text, int, text, uuid, text, timestamptz, text) is 'Opens a session and ends the one that the browser had before; no row where the account is suspended.';

create function identity.session_by_token(
  of_token text, at timestamptz, staff_idle int, staff_age int, person_age int, lock_after int
) returns table (
  session_id uuid, account_id uuid, assurance int, way text, locked_at timestamptz, expires_at timestamptz,
  staff boolean, second_factor boolean, name text, email text, phone text, language text, time_zone text
)
language plpgsql security definer
set search_path = ''
as $$
declare
  own identity.sessions;
  holder identity.accounts;
  is_staff boolean;
  ends timestamptz;
begin
  select * into own from identity.sessions s where s.token_hash = of_token;
  if not found then return; end if;
  select * into holder from identity.accounts a where a.id = own.account_id and a.suspended_at is null;
  if not found then return; end if;
  if own.card_id is not null and not exists (
    select from identity.code_cards c where c.id = own.card_id and c.revoked_at is null and c.expires_at > at
  ) then return; end if;

  is_staff := identity.is_staff(own.account_id);
  ends := case
    when is_staff then least(own.created_at + make_interval(secs => staff_age), own.last_seen_at + make_interval(secs => staff_idle))
    else own.created_at + make_interval(secs => person_age)
  end;
  if at >= ends then
    delete from identity.sessions s where s.id = own.id;
    return;
  end if;

  if own.locked_at is null and is_staff and at >= own.last_seen_at + make_interval(secs => lock_after) then
    update identity.sessions s set locked_at = at where s.id = own.id;
    own.locked_at := at;
  elsif own.locked_at is null and at >= own.last_seen_at + interval '1 minute' then
    update identity.sessions s set last_seen_at = at where s.id = own.id;
  end if;

  return query select
    own.id, own.account_id, case when own.locked_at is null then own.assurance else 0 end, own.way, own.locked_at, ends,
    is_staff, identity.has_second_factor(own.account_id),
    holder.name, holder.email, holder.phone, holder.language, holder.time_zone;
end
$$;
comment on function identity.session_by_token(text, timestamptz, int, int, int, int) is 'The live session of a cookie: ends it when too old, locks it when idle (times in seconds), notes the visit to the minute. Assurance is 0 while locked.';

create function identity.renew_session(of_token text, new_token text, with_factor boolean, at timestamptz) returns uuid
language sql security definer
set search_path = ''
as $$
  update identity.sessions
     set token_hash = new_token,
         last_seen_at = at,
         locked_at = null,
         assurance = case when with_factor then 2 else assurance end,
         second_factor_at = case when with_factor then at else second_factor_at end
   where token_hash = of_token
  returning account_id
$$;
comment on function identity.renew_session(text, text, boolean, timestamptz) is 'After a proof: unlocks the session, raises it where the proof was a second factor, and changes its token.';

create function identity.lock_session(of_token text, at timestamptz) returns void
language sql security definer
set search_path = ''
as $$ update identity.sessions set locked_at = coalesce(locked_at, at) where token_hash = of_token $$;
comment on function identity.lock_session(text, timestamptz) is 'Locks the screen of the shared counter.';

create function identity.end_session(of_token text) returns uuid
language sql security definer
set search_path = ''
as $$ delete from identity.sessions where token_hash = of_token returning account_id $$;
comment on function identity.end_session(text) is 'Signs out.';

-- Tries and verifications

create function identity.count_try(of_key text, free int, first_delay int, longest_delay int, forget_after int, at timestamptz)
returns table (count int, blocked_until timestamptz)
language plpgsql security definer
set search_path = ''
as $$
declare
  seen identity.tries;
  tried int;
begin
  insert into identity.tries values (of_key, 0, at, null) on conflict (key) do nothing;
  select * into seen from identity.tries t where t.key = of_key for update;
  if seen.blocked_until > at then
    return query select seen.count, seen.blocked_until;
    return;
  end if;
  tried := case when seen.counted_at < at - make_interval(secs => forget_after) then 1 else seen.count + 1 end;
  update identity.tries t
     set count = tried,
         counted_at = at,
         blocked_until = case when tried >= free then at + make_interval(secs => least(first_delay * 2 ^ least(tried - free, 20), longest_delay)) end
   where t.key = of_key;
  return query select tried, null::timestamptz;
end
$$;
comment on function identity.count_try(text, int, int, int, int, timestamptz) is 'Counts a try before it is judged, so that parallel guesses count too; answers until when the next must wait, or null when this one may go on. Times in seconds.';

create function identity.settle_tries(forgotten text[], undone text[]) returns void
language sql security definer
set search_path = ''
as $$
  delete from identity.tries where key = any (forgotten);
  update identity.tries set count = greatest(count - 1, 0), blocked_until = null where key = any (undone);
$$;
comment on function identity.settle_tries(text[], text[]) is 'After a right proof: forgets the tries of the account, takes back the one counted for the network address.';

create function identity.keep_verification(of_kind text, of_key text, of_secret text, of_account uuid, of_value jsonb, until timestamptz) returns void
language sql security definer
set search_path = ''
as $$
  delete from identity.verifications where kind = of_kind and account_id = of_account;
  insert into identity.verifications (kind, key_hash, secret_hash, account_id, value, expires_at)
  values (of_kind, of_key, of_secret, of_account, of_value, until)
  on conflict (kind, key_hash) do update
    set secret_hash = excluded.secret_hash, account_id = excluded.account_id, value = excluded.value, tries = 0, expires_at = excluded.expires_at;
$$;
comment on function identity.keep_verification(text, text, text, uuid, jsonb, timestamptz) is 'Begins something that waits for its proof; an account has one of each kind at a time.';

create function identity.try_verification(of_kind text, of_key text, of_secret text, most_tries int, at timestamptz)
returns table (outcome text, account_id uuid, value jsonb)
language plpgsql security definer
set search_path = ''
as $$
declare waiting identity.verifications;
begin
  select * into waiting from identity.verifications v
   where v.kind = of_kind and v.key_hash = of_key and v.expires_at > at
     for update;
  if not found then
    return query select 'expired', null::uuid, null::jsonb;
  elsif waiting.secret_hash is not distinct from of_secret then
    delete from identity.verifications v where v.kind = of_kind and v.key_hash = of_key;
    return query select 'right', waiting.account_id, waiting.value;
  elsif waiting.tries + 1 >= most_tries then
    delete from identity.verifications v where v.kind = of_kind and v.key_hash = of_key;
    return query select 'spent', null::uuid, null::jsonb;
  else
    update identity.verifications v set tries = v.tries + 1 where v.kind = of_kind and v.key_hash = of_key;
    return query select 'wrong', null::uuid, null::jsonb;
  end if;
end
$$;
comment on function identity.try_verification(text, text, text, int, timestamptz) is 'Judges a proof and uses it up: right, wrong, spent (last try gone) or expired (also when never begun).';

create function identity.waiting_value(of_kind text, of_key text, at timestamptz) returns jsonb
language sql stable security definer
set search_path = ''
as $$ select value from identity.verifications where kind = of_kind and key_hash = of_key and expires_at > at $$;
comment on function identity.waiting_value(text, text, timestamptz) is 'What waits for its proof, without using it up: an enrolment shows the same picture until it is confirmed.';

-- Accounts

create function identity.account_by_proof(of_kind text, of_address text, of_fingerprint text, new_id uuid, in_language text, at timestamptz) returns uuid
language plpgsql security definer
set search_path = ''
as $$
declare found_id uuid;
begin
  insert into identity.accounts (id, email, phone, language, origin, created_at)
  values (new_id, case of_kind when 'email' then of_address end, case of_kind when 'phone' then of_address end, in_language, 'code', at)
  on conflict do nothing;
  if of_kind = 'email' then
    update identity.accounts set email_fingerprint = of_fingerprint where email = of_address returning id into found_id;
  else
    update identity.accounts set phone_fingerprint = of_fingerprint where phone = of_address returning id into found_id;
  end if;
  return found_id;
end
$$;
comment on function identity.account_by_proof(text, text, text, uuid, text, timestamptz) is 'The account of an address whose control was just proved; made the first time.';

create function identity.add_own_address(of_kind text, of_address text, of_fingerprint text) returns void
language sql security definer
set search_path = ''
as $$
  update identity.accounts
     set email = case of_kind when 'email' then of_address else email end,
         email_fingerprint = case of_kind when 'email' then of_fingerprint else email_fingerprint end,
         phone = case of_kind when 'phone' then of_address else phone end,
         phone_fingerprint = case of_kind when 'phone' then of_fingerprint else phone_fingerprint end
   where id = kernel.actor()
     and kernel.assurance() >= 1
$$;
comment on function identity.add_own_address(text, text, text) is 'Puts an address whose control was just proved on the actor''s account, in place of the one of that kind.';

create function identity.create_account(new_id uuid, of_email text, of_name text, in_language text, from_origin text, password_hash text, at timestamptz)
returns table (account_id uuid, made boolean)
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into identity.accounts (id, email, name, language, origin, created_at)
  values (new_id, of_email, of_name, in_language, from_origin, at)
  on conflict do nothing;
  if found then
    if password_hash is not null then insert into identity.passwords values (new_id, password_hash, at); end if;
    return query select new_id, true;
  else
    return query select a.id, false from identity.accounts a where a.email = of_email;
  end if;
end
$$;
comment on function identity.create_account(uuid, text, text, text, text, text, timestamptz) is 'Makes an account for an e-mail address; where there is one it is left as it is, password included.';

create function identity.account_by_provider(
  of_issuer text, of_subject text, of_provider text, new_id uuid, of_name text, in_language text, make boolean, at timestamptz
) returns uuid
language plpgsql security definer
set search_path = ''
as $$
declare found_id uuid;
begin
  select account_id into found_id from identity.provider_links where issuer = of_issuer and subject = of_subject;
  if found_id is null and make then
    insert into identity.accounts (id, name, language, origin, created_at) values (new_id, of_name, in_language, 'provider', at);
    insert into identity.provider_links values (new_id, new_id, of_issuer, of_subject, of_provider, at);
    found_id := new_id;
  end if;
  return found_id;
end
$$;
comment on function identity.account_by_provider(text, text, text, uuid, text, text, boolean, timestamptz) is 'The account of a person of an identity provider, found by issuer and subject only; made where asked.';

create function identity.password_of(of_email text, of_account uuid) returns table (account_id uuid, hash text)
language sql stable security definer
set search_path = ''
as $$
  select a.id, p.hash
    from identity.accounts a
    join identity.passwords p on p.account_id = a.id
   where a.email = of_email or a.id = of_account
$$;
comment on function identity.password_of(text, uuid) is 'The password hash of one account, by its address or its id.';

create function identity.password_account(of_email text) returns table (account_id uuid, language text)
language sql stable security definer
set search_path = ''
as $$
  select a.id, a.language
    from identity.accounts a
   where a.email = of_email
     and a.suspended_at is null
     and (a.origin in ('invitation', 'set-up') or identity.is_staff(a.id) or exists (select from identity.passwords p where p.account_id = a.id))
$$;
comment on function identity.password_account(text) is 'The account of staff that may ask for a password link at this address.';

create function identity.password_link_holder(of_key text, at timestamptz) returns table (email text, name text)
language sql stable security definer
set search_path = ''
as $$
  select a.email, a.name
    from identity.verifications v
    join identity.accounts a on a.id = v.account_id
   where v.kind = 'password-link' and v.key_hash = of_key and v.expires_at > at
$$;
comment on function identity.password_link_holder(text, timestamptz) is 'Whose password a live link sets.';

create function identity.set_password_by_link(of_key text, new_hash text, at timestamptz) returns uuid
language plpgsql security definer
set search_path = ''
as $$
declare waiting identity.verifications;
begin
  delete from identity.verifications where kind = 'password-link' and key_hash = of_key and expires_at > at and account_id is not null
  returning * into waiting;
  if not found then return null; end if;
  insert into identity.passwords values (waiting.account_id, new_hash, at)
  on conflict (account_id) do update set hash = excluded.hash, changed_at = excluded.changed_at;
  update identity.accounts set email_fingerprint = waiting.value ->> 'fingerprint'
   where id = waiting.account_id and email = waiting.value ->> 'email';
  delete from identity.sessions where account_id = waiting.account_id;
  return waiting.account_id;
end
$$;
comment on function identity.set_password_by_link(text, text, timestamptz) is 'Sets the password of the account to which the link was mailed, once, and ends its sessions; null when the link is spent.';

create function identity.set_own_password(new_hash text, at timestamptz) returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  if kernel.actor() is null or kernel.assurance() < 1 then return false; end if;
  if kernel.assurance() < 2 and identity.has_second_factor(kernel.actor()) then return false; end if;
  insert into identity.passwords values (kernel.actor(), new_hash, at)
  on conflict (account_id) do update set hash = excluded.hash, changed_at = excluded.changed_at;
  return true;
end
$$;
comment on function identity.set_own_password(text, timestamptz) is 'Sets the actor''s password; false where the account has a second factor that this session has not proved.';

create function identity.accept_step(of_step bigint) returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  update identity.authenticators set last_step = of_step where account_id = kernel.actor() and last_step < of_step;
  return found;
end
$$;
comment on function identity.accept_step(bigint) is 'Uses up the authenticator code of a time step; false when it, or a later one, was used before.';

create function identity.authenticator_of(of_account uuid) returns bytea
language sql stable security definer
set search_path = ''
as $$ select sealed from identity.authenticators where account_id = of_account $$;
comment on function identity.authenticator_of(uuid) is 'The sealed authenticator secret of one account, needed while its session is locked.';

create function identity.passkeys_of(of_account uuid) returns table (id uuid, credential_id text, public_key bytea, counter bigint, transports text[])
language sql stable security definer
set search_path = ''
as $$ select id, credential_id, public_key, counter, transports from identity.passkeys where account_id = of_account $$;
comment on function identity.passkeys_of(uuid) is 'The passkeys of one account, needed while its session is locked.';

create function identity.use_passkey(of_id uuid, new_counter bigint, at timestamptz) returns void
language sql security definer
set search_path = ''
as $$ update identity.passkeys set counter = new_counter, last_used_at = at where id = of_id and account_id = kernel.actor() $$;
comment on function identity.use_passkey(uuid, bigint, timestamptz) is 'Notes that the actor''s passkey proved something.';

create function identity.use_recovery_code(of_hash text, at timestamptz) returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  update identity.recovery_codes set used_at = at
   where account_id = kernel.actor() and code_hash = of_hash and used_at is null;
  return found;
end
$$;
comment on function identity.use_recovery_code(text, timestamptz) is 'Uses up one of the actor''s recovery codes.';

create function identity.account_names(of_ids uuid[]) returns table (id uuid, name text)
language sql stable security definer
set search_path = ''
as $$ select id, name from identity.accounts where id = any (of_ids) $$;
comment on function identity.account_names(uuid[]) is 'Names to show beside what these accounts did; empty where the holder has written none.';

create function identity.record(of_verb text, of_account uuid, of_details jsonb) returns void
language sql security definer
set search_path = ''
as $$
  select audit.record(of_verb, 'identity.purpose.account', null, null, 'account', audit.pseudonym('account', of_account), of_details)
$$;
comment on function identity.record(text, uuid, jsonb) is 'Writes into the audit what happened to an account, under its pseudonym.';

-- Cards and links to files

create function identity.card_by_code(of_lookup text, of_secret text, at timestamptz) returns setof identity.code_cards
language sql security definer
set search_path = ''
as $$
  select * from identity.code_cards
   where lookup = of_lookup and secret_hash = of_secret and revoked_at is null and expires_at > at
     for update
$$;
comment on function identity.card_by_code(text, text, timestamptz) is 'The live card of a code, locked until the transaction ends.';

create function identity.enter_by_card(of_lookup text, of_secret text, new_id uuid, in_language text, at timestamptz)
returns table (card_id uuid, account_id uuid)
language plpgsql security definer
set search_path = ''
as $$
declare
  card identity.code_cards;
  chosen uuid;
begin
  select * into card from identity.card_by_code(of_lookup, of_secret, at);
  if not found then return; end if;
  -- Whoever prints a card could sign in with it, so a card only ever opens an account that reaches this one file.
  select a.id into chosen
    from identity.accounts a
    join access.subject_accounts l on l.account_id = a.id and l.subject_id = card.subject_id and l.ended_at is null
   where a.origin = 'card' and a.email is null and a.phone is null
     and not exists (select from access.subject_accounts o where o.account_id = a.id and o.subject_id <> card.subject_id and o.ended_at is null)
     and not exists (select from identity.provider_links p where p.account_id = a.id)
     and not identity.is_staff(a.id)
   order by a.created_at
   limit 1;
  if chosen is null then
    insert into identity.accounts (id, language, origin, created_at) values (new_id, in_language, 'card', at);
    perform access.link_account(card.subject_id, new_id, 'desk-code');
    perform audit.record('identity.file-linked', 'identity.purpose.account', card.custodian_id, card.subject_id, null, null, '{"how": "desk-code"}');
    chosen := new_id;
  end if;
  return query select card.id, chosen;
end
$$;
comment on function identity.enter_by_card(text, text, uuid, text, timestamptz) is 'The account of a card''s file that belongs to this file alone; made and linked the first time.';

create function identity.link_by_card(of_lookup text, of_secret text, at timestamptz) returns uuid
language plpgsql security definer
set search_path = ''
as $$
declare card identity.code_cards;
begin
  if kernel.actor() is null or kernel.assurance() < 1 then return null; end if;
  select * into card from identity.card_by_code(of_lookup, of_secret, at);
  if not found then return null; end if;
  if exists (select from identity.accounts where id = kernel.actor() and origin = 'card' and email is null and phone is null) then
    raise exception 'an account opened by card belongs to one file' using errcode = 'check_violation', constraint = 'accounts_card_one_file';
  end if;
  if exists (select from access.assignments where account_id = kernel.actor() and scope_id = card.custodian_id and ended_at is null) then
    raise exception 'staff do not link themselves to files of their own office' using errcode = 'check_violation', constraint = 'accounts_not_own_office';
  end if;
  perform access.link_account(card.subject_id, kernel.actor(), 'desk-code');
  return card.subject_id;
end
$$;
comment on function identity.link_by_card(text, text, timestamptz) is 'Links the actor''s account to the file of a card; null when the code is wrong.';

create function identity.claimable() returns table (subject_id uuid, custodian_id uuid, kind text)
language sql stable security definer
set search_path = ''
as $$
  select c.subject_id, c.custodian_id, min(c.kind)
    from identity.accounts a
    join identity.contact_claims c
      on (c.kind = 'email' and c.fingerprint = a.email_fingerprint)
      or (c.kind = 'phone' and c.fingerprint = a.phone_fingerprint)
   where a.id = kernel.actor()
     and kernel.assurance() >= 1
     and not exists (select from access.subject_accounts l where l.subject_id = c.subject_id and l.account_id = a.id)
     and not exists (select from access.assignments r where r.account_id = a.id and r.scope_id = c.custodian_id and r.ended_at is null)
     and not exists (
       select from identity.contact_claims o
        where o.fingerprint = c.fingerprint and o.kind = c.kind and o.custodian_id = c.custodian_id and o.subject_id <> c.subject_id
     )
   group by c.subject_id, c.custodian_id
$$;
comment on function identity.claimable() is 'Files whose phone or e-mail the actor has proved to control; not where an office has the same one in two files, nor where a link was ended.';

create function identity.link_by_address(of_subject uuid) returns text
language plpgsql security definer
set search_path = ''
as $$
declare proof text;
begin
  select kind into proof from identity.claimable() where subject_id = of_subject;
  if proof is not null then perform access.link_account(of_subject, kernel.actor(), proof); end if;
  return proof;
end
$$;
comment on function identity.link_by_address(uuid) is 'Links the actor''s account to a file that it may claim; answers by what, or null.';

-- Administration of staff

create function identity.staff_accounts() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select account_id from access.assignments where access.in_network(array['administrator', 'auditor', 'data-protection-officer'])
  union
  select id from identity.accounts where origin in ('invitation', 'set-up') and access.in_network(array['administrator', 'auditor', 'data-protection-officer'])
  union
  select account_id from access.assignments where scope_id in (select access.scopes('office', array['office-manager']))
$$;
comment on function identity.staff_accounts() is 'Accounts of staff that the actor may see: all for the network''s officers, those of the office for its manager. Never the accounts of people.';

create function identity.list_staff() returns table (
  id uuid, name text, email text, language text, suspended_at timestamptz, has_password boolean, second_factor boolean, last_seen_at timestamptz
)
language sql stable security definer
set search_path = ''
as $$
  select a.id, a.name, a.email, a.language, a.suspended_at,
         exists (select from identity.passwords p where p.account_id = a.id),
         identity.has_second_factor(a.id),
         (select max(s.last_seen_at) from identity.sessions s where s.account_id = a.id)
    from identity.accounts a
   where a.id in (select identity.staff_accounts())
   order by lower(a.name), a.id
$$;
comment on function identity.list_staff() is 'Staff that the actor may see, with what an administrator needs to know of their sign-in.';

create function identity.reset_second_factor(of_account uuid) returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  if not access.in_network(array['administrator']) or of_account = kernel.actor() then return false; end if;
  delete from identity.authenticators where account_id = of_account;
  delete from identity.passkeys where account_id = of_account;
  delete from identity.recovery_codes where account_id = of_account;
  delete from identity.sessions where account_id = of_account;
  return true;
end
$$;
comment on function identity.reset_second_factor(uuid) is 'For a colleague who lost phone and recovery codes: an administrator takes the second factor off, and every session ends.';

-- Row security

do $$
declare one text;
begin
  foreach one in array array[
    'accounts', 'code_cards', 'sessions', 'passwords', 'provider_links', 'authenticators', 'recovery_codes', 'passkeys',
    'verifications', 'tries', 'contact_claims'
  ] loop
    execute format('alter table identity.%I enable row level security', one);
    execute format('alter table identity.%I force row level security', one);
    execute format('create policy owner_all on identity.%I to ponte_owner using (true) with check (true)', one);
  end loop;
end
$$;

create policy own on identity.accounts to ponte_app
  using (id = kernel.actor() and kernel.assurance() >= 1);
create policy staff on identity.accounts for select to ponte_app
  using (id in (select identity.staff_accounts()));
create policy administered on identity.accounts for update to ponte_app
  using (id in (select identity.staff_accounts()) and (select access.in_network(array['administrator'])));
create policy jobs_all on identity.accounts to ponte_jobs using (true);
grant select on identity.accounts to ponte_app, ponte_jobs;
grant update (name, language, time_zone, suspended_at) on identity.accounts to ponte_app;
grant delete on identity.accounts to ponte_jobs;

create policy own on identity.sessions to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy jobs_all on identity.sessions to ponte_jobs using (true);
grant select (id, account_id, assurance, way, device, created_at, last_seen_at, locked_at) on identity.sessions to ponte_app;
grant delete on identity.sessions to ponte_app;
grant select, delete on identity.sessions to ponte_jobs;

create policy own on identity.provider_links for select to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy own_new on identity.provider_links for insert to ponte_app
  with check (account_id = kernel.actor() and (kernel.assurance() = 2 or (kernel.assurance() = 1 and not identity.has_second_factor(kernel.actor()))));
create policy own_end on identity.provider_links for delete to ponte_app
  using (account_id = kernel.actor() and (kernel.assurance() = 2 or (kernel.assurance() = 1 and not identity.has_second_factor(kernel.actor()))));
grant select, insert, delete on identity.provider_links to ponte_app;

-- A first second factor is enrolled with one factor proved; any further one, and every removal, needs two.
create policy own_new on identity.authenticators for insert to ponte_app
  with check (account_id = kernel.actor() and (kernel.assurance() = 2 or (kernel.assurance() = 1 and not identity.has_second_factor(kernel.actor()))));
create policy own_end on identity.authenticators for delete to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() = 2);
create policy own on identity.authenticators for select to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() >= 1);
grant select (account_id, confirmed_at), insert, delete on identity.authenticators to ponte_app;

create policy own_new on identity.passkeys for insert to ponte_app
  with check (account_id = kernel.actor() and (kernel.assurance() = 2 or (kernel.assurance() = 1 and not identity.has_second_factor(kernel.actor()))));
create policy own_end on identity.passkeys for delete to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() = 2);
create policy own on identity.passkeys for select to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() >= 1);
grant select, insert, delete on identity.passkeys to ponte_app;

create policy own_new on identity.recovery_codes for insert to ponte_app
  with check (account_id = kernel.actor() and (kernel.assurance() = 2 or (kernel.assurance() = 1 and not identity.has_second_factor(kernel.actor()))));
create policy own_end on identity.recovery_codes for delete to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() = 2);
create policy own on identity.recovery_codes for select to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() >= 1);
grant select (account_id, used_at), insert, delete on identity.recovery_codes to ponte_app;

create policy jobs_all on identity.verifications to ponte_jobs using (true);
grant select, delete on identity.verifications to ponte_jobs;
create policy jobs_all on identity.tries to ponte_jobs using (true);
grant select, delete on identity.tries to ponte_jobs;

create policy custody on identity.code_cards to ponte_app
  using (custodian_id in (select access.desks()));
create policy own_name on identity.code_cards as restrictive for insert to ponte_app
  with check (issued_by = kernel.actor());
create policy self on identity.code_cards for select to ponte_app
  using (subject_id in (select access.own_subjects()));
grant select (id, subject_id, custodian_id, issued_by, issued_at, expires_at, revoked_at), insert on identity.code_cards to ponte_app;
grant update (revoked_at) on identity.code_cards to ponte_app;

create policy custody on identity.contact_claims to ponte_app
  using (custodian_id in (select access.desks())) with check (custodian_id in (select access.desks()));
grant select, insert, update, delete on identity.contact_claims to ponte_app;

-- The application may call what is made for it; nobody else may call anything.
revoke execute on all functions in schema identity from public;
grant execute on all functions in schema identity to ponte_app;
revoke execute on function identity.card_by_code(text, text, timestamptz) from ponte_app;
