import type { Reads } from '#kernel/db';
import { networkKey, seal, unsealText, type Keyring } from '#kernel/keys';
import type { AppointmentId } from './appointment.ts';

const context = (id: AppointmentId) => ({ table: 'appointments.appointments', column: 'sealed_token', id });

/** Seals the secret of a visitor's link for the reminder, which repeats it. */
export function sealToken(keyring: Keyring, id: AppointmentId, token: string): Buffer {
  return seal(networkKey(keyring, 'mail'), token, context(id));
}

/** The path of the visitor's page with its secret, without the language; null where the actor does not reach the appointment. */
export async function linkOf(trx: Reads<'appointments'>, keyring: Keyring, id: AppointmentId): Promise<string | null> {
  const row = await trx.selectFrom('appointments.appointments').select('sealed_token').where('id', '=', id).executeTakeFirst();
  return row ? linkPath(id, unsealText(networkKey(keyring, 'mail'), row.sealed_token, context(id))) : null;
}

function linkPath(id: AppointmentId, token: string): string {
  return `/appointments/${id}?token=${token}`;
}
