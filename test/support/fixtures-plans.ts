import { newId } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import {
  approvePlan,
  beginPlan,
  beginReport,
  changePlan,
  checklistItems,
  getPlan,
  getReport,
  publishReport,
  sendDraft,
  type Content,
  type PlanId,
} from '#modules/plans';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { plantAccount, type Somebody } from './plant.ts';

/** What every plan needs, filled in: one objective, one measure, two actions, two indicators, links, all decisions. */
export function filledPlan(by: string, now: Date): (content: Content) => Content {
  const text = (words: string) => makeTranslated('en', words, { by, kind: 'human', at: now.toISOString() });
  const [unit, other, objective, measure, action, second] = [newId(), newId(), newId(), newId(), newId(), newId()];
  const open = { sourceNote: null, words: null, corridor: null, starts: null, ends: null, budget: null, serves: null, sources: [] };
  return (content) => ({
    ...content,
    vision: text('A town in which whoever arrives finds work that fits.'),
    strategy: text('One door, two languages.'),
    starts: '2027',
    ends: '2029',
    units: [
      { id: unit, name: text('Labour office') },
      { id: other, name: text('Social services') },
    ],
    objectives: [{ id: objective, title: text('More firms of newcomers'), words: null }],
    measures: [{ id: measure, objectiveId: objective, title: text('Advice in two languages'), words: null }],
    actions: [
      {
        ...open,
        id: action,
        measureId: measure,
        title: text('Open a desk for founders'),
        unitId: unit,
        withUnits: [other],
        partners: ['Invented chamber'],
        serves: 'both',
        budget: { minor: '4000000', currency: 'EUR' },
        sources: ['own', 'eu'],
        starts: '2027-03',
        ends: '2028-06',
      },
      { ...open, id: second, measureId: measure, title: text('Train interpreters'), unitId: other, withUnits: [], partners: [] },
    ],
    indicators: [
      {
        id: newId(),
        of: objective,
        name: text('Firms founded with advice'),
        unit: text('firms'),
        direction: 'higher',
        observatoryId: null,
        notMeasurable: null,
        baseline: { value: '12', on: '2026' },
        target: { value: '30', on: '2029' },
        source: text('Register of the desk'),
      },
      {
        id: newId(),
        of: null,
        name: text('Trust between neighbours'),
        unit: null,
        direction: 'higher',
        observatoryId: null,
        notMeasurable: text('Nobody asks for it regularly.'),
        baseline: null,
        target: null,
        source: null,
      },
    ],
    links: [
      { id: newId(), of: action, kind: 'practice', ref: 'cartaya-seasonal-migration', words: null, address: null },
      {
        id: newId(),
        of: null,
        kind: 'opinion',
        ref: null,
        words: text('An association asked for evening hours.'),
        address: '/associations',
      },
    ],
    checklist: checklistItems.map(({ id: item }) => ({ item, decision: 'not-now', words: text('After the first year.') })),
  });
}

const names = ['show', 'about', 'send', 'takeBack', 'discard', 'approve', 'revise', 'published'] as const;
/** Forms that change one part: each has a plan of its own, so that what one has changed is no surprise to the next. */
const changed = [
  'units',
  'lessons',
  'policy-inputs',
  'objectives',
  'measures',
  'actions',
  'indicators',
  'links',
  'take-up',
  'remove-objectives',
  'remove-measures',
  'remove-actions',
  'remove-indicators',
  'remove-links',
] as const;
export type Changed = (typeof changed)[number];

/** Plans of an office that the network's planner writes, one for each thing that is done with one; some wait or are published. */
export async function plantPlans(cast: Cast, planner: Somebody) {
  const { now } = cast.site.network;
  const colleague = await plantAccount(cast.site.db, { name: 'Noor Colleague', roles: [{ role: 'planner' }] });
  const place = cast.ground.places.padova.id;
  const begin = async (name: string, author: Somebody, sent: boolean) =>
    await as(cast, author, async (trx) => {
      const given = { title: `Plan ${name}`, code: `plan-${name.toLowerCase()}`, lang: 'en', reason: 'It is new.', demonstration: false };
      const where = { placeId: place, officeId: officeOf(cast), otherPlaceId: null, otherOfficeId: null };
      const id = await beginPlan(trx, author.accountId, { ...given, ...where }, now());
      await changePlan(trx, author.accountId, id, { base: 1, change: filledPlan(author.accountId, now()) }, now());
      if (sent) await sendDraft(trx, id, now());
      return id;
    });
  const plans: Partial<Record<(typeof names)[number], PlanId>> = {};
  for (const name of names) {
    const published = name === 'revise' || name === 'published';
    const id = await begin(name, name === 'approve' ? colleague : planner, published || name === 'takeBack' || name === 'approve');
    plans[name] = id;
    if (!published) continue;
    await as(cast, colleague, async (trx) => {
      const plan = await getPlan(trx, id);
      if (plan) await approvePlan(trx, colleague.accountId, plan, plan.officeId, now());
    });
  }
  const items: Partial<Record<Changed, PlanId>> = {};
  const parts: Partial<Record<Changed, Parts>> = {};
  for (const name of changed) {
    const id = await begin(name, planner, false);
    items[name] = id;
    parts[name] = partsOf(await contentOf(cast, 'drafts', id));
  }
  const published = plans.published;
  if (!published) throw new Error('no plan was published');
  const reports = await plantReports(cast, planner, published, await contentOf(cast, 'versions', published));
  return {
    ...(plans as Record<(typeof names)[number], PlanId>), // one for each name
    items: items as Record<Changed, PlanId>,
    parts: parts as Record<Changed, Parts>,
    reports,
  };
}

type Parts = Record<'unit' | 'objective' | 'measure' | 'action' | 'indicator' | 'link', string>;

/** The first of each kind of part. */
function partsOf(content: Content): Parts {
  const first = (list: readonly { id: string }[]) => list[0]?.id ?? '';
  return {
    unit: first(content.units),
    objective: first(content.objectives),
    measure: first(content.measures),
    action: first(content.actions),
    indicator: first(content.indicators),
    link: first(content.links),
  };
}

async function contentOf(cast: Cast, table: 'drafts' | 'versions', id: PlanId | undefined): Promise<Content> {
  const { rows } = await cast.site.db.superuser.query<{ content: Content }>(`select content from plans.${table} where plan_id = $1`, [id]);
  const content = rows[0]?.content;
  if (!content) throw new Error('the plan has no content');
  return content;
}

/** Reports of a published plan: to change, to publish, to throw away, and one that is public. */
async function plantReports(cast: Cast, planner: Somebody, id: PlanId, plan: Content) {
  const now = cast.site.network.now();
  const text = (words: string) => makeTranslated('en', words, { by: planner.accountId, kind: 'human', at: now.toISOString() });
  const content = {
    words: text('The desk is open.'),
    actions: plan.actions.slice(0, 1).map((action) => ({ id: action.id, state: 'on-track' as const, words: text('Twelve people came.') })),
    measurements: plan.indicators.slice(0, 1).map((indicator) => ({ id: indicator.id, value: '15', on: '2026-10', words: null })),
  };
  return await as(cast, planner, async (trx) => {
    const begin = async () =>
      await beginReport(trx, planner.accountId, id, { onDay: now.toISOString().slice(0, 10), lang: 'en', content }, now);
    const public_ = await begin();
    const found = { plan: await getPlan(trx, id), report: await getReport(trx, id, public_) };
    if (found.plan && found.report) await publishReport(trx, found.plan, found.report, 1, now);
    return { toChange: await begin(), toPublish: await begin(), toDiscard: await begin(), public_ };
  });
}
