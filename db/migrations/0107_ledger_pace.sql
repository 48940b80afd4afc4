-- The same promises of the ledger with fewer statements for each entry: it is asked whether the actor keeps one book instead of which books
-- they keep, accounts are locked by the update that moves them, and an entry's postings are held to it in two questions instead of three.

create function access.holds_in(of_kind text, of_scope uuid, roles text[]) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (
    select from access.assignments a
     where a.account_id = kernel.actor() and a.ended_at is null and a.scope_kind = of_kind and a.scope_id is not distinct from of_scope
       and a.role = any (roles) and kernel.assurance() >= 2
  );
end
$$;
comment on function access.holds_in(text, uuid, text[]) is
  'Whether the actor holds one of the roles in one scope (null: the network). As access.scopes, planned once a connection.';

create function ledger.keeps(of_book uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  kind text;
  scope uuid;
begin
  select b.scope_kind, b.scope_id into kind, scope from ledger.books b where b.id = of_book;
  return kind is not null and access.holds_in(kind, scope, array[case kind
    when 'network' then 'administrator'
    when 'fund' then 'fund-manager'
    when 'organisation' then 'lender'
    when 'office' then 'office-manager'
  end]);
end
$$;
comment on function ledger.keeps(uuid) is 'Whether the actor may write in a book: whether it is among ledger.writable_books().';

create or replace function ledger.post(
  of_book uuid, new_id uuid, of_kind text, effective date, idempotency text, words text, about_what text, about_which uuid,
  of_accounts uuid[], in_currencies text[], amounts bigint[], reverses_id uuid, expires timestamptz, exchanged jsonb
) returns table (entry_id uuid, replayed boolean)
language plpgsql security definer set search_path = ''
as $$
begin
  if not ledger.keeps(of_book) then
    raise exception 'Not a keeper of this book.' using errcode = '42501', constraint = 'ledger_keepers_only';
  end if;
  if exists (select from ledger.accounts a where a.id = any (of_accounts) and a.kept) then
    raise exception 'Another module keeps this account.' using errcode = '42501', constraint = 'ledger_account_kept';
  end if;
  return query select * from ledger.write_entry(of_book, new_id, of_kind, effective, idempotency, words, about_what, about_which,
                                                of_accounts, in_currencies, amounts, reverses_id, expires, exchanged);
end
$$;

create or replace function ledger.write_entry(
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
  moves boolean := of_kind <> 'pending';
  one record;
  before bigint;
  nth_before bigint;
  moved uuid[] := '{}';
  befores bigint[] := '{}';
  nths_before bigint[] := '{}';
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
    entry_id := earlier.id;
    replayed := true;
    return next;
    return;
  end if;
  -- Always in the same order, so that two entries do not wait for each other.
  for one in
    select u.account_id, u.currency, sum(u.amount)::bigint as total, count(*) as lines,
           coalesce(sum(u.amount) filter (where u.amount > 0), 0)::bigint as arriving,
           coalesce(-sum(u.amount) filter (where u.amount < 0), 0)::bigint as leaving
      from unnest(of_accounts, in_currencies, amounts) as u (account_id, currency, amount)
     group by u.account_id, u.currency
     order by u.account_id, u.currency
  loop
    update ledger.accounts a
       set posted_minor = a.posted_minor + case when moves then one.total else 0 end,
           last_nth = a.last_nth + case when moves then one.lines else 0 end,
           pending_in_minor = a.pending_in_minor + case when moves then 0 else one.arriving end,
           pending_out_minor = a.pending_out_minor + case when moves then 0 else one.leaving end
     where a.id = one.account_id and a.book_id = of_book and a.currency = one.currency and a.closed_at is null
    returning a.posted_minor - one.total, a.last_nth - one.lines into before, nth_before;
    if not found then
      if exists (select from ledger.accounts a where a.id = one.account_id and a.book_id = of_book and a.closed_at is not null) then
        raise exception 'An account is closed.' using errcode = '23514', constraint = 'ledger_account_closed';
      end if;
      if exists (select from ledger.accounts a where a.id = one.account_id and a.book_id = of_book) then
        raise exception 'An account is kept in another currency.' using errcode = '23514', constraint = 'ledger_currency';
      end if;
      raise exception 'An account is not in this book.' using errcode = '23503', constraint = 'ledger_account_missing';
    end if;
    moved := moved || one.account_id;
    befores := befores || before;
    nths_before := nths_before || nth_before;
  end loop;
  insert into ledger.postings (entry_id, n, book_id, account_id, currency, amount_minor, pending, effective_on, nth, balance_after_minor)
  select new_id, u.n, of_book, u.account_id, u.currency, u.amount, not moves, effective,
         case when moves then nths_before[array_position(moved, u.account_id)] + row_number() over of_account end,
         case when moves then befores[array_position(moved, u.account_id)] + sum(u.amount) over of_account end
    from unnest(of_accounts, in_currencies, amounts) with ordinality as u (account_id, currency, amount, n)
  window of_account as (partition by u.account_id order by u.n);
  if exchanged is not null then
    insert into ledger.exchanges (entry_id, from_currency, to_currency, rate, rate_on, source)
    values (new_id, exchanged ->> 'from', exchanged ->> 'to', (exchanged ->> 'rate')::numeric, (exchanged ->> 'on')::date, exchanged ->> 'source');
  end if;
  entry_id := new_id;
  replayed := false;
  return next;
end
$$;

create or replace function ledger.guard_postings() returns trigger
language plpgsql set search_path = ''
as $$
declare
  complete boolean;
  of_origin boolean;
begin
  if exists (select from fresh group by entry_id, currency having sum(amount_minor) <> 0) then
    raise exception 'Postings sum to zero in each currency.' using errcode = '23514', constraint = 'postings_balance';
  end if;
  select bool_and(s.complete), bool_or(s.kind in ('reversal', 'settlement')) into complete, of_origin
    from (
      select e.kind, count(*) = e.posting_count and max(p.n) = e.posting_count
                     and bool_and(p.pending = (e.kind = 'pending') and p.effective_on = e.effective_on) as complete
        from fresh p
        join ledger.entries e on e.id = p.entry_id
       group by e.id, e.posting_count, e.kind, e.effective_on
    ) s;
  if not complete then
    raise exception 'All postings of an entry come with it.' using errcode = '23514', constraint = 'postings_complete';
  end if;
  if of_origin and exists (
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
  return null;
end
$$;

-- Nearly every entry settles and takes back nothing: nothing of it belongs into these indexes.
alter table ledger.entries drop constraint entries_settles_once, drop constraint entries_reverses_once;
create unique index entries_settles_once on ledger.entries (settles) where settles is not null;
create unique index entries_reverses_once on ledger.entries (reverses) where reverses is not null;

-- Room for an account's next balances on its page: no index has to learn of them.
alter table ledger.accounts set (fillfactor = 50);

revoke execute on function access.holds_in(text, uuid, text[]), ledger.keeps(uuid) from public;
