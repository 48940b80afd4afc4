import { Bdi, ButtonGroup, ButtonLink, Inset, Link, Section, SummaryList, Tag, type SummaryRow, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { GuaranteeState } from '#modules/guarantees';
import type { ApplicationId } from '../application.ts';
import { guaranteeOf, type LoanGuarantee } from '../guaranteed.ts';
import { sumIn } from './offer-view.tsx';

// uses messages: loans.guarantee.is.*
/** What a borrower has to know of the state of a guarantee. */
const told = {
  filed: 'waiting',
  asked: 'waiting',
  approved: 'promised',
  refused: 'none',
  withdrawn: 'none',
  lapsed: 'none',
  active: 'in-force',
  repaid: 'over',
  expired: 'over',
  called: 'called',
  'part-paid': 'paid',
  settled: 'paid',
  forfeited: 'over',
} as const satisfies Readonly<Record<GuaranteeState, string>>;
export type Told = (typeof told)[GuaranteeState];

const tones: Readonly<Record<Told, Tone>> = {
  waiting: 'info',
  promised: 'info',
  none: 'neutral',
  'in-force': 'success',
  over: 'neutral',
  called: 'warning',
  paid: 'warning',
};

export const toldOf = (state: GuaranteeState): Told => told[state];

/** The guarantee of a loan in rows: which fund, what part, until when, how it stands. */
export function guaranteeRows(ctx: Context, one: LoanGuarantee): SummaryRow[] {
  const { t, format } = ctx;
  const sum = sumIn(ctx, one.currency);
  const state = toldOf(one.state);
  const until = state === 'promised' ? one.lapseOn : one.endsOn;
  const shown: (readonly [string, string, SummaryRow['value']] | false)[] = [
    [
      'fund',
      t('loans.guarantee.fund'),
      one.fundCode ? (
        <Link key="fund" href={`/guarantee-funds/${one.fundCode}`}>
          <Bdi lang={one.fundLanguage}>{one.fundName}</Bdi>
        </Link>
      ) : (
        <Bdi key="fund" lang={one.fundLanguage}>
          {one.fundName}
        </Bdi>
      ),
    ],
    [
      'state',
      t('loans.field.state'),
      <Tag key="state" tone={tones[state]}>
        {t(`loans.guarantee.is.${state}`)}
      </Tag>,
    ],
    [
      'part',
      t('loans.guarantee.part'),
      t('loans.guarantee.part-of', {
        percent: format.percent(Number(one.coveragePercent) / 100, 2),
        amount: sum(one.guaranteedMinor),
        loan: sum(one.loanMinor),
      }),
    ],
    state === 'in-force' && ['left', t('loans.guarantee.left'), sum(one.leftMinor)],
    until !== null &&
      state !== 'none' && ['until', t(state === 'promised' ? 'loans.guarantee.lapse' : 'loans.guarantee.until'), format.date(until)],
    one.paidMinor > 0n && ['paid', t('loans.guarantee.paid'), sum(one.paidMinor)],
  ];
  return shown.flatMap((row) => (row ? [{ key: row[0], label: row[1], value: row[2] }] : []));
}

/** The guarantee for the borrower and the counsellor who follows, with what it means for the borrower; nothing where none is linked. */
export async function readGuarantee(ctx: Context, id: ApplicationId, side: 'own' | 'desk') {
  const { t } = ctx;
  const one = await guaranteeOf(ctx.trx, id);
  if (!one) return null;
  return (
    <Section title={t('loans.guarantee.title')}>
      <SummaryList label={t('loans.guarantee.title')} rows={guaranteeRows(ctx, one)} />
      {toldOf(one.state) !== 'none' && (
        <Inset>
          <p>{t(side === 'own' ? 'loans.guarantee.means-you' : 'loans.guarantee.means')}</p>
        </Inset>
      )}
    </Section>
  );
}

/** The same for the lender, who links and unlinks it. */
export async function readLenderGuarantee(ctx: Context, id: ApplicationId, over: boolean) {
  const { t } = ctx;
  const one = await guaranteeOf(ctx.trx, id);
  const at = `/lending/applications/${id}/guarantee`;
  if (!one && over) return null;
  return (
    <Section title={t('loans.guarantee.title')}>
      {one ? (
        <>
          <SummaryList
            label={t('loans.guarantee.title')}
            rows={[
              ...guaranteeRows(ctx, one),
              {
                key: 'number',
                label: t('loans.guarantee.number'),
                value: <Link href={`/desk/guarantees/${one.guaranteeId}`}>{ctx.format.number(one.number)}</Link>,
              },
            ]}
          />
          {['waiting', 'promised', 'none'].includes(toldOf(one.state)) && (
            <ButtonGroup>
              <ButtonLink kind="secondary" href={`${at}/end`}>
                {t('loans.guarantee.unlink')}
              </ButtonLink>
            </ButtonGroup>
          )}
        </>
      ) : (
        <>
          <p>{t('loans.guarantee.not-linked')}</p>
          <ButtonGroup>
            <ButtonLink kind="secondary" href={at}>
              {t('loans.guarantee.link')}
            </ButtonLink>
          </ButtonGroup>
        </>
      )}
    </Section>
  );
}
