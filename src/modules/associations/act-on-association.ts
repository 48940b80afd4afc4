import { newLinkToken, isForbidden, type Writes } from '#kernel/db';
import { sql } from 'kysely';
import { isLanguage, firstLanguage, translator, type Catalogue } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { queueMail } from '#kernel/mail';
import {
  allowed,
  decidable,
  needsWords,
  type Act,
  type Association,
  type AssociationId,
  type Decision,
  type State,
} from './association.ts';
import { getAssociation, keepersOf, writesFor } from './read-associations.ts';
import { refuse } from './refusals.ts';
import { addEvent, confirmEntry, dayOf, LINK_DAYS } from './write-association.ts';

/** What writing a letter needs besides the transaction. */
export interface Post {
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

type Trx = Writes<'associations' | 'mail' | 'jobs'>;

/**
 * Those who write for an association confirm it, answer the office, ask for a second look, say that it is active, or close it.
 * Refusals: `not-found`, `wrong-state`, `words-missing`.
 */
export async function actOnAssociation(
  trx: Writes<'associations'>,
  by: string | null,
  id: AssociationId,
  { act, words }: { act: Act; words: string | null },
  now: Date,
): Promise<void> {
  const entry = await getAssociation(trx, id);
  if (!entry || !(await writesFor(trx, id))) throw refuse('not-found');
  if (!allowed(entry.state, act)) throw refuse('wrong-state');
  if (needsWords(act) && !words) throw refuse('words-missing', { field: 'words' });
  if (act === 'confirm') return await confirmEntry(trx, id, by, now);
  const set = {
    answer: { state: 'waiting' },
    'second-look': { state: 'waiting', ended_at: null },
    'still-active': { active_on: dayOf(now) },
    close: { state: 'closed', ended_at: now },
  }[act];
  const changed = await trx
    .updateTable('associations.associations')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', entry.state)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  const kind = act === 'answer' ? 'answered' : act === 'close' ? 'closed' : act;
  await addEvent(trx, id, kind, { by, words: needsWords(act) ? words : null });
}

/**
 * The office of the place verifies an entry, asks for more, or refuses it with a reason; those who write for it are told by mail.
 * It decides on the revision that it read, and nobody decides on what they write for. Refusals: `not-found`, `wrong-state`,
 * `changed-meanwhile`, `words-missing`, `own-entry`.
 */
export async function decideOnAssociation(
  trx: Trx,
  post: Post,
  by: string,
  id: AssociationId,
  { decision, words, revision, state }: { decision: Decision; words: string | null; revision: number; state: State },
  now: Date,
): Promise<void> {
  const entry = await getAssociation(trx, id);
  if (!entry) throw refuse('not-found');
  if (await writesFor(trx, id)) throw refuse('own-entry');
  if (!decidable(entry.state)) throw refuse('wrong-state');
  // A colleague may have decided since the officer read the entry.
  if (entry.state !== state) throw refuse('changed-meanwhile');
  if (decision !== 'verified' && !words) throw refuse('words-missing', { field: 'words' });
  const changed = await trx
    .updateTable('associations.associations')
    .set({
      state: decision,
      ...(decision === 'verified' ? { verified_at: now, verified_revision: revision } : {}),
      ...(decision === 'refused' ? { ended_at: now } : {}),
    })
    .where('id', '=', id)
    .where('state', '=', entry.state)
    .where('revision', '=', revision)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    });
  if (changed.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
  await addEvent(trx, id, decision, { by, words });
  await tellKeepers(trx, post, entry, decision, now);
}

/** Sends everybody who writes for an association by mail a new link. */
async function tellKeepers(trx: Trx, post: Post, entry: Association, decision: Decision, now: Date): Promise<void> {
  for (const { email } of await keepersOf(trx, entry.id)) if (email) await sendLink(trx, post, entry, email, decision, now);
}

// uses messages: associations.mail.*
export type Letter = Decision | 'link' | 'confirm' | 'still-active';

/** Sends a letter with a new link to an address that writes for the association; nothing where it is not one of them. */
export async function sendLink(
  trx: Trx,
  post: Post,
  entry: Pick<Association, 'id' | 'name' | 'language'>,
  email: string,
  letter: Letter,
  now: Date,
): Promise<void> {
  const { token, hash } = newLinkToken();
  const expires = new Date(now.getTime() + LINK_DAYS * 86_400_000);
  const { rows } = await sql<{ given: boolean }>`
    select associations.renew_link(${entry.id}, ${email}, ${hash}, ${expires}) as given`.execute(trx);
  if (rows[0]?.given) await writeLetter(trx, post, { ...entry, email, token }, letter);
}

/** Queues a letter with the secret of a link. */
export async function writeLetter(
  trx: Writes<'mail' | 'jobs'>,
  { keyring, catalogue, publicUrl }: Post,
  to: { id: AssociationId; name: string; language: string; email: string; token: string },
  letter: Letter,
): Promise<void> {
  const language = isLanguage(to.language) ? to.language : firstLanguage;
  const t = translator(catalogue, language);
  const link = `${publicUrl}/${language}/associations/mine/${to.id}?token=${to.token}`;
  await queueMail(trx, keyring, {
    to: { address: to.email },
    subject: t(`associations.mail.${letter}-subject`),
    text: `${t(`associations.mail.${letter}`, { name: to.name })}\n\n${link}\n\n${t('associations.mail.foot', { days: LINK_DAYS })}`,
    language,
  });
}
