-- Opening hours of one weekday of an office never overlap.
-- Broken: the same time is offered for booking twice. Remove or shorten one of the two lines.
select earlier.office_id as office, earlier.weekday, earlier.opens, later.opens as overlaps
  from offices.hours earlier
  join offices.hours later
    on later.office_id = earlier.office_id
   and later.weekday = earlier.weekday
   and later.opens > earlier.opens
   and later.opens < earlier.closes
