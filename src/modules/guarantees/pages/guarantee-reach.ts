import { z } from 'zod';
import { idOf } from '#kernel/db';
import { holders, holds, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { money, parseMoney, type Currency } from '#kernel/money';
import type { OrganisationId } from '#modules/directory';
import type { Guarantee, GuaranteeId } from '../filing.ts';
import { ownLenders } from '../file-loan.ts';
import type { GuaranteeFund, LenderId, Version, WindowId } from '../fund.ts';
import { transitions, type GuaranteeAct, type Transition } from '../guarantee.ts';
import { findGuarantee } from '../read-guarantees.ts';
import { getFund, listVersions } from '../read-funds.ts';
import { refuse } from '../refusals.ts';
import { follows, manages } from './reach.ts';

export const ofGuarantee = z.object({ id: idOf<'guarantees.guarantees'>() });
export const lenders = holders('lender');

/** What people do; the rest is the clock's. */
export type PersonAct = Exclude<GuaranteeAct, 'lapse' | 'expire'>;

/** Lenders of a window for which the reader lends. */
export const lendersOf = async (ctx: Context, windowId: WindowId): Promise<LenderId[]> =>
  await ownLenders(ctx.trx, windowId, scopesOf(ctx, 'lender') as OrganisationId[]); // the scope of a lender is an organisation

/** A filed loan as somebody works with it, under the terms by which it is judged. */
export interface OpenGuarantee {
  one: Guarantee;
  fund: GuaranteeFund;
  terms: Version;
}

/** A guarantee that the reader may see. Refusal: `not-found`. */
export async function guaranteeAtDesk(ctx: Context, id: GuaranteeId): Promise<OpenGuarantee> {
  const one = await findGuarantee(ctx.trx, id, ctx.lang);
  const fund = one ? await getFund(ctx.trx, one.fundId) : null;
  const terms = one ? (await listVersions(ctx.trx, [one.windowId])).find((version) => version.id === one.versionId) : null;
  if (!one || !fund || !terms) throw refuseHttp('not-found');
  return { one, fund, terms };
}

const paying: readonly PersonAct[] = ['pay-first', 'pay-all', 'pay-rest'];

/** What the reader may do with a guarantee as it stands; the database asks the same. */
export function actsOf(ctx: Context, { one, terms }: OpenGuarantee, own: readonly LenderId[]): PersonAct[] {
  const whole = Number(terms.firstSharePercent) === 100;
  const known: readonly [string, Transition][] = Object.entries(transitions);
  return known.flatMap(([name, { by, from }]) => {
    const act = name as PersonAct; // keys of the chart; the clock's are left out here
    if (!from.includes(one.state) || by === 'clock') return [];
    if ((act === 'pay-all' && !whole) || (act === 'pay-first' && whole)) return [];
    if (act === 'recover' && one.handedOnMinor >= one.paidMinor) return [];
    if (by === 'lender') return own.includes(one.lenderId) ? [act] : [];
    const may = paying.includes(act) ? manages(ctx, one.fundId) : decides(ctx, one);
    return may ? [act] : [];
  });
}

/** Whether the reader decides for the fund: its manager, its committee. */
export const decides = (ctx: Context, { fundId }: Pick<Guarantee, 'fundId'>): boolean =>
  scopesOf(ctx, 'fund-manager', 'committee-member').includes(fundId);

/** Whether the reader sees capacity and limits of the fund. */
export const seesLimits = (ctx: Context, { fundId }: Pick<Guarantee, 'fundId'>): boolean =>
  follows(ctx, fundId) || holds(ctx, 'administrator', 'auditor');

export const guaranteePath = (id: GuaranteeId, rest = '') => `/desk/guarantees/${id}${rest}`;

/** An amount above nothing, or from nothing on, in minor units. Refusal: `no-amount`. */
export function readAmount(ctx: Context, text: string, currency: Currency, field: string, least = 1n): bigint {
  const read = parseMoney(text, currency, localeOf(ctx.lang));
  if (!read.ok || read.money.amountMinor < least) throw refuse('no-amount', { field });
  return read.money.amountMinor;
}

export const sumIn = (ctx: Context, minor: bigint, currency: Currency): string => ctx.format.money(money(minor, currency));
