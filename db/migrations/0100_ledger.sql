-- The ledger: double entry, append-only, several currencies. It knows no person and no word of what the money is for: whose book it is and
-- what an entry is about are opaque references. What must never happen is refused here, whatever the code above does.

create schema ledger;
comment on schema ledger is 'Books of accounts in double entry: nothing is changed or removed, a mistake is reversed.';
grant usage on schema ledger to ponte_app, ponte_jobs;

create table ledger.books (
  id uuid primary key,
  name text not null constraint books_name check (length(name) between 1 and 160),
  scope_kind text not null constraint books_scope_kind check (scope_kind in ('network', 'office', 'organisation', 'fund')),
  scope_id uuid,
  closed_through date,
  demonstration boolean not null default false,
  opened_at timestamptz not null default now(),
  constraint books_scope check ((scope_kind = 'network') = (scope_id is null))
);
create index books_of_scope on ledger.books (scope_id) where scope_id is not null;
comment on table ledger.books is 'A set of accounts of one keeper: of the network, an office, an organisation or a fund.';
comment on column ledger.books.id is 'UUID v7.';
comment on column ledger.books.name is 'Its name.';
comment on column ledger.books.scope_kind is 'Within what the roles of its keepers are held.';
comment on column ledger.books.scope_id is 'Which office, organisation or fund; null for the network. An opaque reference.';
comment on column ledger.books.closed_through is 'Last day of the closed periods: no entry takes effect on it or before. Only moves forward.';
comment on column ledger.books.demonstration is 'True: invented for the demonstration network.';
comment on column ledger.books.opened_at is 'When it was opened.';

create table ledger.accounts (
  id uuid primary key,
  book_id uuid not null constraint accounts_book references ledger.books (id),
  code text not null constraint accounts_code check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+(-[a-z0-9]+)*)*$' and length(code) <= 120),
  name text not null constraint accounts_name check (length(name) between 1 and 160),
  kind text not null constraint accounts_kind check (kind in ('asset', 'liability', 'equity', 'income', 'expense', 'memorandum')),
  currency text not null constraint accounts_currency check (currency ~ '^[A-Z]{3}$'),
  floor_minor bigint,
  ceiling_minor bigint,
  posted_minor bigint not null default 0,
  pending_in_minor bigint not null default 0 constraint accounts_pending_in check (pending_in_minor >= 0),
  pending_out_minor bigint not null default 0 constraint accounts_pending_out check (pending_out_minor >= 0),
  last_nth bigint not null default 0 constraint accounts_last_nth check (last_nth >= 0),
  closed_at timestamptz,
  opened_at timestamptz not null default now(),
  constraint accounts_code_once unique (book_id, code, currency),
  constraint accounts_of_book unique (id, book_id, currency),
  constraint accounts_limits check (ceiling_minor >= floor_minor),
  constraint accounts_floor check (posted_minor - pending_out_minor >= floor_minor),
  constraint accounts_ceiling check (posted_minor + pending_in_minor <= ceiling_minor),
  constraint accounts_closed check (closed_at is null or (posted_minor = 0 and pending_in_minor = 0 and pending_out_minor = 0))
);
comment on table ledger.accounts is 'An account in one currency, with its balance and its limits.';
comment on column ledger.accounts.id is 'UUID v7.';
comment on column ledger.accounts.book_id is 'Its book.';
comment on column ledger.accounts.code is 'Its place in the chart of accounts, as plain-text accounting writes it: bank:padova.';
comment on column ledger.accounts.name is 'What it is called on pages.';
comment on column ledger.accounts.kind is 'Asset, liability, equity, income, expense, or memorandum: promises that stand outside the balance sheet.';
comment on column ledger.accounts.currency is 'ISO 4217.';
comment on column ledger.accounts.floor_minor is 'The balance less what is reserved to leave never falls below it; null: no limit. Debits are positive.';
comment on column ledger.accounts.ceiling_minor is 'The balance plus what is reserved to arrive never rises above it; null: no limit. 0 keeps debits within credits.';
comment on column ledger.accounts.posted_minor is 'Sum of what is posted, debits positive; always the sum of its postings.';
comment on column ledger.accounts.pending_in_minor is 'Debits that are pending.';
comment on column ledger.accounts.pending_out_minor is 'Credits that are pending.';
comment on column ledger.accounts.last_nth is 'How many postings it has; each knows the balance after it.';
comment on column ledger.accounts.closed_at is 'When it was closed; nothing is posted to it since.';
comment on column ledger.accounts.opened_at is 'When it was opened.';

