import type { z } from 'zod';
import { Button, Form, MoneyField, NumberField } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { Refusal } from '#kernel/errors';
import type { AnyTranslate } from '#kernel/i18n';
import { money, toDecimalText } from '#kernel/money';
import { exampleOf, offerOf, type Offer } from '../offer.ts';
import { MOST_INSTALMENTS, type Product } from '../product.ts';
import { refuse } from '../refusals.ts';
import { readAmount, todayOf } from './read-fields.ts';

/** What the address asks of a product: an amount and a number of instalments. */
export const wishQuery = { amount: fields.searchText(), instalments: fields.searchText() };
type Wish = z.output<z.ZodObject<typeof wishQuery>>;

export interface Worked {
  readonly offer: Offer | null;
  readonly problem: { field: string; message: string } | null;
}

/** The offer for what the address asks. Refusals: `not-an-amount`, `amount-range`, `instalment-range`. */
export function offerFor(ctx: Context, product: Product, wish: Wish): Offer {
  const instalments = Number(wish.instalments);
  if (!/^\d{1,3}$/.test(wish.instalments) || instalments > MOST_INSTALMENTS) throw refuse('instalment-range', { field: 'instalments' });
  return offerOf(product, readAmount(ctx, wish.amount, product.currency, 'amount'), instalments, todayOf(ctx));
}

/** The same for a page: an example where nothing was asked, a sentence beside the field where it does not fit. */
export function workedOffer(ctx: Context, product: Product, wish: Wish, withExample: boolean): Worked {
  if (!wish.amount && !wish.instalments) {
    if (!withExample) return { offer: null, problem: null };
    const example = exampleOf(product);
    return { offer: offerOf(product, example.amountMinor, example.instalments, todayOf(ctx)), problem: null };
  }
  try {
    return { offer: offerFor(ctx, product, wish), problem: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // uses messages: loans.refusal.*
    const say: AnyTranslate = ctx.t;
    return { offer: null, problem: { field: error.field ?? 'amount', message: say(error.messageKey, error.values) } };
  }
}

/** Asks for an amount and a number of instalments; the answer stands on the same page. */
export function WishForm({ ctx, product, wish, worked, action, keep }: WishFormProps) {
  const { t } = ctx;
  const example = exampleOf(product);
  const { problem } = worked;
  return (
    <Form method="get" action={action} id="wish">
      {Object.entries(keep ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <MoneyField
        name="amount"
        label={t('loans.field.amount')}
        value={wish.amount || toDecimalText(money(example.amountMinor, product.currency))}
        currency={product.currency}
        {...(problem?.field === 'amount' ? { error: problem.message } : {})}
      />
      <NumberField
        name="instalments"
        label={t('loans.field.instalments')}
        value={wish.instalments || String(example.instalments)}
        maxLength={3}
        {...(problem?.field === 'instalments' ? { error: problem.message } : {})}
      />
      <Button kind="secondary">{t('loans.offer.work-out')}</Button>
    </Form>
  );
}

interface WishFormProps {
  ctx: Context;
  product: Product;
  wish: Wish;
  worked: Worked;
  action: string;
  keep?: Readonly<Record<string, string>>;
}
