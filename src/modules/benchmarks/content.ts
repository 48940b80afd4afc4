import { z } from 'zod';
import { newId } from '#kernel/db';
import { facts } from './facts.ts';
import { kinds, type Kind } from './kinds.ts';
import { measureSchema, MOST, shownOf, withoutPeer, type DeclaredCell, type Measure } from './measure.ts';
import { refuse } from './refusals.ts';

const LEAST_PEERS = 2;
/** Code of a place in a publisher's table: `ITH3`, `SN-KL`. */
export const PLACE_CODE = /^[\w.:/-]{1,40}$/;

const id = z.uuid();
const words = (max: number) => z.string().min(1).max(max);

const peer = z.object({
  id,
  name: words(200),
  /** Codes of a place in statistics; the first that a table knows is taken. None of an office or service. */
  codes: z.array(z.string().regex(PLACE_CODE)).max(6),
  /** The office or service; null for a place. */
  subject: z.object({ id, code: words(200) }).nullable(),
  /** Why it is comparable. */
  why: words(1_000),
});
export type Peer = z.output<typeof peer>;

/** A whole comparison, as drafts and versions hold it. */
export const contentSchema = z
  .object({
    kind: z.enum(kinds),
    title: words(300),
    question: z.string().max(2_000).nullable(),
    /** Why these are set beside one another. */
    reason: z.string().max(4_000).nullable(),
    peers: z.array(peer).max(MOST.peers),
    measures: z.array(measureSchema).max(MOST.measures),
  })
  .refine(({ peers, measures }) => measures.every(({ cells }) => cells.every((one) => peers.some((other) => other.id === one.peerId))), {
    error: 'a figure belongs to no peer',
  })
  .refine(({ kind, peers }) => peers.every((one) => fitsPeer(kind, one)), { error: 'a peer is of another kind' })
  .refine(({ kind, measures }) => measures.every((one) => fitsMeasure(kind, one)), { error: 'a measure is of another kind' })
  .refine(({ peers }) => new Set(peers.map((one) => one.subject?.id ?? one.id)).size === peers.length, { error: 'a peer stands twice' });
export type Content = z.output<typeof contentSchema>;

const fitsPeer = (kind: Kind, { codes, subject }: Peer): boolean =>
  kind === 'places' ? codes.length > 0 && subject === null : codes.length === 0 && subject !== null;

/** Places have official figures, offices and services what the network shows of them, offices also what documents say. */
function fitsMeasure(kind: Kind, measure: Measure): boolean {
  if (measure.kind === 'fact') return facts[measure.fact].of === kind;
  return kind === (measure.kind === 'indicator' ? 'places' : 'offices');
}

export const emptyContent = (title: string, kind: Kind): Content => ({
  kind,
  title,
  question: null,
  reason: null,
  peers: [],
  measures: [],
});

/** Peers by name, which says nothing about them. */
export function peersByName({ peers }: Content, lang: string): Peer[] {
  const order = new Intl.Collator(lang);
  return peers.toSorted((one, other) => order.compare(one.name, other.name));
}

export type ListName = 'peers' | 'measures';
/** An item that has no id yet. */
type New<Item> = Item extends unknown ? Omit<Item, 'id'> : never;

/** An item of a draft. Refusal: `no-item`. */
export function itemIn<List extends ListName>(content: Content, list: List, itemId: string): Content[List][number] {
  const items: readonly Content[List][number][] = content[list];
  const found = items.find((one) => one.id === itemId);
  if (!found) throw refuse('no-item');
  return found;
}

/** A measure of one kind of a draft. Refusal: `no-item`. */
export function measureIn<K extends Measure['kind']>(content: Content, kind: K, itemId: string): Extract<Measure, { kind: K }> {
  const found = itemIn(content, 'measures', itemId);
  if (found.kind !== kind) throw refuse('no-item');
  return found as Extract<Measure, { kind: K }>; // asked on the line above
}

/** Puts an item in, new (`itemId` null) or in place of the one with this id. Refusals: `no-item`, `too-many`. */
export function putItem<List extends ListName>(
  content: Content,
  list: List,
  itemId: string | null,
  given: New<Content[List][number]>,
): Content {
  const items: readonly Content[List][number][] = content[list];
  if (itemId === null) {
    if (items.length >= MOST[list]) throw refuse('too-many', { values: { most: MOST[list] } });
    return { ...content, [list]: [...items, { ...given, id: newId() }] };
  }
  itemIn(content, list, itemId);
  return { ...content, [list]: items.map((one) => (one.id === itemId ? { ...given, id: itemId } : one)) };
}

/** Puts an office or service in. Refusals: `same-subject` where it is there, `too-many`. */
export function addSubject(content: Content, given: New<Peer>): Content {
  if (content.peers.some(({ subject }) => subject?.id === given.subject?.id)) throw refuse('same-subject', { field: 'subject' });
  return putItem(content, 'peers', null, given);
}

/** Changes a peer. Where its codes are others, its figures are taken anew before anybody compares them. Refusal: `no-item`. */
export function changePeer(content: Content, peerId: string, given: New<Peer>): Content {
  const before = itemIn(content, 'peers', peerId);
  const next = putItem(content, 'peers', peerId, given);
  return before.codes.join() === given.codes.join() ? next : withoutCells(next, peerId);
}

/** Writes what a document says of a peer, or that it says nothing. Refusal: `no-item`. */
export function declareFigure(content: Content, measureId: string, cell: DeclaredCell): Content {
  itemIn(content, 'peers', cell.peerId);
  const { id: _id, ...measure } = measureIn(content, 'declared', measureId);
  const cells = [...measure.cells.filter(({ peerId }) => peerId !== cell.peerId), cell];
  return putItem(content, 'measures', measureId, { ...measure, cells });
}

/** Takes an item out; the figures of a peer go with it. Refusal: `no-item`. */
export function removeItem(content: Content, list: ListName, itemId: string): Content {
  itemIn(content, list, itemId);
  const next = list === 'peers' ? withoutCells(content, itemId) : content;
  return { ...next, [list]: next[list].filter((one: { id: string }) => one.id !== itemId) };
}

const withoutCells = (content: Content, peerId: string): Content => ({
  ...content,
  measures: content.measures.map((one) => withoutPeer(one, peerId)),
});

/** What a comparison needs before it is published. */
export const needed = ['question', 'reason', 'peers', 'measures', 'figures'] as const;

/** What is missing: the question, why these, two peers, a measure, or a figure that was not yet looked for. */
export function missingIn(content: Content): (typeof needed)[number][] {
  const { question, reason, peers, measures } = content;
  const there = {
    question: question !== null,
    reason: reason !== null,
    peers: peers.length >= LEAST_PEERS,
    measures: measures.length > 0,
    figures: measures.every((one) => peers.every(({ id: peerId }) => shownOf(one, peerId).missing !== 'not-taken')),
  };
  return needed.filter((one) => !there[one]);
}
