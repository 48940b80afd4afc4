import { z } from 'zod';
import { newId, type AnyWrites } from '#kernel/db';
import {
  cellReader,
  type CellReader,
  type Importer,
  type ImportOptions,
  type ImportProblem,
  type ImportReport,
  type ImportRow,
} from '#kernel/import';
import { isCurrency, parseMoney, type Money } from '#kernel/money';
import { findOfficeByCode, type Office, type OfficeId } from '#modules/offices';
import {
  keepSame,
  listCorridors,
  openingsByCode,
  placeIdsByCode,
  refused,
  repeated,
  type CorridorId,
  type RecordSource,
} from '#modules/places';
import { termCodes } from '#modules/vocabulary';
import { stages } from '#modules/ventures';
import { parseConditions } from './condition-text.ts';
import type { Condition } from './condition.ts';
import { audiences, ends, kinds, type Opportunity, type OpportunityText } from './opportunity.ts';
import { COLUMNS, keptOffices, toOpportunity } from './read-opportunities.ts';
import { overwrite, rowOf } from './write-opportunity.ts';

/** A row as the file has it: names still to be looked up. */
interface Wanted {
  row: number;
  code: string;
  office: string;
  place: string;
  corridors: string[];
  opening: string | null;
  conditions: Condition[];
  demonstration: boolean;
  text: Omit<OpportunityText, 'placeId' | 'corridorIds' | 'openingId'>;
}

const required = true;
const about = (name: string) => `opportunities.column.${name}` as Importer['label']; // uses messages: opportunities.column.*

/** Columns of a list of opportunities. */
const columns: Importer['columns'] = [
  { name: 'code', required, about: about('code') },
  { name: 'office', required, about: about('office') },
  { name: 'kind', required, about: about('kind') },
  { name: 'title', required, about: about('title'), translated: true },
  { name: 'about', required, about: about('about'), translated: true },
  { name: 'text_language', required: false, about: about('text-language') },
  { name: 'place_code', required, about: about('place') },
  { name: 'corridors', required: false, about: about('corridors') },
  { name: 'at_end', required, about: about('at-end') },
  { name: 'sectors', required: false, about: about('sectors') },
  { name: 'stages', required: false, about: about('stages') },
  { name: 'audiences', required: false, about: about('audiences') },
  { name: 'amount', required: false, about: about('amount') },
  { name: 'currency', required: false, about: about('currency') },
  { name: 'amount_text', required: false, about: about('amount-text'), translated: true },
  { name: 'conditions', required: false, about: about('conditions') },
  { name: 'source', required, about: about('source') },
  { name: 'source_url', required: false, about: about('source-url') },
  { name: 'source_seen_on', required, about: about('source-seen-on') },
  { name: 'reported', required: false, about: about('reported') },
  { name: 'valid_from', required, about: about('valid-from') },
  { name: 'valid_until', required: false, about: about('valid-until') },
  { name: 'needs_confirmation', required: false, about: about('needs-confirmation') },
  { name: 'opening', required: false, about: about('opening') },
  { name: 'demonstration', required: false, about: about('demonstration') },
];

const documented = z.object({ document: z.string().min(1).max(200), chapter: z.string().min(1).max(200).optional() });

function readSource(cell: CellReader): RecordSource | null {
  const given = cell.values['source'];
  const document = documented.safeParse(given);
  if (document.success) return document.data;
  const name = cell.line('source', { required: true });
  const url = cell.webAddress('source_url');
  return name === null ? null : { name, ...(url ? { url } : {}) };
}

function readAmount(cell: CellReader): Money | null {
  const amount = cell.line('amount', { max: 40 });
  const currency = cell.line('currency', { max: 3 });
  if (amount === null && currency === null) return null;
  const read = amount !== null && currency !== null && isCurrency(currency) ? parseMoney(amount, currency, 'en') : null;
  if (read?.ok && read.money.amountMinor > 0n) return read.money;
  return cell.problem('amount', 'opportunities.problem.amount', { value: (amount ?? '').slice(0, 60) });
}

function readRow(given: ImportRow, problems: ImportProblem[], { now }: ImportOptions): Wanted | null {
  const values = Object.fromEntries(
    Object.entries(given.values)
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  );
  const demonstration = values['demonstration'] === true || values['demonstration'] === 'yes';
  // A demonstration's translations are ours, and nobody whose language it is has read them.
  const cell = cellReader({ row: given.row, values }, problems, { now, translationsBy: demonstration ? 'machine' : 'human' });
  const source = cell.line('text_language', { max: 20 }) ?? 'en';
  const today = now.toISOString().slice(0, 10);
  const conditions = readConditions(cell);
  const wanted = {
    code: cell.code('code', { required }),
    office: cell.code('office', { required }),
    kind: cell.choice('kind', kinds, { required }),
    title: cell.translated('title', source, { required, max: 200 }),
    about: cell.translated('about', source, { required, max: 4_000 }),
    place: cell.code('place_code', { required }),
    atEnd: cell.choice('at_end', ends, { required }),
    from: readSource(cell),
    seen: cell.day('source_seen_on', { required }),
    validFrom: cell.day('valid_from', { required }),
  };
  const rest = {
    sectors: cell.choices('sectors', termCodes('sectors')),
    stages: cell.choices('stages', stages),
    audiences: cell.choices('audiences', audiences),
    amount: readAmount(cell),
    amountText: cell.translated('amount_text', source, { max: 300 }),
    reported: cell.line('reported', { max: 10 }),
    validUntil: cell.day('valid_until'),
    needsConfirmation: cell.flag('needs_confirmation'),
  };
  const corridors = cell.list('corridors').slice(0, 20);
  const opening = cell.code('opening');
  if (rest.reported && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(rest.reported))
    cell.problem('reported', 'places.problem.age', { value: rest.reported });
  if (wanted.seen && wanted.seen > today) cell.problem('source_seen_on', 'opportunities.problem.seen-later');
  if (wanted.validFrom && rest.validUntil && rest.validUntil < wanted.validFrom)
    cell.problem('valid_until', 'opportunities.problem.ends-before');
  const { code, office, kind, title, about: words, place, atEnd, from, seen, validFrom } = wanted;
  if (!code || !office || !kind || !title || !words || !place || !atEnd || !from || !seen || !validFrom || !cell.ok()) return null;
  const text = { kind, title, about: words, atEnd, source: from, sourceSeenOn: seen, validFrom, ...rest };
  return { row: given.row, code, office, place, corridors, opening, conditions, demonstration, text };
}

