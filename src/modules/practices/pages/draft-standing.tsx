import { z } from 'zod';
import { MoneyField, RadioField, TextArea, TextField } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { isCurrency, parseMoney, toDecimalText } from '#kernel/money';
import { standings } from '../practice.ts';
import { refuse } from '../refusals.ts';
import { AGE, linesOf, relisted, reworded, type Content } from '../sheet-content.ts';
import type { Draft } from '../write-sheet.ts';
import { authorshipOf } from './reach.ts';

const LONGEST = 4_000;
const currencies = ['EUR', 'ALL', 'MAD', 'RON', 'RSD', 'TND', 'USD', 'XOF'];

/** What it costs and who pays. */
export const moneyBody = z.object({
  budget: fields.optionalText(60),
  budgetCurrency: fields.text(3),
  budgetNote: fields.optionalLongText(LONGEST),
  budgetSources: fields.optionalLongText(LONGEST),
});

export function MoneyFields({ ctx, draft: { content } }: { ctx: Context; draft: Draft }) {
  const { t } = ctx;
  const { budget, budgetNote, sheet } = content;
  const currency = budget?.currency ?? 'EUR';
  return (
    <>
      <MoneyField
        name="budget"
        label={t('practices.field.budget')}
        value={budget ? amountTyped(ctx, budget) : ''}
        currency={currency}
        currencies={currencies.includes(currency) ? currencies : [...currencies, currency]}
        optional
      />
      <TextArea
        name="budgetNote"
        label={t('practices.import.budget-note')}
        value={budgetNote ? textIn(budgetNote, budgetNote.source).text : ''}
        maxLength={LONGEST}
        rows={3}
        optional
      />
      <TextArea
        name="budgetSources"
        label={t('practices.field.budgetSources')}
        hint={t('practices.draft.one-a-line')}
        value={linesOf(sheet.budgetSources)}
        maxLength={LONGEST}
        optional
      />
    </>
  );
}

function amountTyped({ format }: Context, { minor, currency }: NonNullable<Content['budget']>): string {
  const sign = format.number(0.5).replaceAll(/\d/g, '');
  return toDecimalText({ amountMinor: BigInt(minor), currency }).replace('.', sign);
}

/** Reads the form. Refusals: `budget-wrong`. */
export async function changeMoney(ctx: Context, form: z.output<typeof moneyBody>, { lang }: Draft) {
  const author = authorshipOf(ctx);
  const budget = budgetFrom(ctx, form.budget, form.budgetCurrency);
  const change = (content: Content): Content => ({
    ...content,
    budget,
    budgetNote: reworded(content.budgetNote, form.budgetNote, lang, author),
    sheet: { ...content.sheet, budgetSources: relisted(content.sheet.budgetSources, form.budgetSources, lang, author) },
  });
  return { change };
}

function budgetFrom({ lang }: Context, typed: string | null, currency: string): Content['budget'] {
  if (!typed) return null;
  const read = isCurrency(currency) ? parseMoney(typed, currency, lang) : null;
  if (!read?.ok || read.money.amountMinor < 0n) throw refuse('budget-wrong', { field: 'budget' });
  return { minor: read.money.amountMinor.toString(), currency };
}

const age = fields.optionalText(10).refine((value) => value === null || AGE.test(value), 'practices.problem.date');

/** How current the sheet is, where it comes from, and why there is a new version. */
export const standingBody = z.object({
  standing: fields.choice(standings),
  standingOn: age,
  sourceName: fields.optionalText(200),
  reported: age,
  reason: fields.longText(2_000),
});

export function StandingFields({ ctx, draft }: { ctx: Context; draft: Draft }) {
  const { t } = ctx;
  const { standing, standingOn, source, reported } = draft.content;
  const dated = { hint: t('practices.draft.date-hint'), size: 'short', dir: 'ltr', optional: true } as const;
  return (
    <>
      <RadioField
        name="standing"
        label={t('practices.draft.standing')}
        value={standing}
        choices={standings.map((value) => ({ value, label: t(`practices.draft.standing-${value}`) }))}
        required
      />
      <TextField name="standingOn" label={t('practices.draft.standing-on')} value={standingOn ?? ''} {...dated} />
      {!source.document && (
        <TextField
          name="sourceName"
          label={t('practices.draft.source')}
          hint={t('practices.draft.source-hint')}
          value={source.name ?? ''}
          maxLength={200}
          optional
        />
      )}
      <TextField name="reported" label={t('practices.draft.reported')} value={reported ?? ''} {...dated} />
      <TextArea name="reason" label={t('practices.new.reason')} value={draft.reason} maxLength={2_000} rows={3} required />
    </>
  );
}

/** Reads the form; a document of the reference data stays the source. Refusals: `date-missing`. */
export async function changeStanding(_ctx: Context, form: z.output<typeof standingBody>, _draft: Draft) {
  const { standing, reported, reason, sourceName } = form;
  if (standing !== 'reported' && !form.standingOn) throw refuse('date-missing', { field: 'standingOn' });
  const change = (content: Content): Content => ({
    ...content,
    standing,
    standingOn: standing === 'reported' ? null : form.standingOn,
    reported,
    source: content.source.document || !sourceName ? content.source : { ...content.source, name: sourceName },
  });
  return { change, reason };
}
