import { Bdi, Button, ButtonLink, SummaryList, Tag, type ButtonKind, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { textIn } from '#kernel/i18n';
import { applicationMoves, applicationReasons, type ApplicationAction, type ApplicationState } from '../application-state.ts';
import type { Application } from '../application.ts';
import { loanOf } from '../loan.ts';
import { offerOf } from '../offer.ts';
import type { Product } from '../product.ts';
import { readStanding } from '../standing.ts';
import { LoanView } from './loan-view.tsx';
import { OfferView, sumIn } from './offer-view.tsx';
import { todayOf } from './read-fields.ts';
import type { Base } from './stand.ts';

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

/** The schedule as asked or approved; once it is paid out, how the loan stands. */
export async function readSchedule(ctx: Context, one: Application, product: Product, base: Base | '/lending/loans') {
  const loan = await loanOf(ctx.trx, one.id);
  if (loan)
    return (
      <LoanView
        ctx={ctx}
        standing={await readStanding(ctx.trx, loan)}
        paymentHref={({ id }) => (base === '/lending/loans' ? `/lending/loans/${loan.id}` : `${base}/payments/${id}`)}
        paymentLabel={ctx.t(base === '/lending/loans' ? 'loans.loan.title' : 'loans.receipt.title')}
      />
    );
  if (one.paidOutOn !== null) return null;
  const offer = offerOf(
    product,
    one.agreedMinor ?? one.amountMinor,
    one.agreedInstalments ?? one.instalments,
    one.signedOn ?? todayOf(ctx),
  );
  return <OfferView ctx={ctx} offer={offer} product={product} title={ctx.t('loans.offer.title')} />;
}
