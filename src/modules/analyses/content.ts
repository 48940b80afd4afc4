import { z } from 'zod';
import { idOf, newId } from '#kernel/db';
import { frozenSplits } from '#modules/counts';
import { THRESHOLD } from '#modules/observatory';
import { refuse } from './refusals.ts';

// uses messages: analyses.section.*
// uses messages: analyses.section-hint.*
/** The five parts of a situation analysis (IMMENSITY, main activities: data, trends, policies, problems and chances as they stand). */
export const sections = ['data', 'trends', 'policies', 'problems', 'chances'] as const;
export type Section = (typeof sections)[number];

/** What may stand in which part. */
export const kindsOf = {
  data: ['text', 'figures', 'counts'],
  trends: ['text', 'figures', 'counts'],
  policies: ['text', 'policy'],
  problems: ['text', 'point'],
  chances: ['text', 'point'],
} as const satisfies Record<Section, readonly Block['kind'][]>;

const MOST_BLOCKS = 100;
const MOST_PERIODS = 200;
const id = z.uuid();
const words = (max: number) => z.string().min(1).max(max);
const PERIOD = /^[0-9A-Z:/-]{4,40}$/;

/** Figures as they stood when they were taken, with where from: the row is one place of one release, read by an indicator. */
export const figuresSchema = z.object({
  id,
  kind: z.literal('figures'),
  indicatorId: idOf<'observatory.indicators'>(),
  /** Version of the indicator by which they were read. */
  indicatorNo: z.int().min(1),
  name: words(200),
  unit: words(200),
  /** Language of name and unit. */
  language: words(20),
  datasetId: idOf<'observatory.datasets'>(),
  publisher: words(500),
  dataset: words(500),
  releaseId: z.uuid(),
  /** When the publisher released it: a year, month, day or moment. */
  published: words(40),
  /** What was chosen in the other dimensions, `Sex: Women`. */
  chosen: z.array(z.string().max(1_000)).max(30),
  placeCode: words(500),
  placeLabel: words(500),
  /** As published; null where the figure is missing, which is not zero. */
  rows: z
    .array(z.object({ period: z.string().regex(PERIOD), value: z.string().max(60).nullable(), flags: z.string().max(40) }))
    .min(1)
    .max(MOST_PERIODS),
  words: z.string().max(2_000).nullable(),
});

/** A count as it was frozen: withheld is null, and no count from 1 to 4 is ever shown. */
const count = z
  .int()
  .min(0)
  .nullable()
  .refine((value) => value === null || value === 0 || value >= THRESHOLD);

/** The network's own counts of one quarter and area in one split, as they were frozen. Labels are in the language of the document. */
const countsSchema = z.object({
  id,
  kind: z.literal('counts'),
  frozenId: idOf<'counts.frozen'>(),
  quarter: z.string().regex(/^\d{4}-[1-4]$/),
  from: z.iso.date(),
  until: z.iso.date(),
  frozenAt: z.iso.datetime(),
  area: words(200),
  areaLabel: words(500),
  figure: words(60),
  name: words(300),
  definition: words(2_000),
  split: z.enum(frozenSplits),
  splitLabel: words(300),
  /** Language of names and labels. */
  language: words(20),
  columns: z.array(z.object({ key: words(200), label: words(300) })).max(60),
  rows: z.array(z.object({ key: words(500), label: words(500), cells: z.array(count).max(60), total: count })).max(1_000),
  columnTotals: z.array(count).max(60),
  total: count,
  /** Whether the columns add up. */
  adds: z.boolean(),
  words: z.string().max(2_000).nullable(),
});

const block = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('text'), words: words(5_000) }),
  figuresSchema,
  countsSchema,
  z.object({
    id,
    kind: z.literal('policy'),
    name: words(300),
    who: words(300),
    since: z.string().max(40).nullable(),
    words: words(5_000),
    source: words(500),
    sourceDate: z.iso.date().nullable(),
  }),
  z.object({ id, kind: z.literal('point'), name: words(300), words: words(5_000), restsOn: z.array(id).max(MOST_BLOCKS) }),
]);
export type Block = z.output<typeof block>;
export type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;
export type FiguresBlock = BlockOf<'figures'>;
export type CountsBlock = BlockOf<'counts'>;

