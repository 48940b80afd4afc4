-- No appointment to come has a seat that its office does not have.
-- Broken: the office lowered its number of seats after the booking. Move the appointment, or give the seat back.
select a.id as appointment, a.office_id as office, a.starts_at, a.seat, o.seats_per_slot
  from appointments.appointments a
  join offices.offices o on o.id = a.office_id
 where a.state = 'booked'
   and a.starts_at > now()
   and a.seat > o.seats_per_slot
