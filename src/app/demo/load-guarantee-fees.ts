import { asActor, asSystem, newId, type Database } from '#kernel/db';
import { bookFeePayment, chargeable, chargeFees, feeAccounts, findFund, listWindows } from '#modules/guarantees';
import { actorIn, type DemoWorld } from './demo-world.ts';

const MANAGER = 'fund@ponte-demo.example';
const PAID_MINOR = 5_000n;

/** Fees of the demonstration's guarantees, charged as the job of the night does, and a part of them paid. */
export async function loadGuaranteeFees(world: DemoWorld, owner: Database): Promise<void> {
  const due = await asSystem(owner, async (trx) => {
    const all = await chargeable(trx);
    for (const one of all) await chargeFees(trx, one);
    return all;
  });
  const [onDay] = due.map(({ today }) => today); // the day on which they were charged
  if (onDay === undefined) return;
  await asActor(world.network.db, actorIn(world, MANAGER), async (trx) => {
    const fund = await findFund(trx, 'demo-guarantee-fund');
    const [account] = fund ? await feeAccounts(trx, fund.id) : [];
    const [window] = fund ? await listWindows(trx, fund.id) : [];
    if (!account || !window || account.dueMinor < PAID_MINOR) return;
    await bookFeePayment(trx, newId<'guarantees.fee_payments'>(), window, account.lenderId, { onDay, amountMinor: PAID_MINOR });
  });
}
