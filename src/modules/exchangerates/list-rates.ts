import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import { plainRate, type RateId } from './rate.ts';

/** A stored rate as a list shows it. */
export interface RateEntry {
  id: RateId;
  source: string;
  base: Currency;
  currency: Currency;
  day: Day;
  rate: string;
  demonstration: boolean;
  withdrawnAt: Date | null;
  withdrawnWhy: string | null;
}

type Trx = Reads<'exchangerates'>;

/** The last rate of each pair of currencies and source, by currency. Every pair is looked up once, however long its history. */
export async function latestRates(trx: Trx): Promise<RateEntry[]> {
  const { rows } = await sql<RateEntry>`
    with recursive pairs as (
      (select source, base, currency
         from exchangerates.rates
        where withdrawn_at is null
        order by source, base, currency
        limit 1)
      union all
      select following.source, following.base, following.currency
        from pairs p
       cross join lateral (
         select r.source, r.base, r.currency
           from exchangerates.rates r
          where r.withdrawn_at is null
            and (r.source, r.base, r.currency) > (p.source, p.base, p.currency)
          order by r.source, r.base, r.currency
          limit 1) following
    )
    select last.id, last.source, last.base, last.currency, last.on_day as day, last.rate, last.demonstration,
           null as "withdrawnAt", null as "withdrawnWhy"
      from pairs p
     cross join lateral (
       select *
         from exchangerates.rates r
        where r.withdrawn_at is null
          and (r.source, r.base, r.currency) = (p.source, p.base, p.currency)
        order by r.on_day desc
        limit 1) last
     order by last.currency, last.base, last.source`.execute(trx);
  return rows.map((row) => ({ ...row, rate: plainRate(row.rate) }));
}

export interface RateFilter {
  currency: Currency;
  source?: string | undefined;
  from?: Day | null;
  until?: Day | null;
}

/** Rates of a currency, the last day first; those withdrawn only for who keeps the list. */
export async function listRates(
  trx: Trx,
  { currency, source, from, until }: RateFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: RateEntry[]; total: number }> {
  const found = trx
    .selectFrom('exchangerates.rates')
    .where((eb) => eb.or([eb('base', '=', currency), eb('currency', '=', currency)]))
    .$if(Boolean(source), (query) => query.where('source', '=', source ?? ''))
    .$if(Boolean(from), (query) => query.where('on_day', '>=', from ?? ''))
    .$if(Boolean(until), (query) => query.where('on_day', '<=', until ?? ''));
  const { total } = await found.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select(['id', 'source', 'base', 'currency', 'on_day as day', 'rate', 'demonstration'])
    .select(['withdrawn_at as withdrawnAt', 'withdrawn_why as withdrawnWhy'])
    .orderBy('on_day', 'desc')
    .orderBy('source')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return { rows: rows.map((row) => ({ ...row, rate: plainRate(row.rate) })), total: Number(total) };
}

/** A rate that counts; null where there is none, or it was withdrawn. */
export async function findRate(trx: Trx, id: RateId): Promise<RateEntry | null> {
  const row = await trx
    .selectFrom('exchangerates.rates')
    .select(['id', 'source', 'base', 'currency', 'on_day as day', 'rate', 'demonstration'])
    .select(['withdrawn_at as withdrawnAt', 'withdrawn_why as withdrawnWhy'])
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row ? { ...row, rate: plainRate(row.rate) } : null;
}
