import { isForbidden, newId, newLinkToken, onConstraint, type Writes } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import { networkKey, seal, unsealText, type Keyring } from '#kernel/keys';
import type { Day } from '#kernel/time';
import { refuse } from './refusals.ts';
import { getRound, type Round, type RoundId } from './rounds.ts';
import type { Body, SheetId, Way } from './sheet.ts';
import { told } from './submit-sheet.ts';

type Trx = Writes<'instruments' | 'audit'>;

interface NewSheet {
  way: Way;
  body: Body | null;
  label: string;
  receivedOn?: Day | null;
}

async function addSheet(trx: Trx, accountId: string, round: Round, { way, body, label, receivedOn = null }: NewSheet): Promise<SheetId> {
  const id = newId<'instruments.sheets'>();
  await trx
    .insertInto('instruments.sheets')
    .values({
      id,
      round_id: round.id,
      version_id: round.versionId,
      several: round.several,
      way,
      body_kind: body?.kind ?? null,
      body_id: body?.id ?? null,
      label,
      received_on: receivedOn,
      created_by: accountId,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-a-body') : error;
    })
    .catch(
      onConstraint({ sheets_once: () => refuse('invited-already', { field: 'body' }), sheets_not_open: () => refuse('not-open-to-all') }),
    );
  await told(trx, accountId, id, 'begun', null);
  return id;
}

async function roundFor(trx: Trx, id: RoundId): Promise<Round> {
  const round = await getRound(trx, id);
  if (!round) throw refuse('not-found');
  if (round.publishedAt) throw refuse('published');
  return round;
}

/**
 * Begins a sheet of a body: staff invite it, or a member begins it in a round that is open to all.
 * Refusals: `not-found`, `published`, `invited-already`, `not-a-body`, `not-open-to-all`.
 */
export async function beginForBody(trx: Trx, accountId: string, id: RoundId, body: Body, label: string): Promise<SheetId> {
  return await addSheet(trx, accountId, await roundFor(trx, id), { way: 'body', body, label });
}

/** Begins a sheet that staff write from paper. Refusals: as {@link beginForBody}. */
export async function beginFromPaper(
  trx: Trx,
  accountId: string,
  id: RoundId,
  given: { body: Body | null; label: string; receivedOn: Day },
): Promise<SheetId> {
  return await addSheet(trx, accountId, await roundFor(trx, id), { way: 'paper', ...given });
}

/** How long a link of an open-ended round opens its sheet. */
const LINK_DAYS = 120;

export interface Invitation {
  email: string;
  language: Language;
  label: string;
  body: Body | null;
}

const context = (id: SheetId) => ({ table: 'instruments.invitations', column: 'sealed', id });

/**
 * Invites somebody without an account by a link that opens this sheet and nothing else, until two weeks after the round's last
 * day. Answers the secret of the link for the letter. Refusals: as {@link beginForBody}.
 */
export async function inviteByLink(
  trx: Trx,
  { keyring, accountId, now }: { keyring: Keyring; accountId: string; now: Date },
  id: RoundId,
  { email, language, label, body }: Invitation,
): Promise<{ id: SheetId; token: string }> {
  const round = await roundFor(trx, id);
  const sheet = await addSheet(trx, accountId, round, { way: 'link', body, label });
  const { token, hash } = newLinkToken();
  const last = round.closesOn ? Date.parse(`${round.closesOn}T00:00:00Z`) + 15 * 86_400_000 : now.getTime() + LINK_DAYS * 86_400_000;
  await trx
    .insertInto('instruments.invitations')
    .values({
      sheet_id: sheet,
      token_hash: hash,
      sealed: seal(networkKey(keyring, 'mail'), JSON.stringify({ token, email }), context(sheet)),
      language,
      expires_at: new Date(last),
      invited_by: accountId,
    })
    .execute();
  return { id: sheet, token };
}

export interface Waiting {
  sheetId: SheetId;
  email: string;
  token: string;
  language: Language;
}

/** Those invited by a link to a round who have not handed in and got no reminder in the last three days. */
export async function waitingIn(trx: Trx, keyring: Keyring, id: RoundId, now: Date): Promise<Waiting[]> {
  const rows = await trx
    .selectFrom('instruments.invitations as i')
    .innerJoin('instruments.sheets as s', 's.id', 'i.sheet_id')
    .select(['i.sheet_id', 'i.sealed', 'i.language', 'i.reminded_at', 'i.invited_at'])
    .where('s.round_id', '=', id)
    .where('s.state', '=', 'open')
    .where('i.expires_at', '>', now)
    .execute();
  const before = now.getTime() - 3 * 86_400_000;
  return rows
    .filter(({ reminded_at, invited_at }) => (reminded_at ?? invited_at).getTime() < before)
    .map(({ sheet_id, sealed, language }) => {
      const { token, email } = JSON.parse(unsealText(networkKey(keyring, 'mail'), sealed, context(sheet_id))) as {
        token: string;
        email: string;
      }; // sealed above
      return { sheetId: sheet_id, email, token, language: language as Language }; // one of ours when it was invited
    });
}

/** Notes that a reminder went out. */
export async function noteReminder(trx: Trx, id: SheetId, now: Date): Promise<void> {
  await trx.updateTable('instruments.invitations').set({ reminded_at: now }).where('sheet_id', '=', id).execute();
}
