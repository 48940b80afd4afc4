import { sql } from 'kysely';
import type { Writes } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { PlaceId } from '#modules/places';
import type { OfficeHours, OfficeId } from './office.ts';

/** A row of offices.offices as imported, with its hours and territories. */
export interface OfficeRow {
  id: OfficeId;
  code: string;
  place_id: PlaceId;
  organisation_id: string | null;
  name: Translated;
  languages: string[];
  time_zone: string;
  address: string;
  phone: string | null;
  email: string | null;
  about: Translated | null;
  how_to_find: Translated | null;
  slot_minutes: number;
  seats_per_slot: number;
  demonstration: boolean;
  hours: OfficeHours[];
  territories: PlaceId[];
}

/** Writes offices by their code; hours and territories become those given. */
export async function writeOffices(trx: Writes<'offices'>, rows: readonly OfficeRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into offices.offices
           (id, code, place_id, organisation_id, name, languages, time_zone, address, phone, email, about, how_to_find,
            slot_minutes, seats_per_slot, demonstration)
    select id, code, place_id, organisation_id, name, languages, time_zone, address, phone, email, about, how_to_find,
           slot_minutes, seats_per_slot, demonstration
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
        id uuid, code text, place_id uuid, organisation_id uuid, name jsonb, languages text[], time_zone text, address text,
        phone text, email text, about jsonb, how_to_find jsonb, slot_minutes int, seats_per_slot int, demonstration boolean)
    on conflict (code) do update
       set place_id = excluded.place_id,
           organisation_id = excluded.organisation_id,
           name = excluded.name,
           languages = excluded.languages,
           time_zone = excluded.time_zone,
           address = excluded.address,
           phone = excluded.phone,
           email = excluded.email,
           about = excluded.about,
           how_to_find = excluded.how_to_find,
           slot_minutes = excluded.slot_minutes,
           seats_per_slot = excluded.seats_per_slot,
           demonstration = excluded.demonstration,
           updated_at = now()`.execute(trx);
  const ids = rows.map(({ id }) => id);
  await trx.deleteFrom('offices.hours').where('office_id', 'in', ids).execute();
  await trx.deleteFrom('offices.territories').where('office_id', 'in', ids).execute();
  const hours = rows.flatMap(({ id, hours: lines }) =>
    lines.map(({ womenOnly, ...line }) => ({ office_id: id, ...line, women_only: womenOnly })),
  );
  if (hours.length > 0) await trx.insertInto('offices.hours').values(hours).execute();
  const territories = rows.flatMap(({ id, territories: places }) => places.map((place_id) => ({ office_id: id, place_id })));
  if (territories.length > 0)
    await trx
      .insertInto('offices.territories')
      .values(territories)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
