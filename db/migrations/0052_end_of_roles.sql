-- Who accompanies or reviews does so in a role. When the role ends, what a founder shared with that account for it ends too: a
-- permission that stays open for somebody who answers to nobody any more is one that nobody looks after.

create or replace function mentoring.guard_pair() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  desk boolean := old.office_id in (select access.desks());
  founder boolean := old.person_id in (select access.own_subjects());
  mentor boolean := old.mentor_id in (select mentoring.own_mentors());
  -- The end of the mentor's role ends the pair, whoever ended the role and wherever they sit: by the trigger below, by nobody's hand.
  role_over boolean := pg_trigger_depth() > 1 and not exists (
    select
      from mentoring.mentors m
      join access.assignments a on a.account_id = m.account_id
     where m.id = old.mentor_id and a.role = 'mentor' and a.ended_at is null
  );
  asked mentoring.mentors;
begin
  if old.state = 'ended' or (new.state <> old.state and not mentoring.may_become(old.state, new.state)) then
    raise exception 'a pair does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'pairs_no_such_move';
  end if;
  if (new.mentor_accepted_at is distinct from old.mentor_accepted_at and not mentor)
     or ((new.founder_accepted_at, new.founder_how, new.called) is distinct from (old.founder_accepted_at, old.founder_how, old.called)
         and not (founder or desk))
     or ((new.offered_at, new.offered_by) is distinct from (old.offered_at, old.offered_by) and not desk)
     or (new.state = 'ended'
         and not (case new.ended_by when 'founder' then founder when 'mentor' then mentor else desk or role_over end)) then
    raise exception 'that is for somebody else to say' using errcode = 'check_violation', constraint = 'pairs_not_yours';
  end if;
  if new.grant_id is distinct from old.grant_id and (not (founder or desk) or not exists (
    select
      from consent.grants g
     where g.id = new.grant_id
       and g.subject_id = old.person_id
       and g.recipient_kind = 'account'
       and g.recipient_id = (select account_id from mentoring.mentors where id = old.mentor_id)
  )) then
    raise exception 'the founder shares with this mentor' using errcode = 'check_violation', constraint = 'pairs_not_yours';
  end if;
  if new.state = 'offered' and old.state = 'suggested' then
    -- Offers to one mentor wait in line, so that two desks do not give away the last free place.
    select * into asked from mentoring.mentors where id = old.mentor_id for update;
    if asked.confirmed_at is null or asked.paused then
      raise exception 'the mentor takes nobody now' using errcode = 'check_violation', constraint = 'pairs_mentor_away';
    end if;
    if asked.mentees >= asked.mentee_limit then
      raise exception 'the mentor accompanies enough founders' using errcode = 'check_violation', constraint = 'pairs_mentor_full';
    end if;
  end if;
  if (new.state = 'accepted' and (new.mentor_accepted_at is null) = (new.founder_accepted_at is null))
     or (new.state = 'running' and old.state <> 'running'
         and (new.mentor_accepted_at is null or new.founder_accepted_at is null or not consent.live(new.grant_id))) then
    raise exception 'both have to agree' using errcode = 'check_violation', constraint = 'pairs_both_agree';
  end if;
  return new;
end
$$;
comment on function mentoring.guard_pair() is 'Each side speaks for itself; a pair runs once both agreed and the founder shares; a mentor is offered no more founders than they can take; the end of the mentor''s role ends it.';

create function mentoring.end_with_role() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if exists (select from access.assignments where account_id = new.account_id and role = 'mentor' and ended_at is null) then
    return null;
  end if;
  -- Without a confirmation nobody is suggested; who gets the role again is looked at again.
  update mentoring.mentors set confirmed_at = null, confirmed_by = null where account_id = new.account_id and confirmed_at is not null;
  update mentoring.pairs
     set state = 'ended', ended_at = now(), ended_by = 'office'
   where mentor_id in (select id from mentoring.mentors where account_id = new.account_id) and state <> 'ended';
  return null;
end
$$;
comment on function mentoring.end_with_role() is 'Ends the pairs of an account that is no mentor any more, and with them what was shared with it.';
create trigger end_mentoring after update of ended_at on access.assignments
  for each row when (old.ended_at is null and new.ended_at is not null and new.role = 'mentor')
  execute function mentoring.end_with_role();

create function businessplans.end_with_role() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update consent.grants
     set withdrawn_at = now(), withdrawn_by = kernel.actor()
   where recipient_kind = 'account'
     and recipient_id = new.account_id
     and purpose = 'businessplans.purpose.review'
     and withdrawn_at is null
     and not exists (select from access.assignments where account_id = new.account_id and role = 'expert' and ended_at is null);
  return null;
end
$$;
comment on function businessplans.end_with_role() is 'Closes what founders share with an account for a review when it is no expert any more.';
create trigger end_reviews after update of ended_at on access.assignments
  for each row when (old.ended_at is null and new.ended_at is not null and new.role = 'expert')
  execute function businessplans.end_with_role();
