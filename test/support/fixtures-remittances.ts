import { asActor } from '#kernel/db';
import { addService, type ServiceId } from '#modules/remittances';
import type { Somebody } from './plant.ts';
import type { TestSite } from './site.ts';

const service = {
  fromCountry: 'IT',
  toCountry: 'SN',
  sendCurrency: 'EUR',
  receiveCurrency: 'XOF',
  leastMinor: 100n,
  mostMinor: 100_000n,
  payIn: 'cash',
  payOut: 'mobile',
} as const;
const seen = { speed: 'hour', feeMinor: 400n, marginPercent: null, source: 'Price list', sourceUrl: null } as const;

export interface RemittancesWorld {
  toObserve: ServiceId;
  toWithdraw: ServiceId;
}

/** Services that send money: one to look at again, one to withdraw, one of which nobody told the rate. */
export async function plantRemittances({ db, network }: TestSite, editor: Somebody): Promise<RemittancesWorld> {
  const observedOn = network.now().toISOString().slice(0, 10);
  const add = async (provider: string, appliedRate: string | null) =>
    await asActor(
      db.app,
      editor,
      async (trx) => await addService(trx, editor.accountId, { ...service, provider }, { ...seen, observedOn, appliedRate }),
    );
  await add('Silent Example', null);
  return { toObserve: await add('Quick Example', '650'), toWithdraw: await add('Dear Example', '600') };
}
