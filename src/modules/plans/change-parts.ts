import { newId } from '#kernel/db';
import type { Authorship } from '#kernel/i18n';
import { reworded, type Content } from './plan-content.ts';
import { refuse } from './refusals.ts';

/** Lists of a plan whose parts are edited one by one. */
export const partKinds = ['objectives', 'measures', 'actions', 'indicators', 'links'] as const;
export type PartKind = (typeof partKinds)[number];
type PartOf<Kind extends PartKind> = Content[Kind][number];

/** What a part hangs on: parts with the same one stand in one list on the page. */
const parentOf: { [Kind in PartKind]: (part: PartOf<Kind>) => string | null } = {
  objectives: () => null,
  measures: ({ objectiveId }) => objectiveId,
  actions: ({ measureId }) => measureId,
  indicators: ({ of }) => of,
  links: ({ of }) => of,
};

/** The parts that stand in one list with a part. */
export function beside<Kind extends PartKind>(content: Content, kind: Kind, part: PartOf<Kind>): PartOf<Kind>[] {
  const list: readonly PartOf<Kind>[] = content[kind];
  return list.filter((one) => parentOf[kind](one) === parentOf[kind](part));
}

/** Puts a part in, new or changed, at a place (1 is the first) among those that hang on the same one. */
export function putPart<Kind extends PartKind>(content: Content, kind: Kind, part: PartOf<Kind>, place: number): Content {
  const list: readonly PartOf<Kind>[] = content[kind];
  const others = list.filter(({ id }) => id !== part.id);
  const same = others.filter((one) => parentOf[kind](one) === parentOf[kind](part));
  const rest = others.filter((one) => !same.includes(one));
  return { ...content, [kind]: [...rest, ...same.toSpliced(Math.max(0, place - 1), 0, part)] };
}

/** Takes a part out. Refusals: `not-found`, `parts-under` where others hang on it. */
export function removePart(content: Content, kind: PartKind, id: string): Content {
  const { measures, actions, indicators, links } = content;
  if (!content[kind].some((one) => one.id === id)) throw refuse('not-found');
  const under = [
    ...measures.map(({ objectiveId }) => objectiveId),
    ...actions.map(({ measureId }) => measureId),
    ...[...indicators, ...links].map(({ of }) => of),
  ];
  if (under.includes(id)) throw refuse('parts-under');
  return { ...content, [kind]: (content[kind] as readonly { id: string }[]).filter((one) => one.id !== id) };
}

type Units = Content['units'];

/**
 * Units as typed, one a line: a line that was there keeps its id, and so does one that was reworded in its place. Refusals:
 * `parts-under` where a unit that an action names is gone.
 */
export function retypedUnits(content: Content, typed: string | null, lang: string, author: Authorship): Units {
  const lines = [...new Set((typed ?? '').split('\n').flatMap((line) => line.trim() || []))];
  const left = [...content.units];
  const same = lines.map((line) => {
    const at = left.findIndex(({ name }) => name.texts[name.source]?.text === line);
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  });
  const units = lines.map((line, index) => {
    const before = content.units[index];
    const old = same[index] ?? (lines.length === content.units.length && before && left.includes(before) ? before : null);
    const name = reworded(old?.name ?? null, line, lang, author);
    if (!name) throw new Error('a line has words');
    return { id: old?.id ?? newId(), name };
  });
  const named = content.actions.flatMap(({ unitId, withUnits }) => [...(unitId ? [unitId] : []), ...withUnits]);
  if (named.some((id) => !units.some((unit) => unit.id === id))) throw refuse('parts-under', { field: 'units' });
  return units;
}
