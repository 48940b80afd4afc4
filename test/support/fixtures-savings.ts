import type { AnyWrites } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import { addDays, addMonths } from '#kernel/time';
import { findPlan, findVersion, type PlanId } from '#modules/plans';
import { getPerson } from '#modules/people';
import {
  acceptMembership,
  addAim,
  askCredit,
  askToJoin,
  createScheme,
  getScheme,
  loadMembership,
  nameDrawer,
  openCredit,
  publishScheme,
  recordDeposit,
  type CreditId,
  type DrawerId,
  type MembershipId,
  type SchemeId,
  type SchemeText,
} from '#modules/savings';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Founder } from './fixtures-stories.ts';
import type { Somebody } from './plant.ts';

const words = (text: string) => makeTranslated('en', text, { by: 'the bank', kind: 'human', at: '2026-11-01T09:00:00Z' });

/**
 * Saved in euros, drawn in CFA francs: at most 100 euros and half of the savings a month, five days after a deposit; three months in a row
 * and 250 euros open a credit of twice the savings, at most 5,000, for which a fifth is pledged.
 */
export function schemeText(name: string, more: Partial<SchemeText> = {}): SchemeText {
  return {
    name: words(name),
    about: words('For a goal at home'),
    eligible: words('Whoever works abroad'),
    purposes: ['firm', 'home'],
    savingCurrency: 'EUR',
    homeCurrency: 'XOF',
    drawMonthMinor: 10_000n,
    drawPercent: 50,
    drawWaitDays: 5,
    creditMonths: 3,
    creditSavedMinor: 25_000n,
    creditMultiple: '2',
    creditMostMinor: 500_000n,
    pledgePercent: 20,
    productId: null,
    ...more,
  };
}

/** A scheme of the bank. */
export async function plantScheme(
  cast: Cast,
  lender: Somebody,
  name: string,
  { publish = true, ...more }: Partial<SchemeText> & { publish?: boolean } = {},
): Promise<SchemeId> {
  return await as(cast, lender, async (trx) => {
    const id = await createScheme(trx, lender.accountId, cast.ground.organisations.bank, schemeText(name, more));
    if (publish) await publishScheme(trx, id, new Date());
    return id;
  });
}

/** Somebody who asked to save by a scheme of its own. */
export async function plantSaver(cast: Cast, lender: Somebody, saver: Somebody, founder: Founder, name: string): Promise<MembershipId> {
  const schemeId = await plantScheme(cast, lender, name);
  return await as(cast, saver, async (trx) => {
    const person = must(await getPerson(trx, founder.person));
    const { today } = cast.ground;
    const of = { personId: person.id, officeId: person.officeId, scheme: await getScheme(trx, schemeId), today };
    return await askToJoin(trx, saver, of, {
      purpose: 'firm',
      goalMinor: 300_000n,
      goalOn: addMonths(today, 24),
      officeFollows: true,
      agreement: { language: 'en', wording: 'I allow the bank to see who I am.' },
      endsAt: new Date(Date.now() + 900 * 86_400_000),
    });
  });
}

/** Pays in, each deposit so many months and days ago. */
export async function payIn(
  cast: Cast,
  lender: Somebody,
  id: MembershipId,
  deposits: readonly { minor: bigint; monthsAgo?: number; daysAgo?: number; reference: string }[],
): Promise<void> {
  const { today } = cast.ground;
  await as(cast, lender, async (trx) => {
    for (const { minor, monthsAgo = 0, daysAgo = 0, reference } of deposits)
      await recordDeposit(trx, id, { amountMinor: minor, day: addDays(addMonths(today, -monthsAgo), -daysAgo), reference }, today);
  });
}

/** An objective of the published plan of the office's place. */
async function servedPart(trx: AnyWrites): Promise<{ id: PlanId; part: string }> {
  const { id, version } = must(await findPlan(trx, 'plan-published'));
  return { id, part: must(must(await findVersion(trx, id, version)).content.objectives[0]).id };
}

/** Schemes in every state, and savings for each thing that somebody does with one. */
export async function plantSavings(cast: Cast, lender: Somebody, saver: Somebody, founder: Founder) {
  const { today } = cast.ground;
  const plan = await as(cast, lender, servedPart);
  const ask = async (name: string) => await plantSaver(cast, lender, saver, founder, name);
  const running = async (name: string) => {
    const id = await ask(name);
    await as(cast, lender, async (trx) => await acceptMembership(trx, lender.accountId, id, 'Savings of the bank'));
    return id;
  };
  const named = async (id: MembershipId, reference: string): Promise<DrawerId> =>
    await as(cast, saver, async (trx) => await nameDrawer(trx, await loadMembership(trx, id), reference));
  const saved = async (name: string, code: string) => {
    const id = await running(name);
    await payIn(
      cast,
      lender,
      id,
      [3, 2, 1].map((monthsAgo) => ({ minor: 20_000n, monthsAgo, reference: `${code}-${monthsAgo}` })),
    );
    return id;
  };
  const asked = async (name: string, code: string): Promise<CreditId> => {
    const id = await saved(name, code);
    return await as(cast, saver, async (trx) => await askCredit(trx, await loadMembership(trx, id), 50_000n, today));
  };
  const opened = async (name: string, code: string): Promise<CreditId> => {
    const id = await asked(name, code);
    const terms = { amountMinor: 50_000n, day: today, reference: `${code}-credit`, terms: 'Twelve months' };
    await as(cast, lender, async (trx) => await openCredit(trx, id, terms, today));
    return id;
  };
  const open = await plantScheme(cast, lender, 'Savings for home');
  await as(cast, lender, async (trx) => await addAim(trx, open, plan.id, plan.part));
  const drawing = await saved('Savings to draw', 'draw');
  return {
    open,
    part: plan.part,
    plan: plan.id,
    draft: await plantScheme(cast, lender, 'A draft scheme', { publish: false }),
    toPublish: await plantScheme(cast, lender, 'A scheme to publish', { publish: false }),
    toWithdraw: await plantScheme(cast, lender, 'A scheme to withdraw'),
    toAccept: await ask('Savings to accept'),
    toDecline: await ask('Savings to decline'),
    toTakeBack: await ask('Savings to take back'),
    running: await running('Savings to pay into'),
    toClose: await running('Savings to close'),
    drawing,
    drawer: await named(drawing, 'K-1'),
    drawerToEnd: await named(drawing, 'K-2'),
    saved: await saved('Savings that open a credit', 'saved'),
    credits: {
      toOpen: await asked('A credit to open', 'to-open'),
      toDecline: await asked('A credit to decline', 'to-decline'),
      toTakeBack: await asked('A credit to take back', 'to-take-back'),
      toRepay: await opened('A credit to repay', 'to-repay'),
      toCover: await opened('A credit to cover', 'to-cover'),
    },
  };
}
