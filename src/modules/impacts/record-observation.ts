import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, newId, type Writes } from '#kernel/db';
import type { Finding, ImpactId } from './impact.ts';
import { findVersion, getImpact } from './read-impacts.ts';
import { refuse } from './refusals.ts';

/**
 * Writes down what was found of an effect that an agreed version foresaw. Earlier findings stay on record.
 * Refusals: `not-found`, `no-item` for an effect that the version does not foresee, `before-period` for what was measured before the
 * period of which the version speaks.
 */
export async function recordObservation(
  trx: Writes<'impacts' | 'places' | 'audit'>,
  accountId: string,
  { id, number, effectId, finding }: { id: ImpactId; number: number; effectId: string; finding: Finding },
  now: Date,
): Promise<void> {
  const { officeId } = await getImpact(trx, id);
  const measured = finding.state === 'measured' ? finding : null;
  const starts = (await findVersion(trx, id, number))?.content.starts;
  if (measured && starts && measured.on < starts) throw refuse('before-period', { field: 'on' });
  await trx
    .insertInto('impacts.observations')
    .values({
      id: newId(),
      impact_id: id,
      number,
      effect_id: effectId,
      state: finding.state,
      value: measured?.value ?? null,
      observed_on: measured?.on ?? null,
      source: measured?.source ?? null,
      how: measured?.how ?? null,
      other: measured?.other ?? null,
      reason: finding.state === 'measured' ? null : finding.reason,
      recorded_by: accountId,
      recorded_at: now,
    })
    .execute()
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'observations_effect') throw refuse('no-item');
      throw isForbidden(error) ? refuse('not-found') : error;
    });
  await record(trx, {
    verb: 'impacts.observation-recorded',
    purpose: 'impacts.purpose.public',
    ...(officeId ? { scopeId: officeId } : {}),
    objectKind: 'impact',
    objectId: id,
  });
}
