-- Whether somebody was told what an office keeps about them (GDPR articles 13 and 14). At the desk an officer ticks it; a list
-- that an office brings along often does not say, and then the file must not claim it.

alter table people.people add column informed_on date;
comment on column people.people.informed_on is 'Day on which the person was told what is kept and why, as the office says; null where nobody said so.';
