-- The return plan ended with the departure. After the arrival what is agreed about life there is written beside it: what, who, until when.

alter table returns.sections
  drop constraint sections_section,
  add constraint sections_section check (section in (
    'journey', 'documents', 'housing', 'school', 'health', 'money', 'reception',
    'there-work', 'there-home', 'there-children', 'there-health', 'there-papers', 'there-people')),
  add column who bytea,
  add column until date,
  add constraint sections_agreed check (section like 'there-%' or (who is null and until is null));
comment on column returns.sections.section is
  'Of the preparation: journey, documents, housing, school, health, money, or who receives the person. Of the reintegration plan, after the arrival: work or the venture, home, school and children, health, papers and insurance, people.';
comment on column returns.sections.who is 'Who does what is agreed, sealed under the person''s key; of the reintegration plan alone.';
comment on column returns.sections.until is 'Until when; of the reintegration plan alone.';

create function returns.guard_section() returns trigger
language plpgsql
as $$
begin
  -- What came before this network, or is restored, is written by the owner.
  if current_user = 'ponte_owner' then return new; end if;
  if new.section like 'there-%' and not exists (
    select from returns.plans p where p.id = new.plan_id and p.state in ('arrived', 'reintegrating')
  ) then
    raise exception 'the reintegration plan begins with the arrival' using errcode = 'check_violation', constraint = 'sections_after_arrival';
  end if;
  return new;
end
$$;
comment on function returns.guard_section() is 'The reintegration plan is written from the arrival on, until the return is settled or stopped.';
create trigger guard_arrival before insert or update of section, words, who, until on returns.sections
  for each row execute function returns.guard_section();
