-- The server counts days in UTC. What begins or ends on a day does so where people are: after midnight in Rome the day before was still
-- running for the database.

create function kernel.today() returns date
language sql stable set search_path = ''
as $$ select (now() at time zone coalesce((select n.time_zone from kernel.network n), 'UTC'))::date $$;
comment on function kernel.today() is 'The day that it is in the time zone of the network; in UTC before the network is set up.';
