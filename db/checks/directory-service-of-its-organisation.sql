-- A service stands as its organisation does: what was reported years ago is never offered today.
-- Broken: people are sent to a service that may not exist. Correct the service.
select s.id as service, s.standing, o.standing as organisation
  from directory.services s
  join directory.organisations o on o.id = s.organisation_id
 where s.standing <> o.standing
