import { sql, type RawBuilder } from 'kysely';
import type { Stage, VentureId } from './venture.ts';

/** The ventures at a stage, in brackets: for the statements of modules above that filter their records by it. */
export function atStage(stage: Stage): RawBuilder<VentureId> {
  return sql<VentureId>`(select v.id from ventures.ventures v where v.stage = ${stage})`;
}
