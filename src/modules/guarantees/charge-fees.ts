import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import { newId } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import { rateOn } from '#modules/exchangerates';
import { feesDue, type Charged, type Shrinking } from './fee-periods.ts';
import type { GuaranteeId } from './filing.ts';
import type { Version } from './fund.ts';
import { ratioOf } from './take-step.ts';

/** A guarantee of which a fee may be due. */
export interface Chargeable extends Omit<Charged, 'steps'>, Pick<Version, 'upFrontPercent' | 'yearlyPercent' | 'feeBase' | 'dayCount'> {
  id: GuaranteeId;
  currency: Currency;
  homeCurrency: Currency;
  today: Day;
}

/** Guarantees of which a fee is due today; for the job. One that should have ended first waits until it has. */
export async function chargeable(trx: Reads<'guarantees'>): Promise<Chargeable[]> {
  const { rows } = await sql<Chargeable>`
    select g.id, g.currency, g.home_currency as "homeCurrency", g.guaranteed_minor as "guaranteedMinor", g.loan_on as "loanOn",
           e.ended_on as "endedOn", c.up_front as "upFrontCharged", c.years as "yearsCharged", c.until as "chargedUntil",
           v.up_front_percent::text as "upFrontPercent", v.yearly_percent::text as "yearlyPercent", v.fee_base as "feeBase",
           v.day_count as "dayCount", kernel.today() as today
      from guarantees.guarantees g
      join guarantees.versions v on v.id = g.version_id
     cross join lateral (select guarantees.ended_on(g.id) as ended_on) e
     cross join lateral (
       select coalesce(bool_or(f.kind = 'up-front'), false) as up_front, (count(*) filter (where f.kind = 'yearly'))::int as years,
              coalesce(max(f.until_on), g.loan_on) as until
         from guarantees.fees f where f.guarantee_id = g.id
     ) c
     where g.loan_on is not null
       and not (g.state = 'active' and g.ends_on < kernel.today())
       and (not c.up_front
            or least((g.loan_on + make_interval(years => c.years + 1))::date, e.ended_on) between c.until + 1 and kernel.today())
     order by g.id`.execute(trx);
  return rows;
}

/**
 * Charges the fees of a guarantee that are due, each once whoever else does it at the same time. Answers how many; null where its currency
 * has no rate of the last week with the fund's: then they are charged on a later day.
 */
export async function chargeFees(trx: Writes<'guarantees' | 'exchangerates'>, one: Chargeable): Promise<number | null> {
  const rate = one.currency === one.homeCurrency ? null : await rateOn(trx, one.currency, one.homeCurrency, one.today);
  if (one.currency !== one.homeCurrency && (!rate || rate.old)) return null;
  const steps = await trx
    .selectFrom('guarantees.steps')
    .select(['act', 'on_day as onDay', 'amount_minor as amountMinor'])
    .where('guarantee_id', '=', one.id)
    .where('act', '=', 'shrink')
    .orderBy('n')
    .execute();
  const facts = JSON.stringify(rate ? ratioOf(rate) : {});
  let charged = 0;
  // The state chart closes the list of acts.
  for (const { kind, from, until, amountMinor } of feesDue({ ...one, steps: steps as Shrinking[] }, one, one.today)) {
    const { rows } = await sql<{ done: boolean }>`
      select guarantees.charge_fee(${one.id}, ${newId()}, ${kind}, ${from}, ${until}, ${amountMinor}, ${facts}) as done`.execute(trx);
    if (rows[0]?.done) charged += 1;
  }
  return charged;
}
