import { newId } from '#kernel/db';
import type { Add } from './fixtures-access-published.ts';
import { anybody, as, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Stage } from './fixtures-access-world.ts';

const imports: May = (who) => who.holds('administrator', 'editor', 'planner');

/** A dataset with one release and one series, and an indicator. */
export function plantStatistics(add: Add, { accounts }: Stage): void {
  const dataset_id = newId();
  const release_id = newId();
  add('observatory.datasets', { id: dataset_id, code: 'A:ONE', title: 'People', publisher: 'An institute', words: 'people' });
  add('observatory.releases', {
    id: release_id,
    dataset_id,
    no: 1,
    title: 'People',
    format: 'sdmx-csv-1',
    published: '2026-01-15',
    licence: 'CC BY 4.0',
    file_name: 'people.csv',
    content_hash: 'a'.repeat(64),
    series_count: 1,
    observation_count: 1,
    first_period: '2025',
    last_period: '2025',
  });
  add('observatory.dimensions', { release_id, position: 1, code: 'geo', label: 'Place', geo: true });
  add('observatory.codes', { release_id, position: 1, code: 'IT', label: 'Italy', country: 'IT', edition: 'country' });
  const indicator_id = newId();
  add('observatory.indicators', { id: indicator_id, created_by: accounts[0] });
  add('observatory.indicator_versions', {
    indicator_id,
    no: 1,
    language: 'en',
    name: 'People',
    definition: 'People who came.',
    unit: 'people',
    numerator: 'People',
    direction: 'neither',
    aggregation: 'sum',
    own_count: 'people',
    reason: 'First',
    written_by: accounts[0],
  });
  const boundaries_id = newId();
  add('observatory.boundaries', {
    id: boundaries_id,
    edition: 'nuts-2021',
    source: 'An institute',
    licence: 'CC BY 4.0',
    published: '2026',
    code_property: 'NUTS_ID',
    file_name: 'invented.geojson',
    content_hash: 'c'.repeat(64),
    tolerance_km2: 0,
    area_count: 1,
    point_count: 3,
    given_by: accounts[0],
  });
  add('observatory.areas', {
    boundaries_id,
    code: 'ITH3',
    rings: [
      [
        [1, 1],
        [2, 1],
        [2, 2],
      ],
    ],
  });
  add('observatory.series', { release_id, no: 1, codes: [1], periods: ['2025'], figures: ['1'], flags: [''], confidentiality: [''] });
}

/** Everybody reads statistics; planners, editors and administrators of the network add releases, which nobody changes. */
export const statisticsRules: TableRule[] = [
  {
    table: 'observatory.datasets',
    reads: anybody,
    changes: [{ set: 'words = words', may: imports }],
    adds: [{ like: (who, row) => ({ ...fresh(who, row), code: newId() }), may: imports }],
  },
  {
    table: 'observatory.releases',
    reads: anybody,
    adds: [{ like: (who, row) => ({ ...fresh(who, row), no: 2, content_hash: 'b'.repeat(64) }), may: imports }],
  },
  {
    table: 'observatory.dimensions',
    key: "release_id || '/' || position",
    reads: anybody,
    adds: [{ like: (_who, row) => ({ ...row, position: 2, code: 'sex' }), may: imports }],
  },
  {
    table: 'observatory.codes',
    key: "release_id || '/' || code",
    reads: anybody,
    adds: [{ like: (_who, row) => ({ ...row, code: 'SN' }), may: imports }],
  },
  {
    table: 'observatory.series',
    key: "release_id || '/' || no",
    reads: anybody,
    adds: [{ like: (_who, row) => ({ ...row, no: 2, codes: [2] }), may: imports }],
  },
  { table: 'observatory.indicators', reads: anybody, adds: [{ like: as('created_by'), may: imports }] },
  {
    table: 'observatory.indicator_versions',
    key: "indicator_id || '/' || no",
    reads: anybody,
    adds: [{ like: (who, row) => ({ ...row, no: 2, written_by: who.accountId }), may: imports }],
  },
  {
    table: 'observatory.boundaries',
    reads: anybody,
    adds: [{ like: (who, row) => ({ ...row, id: newId(), content_hash: 'd'.repeat(64), given_by: who.accountId }), may: imports }],
    removes: imports,
  },
  {
    table: 'observatory.areas',
    key: "boundaries_id || '/' || code",
    reads: anybody,
    // Only together with boundaries of one's own: these were given before, by somebody else.
    adds: [{ like: (_who, row) => ({ ...row, code: 'ITH4' }), may: nobody }],
  },
];
