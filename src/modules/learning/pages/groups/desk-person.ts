import { z } from 'zod';
import { idOf } from '#kernel/db';
import { refuseHttp, type Context } from '#kernel/http';
import { fullName, getPerson, type Person, type PersonId } from '#modules/people';

/** The person that an address names. */
export const personParams = z.object({ id: idOf<'access.subjects'>() });

/** The same, and a place in a group. */
export const enrolmentParams = z.object({ id: idOf<'access.subjects'>(), enrolment: idOf<'learning.enrolments'>() });

/** A person whose file a desk of the reader keeps. Refusals: not found. */
export async function openPerson(ctx: Context, id: PersonId): Promise<Person> {
  const person = await getPerson(ctx.trx, id);
  if (!person) throw refuseHttp('not-found');
  return person;
}

/** The name, or the reference where it is closed. */
export const nameOf = (person: Person): string => (person.identity ? fullName(person.identity) : person.reference);

/** The way back: the learning of the person. */
export const crumbs = (person: Person) => [{ label: nameOf(person), href: `/desk/people/${person.id}/learning` }];
