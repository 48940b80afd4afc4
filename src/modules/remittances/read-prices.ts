import { sql, type RawBuilder } from 'kysely';
import type { Reads } from '#kernel/db';
import { money, type Currency, type Money } from '#kernel/money';
import type { Day } from '#kernel/time';
import { rateOn, type Rate } from '#modules/exchangerates';
import { compareOffer, type Compared } from './compare.ts';
import type { Observation, Offer, PriceId, ServiceId } from './price.ts';

type Trx = Reads<'remittances'>;

const serviceColumns = sql`
  s.id, s.provider, s.from_country as "fromCountry", s.to_country as "toCountry", s.send_currency as "sendCurrency",
  s.receive_currency as "receiveCurrency", s.least_minor as "leastMinor", s.most_minor as "mostMinor", s.pay_in as "payIn",
  s.pay_out as "payOut", s.demonstration, s.withdrawn_why as "withdrawnWhy"`;
const priceColumns = sql`
  p.observed_on as "observedOn", p.speed, p.fee_minor as "feeMinor", p.applied_rate as "appliedRate", p.margin_percent as "marginPercent",
  p.source, p.source_url as "sourceUrl"`;
/** What was seen last; of the same day what was written down last. */
const last = sql`
  cross join lateral (
    select *
      from remittances.prices p
     where p.service_id = s.id
     order by p.observed_on desc, p.recorded_at desc, p.id desc
     limit 1) p`;

/** Countries between which prices are known, and the currencies in which money is sent there. */
export async function listWays(trx: Trx): Promise<{ fromCountry: string; toCountry: string; currencies: Currency[] }[]> {
  const { rows } = await sql<{ fromCountry: string; toCountry: string; currencies: Currency[] }>`
    select from_country as "fromCountry", to_country as "toCountry", array_agg(distinct send_currency order by send_currency) as currencies
      from remittances.services
     where withdrawn_at is null
     group by from_country, to_country
     order by from_country, to_country`.execute(trx);
  return rows;
}

/** What every known service between two countries does with an amount. */
export async function compareServices(
  trx: Reads<'remittances' | 'exchangerates'>,
  { from, to, sent, today }: { from: string; to: string; sent: Money; today: Day },
): Promise<Compared[]> {
  const { rows } = await sql<Offer>`
    select ${serviceColumns}, ${priceColumns}
      from remittances.services s ${last}
     where s.withdrawn_at is null
       and (s.from_country, s.to_country, s.send_currency) = (${from}, ${to}, ${sent.currency})
       and ${sent.amountMinor} between s.least_minor and s.most_minor
     order by s.provider, s.id
     limit 500`.execute(trx);
  const references = new Map<string, Rate | null>();
  const key = (send: Currency, receive: Currency, day: Day) => `${send} ${receive} ${day}`;
  for (const { sendCurrency, receiveCurrency, observedOn } of rows) {
    if (references.has(key(sendCurrency, receiveCurrency, observedOn))) continue;
    const rate = await rateOn(trx, sendCurrency, receiveCurrency, observedOn);
    references.set(key(sendCurrency, receiveCurrency, observedOn), rate?.old === false ? rate : null);
  }
  return rows.map((offer) => compareOffer(offer, sent, (a, b, day) => references.get(key(a, b, day)) ?? null, today));
}

export interface ServiceFilter {
  words?: string;
  from?: string;
  to?: string;
  state?: 'compared' | 'withdrawn' | null;
}

/** Services that the network keeps, each with what it cost last; what was looked at longest ago first. */
export async function listServices(
  trx: Trx,
  { words, from, to, state }: ServiceFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: Offer[]; total: number }> {
  const conditions: RawBuilder<unknown>[] = [
    sql`true`,
    ...(words ? [sql`strpos(lower(s.provider), lower(${words})) > 0`] : []),
    ...(from ? [sql`s.from_country = ${from}`] : []),
    ...(to ? [sql`s.to_country = ${to}`] : []),
    ...(state === 'compared' ? [sql`s.withdrawn_at is null`] : []),
    ...(state === 'withdrawn' ? [sql`s.withdrawn_at is not null`] : []),
  ];
  const where = sql.join(conditions, sql` and `);
  const { rows: counted } = await sql<{ total: string }>`select count(*) as total from remittances.services s where ${where}`.execute(trx);
  const { rows } = await sql<Offer>`
    select ${serviceColumns}, ${priceColumns}
      from remittances.services s ${last}
     where ${where}
     order by p.observed_on, s.provider, s.id
     limit ${limit} offset ${offset}`.execute(trx);
  return { rows, total: Number(counted[0]?.total ?? 0) };
}

export interface SeenPrice extends Observation {
  readonly id: PriceId;
  readonly recordedAt: Date;
}

/** A service with all that was seen of it, the last first; null for whoever does not see it. */
export async function findService(trx: Trx, id: ServiceId): Promise<{ service: Offer; seen: SeenPrice[] } | null> {
  const { rows } = await sql<Offer>`
    select ${serviceColumns}, ${priceColumns} from remittances.services s ${last} where s.id = ${id}`.execute(trx);
  const [service] = rows;
  if (!service) return null;
  const { rows: seen } = await sql<SeenPrice>`
    select p.id, p.recorded_at as "recordedAt", ${priceColumns}
      from remittances.prices p
     where p.service_id = ${id}
     order by p.observed_on desc, p.recorded_at desc, p.id desc
     limit 500`.execute(trx);
  return { service, seen };
}

/** The amount of a fee, in the currency that is paid in. */
export function feeOf({ feeMinor }: Pick<Observation, 'feeMinor'>, currency: Currency): Money {
  return money(feeMinor, currency);
}
