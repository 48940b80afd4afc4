import { isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { AssociationId } from '#modules/associations';
import type { Answer, ConsultationId, Opinion, OpinionId, OpinionText } from './consultation.ts';
import { refuse } from './refusals.ts';
import { recordDeed } from './write-consultation.ts';

/** Whose opinion on what. */
export interface OfAssociation {
  consultationId: ConsultationId;
  associationId: AssociationId;
}

const opinions = (trx: Reads<'consultations'>) =>
  trx
    .selectFrom('consultations.opinions as o')
    .select([
      'o.id',
      'o.consultation_id as consultationId',
      'o.association_id as associationId',
      'o.name',
      'o.words',
      'o.replies',
      'o.public',
      'o.revision',
      'o.handed_in_at as handedInAt',
      'o.answer',
      'o.reason',
      'o.answered_at as answeredAt',
    ])
    .$narrowType<{ answer: Answer | null }>(); // a check constraint closes the list

/** Opinions that the actor may read, by the name of the association; only those for everybody where it is asked for. */
export async function opinionsOn(
  trx: Reads<'consultations'>,
  id: ConsultationId,
  { onlyPublic = false }: { onlyPublic?: boolean } = {},
): Promise<Opinion[]> {
  const query = opinions(trx).where('o.consultation_id', '=', id).orderBy('o.name').orderBy('o.id');
  return await (onlyPublic ? query.where('o.public', '=', true) : query).execute();
}

/** The opinion that an association handed in; null where it did not, or the actor may not read it. */
export async function opinionOf(trx: Reads<'consultations'>, { consultationId, associationId }: OfAssociation): Promise<Opinion | null> {
  const found = await opinions(trx)
    .where('o.consultation_id', '=', consultationId)
    .where('o.association_id', '=', associationId)
    .executeTakeFirst();
  return found ?? null;
}

/** What an association is still writing, for those who write for it. */
export async function draftOf(
  trx: Reads<'consultations'>,
  { consultationId, associationId }: OfAssociation,
): Promise<(OpinionText & { changedAt: Date }) | null> {
  const row = await trx
    .selectFrom('consultations.drafts')
    .select(['words', 'replies', 'public', 'changed_at as changedAt'])
    .where('consultation_id', '=', consultationId)
    .where('association_id', '=', associationId)
    .executeTakeFirst();
  return row ?? null;
}

const notTaken = (error: unknown): never => {
  throw isForbidden(error) ? refuse('not-taken') : error;
};

/** Keeps what an association is writing; nobody else reads it. Refusals: `not-taken` outside the days of the consultation. */
export async function keepDraft(trx: Writes<'consultations'>, of: OfAssociation, text: OpinionText, now: Date): Promise<void> {
  const { words, replies } = text;
  const set = { words, replies, public: text.public, changed_at: now };
  await trx
    .insertInto('consultations.drafts')
    .values({ consultation_id: of.consultationId, association_id: of.associationId, ...set })
    .onConflict((conflict) => conflict.columns(['consultation_id', 'association_id']).doUpdateSet(set))
    .execute()
    .catch(notTaken);
}

/**
 * Hands in the opinion of an association, or replaces it: an answer to the former words is gone then.
 * Refusals: `words-missing`, `not-taken` outside the days of the consultation.
 */
export async function handIn(trx: Writes<'consultations'>, of: OfAssociation, text: OpinionText, now: Date): Promise<void> {
  const { words, replies } = text;
  if (!words) throw refuse('words-missing', { field: 'words' });
  const set = { words, replies, public: text.public, handed_in_at: now };
  await trx
    .insertInto('consultations.opinions')
    .values({
      id: newId<'consultations.opinions'>(),
      consultation_id: of.consultationId,
      association_id: of.associationId,
      name: '–', // the database writes the name of the invitation
      ...set,
    })
    .onConflict((conflict) => conflict.columns(['consultation_id', 'association_id']).doUpdateSet(set))
    .execute()
    .catch(notTaken);
  await trx
    .deleteFrom('consultations.drafts')
    .where('consultation_id', '=', of.consultationId)
    .where('association_id', '=', of.associationId)
    .execute();
}

export interface AnswerGiven {
  answer: Answer;
  reason: string;
  /** Revision of the opinion that was read. */
  revision: number;
}

/**
 * The office answers an opinion as it read it; it may answer again until it finishes.
 * Refusals: `own-opinion`, `changed-meanwhile`, `wrong-state`.
 */
export async function answerOpinion(
  trx: Writes<'consultations' | 'audit'>,
  of: { consultation: ConsultationId; opinion: OpinionId },
  { answer, reason, revision }: AnswerGiven,
  now: Date,
): Promise<void> {
  const changed = await trx
    .updateTable('consultations.opinions')
    .set({ answer, reason, answered_at: now })
    .where('id', '=', of.opinion)
    .where('consultation_id', '=', of.consultation)
    .where('revision', '=', revision)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('wrong-state') : error;
    })
    .catch(onConstraint({ opinions_own: () => refuse('own-opinion') }));
  if (changed.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
  await recordDeed(trx, of.consultation);
}
