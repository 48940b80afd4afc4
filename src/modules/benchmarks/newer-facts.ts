import type { Reads } from '#kernel/db';
import { daysBetween, type Day } from '#kernel/time';
import type { Content } from './content.ts';
import type { FactCell, FactMeasure, Measure } from './measure.ts';
import { factsOfSubject } from './take-fact.ts';

/** Figures of today that are others than those of the document: by measure, then by peer; and the day that today is. */
export type NewerFacts = ReadonlyMap<string, ReadonlyMap<string, NewerFact>>;

export interface NewerFact {
  cell: FactCell;
  day: Day;
}

/**
 * Facts that the network shows otherwise today than on the day on which they were taken. A peer that came after the figures has none
 * to be newer than.
 */
export async function newerFacts(
  trx: Reads<'offices' | 'directory' | 'places' | 'learning'>,
  { peers, measures }: Content,
  today: Day,
): Promise<NewerFacts> {
  const taken = measures.filter((one): one is FactMeasure => one.kind === 'fact');
  const newer = new Map<string, Map<string, NewerFact>>();
  if (taken.length === 0) return newer;
  for (const { id: peerId, subject } of peers) {
    if (!subject) continue;
    const names = taken.map(({ fact }) => fact);
    const found = await factsOfSubject(trx, subject.id, names, today);
    taken.forEach((measure, at) => {
      const was = measure.cells.find((one) => one.peerId === peerId);
      const is = found[at];
      if (!was || !is || sameFact(measure, was, is, today)) return;
      const cells = newer.get(measure.id) ?? new Map<string, NewerFact>();
      newer.set(measure.id, cells.set(peerId, { cell: { peerId, ...is }, day: today }));
    });
  }
  return newer;
}

/** Days since somebody checked grow by themselves: another day of the same check is no news. */
function sameFact({ fact, takenOn }: FactMeasure, was: FactCell, is: Pick<FactCell, 'value' | 'missing'>, today: Day): boolean {
  if (was.value === null || is.value === null) return was.value === is.value && was.missing === is.missing;
  const passed = fact === 'service-assured' ? Math.max(0, daysBetween(takenOn, today)) : 0;
  return passed === 0 ? was.value === is.value : Number(was.value) + passed === Number(is.value);
}

/** The figure of today where it is another one. */
export const newerOf = (newer: NewerFacts, { id }: Measure, peerId: string): NewerFact | null => newer.get(id)?.get(peerId) ?? null;
