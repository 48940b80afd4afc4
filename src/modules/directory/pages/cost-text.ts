import { money } from '#kernel/money';
import type { Formatters, Translate } from '#kernel/i18n';
import type { ServiceCard } from '../service-card.ts';

/** What a service costs, in a few words: "Free", "From €20". */
export function costText({ cost, price }: Pick<ServiceCard, 'cost' | 'price'>, t: Translate, format: Formatters): string {
  if (cost === 'free') return t('directory.cost.free');
  if (price) return t('directory.cost.from', { amount: amountText(price, format) });
  return t(cost === 'paid' ? 'directory.cost.paid' : 'directory.cost.unknown');
}

export function amountText({ amountMinor, currency }: { amountMinor: string; currency: string }, format: Formatters): string {
  return format.money(money(BigInt(amountMinor), currency));
}
