import { newId, onConstraint, type Actor, type Writes } from '#kernel/db';
import { makeTranslated, type Authorship } from '#kernel/i18n';
import { checkDetails, type OfficeDetails } from './change-office.ts';
import type { OfficeId } from './office.ts';
import { recordChange } from './record-change.ts';
import { refuse } from './refusals.ts';
import { requireAdministrator } from './require-manager.ts';
import { isReservedCode } from './reserved-codes.ts';

/**
 * Adds an office to the network; hours, closures and territories follow. Refusals: `code-taken`, `code-reserved`,
 * `unknown-place`, `unknown-time-zone`, `wrong-phone`; those of access.
 */
export async function openOffice(
  trx: Writes<'offices' | 'places' | 'access' | 'audit'>,
  actor: Actor,
  code: string,
  details: OfficeDetails,
  at: string,
): Promise<OfficeId> {
  await requireAdministrator(trx, actor);
  if (isReservedCode(code)) throw refuse('code-reserved', { field: 'code' });
  const author: Authorship = { by: code, kind: 'human', at };
  const text = (typed: string | null) => (typed ? makeTranslated(details.lang, typed, author) : null);
  const id = newId<'offices.offices'>();
  await trx
    .insertInto('offices.offices')
    .values({
      ...(await checkDetails(trx, details)),
      id,
      code,
      name: makeTranslated(details.lang, details.name, author),
      about: text(details.about),
      how_to_find: text(details.howToFind),
    })
    .execute()
    .catch(onConstraint({ offices_code: () => refuse('code-taken', { field: 'code' }) }));
  await recordChange(trx, 'open', id);
  return id;
}
