import { z } from 'zod';
import { idOf, newId } from '#kernel/db';
import { figuresSchema } from '#modules/analyses';
import { refuse } from './refusals.ts';

export const MOST = { peers: 12, measures: 20 } as const;
const LEAST_PEERS = 2;
/** Code of a place in a publisher's table: `ITH3`, `SN-KL`. */
export const PLACE_CODE = /^[\w.:/-]{1,40}$/;

const id = z.uuid();
const words = (max: number) => z.string().min(1).max(max);

// uses messages: benchmarks.missing.*
/** Why there is no figure: the table has no such place; it has none for that year; or it was not looked for since the peer was added. */
export const missingReasons = ['no-place', 'no-year', 'not-taken'] as const;

const peer = z.object({
  id,
  name: words(200),
  /** Codes of the place in statistics; the first that a table knows is taken. */
  codes: z.array(z.string().regex(PLACE_CODE)).min(1).max(6),
  /** Why it is comparable. */
  why: words(1_000),
});
export type Peer = z.output<typeof peer>;

const cell = z.object({
  peerId: id,
  /** One figure as published, of one year, with its release; its value may be missing there too, which is not zero. */
  figures: figuresSchema.nullable(),
  missing: z.enum(missingReasons).nullable(),
});
export type Cell = z.output<typeof cell>;

const measure = z.object({
  id,
  indicatorId: idOf<'observatory.indicators'>(),
  /** Version of the indicator by which the figures were read. */
  indicatorNo: z.int().min(1),
  name: words(200),
  unit: words(200),
  /** Language of name, unit and definition. */
  language: words(20),
  definition: words(5_000),
  numerator: z.string().max(2_000),
  denominator: z.string().max(2_000).nullable(),
  /** What to keep in mind when comparing. */
  caveat: words(2_000),
  /** One year for all; null where each place shows its newest. */
  year: z.string().max(40).nullable(),
  cells: z.array(cell).max(MOST.peers),
});
export type Measure = z.output<typeof measure>;

/** A whole comparison, as drafts and versions hold it. */
export const contentSchema = z
  .object({
    title: words(300),
    question: z.string().max(2_000).nullable(),
    /** Why these places are set beside one another. */
    reason: z.string().max(4_000).nullable(),
    peers: z.array(peer).max(MOST.peers),
    measures: z.array(measure).max(MOST.measures),
  })
  .refine(({ peers, measures }) => measures.every(({ cells }) => cells.every((one) => peers.some((other) => other.id === one.peerId))), {
    error: 'a figure belongs to no peer',
  });
export type Content = z.output<typeof contentSchema>;

export const emptyContent = (title: string): Content => ({ title, question: null, reason: null, peers: [], measures: [] });

/** Peers by name, which says nothing about them. */
export function peersByName({ peers }: Content, lang: string): Peer[] {
  const order = new Intl.Collator(lang);
  return peers.toSorted((one, other) => order.compare(one.name, other.name));
}

/** The figure of a peer; `not-taken` where the peer came after the figures. */
export function cellOf({ cells }: Measure, peerId: string): Cell {
  return cells.find((one) => one.peerId === peerId) ?? { peerId, figures: null, missing: 'not-taken' };
}

/** The one row of a cell as published. */
export const rowOf = ({ figures }: Cell) => figures?.rows[0] ?? null;

export type ListName = 'peers' | 'measures';

/** An item of a draft. Refusal: `no-item`. */
export function itemIn<List extends ListName>(content: Content, list: List, itemId: string): Content[List][number] {
  const items: readonly Content[List][number][] = content[list];
  const found = items.find((one) => one.id === itemId);
  if (!found) throw refuse('no-item');
  return found;
}

/** Puts an item in, new (`itemId` null) or in place of the one with this id. Refusals: `no-item`, `too-many`. */
export function putItem<List extends ListName>(
  content: Content,
  list: List,
  itemId: string | null,
  given: Omit<Content[List][number], 'id'>,
): Content {
  const items: readonly Content[List][number][] = content[list];
  if (itemId === null) {
    if (items.length >= MOST[list]) throw refuse('too-many', { values: { most: MOST[list] } });
    return { ...content, [list]: [...items, { ...given, id: newId() }] };
  }
  itemIn(content, list, itemId);
  return { ...content, [list]: items.map((one) => (one.id === itemId ? { ...given, id: itemId } : one)) };
}

/** Changes a peer. Where its codes are others, its figures are taken anew before anybody compares them. Refusal: `no-item`. */
export function changePeer(content: Content, peerId: string, given: Omit<Peer, 'id'>): Content {
  const before = itemIn(content, 'peers', peerId);
  const next = putItem(content, 'peers', peerId, given);
  return before.codes.join() === given.codes.join() ? next : withoutCells(next, peerId);
}

/** Takes an item out; the figures of a peer go with it. Refusal: `no-item`. */
export function removeItem(content: Content, list: ListName, itemId: string): Content {
  itemIn(content, list, itemId);
  const next = list === 'peers' ? withoutCells(content, itemId) : content;
  return { ...next, [list]: next[list].filter((one: { id: string }) => one.id !== itemId) };
}

function withoutCells(content: Content, peerId: string): Content {
  return {
    ...content,
    measures: content.measures.map((one) => ({ ...one, cells: one.cells.filter((other) => other.peerId !== peerId) })),
  };
}

/** What a comparison needs before it is published. */
export const needed = ['question', 'reason', 'peers', 'measures', 'figures'] as const;

/** What is missing: the question, why these places, two peers, a measure, or a figure that was not yet looked for. */
export function missingIn(content: Content): (typeof needed)[number][] {
  const { question, reason, peers, measures } = content;
  const there = {
    question: question !== null,
    reason: reason !== null,
    peers: peers.length >= LEAST_PEERS,
    measures: measures.length > 0,
    figures: measures.every((one) => peers.every(({ id: peerId }) => cellOf(one, peerId).missing !== 'not-taken')),
  };
  return needed.filter((one) => !there[one]);
}

/** Years of the figures of a measure, each once, in their order. More than one: they are not of the same time. */
export function yearsOf({ cells }: Measure): string[] {
  return [...new Set(cells.flatMap((one) => rowOf(one)?.period ?? []))].toSorted();
}
