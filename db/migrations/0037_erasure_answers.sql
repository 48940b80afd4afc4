-- The person is told what became of their request (GDPR article 12(3) and (4)): the officer who decides does not see the
-- address, and the program learns it only for the answer. And a desk links a question from the portal only to a file of
-- its own.

create function erasure.where_to_answer(of_request uuid) returns table (language text, phone text, email text)
language sql stable security definer
set search_path = ''
as $$
  select p.language, case c.reach_by when 'sms' then c.phone end, case c.reach_by when 'email' then c.email end
    from erasure.requests r
    join people.people p on p.id = r.subject_id
    left join people.contacts c on c.person_id = p.id
   where r.id = of_request and r.state in ('asked', 'proposed') and erasure.is_officer()
$$;
comment on function erasure.where_to_answer(uuid) is 'Language and chosen address of whoever asked, for the answer of the officer who decides; nothing once it is decided.';
revoke execute on function erasure.where_to_answer(uuid) from public;
grant execute on function erasure.where_to_answer(uuid) to ponte_app;

alter policy desk on messages.questions
  with check (
    office_id in (select access.desks())
    and (person_id is null or exists (select from access.subjects s where s.id = person_id and s.custodian_id in (select access.desks())))
  );
