-- A server remembers how it understood a word of a query, for people ask the same few words again and again, and the
-- answer to a search says by which vocabulary it was found: who remembers an older one asks anew, so nothing is ever stale.
create table directory.vocabulary_state (
  only_one boolean primary key default true constraint vocabulary_state_only_one check (only_one),
  revision uuid not null default gen_random_uuid()
);
comment on table directory.vocabulary_state is 'One row: the revision of the vocabulary.';
comment on column directory.vocabulary_state.only_one is 'Always true: there is one row.';
comment on column directory.vocabulary_state.revision is 'Another one each time that words are added or taken away.';
insert into directory.vocabulary_state default values;

alter table directory.vocabulary_state enable row level security;
alter table directory.vocabulary_state force row level security;
create policy owner_all on directory.vocabulary_state to ponte_owner using (true) with check (true);
create policy published on directory.vocabulary_state for select to ponte_app, ponte_jobs using (true);
grant select on directory.vocabulary_state to ponte_app, ponte_jobs;

create function directory.vocabulary_changed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if pg_catalog.current_setting('directory.revised_in', true) is distinct from pg_catalog.pg_current_xact_id()::text then
    update directory.vocabulary_state set revision = pg_catalog.gen_random_uuid();
    perform pg_catalog.set_config('directory.revised_in', pg_catalog.pg_current_xact_id()::text, true);
  end if;
  return null;
end
$$;
comment on function directory.vocabulary_changed() is 'Gives the vocabulary another revision at the end of a transaction that added or removed words.';

-- At the end, so that an import of ten thousand services holds up nobody who changes one.
create constraint trigger revise after insert or delete on directory.vocabulary
  deferrable initially deferred for each row execute function directory.vocabulary_changed();
