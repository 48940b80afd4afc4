import { makeTranslated } from '#kernel/i18n';
import {
  approve,
  askForMore,
  loanOf,
  readStanding,
  recordRepayment,
  createProduct,
  openApplication,
  payOut,
  publishProduct,
  sendApplication,
  sign,
  getProduct,
  type ApplicationId,
  type ProductId,
  type ProductText,
} from '#modules/loans';
import { getVenture } from '#modules/ventures';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Founder } from './fixtures-stories.ts';
import type { Somebody } from './plant.ts';

const words = (text: string) => makeTranslated('en', text, { by: 'the lender', kind: 'human', at: '2026-11-01T09:00:00Z' });

/** A loan of 1,000 to 10,000 euros in 6 to 36 months at 8 per cent, with a fee of 1 per cent; or the same without interest. */
export function loanText(name: string, withoutInterest = false): ProductText {
  return {
    name: words(name),
    about: words('For firms that begin'),
    eligible: words('Whoever begins a firm'),
    currency: 'EUR',
    leastMinor: 100_000n,
    mostMinor: 1_000_000n,
    leastInstalments: 6,
    mostInstalments: 36,
    frequency: 'MONTHS',
    way: withoutInterest ? 'mark-up' : 'instalments',
    annualRate: withoutInterest ? null : '8',
    markupPercent: withoutInterest ? '6' : null,
    feePercent: '1',
    grace: 0,
    allocationOrder: 'DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PRINCIPAL_PENALTY_FEE_INTEREST',
    validFrom: '2026-01-01',
    validUntil: null,
  };
}

/** A published product of the bank. */
export async function plantProduct(cast: Cast, lender: Somebody, name: string, publish = true): Promise<ProductId> {
  return await as(cast, lender, async (trx) => {
    const id = await createProduct(trx, lender.accountId, cast.ground.organisations.bank, loanText(name, name.includes('Without')));
    if (publish) await publishProduct(trx, id, new Date());
    return id;
  });
}

/** An application of a founder for a product of its own, sent at the desk. */
export async function plantApplication(cast: Cast, lender: Somebody, founder: Founder, name: string): Promise<ApplicationId> {
  const productId = await plantProduct(cast, lender, name);
  return await as(cast, cast.counsellor, async (trx) => {
    const of = {
      personId: founder.person,
      officeId: officeOf(cast),
      venture: must(await getVenture(trx, founder.venture)),
      product: await getProduct(trx, productId),
      today: cast.ground.today,
    };
    return await sendApplication(trx, cast.counsellor, of, {
      amountMinor: 500_000n,
      instalments: 12,
      purpose: `An oven and the first rent: ${name}`,
      parts: ['contact', 'business-plan'],
      officeFollows: true,
      opinion: 'A careful plan',
      agreement: { language: 'en', wording: 'I allow the bank to see my plan.', how: 'spoken-at-desk' },
      endsAt: new Date(Date.now() + 90 * 86_400_000),
    });
  });
}

/** Products in every state, and an application for each thing that somebody does with one. */
export async function plantLoans(cast: Cast, lender: Somebody, founder: Founder) {
  const { today } = cast.ground;
  const apply = async (name: string) => await plantApplication(cast, lender, founder, name);
  const opened = async (name: string) => {
    const id = await apply(name);
    await as(cast, lender, async (trx) => await openApplication(trx, id, []));
    return id;
  };
  const asked = async (name: string) => {
    const id = await opened(name);
    await as(cast, lender, async (trx) => await askForMore(trx, id, 'How much is the oven?'));
    return id;
  };
  const approved = async (name: string) => {
    const id = await opened(name);
    const approval = { amountMinor: 400_000n, instalments: 12, conditions: 'With the lease' };
    await as(cast, lender, async (trx) => await approve(trx, lender.accountId, id, approval, today));
    return id;
  };
  const signed = async (name: string) => {
    const id = await approved(name);
    await as(cast, lender, async (trx) => await sign(trx, id, today, today));
    return id;
  };
  const lent = async (name: string, reference: string) => {
    const id = await signed(name);
    await as(cast, lender, async (trx) => await payOut(trx, lender.accountId, id, { paidOutOn: today, reference }, today));
    return id;
  };
  /** A loan with two payments, and their ids by their numbers. */
  const repaid = async (application: ApplicationId) =>
    await as(cast, lender, async (trx) => {
      const loan = must(await loanOf(trx, application));
      for (const reference of ['P-1', 'P-2']) {
        const payment = { paidOn: today, amountMinor: 10_000n, reference, endsEarly: false };
        await recordRepayment(trx, lender.accountId, loan.id, payment, today);
      }
      const { payments } = await readStanding(trx, loan);
      const idOf = (reference: string) => must(payments.find((one) => one.reference === reference)).id;
      return { loan: loan.id, payment: idOf('P-1'), toTakeBack: idOf('P-2') };
    });
  const lentOut = await lent('Paid out', 'ML-2026-001');
  const loanIdOf = async (application: ApplicationId) => must(await as(cast, lender, async (trx) => await loanOf(trx, application))).id;
  const lentToPay = await lent('To pay back', 'ML-2026-003');
  return {
    lentLoan: await repaid(lentOut),
    toPay: await loanIdOf(lentToPay),
    toReschedule: await loanIdOf(await lent('To reschedule', 'ML-2026-004')),
    toWriteOff: await loanIdOf(await lent('To write off', 'ML-2026-005')),
    draft: await plantProduct(cast, lender, 'A draft', false),
    toPublish: await plantProduct(cast, lender, 'To publish', false),
    open: await plantProduct(cast, lender, 'Small loan'),
    toWithdraw: await plantProduct(cast, lender, 'To withdraw'),
    withoutInterest: await plantProduct(cast, lender, 'Without interest'),
    applied: await apply('To look at'),
    toAsk: await opened('To ask about'),
    toApprove: await opened('To approve'),
    toDecline: await opened('To decline'),
    toSign: await approved('To sign'),
    toPayOut: await signed('To pay out'),
    lent: lentOut,
    toAnswer: await asked('To answer'),
    toAnswerAtDesk: await asked('To answer at the desk'),
    toTakeBack: await apply('To take back'),
    toTakeBackAtDesk: await apply('To take back at the desk'),
  };
}
