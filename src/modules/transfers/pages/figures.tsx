import { Fieldset, MoneyField, NumberField, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import { ageText } from '#modules/places/pages';
import { currencies, typedFigure } from '../measure.ts';
import type { Kind, Measure } from '../precondition.ts';

/** A figure with its unit. */
export function figureText({ t, format }: Context, kind: Kind, value: bigint, currency: string | null): string {
  if (kind === 'budget' && currency) return format.money({ amountMinor: value, currency });
  if (kind === 'staff') return t('transfers.unit.posts', { count: Number(value) / 10 });
  return t('transfers.unit.people', { count: Number(value) });
}

/** "50,000 to 500,000 inhabitants", "at least 2 posts"; null where there is no figure. */
export function takesText(ctx: Context, kind: Kind, { least, most, currency }: Measure): string | null {
  const figure = (value: bigint) => figureText(ctx, kind, value, currency);
  if (least !== null && most !== null) return ctx.t('transfers.range.from-to', { least: figure(least), most: figure(most) });
  if (least !== null) return ctx.t(kind === 'budget' ? 'transfers.range.least-year' : 'transfers.range.least', { least: figure(least) });
  return most === null ? null : ctx.t('transfers.range.most', { most: figure(most) });
}

/** "10,000 to 20,000 euros a year", "3 posts", "210,000 inhabitants"; null where there is no figure. */
export function hasText(ctx: Context, kind: Kind, { least, most, currency }: Measure): string | null {
  if (least === null) return null;
  const figure = (value: bigint) => figureText(ctx, kind, value, currency);
  if (kind !== 'budget') return figure(least);
  return most === null || most === least
    ? ctx.t('transfers.range.year', { amount: figure(least) })
    : ctx.t('transfers.range.from-to-year', { least: figure(least), most: figure(most) });
}

/** Who says something, when and where. */
export function sourceLine(
  { t, format }: Context,
  { saidBy, saidOn, source }: { saidBy?: string; saidOn: string; source: string },
): string {
  const on = ageText(saidOn, format);
  return saidBy ? t('transfers.source.by', { by: saidBy, on, source }) : t('transfers.source.plain', { on, source });
}

export const decimalSign = ({ format }: Context): string => format.number(0.5).replaceAll(/[\p{Nd}]/gu, '');

/** Fields for the figures of a kind. */
export function MeasureFields({
  ctx,
  kind,
  value,
  upper,
  required,
}: {
  ctx: Context;
  kind: Kind;
  value: Measure | null;
  /** Whether there is an upper end to give. */
  upper: boolean;
  required: boolean;
}) {
  const { t } = ctx;
  const shown = (end: bigint | null | undefined) => typedFigure(kind, end ?? null, value?.currency ?? null, decimalSign(ctx));
  const need = required ? { required: true } : { optional: true };
  if (kind !== 'budget') {
    return (
      <>
        <NumberField
          name="least"
          label={t(`transfers.measure.${kind === 'staff' ? 'staff' : upper ? 'scale-least' : 'scale'}`)}
          hint={t(kind === 'staff' ? 'transfers.measure.staff-hint' : 'transfers.measure.scale-hint')}
          value={shown(value?.least)}
          decimal={kind === 'staff'}
          {...need}
        />
        {upper && kind === 'scale' && (
          <NumberField name="most" label={t('transfers.measure.scale-most')} value={shown(value?.most)} optional />
        )}
      </>
    );
  }
  const chosen = value?.currency ?? 'EUR';
  const all: readonly string[] = currencies;
  return (
    <Fieldset label={t('transfers.measure.budget-group')}>
      <MoneyField
        name="least"
        label={t(upper ? 'transfers.measure.budget-least' : 'transfers.measure.budget')}
        value={shown(value?.least)}
        currency={chosen}
        currencies={all.includes(chosen) ? all : [...all, chosen]}
        {...need}
      />
      {upper && (
        <NumberField
          name="most"
          label={t('transfers.measure.budget-most')}
          hint={t('transfers.measure.budget-most-hint')}
          value={shown(value?.most)}
          decimal
          optional
        />
      )}
    </Fieldset>
  );
}

/** That an office, and so what it says, is invented. */
export function Invented({ ctx, when }: { ctx: Context; when: boolean }) {
  return when ? <Tag tone="warning">{ctx.t('transfers.invented')}</Tag> : null;
}
