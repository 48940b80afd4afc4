import { z } from 'zod';
import { newId } from '#kernel/db';
import { FIGURE } from '#kernel/text';
import { inOrder, problemIn, type Factor } from './foresee.ts';
import { refuse } from './refusals.ts';

// uses messages: impacts.touched.*
// uses messages: impacts.direction.*
/** Who is touched by an effect. */
export const touchedGroups = ['founders', 'families', 'firms', 'town', 'public-purse', 'origin', 'others'] as const;
/** What is wished for: more of it, less of it, or neither. */
export const directions = ['more', 'less', 'neither'] as const;

export const MOST = { assumptions: 60, effects: 40, factors: 8 } as const;

const id = z.uuid();
const words = (max: number) => z.string().min(1).max(max);
const figure = z.string().regex(FIGURE);

const assumption = z
  .object({
    id,
    name: words(200),
    unit: words(100),
    low: figure,
    likely: figure,
    high: figure,
    /** Null: the writers' own estimate. */
    source: z.object({ name: words(500), date: z.iso.date() }).nullable(),
    note: z.string().max(2_000).nullable(),
  })
  .refine(inOrder, { error: 'low, likely and high are not in order' });
export type Assumption = z.output<typeof assumption>;

const factor = z.object({ assumptionId: id, how: z.enum(['times', 'by']) });

const effect = z.object({
  id,
  name: words(200),
  unit: words(100),
  touched: z.enum(touchedGroups),
  direction: z.enum(directions),
  note: z.string().max(2_000).nullable(),
  result: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('chain'), factors: z.array(factor).min(1).max(MOST.factors) }),
    z.object({ kind: z.literal('not-measurable'), reason: words(2_000) }),
  ]),
});
export type Effect = z.output<typeof effect>;

/** A whole analysis, as drafts and versions hold it; order in a list is the order on the page. */
export const contentSchema = z
  .object({
    title: words(300),
    /** What one wants to know. */
    question: z.string().max(2_000).nullable(),
    /** In short, and what follows from it. */
    summary: z.string().max(4_000).nullable(),
    /** First and last day of the period in which the effects are expected. */
    starts: z.iso.date().nullable(),
    ends: z.iso.date().nullable(),
    assumptions: z.array(assumption).max(MOST.assumptions),
    effects: z.array(effect).max(MOST.effects),
  })
  .refine(({ assumptions, effects }) => effects.every(({ result }) => result.kind !== 'chain' || !problemIn(result.factors, assumptions)), {
    error: 'an effect cannot be worked out',
  });
export type Content = z.output<typeof contentSchema>;

export function emptyContent(title: string): Content {
  return { title, question: null, summary: null, starts: null, ends: null, assumptions: [], effects: [] };
}

/** Lists whose items are written one by one. */
export type ListName = 'assumptions' | 'effects';
export type ItemOf<List extends ListName> = Content[List][number];

/** An item of a draft. Refusal: `no-item`. */
export function itemIn<List extends ListName>(content: Content, list: List, itemId: string): ItemOf<List> {
  const items: readonly ItemOf<List>[] = content[list];
  const found = items.find((one) => one.id === itemId);
  if (!found) throw refuse('no-item');
  return found;
}

/**
 * Puts an assumption in, new (`itemId` null) or in place of the one with this id. Refusals: `no-item`, `too-many`, `not-in-order`, and
 * those of {@link checkChain} for an effect that rests on it.
 */
export function putAssumption(content: Content, itemId: string | null, given: Omit<Assumption, 'id'>): Content {
  if (!inOrder(given)) throw refuse('not-in-order', { field: 'likely' });
  const next = put(content, 'assumptions', itemId, given);
  for (const { result } of next.effects) if (result.kind === 'chain') checkChain(next, result.factors, 'low');
  return next;
}

/** Puts an effect in. Refusals: `no-item`, `too-many`, those of {@link checkChain}. */
export function putEffect(content: Content, itemId: string | null, given: Omit<Effect, 'id'>): Content {
  if (given.result.kind === 'chain') checkChain(content, given.result.factors, 'factor1');
  return put(content, 'effects', itemId, given);
}

function put<List extends ListName>(content: Content, list: List, itemId: string | null, given: Omit<ItemOf<List>, 'id'>): Content {
  const items: readonly ItemOf<List>[] = content[list];
  if (itemId === null) {
    if (items.length >= MOST[list]) throw refuse('too-many', { values: { most: MOST[list] } });
    return { ...content, [list]: [...items, { ...given, id: newId() }] };
  }
  itemIn(content, list, itemId);
  return { ...content, [list]: items.map((one) => (one.id === itemId ? { ...given, id: itemId } : one)) };
}

/**
 * Whether a chain can be worked out. Refusals: `divides-first`, `unknown`, `twice`, `divides-by-zero` (with the name of the assumption),
 * `too-large`; shown beside `field`.
 */
function checkChain({ assumptions }: Content, factors: readonly Factor[], field: string): void {
  const found = problemIn(factors, assumptions);
  if (!found) return;
  if (!('assumptionId' in found)) throw refuse(found.problem, { field });
  const name = assumptions.find(({ id: one }) => one === found.assumptionId)?.name ?? '–';
  throw refuse(found.problem, { field, values: { name } });
}

/** Takes an item out. Refusals: `no-item`, `assumption-used` with the effects that rest on it. */
export function removeItem(content: Content, list: ListName, itemId: string): Content {
  itemIn(content, list, itemId);
  const resting = list === 'assumptions' ? restingOn(content, itemId) : [];
  if (resting.length > 0) throw refuse('assumption-used', { values: { effects: resting.map(({ name }) => name).join(' · ') } });
  return { ...content, [list]: content[list].filter((one: { id: string }) => one.id !== itemId) };
}

/** Effects that are worked out with an assumption. */
export function restingOn({ effects }: Content, assumptionId: string): Effect[] {
  return effects.filter(({ result }) => result.kind === 'chain' && result.factors.some((one) => one.assumptionId === assumptionId));
}

/** Moves an item one place up or down; at the end of the list it stays where it is. Refusal: `no-item`. */
export function moveItem(content: Content, list: ListName, itemId: string, direction: 'up' | 'down'): Content {
  itemIn(content, list, itemId);
  const items: { id: string }[] = [...content[list]];
  const at = items.findIndex((one) => one.id === itemId);
  const [moved] = items.splice(at, 1);
  if (moved) items.splice(Math.max(0, at + (direction === 'up' ? -1 : 1)), 0, moved);
  return { ...content, [list]: items };
}

/** What an analysis needs before it is agreed. */
export const needed = ['question', 'period', 'effects', 'summary'] as const;

/** What is missing. Assumptions are needed by the effects that rest on them; an analysis whose effects are all not measurable is one. */
export function missingIn({ question, summary, starts, ends, effects }: Content): (typeof needed)[number][] {
  const there = {
    question: question !== null,
    period: starts !== null && ends !== null,
    effects: effects.length > 0,
    summary: summary !== null,
  };
  return needed.filter((one) => !there[one]);
}
