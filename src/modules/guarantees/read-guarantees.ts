import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { organisationNames } from '#modules/directory';
import type { Guarantee, GuaranteeId, Step } from './filing.ts';
import type { FundId, LenderId, WindowId } from './fund.ts';
import type { GuaranteeState } from './guarantee.ts';

const MOST = 50;
const MOST_IN_FILE = 50_000;

function guarantees(trx: Reads<'guarantees'>) {
  return trx
    .selectFrom('guarantees.guarantees as g')
    .innerJoin('guarantees.lenders as l', 'l.id', 'g.lender_id')
    .select([
      'g.id',
      'g.fund_id as fundId',
      'g.window_id as windowId',
      'g.version_id as versionId',
      'g.lender_id as lenderId',
      'g.number',
      'g.state',
      'g.reference',
      'g.borrower',
      'g.borrower_group as group',
      'g.country',
      'g.sector',
      'g.purpose',
      'g.currency',
      'g.home_currency as homeCurrency',
      'g.loan_minor as loanMinor',
      'g.months',
      'g.without_it as withoutIt',
      'g.earlier_aid_minor as earlierAidMinor',
      'g.guaranteed_minor as guaranteedMinor',
      'g.aid_minor as aidMinor',
      'g.aid_reasons as aidReasons',
      'g.lapse_on as lapseOn',
      'g.loan_on as loanOn',
      'g.ends_on as endsOn',
      'g.owed_minor as owedMinor',
      'g.left_minor as leftMinor',
      'g.measured_minor as measuredMinor',
      'g.first_unpaid_on as firstUnpaidOn',
      'g.called_on as calledOn',
      'g.payable_minor as payableMinor',
      'g.provision_minor as provisionMinor',
      'g.paid_minor as paidMinor',
      'g.paid_home_minor as paidHomeMinor',
      'g.recovered_minor as recoveredMinor',
      'g.handed_on_minor as handedOnMinor',
      'g.filed_at as filedAt',
      'l.organisation_id as organisationId',
      'l.name as lenderName',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof guarantees>['execute']>>[number];

async function named(trx: Reads<'guarantees' | 'directory'>, rows: readonly Row[], lang: string): Promise<Guarantee[]> {
  const ids = [...new Set(rows.flatMap(({ organisationId }) => organisationId ?? []))];
  const names = await organisationNames(trx, ids, lang);
  return rows.map(({ organisationId, lenderName, ...row }) => ({
    ...row,
    lender: lenderName ?? names.get(organisationId ?? '') ?? '',
  })) as Guarantee[]; // constraints hold states and choices to their lists
}

export interface GuaranteeFilter {
  fundId: FundId;
  windowId?: WindowId | null;
  lenderId?: LenderId | null;
  state?: GuaranteeState | null;
  /** Number of the fund, or the lender's number of loan or borrower. */
  search?: string | null;
  /** Numbers of the fund, both included: what came with one file. */
  first?: number | null;
  last?: number | null;
}

function wanted(
  trx: Reads<'guarantees'>,
  { fundId, windowId, lenderId, state, search, first, last }: GuaranteeFilter,
): ReturnType<typeof guarantees> {
  let found = guarantees(trx).where('g.fund_id', '=', fundId);
  if (windowId) found = found.where('g.window_id', '=', windowId);
  if (lenderId) found = found.where('g.lender_id', '=', lenderId);
  if (state) found = found.where('g.state', '=', state);
  if (first) found = found.where('g.number', '>=', first);
  if (last) found = found.where('g.number', '<=', last);
  if (!search) return found;
  return found.where((eb) => eb.or([eb('g.reference', '=', search), eb('g.borrower', '=', search), eb(sql`g.number::text`, '=', search)]));
}

/** Guarantees of a fund that the actor reads, the newest first, a page at a time. */
export async function listGuarantees(
  trx: Reads<'guarantees' | 'directory'>,
  { page, ...filter }: GuaranteeFilter & { page: number },
  lang: string,
): Promise<{ rows: Guarantee[]; total: number; pageSize: number }> {
  const { total } = await wanted(trx, filter)
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await wanted(trx, filter)
    .orderBy('g.number', 'desc')
    .limit(MOST)
    .offset((page - 1) * MOST)
    .execute();
  return { rows: await named(trx, rows, lang), total: Number(total), pageSize: MOST };
}

/** All of them that the actor reads, for a file. */
export async function allGuarantees(trx: Reads<'guarantees' | 'directory'>, filter: GuaranteeFilter, lang: string): Promise<Guarantee[]> {
  return await named(trx, await wanted(trx, filter).orderBy('g.number').limit(MOST_IN_FILE).execute(), lang);
}

/** Guarantees of some lenders under a window: those with one of the lenders' own numbers, or those in force. */
export async function guaranteesOf(
  trx: Reads<'guarantees' | 'directory'>,
  windowId: WindowId,
  lenders: readonly LenderId[],
  which: { references: readonly string[] } | { state: GuaranteeState },
  lang: string,
): Promise<Guarantee[]> {
  const found = guarantees(trx)
    .where('g.window_id', '=', windowId)
    .where(sql<boolean>`g.lender_id = any (${lenders}::uuid[])`)
    .where('references' in which ? sql<boolean>`g.reference = any (${which.references}::text[])` : sql<boolean>`g.state = ${which.state}`);
  return await named(trx, await found.orderBy('g.number').limit(MOST_IN_FILE).execute(), lang);
}

/** Names of the lenders of a fund, by id. */
export async function lenderNames(trx: Reads<'guarantees' | 'directory'>, fundId: FundId, lang: string): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('guarantees.lenders')
    .select(['id', 'organisation_id as organisationId', 'name'])
    .where('fund_id', '=', fundId)
    .execute();
  const names = await organisationNames(trx, [...new Set(rows.flatMap(({ organisationId }) => organisationId ?? []))], lang);
  return new Map(rows.map(({ id, name, organisationId }) => [id, name ?? names.get(organisationId ?? '') ?? '']));
}

/** A guarantee; null where there is none or the actor may not read it. */
export async function findGuarantee(trx: Reads<'guarantees' | 'directory'>, id: GuaranteeId, lang: string): Promise<Guarantee | null> {
  const row = await guarantees(trx).where('g.id', '=', id).executeTakeFirst();
  return row ? ((await named(trx, [row], lang))[0] ?? null) : null;
}

/** What was done with a guarantee, in order. */
export async function listSteps(trx: Reads<'guarantees'>, id: GuaranteeId): Promise<Step[]> {
  const rows = await trx
    .selectFrom('guarantees.steps')
    .select([
      'n',
      'act',
      'state',
      'on_day as onDay',
      'taken_at as takenAt',
      'words',
      'amount_minor as amountMinor',
      'home_minor as homeMinor',
      'rate',
      'rate_on as rateOn',
      'rate_source as rateSource',
      'entry_id as entryId',
    ])
    .where('guarantee_id', '=', id)
    .orderBy('n')
    .execute();
  return rows as Step[]; // the state chart holds acts and states to their lists
}

// uses messages: guarantees.limit.*
/** What a filed loan would use of a limit, and the most of it, in minor units: of the loan's currency for borrower and group, else of the fund's. */
export interface Limit {
  what: 'capacity' | 'borrower' | 'group' | 'lender' | 'country' | 'sector';
  usedMinor: bigint;
  mostMinor: bigint;
}

/** Capacity and limits as they stand, with this loan; for those who follow the fund, nothing for others. */
export async function limitsOf(trx: Reads<'guarantees'>, id: GuaranteeId, homeMinor: bigint): Promise<Limit[]> {
  const { rows } = await sql<Limit>`
    select what, used_minor as "usedMinor", most_minor as "mostMinor" from guarantees.limits(${id}, ${homeMinor})`.execute(trx);
  return rows;
}

/** What a fund stands for in a window, in minor units of its currency. */
export interface Standing {
  capitalMinor: bigint;
  outstandingMinor: bigint;
  reservedMinor: bigint;
  cashMinor: bigint;
  highestMinor: bigint;
}

/** Capital, guarantees outstanding and reserved, cash, and the most that may be guaranteed; of published windows for everybody. */
export async function standingOf(trx: Reads<'guarantees'>, windowId: WindowId): Promise<Standing | null> {
  const { rows } = await sql<Standing>`
    select capital_minor as "capitalMinor", outstanding_minor as "outstandingMinor", reserved_minor as "reservedMinor",
           cash_minor as "cashMinor", highest_minor as "highestMinor"
      from guarantees.standing_for(${windowId})`.execute(trx);
  return rows[0] ?? null;
}
