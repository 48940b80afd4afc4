import { sql } from 'kysely';
import type { SubjectId } from '#kernel/access';
import { record } from '#kernel/audit';
import { newId, type Actor, type Reads, type Writes } from '#kernel/db';
import { actorId, requireCustody } from './give-grant.ts';
import type { LawfulBasis } from './parts.ts';
import { refuse } from './refusals.ts';

/** Why the office may hold a file, for one purpose (GDPR article 6), kept apart from what the person lets others see. */
export interface Basis {
  /** What the data is for, as a full message key. */
  purpose: string;
  basis: LawfulBasis;
  /** The law or mandate as the office stated it; an authority must confirm it. */
  law: string | null;
  /** Controller or joint controllers (article 26). */
  controllers: readonly string[];
  /** For an office in a third country: the agreement that allows the transfer (chapter V). */
  transferInstrument: string | null;
  /** Special categories held (article 9). */
  specialCategories: readonly string[];
  /** End of the retention period for this purpose: a day, `YYYY-MM-DD`. */
  keepUntil: string;
}

/** Records the basis for a purpose, or replaces it; for the office that has custody. Refusals: `not-found`, `forbidden`. */
export async function recordBasis(
  trx: Writes<'access' | 'audit' | 'consent'>,
  actor: Actor,
  subjectId: SubjectId,
  basis: Basis,
): Promise<void> {
  const custody = await requireCustody(trx, subjectId);
  if (!custody.desk) throw refuse('forbidden');
  actorId(actor);
  const values = {
    basis: basis.basis,
    law: basis.law,
    controllers: [...basis.controllers],
    transfer_instrument: basis.transferInstrument,
    special_categories: [...basis.specialCategories],
    keep_until: basis.keepUntil,
  };
  await trx
    .insertInto('consent.bases')
    .values({ id: newId<'consent.bases'>(), subject_id: subjectId, custodian_id: custody.custodianId, purpose: basis.purpose, ...values })
    .onConflict((conflict) => conflict.constraint('bases_once').doUpdateSet({ ...values, recorded_at: sql<Date>`now()` }))
    .execute();
  await record(trx, {
    verb: 'consent.record-basis',
    purpose: basis.purpose,
    scopeId: custody.custodianId,
    subjectId,
    details: { basis: basis.basis },
  });
}

/** The bases on which a file is held, for the person, the office and the data-protection officer. */
export async function listBases(trx: Reads<'consent'>, subjectId: SubjectId): Promise<(Basis & { recordedAt: Date })[]> {
  const rows = await trx.selectFrom('consent.bases').selectAll().where('subject_id', '=', subjectId).orderBy('purpose').execute();
  return rows.map((row) => ({
    purpose: row.purpose,
    basis: row.basis as LawfulBasis, // check constraint bases_basis
    law: row.law,
    controllers: row.controllers,
    transferInstrument: row.transfer_instrument,
    specialCategories: row.special_categories,
    keepUntil: row.keep_until,
    recordedAt: row.recorded_at,
  }));
}
