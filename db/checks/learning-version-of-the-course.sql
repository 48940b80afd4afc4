-- The version that new learners of a course begin is a version of that course.
-- Broken: nobody can begin the course, or they begin another one. Publish the course again.
select c.id as course, c.version_id as version
  from learning.courses c
 where c.version_id is not null
   and not exists (select from learning.versions v where v.id = c.version_id and v.course_id = c.id)
