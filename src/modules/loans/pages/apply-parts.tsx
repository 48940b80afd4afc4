import { Button, Form, SelectField } from '#kernel/html';
import type { Context } from '#kernel/http';
import { formatters, textIn, translator, type Language } from '#kernel/i18n';
import { addDays } from '#kernel/time';
import { organisationNames } from '#modules/directory';
import { neededParts, optionalParts } from '../apply.ts';
import type { Product } from '../product.ts';
import { todayOf } from './read-fields.ts';

/** Time that a lender has before the permission ends by itself. */
export const GRANT_DAYS = 180;
export interface Words {
  readonly lang: Language;
  readonly wording: string;
}

/** The sentence to which the person agrees, with the parts that it names. */
export async function wordingIn(ctx: Context, lang: Language, product: Product, parts: readonly string[]): Promise<Words> {
  const t = translator(ctx.network.catalogue, lang);
  const format = formatters(lang, ctx.timeZone);
  const lender = (await organisationNames(ctx.trx, [product.organisationId], lang)).get(product.organisationId) ?? '–';
  const all = [...neededParts, ...optionalParts.filter((part) => parts.includes(part))];
  const wording = t('loans.agreement', {
    lender,
    // uses messages: consent.part.*
    parts: format.list(all.map((part) => t(`consent.part.${part}`))),
    day: format.date(addDays(todayOf(ctx), GRANT_DAYS)),
  });
  return { lang, wording };
}

interface StepProps {
  ctx: Context;
  wish: { readonly amount: string; readonly instalments: string };
  action: string;
  products: readonly Product[];
  product: Product | null;
}

/** Chooses the product first: its lender stands in the sentence to which the person agrees. */
export function ProductChoice({ ctx, wish, action, products, product }: StepProps) {
  const { t } = ctx;
  return (
    <Form method="get" action={action} id="choice">
      <SelectField
        name="product"
        label={t('loans.field.name')}
        value={product?.id ?? ''}
        options={products.map((one) => ({ value: one.id, label: textIn(one.name, ctx.lang).text }))}
        required
      />
      <input type="hidden" name="amount" value={wish.amount} />
      <input type="hidden" name="instalments" value={wish.instalments} />
      <Button kind={product ? 'secondary' : 'primary'}>{t('loans.apply.choose')}</Button>
    </Form>
  );
}
