import {
  addComment,
  askReview,
  keepVersion,
  readPlan,
  saveAnswers,
  saveBasics,
  saveLine,
  type Figure,
  type Plan,
} from '#modules/businessplans';
import { getVenture } from '#modules/ventures';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Founder } from './fixtures-stories.ts';
import type { Somebody } from './plant.ts';

const euros = (major: number): Figure => ({
  value: BigInt(major * 100),
  currency: 'EUR',
  unit: 'money',
  source: 'Offer of a shop',
  saidBy: 'quote',
});
const count = (value: number, unit: Figure['unit']): Figure => ({
  value: BigInt(value),
  currency: null,
  unit,
  source: '',
  saidBy: 'assumption',
});
const line = { unit: '', choice: '', note: '', dueOn: null, season: null };

/** The plan of a founder: bread at 2.00 that costs 0.80, an oven, rent, a draw, savings and a loan; as the desk writes it down. */
export async function plantPlan(cast: Cast, founder: Founder): Promise<Plan> {
  return await as(cast, cast.counsellor, async (trx) => {
    const { accountId } = cast.counsellor;
    const venture = must(await getVenture(trx, founder.venture));
    const basics = {
      currency: 'EUR',
      otherCurrency: 'XOF',
      rate: '655.957',
      rateOn: '2026-11-20',
      rateSource: 'fixed parity',
      startsIn: '2027-01',
      opensAfterMonths: 1,
    };
    await saveBasics(trx, accountId, venture, basics, null);
    const plan = must(await readPlan(trx, venture.id));
    await saveAnswers(trx, accountId, venture, plan, { 'idea.what': 'A bakery on both shores', 'market.customers': 'Neighbours' });
    const write = async (kind: Parameters<typeof saveLine>[4]['kind'], label: string, figures: Record<string, Figure>, more = {}) =>
      await saveLine(trx, accountId, venture, plan, { ...line, kind, label, figures, ...more });
    await write('start-up', 'Oven', { amount: euros(6000), month: count(1, 'month'), life: count(60, 'months') });
    const bread = { price: euros(2), materials: euros(0.5), work: euros(0.2), extras: euros(0.1), units: count(2000, 'units') };
    await write('product', 'Bread', bread, { unit: 'loaf', season: Array.from({ length: 12 }, () => 100) });
    await write('cost', 'Rent', { amount: euros(800), month: count(1, 'month') }, { choice: 'rent' });
    await write('draw', 'To live on', { amount: euros(1000), month: count(2, 'month') });
    await write('own-money', 'Savings', { amount: euros(3000), month: count(1, 'month') });
    const terms = { principal: euros(4000), rate: count(650, 'basis-points'), months: count(36, 'months'), grace: count(3, 'months') };
    await write('loan', 'Small loan', { ...terms, month: count(1, 'month') }, { choice: 'annuity' });
    await write('risk', 'The oven breaks', { likelihood: count(2, 'of-three'), harm: count(3, 'of-three') }, { note: 'Keep a reserve' });
    return must(await readPlan(trx, venture.id));
  });
}

/** A plan with a version, a comment and a review asked of an expert by a grant of the founder. */
export async function plantBusinessPlans(cast: Cast, founder: Founder, expert: Somebody) {
  const plan = await plantPlan(cast, founder);
  return await as(cast, cast.counsellor, async (trx) => {
    const { accountId } = cast.counsellor;
    await addComment(trx, accountId, plan, { section: 'market', text: 'Ask ten neighbours first.', side: 'counsellor' });
    const version = await keepVersion(trx, accountId, plan, 'First');
    await askReview(trx, cast.counsellor, plan, {
      personId: founder.person,
      versionId: version,
      expertId: expert.accountId,
      question: 'Is the rent right?',
      agreement: { language: 'en', wording: 'I agree that the expert reads my plan.', how: 'spoken-at-desk' },
      endsAt: new Date(Date.now() + 60 * 86_400_000),
    });
    const idOf = (label: string) => must(plan.lines.find((one) => one.label === label)).id;
    return { version, rent: idOf('Rent'), draw: idOf('To live on'), risk: idOf('The oven breaks') };
  });
}
