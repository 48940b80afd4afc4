import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asSystem } from '#kernel/db';
import type { PersonId } from '#modules/people';
import {
  addRule,
  askCheck,
  beginPlan,
  confirmRule,
  getPlan,
  importReturnRules,
  planVisit,
  setVenture,
  type PlanId,
  type RuleId,
  type RuleText,
} from '#modules/returns';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import type { Somebody } from './plant.ts';
import { plantFounder, type Founder } from './fixtures-stories.ts';

/** A rule as an office writes it. */
export const ruleText = (change: Partial<RuleText> = {}): RuleText => ({
  topic: 'health',
  leaving: 'IT',
  arriving: 'SN',
  question: 'Who pays for the medicine on the journey?',
  says: { keeps: null, loses: null, askFor: 'A written answer', askWhere: 'The health desk of the town', askBy: null },
  sourceName: 'An invented circular of the tests',
  sourceUrl: null,
  validFrom: '2026-01-01',
  validUntil: null,
  ...change,
});

/** Rules of the product and of the office, and people who think of returning: with a venture, asked about, and on their own. */
export async function plantReturns(cast: Cast, manager: Somebody, own: PersonId) {
  const { site } = cast;
  const now = site.network.now();
  const file = readFileSync(join(import.meta.dirname, '../../db/reference/return-rules.json'), 'utf8');
  const records = JSON.parse(file) as unknown[]; // its importer checks it
  await asSystem(site.db.owner, async (trx) => await importReturnRules(trx, records));
  const by = { accountId: manager.accountId, lang: 'en', now };
  const rule = async (text: RuleText): Promise<RuleId> =>
    await as(cast, manager, async (trx) => await addRule(trx, officeOf(cast), text, by));
  const confirmed = await rule(ruleText({ topic: 'tax', question: 'Which form ends the tax year?' }));
  await as(
    cast,
    manager,
    async (trx) => await confirmRule(trx, confirmed, { by: 'Tax office of the tests, A. Person', on: '2026-02-01' }, '2026-03-01'),
  );
  const [thinking, asked] = [await plantFounder(cast, { name: 'Returna' }), await plantFounder(cast, { name: 'Askia' })];
  const [plan, askedPlan] = [await plantPlan(cast, thinking.person, thinking), await plantPlan(cast, asked.person, asked)];
  const { counsellor, ground } = cast;
  const check = await as(cast, counsellor, async (trx) => {
    const question = { officeId: ground.offices.kaolack.id, question: 'Is there a market?', language: 'en', wording: 'I agree.', now };
    return await askCheck(trx, site.network.keyring, counsellor, await getPlan(trx, askedPlan), { ...question, how: 'spoken-at-desk' });
  });
  const visit = await as(cast, counsellor, async (trx) => await planVisit(trx, await getPlan(trx, plan), ground.today));
  return {
    visit,
    rule: await rule(ruleText()),
    confirmed,
    person: thinking.person,
    venture: thinking.venture,
    plan,
    check,
    ownPlan: await plantPlan(cast, own, null),
  };
}

async function plantPlan(cast: Cast, personId: PersonId, founder: Founder | null): Promise<PlanId> {
  const [officer, officeId] = [cast.counsellor, officeOf(cast)];
  return await as(cast, officer, async (trx) => {
    const way = { leaving: 'IT', arriving: 'SN' };
    const id = await beginPlan(trx, officer.accountId, { personId, officeId, side: 'counsellor' }, way);
    if (founder) await setVenture(trx, id, { id: founder.venture, officeId });
    return id;
  });
}