create table ledger.entries (
  id uuid primary key,
  book_id uuid not null constraint entries_book references ledger.books (id),
  kind text not null constraint entries_kind check (kind in ('entry', 'pending', 'settlement', 'void', 'expiry', 'reversal')),
  effective_on date not null constraint entries_effective check (effective_on between date '1970-01-01' and date '2199-12-31'),
  booked_at timestamptz not null default clock_timestamp(),
  posting_count int not null constraint entries_posting_count check (posting_count between 0 and 200),
  idempotency_key text not null constraint entries_idempotency_length check (length(idempotency_key) between 1 and 200),
  request_hash bytea not null constraint entries_request_hash check (length(request_hash) = 32),
  description text not null constraint entries_description check (length(description) between 1 and 300),
  about_kind text constraint entries_about_kind check (about_kind ~ '^[a-z]+\.[a-z_]+$' and length(about_kind) <= 60),
  about_id uuid,
  settles uuid,
  reverses uuid,
  expires_at timestamptz,
  constraint entries_asked_once unique (book_id, idempotency_key),
  constraint entries_of_book unique (id, book_id),
  constraint entries_settles_once unique (settles),
  constraint entries_reverses_once unique (reverses),
  constraint entries_settles foreign key (settles, book_id) references ledger.entries (id, book_id),
  constraint entries_reverses foreign key (reverses, book_id) references ledger.entries (id, book_id),
  constraint entries_about check ((about_kind is null) = (about_id is null)),
  constraint entries_shape check (
    (settles is not null) = (kind in ('settlement', 'void', 'expiry'))
    and (reverses is not null) = (kind = 'reversal')
    and (expires_at is null or kind = 'pending')
    and (posting_count = 0) = (kind in ('void', 'expiry'))
    and posting_count <> 1
  )
);
create index entries_pending on ledger.entries (book_id, expires_at) where kind = 'pending';
create index entries_about_what on ledger.entries (about_id) where about_id is not null;
comment on table ledger.entries is 'What happened, in postings that sum to zero in each currency. Append-only.';
comment on column ledger.entries.id is 'UUID v7.';
comment on column ledger.entries.book_id is 'Its book.';
comment on column ledger.entries.kind is 'Entry, pending (a reservation), settlement, void or expiry of a pending one, reversal (docs/states/ledger-entry.md).';
comment on column ledger.entries.effective_on is 'The day on which it takes effect; never in a closed period.';
comment on column ledger.entries.booked_at is 'When it was written.';
comment on column ledger.entries.posting_count is 'How many postings it has; all come with it, none later.';
comment on column ledger.entries.idempotency_key is 'Whoever asks again with the same key gets the same entry.';
comment on column ledger.entries.request_hash is 'SHA-256 of what was asked; the same key with something else is refused.';
comment on column ledger.entries.description is 'What it is, without names of people.';
comment on column ledger.entries.about_kind is 'Kind of the thing that it is about, as table name of another module.';
comment on column ledger.entries.about_id is 'Which. An opaque reference.';
comment on column ledger.entries.settles is 'The pending entry that it ends.';
comment on column ledger.entries.reverses is 'The entry that it takes back.';
comment on column ledger.entries.expires_at is 'Until when a pending entry can be posted; null: until it is ended.';

create table ledger.postings (
  entry_id uuid not null,
  n int not null constraint postings_n check (n >= 1),
  book_id uuid not null,
  account_id uuid not null,
  currency text not null,
  amount_minor bigint not null constraint postings_amount check (amount_minor <> 0 and amount_minor between -1000000000000000 and 1000000000000000),
  pending boolean not null,
  effective_on date not null,
  nth bigint,
  balance_after_minor bigint,
  constraint postings_pkey primary key (entry_id, n),
  constraint postings_entry foreign key (entry_id, book_id) references ledger.entries (id, book_id),
  constraint postings_account foreign key (account_id, book_id, currency) references ledger.accounts (id, book_id, currency),
  constraint postings_nth unique (account_id, nth),
  constraint postings_pending check (pending = (nth is null) and pending = (balance_after_minor is null))
);
create index postings_effective on ledger.postings (account_id, effective_on) include (amount_minor) where not pending;
comment on table ledger.postings is 'One line of an entry: what moves on one account. Append-only.';
comment on column ledger.postings.entry_id is 'Its entry.';
comment on column ledger.postings.n is 'Its place in the entry, from 1.';
comment on column ledger.postings.book_id is 'The book of both.';
comment on column ledger.postings.account_id is 'The account.';
comment on column ledger.postings.currency is 'Its currency.';
comment on column ledger.postings.amount_minor is 'In minor units; a debit is positive, a credit negative.';
comment on column ledger.postings.pending is 'True: of a pending entry; reserves, does not move.';
comment on column ledger.postings.effective_on is 'Day of its entry.';
comment on column ledger.postings.nth is 'Its place among the postings of the account, from 1 without a gap; null while pending.';
comment on column ledger.postings.balance_after_minor is 'Balance of the account after it, in that order.';

