import { termLabel } from '#modules/vocabulary';
import { corridorNames, type Speaking } from './corridor-names.ts';
import { splits, type KeptFigure, type ShownFigure, type Split } from './figure.ts';

/** Figures of people, in the order of the page. */
export const figureKeys = [
  'people',
  'readiness',
  'change',
  'plans',
  'courses',
  'pairs',
  'mentoring-given',
  'mentoring-results',
  'started',
  'alive',
  'person-outcomes',
  'venture-outcomes',
  'trade',
  'returns',
  'return-follow-ups',
] as const;

/** Figures whose columns count unlike things. */
const unlike = new Set(['courses', 'mentoring-given', 'mentoring-results', 'trade']);

/** Of which column a share is shown. */
const shares = { change: 'further', alive: 'alive', 'return-follow-ups': 'with-sign' } as const;

/** Figures of what stands today, of which a frozen quarter counts what began in it. */
const begunOnly = new Set(['plans', 'ventures', 'opportunity-ventures', 'groups']);

// uses messages: app.counts.figure.*
// uses messages: app.counts.definition.*
// uses messages: app.counts.definition-frozen.*
// uses messages: app.counts.state.*
// uses messages: people.gender.*
// uses messages: mentoring.state.*
// uses messages: mentoring.result.*
// uses messages: readiness.result.*
// uses messages: returns.state.*
// uses messages: tracks.track.*
/** What is counted, in words; of a frozen quarter also what is left out so that no two quarters can be subtracted. */
export function definitionOf({ t }: Pick<Speaking, 't'>, key: string, frozen: boolean): string {
  const say = t as (message: string) => string; // codes of a closed list
  return say(frozen && begunOnly.has(key) ? `app.counts.definition-frozen.${key}` : `app.counts.definition.${key}`);
}

export const titleOf = ({ t }: Pick<Speaking, 't'>, key: string): string => (t as (message: string) => string)(`app.counts.figure.${key}`);

function columnLabel({ t, lang }: Speaking, figure: string, key: string): string {
  const say = t as (message: string) => string; // codes of closed lists
  if (figure === 'person-outcomes') return termLabel('personOutcomes', key, lang);
  if (figure === 'venture-outcomes') return termLabel('ventureOutcomes', key, lang);
  const prefixes: Record<string, string> = { readiness: 'readiness.result', pairs: 'mentoring.state', returns: 'returns.state' };
  if (figure === 'mentoring-results' && key !== 'no-answer') return say(`mentoring.result.${key}`);
  return say(`${prefixes[figure] ?? 'app.counts.state'}.${key}`);
}

/** Says figures in the reader's words, part by part. */
export async function sayFigures(
  speaking: Speaking,
  parts: readonly (readonly KeptFigure[])[],
  { frozen = false }: { frozen?: boolean } = {},
): Promise<ShownFigure[][]> {
  const say = speaking.t as (message: string) => string; // codes of closed lists
  const corridorName = await corridorNames(
    speaking,
    parts.flatMap((figures) => figures.flatMap((one) => (one.splits.corridor ?? []).map(({ key }) => key))),
  );
  const rowLabel: Record<Split, (key: string) => string> = {
    corridor: corridorName,
    track: (key) => say(`tracks.track.${key}`),
    gender: (key) => say(`people.gender.${key}`),
  };
  const told = (one: KeptFigure): ShownFigure => {
    const share = Object.entries(shares).find(([key]) => key === one.key)?.[1];
    return {
      key: one.key,
      title: titleOf(speaking, one.key),
      definition: definitionOf(speaking, one.key, frozen),
      columns: one.columns.map((key) => ({ key, label: columnLabel(speaking, one.key, key) })),
      splits: Object.fromEntries(
        splits.flatMap((by) => {
          const rows = one.splits[by]?.map((row) => ({ ...row, label: rowLabel[by](row.key) }));
          if (by === 'corridor') rows?.sort((a, b) => (a.label < b.label ? -1 : 1));
          return rows ? [[by, rows]] : [];
        }),
      ),
      columnTotals: one.columnTotals,
      total: one.total,
      ...(share ? { share: { column: share, label: speaking.t(`app.counts.share.${share}`) } } : {}),
      ...(unlike.has(one.key) ? { unlike: true } : {}),
    };
  };
  return parts.map((figures) => figures.map(told));
}
