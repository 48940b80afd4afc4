import { countGroups, countOfficers, countStudies } from '#modules/learning';
import { countByTopic } from '#modules/messages';
import { countDistance } from '#modules/readiness';
import { countOpportunities } from '#modules/opportunities';
import { countVentures } from '#modules/ventures';
import type { CountTrx, Wanted } from './count-figures.ts';
import type { KeptFigure } from './figure.ts';
import { countTable, type KeptRows } from './tables.ts';

/** Figures that are not split by corridor and track: they count no people, or have a division of their own. */
export const tableKeys = [
  'contacts',
  'ventures',
  'opportunities',
  'opportunity-ventures',
  'readiness-before',
  'readiness-after',
  'each-course',
  'officers',
  'groups',
  'attendance',
] as const;
export type TableKey = (typeof tableKeys)[number];

/** Questions, ventures, readiness by area, courses one by one, groups and their attendance, of each part; small cells withheld. */
export async function countTables(trx: CountTrx, { parts, span, toFreeze = false }: Wanted): Promise<KeptFigure[][]> {
  const officeIds = parts.flat();
  const days = { from: span.from, to: span.until };
  const entered = toFreeze ? span : null;
  const contacts = await countByTopic(trx, officeIds, span);
  const distance = await countDistance(trx, { officeIds, ...span });
  const studies = await countStudies(trx, officeIds, days);
  const groups = await countGroups(trx, officeIds, { ...days, begun: toFreeze });
  const opportunities = await countOpportunities(trx, { officeIds, entered });
  const ventures = await countVentures(trx, officeIds, entered);
  const officers = await countOfficers(trx, officeIds, span);
  const stateOf = (one: { state: string }) => one.state;
  const officeOf = (one: { officeId: string }) => one.officeId;
  const audienceOf = (one: { audience: string }) => one.audience;
  return parts.map((part) => {
    const within = <Row extends { officeId: string }>(rows: readonly Row[]) => rows.filter(({ officeId }) => part.includes(officeId));
    const offices = toFreeze ? part : [];
    const distanceOf = (moment: 'before' | 'after') =>
      countTable(
        within(distance).filter((one) => one.moment === moment),
        (one) => one.area,
        (one) => one.level,
        { offices },
      );
    const tables: Record<TableKey, KeptRows> = {
      contacts: countTable(
        within(contacts),
        (one) => one.topic,
        (one) => (one.answered ? 'yes' : 'no'),
        { offices },
      ),
      ventures: countTable(
        within(ventures),
        (one) => one.sector,
        (one) => one.stage,
        { offices },
      ),
      opportunities: countTable(
        within(opportunities.shown),
        (one) => one.kind,
        (one) => one.atEnd,
        { offices, all: true },
      ),
      'opportunity-ventures': countTable(
        within(opportunities.ventures).flatMap((one) =>
          (['matched', 'interested', 'planned'] as const).map((key) => ({ ...one, state: key, count: one[key] })),
        ),
        officeOf,
        stateOf,
        { offices },
      ),
      'readiness-before': distanceOf('before'),
      'readiness-after': distanceOf('after'),
      'each-course': countTable(
        within(studies).flatMap((one) => [
          { ...one, state: 'course-begun', count: one.begun },
          { ...one, state: 'course-finished', count: one.finished },
        ]),
        (one) => one.courseId,
        stateOf,
        { offices },
      ),
      officers: countTable(
        within(officers).map((one) => ({ ...one, state: `course-${one.state}` })),
        officeOf,
        stateOf,
        { offices },
      ),
      groups: countTable(
        within(groups).map((one) => ({ ...one, state: one.womenOnly ? 'women-only' : 'everybody', count: one.enrolments })),
        audienceOf,
        stateOf,
        { offices },
      ),
      attendance: countTable(
        within(groups).flatMap((one) => [
          { ...one, state: 'present', count: one.attended },
          { ...one, state: 'absent', count: one.marked - one.attended },
        ]),
        audienceOf,
        stateOf,
        { offices },
      ),
    };
    return tableKeys.map((key) => {
      const { rows, ...rest } = tables[key];
      return { key, splits: { rows }, ...rest };
    });
  });
}
