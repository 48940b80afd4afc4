import { sql, type RawBuilder } from 'kysely';
import type { Stage } from './venture.ts';

/** A condition for the statements of modules above: the venture of this column, of ours and never input, is at the stage. */
export function atStage(column: `${string}.venture_id`, stage: Stage): RawBuilder<boolean> {
  return sql<boolean>`exists (select from ventures.ventures v where v.id = ${sql.ref(column)} and v.stage = ${stage})`;
}
