import { Bdi, Details, EmptyState, Inset, Link, Section, Stat, StatGrid, SummaryList, Table, Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { figuresOn } from '../figures.ts';
import { leftOf, sumOf, type InstalmentState } from '../instalment-state.ts';
import type { LoanState } from '../loan-state.ts';
import type { LoanChange, RecordedPayment, Standing } from '../standing.ts';
import { sumIn } from './offer-view.tsx';
import { todayOf } from './read-fields.ts';

const tones: Readonly<Record<LoanState, Tone>> = { running: 'info', settled: 'success', 'written-off': 'danger', recovered: 'neutral' };

export function LoanTag({ ctx, state }: { ctx: Context; state: LoanState }) {
  return <Tag tone={tones[state]}>{ctx.t(`loans.loan-state.${state}`)}</Tag>;
}

interface LoanViewProps {
  ctx: Context;
  standing: Standing;
  /** Where one payment is shown, or taken back. */
  paymentHref: (payment: RecordedPayment) => string;
  paymentLabel: string;
}

/** A loan after it was paid out: the same figures for the borrower, the counsellor who follows it, and the lender. */
export function LoanView({ ctx, standing, paymentHref, paymentLabel }: LoanViewProps) {
  const { t, format } = ctx;
  const { loan, instalments, payments, changes } = standing;
  const sum = sumIn(ctx, loan.currency);
  const figures = figuresOn(instalments, todayOf(ctx));
  const lost = loan.state === 'written-off';
  return (
    <>
      <Section title={t('loans.loan.title')}>
        <StatGrid>
          {loan.state === 'running' && (
            <Stat
              label={t('loans.loan.next')}
              value={figures.next ? sum(figures.next.minor) : '–'}
              {...(figures.next ? { note: format.date(figures.next.due) } : {})}
            />
          )}
          {loan.state === 'running' && (
            <Stat
              label={t('loans.loan.overdue')}
              value={sum(figures.overdueMinor)}
              note={t('loans.loan.days', { count: figures.pastDueDays })}
            />
          )}
          <Stat label={t('loans.loan.paid')} value={sum(figures.paidMinor)} />
          <Stat label={t(lost ? 'loans.loan.lost' : 'loans.loan.owed')} value={sum(figures.owedMinor)} />
        </StatGrid>
        <SummaryList
          label={t('loans.loan.title')}
          rows={[
            { key: 'reference', label: t('loans.field.reference'), value: <bdi dir="ltr">{loan.reference}</bdi> },
            {
              key: 'state',
              label: t('loans.field.state'),
              value: (
                <>
                  <LoanTag ctx={ctx} state={loan.state} /> {loan.rescheduled && <Tag tone="warning">{t('loans.loan.rescheduled')}</Tag>}
                </>
              ),
            },
            { key: 'principal', label: t('loans.loan.lent'), value: sum(loan.principalMinor) },
            { key: 'paid-out', label: t('loans.field.paid-out'), value: format.date(loan.paidOutOn) },
            { key: 'balance', label: t('loans.loan.principal-owed'), value: sum(loan.balanceMinor) },
          ]}
        />
        <Inset>{t('loans.loan.reported', { day: format.date(loan.reportedOn) })}</Inset>
        <Payments ctx={ctx} standing={standing} paymentHref={paymentHref} paymentLabel={paymentLabel} />
        <Details summary={t('loans.loan.schedule')} open={payments.length === 0}>
          <ScheduleTable ctx={ctx} standing={standing} />
        </Details>
      </Section>
      {changes.length > 0 && <Changes ctx={ctx} standing={standing} />}
    </>
  );
}

/** Each instalment: what is due, what was paid of it, and whether it is late. */
function ScheduleTable({ ctx, standing: { loan, instalments } }: { ctx: Context; standing: Standing }) {
  const { t, format } = ctx;
  const sum = sumIn(ctx, loan.currency);
  const today = todayOf(ctx);
  const places = new Map(instalments.map(({ n }, at) => [n, at + 1]));
  const state = (one: InstalmentState) => {
    if (sumOf(leftOf(one)) === 0n) return one.paidOn ? t('loans.instalment.paid', { day: format.date(one.paidOn, 'short') }) : '–';
    if (loan.state !== 'running') return t('loans.instalment.not-paid');
    return one.due < today ? <Tag tone="danger">{t('loans.instalment.late')}</Tag> : t('loans.instalment.to-come');
  };
  return (
    <Table<InstalmentState>
      caption={t('loans.loan.schedule')}
      hideCaption
      rows={instalments}
      rowKey={({ n }) => String(n)}
      columns={[
        { key: 'n', header: t('loans.offer.number'), cell: ({ n }) => format.number(places.get(n) ?? n), numeric: true },
        { key: 'due', header: t('loans.offer.due'), cell: ({ due }) => format.date(due, 'short') },
        { key: 'principal', header: t('loans.offer.principal'), cell: ({ owed }) => sum(owed.principal), numeric: true },
        { key: 'interest', header: t('loans.offer.interest'), cell: ({ owed }) => sum(owed.interest), numeric: true },
        { key: 'fees', header: t('loans.offer.mark-up'), cell: ({ owed }) => sum(owed.fees), numeric: true },
        { key: 'total', header: t('loans.offer.pay'), cell: ({ owed }) => sum(sumOf(owed)), numeric: true },
        { key: 'paid', header: t('loans.loan.paid'), cell: ({ paid }) => sum(sumOf(paid)), numeric: true },
        { key: 'state', header: t('loans.field.state'), cell: state },
      ]}
    />
  );
}

function Payments({ ctx, standing: { loan, payments }, paymentHref, paymentLabel }: LoanViewProps) {
  const { t, format } = ctx;
  const sum = sumIn(ctx, loan.currency);
  return (
    <Table<RecordedPayment>
      caption={t('loans.payment.caption')}
      rows={payments}
      rowKey={({ id }) => id}
      columns={[
        { key: 'day', header: t('loans.payment.day'), cell: ({ paidOn }) => format.date(paidOn, 'short') },
        { key: 'amount', header: t('loans.payment.amount'), cell: ({ amountMinor }) => sum(amountMinor), numeric: true },
        { key: 'reference', header: t('loans.payment.reference'), cell: ({ reference }) => <bdi dir="ltr">{reference}</bdi> },
        {
          key: 'receipt',
          header: paymentLabel,
          cell: (one) =>
            one.reversed ? (
              <>
                <Tag tone="warning">{t('loans.payment.taken-back')}</Tag> <Bdi>{one.reversed.why}</Bdi>
              </>
            ) : (
              <Link href={paymentHref(one)} label={t('loans.payment.link', { what: paymentLabel, reference: one.reference })}>
                {paymentLabel}
              </Link>
            ),
        },
      ]}
      empty={<EmptyState title={t('loans.payment.none')} />}
    />
  );
}

function Changes({ ctx, standing: { loan, changes } }: { ctx: Context; standing: Standing }) {
  const { t, format } = ctx;
  const sum = sumIn(ctx, loan.currency);
  return (
    <Section title={t('loans.change.caption')}>
      <Table<LoanChange>
        caption={t('loans.change.caption')}
        hideCaption
        rows={changes}
        rowKey={({ id }) => id}
        columns={[
          { key: 'kind', header: t('loans.change.kind'), cell: ({ kind }) => t(`loans.change.${kind}`) },
          { key: 'day', header: t('loans.change.day'), cell: ({ onDay }) => format.date(onDay, 'short') },
          { key: 'owed', header: t('loans.change.owed'), cell: (one) => sum(one.principalMinor + one.chargesMinor), numeric: true },
          { key: 'reason', header: t('loans.change.reason'), cell: ({ reason }) => <Bdi>{reason}</Bdi> },
        ]}
      />
    </Section>
  );
}
