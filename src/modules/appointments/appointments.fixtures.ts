import { asActor, hashLinkToken, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { addDays, toLocal, type Instant } from '#kernel/time';
import { findOffice, type Office, type OfficeId } from '#modules/offices';
import { plantAccount, plantOffice, type Somebody } from '#test/plant';
import type { TestSite } from '#test/site';
import { bookSlot, type Booker, type Booking } from './book-slot.ts';
import { freeSlots } from './free-slots.ts';

type Site = Pick<TestSite, 'db' | 'network'>;

export interface Desk {
  office: Office;
  counsellor: Somebody;
}

/** An office that is open every day from 9 to 17 with one seat, and a counsellor at its desk. */
export async function plantDesk({ db }: Site, code: string, seats = 1): Promise<Desk> {
  const { id } = await plantOffice(db, code);
  await db.superuser.query('update offices.offices set seats_per_slot = $2 where id = $1', [id, seats]);
  await db.superuser.query(
    `insert into offices.hours (office_id, weekday, opens, closes, women_only)
     select $1, day, opens, closes, women from generate_series(1, 7) as day,
       (values ('09:00'::time, '12:00'::time, false), ('14:00', '17:00', true)) as line (opens, closes, women)`,
    [id],
  );
  return { office: await officeOf({ db }, id), counsellor: await plantAccount(db, { roles: [{ role: 'counsellor', scope: id }] }) };
}

export async function officeOf({ db }: Pick<Site, 'db'>, id: OfficeId): Promise<Office> {
  const office = await asActor(db.app, nobody, (trx) => findOffice(trx, id));
  if (!office) throw new Error(`no office ${id}`);
  return office;
}

/** Starts of the free slots of the day that lies so many days ahead. */
export async function freeOn({ db }: Pick<Site, 'db'>, office: Office, ahead: number, now = new Date()): Promise<Instant[]> {
  const day = addDays(toLocal(now.toISOString(), office.timeZone).day, ahead);
  return (await asActor(db.app, nobody, (trx) => freeSlots(trx, office, day, 1, now))).map(({ startsAt }) => startsAt);
}

/** The first free start of that day. */
export async function firstFree(site: Pick<Site, 'db'>, office: Office, ahead: number): Promise<Instant> {
  const [first] = await freeOn(site, office, ahead);
  if (!first) throw new Error('nothing is free that day');
  return first;
}

function booking(startsAt: Instant, given: Partial<Booking> = {}): Booking {
  return {
    startsAt,
    name: 'Awa',
    phone: null,
    email: `${crypto.randomUUID()}@example.org`,
    language: 'en',
    spokenLanguage: 'wo',
    topic: 'permit',
    visitorTimeZone: 'Africa/Dakar',
    ...given,
  };
}

/** Books as a visitor, or as whoever is named. */
export async function book(
  { db, network }: Site,
  office: Office,
  startsAt: Instant,
  given: Partial<Booking> = {},
  { actor = nobody, booker = { kind: 'visitor' }, now = new Date() }: { actor?: Actor; booker?: Booker; now?: Date } = {},
) {
  return await asActor(db.app, actor, (trx) => bookSlot(trx, network.keyring, booker, office, booking(startsAt, given), now));
}

/** Acts as the visitor who comes with a link. */
export async function withToken<T>({ db }: Pick<Site, 'db'>, token: string, work: (trx: AnyWrites) => Promise<T>): Promise<T> {
  return await asActor(db.app, { ...nobody, token: hashLinkToken(token) }, work);
}
