import { sql } from 'kysely';
import type { Actor, Writes } from '#kernel/db';
import { makeTranslated, setTranslation, textIn, type Authorship, type Translated } from '#kernel/i18n';
import { parsePhone } from '#kernel/text';
import { isTimeZone } from '#kernel/time';
import { findPlaceByCode, widerPlaces, type PlaceId } from '#modules/places';
import { findOffice } from './find-office.ts';
import type { Office, OfficeId } from './office.ts';
import { recordChange } from './record-change.ts';
import { refuse } from './refusals.ts';
import { requireManager } from './require-manager.ts';

/** What a manager can change about an office; texts are those of one language. */
export interface OfficeDetails {
  /** Language of `name`, `about` and `howToFind`. */
  lang: string;
  name: string;
  about: string | null;
  howToFind: string | null;
  placeCode: string;
  languages: string[];
  timeZone: string;
  address: string;
  /** As written; without a country code it is taken for one of the office's country. */
  phone: string | null;
  email: string | null;
  slotMinutes: number;
  seatsPerSlot: number;
  active: boolean;
}

/**
 * Changes what the public page of an office says. Texts in other languages stay, marked as no longer current where
 * their source changed. Refusals: `not-found`, `unknown-place`, `unknown-time-zone`, `wrong-phone`; those of access.
 */
export async function changeOffice(
  trx: Writes<'offices' | 'places' | 'access' | 'audit'>,
  actor: Actor,
  id: OfficeId,
  details: OfficeDetails,
  at: string,
): Promise<void> {
  await requireManager(trx, actor, id);
  const office = await findOffice(trx, id);
  if (!office) throw refuse('not-found');
  const checked = await checkDetails(trx, details);
  const author: Authorship = { by: office.code, kind: 'human', at };
  const wanted = {
    ...checked,
    languages: inStoredOrder(office.languages, details.languages),
    name: written(office.name, details.lang, details.name, author) ?? office.name,
    about: written(office.about, details.lang, details.about, author),
    how_to_find: written(office.howToFind, details.lang, details.howToFind, author),
  };
  const fields = changedFields(office, wanted);
  if (fields.length === 0) return;
  await trx
    .updateTable('offices.offices')
    .set({ ...wanted, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
  await recordChange(trx, 'change', id, fields);
}

/** Checks place, zone and phone; returns the columns that are not texts. */
export async function checkDetails(trx: Writes<'places'>, details: OfficeDetails) {
  const place = await findPlaceByCode(trx, details.placeCode);
  if (!place) throw refuse('unknown-place', { field: 'place' });
  if (!isTimeZone(details.timeZone)) throw refuse('unknown-time-zone', { field: 'timeZone' });
  return {
    place_id: place.id,
    languages: details.languages,
    time_zone: details.timeZone,
    address: details.address,
    phone: await checkPhone(trx, details.phone, place.id),
    email: details.email,
    slot_minutes: details.slotMinutes,
    seats_per_slot: details.seatsPerSlot,
    active: details.active,
  };
}

async function checkPhone(trx: Writes<'places'>, phone: string | null, placeId: PlaceId): Promise<string | null> {
  if (!phone) return null;
  const country = (await widerPlaces(trx, placeId)).find(({ level }) => level === 'country')?.iso ?? '';
  const number = parsePhone(phone, country);
  if (!number) throw refuse('wrong-phone', { field: 'phone' });
  return number;
}

/** The most used language stays first, whatever the order of the form. */
function inStoredOrder(stored: readonly string[], chosen: readonly string[]): string[] {
  return [...stored.filter((code) => chosen.includes(code)), ...chosen.filter((code) => !stored.includes(code))];
}

/** The stored text with one language as now typed; without any text left, none. */
function written(stored: Translated | null, lang: string, typed: string | null, author: Authorship): Translated | null {
  if (!stored) return typed ? makeTranslated(lang, typed, author) : null;
  // The form shows the source where a language has no text yet; sent back as it was, it is no translation.
  if (typed && !stored.texts[lang] && typed === textIn(stored, lang).text) return stored;
  if (typed) return stored.texts[lang]?.text === typed ? stored : setTranslation(stored, lang, typed, author);
  if (lang === stored.source) return null;
  const { [lang]: _removed, ...texts } = stored.texts;
  return { ...stored, texts };
}

function changedFields(office: Office, wanted: Record<string, unknown> & { name: Translated }): string[] {
  const before: Record<string, unknown> = {
    place_id: office.placeId,
    languages: office.languages,
    time_zone: office.timeZone,
    address: office.address,
    phone: office.phone,
    email: office.email,
    slot_minutes: office.slotMinutes,
    seats_per_slot: office.seatsPerSlot,
    active: office.active,
    name: office.name,
    about: office.about,
    how_to_find: office.howToFind,
  };
  return Object.keys(before).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(wanted[field]));
}
