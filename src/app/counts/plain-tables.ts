import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { countGroups, countOfficers, countStudies, courseTitles } from '#modules/learning';
import { countByTopic } from '#modules/messages';
import { countDistance } from '#modules/readiness';
import { officeNames } from '#modules/offices';
import { countOpportunities } from '#modules/opportunities';
import { countVentures } from '#modules/ventures';
import { termLabel } from '#modules/vocabulary';
import type { Wanted } from './read-figures.ts';
import { countTable, showAll, type CountTable } from './tables.ts';

/** A table of what is not split by corridor and track: it counts no people, or is a split of its own. */
export interface PlainTable {
  key: string;
  title: string;
  definition: string;
  rowHeader: string;
  table: CountTable;
}

/** Questions, ventures, readiness by area, courses one by one, groups and their attendance, of each part; small cells withheld. */
export async function readTables(ctx: Context, { parts, span }: Wanted): Promise<PlainTable[][]> {
  const { t, lang, trx } = ctx;
  const officeIds = parts.flat();
  // uses messages: app.counts.figure.*
  // uses messages: app.counts.definition.*
  // uses messages: app.counts.state.*
  // uses messages: readiness.area.*
  // uses messages: readiness.level.*
  // uses messages: learning.audience.*
  // uses messages: opportunities.kind.*
  // uses messages: opportunities.end-of.*
  const say = t as (key: string) => string; // codes of closed lists
  const table = (key: string, rowHeader: string, counted: CountTable): PlainTable => ({
    key,
    title: say(`app.counts.figure.${key}`),
    definition: say(`app.counts.definition.${key}`),
    rowHeader,
    table: counted,
  });
  const state = { keyOf: (one: { state: string }) => one.state, labelOf: (key: string) => say(`app.counts.state.${key}`) };
  const contacts = await countByTopic(trx, officeIds, span);
  const distance = await countDistance(trx, { officeIds, ...span });
  const studies = await countStudies(trx, officeIds, { from: span.from, to: span.until });
  const titles = await courseTitles(
    trx,
    studies.map(({ courseId }) => courseId),
  );
  const groups = await countGroups(trx, officeIds, { from: span.from, to: span.until });
  const opportunities = await countOpportunities(trx, { officeIds });
  const offices = await officeNames(trx, officeIds, lang);
  const audience = {
    keyOf: (one: { audience: string }) => one.audience,
    labelOf: (key: string) => say(`learning.audience.${key}`),
  };
  const ventures = await countVentures(trx, officeIds);
  const officers = await countOfficers(trx, officeIds, span);
  const tablesOf = (within: <Row extends { officeId: string }>(rows: readonly Row[]) => Row[]): PlainTable[] => [
    table(
      'contacts',
      t('messages.field.topic'),
      countTable(
        within(contacts),
        { keyOf: (one) => one.topic, labelOf: (key) => termLabel('contactTopics', key, lang) },
        {
          keyOf: (one) => (one.answered ? 'yes' : 'no'),
          labelOf: (key) => (key === 'yes' ? t('app.counts.answered') : t('app.counts.open')),
        },
      ),
    ),
    table(
      'ventures',
      t('ventures.field.sector'),
      countTable(
        within(ventures),
        { keyOf: (one) => one.sector, labelOf: (key) => termLabel('sectors', key, lang) },
        { keyOf: (one) => one.stage, labelOf: (key) => termLabel('ventureStages', key, lang) },
      ),
    ),
    table(
      'opportunities',
      t('opportunities.field.kind'),
      countTable(
        within(opportunities.shown),
        { keyOf: (one) => one.kind, labelOf: (key) => say(`opportunities.kind.${key}`) },
        { keyOf: (one) => one.atEnd, labelOf: (key) => say(`opportunities.end-of.${key}`) },
        showAll,
      ),
    ),
    table(
      'opportunity-ventures',
      t('app.counts.office'),
      countTable(
        within(opportunities.ventures).flatMap((one) =>
          (['matched', 'interested', 'planned'] as const).map((key) => ({ ...one, state: key, count: one[key] })),
        ),
        { keyOf: (one) => one.officeId, labelOf: (key) => offices.get(key) ?? '–' },
        state,
      ),
    ),
    ...(['before', 'after'] as const).map((moment) =>
      table(
        `readiness-${moment}`,
        t('readiness.sheet.area'),
        countTable(
          within(distance).filter((one) => one.moment === moment),
          { keyOf: (one) => one.area, labelOf: (key) => say(`readiness.area.${key}`) },
          { keyOf: (one) => one.level, labelOf: (key) => say(`readiness.level.${key}`) },
        ),
      ),
    ),
    table(
      'each-course',
      t('learning.course.caption'),
      countTable(
        within(studies).flatMap((one) => [
          { ...one, state: 'course-begun', count: one.begun },
          { ...one, state: 'course-finished', count: one.finished },
        ]),
        {
          keyOf: (one) => one.courseId,
          labelOf: (key) => {
            const found = [...titles].find(([id]) => id === key)?.[1];
            return found ? textIn(found.title, lang).text : key;
          },
        },
        state,
      ),
    ),
    table(
      'officers',
      t('app.counts.office'),
      countTable(
        within(officers).map((one) => ({ ...one, state: `course-${one.state}` })),
        { keyOf: (one) => one.officeId, labelOf: (key) => offices.get(key) ?? '–' },
        state,
      ),
    ),
    table(
      'groups',
      t('learning.field.audience'),
      countTable(
        within(groups).map((one) => ({ ...one, state: one.womenOnly ? 'women-only' : 'everybody', count: one.enrolments })),
        audience,
        state,
      ),
    ),
    table(
      'attendance',
      t('learning.field.audience'),
      countTable(
        within(groups).flatMap((one) => [
          { ...one, state: 'present', count: one.attended },
          { ...one, state: 'absent', count: one.marked - one.attended },
        ]),
        audience,
        state,
      ),
    ),
  ];
  return parts.map((part) => tablesOf((rows) => rows.filter(({ officeId }) => part.includes(officeId))));
}
