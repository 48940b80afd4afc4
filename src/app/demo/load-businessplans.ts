import demonstration from '../../../db/demo/businessplans.json' with { type: 'json' };
import { z } from 'zod';
import { asActor } from '#kernel/db';
import {
  addComment,
  askReview,
  isLineKind,
  keepVersion,
  readPlan,
  saveAnswers,
  saidBys,
  saveBasics,
  saveLine,
  signVersion,
  specsOf,
  type Figure,
  type LineToSave,
} from '#modules/businessplans';
import { fileOfReference } from '#modules/people';
import { venturesOf } from '#modules/ventures';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

const figure = z.object({
  value: z.string().transform(BigInt),
  currency: z.string().optional(),
  saidBy: z.enum(saidBys),
  source: z.string().default(''),
});
const line = z.object({
  kind: z.string(),
  label: z.string(),
  unit: z.string().default(''),
  choice: z.string().default(''),
  note: z.string().default(''),
  dueOn: z.string().nullable().default(null),
  season: z.array(z.number()).nullable().default(null),
  figures: z.record(z.string(), figure),
});
const plans = z.array(
  z.object({
    office: z.string(),
    reference: z.string(),
    counsellor: z.string(),
    basics: z.object({
      currency: z.string(),
      otherCurrency: z.string(),
      rate: z.string(),
      rateOn: z.string(),
      rateSource: z.string(),
      startsOn: z.string(),
      opensAfterMonths: z.number(),
    }),
    answers: z.record(z.string(), z.string()),
    lines: z.array(line),
    comments: z.array(z.object({ section: z.string(), text: z.string() })),
    version: z.string(),
    review: z.object({ expert: z.string(), question: z.string() }).optional(),
  }),
);
type DemoPlan = z.output<typeof plans>[number];

const REVIEW_DAYS = 90;

/** Writes the demonstration's business plans by the use cases that a counsellor runs. */
export async function loadBusinessPlans(world: DemoWorld): Promise<void> {
  for (const told of plans.parse(demonstration.plans)) await loadOne(world, told);
}

async function loadOne(world: DemoWorld, told: DemoPlan): Promise<void> {
  const officer = actorIn(world, told.counsellor);
  await asActor(world.network.db, officer, async (trx) => {
    const person = await fileOfReference(trx, idIn(world.scopes, told.office), told.reference);
    const venture = person ? (await venturesOf(trx, person))[0] : undefined;
    // An interrupted first start begins again; and whoever was handed over is no longer this officer's.
    if (!person || !venture || (await readPlan(trx, venture.id))) return;
    const { startsOn, ...basics } = told.basics;
    await saveBasics(
      trx,
      officer.accountId,
      venture,
      { ...basics, startsIn: world.moved(startsOn).slice(0, 7), rateOn: world.moved(basics.rateOn) },
      null,
    );
    const begun = await readPlan(trx, venture.id);
    if (!begun) return;
    await saveAnswers(trx, officer.accountId, venture, begun, told.answers);
    for (const one of told.lines) await saveLine(trx, officer.accountId, venture, begun, lineOf(world, one));
    for (const comment of told.comments) await addComment(trx, officer.accountId, begun, { ...comment, side: 'counsellor' });
    const plan = await readPlan(trx, venture.id);
    if (!plan) return;
    const versionId = await keepVersion(trx, officer.accountId, plan, told.version);
    await signVersion(trx, officer.accountId, plan, versionId, 'counsellor');
    if (!told.review) return;
    await askReview(trx, officer, plan, {
      personId: person,
      versionId,
      expertId: actorIn(world, told.review.expert).accountId,
      question: told.review.question,
      agreement: { language: 'en', wording: 'Agreed in the demonstration.', how: 'spoken-at-desk' },
      endsAt: new Date(world.network.now().getTime() + REVIEW_DAYS * 24 * 3_600_000),
    });
  });
}

function lineOf(world: DemoWorld, told: z.output<typeof line>): LineToSave {
  const { kind } = told;
  if (!isLineKind(kind)) throw new Error(`the demonstration has a line of a kind that no plan has: ${kind}`);
  const specs = specsOf(kind);
  const figures = Object.entries(told.figures).map(([name, one]): [string, Figure] => {
    const spec = specs[name];
    if (!spec) throw new Error(`the demonstration has a figure that ${kind} has not: ${name}`);
    return [name, { ...one, currency: one.currency ?? null, unit: spec.unit }];
  });
  return { ...told, kind, dueOn: told.dueOn && world.moved(told.dueOn), figures: Object.fromEntries(figures) };
}