create table ledger.exchanges (
  entry_id uuid primary key constraint exchanges_entry references ledger.entries (id),
  from_currency text not null constraint exchanges_from check (from_currency ~ '^[A-Z]{3}$'),
  to_currency text not null constraint exchanges_to check (to_currency ~ '^[A-Z]{3}$' and to_currency <> from_currency),
  rate numeric not null constraint exchanges_rate check (rate > 0 and rate < 1000000000),
  rate_on date not null,
  source text not null constraint exchanges_source check (length(source) between 1 and 200)
);
comment on table ledger.exchanges is 'The rate at which an entry changed money of one currency into another. Append-only.';
comment on column ledger.exchanges.entry_id is 'The entry.';
comment on column ledger.exchanges.from_currency is 'What was given.';
comment on column ledger.exchanges.to_currency is 'What was taken.';
comment on column ledger.exchanges.rate is 'Units of the second for one unit of the first.';
comment on column ledger.exchanges.rate_on is 'Day of the rate.';
comment on column ledger.exchanges.source is 'Who published it.';

create table ledger.unsealed (
  entry_id uuid primary key constraint unsealed_entry references ledger.entries (id),
  book_id uuid not null
);
create index unsealed_of_book on ledger.unsealed (book_id);
comment on table ledger.unsealed is 'Entries that wait for their seal.';
comment on column ledger.unsealed.entry_id is 'The entry.';
comment on column ledger.unsealed.book_id is 'Its book.';

create table ledger.seals (
  book_id uuid not null constraint seals_book references ledger.books (id),
  number bigint not null constraint seals_number check (number >= 1),
  previous_hash text not null,
  hash text not null constraint seals_hash check (hash ~ '^[0-9a-f]{64}$'),
  entries uuid[] not null constraint seals_entries check (cardinality(entries) between 1 and 10000),
  sealed_at timestamptz not null default now(),
  constraint seals_pkey primary key (book_id, number)
);
comment on table ledger.seals is 'Hash chain of a book: hash = SHA-256(previous hash, line feed, lines of the entries, each with a line feed). Append-only.';
comment on column ledger.seals.book_id is 'The book.';
comment on column ledger.seals.number is 'Place in the chain, from 1.';
comment on column ledger.seals.previous_hash is 'Hash of the seal before; 64 zeros for the first.';
comment on column ledger.seals.hash is 'Hash of this seal, hexadecimal.';
comment on column ledger.seals.entries is 'What it covers, in this order.';
comment on column ledger.seals.sealed_at is 'When.';

-- Promises that hold for everybody, the owner too.

create function ledger.append_only() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'The ledger is append-only: reverse the entry instead.' using errcode = '42501', constraint = 'ledger_append_only';
end
$$;
comment on function ledger.append_only() is 'Refuses to change or remove what is written.';
create trigger append_only before update or delete or truncate on ledger.entries for each statement execute function ledger.append_only();
create trigger append_only before update or delete or truncate on ledger.postings for each statement execute function ledger.append_only();
create trigger append_only before update or delete or truncate on ledger.exchanges for each statement execute function ledger.append_only();
create trigger append_only before update or delete or truncate on ledger.seals for each statement execute function ledger.append_only();
create trigger append_only before truncate on ledger.accounts for each statement execute function ledger.append_only();
create trigger append_only before truncate on ledger.books for each statement execute function ledger.append_only();

create function ledger.guard_entry() returns trigger
language plpgsql set search_path = ''
as $$
declare
  pending ledger.entries;
