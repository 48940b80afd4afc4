import { textIn } from '#kernel/i18n';
import { courseTitles, type CourseId } from '#modules/learning';
import { officeNames, type OfficeId } from '#modules/offices';
import { termLabel } from '#modules/vocabulary';
import type { Speaking } from './corridor-names.ts';
import { tableKeys, type TableKey } from './count-tables.ts';
import type { KeptFigure } from './figure.ts';
import { definitionOf, titleOf } from './say-figures.ts';
import type { CountTable } from './tables.ts';

/** A table of what is not split by corridor and track, in the reader's words. */
export interface PlainTable {
  key: string;
  title: string;
  definition: string;
  rowHeader: string;
  table: CountTable;
}

interface Words {
  rowHeader: string;
  row: (key: string) => string;
  column: (key: string) => string;
}

export const isTable = (figure: KeptFigure): boolean => (tableKeys as readonly string[]).includes(figure.key);

/** Says tables in the reader's words, part by part. */
export async function sayTables(
  speaking: Speaking,
  parts: readonly (readonly KeptFigure[])[],
  { frozen = false }: { frozen?: boolean } = {},
): Promise<PlainTable[][]> {
  const all = parts.flat();
  const keysOf = (...figures: TableKey[]) => [
    ...new Set(
      all.filter(({ key }) => (figures as string[]).includes(key)).flatMap((one) => (one.splits.rows ?? []).map(({ key }) => key)),
    ),
  ];
  const words = wordsOf(speaking, {
    courses: await courseTitles(speaking.trx, keysOf('each-course') as CourseId[]), // rows of courses are their ids
    offices: await officeNames(speaking.trx, keysOf('opportunity-ventures', 'officers') as OfficeId[], speaking.lang), // and these of offices
  });
  const told = ({ key, splits, columns, columnTotals, total }: KeptFigure): PlainTable => {
    const { rowHeader, row, column } = words[key as TableKey]; // only tables are told here
    const rows = (splits.rows ?? []).map((one) => ({ ...one, label: row(one.key) })).toSorted((a, b) => (a.label < b.label ? -1 : 1));
    const named = columns.map((one) => ({ key: one, label: column(one) }));
    return {
      key,
      title: titleOf(speaking, key),
      definition: definitionOf(speaking, key, frozen),
      rowHeader,
      table: { rows, columns: named, columnTotals, total },
    };
  };
  return parts.map((tables) => tables.map(told));
}

// uses messages: readiness.area.*
// uses messages: readiness.level.*
// uses messages: learning.audience.*
// uses messages: opportunities.kind.*
// uses messages: opportunities.end-of.*
function wordsOf(
  { t, lang }: Speaking,
  { courses, offices }: { courses: Awaited<ReturnType<typeof courseTitles>>; offices: ReadonlyMap<string, string> },
): Record<TableKey, Words> {
  const say = t as (message: string) => string; // codes of closed lists
  const state = (key: string) => say(`app.counts.state.${key}`);
  const office = (key: string) => offices.get(key) ?? '–';
  const readiness: Words = {
    rowHeader: t('readiness.sheet.area'),
    row: (key) => say(`readiness.area.${key}`),
    column: (key) => say(`readiness.level.${key}`),
  };
  const audience: Words = { rowHeader: t('learning.field.audience'), row: (key) => say(`learning.audience.${key}`), column: state };
  const byOffice: Words = { rowHeader: t('app.counts.office'), row: office, column: state };
  const course = (key: string) => {
    const found = courses.get(key as CourseId); // rows of courses are their ids
    return found ? textIn(found.title, lang).text : key;
  };
  return {
    contacts: {
      rowHeader: t('messages.field.topic'),
      row: (key) => termLabel('contactTopics', key, lang),
      column: (key) => t(key === 'yes' ? 'app.counts.answered' : 'app.counts.open'),
    },
    ventures: {
      rowHeader: t('ventures.field.sector'),
      row: (key) => termLabel('sectors', key, lang),
      column: (key) => termLabel('ventureStages', key, lang),
    },
    opportunities: {
      rowHeader: t('opportunities.field.kind'),
      row: (key) => say(`opportunities.kind.${key}`),
      column: (key) => say(`opportunities.end-of.${key}`),
    },
    'opportunity-ventures': byOffice,
    'readiness-before': readiness,
    'readiness-after': readiness,
    'each-course': { rowHeader: t('learning.course.caption'), row: course, column: state },
    officers: byOffice,
    groups: audience,
    attendance: audience,
  };
}
