import { desk, holders, signedIn, type Context, type Gate } from '#kernel/http';
import { toLocal } from '#kernel/time';
import type { Side } from '../pair.ts';

/** Where each side has its pages. */
export const baseOf = { founder: '/me/mentoring', mentor: '/mentoring', office: '/desk/mentoring' } as const satisfies Record<Side, string>;

/** Who opens them. */
export const gateOf: Readonly<Record<Side, Gate>> = { founder: signedIn, mentor: holders('mentor'), office: desk };

/** The way back to the first page of a side. */
export function homeCrumb(ctx: Context, side: Side): { label: string; href: string } {
  return { label: ctx.t(`mentoring.home.${side}`), href: baseOf[side] };
}

export function pairCrumbs(ctx: Context, side: Side, pairId: string): { label: string; href: string }[] {
  return [homeCrumb(ctx, side), { label: ctx.t('mentoring.pair.title'), href: `${baseOf[side]}/pairs/${pairId}` }];
}

/** The day on the reader's clock. */
export function todayOf(ctx: Context): string {
  return toLocal(ctx.now.toISOString(), ctx.timeZone).day;
}