begin
  -- Entries of a book go beside one another; closing a period waits for them and they for it.
  perform pg_advisory_xact_lock_shared(hashtextextended('ledger.period', 0) # hashtextextended(new.book_id::text, 0));
  if new.effective_on <= (select b.closed_through from ledger.books b where b.id = new.book_id) then
    raise exception 'The period is closed.' using errcode = '23514', constraint = 'entries_open_period';
  end if;
  if new.settles is not null then
    select * into pending from ledger.entries e where e.id = new.settles;
    if pending.kind <> 'pending' then
      raise exception 'Only a pending entry is settled.' using errcode = '23514', constraint = 'entries_settles_pending';
    end if;
    if new.kind = 'settlement' and pending.expires_at <= clock_timestamp() then
      raise exception 'The reservation has expired.' using errcode = '23514', constraint = 'entries_not_expired';
    end if;
    if new.kind = 'expiry' and coalesce(pending.expires_at > clock_timestamp(), true) then
      raise exception 'The reservation has not expired.' using errcode = '23514', constraint = 'entries_expired';
    end if;
  end if;
  if new.reverses is not null and not exists (
    select from ledger.entries e where e.id = new.reverses and e.kind in ('entry', 'settlement', 'reversal')
  ) then
    raise exception 'Only what was posted is reversed.' using errcode = '23514', constraint = 'entries_reverses_posted';
  end if;
  insert into ledger.unsealed (entry_id, book_id) values (new.id, new.book_id);
  return null;
end
$$;
comment on function ledger.guard_entry() is 'Holds an entry to open periods and to what it ends or takes back, and puts it before the seal.';
create trigger guard after insert on ledger.entries for each row execute function ledger.guard_entry();

create function ledger.guard_postings() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if exists (select from fresh group by entry_id, currency having sum(amount_minor) <> 0) then
    raise exception 'Postings sum to zero in each currency.' using errcode = '23514', constraint = 'postings_balance';
  end if;
  if exists (
    select
      from fresh p
      join ledger.entries e on e.id = p.entry_id
     group by e.id, e.posting_count, e.kind, e.effective_on
    having count(*) <> e.posting_count or max(p.n) <> e.posting_count or bool_or(p.pending <> (e.kind = 'pending')) or bool_or(p.effective_on <> e.effective_on)
  ) then
    raise exception 'All postings of an entry come with it.' using errcode = '23514', constraint = 'postings_complete';
  end if;
  if exists (select from fresh p join ledger.entries e on e.id = p.entry_id where e.kind in ('reversal', 'settlement')) then
    if exists (
      select
        from fresh p
        join ledger.entries e on e.id = p.entry_id
        left join ledger.postings o on o.entry_id = coalesce(e.reverses, e.settles) and o.n = p.n
       where case e.kind
               when 'reversal' then
                 o.account_id is distinct from p.account_id or o.amount_minor <> -p.amount_minor
                 or e.posting_count <> (select r.posting_count from ledger.entries r where r.id = e.reverses)
               when 'settlement' then
                 o.account_id is distinct from p.account_id
                 or sign(o.amount_minor) <> sign(p.amount_minor) or abs(p.amount_minor) > abs(o.amount_minor)
             end
    ) then
      raise exception 'A reversal mirrors its entry; a settlement stays within its reservation.'
        using errcode = '23514', constraint = 'postings_of_origin';
    end if;
  end if;
  return null;
end
$$;
comment on function ledger.guard_postings() is 'Holds the postings of an entry to a zero sum per currency, to their number and to the entry that they end or take back.';
create trigger guard after insert on ledger.postings referencing new table as fresh
  for each statement execute function ledger.guard_postings();

create function ledger.guard_exchange() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not exists (select from ledger.unsealed u where u.entry_id = new.entry_id) then
    raise exception 'A sealed entry stays as it is.' using errcode = '42501', constraint = 'ledger_append_only';
  end if;
  return null;
end
$$;
comment on function ledger.guard_exchange() is 'Refuses a rate that comes after the seal.';
create trigger guard after insert on ledger.exchanges for each row execute function ledger.guard_exchange();

create function ledger.guard_complete() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.posting_count > 0 and not exists (select from ledger.postings p where p.entry_id = new.id) then
    raise exception 'An entry comes with its postings.' using errcode = '23514', constraint = 'entries_complete';
  end if;
  return null;
end
$$;
comment on function ledger.guard_complete() is 'Refuses an entry that came without its postings.';
create constraint trigger complete after insert on ledger.entries deferrable initially deferred
  for each row execute function ledger.guard_complete();

create function ledger.guard_account() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (new.id, new.book_id, new.currency, new.kind, new.code) is distinct from (old.id, old.book_id, old.currency, old.kind, old.code)
     or new.last_nth < old.last_nth or (old.closed_at is not null and new is distinct from old) then
    raise exception 'An account keeps its place, its kind and its currency; a closed one stays as it is.'
      using errcode = '42501', constraint = 'ledger_append_only';
  end if;
  return new;
end
$$;
comment on function ledger.guard_account() is 'Keeps what an account is, and a closed one as it is.';
create trigger guard before update on ledger.accounts for each row execute function ledger.guard_account();

create function ledger.guard_period() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.closed_through is distinct from old.closed_through then
    if new.closed_through is null or new.closed_through < old.closed_through then
      raise exception 'A closed period stays closed.' using errcode = '23514', constraint = 'books_closed_forward';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('ledger.period', 0) # hashtextextended(new.id::text, 0));
  end if;
  if (new.id, new.scope_kind, new.scope_id) is distinct from (old.id, old.scope_kind, old.scope_id) then
    raise exception 'A book stays with its keeper.' using errcode = '42501', constraint = 'ledger_append_only';
  end if;
  return new;
end
$$;
comment on function ledger.guard_period() is 'Lets closed periods only grow, and waits for the entries that are being written.';
create trigger guard before update on ledger.books for each row execute function ledger.guard_period();

-- Who reads and who writes: by the roles that hold in the scope of the book.

create function ledger.readable_books() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select b.id
    from ledger.books b
   where access.in_network(array['auditor'])
      or (b.scope_kind = 'network' and access.in_network(array['administrator']))
      or (b.scope_kind = 'fund' and b.scope_id in (select access.scopes('fund', array['fund-manager', 'committee-member'])))
      or (b.scope_kind = 'organisation' and b.scope_id in (select access.scopes('organisation', array['lender'])))
      or (b.scope_kind = 'office' and b.scope_id in (select access.scopes('office', array['office-manager'])))
$$;
comment on function ledger.readable_books() is 'Books that the actor may read.';

create function ledger.writable_books() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select b.id
    from ledger.books b
   where (b.scope_kind = 'network' and access.in_network(array['administrator']))
      or (b.scope_kind = 'fund' and b.scope_id in (select access.scopes('fund', array['fund-manager'])))
      or (b.scope_kind = 'organisation' and b.scope_id in (select access.scopes('organisation', array['lender'])))
      or (b.scope_kind = 'office' and b.scope_id in (select access.scopes('office', array['office-manager'])))
$$;
comment on function ledger.writable_books() is 'Books in which the actor may write. What another module decides for others (a fund that guarantees a loan) it writes by a function of its own.';

-- Writing. One call, one round trip: the lock on an account is held only for the rest of the transaction.

create function ledger.write_entry(
  of_book uuid, new_id uuid, of_kind text, effective date, idempotency text, words text, about_what text, about_which uuid,
  of_accounts uuid[], in_currencies text[], amounts bigint[], reverses_id uuid, expires timestamptz, exchanged jsonb
) returns table (entry_id uuid, replayed boolean)
language plpgsql security definer set search_path = ''
as $$
declare
  request bytea := sha256(convert_to(jsonb_build_array(
    of_kind, effective, words, about_what, about_which, of_accounts, in_currencies, amounts, reverses_id, expires,
    exchanged)::text, 'UTF8'));
  earlier record;
begin
  insert into ledger.entries (id, book_id, kind, effective_on, posting_count, idempotency_key, request_hash, description,
                              about_kind, about_id, reverses, expires_at)
  values (new_id, of_book, of_kind, effective, cardinality(of_accounts), idempotency, request, words, about_what, about_which, reverses_id, expires)
  on conflict on constraint entries_asked_once do nothing;
  if not found then
    select e.id, e.request_hash into earlier from ledger.entries e where e.book_id = of_book and e.idempotency_key = idempotency;
    if earlier.request_hash <> request then
      raise exception 'This key stands for another entry.' using errcode = '23505', constraint = 'ledger_key_reused';
    end if;
    return query select earlier.id, true;
    return;
  end if;
  perform from ledger.accounts a where a.id = any (of_accounts) order by a.id for no key update;
  if exists (
    select
      from unnest(of_accounts, in_currencies, amounts) as u (account_id, currency, amount)
      left join ledger.accounts a on a.id = u.account_id and a.book_id = of_book and a.currency = u.currency and a.closed_at is null
     where a.id is null
  ) then
    if exists (select from ledger.accounts a where a.id = any (of_accounts) and a.book_id = of_book and a.closed_at is not null) then
      raise exception 'An account is closed.' using errcode = '23514', constraint = 'ledger_account_closed';
    end if;
    if exists (
      select
        from unnest(of_accounts, in_currencies) as u (account_id, currency)
        join ledger.accounts a on a.id = u.account_id and a.book_id = of_book and a.currency <> u.currency
    ) then
      raise exception 'An account is kept in another currency.' using errcode = '23514', constraint = 'ledger_currency';
    end if;
    raise exception 'An account is not in this book.' using errcode = '23503', constraint = 'ledger_account_missing';
  end if;
  with wanted as (
    select u.account_id, u.currency, u.amount, u.n::int as n
      from unnest(of_accounts, in_currencies, amounts) with ordinality as u (account_id, currency, amount, n)
  ), moved as (
    update ledger.accounts a
       set posted_minor = a.posted_minor + case of_kind when 'pending' then 0 else s.total end,
           last_nth = a.last_nth + case of_kind when 'pending' then 0 else s.lines end,
           pending_in_minor = a.pending_in_minor + case of_kind when 'pending' then s.arriving else 0 end,
           pending_out_minor = a.pending_out_minor + case of_kind when 'pending' then s.leaving else 0 end
      from (
        select w.account_id, sum(w.amount)::bigint as total, count(*) as lines,
               coalesce(sum(w.amount) filter (where w.amount > 0), 0)::bigint as arriving,
               coalesce(-sum(w.amount) filter (where w.amount < 0), 0)::bigint as leaving
          from wanted w
         group by w.account_id
      ) s
     where a.id = s.account_id
    returning a.id, a.posted_minor - s.total as balance_before, a.last_nth - s.lines as nth_before
  )
  insert into ledger.postings (entry_id, n, book_id, account_id, currency, amount_minor, pending, effective_on, nth, balance_after_minor)
  select new_id, w.n, of_book, w.account_id, w.currency, w.amount, of_kind = 'pending', effective,
         case of_kind when 'pending' then null else m.nth_before + row_number() over one end,
         case of_kind when 'pending' then null else m.balance_before + sum(w.amount) over one end
    from wanted w
    join moved m on m.id = w.account_id
  window one as (partition by w.account_id order by w.n);
  if exchanged is not null then
    insert into ledger.exchanges (entry_id, from_currency, to_currency, rate, rate_on, source)
    values (new_id, exchanged ->> 'from', exchanged ->> 'to', (exchanged ->> 'rate')::numeric, (exchanged ->> 'on')::date, exchanged ->> 'source');
  end if;
  return query select new_id, false;
end
$$;
comment on function ledger.write_entry(uuid, uuid, text, date, text, text, text, uuid, uuid[], text[], bigint[], uuid, timestamptz, jsonb) is
  'Writes an entry with its postings, once for each key. For functions that have decided who may: the application calls ledger.post.';

create function ledger.end_pending(
  of_pending uuid, new_id uuid, of_kind text, effective date, idempotency text, words text, amounts bigint[]
) returns table (entry_id uuid, replayed boolean)
language plpgsql security definer set search_path = ''
as $$
declare
  pending ledger.entries;
  taken bigint[];
  request bytea;
  earlier record;
begin
  select * into pending from ledger.entries e where e.id = of_pending;
  if of_kind = 'settlement' then
    select array_agg(p.amount_minor order by p.n) into taken from ledger.postings p where p.entry_id = of_pending;
    if cardinality(amounts) <> cardinality(taken) then
      raise exception 'A settlement has the lines of its reservation.' using errcode = '23514', constraint = 'postings_of_origin';
    end if;
    taken := coalesce(amounts, taken);
  else
    taken := '{}';
  end if;
  request := sha256(convert_to(jsonb_build_array(of_kind, of_pending, effective, words, taken)::text, 'UTF8'));
  insert into ledger.entries (id, book_id, kind, effective_on, posting_count, idempotency_key, request_hash, description, about_kind, about_id, settles)
  values (new_id, pending.book_id, of_kind, effective, cardinality(taken), idempotency, request, words, pending.about_kind, pending.about_id, of_pending)
  on conflict on constraint entries_asked_once do nothing;
  if not found then
    select e.id, e.request_hash into earlier from ledger.entries e where e.book_id = pending.book_id and e.idempotency_key = idempotency;
    if earlier.request_hash <> request then
      raise exception 'This key stands for another entry.' using errcode = '23505', constraint = 'ledger_key_reused';
    end if;
    return query select earlier.id, true;
    return;
  end if;
  perform from ledger.accounts a
    where a.id in (select p.account_id from ledger.postings p where p.entry_id = of_pending) order by a.id for no key update;
  with held as (
    select p.account_id, p.currency, p.n, p.amount_minor as reserved, taken[p.n] as amount
      from ledger.postings p
     where p.entry_id = of_pending
  ), moved as (
    update ledger.accounts a
       set posted_minor = a.posted_minor + s.total,
           last_nth = a.last_nth + s.lines,
           pending_in_minor = a.pending_in_minor - s.arriving,
           pending_out_minor = a.pending_out_minor - s.leaving
      from (
        select h.account_id, coalesce(sum(h.amount), 0)::bigint as total, count(h.amount) as lines,
               coalesce(sum(h.reserved) filter (where h.reserved > 0), 0)::bigint as arriving,
               coalesce(-sum(h.reserved) filter (where h.reserved < 0), 0)::bigint as leaving
          from held h
         group by h.account_id
      ) s
     where a.id = s.account_id
    returning a.id, a.posted_minor - s.total as balance_before, a.last_nth - s.lines as nth_before
  )
  insert into ledger.postings (entry_id, n, book_id, account_id, currency, amount_minor, pending, effective_on, nth, balance_after_minor)
  select new_id, h.n, pending.book_id, h.account_id, h.currency, h.amount, false, effective,
         m.nth_before + row_number() over one, m.balance_before + sum(h.amount) over one
    from held h
    join moved m on m.id = h.account_id
   where h.amount is not null
  window one as (partition by h.account_id order by h.n);
  return query select new_id, false;
end
$$;
comment on function ledger.end_pending(uuid, uuid, text, date, text, text, bigint[]) is
  'Ends a pending entry, once: posts it (in full, or in the amounts given), voids it, or notes that it expired. For functions that have decided who may.';

create function ledger.post(
  of_book uuid, new_id uuid, of_kind text, effective date, idempotency text, words text, about_what text, about_which uuid,
  of_accounts uuid[], in_currencies text[], amounts bigint[], reverses_id uuid, expires timestamptz, exchanged jsonb
) returns table (entry_id uuid, replayed boolean)
language plpgsql security definer set search_path = ''
as $$
begin
  if of_book not in (select ledger.writable_books()) then
    raise exception 'Not a keeper of this book.' using errcode = '42501', constraint = 'ledger_keepers_only';
  end if;
  return query select * from ledger.write_entry(of_book, new_id, of_kind, effective, idempotency, words, about_what, about_which,
                                                of_accounts, in_currencies, amounts, reverses_id, expires, exchanged);
end
$$;
comment on function ledger.post(uuid, uuid, text, date, text, text, text, uuid, uuid[], text[], bigint[], uuid, timestamptz, jsonb) is
  'Writes an entry in a book that the actor keeps.';

create function ledger.settle(of_pending uuid, new_id uuid, of_kind text, effective date, idempotency text, words text, amounts bigint[])
returns table (entry_id uuid, replayed boolean)
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from ledger.entries e where e.id = of_pending and e.book_id in (select ledger.writable_books())) then
    raise exception 'Not a keeper of this book.' using errcode = '42501', constraint = 'ledger_keepers_only';
  end if;
  return query select * from ledger.end_pending(of_pending, new_id, of_kind, effective, idempotency, words, amounts);
