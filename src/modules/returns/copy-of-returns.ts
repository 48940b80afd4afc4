import type { Reads } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { officeNames } from '#modules/offices';
import type { PersonId } from '#modules/people';
import { checksOf, type Check } from './checks.ts';
import { followUpsOf, type FollowUp } from './follow-ups.ts';
import type { Plan, PlanState } from './plan.ts';
import { movesOf, plansOf } from './plans.ts';
import { listRules } from './read-rules.ts';
import { sectionsOf, type Section } from './sections.ts';
import { ticksOf, type Tick } from './ticks.ts';

/** All that is kept about a person's return, in the words that were written. */
export interface ReturnsCopy {
  /** With the question that was ticked; null where the rule is gone. */
  checklist: (Tick & { question: string | null })[];
  plans: {
    plan: Plan;
    moves: { at: Date; to: PlanState }[];
    sections: Section[];
    checks: (Check & { office: string | null })[];
    followUps: FollowUp[];
  }[];
}

/** The copy of a person's returns that GDPR article 15 gives them; sealed words are opened for whoever may read them. */
export async function copyOfReturns(
  trx: Reads<'returns' | 'access' | 'offices'>,
  keyring: Keyring,
  personId: PersonId,
  lang: string,
): Promise<ReturnsCopy> {
  const plans: ReturnsCopy['plans'] = [];
  for (const plan of await plansOf(trx, [personId])) {
    const checks = await checksOf(trx, keyring, plan.id);
    const asked = checks.map(({ askedOfficeId }) => askedOfficeId);
    const names = await officeNames(trx, asked, lang);
    plans.push({
      plan,
      moves: await movesOf(trx, plan.id),
      sections: await sectionsOf(trx, keyring, plan),
      checks: checks.map((one) => ({ ...one, office: names.get(one.askedOfficeId) ?? null })),
      followUps: await followUpsOf(trx, keyring, plan.id),
    });
  }
  return { checklist: await readChecklist(trx, keyring, personId, lang), plans };
}

async function readChecklist(
  trx: Reads<'returns' | 'access'>,
  keyring: Keyring,
  personId: PersonId,
  lang: string,
): Promise<ReturnsCopy['checklist']> {
  const ticks = await ticksOf(trx, keyring, personId);
  if (ticks.length === 0) return [];
  const questions = new Map((await listRules(trx, null)).map(({ id, question }) => [id, textIn(question, lang).text]));
  return ticks.map((tick) => ({ ...tick, question: questions.get(tick.ruleId) ?? null }));
}
