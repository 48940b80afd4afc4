-- No entry of the audit is covered by two seals, and each seal covers as many as it says.
-- Broken: somebody changed the audit. Keep the database as it is, and compare with a backup and with the seals in the log.
with covered as (
  select number, entry_count, unnest(entries) as ids
    from audit.seals
)
select number as seal
  from covered
 group by number, entry_count
having sum(upper(ids) - lower(ids)) <> entry_count
 union all
select later.number
  from audit.seals later
  join audit.seals earlier on earlier.number < later.number and earlier.entries && later.entries
