-- The places are a tree: going up from any place ends at one without a parent.
-- Broken: pages of these places never end. Correct the parent of one of them.
with recursive up as (
  select id as place, parent_id, array[id] as path, false as circle
    from places.places
 union all
  select up.place, p.parent_id, up.path || p.id, p.id = any (up.path)
    from up
    join places.places p on p.id = up.parent_id
   where not up.circle
)
select place, path
  from up
 where circle
