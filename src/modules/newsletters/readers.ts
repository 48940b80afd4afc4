import { sql } from 'kysely';
import { newId, newLinkToken, type Reads, type Writes } from '#kernel/db';
import { addJob } from '#kernel/jobs';
import { fingerprint, networkKey, seal, unsealText, type Keyring, type SealContext } from '#kernel/keys';
import type { Reader, ReaderId } from './newsletter.ts';
import { refuse } from './refusals.ts';
import { linkLetter } from './task-names.ts';

const contextOf = (id: ReaderId): SealContext => ({ table: 'newsletters.readers', column: 'sealed', id });

/** The address of a reader and the secret of their link. */
export interface Sealed {
  address: string;
  token: string;
}

export function openReader(keyring: Keyring, { id, sealed }: { id: ReaderId; sealed: Buffer }): Sealed {
  return JSON.parse(unsealText(networkKey(keyring, 'mail'), sealed, contextOf(id))) as Sealed; // sealed below, from this shape
}

/**
 * Somebody asks for the newsletter. A letter with a link goes to the address, at most one a day; nothing else is sent before the link is
 * opened. An address that has asked already gets the letter again, and whoever asks is told nothing of it.
 */
export async function askForNewsletter(
  trx: Writes<'newsletters' | 'jobs'>,
  keyring: Keyring,
  { email, language }: { email: string; language: string },
): Promise<void> {
  const address = email.trim();
  const id = newId<'newsletters.readers'>();
  const mark = fingerprint(keyring, 'contacts', `newsletter ${address.toLowerCase()}`);
  const { token, hash } = newLinkToken();
  const sealed = seal(networkKey(keyring, 'mail'), JSON.stringify({ address, token } satisfies Sealed), contextOf(id));
  await trx
    .insertInto('newsletters.readers')
    .values({ id, fingerprint: mark, sealed, language, token_hash: hash })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await addJob(trx, linkLetter, { fingerprint: mark });
}

/** The reader whose link was opened; null where the link is over. */
export async function findReader(trx: Reads<'newsletters'>): Promise<Reader | null> {
  const row = await trx
    .selectFrom('newsletters.readers')
    .select(['id', 'language', 'confirmed_at as confirmedAt'])
    .where('token_hash', '=', sql<string>`kernel.link_token()`)
    .executeTakeFirst();
  return row ?? null;
}

async function readerOfLink(trx: Reads<'newsletters'>): Promise<Reader> {
  const found = await findReader(trx);
  if (!found) throw refuse('link-over');
  return found;
}

/** From now on the newsletter is sent to the reader whose link was opened. Refusal: `link-over`. */
export async function confirmReader(trx: Writes<'newsletters'>, now: Date): Promise<void> {
  const { id, confirmedAt } = await readerOfLink(trx);
  if (!confirmedAt) await trx.updateTable('newsletters.readers').set({ confirmed_at: now }).where('id', '=', id).execute();
}

/** Nothing is kept of the reader whose link was opened. Refusal: `link-over`. */
export async function leaveNewsletter(trx: Writes<'newsletters'>): Promise<void> {
  const { id } = await readerOfLink(trx);
  await trx.deleteFrom('newsletters.readers').where('id', '=', id).execute();
}

/** How many readers there are in each language, for editors of the network; none for anybody else. */
export async function readerCounts(trx: Reads<'newsletters'>): Promise<Map<string, number>> {
  const { rows } = await sql<{ language: string; readers: number }>`select * from newsletters.reader_counts()`.execute(trx);
  return new Map(rows.map(({ language, readers }) => [language, readers]));
}
