-- Every series names one code of each dimension of its release, in order.
-- Broken: its figures stand under the wrong words. Import the release again under another code and remove this one.
select s.release_id as release, s.no as series
  from observatory.series s
 where exists (
   select
     from unnest(s.codes) with ordinality as named (id, position)
     full join observatory.dimensions d on d.release_id = s.release_id and d.position = named.position
     left join observatory.codes c on c.id = named.id and c.release_id = s.release_id and c.position = named.position
    where (d.release_id = s.release_id or d.release_id is null) and (d.position is null or c.id is null)
 )
