import type { Context } from '#kernel/http';
import { isCurrency } from '#kernel/money';
import type { FollowUpAnswer } from '../follow-up.ts';

/** How much was traded, with its unit. */
export function volumeText(ctx: Context, answer: FollowUpAnswer): string | null {
  const { t, format } = ctx;
  if (answer.quantity === null || answer.unit === null) return null;
  return t('trade.follow-up.volume', { count: format.number(answer.quantity), unit: t(`trade.unit.${answer.unit}`) });
}

/** What it was worth. */
export function valueText(ctx: Context, { valueMinor, currency }: FollowUpAnswer): string | null {
  return valueMinor !== null && currency !== null && isCurrency(currency) ? ctx.format.money({ amountMinor: valueMinor, currency }) : null;
}
