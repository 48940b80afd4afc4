-- The seals of the audit are numbered without a gap, and each follows from the one before.
-- Broken: somebody changed the audit. Keep the database as it is, and compare with a backup and with the seals in the log.
select s.number as seal
  from audit.seals s
  left join audit.seals before on before.number = s.number - 1
 where (s.number > 1 and before.number is null)
    or (before.number is not null and s.previous_hash <> before.hash)