const blocks = z.array(block).max(MOST_BLOCKS);

/** A whole analysis, as drafts and versions hold it. */
export const contentSchema = z.object({
  title: words(300),
  summary: z.string().max(4_000).nullable(),
  sections: z.object({ data: blocks, trends: blocks, policies: blocks, problems: blocks, chances: blocks }),
});
export type Content = z.output<typeof contentSchema>;

export function emptyContent(title: string): Content {
  return { title, summary: null, sections: { data: [], trends: [], policies: [], problems: [], chances: [] } };
}

/** Every block with the part in which it stands, in the order of the document. */
export function blocksIn(content: Content): { section: Section; block: Block }[] {
  return sections.flatMap((section) => content.sections[section].map((one) => ({ section, block: one })));
}

export function figuresIn(content: Content): FiguresBlock[] {
  return blocksIn(content).flatMap(({ block: one }) => (one.kind === 'figures' ? [one] : []));
}

export function countsIn(content: Content): CountsBlock[] {
  return blocksIn(content).flatMap(({ block: one }) => (one.kind === 'counts' ? [one] : []));
}

/** What a point may rest on: figures and counts, in the order of the document. */
export function evidenceIn(content: Content): (FiguresBlock | CountsBlock)[] {
  return blocksIn(content).flatMap(({ block: one }) => (one.kind === 'figures' || one.kind === 'counts' ? [one] : []));
}

/** A block of a document. Refusal: `no-block`. */
export function blockIn(content: Content, blockId: string): { section: Section; block: Block } {
  const found = blocksIn(content).find(({ block: one }) => one.id === blockId);
  if (!found) throw refuse('no-block');
  return found;
}

type New<Kind extends Block['kind']> = Omit<BlockOf<Kind>, 'id'>;
export type NewBlock = { [Kind in Block['kind']]: New<Kind> }[Block['kind']];

/** Puts a block at the end of a part. Refusals: `wrong-part` for a kind that does not belong there, `too-many-blocks`. */
export function addBlock(content: Content, section: Section, given: NewBlock): Content {
  if (!(kindsOf[section] as readonly string[]).includes(given.kind)) throw refuse('wrong-part');
  const before = content.sections[section];
  if (before.length >= MOST_BLOCKS) throw refuse('too-many-blocks', { values: { most: MOST_BLOCKS } });
  return inSection(content, section, [...before, { ...given, id: newId() }]);
}

/** Puts other words or figures in place of a block of the same kind. Refusal: `no-block`. */
export function changeBlock(content: Content, blockId: string, given: NewBlock): Content {
  const { section, block: before } = blockIn(content, blockId);
  if (before.kind !== given.kind) throw refuse('no-block');
  const changed = content.sections[section].map((one) => (one.id === blockId ? { ...given, id: blockId } : one));
  return inSection(content, section, changed);
}

/** Moves a block one place up or down in its part; at the end of the part it stays where it is. Refusal: `no-block`. */
export function moveBlock(content: Content, blockId: string, direction: 'up' | 'down'): Content {
  const { section } = blockIn(content, blockId);
  const list = [...content.sections[section]];
  const at = list.findIndex((one) => one.id === blockId);
  const [moved] = list.splice(at, 1);
  if (moved) list.splice(Math.max(0, at + (direction === 'up' ? -1 : 1)), 0, moved);
  return inSection(content, section, list);
}

/** Takes a block away; what rested on it rests on it no longer. Refusal: `no-block`. */
export function removeBlock(content: Content, blockId: string): Content {
  blockIn(content, blockId);
  const without = sections.map((section) => [
    section,
    content.sections[section].flatMap((one) => {
      if (one.id === blockId) return [];
      return one.kind === 'point' ? { ...one, restsOn: one.restsOn.filter((other) => other !== blockId) } : one;
    }),
  ]);
  return { ...content, sections: Object.fromEntries(without) as Content['sections'] }; // one entry for each section
}

function inSection(content: Content, section: Section, list: Block[]): Content {
  return { ...content, sections: { ...content.sections, [section]: list } };
}

/** Parts without which an analysis is not published. */
export function missingIn({ summary, sections: parts }: Content): ('summary' | Section)[] {
  return [...(summary ? [] : (['summary'] as const)), ...sections.filter((section) => parts[section].length === 0)];
}
