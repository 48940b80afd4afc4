import { ownSubjects } from '#kernel/access';
import type { Context } from '#kernel/http';
import { fullName, getPerson, type Person, type PersonId } from '#modules/people';
import { putOnRecord } from '../put-on-record.ts';
import { refuse } from '../refusals.ts';

/** The files of the person who is signed in. */
export async function ownFiles(ctx: Context): Promise<Person[]> {
  const files: Person[] = [];
  for (const { subjectId } of await ownSubjects(ctx.trx)) {
    const person = await getPerson(ctx.trx, subjectId);
    if (person) files.push(person);
  }
  return files;
}

export function nameOf(ctx: Context, person: Person | null): string {
  if (!person) return ctx.t('people.part.closed');
  return person.identity ? fullName(person.identity) : person.reference;
}

/** The file at the desk that has custody; the reading is on record. Refusals: `not-found`. */
export async function deskFile(ctx: Context, id: PersonId, desks: readonly string[]): Promise<Person> {
  const person = await getPerson(ctx.trx, id);
  if (!person || !desks.includes(person.officeId)) throw refuse('not-found');
  await putOnRecord(ctx.trx, 'read', { personId: person.id, officeId: person.officeId });
  return person;
}
