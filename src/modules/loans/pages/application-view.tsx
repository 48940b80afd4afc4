import { Bdi, Button, ButtonLink, Inset, Section, SummaryList, Table, Tag, type ButtonKind, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { textIn } from '#kernel/i18n';
import { applicationMoves, applicationReasons, type ApplicationAction, type ApplicationState } from '../application-state.ts';
import type { Application } from '../application.ts';
import { instalmentsOf, loanOf, type AgreedInstalment, type Loan } from '../loan.ts';
import { offerOf } from '../offer.ts';
import type { Product } from '../product.ts';
import { OfferView, sumIn } from './offer-view.tsx';
import { todayOf } from './read-fields.ts';

const tones: Readonly<Record<ApplicationState, Tone>> = {
  sent: 'info',
  'in-review': 'info',
  asked: 'warning',
  approved: 'success',
  declined: 'danger',
  signed: 'success',
  'paid-out': 'success',
  withdrawn: 'neutral',
};

export function ApplicationTag({ ctx, state }: { ctx: Context; state: ApplicationState }) {
  return <Tag tone={tones[state]}>{ctx.t(`loans.state.${state}`)}</Tag>;
}

interface ActionLinkProps {
  ctx: Context;
  state: ApplicationState;
  action: ApplicationAction;
  href: string;
  kind?: ButtonKind;
  children: string;
}

/** A link to an action; where the state closes it, a disabled button with the reason. */
export function ActionLink({ ctx, state, action, href, kind = 'secondary', children }: ActionLinkProps) {
  if (applicationMoves[state][action] !== undefined) {
    return (
      <ButtonLink href={href} kind={kind}>
        {children}
      </ButtonLink>
    );
  }
  // uses messages: loans.refusal.*
  const say: AnyTranslate = ctx.t;
  return (
    <Button kind={kind} disabledReason={say(`loans.refusal.${applicationReasons[state]}`)}>
      {children}
    </Button>
  );
}

/** What was asked, said and decided, one a row. */
export function ApplicationFacts({ ctx, one, product, lender }: { ctx: Context; one: Application; product: Product; lender: string }) {
  const { t, format } = ctx;
  const sum = sumIn(ctx, product.currency);
  const words = (key: string, label: string, value: string | null) => (value ? [{ key, label, value: <Bdi>{value}</Bdi> }] : []);
  return (
    <SummaryList
      label={t('loans.application.title')}
      rows={[
        { key: 'product', label: t('loans.field.name'), value: <Bdi>{textIn(product.name, ctx.lang).text}</Bdi> },
        { key: 'lender', label: t('loans.field.lender'), value: <Bdi>{lender}</Bdi> },
        { key: 'amount', label: t('loans.field.amount'), value: sum(one.amountMinor) },
        { key: 'instalments', label: t('loans.field.instalments'), value: format.number(one.instalments) },
        ...words('purpose', t('loans.field.purpose'), one.purpose),
        { key: 'sent', label: t('loans.field.sent'), value: format.instant(one.sentAt, 'short') },
        ...words('opinion', t('loans.field.opinion'), one.opinion),
        ...words('question', t('loans.field.question'), one.question),
        ...words('answer', t('loans.field.answer'), one.answer),
        ...(one.agreedMinor === null ? [] : [{ key: 'agreed', label: t('loans.field.agreed'), value: sum(one.agreedMinor) }]),
        ...(one.agreedInstalments === null
          ? []
          : [{ key: 'agreed-instalments', label: t('loans.field.agreed-instalments'), value: format.number(one.agreedInstalments) }]),
        ...words('conditions', t('loans.field.conditions'), one.conditions),
        ...words('reason', t('loans.field.reason'), one.reason),
        ...words('signed', t('loans.field.signed'), one.signedOn && format.date(one.signedOn)),
        ...words('paid-out', t('loans.field.paid-out'), one.paidOutOn && format.date(one.paidOutOn)),
      ]}
    />
  );
}

/** The schedule as asked or approved; once it is paid out, what was agreed and how the loan stands. */
export async function readSchedule(ctx: Context, one: Application, product: Product) {
  const loan = await loanOf(ctx.trx, one.id);
  if (loan) return <LoanView ctx={ctx} loan={loan} instalments={await instalmentsOf(ctx.trx, loan.id)} />;
  if (one.paidOutOn !== null) return null;
  const offer = offerOf(
    product,
    one.agreedMinor ?? one.amountMinor,
    one.agreedInstalments ?? one.instalments,
    one.signedOn ?? todayOf(ctx),
  );
  return <OfferView ctx={ctx} offer={offer} product={product} title={ctx.t('loans.offer.title')} />;
}

function LoanView({ ctx, loan, instalments }: { ctx: Context; loan: Loan; instalments: readonly AgreedInstalment[] }) {
  const { t, format } = ctx;
  const sum = sumIn(ctx, loan.currency);
  return (
    <Section title={t('loans.loan.title')}>
      <SummaryList
        label={t('loans.loan.title')}
        rows={[
          { key: 'reference', label: t('loans.field.reference'), value: <bdi dir="ltr">{loan.reference}</bdi> },
          { key: 'state', label: t('loans.field.state'), value: t(`loans.loan-state.${loan.state}`) },
          { key: 'balance', label: t('loans.field.balance'), value: sum(loan.balanceMinor) },
          { key: 'late', label: t('loans.field.past-due'), value: t('loans.loan.days', { count: loan.pastDueDays }) },
        ]}
      />
      <Inset>{t('loans.loan.reported', { day: format.date(loan.reportedOn) })}</Inset>
      <Table<AgreedInstalment>
        caption={t('loans.loan.schedule')}
        rows={instalments}
        rowKey={({ n }) => String(n)}
        columns={[
          { key: 'n', header: t('loans.offer.number'), cell: ({ n }) => format.number(n), numeric: true },
          { key: 'due', header: t('loans.offer.due'), cell: ({ dueOn }) => format.date(dueOn, 'short') },
          { key: 'principal', header: t('loans.offer.principal'), cell: (row) => sum(row.principalMinor), numeric: true },
          { key: 'interest', header: t('loans.offer.interest'), cell: (row) => sum(row.interestMinor), numeric: true },
          { key: 'fees', header: t('loans.offer.mark-up'), cell: (row) => sum(row.feesMinor), numeric: true },
          {
            key: 'total',
            header: t('loans.offer.pay'),
            cell: (row) => sum(row.principalMinor + row.interestMinor + row.feesMinor),
            numeric: true,
          },
        ]}
      />
    </Section>
  );
}
