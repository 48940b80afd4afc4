import { asActor, type AnyWrites } from '#kernel/db';
import { addDays, toLocal, type Day } from '#kernel/time';
import {
  exchangePostings,
  listBooks,
  openAccount,
  openBook,
  postEntry,
  postPending,
  type AccountKind,
  type NewEntry,
} from '#modules/ledger';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

const MANAGER = 'fund@ponte-demo.example';

/** The book of the demonstration's fund: invented contributions in euros, an exchange into CFA francs at their fixed rate, and a reservation. */
export async function loadLedger(world: DemoWorld): Promise<void> {
  const today = toLocal(world.network.now().toISOString(), 'Europe/Rome').day;
  await asActor(world.network.db, actorIn(world, MANAGER), async (trx) => {
    if ((await listBooks(trx)).length > 0) return;
    await writeBook(trx, idIn(world.scopes, 'demo-guarantee-fund'), today);
  });
}

async function writeBook(trx: AnyWrites, fundId: string, today: Day): Promise<void> {
  const bookId = await openBook(trx, { name: 'Guarantee fund (invented)', scope: { kind: 'fund', id: fundId }, demonstration: true });
  const open = async (code: string, name: string, kind: AccountKind, currency = 'EUR', floorMinor: bigint | null = null) =>
    await openAccount(trx, bookId, { code, name, kind, currency, floorMinor });
  const bank = await open('bank:padova', 'Bank, Padua', 'asset', 'EUR', 0n);
  const abroad = await open('bank:kaolack', 'Bank, Kaolack', 'asset', 'XOF', 0n);
  const liquidityFrom = await open('exchange', 'Exchange, euros', 'asset');
  const liquidityTo = await open('exchange', 'Exchange, CFA francs', 'asset', 'XOF');
  const region = await open('capital:region', 'Share of the region', 'equity');
  const migrants = await open('capital:associations', 'Share of the associations', 'equity');
  const costs = await open('costs:bank', 'Costs of the bank', 'expense');
  const entry = (key: string, daysAgo: number, description: string, postings: NewEntry['postings']): NewEntry => ({
    bookId,
    key: `demonstration ${key}`,
    effectiveOn: addDays(today, -daysAgo),
    description,
    postings,
  });
  const move = (from: typeof bank, to: typeof bank, amountMinor: bigint) => [
    { accountId: from, currency: 'EUR', amountMinor: -amountMinor },
    { accountId: to, currency: 'EUR', amountMinor },
  ];
  await postEntry(trx, entry('region', 200, 'First payment of the region', move(region, bank, 20_000_000n)));
  await postEntry(trx, entry('associations', 190, 'Payment of the associations', move(migrants, bank, 5_000_000n)));
  await postEntry(trx, entry('costs', 60, 'Costs of the account', move(bank, costs, 4_250n)));
  const exchange = { from: 'EUR', to: 'XOF', rate: '655.957', on: addDays(today, -30), source: 'Fixed rate of the CFA franc (BCEAO)' };
  const changed = exchangePostings(
    { giver: bank, taker: abroad, liquidityFrom, liquidityTo },
    { amountMinor: 2_000_000n, spreadMinor: 2_500n },
    exchange,
  );
  await postEntry(trx, { ...entry('exchange', 30, 'Euros changed for the account in Kaolack', changed), exchange });
  await postPending(trx, entry('reservation', 3, 'Kept for the fees of the auditor', move(bank, costs, 90_000n)));
}