end
$$;
comment on function ledger.settle(uuid, uuid, text, date, text, text, bigint[]) is 'Posts or voids a pending entry in a book that the actor keeps.';

create function ledger.expire(of_pending uuid, new_id uuid, effective date) returns boolean
language sql security definer set search_path = ''
as $$
  select not replayed
    from ledger.end_pending(of_pending, new_id, 'expiry', effective, 'expiry ' || of_pending::text, 'expired', null)
$$;
comment on function ledger.expire(uuid, uuid, date) is 'Notes that a pending entry expired and frees what it held.';

create function ledger.line_of(of_entry uuid) returns text
language sql stable set search_path = ''
as $$
  select jsonb_build_array(
           e.id, e.kind, e.effective_on, (extract(epoch from e.booked_at) * 1000000)::bigint, e.idempotency_key, encode(e.request_hash, 'hex'),
           e.description, e.about_kind, e.about_id, e.settles, e.reverses, (extract(epoch from e.expires_at) * 1000000)::bigint,
           (select jsonb_build_array(x.from_currency, x.to_currency, x.rate::text, x.rate_on, x.source) from ledger.exchanges x where x.entry_id = e.id),
           coalesce((
             select jsonb_agg(jsonb_build_array(a.code, p.currency, p.amount_minor) order by p.n)
               from ledger.postings p
               join ledger.accounts a on a.id = p.account_id
              where p.entry_id = e.id), '[]'))::text
    from ledger.entries e
   where e.id = of_entry
