import { z } from 'zod';
import { idOf } from '#kernel/db';
import { holders, holds, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import type { Admission, FundId, GuaranteeFund, Version, Window, WindowId } from '../fund.ts';
import { getFund, getWindow, listAdmissions, listVersions, listWindows } from '../read-funds.ts';

/** Who works with funds; each sees those of theirs. */
export const followers = holders('fund-manager', 'committee-member', 'lender', 'auditor', 'administrator');
export const managers = holders('fund-manager');

export const ofFund = z.object({ id: idOf<'guarantees.funds'>() });
export const ofWindow = z.object({ id: idOf<'guarantees.windows'>() });

export const todayOf = (ctx: Context) => toLocal(ctx.now.toISOString(), ctx.timeZone).day;

export const manages = (ctx: Context, fundId: FundId): boolean => scopesOf(ctx, 'fund-manager').includes(fundId);

/** Whether the reader sees all of a fund, drafts too; the database asks the same. */
export const follows = (ctx: Context, fundId: FundId): boolean =>
  holds(ctx, 'administrator', 'auditor') || scopesOf(ctx, 'fund-manager', 'committee-member').includes(fundId);

/** A window as somebody works with it. */
export interface OpenWindow {
  window: Window;
  versions: Version[];
  admissions: Admission[];
}

/** Windows of a fund that concern the reader: all of them for those who follow it, those to which it was admitted for a lender. */
export async function windowsAtDesk(ctx: Context, fund: Pick<GuaranteeFund, 'id'>): Promise<OpenWindow[]> {
  const windows = await listWindows(ctx.trx, fund.id);
  const ids = windows.map(({ id }) => id);
  const versions = await listVersions(ctx.trx, ids);
  const admissions = await listAdmissions(ctx.trx, ids, ctx.lang);
  const own = new Set(scopesOf(ctx, 'lender'));
  const all = follows(ctx, fund.id);
  return windows
    .map((window) => ({
      window,
      versions: versions.filter(({ windowId }) => windowId === window.id),
      admissions: admissions.filter(
        ({ windowId, organisationId }) => windowId === window.id && (all || (organisationId !== null && own.has(organisationId))),
      ),
    }))
    .filter((one) => all || one.admissions.length > 0);
}

/** A fund that concerns the reader, with its windows. Refusal: `not-found`. */
export async function fundAtDesk(ctx: Context, id: FundId): Promise<{ fund: GuaranteeFund; windows: OpenWindow[] }> {
  const fund = await getFund(ctx.trx, id);
  const windows = fund ? await windowsAtDesk(ctx, fund) : [];
  if (!fund || (!follows(ctx, id) && windows.length === 0)) throw refuseHttp('not-found');
  return { fund, windows };
}

/** A fund that the reader manages. Refusal: `not-found`. */
export async function ownFund(ctx: Context, id: FundId): Promise<GuaranteeFund> {
  const fund = manages(ctx, id) ? await getFund(ctx.trx, id) : null;
  if (!fund) throw refuseHttp('not-found');
  return fund;
}

/** A window that concerns the reader. Refusal: `not-found`. */
export async function windowAtDesk(ctx: Context, id: WindowId): Promise<OpenWindow & { fund: GuaranteeFund }> {
  const window = await getWindow(ctx.trx, id);
  if (!window) throw refuseHttp('not-found');
  const { fund, windows } = await fundAtDesk(ctx, window.fundId);
  const found = windows.find((one) => one.window.id === id);
  if (!found) throw refuseHttp('not-found');
  return { ...found, fund };
}

/** A window of a fund that the reader manages. Refusal: `not-found`. */
export async function ownWindow(ctx: Context, id: WindowId): Promise<OpenWindow & { fund: GuaranteeFund }> {
  const found = await windowAtDesk(ctx, id);
  if (!manages(ctx, found.fund.id)) throw refuseHttp('not-found');
  return found;
}

export const fundPath = (id: FundId, rest = '') => `/desk/guarantee-funds/${id}${rest}`;
export const windowPath = (id: WindowId, rest = '') => `/desk/guarantee-windows/${id}${rest}`;

export const deskCrumbs = (ctx: Context, fund?: GuaranteeFund, window?: Window) => [
  { label: ctx.t('guarantees.desk.title'), href: '/desk/guarantee-funds' },
  ...(fund ? [{ label: fund.name, href: fundPath(fund.id) }] : []),
  ...(window ? [{ label: window.name, href: windowPath(window.id) }] : []),
];
