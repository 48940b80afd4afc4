/** A table with the tables that its foreign keys refer to, by name. */
export interface Dependent {
  readonly name: string;
  readonly refersTo: readonly string[];
}

/**
 * Orders tables so that each follows those that it refers to. Where tables refer to each other in a circle, one of them
 * comes first all the same: the one with the fewest open references, by name.
 */
export function loadOrder<T extends Dependent>(tables: readonly T[]): T[] {
  const waiting = new Map(tables.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((table) => [table.name, table]));
  const open = (table: T) => table.refersTo.filter((name) => name !== table.name && waiting.has(name)).length;
  const ordered: T[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].reduce((best, table) => (open(table) < open(best) ? table : best));
    waiting.delete(next.name);
    ordered.push(next);
  }
  return ordered;
}