$$;
comment on function ledger.line_of(uuid) is 'The text of an entry that is sealed: a JSON array, its postings last (docs/decisions/0100).';

-- Policies.

alter table ledger.books enable row level security;
alter table ledger.books force row level security;
create policy owner_all on ledger.books to ponte_owner using (true) with check (true);
create policy jobs_all on ledger.books to ponte_jobs using (true) with check (true);
create policy readable on ledger.books for select to ponte_app using (id in (select ledger.readable_books()));
create policy opened on ledger.books for insert to ponte_app with check (
  (scope_kind = 'network' and access.in_network(array['administrator']))
  or (scope_kind = 'fund' and scope_id in (select access.scopes('fund', array['fund-manager'])))
  or (scope_kind = 'organisation' and scope_id in (select access.scopes('organisation', array['lender'])))
  or (scope_kind = 'office' and scope_id in (select access.scopes('office', array['office-manager'])))
);
create policy kept on ledger.books for update to ponte_app
  using (id in (select ledger.writable_books())) with check (id in (select ledger.writable_books()));
grant select on ledger.books to ponte_app, ponte_jobs;
grant insert (id, name, scope_kind, scope_id, demonstration), update (name, closed_through) on ledger.books to ponte_app;

alter table ledger.accounts enable row level security;
alter table ledger.accounts force row level security;
create policy owner_all on ledger.accounts to ponte_owner using (true) with check (true);
create policy jobs_all on ledger.accounts to ponte_jobs using (true) with check (true);
create policy readable on ledger.accounts for select to ponte_app using (book_id in (select ledger.readable_books()));
create policy opened on ledger.accounts for insert to ponte_app with check (book_id in (select ledger.writable_books()));
create policy kept on ledger.accounts for update to ponte_app
  using (book_id in (select ledger.writable_books())) with check (book_id in (select ledger.writable_books()));
