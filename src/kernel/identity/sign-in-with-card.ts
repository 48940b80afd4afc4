import { sql } from 'kysely';
import { newId } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import { cardHash, readCardCode } from './card-code.ts';
import type { Identity } from './identity.ts';
import { openSession, type SignedIn, type Visit } from './open-session.ts';
import { refuse } from './refusals.ts';
import { countTries, settleTries } from './tries.ts';

/**
 * Signs in with the code card of a file, into an account that reaches this file alone; made and linked the first time.
 * The card stays valid until it is replaced or a year old.
 * Refusals: `card-wrong` (also for one that is revoked or too old), `too-many-tries`, `suspended`.
 */
export async function signInWithCard(identity: Identity, visit: Visit, given: { card: string; language: Language }): Promise<SignedIn> {
  const code = readCardCode(given.card);
  if (!code) throw refuse('card-wrong', { field: 'card' });
  await countTries(identity, ['network', visit.ip], ['card', code.lookup]);
  const { rows } = await sql<{ card_id: string; account_id: string }>`
    select *
      from identity.enter_by_card(${code.lookup}, ${cardHash(identity, code)}, ${newId()}, ${given.language}, ${identity.now()})`.execute(
    identity.db,
  );
  const entered = rows[0];
  if (!entered) throw refuse('card-wrong', { field: 'card' });
  await settleTries(identity, ['network', visit.ip], ['card', code.lookup]);
  return await openSession(identity, visit, { accountId: entered.account_id, way: 'card', assurance: 1, cardId: entered.card_id });
}
