import { sql } from 'kysely';
import { onConstraint, type Writes } from '#kernel/db';
import type { Language, Translated } from '#kernel/i18n';
import { refuse } from './refusals.ts';

/** What the one row of kernel.network is made of. */
export interface NetworkSettings {
  name: Translated;
  languages: readonly Language[];
  /** IANA zone. */
  timeZone: string;
  controllerName: string;
  controllerAddress: string;
  controllerEmail: string;
  officer: string;
  mailFrom: string | null;
}

function columns(settings: NetworkSettings) {
  const firstName = Object.values(settings.name.texts)[0]?.text ?? '';
  return {
    name: JSON.stringify(settings.name),
    languages: [...settings.languages],
    time_zone: settings.timeZone,
    controller: JSON.stringify({
      name: settings.controllerName,
      address: settings.controllerAddress,
      email: settings.controllerEmail,
      dataProtectionOfficer: settings.officer,
    }),
    // The generated type of a JSON column knows no null.
    mail: settings.mailFrom ? JSON.stringify({ from: settings.mailFrom, name: firstName }) : sql<string>`null`,
  };
}

/** Writes the network's row, which ends the set-up. Refusals: `setup-done` where there is one. */
export async function createNetwork(trx: Writes<'kernel'>, settings: NetworkSettings & { country: string | null }): Promise<void> {
  await trx
    .insertInto('kernel.network')
    .values({ ...columns(settings), country: settings.country })
    .execute()
    .catch(onConstraint({ network_pkey: () => refuse('setup-done') }));
}

/** Changes the network's settings. */
export async function changeNetwork(trx: Writes<'kernel'>, settings: NetworkSettings): Promise<void> {
  await trx
    .updateTable('kernel.network')
    .set({ ...columns(settings), updated_at: sql<Date>`now()` })
    .execute();
}
