-- Case study sheets that an authority writes in the browser: a draft that its authors and the network's editors see, and
-- versions that never change. Who wrote a draft does not publish it: decided here, not in the application.

create function practices.are_features(value jsonb) returns boolean
language sql immutable
set search_path = ''
as $$
  select jsonb_typeof(value) = 'array'
     and not exists (
       select from jsonb_array_elements(value) as item
        where item ->> 'feature' !~ '^[a-z]+(-[a-z]+)*$' or not coalesce(kernel.is_translated(item -> 'reason'), false)
     )
$$;
comment on function practices.are_features(jsonb) is 'A list of features of a good practice, each with its reason.';

create function practices.are_pictures(value jsonb) returns boolean
language sql immutable
set search_path = ''
as $$
  select jsonb_typeof(value) = 'array'
     and jsonb_array_length(value) <= 6
     and not exists (
       select from jsonb_array_elements(value) as item
        where not coalesce(item ->> 'id' ~ '^[0-9a-f-]{36}$' and kernel.is_translated(item -> 'words'), false)
     )
$$;
comment on function practices.are_pictures(jsonb) is 'At most six pictures in their order, each with what can be seen in it.';

alter table practices.practices
  add column pictures jsonb not null default '[]' constraint practices_pictures check (practices.are_pictures(pictures)),
  add column features jsonb not null default '[]' constraint practices_features check (practices.are_features(features)),
  add column standing text not null default 'reported' constraint practices_standing check (standing in ('reported', 'confirmed', 'ended')),
  add column standing_on text constraint practices_standing_on check (standing_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  add column keeper_id uuid constraint practices_keeper references offices.offices (id),
  add column version int not null default 0 constraint practices_version check (version >= 0);
comment on column practices.practices.pictures is 'Pictures of the sheet in their order: which, what can be seen, caption, who made it, by which licence.';
comment on column practices.practices.features is 'Which of the eight features of a good practice it has, each with its reason.';
comment on column practices.practices.standing is 'As a document reported it, confirmed by the authority, or ended by its word.';
comment on column practices.practices.standing_on is 'When it was confirmed or ended: a year, a month or a day; null where it is as reported.';
comment on column practices.practices.keeper_id is 'Office whose people keep the sheet; null until one has published a version, and where the network keeps it.';
comment on column practices.practices.version is 'Number of the version that is shown; 0 where only an import has written it.';
create index practices_keeper_id on practices.practices (keeper_id) where keeper_id is not null;

create table practices.drafts (
  id uuid primary key,
  practice_id uuid constraint drafts_practice references practices.practices (id) on delete cascade,
  code text not null constraint drafts_code unique constraint drafts_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 120),
  office_id uuid constraint drafts_office references offices.offices (id),
  lang text not null constraint drafts_lang check (lang ~ '^[a-z]{2,3}$'),
  content jsonb not null constraint drafts_content check (jsonb_typeof(content) = 'object'),
  reason text not null constraint drafts_reason check (length(reason) between 1 and 2000),
  state text not null default 'writing' constraint drafts_state check (state in ('writing', 'waiting', 'returned')),
  advice text constraint drafts_advice check (length(advice) between 1 and 2000),
  revision int not null default 1,
  created_by uuid not null,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  sent_at timestamptz,
  constraint drafts_sent check (state <> 'waiting' or sent_at is not null),
  constraint drafts_returned check (state <> 'returned' or advice is not null)
);
create unique index drafts_one on practices.drafts (practice_id) where practice_id is not null;
create index drafts_office_id on practices.drafts (office_id) where office_id is not null;
comment on table practices.drafts is 'The next version of a sheet while its authors write it; at most one for each practice.';
comment on column practices.drafts.id is 'UUID v7.';
comment on column practices.drafts.practice_id is 'The practice; null where the draft describes a new one.';
comment on column practices.drafts.code is 'Short name of the practice in addresses.';
comment on column practices.drafts.office_id is 'Office for which it is written; null where the network writes.';
comment on column practices.drafts.lang is 'Language in which new texts are written.';
comment on column practices.drafts.content is 'The sheet.';
comment on column practices.drafts.reason is 'Why there is a new version.';
comment on column practices.drafts.state is 'Being written, waiting for an editor, or sent back.';
comment on column practices.drafts.advice is 'What the editor who sent it back asked for.';
comment on column practices.drafts.revision is 'Grows with each change, so that two authors notice each other.';
comment on column practices.drafts.created_by is 'Who began it.';
comment on column practices.drafts.changed_by is 'Who changed it last.';
comment on column practices.drafts.changed_at is 'When.';
comment on column practices.drafts.sent_at is 'When it was sent to the editors last.';

create table practices.authors (
  draft_id uuid not null constraint authors_draft references practices.drafts (id) on delete cascade,
  account_id uuid not null,
  constraint authors_pkey primary key (draft_id, account_id)
);
comment on table practices.authors is 'Who began a draft or changed its sheet; written by the trigger. They do not publish it.';
comment on column practices.authors.draft_id is 'The draft.';
comment on column practices.authors.account_id is 'The account.';

