import type { PersonId } from '#modules/people';
import {
  blockers,
  finishAssessment,
  saveAnswers,
  startAssessment,
  type Answers,
  type AssessmentId,
  type Blockers,
  type Points,
  type Side,
} from '#modules/readiness';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import type { Founder } from './fixtures-stories.ts';

/** Questions of the first version, by area. */
export const questionsOf = {
  right: ['right-know', 'right-papers'],
  person: ['person-time', 'person-family', 'person-setback'],
  language: ['language-customers', 'language-offices'],
  experience: ['experience-trade', 'experience-proof', 'experience-running'],
  idea: ['idea-customers', 'idea-better', 'idea-price'],
  money: ['money-start', 'money-last', 'money-count'],
  network: ['network-advice', 'network-partners'],
  transnational: ['transnational-contacts', 'transnational-rules'],
} as const;
export type FirstQuestion = (typeof questionsOf)[keyof typeof questionsOf][number];
export const questions: readonly FirstQuestion[] = Object.values(questionsOf).flat();

/** Every question of a kind answered alike. */
export const answersOf = (points: Points, but: Answers = {}): Answers => ({
  ...Object.fromEntries(questions.map((one) => [one, points])),
  ...but,
});
export const blockersOf = (but: Blockers = {}): Blockers => ({ ...Object.fromEntries(blockers.map((one) => [one, 'no'])), ...but });

interface Told {
  sides: Partial<Record<Side, { answers: Answers; blockers: Blockers }>>;
  finished?: boolean;
}

/** An assessment of a person's file, as the desk that has it writes it down. */
export async function plantAssessment(cast: Cast, person: PersonId, { sides, finished }: Told): Promise<AssessmentId> {
  const officer = cast.counsellor;
  const now = new Date();
  return await as(cast, officer, async (trx) => {
    const id = await startAssessment(trx, officer.accountId, { personId: person, officeId: officeOf(cast) }, now);
    for (const side of ['founder', 'counsellor'] as const) {
      const given = sides[side];
      if (given) await saveAnswers(trx, officer.accountId, id, side, given, now);
    }
    if (finished) await finishAssessment(trx, officer.accountId, id, now);
    return id;
  });
}

const weakInMoney = answersOf(3, { 'money-start': 0, 'money-last': 0, 'money-count': 0 });

/** Assessments in every situation that a page shows: two results and an open one, and some that wait to be finished. */
export async function plantReadiness(cast: Cast, people: { awa: Founder; returned: Founder; toOffer: Founder }) {
  const whole = { founder: { answers: answersOf(2), blockers: blockersOf() } };
  await plantAssessment(cast, people.awa.person, {
    sides: { founder: { answers: answersOf(1), blockers: blockersOf({ permit: 'yes' }) } },
    finished: true,
  });
  return {
    finished: await plantAssessment(cast, people.awa.person, {
      sides: {
        founder: { answers: weakInMoney, blockers: blockersOf() },
        counsellor: { answers: { ...weakInMoney, 'idea-price': 1 }, blockers: blockersOf({ licence: 'unknown' }) },
      },
      finished: true,
    }),
    open: await plantAssessment(cast, people.awa.person, {
      sides: { founder: { answers: { 'right-know': 2, 'person-time': 1 }, blockers: {} } },
    }),
    ownToFinish: await plantAssessment(cast, people.returned.person, { sides: whole }),
    toFinish: await plantAssessment(cast, people.toOffer.person, { sides: whole }),
  };
}
