import { newId, type Writes } from '#kernel/db';
import type { PhoneEntry } from './organisation.ts';
import { clearRows, writeRows } from './write-rows.ts';

/** Puts the phone numbers of services or organisations in the place of those they had. */
export async function writePhones(
  trx: Writes<'directory'>,
  owner: 'organisation_id' | 'service_id',
  owned: readonly { id: string; phones: readonly PhoneEntry[] }[],
): Promise<void> {
  await clearRows(
    trx,
    'directory.phones',
    owner,
    owned.map(({ id }) => id),
  );
  const rows = owned.flatMap(({ id, phones }) =>
    phones.map(({ number, kind, description, languages }, position) => ({
      id: newId(),
      organisation_id: owner === 'organisation_id' ? id : null,
      service_id: owner === 'service_id' ? id : null,
      number,
      kind,
      description,
      languages,
      position,
    })),
  );
  await writeRows(trx, 'directory.phones', rows);
}
