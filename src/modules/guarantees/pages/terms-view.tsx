import { Bdi, SummaryList } from '#kernel/html';
import type { Context } from '#kernel/http';
import { money } from '#kernel/money';
import type { GuaranteeFund, Version } from '../fund.ts';

/** The terms of a version in plain words; texts in the language of the fund. */
export function TermsView({ ctx, fund, terms }: { ctx: Context; fund: GuaranteeFund; terms: Version }) {
  const { t, format } = ctx;
  const percent = (text: string) => format.percent(Number(text) / 100, 4);
  const sum = (minor: bigint) => format.money(money(minor, terms.currency));
  const written = (text: string) => <Bdi lang={fund.language}>{text}</Bdi>;
  const rows: [string, string, ReturnType<typeof written> | string][] = [
    ['coverage', t('guarantees.term.coverage'), percent(terms.coveragePercent)],
    ['sharing', t('guarantees.term.sharing'), t(`guarantees.sharing.${terms.sharing}`)],
    ['longest', t('guarantees.term.longest'), format.number(terms.longestMonths)],
    ['borrower', t('guarantees.term.borrower-cap'), sum(terms.borrowerCapMinor)],
    ...(terms.groupCapMinor === null
      ? []
      : [['group', t('guarantees.term.group-cap'), sum(terms.groupCapMinor)] satisfies [string, string, string]]),
    ['up-front', t('guarantees.term.up-front'), percent(terms.upFrontPercent)],
    ['yearly', t('guarantees.term.yearly'), percent(terms.yearlyPercent)],
    ['base', t('guarantees.term.fee-base'), t(`guarantees.fee-base.${terms.feeBase}`)],
    ['days', t('guarantees.term.day-count'), written(terms.dayCount)],
    ['waiting', t('guarantees.term.waiting'), format.number(terms.waitingDays)],
    ['first', t('guarantees.term.first-share'), percent(terms.firstSharePercent)],
    ['legal', t('guarantees.term.legal-steps'), written(terms.legalSteps)],
    ['leverage', t('guarantees.term.leverage'), format.number(Number(terms.leverage))],
    ['lender', t('guarantees.term.lender-cap'), percent(terms.lenderCapPercent)],
    ['country', t('guarantees.term.country-cap'), percent(terms.countryCapPercent)],
    ['sector', t('guarantees.term.sector-cap'), percent(terms.sectorCapPercent)],
    ['valid', t('guarantees.term.valid'), daysInWords(ctx, terms.validFrom, terms.validUntil)],
    ['basis', t('guarantees.term.basis'), written(terms.basis)],
  ];
  return (
    <>
      {terms.conditions.length > 0 && (
        <>
          <p>{t('guarantees.term.conditions')}</p>
          <ul>
            {terms.conditions.map(({ text, reason }) => (
              <li key={text}>
                {written(text)}
                <br />
                {t('guarantees.term.because')} {written(reason)}
              </li>
            ))}
          </ul>
        </>
      )}
      <SummaryList rows={rows.map(([key, label, value]) => ({ key, label, value }))} label={t('guarantees.term.title')} />
      {terms.counterGuarantors.length > 0 && (
        <>
          <p>{t('guarantees.term.counters')}</p>
          <ul>
            {terms.counterGuarantors.map(({ name, percent: share }) => (
              <li key={name}>
                {written(name)}: {percent(share)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** `1 January 2026 – 31 December 2027`, or without an end. */
export function daysInWords({ t, format }: Context, from: string, until: string | null): string {
  return until === null
    ? t('guarantees.days.open', { from: format.date(from) })
    : t('guarantees.days.closed', { from: format.date(from), until: format.date(until) });
}
