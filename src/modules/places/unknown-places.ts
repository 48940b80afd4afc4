import type { ImportProblem, ReadRow } from './import-report.ts';
import type { PlaceId } from './place.ts';

/** A problem for each field of each row whose code names no place; a field without a code is not asked for. */
export function unknownPlaces<T>(
  rows: readonly ReadRow<T>[],
  fields: Record<string, (record: T) => string | readonly string[] | null>,
  places: ReadonlyMap<string, PlaceId>,
): ImportProblem[] {
  return rows.flatMap(({ row, record }) =>
    Object.entries(fields).flatMap(([field, codesOf]) =>
      [codesOf(record) ?? []]
        .flat()
        .filter((code) => !places.has(code))
        .map((value) => ({ row, field, problem: 'places.problem.unknown-place', value })),
    ),
  );
}
