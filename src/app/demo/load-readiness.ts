import told from '../../../db/demo/readiness.json' with { type: 'json' };
import { z } from 'zod';
import { asActor } from '#kernel/db';
import { isLanguage, translator } from '#kernel/i18n';
import { fromLocal } from '#kernel/time';
import { fileOfReference, getPerson } from '#modules/people';
import {
  areas,
  assessmentsOf,
  blockers,
  blockerStates,
  currentQuestionnaire,
  finishAssessment,
  planAdvice,
  saveAnswers,
  startAssessment,
  type AdviceCode,
  type Answers,
  type Blockers,
  type Points,
  type Questionnaire,
} from '#modules/readiness';
import { adviceText } from '#modules/readiness/pages';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

const side = z.object({
  answers: z.record(z.enum(areas), z.array(z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]))),
  blockers: z.partialRecord(z.enum(blockers), z.enum(blockerStates)),
});
const people = z.array(
  z.object({
    office: z.string(),
    reference: z.string(),
    counsellor: z.string(),
    founder: z.string().nullable(),
    assessments: z.array(z.object({ on: z.iso.date(), founder: side, counsellor: side.nullable(), plan: z.array(z.string()) })),
  }),
);

/** Tells how two founders judged themselves before and after a course, each side by whoever filled it in. */
export async function loadReadiness(world: DemoWorld): Promise<void> {
  for (const person of people.parse(told.people)) await loadPerson(world, person);
}

async function loadPerson(world: DemoWorld, told: z.output<typeof people>[number]): Promise<void> {
  const { db, catalogue } = world.network;
  const officer = actorIn(world, told.counsellor);
  const founder = told.founder ? { ...actorIn(world, told.founder), assurance: 1 as const } : officer;
  const officeId = idIn(world.scopes, told.office);
  const file = await asActor(db, officer, async (trx) => {
    const personId = await fileOfReference(trx, officeId, told.reference);
    // An interrupted first start begins again: what is there already is not written twice.
    if (!personId || (await assessmentsOf(trx, [personId])).length > 0) return null;
    return await getPerson(trx, personId);
  });
  if (!file) return;
  const t = translator(catalogue, isLanguage(file.language) ? file.language : 'en');
  for (const one of told.assessments) {
    const day = world.moved(one.on);
    const now = new Date(fromLocal(day, '10:00', 'Europe/Rome'));
    const id = await asActor(db, founder, async (trx) => {
      const id = await startAssessment(trx, founder.accountId, { personId: file.id, officeId }, now);
      await saveAnswers(trx, founder.accountId, id, 'founder', given(await currentQuestionnaire(trx), one.founder), now);
      return id;
    });
    await asActor(db, officer, async (trx) => {
      if (one.counsellor)
        await saveAnswers(trx, officer.accountId, id, 'counsellor', given(await currentQuestionnaire(trx), one.counsellor), now);
      await finishAssessment(trx, officer.accountId, id, now);
      const chosen = one.plan as AdviceCode[]; // those that are no next step are refused
      if (chosen.length > 0)
        await planAdvice(trx, officer.accountId, id, chosen, (code) => ({ title: adviceText(t, code), detail: '' }), { day, now });
    });
  }
}

function given(asked: Questionnaire, told: z.output<typeof side>): { answers: Answers; blockers: Blockers } {
  const answers = areas.flatMap((area) =>
    asked.areas[area].questions.map(({ id }, index): [string, Points | undefined] => [id, told.answers[area][index]]),
  );
  return {
    answers: Object.fromEntries(answers),
    blockers: { ...Object.fromEntries(blockers.map((one) => [one, 'no'])), ...told.blockers },
  };
}
