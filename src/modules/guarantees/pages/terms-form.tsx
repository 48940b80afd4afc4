import { Button, DateField, Form, MoneyField, Notice, NumberField, SelectField, TextArea, TextField } from '#kernel/html';
import type { Context, FormEntry } from '#kernel/http';
import { money, toDecimalText } from '#kernel/money';
import { dayCounts } from '../day-count.ts';
import { feeBases } from '../fee.ts';
import type { GuaranteeFund, Version } from '../fund.ts';
import { sharings } from '../loss.ts';
import { currencies } from './read-terms.ts';
import { todayOf } from './reach.ts';

/** The form of a draft; where there is none yet, with the newest published version. Nothing is proposed where there is neither. */
export function TermsForm({ ctx, entry, fund, known }: { ctx: Context; entry: FormEntry; fund: GuaranteeFund; known: Version | null }) {
  const { t } = ctx;
  const amount = (minor: bigint | null | undefined) =>
    known && minor !== null && minor !== undefined ? inWriting(ctx, toDecimalText(money(minor, known.currency))) : '';
  const percent = (name: string, label: string, value: string | undefined, hint?: string) => (
    <NumberField
      decimal
      name={name}
      label={label}
      value={value ? inWriting(ctx, value) : ''}
      maxLength={20}
      required
      {...(hint ? { hint } : {})}
    />
  );
  return (
    <Form entry={entry}>
      <input type="hidden" name="revision" value={entry.value('revision', known?.state === 'draft' ? String(known.revision) : '')} />
      <Notice>
        <p>{t('guarantees.terms.lead')}</p>
      </Notice>
      <TextField
        name="basis"
        label={t('guarantees.term.basis')}
        hint={t('guarantees.terms.basis-hint')}
        value={known?.basis ?? ''}
        maxLength={500}
        required
      />
      {percent('coverage', t('guarantees.term.coverage'), known?.coveragePercent, t('guarantees.terms.percent'))}
      <SelectField
        name="sharing"
        label={t('guarantees.term.sharing')}
        value={known?.sharing}
        options={sharings.map((value) => ({ value, label: t(`guarantees.sharing.${value}`) }))}
        required
      />
      <NumberField
        name="longest"
        label={t('guarantees.term.longest')}
        value={known?.longestMonths.toString() ?? ''}
        maxLength={3}
        required
      />
      <MoneyField
        name="borrowerCap"
        label={t('guarantees.term.borrower-cap')}
        value={amount(known?.borrowerCapMinor)}
        currency={known?.currency ?? fund.currency}
        currencies={currencies}
        required
      />
      <NumberField
        decimal
        name="groupCap"
        label={t('guarantees.term.group-cap')}
        value={amount(known?.groupCapMinor)}
        maxLength={30}
        optional
      />
      {percent('lenderCap', t('guarantees.term.lender-cap'), known?.lenderCapPercent, t('guarantees.terms.no-cap'))}
      {percent('countryCap', t('guarantees.term.country-cap'), known?.countryCapPercent)}
      {percent('sectorCap', t('guarantees.term.sector-cap'), known?.sectorCapPercent)}
      {percent('leverage', t('guarantees.term.leverage'), known?.leverage)}
      {percent('upFront', t('guarantees.term.up-front'), known?.upFrontPercent)}
      {percent('yearly', t('guarantees.term.yearly'), known?.yearlyPercent)}
      <SelectField
        name="feeBase"
        label={t('guarantees.term.fee-base')}
        value={known?.feeBase}
        options={feeBases.map((value) => ({ value, label: t(`guarantees.fee-base.${value}`) }))}
        required
      />
      <SelectField
        name="dayCount"
        label={t('guarantees.term.day-count')}
        value={known?.dayCount}
        options={dayCounts.map((value) => ({ value, label: value }))}
        required
      />
      <NumberField name="waiting" label={t('guarantees.term.waiting')} value={known?.waitingDays.toString() ?? ''} maxLength={4} required />
      {percent('firstShare', t('guarantees.term.first-share'), known?.firstSharePercent)}
      <TextArea
        name="legalSteps"
        label={t('guarantees.term.legal-steps')}
        value={known?.legalSteps ?? ''}
        maxLength={2_000}
        rows={4}
        required
      />
      <TextArea
        name="conditions"
        label={t('guarantees.term.conditions')}
        hint={t('guarantees.terms.conditions-hint')}
        value={known?.conditions.map(({ text, reason }) => `${text} | ${reason}`).join('\n') ?? ''}
        maxLength={4_000}
        rows={5}
        optional
      />
      <TextArea
        name="counters"
        label={t('guarantees.term.counters')}
        hint={t('guarantees.terms.counters-hint')}
        value={known?.counterGuarantors.map(({ name, percent: share }) => `${name} | ${inWriting(ctx, share)}`).join('\n') ?? ''}
        maxLength={1_000}
        rows={3}
        optional
      />
      <DateField name="validFrom" label={t('guarantees.terms.valid-from')} value={known?.validFrom ?? todayOf(ctx)} required />
      <DateField name="validUntil" label={t('guarantees.terms.valid-until')} value={known?.validUntil ?? ''} optional />
      <Button>{t('guarantees.terms.save')}</Button>
    </Form>
  );
}

/** A decimal of ours as the reader's language writes it, so that the form reads what it shows. */
function inWriting({ lang }: Context, decimal: string): string {
  return lang === 'en' || lang === 'ar' ? decimal : decimal.replace('.', ',');
}
