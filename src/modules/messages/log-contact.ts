import { newId, type Reads, type Writes } from '#kernel/db';
import type { PersonId } from '#modules/people';
import { UNDO_MINUTES, type Contact, type ContactId } from './contact.ts';
import { refuse } from './refusals.ts';

/** Counts a question at the desk. Row security refuses a desk at which the officer does not sit. */
export async function logContact(
  trx: Writes<'messages'>,
  accountId: string,
  contact: { officeId: Contact['officeId']; topic: string; language: string; answered: boolean },
): Promise<ContactId> {
  const id = newId<'messages.contacts'>();
  await trx
    .insertInto('messages.contacts')
    .values({
      id,
      office_id: contact.officeId as never, // an office's id, checked by the foreign key and the policy
      topic: contact.topic,
      language: contact.language,
      answered: contact.answered,
      recorded_by: accountId,
    })
    .execute();
  return id;
}

/** Takes back a mistaken entry within half an hour. Refusals: not found, too late, became a file. */
export async function undoContact(trx: Writes<'messages'>, id: ContactId, now: Date): Promise<void> {
  const contact = await getContact(trx, id);
  if (!contact) throw refuse('not-found');
  if (contact.personId || now.getTime() - contact.at.getTime() > UNDO_MINUTES * 60_000) throw refuse('too-late-to-undo');
  await trx.deleteFrom('messages.contacts').where('id', '=', id).execute();
}

/** Says which file a contact became, once. Refusals: not found, has-file. */
export async function contactBecameFile(trx: Writes<'messages'>, id: ContactId, personId: PersonId): Promise<void> {
  const changed = await trx
    .updateTable('messages.contacts')
    .set({ person_id: personId })
    .where('id', '=', id)
    .where('person_id', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return;
  throw refuse((await getContact(trx, id)) ? 'has-file' : 'not-found');
}

export async function getContact(trx: Reads<'messages'>, id: ContactId): Promise<Contact | null> {
  const row = await trx.selectFrom('messages.contacts').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toContact(row) : null;
}

/** From a moment on, or until another, which is not included. */
export interface ContactSpan {
  from: Date;
  until?: Date | undefined;
}

/** The newest contacts of some desks. */
export async function listContacts(
  trx: Reads<'messages'>,
  officeIds: readonly string[],
  { from, until, limit, offset }: ContactSpan & { limit: number; offset: number },
): Promise<Contact[]> {
  if (officeIds.length === 0) return [];
  const rows = await trx
    .selectFrom('messages.contacts')
    .selectAll()
    .where('office_id', 'in', officeIds as never)
    .where('at', '>=', from)
    .$if(until !== undefined, (query) => query.where('at', '<', until ?? from))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(toContact);
}

/** How many questions some desks had in a span, and how many stayed open. */
export async function countContacts(
  trx: Reads<'messages'>,
  officeIds: readonly string[],
  { from, until }: ContactSpan,
): Promise<{ all: number; unanswered: number }> {
  if (officeIds.length === 0) return { all: 0, unanswered: 0 };
  const row = await trx
    .selectFrom('messages.contacts')
    .select((one) => [one.fn.countAll<string>().as('all'), one.fn.countAll<string>().filterWhere('answered', '=', false).as('unanswered')])
    .where('office_id', 'in', officeIds as never)
    .where('at', '>=', from)
    .$if(until !== undefined, (query) => query.where('at', '<', until ?? from))
    .executeTakeFirstOrThrow();
  return { all: Number(row.all), unanswered: Number(row.unanswered) };
}

function toContact(row: {
  id: ContactId;
  office_id: string;
  topic: string;
  language: string;
  answered: boolean;
  at: Date;
  person_id: PersonId | null;
}): Contact {
  return {
    id: row.id,
    officeId: row.office_id,
    topic: row.topic,
    language: row.language,
    answered: row.answered,
    at: row.at,
    personId: row.person_id,
  };
}

/** The visits to the desk that became part of a file, oldest first; for the desk and for the person. */
export async function contactsOfPerson(trx: Reads<'messages'>, personId: PersonId): Promise<Contact[]> {
  const rows = await trx.selectFrom('messages.contacts').selectAll().where('person_id', '=', personId).orderBy('at').execute();
  return rows.map(toContact);
}
