import { sql } from 'kysely';
import { brokenConstraint, isForbidden, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import { addEvent } from './propose-review.ts';
import { refuse } from './refusals.ts';
import type { Review, ReviewId } from './review.ts';

type Trx = Writes<'peerreviews' | 'audit'>;

export interface Invitation {
  officeId: OfficeId;
  invitedAt: Date;
  declinedAt: Date | null;
}

/** Offices that were asked to send a peer, as far as the actor may know. */
export async function invitationsOf(trx: Reads<'peerreviews'>, id: ReviewId): Promise<Invitation[]> {
  return await trx
    .selectFrom('peerreviews.invitations')
    .select(['office_id as officeId', 'invited_at as invitedAt', 'declined_at as declinedAt'])
    .where('review_id', '=', id)
    .orderBy('invited_at')
    .orderBy('office_id')
    .execute();
}

export interface Peer {
  accountId: string;
  officeId: OfficeId;
  leftAt: Date | null;
}

/** Who is of the team, for those of the review and the network that invited them. */
export async function peersOf(trx: Reads<'peerreviews'>, id: ReviewId): Promise<Peer[]> {
  return await trx
    .selectFrom('peerreviews.peers')
    .select(['account_id as accountId', 'office_id as officeId', 'left_at as leftAt'])
    .where('review_id', '=', id)
    .orderBy('joined_at')
    .orderBy('account_id')
    .execute();
}

/** Asks an office to send a peer. Refusals: `own-office`, `invited-already`, `wrong-state`. */
export async function inviteOffice(trx: Trx, by: string, id: ReviewId, officeId: OfficeId, now: Date): Promise<void> {
  await trx
    .insertInto('peerreviews.invitations')
    .values({ review_id: id, office_id: officeId, invited_by: by, invited_at: now })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('wrong-state') : error;
    })
    .catch(
      onConstraint({
        invitations_of_others: () => refuse('own-office', { field: 'office' }),
        invitations_pkey: () => refuse('invited-already', { field: 'office' }),
      }),
    );
  await addEvent(trx, id, by, 'invited', null, now);
}

/** Offices of the actor that are invited to a review and have not said no. */
async function ownInvitations(trx: Trx, id: ReviewId): Promise<OfficeId[]> {
  const rows = await trx
    .selectFrom('peerreviews.invitations')
    .select('office_id as officeId')
    .where('review_id', '=', id)
    .where('declined_at', 'is', null)
    .where(sql<boolean>`office_id in (select peerreviews.peer_offices())`)
    .orderBy('invited_at')
    .execute();
  return rows.map((row) => row.officeId);
}

/** Comes forward for an invited office. Refusals: `not-free`, `conflict-of-interest`, `joined-before`, `wrong-state`. */
export async function joinTeam(trx: Trx, by: string, review: Review, free: boolean, now: Date): Promise<void> {
  if (!free) throw refuse('not-free', { field: 'free' });
  const [officeId] = await ownInvitations(trx, review.id);
  if (!officeId) throw refuse('wrong-state');
  await trx
    .insertInto('peerreviews.peers')
    .values({ review_id: review.id, account_id: by, office_id: officeId, joined_at: now })
    .execute()
    .catch((error: unknown) => {
      const broken = brokenConstraint(error);
      if (broken === 'peers_free_to_judge') throw refuse('conflict-of-interest');
      if (broken === 'peers_pkey') throw refuse('joined-before');
      throw isForbidden(error) ? refuse('wrong-state') : error;
    });
  await addEvent(trx, review.id, by, 'joined', null, now);
}

/** Says that the office sends nobody. Refusals: `wrong-state`. */
export async function passInvitation(trx: Trx, by: string, id: ReviewId, now: Date): Promise<void> {
  // Before the answer: whoever has said no knows nothing of the review any more.
  await addEvent(trx, id, by, 'declined-invitation', null, now);
  const offices = await ownInvitations(trx, id);
  if (offices.length === 0) throw refuse('wrong-state');
  await trx
    .updateTable('peerreviews.invitations')
    .set({ declined_at: now })
    .where('review_id', '=', id)
    .where('office_id', 'in', offices)
    .execute();
}

/** Leaves the team, for good. Refusals: `wrong-state`. */
export async function leaveTeam(trx: Trx, by: string, id: ReviewId, now: Date): Promise<void> {
  await addEvent(trx, id, by, 'left', null, now);
  const gone = await trx
    .updateTable('peerreviews.peers')
    .set({ left_at: now })
    .where('review_id', '=', id)
    .where('account_id', '=', by)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (gone.numUpdatedRows === 0n) throw refuse('wrong-state');
}
