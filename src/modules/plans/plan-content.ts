import { z } from 'zod';
import { makeTranslated, setTranslation, translatedSchema, type Authorship, type Translated } from '#kernel/i18n';
import { FIGURE } from '#kernel/text';
import { checklistItems } from './checklist.ts';
import { aims, decisions, directions, linkKinds, moneySources } from './terms.ts';

/** A year, a month or a day. */
export const AGE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
/** An address in this site: never another one's, never `//other.example`. */
export const IN_SITE = /^\/(?!\/)[\w\-/?=&.%#~]*$/;

export const MOST = { units: 40, objectives: 30, measures: 120, actions: 400, indicators: 200, links: 200 } as const;

const key = z.uuid();
const age = z.string().regex(AGE).nullable();
const words = translatedSchema.nullable();
const figure = z.object({ value: z.string().regex(FIGURE), on: z.string().regex(AGE) }).nullable();

const unit = z.object({ id: key, name: translatedSchema });
const objective = z.object({ id: key, title: translatedSchema, words });
const measure = z.object({ id: key, objectiveId: key, title: translatedSchema, words });
const action = z.object({
  id: key,
  measureId: key,
  title: translatedSchema,
  words,
  /** Responsible unit; null where it is not known yet. */
  unitId: key.nullable(),
  /** Other units that take part. */
  withUnits: z.array(key).max(MOST.units),
  /** Partners outside, as they write their names. */
  partners: z.array(z.string().min(1).max(200)).max(40),
  /** Code of a corridor on record. */
  corridor: z.string().max(120).nullable(),
  serves: z.enum(aims).nullable(),
  /** Null: not known. */
  budget: z.object({ minor: z.string().regex(/^\d{1,18}$/), currency: z.string().regex(/^[A-Z]{3}$/) }).nullable(),
  sources: z.array(z.enum(moneySources)),
  sourceNote: words,
  starts: age,
  ends: age,
});
const indicator = z.object({
  id: key,
  /** Objective, measure or action; null for the plan as a whole. */
  of: key.nullable(),
  name: translatedSchema,
  unit: words,
  direction: z.enum(directions),
  /** Indicator of the observatory's library; null for the plan's own. */
  observatoryId: key.nullable(),
  /** Why it cannot be measured; null where it can. */
  notMeasurable: words,
  baseline: figure,
  target: figure,
  source: words,
});
const link = z.object({
  id: key,
  /** Action, measure or objective; null for the plan as a whole. */
  of: key.nullable(),
  kind: z.enum(linkKinds),
  /**
   * Short name of the practice or analysis, id of the service or of the recommendation of a peer review; of own counts the version of an
   * analysis and the block in it, which never change.
   */
  ref: z.string().max(200).nullable(),
  words,
  address: z.string().max(500).regex(IN_SITE).nullable(),
});
const decided = z.object({
  item: z.enum(checklistItems.map(({ id }) => id)),
  decision: z.enum(decisions),
  words: translatedSchema,
});

/** A whole plan, as drafts and versions hold it; order in a list is the order on the page. */
export const contentSchema = z
  .object({
    title: translatedSchema,
    vision: words,
    strategy: words,
    starts: age,
    ends: age,
    units: z.array(unit).max(MOST.units),
    objectives: z.array(objective).max(MOST.objectives),
    measures: z.array(measure).max(MOST.measures),
    actions: z.array(action).max(MOST.actions),
    indicators: z.array(indicator).max(MOST.indicators),
    links: z.array(link).max(MOST.links),
    checklist: z.array(decided).max(checklistItems.length),
  })
  .refine(hangsTogether, { error: 'a part of the plan names another that is not there' });
export type Content = z.output<typeof contentSchema>;
export type Action = z.output<typeof action>;
export type Indicator = z.output<typeof indicator>;
export type PlanLink = z.output<typeof link>;

interface Parts {
  units: readonly { id: string }[];
  objectives: readonly { id: string }[];
  measures: readonly { id: string; objectiveId: string }[];
  actions: readonly { id: string; measureId: string; unitId: string | null; withUnits: readonly string[] }[];
  indicators: readonly { of: string | null }[];
  links: readonly { of: string | null }[];
}

/** Whether everything that a part names is in the plan, and no two parts have one id. */
function hangsTogether({ units, objectives, measures, actions, indicators, links }: Parts): boolean {
  const known = new Set([...objectives, ...measures, ...actions].map(({ id }) => id));
  const all = [...units, ...objectives, ...measures, ...actions];
  const named = new Set(units.map(({ id }) => id));
  return (
    new Set(all.map(({ id }) => id)).size === all.length &&
    measures.every(({ objectiveId }) => objectives.some(({ id }) => id === objectiveId)) &&
    actions.every(({ measureId }) => measures.some(({ id }) => id === measureId)) &&
    actions.every(({ unitId, withUnits }) => [...withUnits, ...(unitId ? [unitId] : [])].every((one) => named.has(one))) &&
    [...indicators, ...links].every(({ of }) => of === null || known.has(of))
  );
}

/** What nothing has been written into but the title. */
export function emptyContent(title: Translated): Content {
  const none = { units: [], objectives: [], measures: [], actions: [], indicators: [], links: [], checklist: [] };
  return { title, vision: null, strategy: null, starts: null, ends: null, ...none };
}

/** What a plan needs before it is sent for approval. */
export const needed = ['vision', 'period', 'objectives', 'measures', 'actions', 'units', 'indicators', 'checklist'] as const;
export type Needed = (typeof needed)[number];

/**
 * What is missing: a vision, a period, for each objective a measure and for each measure an action, a responsible unit for each
 * action, an indicator, a decision on each item of the checklist. Money and days may stay "not known".
 */
export function missingIn(content: Content): Needed[] {
  const { vision, starts, ends, objectives, measures, actions, indicators, checklist } = content;
  const there: Record<Needed, boolean> = {
    vision: vision !== null,
    period: starts !== null && ends !== null,
    objectives: objectives.length > 0,
    measures: objectives.every(({ id }) => measures.some(({ objectiveId }) => objectiveId === id)),
    actions: measures.every(({ id }) => actions.some(({ measureId }) => measureId === id)),
    units: actions.every(({ unitId }) => unitId !== null),
    indicators: indicators.length > 0,
    checklist: checklistItems.every(({ id }) => checklist.some(({ item }) => item === id)),
  };
  return needed.filter((one) => !there[one]);
}

/** A text in its own language as typed; the same words leave it as it was, with its translations; null where it was emptied. */
export function reworded(before: Translated | null, typed: string | null, lang: string, author: Authorship): Translated | null {
  if (typed === null) return null;
  if (!before) return makeTranslated(lang, typed, author);
  return before.texts[before.source]?.text === typed ? before : setTranslation(before, before.source, typed, author);
}

/** Every text of a plan put through a function, in the order in which translators read them. */
export function mapTexts(content: Content, text: (words: Translated) => Translated): Content {
  const maybe = (one: Translated | null) => one && text(one);
  return {
    ...content,
    title: text(content.title),
    vision: maybe(content.vision),
    strategy: maybe(content.strategy),
    units: content.units.map((one) => ({ ...one, name: text(one.name) })),
    objectives: content.objectives.map((one) => ({ ...one, title: text(one.title), words: maybe(one.words) })),
    measures: content.measures.map((one) => ({ ...one, title: text(one.title), words: maybe(one.words) })),
    actions: content.actions.map((one) => ({
      ...one,
      title: text(one.title),
      words: maybe(one.words),
      sourceNote: maybe(one.sourceNote),
    })),
    indicators: content.indicators.map((one) => ({
      ...one,
      name: text(one.name),
      unit: maybe(one.unit),
      notMeasurable: maybe(one.notMeasurable),
      source: maybe(one.source),
    })),
    links: content.links.map((one) => ({ ...one, words: maybe(one.words) })),
    checklist: content.checklist.map((one) => ({ ...one, words: text(one.words) })),
  };
}

/** Texts of a plan in the order of {@link mapTexts}. */
export function textsIn(content: Content): Translated[] {
  const texts: Translated[] = [];
  mapTexts(content, (one) => {
    texts.push(one);
    return one;
  });
  return texts;
}