create table practices.versions (
  id uuid primary key,
  practice_id uuid not null constraint versions_practice references practices.practices (id) on delete cascade,
  number int not null constraint versions_number check (number >= 1),
  draft_id uuid,
  content jsonb not null constraint versions_content check (jsonb_typeof(content) = 'object'),
  office_id uuid constraint versions_office references offices.offices (id),
  reason text constraint versions_reason check (length(reason) between 1 and 2000),
  authors uuid[] not null default '{}',
  published_by uuid,
  published_at timestamptz not null default now(),
  constraint versions_once unique (practice_id, number),
  constraint versions_written check ((draft_id is null) = (reason is null) and (draft_id is null) = (published_by is null)),
  constraint versions_two_people check (published_by is null or published_by <> all (authors))
);
comment on table practices.versions is 'A published sheet. Never changed: number 1 of an imported practice is what the document reported.';
comment on column practices.versions.id is 'UUID v7.';
comment on column practices.versions.practice_id is 'The practice.';
comment on column practices.versions.number is '1, 2, 3 …';
comment on column practices.versions.draft_id is 'The draft that became this version; null where an import wrote it.';
comment on column practices.versions.content is 'The sheet.';
comment on column practices.versions.office_id is 'Office that wrote it; null for the network and for an import.';
comment on column practices.versions.reason is 'Why there is this version.';
comment on column practices.versions.authors is 'Accounts that wrote it.';
comment on column practices.versions.published_by is 'The editor who checked and published it, never one of the authors.';
comment on column practices.versions.published_at is 'When.';

create table practices.pictures (
  id uuid primary key,
  draft_id uuid constraint pictures_draft references practices.drafts (id) on delete cascade,
  practice_id uuid constraint pictures_practice references practices.practices (id) on delete cascade,
  media_type text not null constraint pictures_media_type check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  width int not null constraint pictures_width check (width between 1 and 8000),
  height int not null constraint pictures_height check (height between 1 and 8000),
  sha256 text not null constraint pictures_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  content bytea not null constraint pictures_content check (length(content) between 1 and 1500000),
  agreed boolean not null constraint pictures_agreed check (agreed),
  added_by uuid not null,
  added_at timestamptz not null default now(),
  constraint pictures_once unique (draft_id, sha256),
  constraint pictures_of_one check ((draft_id is null) <> (practice_id is null))
);
create index pictures_practice_id on practices.pictures (practice_id) where practice_id is not null;
comment on table practices.pictures is 'Pictures of sheets, without what the camera wrote into them. Of a draft until a version shows them, then of the practice and open to everybody.';
comment on column practices.pictures.id is 'UUID v7.';
comment on column practices.pictures.draft_id is 'The draft in which it was added; null once it is published. It goes with the draft.';
comment on column practices.pictures.practice_id is 'The practice of which a version shows it; null before.';
comment on column practices.pictures.media_type is 'By its first bytes.';
comment on column practices.pictures.width is 'Points across.';
comment on column practices.pictures.height is 'Points down.';
comment on column practices.pictures.sha256 is 'Of the content: the same picture is kept once a draft.';
comment on column practices.pictures.content is 'The picture, 1.5 MB at most.';
comment on column practices.pictures.agreed is 'That whoever can be recognised agreed to be shown; no picture is kept without.';
comment on column practices.pictures.added_by is 'Who added it and said so.';
comment on column practices.pictures.added_at is 'When.';

create function practices.keep_pictures() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update practices.pictures p
     set draft_id = null, practice_id = new.practice_id
   where p.draft_id = new.draft_id
     and p.id in (select (item ->> 'id')::uuid from jsonb_array_elements(coalesce(new.content -> 'pictures', '[]')) as item);
  return null;
end
$$;
comment on function practices.keep_pictures() is 'Pictures of a published version stay when its draft goes.';
create trigger versions_pictures after insert on practices.versions for each row execute function practices.keep_pictures();

-- Why a trigger: the application could forget an author, and then an author could publish.
create function practices.note_author() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if kernel.actor() is not null and (tg_op = 'INSERT' or new.content is distinct from old.content) then
    insert into practices.authors (draft_id, account_id) values (new.id, kernel.actor()) on conflict do nothing;
  end if;
  return null;
end
$$;
comment on function practices.note_author() is 'Keeps who wrote a draft.';
create trigger drafts_author after insert or update on practices.drafts for each row execute function practices.note_author();

create function practices.guard_draft() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if old.state = 'waiting' and new.content is distinct from old.content then
    raise exception 'the draft waits for an editor' using errcode = '23514', constraint = 'drafts_waiting';
  end if;
  return new;
end
$$;
comment on function practices.guard_draft() is 'What an editor reads stays as it is until they have decided.';
create trigger drafts_guard before update on practices.drafts for each row execute function practices.guard_draft();

