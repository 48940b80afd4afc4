import type { Ui } from './ui.ts';

export type Sort = { key: string; direction: 'asc' | 'desc' };

/**
 * The current address with some query parameters changed; `undefined` removes one.
 * Every list's sort, page and filter links come from here, so that each keeps the others' state.
 */
export function withQuery(ui: Ui, changes: Record<string, string | number | undefined>): string {
  const [path = '/', query = ''] = ui.path.split('?', 2);
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return ui.to(path) + (text && `?${text}`);
}

/** One value of the current address's query. */
export function queryValue(ui: Ui, name: string): string | undefined {
  return new URLSearchParams(ui.path.split('?', 2)[1] ?? '').get(name) ?? undefined;
}

/** Reads `name` (ascending) or `-name` (descending), as the `sort` parameter of lists is written. */
export function parseSort(text: string | undefined): Sort | undefined {
  if (!text) return undefined;
  return text.startsWith('-') ? { key: text.slice(1), direction: 'desc' } : { key: text, direction: 'asc' };
}
