import told from '../../../db/demo/plans.json' with { type: 'json' };
import { asActor, newId } from '#kernel/db';
import { makeTranslated, type Translated } from '#kernel/i18n';
import { addDays, addMonths, toLocal } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import { placeIdsByCode, type PlaceId } from '#modules/places';
import {
  approvePlan,
  beginPlan,
  beginReport,
  changePlan,
  checklistItems,
  findPlan,
  findVersion,
  getPlan,
  getReport,
  publishReport,
  sendDraft,
  type Content,
  type PlanId,
} from '#modules/plans';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

type Told = (typeof told.plans)[number];
type Action = Content['actions'][number];
type Indicator = Content['indicators'][number];

/** Writes the demonstration's plans as planners do: one is approved by a second planner, the other is being written. */
export async function loadPlans(world: DemoWorld): Promise<void> {
  for (const one of told.plans) await loadPlan(world, one);
}

async function loadPlan(world: DemoWorld, one: Told): Promise<void> {
  const { db, now } = world.network;
  const author = actorIn(world, `${one.by}@ponte-demo.example`);
  const id = await asActor(db, author, async (trx) => {
    // An interrupted first start begins again: what is there already is not written twice.
    if (await findPlan(trx, one.code)) return null;
    const { code, title, reason } = one;
    const placeId = idIn(await placeIdsByCode(trx, [one.place]), one.place) as PlaceId; // idIn has just found it among places
    const where = { placeId, officeId: idIn(world.scopes, one.office) as OfficeId, otherPlaceId: null, otherOfficeId: null }; // as above
    const plan = await beginPlan(trx, author.accountId, { code, title, reason, lang: 'en', demonstration: true, ...where }, now());
    await changePlan(trx, author.accountId, plan, { base: 1, change: written(one, author.accountId, now()) }, now());
    if (one.approvedBy) await sendDraft(trx, plan, now());
    return plan;
  });
  if (!id || !one.approvedBy) return;
  const second = actorIn(world, `${one.approvedBy}@ponte-demo.example`);
  await asActor(db, second, async (trx) => {
    const plan = await getPlan(trx, id);
    if (plan) await approvePlan(trx, second.accountId, plan, plan.officeId, now());
  });
  if (one.report) await loadReport(world, one, id);
}

/** Writes and publishes the report of a plan; actions and indicators are named by their places and titles in the file. */
async function loadReport(world: DemoWorld, one: Told, id: PlanId): Promise<void> {
  const { report } = one;
  if (!report) return;
  const now = world.network.now();
  const author = actorIn(world, `${one.by}@ponte-demo.example`);
  const { day } = toLocal(now.toISOString(), 'UTC');
  const text = (words: string): Translated => makeTranslated('en', words, { by: author.accountId, kind: 'human', at: now.toISOString() });
  const keys = one.objectives.flatMap((objective) =>
    objective.measures.flatMap((measure) => measure.actions.map(({ key, title }) => ({ key, title }))),
  );
  await asActor(world.network.db, author, async (trx) => {
    const [plan, version] = [await getPlan(trx, id), await findVersion(trx, id, 1)];
    if (!plan || !version) throw new Error(`the plan ${one.code} was not published`);
    const actionOf = (key: string) => {
      const title = keys.find((action) => action.key === key)?.title;
      return version.content.actions.find((action) => action.title.texts.en?.text === title)?.id ?? '';
    };
    const indicatorOf = (name: string) => version.content.indicators.find((indicator) => indicator.name.texts.en?.text === name)?.id ?? '';
    const content = {
      words: text(report.words),
      actions: report.actions.map(([key = '', state = '', words = '']) => ({
        id: actionOf(key),
        state: state as 'late', // our own file; the schema of reports reads it
        words: words ? text(words) : null,
      })),
      measurements: report.measurements.map(([name = '', value = '', words = '']) => ({
        id: indicatorOf(name),
        value,
        on: addDays(day, -report.daysAgo).slice(0, 7),
        words: words ? text(words) : null,
      })),
    };
    const written = await beginReport(trx, author.accountId, id, { onDay: addDays(day, -report.daysAgo), lang: 'en', content }, now);
    const found = await getReport(trx, id, written);
    if (found) await publishReport(trx, plan, found, found.revision, now);
  });
}