grant select on ledger.accounts to ponte_app, ponte_jobs;
grant insert (id, book_id, code, name, kind, currency, floor_minor, ceiling_minor),
      update (name, floor_minor, ceiling_minor, closed_at) on ledger.accounts to ponte_app;

alter table ledger.entries enable row level security;
alter table ledger.entries force row level security;
create policy owner_all on ledger.entries to ponte_owner using (true) with check (true);
create policy jobs_all on ledger.entries to ponte_jobs using (true);
create policy readable on ledger.entries for select to ponte_app using (book_id in (select ledger.readable_books()));
grant select on ledger.entries to ponte_app, ponte_jobs;

alter table ledger.postings enable row level security;
alter table ledger.postings force row level security;
create policy owner_all on ledger.postings to ponte_owner using (true) with check (true);
create policy jobs_all on ledger.postings to ponte_jobs using (true);
create policy readable on ledger.postings for select to ponte_app using (book_id in (select ledger.readable_books()));
grant select on ledger.postings to ponte_app, ponte_jobs;

alter table ledger.exchanges enable row level security;
alter table ledger.exchanges force row level security;
create policy owner_all on ledger.exchanges to ponte_owner using (true) with check (true);
create policy jobs_all on ledger.exchanges to ponte_jobs using (true);
create policy readable on ledger.exchanges for select to ponte_app using (entry_id in (select id from ledger.entries));
grant select on ledger.exchanges to ponte_app, ponte_jobs;

