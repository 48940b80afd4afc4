-- What public forms leave behind: how much of its allowance each connection has used, and answers that nobody but the
-- application can read.

-- Links with their secret stand in these answers: from now on they are sealed. What was kept in clear is removed, not moved;
-- a form sent in the minute of this migration may have to be sent again.
delete from kernel.idempotency;
alter table kernel.idempotency drop column answer;
alter table kernel.idempotency add column sealed_answer bytea;
comment on column kernel.idempotency.sealed_answer is 'Where the answer led, sealed under the network''s key: it may hold the secret of a link. Null while the first request is still running.';
comment on column kernel.idempotency.key is 'Keyed hash of the key hidden in the form, shaped as a UUID: whoever reads this table cannot send the form again.';
comment on column kernel.idempotency.request_hash is 'Keyed hash of the request body: the same key with another body is refused, and nobody can try out bodies against it.';

create table kernel.sendings (
  key text primary key,
  whole_at timestamptz not null
);
create index sendings_whole_at on kernel.sendings (whole_at);
comment on table kernel.sendings is 'How much of the hourly allowance of public forms a connection or an account has used. Names nobody.';
comment on column kernel.sendings.key is 'Keyed hash of the form and of the network address or account that sent it.';
comment on column kernel.sendings.whole_at is 'When the whole allowance is there again: each form sent moves it on by its share of the hour.';
alter table kernel.sendings enable row level security;
alter table kernel.sendings force row level security;
create policy owner_all on kernel.sendings to ponte_owner using (true) with check (true);
create policy jobs_all on kernel.sendings to ponte_jobs using (true);
grant select, delete on kernel.sendings to ponte_jobs;

create function kernel.count_sending(of_key text, allowed int, period int, at timestamptz) returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  share interval := make_interval(secs => period::double precision / allowed);
  next_whole_at timestamptz;
begin
  insert into kernel.sendings (key, whole_at) values (of_key, at) on conflict (key) do nothing;
  select greatest(s.whole_at, at) + share into next_whole_at from kernel.sendings s where s.key = of_key for update;
  -- A share that is no whole number of microseconds must not cost the last form of the hour.
  if next_whole_at > at + make_interval(secs => period) + interval '1 millisecond' then
    return greatest(1, ceil(extract(epoch from next_whole_at - at) - period));
  end if;
  update kernel.sendings s set whole_at = next_whole_at where s.key = of_key;
  return 0;
end
$$;
comment on function kernel.count_sending(text, int, int, timestamptz) is 'Counts a form before it is judged, exactly also for forms sent at once; answers 0, or the seconds to wait where the allowance of the period (seconds) is used up.';
revoke execute on function kernel.count_sending(text, int, int, timestamptz) from public;
grant execute on function kernel.count_sending(text, int, int, timestamptz) to ponte_app;
