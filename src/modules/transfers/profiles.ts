import { sql } from 'kysely';
import { isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { PlaceId } from '#modules/places';
import { kinds, type Kind } from './precondition.ts';
import type { FullProfile, Part, Profile, ProfileId } from './profile.ts';
import { refuse } from './refusals.ts';

const select = (trx: Reads<'transfers'>) =>
  trx
    .selectFrom('transfers.profiles as p')
    .select(['p.id', 'p.public', 'p.language', 'p.office_id as officeId', 'p.place_id as placeId', 'p.changed_at as changedAt']);

/** Profiles that the actor reads: public ones, and all of their own office; their own first, the newest first. */
export async function listProfiles(trx: Reads<'transfers'>): Promise<Profile[]> {
  return await select(trx)
    .orderBy(sql`p.id in (select transfers.kept())`, 'desc')
    .orderBy('p.changed_at', 'desc')
    .orderBy('p.id')
    .limit(500)
    .execute();
}

/** A profile that the actor reads, with its parts in the order of the kinds; null where there is none for them. */
export async function findProfile(trx: Reads<'transfers'>, id: ProfileId): Promise<FullProfile | null> {
  const profile = await select(trx).where('p.id', '=', id).executeTakeFirst();
  if (!profile) return null;
  const rows = await trx
    .selectFrom('transfers.parts')
    .select(['kind', 'words', 'least', 'most', 'currency', 'source', 'revision', 'said_on as saidOn'])
    .$narrowType<{ kind: Kind }>() // a check constraint closes the list
    .where('profile_id', '=', id)
    .execute();
  return { ...profile, parts: kinds.flatMap((kind) => rows.filter((row) => row.kind === kind)) };
}

/** Begins the profile of a place, for the staff of the office alone. Refusals: `not-in-territory`, `has-profile`. */
export async function beginProfile(
  trx: Writes<'transfers'>,
  given: { officeId: OfficeId; placeId: PlaceId; language: string },
  now: Date,
): Promise<ProfileId> {
  const id = newId<'transfers.profiles'>();
  await trx
    .insertInto('transfers.profiles')
    .values({ id, office_id: given.officeId, place_id: given.placeId, language: given.language, changed_at: now })
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('not-in-territory', { field: 'place' });
      throw error;
    })
    .catch(onConstraint({ profiles_once: () => refuse('has-profile', { field: 'place' }) }));
  return id;
}

/** Says who reads a profile. Refusals: `not-yours`. */
export async function showProfile(trx: Writes<'transfers'>, id: ProfileId, everybody: boolean, now: Date): Promise<void> {
  const done = await trx
    .updateTable('transfers.profiles')
    .set({ public: everybody, changed_at: now })
    .where('id', '=', id)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw refuse('not-yours');
}

/** Removes a profile with its judgements. Refusals: `not-yours`. */
export async function removeProfile(trx: Writes<'transfers'>, id: ProfileId): Promise<void> {
  const gone = await trx.deleteFrom('transfers.profiles').where('id', '=', id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-yours');
}

/**
 * Writes one part of a profile, or takes it away, which makes it "not known". What is saved as it was stays as it was: a
 * judgement on it keeps its ground. Refusals: `not-yours`.
 */
export async function savePart(
  trx: Writes<'transfers'>,
  id: ProfileId,
  kind: Kind,
  part: Omit<Part, 'kind' | 'revision'> | null,
  now: Date,
): Promise<void> {
  const touched = await trx.updateTable('transfers.profiles').set({ changed_at: now }).where('id', '=', id).executeTakeFirst();
  if (touched.numUpdatedRows === 0n) throw refuse('not-yours');
  if (!part) {
    await trx.deleteFrom('transfers.parts').where('profile_id', '=', id).where('kind', '=', kind).execute();
    return;
  }
  const columns = {
    words: part.words,
    least: part.least,
    most: part.most,
    currency: part.currency,
    said_on: part.saidOn,
    source: part.source,
  };
  await trx
    .insertInto('transfers.parts')
    .values({ profile_id: id, kind, ...columns })
    .onConflict((conflict) =>
      conflict
        .columns(['profile_id', 'kind'])
        .doUpdateSet(columns)
        .where(
          sql<boolean>`(parts.words, parts.least, parts.most, parts.currency, parts.said_on, parts.source)
            is distinct from (excluded.words, excluded.least, excluded.most, excluded.currency, excluded.said_on, excluded.source)`,
        ),
    )
    .execute();
}