function readConditions(cell: CellReader): Condition[] {
  const read = parseConditions(cell.text('conditions', { max: 2_000 }) ?? '');
  if (read.ok) return read.conditions;
  cell.problem('conditions', 'opportunities.problem.conditions', { value: read.part.slice(0, 60) });
  return [];
}

/**
 * Brings opportunities up to date by their code, as drafts: somebody else publishes them. A row whose words changed goes back
 * to a draft. With a problem in any row nothing is written; an office that the actor does not keep is such a problem.
 */
async function run(trx: AnyWrites, given: readonly ImportRow[], options: ImportOptions): Promise<ImportReport> {
  const problems: ImportProblem[] = [];
  const rows = given.flatMap((row) => readRow(row, problems, options) ?? []);
  const kept = new Set<string>(await keptOffices(trx));
  const offices = new Map<string, Office>();
  for (const code of new Set(rows.map(({ office }) => office))) {
    const office = await findOfficeByCode(trx, code);
    // On the command line nobody is signed in, and the owner may write for every office.
    if (office && (options.by === null || kept.has(office.id))) offices.set(code, office);
  }
  const inConditions = (one: Wanted) => one.conditions.flatMap((condition) => ('within' in condition ? condition.within : []));
  const places = await placeIdsByCode(
    trx,
    rows.flatMap((one) => [one.place, ...inConditions(one)]),
  );
  const corridors = new Map((await listCorridors(trx, { lang: 'en' })).map(({ code, id }) => [code, id]));
  const openings = await openingsByCode(
    trx,
    rows.flatMap(({ opening }) => opening ?? []),
  );
  const unknown = (one: Wanted, field: string, problem: string, values: readonly string[], known: { has: (code: string) => boolean }) => {
    for (const value of values) if (!known.has(value)) problems.push({ row: one.row, field, problem, values: { value } });
  };
  for (const one of rows) {
    unknown(one, 'office', 'opportunities.problem.office', [one.office], offices);
    unknown(one, 'place_code', 'places.problem.unknown-place', [one.place], places);
    unknown(one, 'conditions', 'places.problem.unknown-place', inConditions(one), places);
    unknown(one, 'corridors', 'places.problem.unknown-corridor', one.corridors, corridors);
    unknown(one, 'opening', 'opportunities.problem.opening', one.opening ? [one.opening] : [], openings);
  }
  problems.push(
    ...repeated(
      rows.map((record) => ({ row: record.row, record })),
      ({ office, code }) => `${office}/${code}`,
    ),
  );
  if (problems.length > 0) return refused(problems);
  const stored = await storedByCode(
    trx,
    [...offices.values()].map(({ id }) => id),
    rows.map(({ code }) => code),
  );
  const report = { created: 0, updated: 0, unchanged: 0, problems: [] };
  for (const one of rows) {
    const office = offices.get(one.office);
    const placeId = places.get(one.place);
    if (!office || !placeId) throw new Error('an unknown office or place was refused above');
    const before = stored.get(`${office.id}/${one.code}`);
    const text: OpportunityText = {
      ...one.text,
      title: keepSame(one.text.title, before?.title),
      about: keepSame(one.text.about, before?.about),
      amountText: one.text.amountText && keepSame(one.text.amountText, before?.amountText),
      placeId,
      corridorIds: one.corridors.map((code) => corridors.get(code) as CorridorId), // unknown ones were refused above
      openingId: (one.opening && openings.get(one.opening)?.id) || null,
    };
    const conditions = one.conditions.map((condition): Condition => {
      // A sentence that the office wrote on the page stays with its field.
      const sentence = before?.conditions.find(({ field }) => field === condition.field)?.sentence ?? null;
      const located =
        'within' in condition ? { ...condition, within: condition.within.map((code) => places.get(code) ?? code) } : condition;
      return { ...located, sentence };
    });
    if (before) {
      report[(await overwrite(trx, before, text, conditions, { dryRun: options.dryRun })) ? 'updated' : 'unchanged'] += 1;
      continue;
    }
    report.created += 1;
    if (options.dryRun) continue;
    const row = { id: newId<'opportunities.opportunities'>(), code: one.code, office_id: office.id, demonstration: one.demonstration };
    await trx
      .insertInto('opportunities.opportunities')
      .values({ ...row, ...rowOf(text), conditions: JSON.stringify(conditions) })
      .execute();
  }
  return report;
}

async function storedByCode(trx: AnyWrites, officeIds: readonly OfficeId[], codes: readonly string[]): Promise<Map<string, Opportunity>> {
  if (codes.length === 0 || officeIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('opportunities.opportunities as o')
    .select(COLUMNS)
    .where('o.office_id', 'in', [...officeIds])
    .where('o.code', 'in', [...codes])
    .execute();
  return new Map(rows.map((row) => [`${row.officeId}/${row.code}`, toOpportunity(row)]));
}

export const opportunitiesImporter: Importer = { kind: 'opportunities', label: 'opportunities.importer', columns, run };
