import { asActor, newId, type AnyWrites, type Id } from '#kernel/db';
import { addDays, toLocal } from '#kernel/time';
import { bookSlot, freeSlots, type AppointmentId } from '#modules/appointments';
import { askQuestion, logContact, type ContactId, type QuestionId } from '#modules/messages';
import { findOffice } from '#modules/offices';
import type { PersonId } from '#modules/people';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';

/** Books a seat: the desk for a person's file, or a visitor; slots are counted from the sixth free one. */
export async function book(trx: AnyWrites, cast: Cast, place: number, personId: PersonId | null) {
  const now = cast.site.network.now();
  const office = must(await findOffice(trx, cast.ground.offices.padova.id));
  const slot = must((await freeSlots(trx, office, cast.ground.today, 21, now))[place + 6]);
  const who = personId ? ({ kind: 'desk', accountId: cast.counsellor.accountId, personId } as const) : ({ kind: 'visitor' } as const);
  const booking = {
    startsAt: slot.startsAt,
    name: 'Moussa',
    phone: null,
    email: `visitor${place}@example.org`,
    language: 'en' as const,
    spokenLanguage: 'fr',
    topic: 'starting-a-firm',
    visitorTimeZone: 'Africa/Dakar',
  };
  return { ...(await bookSlot(trx, cast.site.network.keyring, who, office, booking, now)), office: office.code };
}

/** Three times that nobody has booked, some days from now. */
export async function freeTimes(cast: Cast): Promise<[string, string, string]> {
  return await as(cast, cast.counsellor, async (trx) => {
    const slots = await freeSlots(
      trx,
      must(await findOffice(trx, cast.ground.offices.padova.id)),
      addDays(cast.ground.today, 7),
      21,
      cast.site.network.now(),
    );
    return [must(slots[0]).startsAt, must(slots[1]).startsAt, must(slots[2]).startsAt];
  });
}

/** An appointment that a visitor booked: its address with the secret of the link. */
export async function plantBooking(cast: Cast, place: number): Promise<{ id: AppointmentId; token: string }> {
  return await asActor(cast.site.db.app, { accountId: null, assurance: 0 }, async (trx) => await book(trx, cast, place, null));
}

/** An appointment of an hour ago, of which the desk has to say whether the visitor came. */
export async function plantPastAppointment(cast: Cast, place: number): Promise<AppointmentId> {
  const { id } = await plantBooking(cast, place);
  await cast.site.db.superuser.query(
    "set session_replication_role = replica; update appointments.appointments set starts_at = now() - interval '1 hour', ends_at = now() - interval '30 minutes' where id = '" +
      id +
      "'; set session_replication_role = origin",
  );
  return id;
}

/** A day some weeks ahead on which somebody is booked and the office has closed since. */
export async function plantClosedDay(cast: Cast): Promise<string> {
  const now = cast.site.network.now();
  const day = await asActor(cast.site.db.app, { accountId: null, assurance: 0 }, async (trx) => {
    const office = must(await findOffice(trx, cast.ground.offices.padova.id));
    const slot = must((await freeSlots(trx, office, addDays(cast.ground.today, 35), 14, now))[0]);
    const visitor = { name: 'Demba', phone: null, email: 'demba@example.org', language: 'en' as const };
    const about = { spokenLanguage: 'fr', topic: 'starting-a-firm', visitorTimeZone: 'Africa/Dakar' };
    await bookSlot(trx, cast.site.network.keyring, { kind: 'visitor' }, office, { startsAt: slot.startsAt, ...visitor, ...about }, now);
    return toLocal(slot.startsAt, office.timeZone).day;
  });
  await cast.site.db.superuser.query('insert into offices.closures (office_id, on_day) values ($1, $2)', [
    cast.ground.offices.padova.id,
    day,
  ]);
  return day;
}

/** A question from the portal, and the secret of its link. */
export async function plantQuestion(cast: Cast): Promise<{ id: QuestionId; token: string }> {
  const question = {
    officeId: officeOf(cast),
    topic: 'permit',
    language: 'en' as const,
    text: 'May I open a shop with this permit?',
    phone: null,
    email: null,
  };
  return await asActor(
    cast.site.db.app,
    { accountId: null, assurance: 0 },
    async (trx) => await askQuestion(trx, cast.site.network.keyring, question),
  );
}

/** A five-minute question at the desk. */
export async function plantContact(cast: Cast): Promise<ContactId> {
  return await as(
    cast,
    cast.counsellor,
    async (trx) =>
      await logContact(trx, cast.counsellor.accountId, { officeId: officeOf(cast), topic: 'permit', language: 'fr', answered: true }),
  );
}

/** A passkey and an identity provider of an account, neither of which can be used. */
export async function plantFactors(
  cast: Cast,
  accountId: string,
): Promise<{ passkey: Id<'identity.passkeys'>; provider: Id<'identity.provider_links'> }> {
  const { superuser } = cast.site.db;
  const [passkey, provider] = [newId<'identity.passkeys'>(), newId<'identity.provider_links'>()];
  await superuser.query(
    "insert into identity.passkeys (id, account_id, credential_id, public_key, counter, name, created_at) values ($1, $2, $3, '\\x00', 0, 'Blue key', now())",
    [passkey, accountId, passkey],
  );
  await superuser.query(
    "insert into identity.provider_links (id, account_id, issuer, subject, provider, linked_at) values ($1, $2, 'https://id.example.org', $3, 'example', now())",
    [provider, accountId, accountId],
  );
  return { passkey, provider };
}
