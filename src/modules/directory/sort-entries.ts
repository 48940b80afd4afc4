import { newId, type Id } from '#kernel/db';
import { changesBetween, keepUnchanged, type Changes } from './entry-changes.ts';

/** Who writes, when, and how the history calls it. */
export interface WriteOptions {
  by: string | null;
  now: Date;
  what: 'created' | 'changed' | 'checked' | 'imported';
  /** Counts only. */
  dryRun?: boolean;
}

export interface Written {
  created: number;
  updated: number;
  unchanged: number;
}

/** An entry that has to be written: new, or different from what is stored. */
export interface Pending<Entry> {
  id: string;
  entry: Entry;
  isNew: boolean;
  changes: Changes;
}

/** Sorts entries into those to write and a count of all. Entries are recognised by their code. */
export function sortEntries<Entry extends { code: string }>(
  wanted: readonly Entry[],
  stored: ReadonlyMap<string, Entry & { id: string }>,
): { pending: Pending<Entry>[]; written: Written } {
  const pending: Pending<Entry>[] = [];
  for (const entry of wanted) {
    const before = stored.get(entry.code);
    if (!before) {
      pending.push({ id: newId<'directory'>() as Id<string>, entry, isNew: true, changes: {} });
      continue;
    }
    const changes = changesBetween<object>(before, entry);
    if (Object.keys(changes).length > 0)
      pending.push({ id: before.id, entry: keepUnchanged<Entry>(before, entry, changes), isNew: false, changes });
  }
  const created = pending.filter(({ isNew }) => isNew).length;
  return { pending, written: { created, updated: pending.length - created, unchanged: wanted.length - pending.length } };
}
