-- The first page of a long list read and sorted every row of it. Each index holds the order in which one list stands.

create index associations_by_name on associations.associations (lower(name), id) where state = 'verified';
create index offers_newest on trade.offers (published_at desc, id desc) where state = 'published';
create index opportunities_by_end on opportunities.opportunities (reported desc nulls first, last_day, id) where state = 'published';

-- Organisations stand by their name in the reader's language: one index for each language of the interface.
create index organisations_by_name_en on directory.organisations (lower(kernel.text_in(name, 'en')), id) where standing = 'live';
create index organisations_by_name_it on directory.organisations (lower(kernel.text_in(name, 'it')), id) where standing = 'live';
create index organisations_by_name_fr on directory.organisations (lower(kernel.text_in(name, 'fr')), id) where standing = 'live';
create index organisations_by_name_ro on directory.organisations (lower(kernel.text_in(name, 'ro')), id) where standing = 'live';
create index organisations_by_name_es on directory.organisations (lower(kernel.text_in(name, 'es')), id) where standing = 'live';
create index organisations_by_name_ar on directory.organisations (lower(kernel.text_in(name, 'ar')), id) where standing = 'live';

-- How many services an organisation offers was counted by reading all of them, once for each line of the list.
create index search_entries_listed on directory.search_entries (organisation_id) where listed;

-- Practices stand by their title in the reader's language; the countries of the filter are read from an index alone.
create index practices_by_title_en on practices.practices (kernel.text_in(title, 'en'), id);
create index practices_by_title_it on practices.practices (kernel.text_in(title, 'it'), id);
create index practices_by_title_fr on practices.practices (kernel.text_in(title, 'fr'), id);
create index practices_by_title_ro on practices.practices (kernel.text_in(title, 'ro'), id);
create index practices_by_title_es on practices.practices (kernel.text_in(title, 'es'), id);
create index practices_by_title_ar on practices.practices (kernel.text_in(title, 'ar'), id);
create index practices_countries on practices.practices (countries);

-- The last published first, found before the content of any is read.
create index plan_versions_newest on plans.versions (published_at desc, plan_id);
create index analysis_versions_newest on analyses.versions (published_at desc, analysis_id);

create index consultations_open_first on consultations.consultations ((state = 'open') desc, until_on desc, id) where opened_at is not null;

-- Counts and orders read from the index: the rows are long.
create index opportunities_shown on opportunities.opportunities (state, valid_from, last_day, office_id, id);
create index opportunities_of_office on opportunities.opportunities (office_id, last_day, id, state, valid_from);
create index offers_shown on trade.offers (state, valid_until, office_id, venture_id);
create index mentors_by_name on mentoring.mentors ((confirmed_at is not null), name, id);
create index mentors_seen on mentoring.mentors (office_id, account_id, confirmed_at, id);
create index associations_at_desk on associations.associations
  (office_id, (state = 'waiting') desc, (state = 'verified' and revision <> verified_revision) desc, registered_at, id) where state <> 'unconfirmed';
create index referrals_at_provider on cases.referrals (organisation_id, sent_at desc, id desc);
