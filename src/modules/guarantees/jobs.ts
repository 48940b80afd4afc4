import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, newId, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import type { Day } from '#kernel/time';
import { rateOn } from '#modules/exchangerates';
import { chargeable, chargeFees } from './charge-fees.ts';
import type { WindowId } from './fund.ts';
import { ratioOf } from './take-step.ts';

interface GuaranteeJobs {
  /** Of the jobs role. */
  db: Database;
}

/** Approvals whose last day has passed, and guarantees that ended without a call: their capacity is free again. */
const end = defineTask('guarantees.end', z.object({}), async ({ db, log, signal }: GuaranteeJobs & JobContext) => {
  const due = await asSystem(
    db,
    async (trx) =>
      await trx
        .selectFrom('guarantees.guarantees')
        .select(['id', 'state'])
        .where((eb) =>
          eb.or([
            eb.and([eb('state', '=', 'approved'), eb('lapse_on', '<', sql<string>`kernel.today()`)]),
            eb.and([eb('state', '=', 'active'), eb('ends_on', '<', sql<string>`kernel.today()`)]),
          ]),
        )
        .execute(),
  );
  for (const { id, state } of due) {
    if (signal.aborted) return;
    const act = state === 'approved' ? 'lapse' : 'expire';
    await asSystem(db, async (trx) => await sql`select guarantees.clock_step(${id}, ${newId()}, ${act})`.execute(trx));
    log.info({ guarantee: id, act }, 'guarantee ended');
  }
});

/** Guarantees in another currency than the fund's, at the rates of the day; without a rate of the last week nothing moves. */
const measure = defineTask('guarantees.measure', z.object({}), async ({ db, log, signal }: GuaranteeJobs & JobContext) => {
  const { rows } = await asSystem(
    db,
    async (trx) =>
      await sql<{ windowId: WindowId; currency: string; home: string; today: Day }>`
        select distinct window_id as "windowId", currency, home_currency as home, kernel.today() as today
          from guarantees.guarantees
         where currency <> home_currency and state in ('active', 'called', 'part-paid')`.execute(trx),
  );
  for (const { windowId, currency, home, today } of rows) {
    if (signal.aborted) return;
    await asSystem(db, async (trx) => {
      const rate = await rateOn(trx, currency, home, today);
      if (!rate || rate.old) {
        log.warn({ window: windowId, currency, home }, 'no rate of the last week: guarantees are not measured');
        return;
      }
      const { above, below } = ratioOf(rate);
      await sql`select guarantees.remeasure(${windowId}, ${currency}, ${today}, ${above}::numeric, ${below}::numeric)`.execute(trx);
    });
  }
});

/** Fees of guarantees that began, of years that are over, and of those that ended. */
const fees = defineTask('guarantees.fees', z.object({}), async ({ db, log, signal }: GuaranteeJobs & JobContext) => {
  const due = await asSystem(db, async (trx) => await chargeable(trx));
  for (const one of due) {
    if (signal.aborted) return;
    const charged = await asSystem(db, async (trx) => await chargeFees(trx, one));
    const { id: guarantee, currency, homeCurrency: home } = one;
    if (charged === null) log.warn({ guarantee, currency, home }, 'no rate of the last week: fees are charged later');
    else log.info({ guarantee, charged }, 'fees of a guarantee charged');
  }
});

export const guaranteeTimetable: readonly Timetable<GuaranteeJobs>[] = [
  { task: end, at: '10 1 * * *' },
  { task: fees, at: '40 1 * * *' },
  { task: measure, at: '30 16 * * *' },
];