/** The plan as the file tells it; the schema of plans refuses what the file gets wrong. */
function written(one: Told, by: string, now: Date): (content: Content) => Content {
  const { day } = toLocal(now.toISOString(), 'UTC');
  const year = (more: number) => String(Number(day.slice(0, 4)) + more);
  const month = (more: number | null | undefined) => (more === null || more === undefined ? null : addMonths(day, more).slice(0, 7));
  const text = (words: string): Translated => makeTranslated('en', words, { by, kind: 'human', at: now.toISOString() });
  const maybe = (words: string | undefined) => (words ? text(words) : null);
  const ids = new Map<string, string>();
  const idOf = (key: string) => {
    const id = ids.get(key) ?? newId();
    ids.set(key, id);
    return id;
  };
  const measures = one.objectives.flatMap((objective) => objective.measures.map((measure) => ({ ...measure, under: objective.key })));
  const actions = measures.flatMap((measure) => measure.actions.map((action) => ({ ...action, under: measure.key })));
  const figure = (given: (string | number)[] | null | undefined): Indicator['baseline'] =>
    given ? { value: String(given[0]), on: year(Number(given[1])) } : null;
  const decided = (item: string): Content['checklist'] => {
    const taken: Readonly<Record<string, string | undefined>> = one.takenUp;
    const not: Readonly<Record<string, string | undefined>> = one.doesNotApply;
    if (taken[item]) return [{ item, decision: 'taken-up', words: text(taken[item]) }];
    if (not[item]) return [{ item, decision: 'does-not-apply', words: text(not[item]) }];
    return one.otherwise ? [{ item, decision: 'not-now', words: text(one.otherwise) }] : [];
  };
  return (content) => ({
    ...content,
    vision: maybe(one.vision),
    strategy: maybe(one.strategy),
    starts: year(one.years[0] ?? 1),
    ends: year(one.years[1] ?? 1),
    units: one.units.map(([key = '', name = '']) => ({ id: idOf(key), name: text(name) })),
    objectives: one.objectives.map(({ key, title, words }) => ({ id: idOf(key), title: text(title), words: maybe(words) })),
    measures: measures.map(({ key, under, title, words }) => ({
      id: idOf(key),
      objectiveId: idOf(under),
      title: text(title),
      words: maybe(words),
    })),
    actions: actions.map((action): Action => ({
      id: idOf(action.key),
      measureId: idOf(action.under),
      title: text(action.title),
      words: maybe(action.words),
      unitId: idOf(action.unit),
      withUnits: action.with.map(idOf),
      partners: action.partners,
      corridor: ('corridor' in action && action.corridor) || null,
      serves: action.serves as Action['serves'], // our own file, read by the schema
      budget: action.budget ? { minor: String(action.budget[0]), currency: String(action.budget[1]) } : null,
      sources: action.sources as Action['sources'], // as above
      sourceNote: null,
      starts: month(action.months[0]),
      ends: month(action.months[1]),
    })),
    indicators: one.indicators.map((indicator): Indicator => ({
      id: newId(),
      of: idOf(indicator.of),
      name: text(indicator.name),
      unit: maybe(indicator.unit),
      direction: indicator.direction as Indicator['direction'], // as above
      observatoryId: null,
      notMeasurable: maybe('notMeasurable' in indicator ? indicator.notMeasurable : undefined),
      baseline: figure(indicator.baseline),
      target: figure(indicator.target),
      source: maybe(indicator.source),
    })),
    links: one.links.map((link) => ({
      id: newId(),
      of: idOf(link.of),
      kind: link.kind as Content['links'][number]['kind'], // as above
      ref: ('ref' in link && link.ref) || null,
      words: maybe('words' in link ? link.words : undefined),
      address: ('address' in link && link.address) || null,
    })),
    checklist: checklistItems.flatMap(({ id }) => decided(id)),
  });
}
