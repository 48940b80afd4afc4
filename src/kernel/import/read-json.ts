import type { ImportRow } from './importer.ts';
import type { ImportFile } from './read-table.ts';
import { mostRows } from './read-table.ts';
import { refuse } from './refusals.ts';

type JsonObject = Record<string, unknown>;

/**
 * Reads a JSON list of objects, or an object that holds one list (`{ "services": [...] }`, a page of HSDS with its
 * `contents`). What stands beside the list as a plain value holds for every row: `"demonstration": true`.
 */
export function readJson(text: string): ImportFile {
  const content = parseJson(text);
  const { list, shared } = Array.isArray(content) ? { list: content, shared: {} } : listIn(content);
  if (list.length === 0) throw refuse('file-empty');
  if (list.length > mostRows) throw refuse('too-many-rows', { values: { limit: mostRows } });
  const rows = list.map((item: unknown, index): ImportRow => {
    if (!isObject(item)) throw refuse('file-damaged', { values: { line: index + 1 } });
    return { row: index + 1, values: withoutEmpty({ ...shared, ...item }) };
  });
  return { format: 'json', columns: [], rows };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('file-damaged', { values: { line: 0 } });
  }
}

function listIn(content: unknown): { list: unknown[]; shared: JsonObject } {
  if (!isObject(content)) throw refuse('no-list');
  const lists = Object.entries(content).filter(([, value]) => Array.isArray(value) && value.some(isObject));
  const [only] = lists;
  if (!only || lists.length > 1) throw refuse('no-list');
  const plain = Object.entries(content).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return { list: only[1] as unknown[], shared: Object.fromEntries(plain) }; // filtered by Array.isArray
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutEmpty(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
}
