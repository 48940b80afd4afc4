import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type AnyWrites } from '#kernel/db';
import { defineTask, type JobContext } from '#kernel/jobs';
import { REMIND_AFTER_DAYS } from './follow-up.ts';
import type { Side } from './interest.ts';
import { tellOffice, tellSide, type Message, type TradeContext } from './tell.ts';

/** How many a morning, so that one run ends. */
const MOST = 500;

/**
 * Asks both sides of a contact what became of it, six months after they agreed; who has not answered is reminded once.
 * Their offices are told how many wait. A contact that one side ended is left alone.
 */
export const askFollowUps = defineTask('trade.follow-ups', z.object({}), async (context: TradeContext & JobContext) => {
  const told = await asSystem(context.db, async (trx) => {
    const asked = await mark(trx, 'asked_at', sql<boolean>`f.asked_at is null`);
    const reminded = await mark(
      trx,
      'reminded_at',
      sql<boolean>`f.asked_at < now() - make_interval(days => ${REMIND_AFTER_DAYS}) and f.reminded_at is null`,
    );
    for (const one of asked) await tellSide(trx, context, one, messageTo(one, 'ask'));
    for (const one of reminded) await tellSide(trx, context, one, messageTo(one, 'remind'));
    const counts = new Map<string, number>();
    for (const { officeId } of [...asked, ...reminded]) if (officeId) counts.set(officeId, (counts.get(officeId) ?? 0) + 1);
    for (const [officeId, count] of counts) {
      await tellOffice(trx, context, officeId, {
        subject: (t) => t('trade.mail.desk.subject'),
        text: (t, link) => t('trade.mail.desk.text', { count, link }),
        path: '/desk/trade/follow-ups',
      });
    }
    return asked.length + reminded.length;
  });
  context.log.info({ told }, 'follow-ups of trade asked');
});

interface Marked {
  interestId: string;
  side: Side;
  ventureId: Parameters<typeof tellSide>[2]['ventureId'];
  organisationId: Parameters<typeof tellSide>[2]['organisationId'];
  officeId: string | null;
}

/** Marks those that are due, so that no second worker tells them again; answers whom to tell. */
async function mark(trx: AnyWrites, column: 'asked_at' | 'reminded_at', which: ReturnType<typeof sql<boolean>>): Promise<Marked[]> {
  const { rows } = await sql<Marked>`
    with due as (
      select f.interest_id, f.side, i.venture_id, i.office_id, i.from_venture_id, i.from_office_id, i.organisation_id
        from trade.follow_ups f
        join trade.interests i on i.id = f.interest_id
       where f.answered_at is null
         and f.due_on <= current_date
         and i.ended_at is null
         and ${which}
       order by f.due_on, f.interest_id, f.side
       limit ${MOST}
         for update of f skip locked
    )
    update trade.follow_ups f
       set ${sql.ref(column)} = now()
      from due
     where f.interest_id = due.interest_id and f.side = due.side
    returning f.interest_id as "interestId", f.side,
              case f.side when 'owner' then due.venture_id else due.from_venture_id end as "ventureId",
              case f.side when 'asker' then due.organisation_id end as "organisationId",
              case f.side when 'owner' then due.office_id else due.from_office_id end as "officeId"`.execute(trx);
  return rows;
}

const messageTo = ({ interestId, side }: Marked, what: 'ask' | 'remind'): Message => ({
  subject: (t) => t(`trade.mail.${what}.subject`),
  text: (t, link) => t(`trade.mail.${what}.text`, { link }),
  path: `/me/trade/interests/${interestId}/follow-up?side=${side}`,
});
