import { z } from 'zod';
import type { Reading, ReadingChoices } from './dataset.ts';
import { gatherer, mostDimensions, mostObservations, unread } from './gather.ts';
import { editions } from './edition.ts';
import { readUpdated } from './read-period.ts';
import { decimalOf } from './read-value.ts';

const figure = z.union([z.number(), z.string(), z.null()]);
const category = z.object({
  index: z.union([z.array(z.string()), z.record(z.string(), z.number())]).optional(),
  label: z.record(z.string(), z.string()).optional(),
  unit: z.record(z.string(), z.unknown()).optional(),
});

/** JSON-stat 2.0, class dataset (json-stat.org/full). */
const jsonStat = z.object({
  version: z.string().optional(),
  class: z.literal('dataset'),
  label: z.string().optional(),
  source: z.string().optional(),
  updated: z.string().optional(),
  note: z.array(z.string()).optional(),
  id: z.array(z.string()).min(1).max(mostDimensions),
  size: z.array(z.number().int().nonnegative()),
  role: z.object({ time: z.array(z.string()).optional(), geo: z.array(z.string()).optional() }).optional(),
  dimension: z.record(z.string(), z.object({ label: z.string().optional(), category })),
  value: z.union([z.array(figure), z.record(z.string(), figure)]),
  status: z.union([z.string(), z.array(z.string().nullable()), z.record(z.string(), z.string())]).optional(),
  extension: z.record(z.string(), z.unknown()).optional(),
});

/** Reads JSON-stat 2.0. Figures keep their digits as written, trailing zeros included. */
export function readJsonStat(text: string, choices: ReadingChoices = {}): Reading {
  let json: unknown;
  try {
    json = JSON.parse(text, exactly);
  } catch {
    return unread(0, 'observatory.problem.damaged');
  }
  const parsed = jsonStat.safeParse(json);
  if (!parsed.success)
    return unread(0, 'observatory.problem.json-stat', { where: parsed.error.issues[0]?.path.join('.').slice(0, 100) || '/' });
  const { id, size, dimension, role, value, status, extension } = parsed.data;
  const cells = size.reduce((product, one) => product * one, 1);
  if (id.length !== size.length || new Set(id).size !== id.length) return unread(0, 'observatory.problem.json-stat', { where: 'id, size' });
  const most = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (!Number.isSafeInteger(cells) || most > mostObservations)
    return unread(0, 'observatory.problem.too-many-rows', { limit: mostObservations });
  if (Array.isArray(value) && value.length !== cells) return unread(0, 'observatory.problem.cells', { found: value.length, wanted: cells });

  const lists = id.map((name) => codesOf(dimension[name]?.category));
  const wrong = lists.findIndex((list, index) => list?.length !== size[index]);
  if (wrong >= 0) return unread(0, 'observatory.problem.json-stat', { where: `dimension.${id[wrong] ?? ''}` });
  const time = id.findIndex((name) => role?.time?.includes(name) ?? /^(time|time_period|year|period)$/i.test(name));
  if (time < 0) return unread(0, 'observatory.problem.heading', { column: 'role.time' });

  const others = id.map((name, at) => ({ name, at })).filter(({ at }) => at !== time);
  const gathering = gatherer(
    others.map(({ name }) => ({ code: name, label: dimension[name]?.label ?? name, ...(role?.geo?.includes(name) ? { geo: true } : {}) })),
    choices,
  );
  const confidentiality = z.record(z.string(), z.string()).safeParse(extension?.['confidentiality']);
  const entries = Array.isArray(value)
    ? value.map((one, at) => [at, one] as const)
    : Object.entries(value).map(([at, one]) => [Number(at), one] as const);
  for (const [at, one] of entries) {
    const flags = statusAt(status, at);
    // In a dense list, null without a status is a cell that was never published.
    if (one === null && flags === '' && Array.isArray(value)) continue;
    if (!Number.isInteger(at) || at < 0 || at >= cells) {
      gathering.problem(at, null, 'observatory.problem.json-stat', { where: `value.${at}` });
      continue;
    }
    const places = placesOf(at, size);
    gathering.add({
      row: at + 1,
      cells: others.map(({ at: index }) => lists[index]?.[places[index] ?? -1] ?? ['', '']),
      period: lists[time]?.[places[time] ?? -1]?.[0] ?? '',
      value: one === null ? '' : typeof one === 'number' ? (decimalOf(one) ?? String(one)) : one,
      flags,
      confidentiality: confidentiality.success ? (confidentiality.data[String(at)] ?? '') : '',
      field: 'value',
    });
  }
  const said = (name: string) => (typeof extension?.[name] === 'string' ? extension[name] : null);
  return gathering.finish({
    format: 'json-stat',
    code: said('code'),
    title: parsed.data.label ?? null,
    publisher: parsed.data.source ?? null,
    licence: said('licence'),
    updated: parsed.data.updated ? readUpdated(parsed.data.updated) : null,
    unit: said('unit'),
    edition: editions.find((one) => one === said('edition')) ?? null,
    notes: (parsed.data.note ?? []).slice(0, 50).map((note) => note.slice(0, 4_000)),
  });
}

/** Keeps a number with all its digits, as text, where JavaScript would not write it so: 1570.0. (TC39, JSON.parse source text access) */
function exactly(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined && String(value) !== context.source ? context.source : value;
}

function codesOf(given: z.output<typeof category> | undefined): (readonly [string, string])[] | null {
  if (!given) return null;
  const labels = given.label ?? {};
  const { index } = given;
  const codes =
    index === undefined
      ? Object.keys(labels)
      : Array.isArray(index)
        ? index
        : Object.entries(index)
            .toSorted((a, b) => a[1] - b[1])
            .map(([code]) => code);
  if (new Set(codes).size !== codes.length) return null;
  return codes.map((code) => [code, Object.hasOwn(labels, code) ? (labels[code] ?? code) : code] as const);
}

function statusAt(status: z.output<typeof jsonStat>['status'], at: number): string {
  if (status === undefined) return '';
  if (typeof status === 'string') return status;
  return (Array.isArray(status) ? status[at] : status[String(at)]) ?? '';
}

/** The place in each dimension of a cell by its number: the last dimension runs fastest. */
function placesOf(at: number, size: readonly number[]): number[] {
  const places: number[] = [];
  let rest = at;
  for (const one of size.toReversed()) {
    places.unshift(rest % one);
    rest = Math.floor(rest / one);
  }
  return places;
}