alter table ledger.unsealed enable row level security;
alter table ledger.unsealed force row level security;
create policy owner_all on ledger.unsealed to ponte_owner using (true) with check (true);
create policy jobs_all on ledger.unsealed to ponte_jobs using (true);
create policy readable on ledger.unsealed for select to ponte_app using (book_id in (select ledger.readable_books()));
grant select on ledger.unsealed to ponte_app;
grant select, delete on ledger.unsealed to ponte_jobs;

alter table ledger.seals enable row level security;
alter table ledger.seals force row level security;
create policy owner_all on ledger.seals to ponte_owner using (true) with check (true);
create policy jobs_all on ledger.seals to ponte_jobs using (true) with check (true);
create policy readable on ledger.seals for select to ponte_app using (book_id in (select ledger.readable_books()));
grant select on ledger.seals to ponte_app;
grant select, insert on ledger.seals to ponte_jobs;

revoke all on all functions in schema ledger from public;
grant execute on function ledger.readable_books(), ledger.writable_books(), ledger.line_of(uuid),
  ledger.post(uuid, uuid, text, date, text, text, text, uuid, uuid[], text[], bigint[], uuid, timestamptz, jsonb),
  ledger.settle(uuid, uuid, text, date, text, text, bigint[]) to ponte_app;
grant execute on function ledger.expire(uuid, uuid, date), ledger.line_of(uuid) to ponte_jobs;
