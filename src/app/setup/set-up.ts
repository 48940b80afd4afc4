import { sql } from 'kysely';
import { makeFirstAdministrator } from '#kernel/access';
import { asActor, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import type { Network } from '#kernel/http';
import { fromLanguages, type Language } from '#kernel/i18n';
import { createStaffAccount } from '#kernel/identity';
import { slugify } from '#kernel/text';
import type { Weekday } from '#kernel/time';
import { addHours, addTerritory, openOffice } from '#modules/offices';
import { findPlaceByCode, resolvePlace, widerPlaces, type Place } from '#modules/places';
import { namesOf, readLanguages } from './network-fields.tsx';
import { refuse } from './refusals.ts';
import { officeField, type OfficeBody, type SetupBody } from './setup-body.ts';
import { isSetupCode, removeSetupCode } from './setup-code.ts';
import { createNetwork } from './write-network.ts';

/**
 * Sets an empty network up: its row, its first administrator, its first offices; all of it or nothing, and once. The
 * offices are opened by the new administrator, as any later one is.
 * Refusals: `setup-code`, `setup-done`, `name-missing`, `language-missing`, `place-unknown`, `place-unclear`,
 * `hours-missing`; those of accounts and offices, each with the field of this form.
 */
export async function setUpNetwork(network: Network, lang: Language, body: SetupBody): Promise<void> {
  if (!(await isSetupCode(network.settings.dataDirectory, body.code))) throw refuse('setup-code', { field: 'code' });
  const at = network.now().toISOString();
  const names = namesOf(body);
  const source = names[lang] ? lang : (Object.keys(names)[0] ?? lang);
  const name = fromLanguages(names as Record<string, string>, { source, by: 'set-up', kind: 'human', at }); // no language without a text is kept
  const languages = readLanguages(body);
  await asActor(network.db, nobody, async (trx) => {
    const administrator = await makeAdministrator(trx, body);
    let home: Place | null = null;
    for (const [index, office] of body.offices.entries()) {
      const place = await withField(index + 1, async () => await openFirstOffice(trx, administrator, lang, office, at));
      home ??= place;
    }
    const above = home ? await widerPlaces(trx, home.id) : [];
    await createNetwork(trx, {
      ...body,
      name,
      languages,
      timeZone: above.find((place) => place.timeZone)?.timeZone ?? 'UTC',
      country: above.find(({ level }) => level === 'country')?.iso ?? null,
    });
  });
  await removeSetupCode(network.settings.dataDirectory);
}

/** Makes the account and its role, and lets the rest of the transaction act as it. */
async function makeAdministrator(trx: AnyWrites, body: SetupBody): Promise<Actor> {
  const { adminName: name, adminEmail: email, adminLanguage: language, password } = body;
  const { accountId } = await createStaffAccount(trx, { name, email, language, password }).catch(renamed({ email: 'adminEmail' }));
  if (!(await makeFirstAdministrator(trx, accountId))) throw refuse('setup-done');
  await sql`select set_config('app.actor', ${accountId}, true), set_config('app.assurance', '2', true)`.execute(trx);
  return { accountId, assurance: 2 };
}

async function openFirstOffice(trx: AnyWrites, actor: Actor, lang: Language, body: OfficeBody, at: string): Promise<Place> {
  const place = await placeOf(trx, body, lang);
  const zones = (await widerPlaces(trx, place.id)).map(({ timeZone }) => timeZone);
  if (body.days.length === 0) throw refuse('hours-missing', { field: 'days' });
  const details = {
    ...body,
    lang,
    about: null,
    howToFind: null,
    placeCode: place.code,
    timeZone: zones.find((zone) => zone !== null) ?? 'UTC',
    slotMinutes: 30,
    seatsPerSlot: 1,
    active: true,
  };
  const id = await openOffice(trx, actor, slugify(body.name, `office-${place.code}`), details, at);
  for (const day of body.days)
    await addHours(trx, actor, id, { weekday: Number(day) as Weekday, opens: body.opens, closes: body.closes, womenOnly: false }); // the form offers 1 to 7
  await addTerritory(trx, actor, id, place.code);
  return place;
}

async function placeOf(trx: AnyWrites, { place, placeFor, placeCode }: OfficeBody, lang: string): Promise<Place> {
  // A choice among places of one name counts only while that name stands in the field.
  const chosen = placeCode && placeFor === place ? await findPlaceByCode(trx, placeCode) : null;
  if (chosen) return chosen;
  const found = await resolvePlace(trx, place, lang, { limit: 8 });
  if (found.kind === 'several') throw refuse('place-unclear', { field: 'place', values: { typed: place } });
  const only = found.kind === 'one' ? await findPlaceByCode(trx, found.place.code) : null;
  if (!only) throw refuse('place-unknown', { field: 'place', values: { typed: place } });
  return only;
}

/** Refusals of an office's use cases name its own fields; here they belong to one of several offices. */
async function withField<T>(number: number, work: () => Promise<T>): Promise<T> {
  const names: Record<string, string> = { code: 'name', placeCode: 'place', timeZone: 'place' };
  return await work().catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.field === undefined) throw error;
    const field = names[error.field] ?? error.field;
    throw new Refusal(error.module, error.code, error.status, { field: officeField(number, field), values: error.values });
  });
}

function renamed(names: Record<string, string>) {
  return (error: unknown): never => {
    const field = error instanceof Refusal && error.field ? names[error.field] : undefined;
    if (error instanceof Refusal && field) throw new Refusal(error.module, error.code, error.status, { field, values: error.values });
    throw error;
  };
}
