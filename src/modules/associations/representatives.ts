import { sql } from 'kysely';
import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { AssociationId, RepresentativeId, Side } from './association.ts';
import { refuse } from './refusals.ts';

/** Who stands for an association, with the mandate. */
export interface Representative {
  id: RepresentativeId;
  name: string;
  mandate: string;
  fromOn: Day;
  untilOn: Day | null;
  email: string | null;
  phone: string | null;
  focal: Side | null;
  /** When the person agreed to be shown; null where they did not. */
  agreedOn: Day | null;
}

export type RepresentativeText = Omit<Representative, 'id' | 'agreedOn'> & { agreed: boolean };

/** More than any board has; a limit on everything. */
const MOST = 100;

/** Representatives that the actor may read: the public those who agreed and whose mandate lasts, the association and its office all. */
export async function representativesOf(trx: Reads<'associations'>, id: AssociationId): Promise<Representative[]> {
  return await trx
    .selectFrom('associations.representatives')
    .select(['id', 'name', 'mandate', 'from_on as fromOn', 'until_on as untilOn', 'email', 'phone', 'focal', 'agreed_on as agreedOn'])
    .$narrowType<{ focal: Side | null }>() // a check constraint closes the list
    .where('association_id', '=', id)
    .orderBy(sql`until_on is not null and until_on < current_date`)
    .orderBy('from_on')
    .orderBy('id')
    .execute();
}

/** What anybody reads of them, whoever asks. */
export const shownRepresentatives = (all: readonly Representative[], today: Day): Representative[] =>
  all.filter(({ agreedOn, untilOn }) => agreedOn !== null && (untilOn === null || untilOn >= today));

/** Writes down a representative, or changes one. The day of agreement stays while it is agreed. Refusals: `dates-wrong`, `too-many`, `not-found`. */
export async function saveRepresentative(
  trx: Writes<'associations'>,
  associationId: AssociationId,
  id: RepresentativeId | null,
  text: RepresentativeText,
  today: Day,
): Promise<void> {
  const known = await representativesOf(trx, associationId);
  const before = known.find((one) => one.id === id);
  if (id && !before) throw refuse('not-found');
  if (!id && known.length >= MOST) throw refuse('too-many');
  const set = {
    name: text.name,
    mandate: text.mandate,
    from_on: text.fromOn,
    until_on: text.untilOn,
    email: text.email,
    phone: text.phone,
    focal: text.focal,
    agreed_on: text.agreed ? (before?.agreedOn ?? today) : null,
  };
  const wrong = onConstraint({ representatives_order: () => refuse('dates-wrong', { field: 'untilOn' }) });
  if (before) await trx.updateTable('associations.representatives').set(set).where('id', '=', before.id).execute().catch(wrong);
  else
    await trx
      .insertInto('associations.representatives')
      .values({ id: newId<'associations.representatives'>(), association_id: associationId, ...set })
      .execute()
      .catch(wrong);
}

/** Removes a representative with everything that is kept of them. Refusals: `not-found`. */
export async function removeRepresentative(trx: Writes<'associations'>, associationId: AssociationId, id: RepresentativeId): Promise<void> {
  const removed = await trx
    .deleteFrom('associations.representatives')
    .where('association_id', '=', associationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (removed.numDeletedRows === 0n) throw refuse('not-found');
}
