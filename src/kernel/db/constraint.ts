import pg from 'pg';

/** Name of the constraint that a failed statement broke; null where the failure is something else. */
export function brokenConstraint(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.constraint ?? null) : null;
}

/**
 * Turns a broken constraint into a refusal: `await insert.execute().catch(onConstraint({ slots_seat: () => refuse('slot-taken') }))`.
 * Anything else is thrown on as it came.
 */
export function onConstraint(refusals: Record<string, () => Error>): (error: unknown) => never {
  return (error) => {
    const name = brokenConstraint(error);
    const refusal = name ? refusals[name] : undefined;
    throw refusal ? refusal() : error;
  };
}

/** Whether PostgreSQL undid the transaction because others changed the same rows at the moment (deadlock, serialization): tried again, it may hold. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001');
}

/** Whether row-level security refused the statement (an insert or update that the actor may not make). */
export function isForbidden(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '42501';
}