create function practices.take_draft() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  draft practices.drafts;
begin
  if new.draft_id is null then return new; end if;
  select * into draft from practices.drafts d where d.id = new.draft_id for update;
  if draft.id is null or draft.state <> 'waiting'
    or not exists (select from practices.practices p where p.id = new.practice_id and p.code = draft.code) then
    raise exception 'no such draft waits' using errcode = '23514', constraint = 'versions_waiting';
  end if;
  -- A picture of somebody else's draft would be open to everybody by this version.
  if exists (
    select from practices.pictures p
     where p.id in (select (item ->> 'id')::uuid from jsonb_array_elements(coalesce(draft.content -> 'pictures', '[]')) as item)
       and p.draft_id is distinct from draft.id
       and p.practice_id is distinct from new.practice_id
  ) then
    raise exception 'a picture of another sheet' using errcode = '23514', constraint = 'versions_pictures';
  end if;
  new.content := draft.content;
  new.office_id := draft.office_id;
  new.reason := draft.reason;
  new.authors := array(select a.account_id from practices.authors a where a.draft_id = draft.id order by 1);
  return new;
end
$$;
comment on function practices.take_draft() is 'A version holds what its draft holds, and nothing else.';
create trigger versions_take before insert on practices.versions for each row execute function practices.take_draft();

create function practices.keep_version() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.version = old.version then
    -- `search` is computed after this trigger.
    if old.version > 0 and to_jsonb(new) - 'search' is distinct from to_jsonb(old) - 'search' then
      raise exception 'a sheet with versions changes by a version' using errcode = '23514', constraint = 'practices_by_version';
    end if;
  elsif new.version < old.version
    or not exists (select from practices.versions v where v.practice_id = new.id and v.number = new.version) then
    raise exception 'there is no such version' using errcode = '23514', constraint = 'practices_by_version';
  end if;
  return new;
end
$$;
comment on function practices.keep_version() is 'What authorities have written changes by a checked version only, not by an import.';
create trigger practices_version before update on practices.practices for each row execute function practices.keep_version();

do $$
declare name text;
begin
  foreach name in array array['drafts', 'authors', 'versions', 'pictures'] loop
    execute format('alter table practices.%I enable row level security', name);
    execute format('alter table practices.%I force row level security', name);
    execute format('create policy owner_all on practices.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy written on practices.drafts for select to ponte_app
  using (
    office_id in (select access.scopes('office', array['planner', 'editor']))
    or (office_id is null and (select access.in_network(array['planner', 'editor'])))
    or (select access.in_network(array['editor']))
  );
create policy begun on practices.drafts for insert to ponte_app
  with check (
    created_by = kernel.actor() and changed_by = kernel.actor() and state = 'writing'
    and (
      office_id in (select access.scopes('office', array['planner', 'editor']))
      or (office_id is null and (select access.in_network(array['planner', 'editor'])))
    )
    and (
      practice_id is null
      or exists (
        select from practices.practices p
         where p.id = practice_id and p.code = drafts.code and (p.keeper_id is null or drafts.office_id is null or p.keeper_id = drafts.office_id)
      )
    )
  );
create policy changed on practices.drafts for update to ponte_app
  using (
    office_id in (select access.scopes('office', array['planner', 'editor']))
    or (office_id is null and (select access.in_network(array['planner', 'editor'])))
    or (select access.in_network(array['editor']))
  )
  with check (
    office_id in (select access.scopes('office', array['planner', 'editor']))
    or (office_id is null and (select access.in_network(array['planner', 'editor'])))
    or (select access.in_network(array['editor']))
  );
create policy dropped on practices.drafts for delete to ponte_app
  using (
    office_id in (select access.scopes('office', array['planner', 'editor']))
    or (office_id is null and (select access.in_network(array['planner', 'editor'])))
    or (select access.in_network(array['editor']))
  );
grant select, insert, delete on practices.drafts to ponte_app;
grant update (content, reason, state, advice, revision, changed_by, changed_at, sent_at) on practices.drafts to ponte_app;

create policy self on practices.authors for select to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 2);
create policy checked on practices.authors for select to ponte_app using ((select access.in_network(array['editor'])));
grant select on practices.authors to ponte_app;

create policy published on practices.versions for select to ponte_app using (true);
create policy original on practices.versions for insert to ponte_app
  with check ((select access.in_network(array['editor'])) and draft_id is null and number = 1);
create policy checked on practices.versions for insert to ponte_app
  with check ((select access.in_network(array['editor'])) and published_by = kernel.actor());
grant select, insert on practices.versions to ponte_app;

create policy published on practices.pictures for select to ponte_app using (practice_id is not null);
create policy written on practices.pictures for select to ponte_app using (draft_id in (select id from practices.drafts));
create policy added on practices.pictures for insert to ponte_app
  with check (
    practice_id is null and added_by = kernel.actor() and draft_id in (select id from practices.drafts where state <> 'waiting')
  );
create policy removed on practices.pictures for delete to ponte_app
  using (draft_id in (select id from practices.drafts where state <> 'waiting'));
-- Somebody in a published picture takes their agreement back: it goes from every version.
create policy withdrawn on practices.pictures for delete to ponte_app
  using (practice_id is not null and (select access.in_network(array['editor'])));
grant select, insert, delete on practices.pictures to ponte_app;
