-- The first page of a long list read and sorted every row of it. Each index holds the order in which one list stands.

create index associations_by_name on associations.associations (lower(name), id) where state = 'verified';
create index offers_newest on trade.offers (published_at desc, id desc) where state = 'published';
create index opportunities_by_end on opportunities.opportunities (reported desc nulls first, last_day, id) where state = 'published';

-- Organisations stand by their name in the reader's language: one index for each language of the interface.
create index organisations_by_name_en on directory.organisations (lower(kernel.text_in(name, 'en')), id) where standing = 'live' and active;
create index organisations_by_name_it on directory.organisations (lower(kernel.text_in(name, 'it')), id) where standing = 'live' and active;
create index organisations_by_name_fr on directory.organisations (lower(kernel.text_in(name, 'fr')), id) where standing = 'live' and active;
create index organisations_by_name_ro on directory.organisations (lower(kernel.text_in(name, 'ro')), id) where standing = 'live' and active;
create index organisations_by_name_es on directory.organisations (lower(kernel.text_in(name, 'es')), id) where standing = 'live' and active;
create index organisations_by_name_ar on directory.organisations (lower(kernel.text_in(name, 'ar')), id) where standing = 'live' and active;
