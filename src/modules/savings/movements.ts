import { sql } from 'kysely';
import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import { money } from '#kernel/money';
import type { Day } from '#kernel/time';
import { convert, rateOn, rateText, type Rate } from '#modules/exchangerates';
import { asKeeper, tellKept } from './keep.ts';
import type { DrawerId, Membership, MembershipId } from './membership.ts';
import { getScheme } from './read-schemes.ts';
import { recordOf } from './record.ts';
import { onSavingsConstraint, refuse } from './refusals.ts';
import { MOST_MINOR, type Scheme } from './scheme.ts';

export type MovementId = Id<'savings.movements'>;

// uses messages: savings.movement.*
export const movementKinds = ['deposit', 'draw', 'taken'] as const;
export type MovementKind = (typeof movementKinds)[number];

/** What was paid in, drawn, or taken of a pledge, with the balance after it. */
export interface Movement {
  readonly id: MovementId;
  readonly kind: MovementKind;
  readonly amountMinor: bigint;
  readonly effectiveOn: Day;
  readonly reference: string;
  readonly homeMinor: bigint | null;
  readonly rate: string | null;
  readonly rateOn: Day | null;
  readonly rateSource: string | null;
  readonly balanceMinor: bigint;
}

const MOST_SHOWN = 500;

/** The statement of somebody's savings, the latest first. */
export async function movementsOf(trx: Reads<'savings'>, { id }: Pick<Membership, 'id'>): Promise<Movement[]> {
  const rows = await trx
    .selectFrom('savings.movements')
    .selectAll()
    .select(
      sql<bigint>`sum(case kind when 'deposit' then amount_minor else -amount_minor end) over (order by effective_on, booked_at, id)::bigint`.as(
        'balance',
      ),
    )
    .where('membership_id', '=', id)
    .orderBy('effective_on', 'desc')
    .orderBy('booked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as MovementKind, // check constraint movements_kind
    amountMinor: BigInt(row.amount_minor),
    effectiveOn: row.effective_on,
    reference: row.reference,
    homeMinor: row.home_minor === null ? null : BigInt(row.home_minor),
    rate: row.rate,
    rateOn: row.rate_on,
    rateSource: row.rate_source,
    balanceMinor: row.balance,
  }));
}

type Trx = Writes<'savings' | 'ledger' | 'audit' | 'consent' | 'exchangerates'>;

/** What the organisation reports: how much, when, and its own number of it. */
export interface Reported {
  readonly amountMinor: bigint;
  readonly day: Day;
  readonly reference: string;
}

function check({ amountMinor, day }: Reported, today: Day): void {
  if (amountMinor <= 0n || amountMinor > MOST_MINOR) throw refuse('not-an-amount', { field: 'amount' });
  if (day > today) throw refuse('day-to-come', { field: 'day' });
}

/** Records a deposit from abroad. Refusals: `not-found`, `not-running`, `not-an-amount`, `day-to-come`, `reference-used`, `period-closed`. */
export async function recordDeposit(trx: Trx, id: MembershipId, told: Reported, today: Day): Promise<Membership> {
  check(told, today);
  const one = await asKeeper(trx, id);
  await sql`
    select savings.write_deposit(
      ${id}, ${newId<'savings.movements'>()}, ${newId<'ledger.entries'>()}, ${told.amountMinor}, ${told.day}, ${told.reference})`
    .execute(trx)
    .catch(onSavingsConstraint);
  await tellKept(trx, one, 'deposit-recorded');
  return one;
}

/** The rate at which savings are paid at home on a day; null where both currencies are the same. Refusal: `no-rate`, also for an old one. */
export async function drawRate(
  trx: Reads<'exchangerates'>,
  { savingCurrency, homeCurrency }: Pick<Scheme, 'savingCurrency' | 'homeCurrency'>,
  day: Day,
): Promise<Rate | null> {
  if (savingCurrency === homeCurrency) return null;
  const rate = await rateOn(trx, savingCurrency, homeCurrency, day);
  if (!rate || rate.old) throw refuse('no-rate');
  return rate;
}

/**
 * Records what the family drew at home, within the rules. Refusals: those of a deposit, `over-rules` with what may be drawn, `not-named`, `no-rate`.
 */
export async function recordDraw(
  trx: Trx,
  id: MembershipId,
  { drawerId, ...told }: Reported & { drawerId: DrawerId },
  today: Day,
  inWords: (minor: bigint) => string,
): Promise<Membership> {
  check(told, today);
  const one = await asKeeper(trx, id);
  const scheme = await getScheme(trx, one.schemeId);
  const { drawableMinor } = await recordOf(trx, id, told.day);
  // Said with the amount; the database asks again under lock.
  if (told.amountMinor > drawableMinor) throw refuse('over-rules', { field: 'amount', values: { most: inWords(drawableMinor) } });
  const rate = await drawRate(trx, scheme, told.day);
  const home = rate ? convert(money(told.amountMinor, scheme.savingCurrency), rate).amountMinor : told.amountMinor;
  if (home <= 0n) throw refuse('not-an-amount', { field: 'amount' });
  const sources = [...new Set(rate?.legs.map(({ source }) => source))].join(', ');
  const exchanged = rate && { rate: rateText(rate, 15), on: rate.day, source: sources };
  await sql`
    select savings.write_draw(
      ${id}, ${newId<'savings.movements'>()}, ${newId<'ledger.entries'>()}, ${told.amountMinor}, ${told.day}, ${told.reference}, ${drawerId},
      ${home}, ${exchanged ? JSON.stringify(exchanged) : null})`
    .execute(trx)
    .catch(onSavingsConstraint);
  await tellKept(trx, one, 'draw-recorded');
  return one;
}
