import type { Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { organisationNames, serviceNames, type ServiceId, type ServiceName } from '#modules/directory';
import { officeNames } from '#modules/offices';

/** Whose names a page needs; null and repeated ids do no harm. */
export interface NamesWanted {
  accounts?: readonly (string | null)[];
  offices?: readonly (string | null)[];
  services?: readonly (ServiceId | null)[];
  organisations?: readonly (string | null)[];
}

/** Names by id, each with words for what has no name. */
export interface Names {
  account: (id: string | null) => string;
  office: (id: string | null) => string;
  service: (id: ServiceId | null) => ServiceName | undefined;
  organisation: (id: string | null) => string;
}

/** Reads the names that a page shows, each kind in one statement, in the reader's language unless another is asked for. */
export async function readNames(ctx: Context, wanted: NamesWanted, lang: string = ctx.lang): Promise<Names> {
  const { t, trx } = ctx;
  const accounts = await accountNames(trx, given(wanted.accounts));
  const offices = await officeNames(trx, given(wanted.offices), lang);
  const services = await serviceNames(trx, given(wanted.services), lang);
  const organisations = await organisationNames(trx, given(wanted.organisations), lang);
  return {
    account: (id) => (id && accounts.get(id)) || t('cases.nobody'),
    office: (id) => (id && offices.get(id)) || t('cases.unnamed'),
    service: (id) => (id ? services.get(id) : undefined),
    organisation: (id) => (id && organisations.get(id)) || t('cases.unnamed'),
  };
}

function given<T extends string>(ids: readonly (T | null)[] = []): T[] {
  return ids.filter((id) => id !== null);
}
