import type { Reads } from '#kernel/db';
import { organisationNames } from '#modules/directory';
import type { Admission, FundId, GuaranteeFund, Version, Window, WindowId } from './fund.ts';

const MOST = 200;

function funds(trx: Reads<'guarantees'>) {
  return trx
    .selectFrom('guarantees.funds')
    .select(['id', 'code', 'name', 'about', 'language', 'area', 'manager', 'email', 'currency', 'demonstration']);
}

/** Funds that the actor reads: public ones, own ones, those of their lender; all of them for administrators and auditors. */
export async function listFunds(trx: Reads<'guarantees'>): Promise<GuaranteeFund[]> {
  return await funds(trx).orderBy('name').limit(MOST).execute();
}

/** Ids of the funds that everybody reads. */
export async function publicFundIds(trx: Reads<'guarantees'>): Promise<Set<FundId>> {
  const rows = await trx
    .selectFrom('guarantees.windows as w')
    .innerJoin('guarantees.versions as v', 'v.window_id', 'w.id')
    .select('w.fund_id as id')
    .where('v.state', '=', 'published')
    .distinct()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** A fund that the actor reads, by its id; null otherwise. */
export async function getFund(trx: Reads<'guarantees'>, id: FundId): Promise<GuaranteeFund | null> {
  return (await funds(trx).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** A fund that the actor reads, by its short name; null otherwise. */
export async function findFund(trx: Reads<'guarantees'>, code: string): Promise<GuaranteeFund | null> {
  return (await funds(trx).where('code', '=', code).executeTakeFirst()) ?? null;
}

/** Names of funds in which roles are held. */
export async function fundNames(trx: Reads<'guarantees'>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('guarantees.funds')
    .select(['id', 'name'])
    .where('id', 'in', ids as FundId[]) // ids of scopes of other kinds find nothing
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The windows of a fund that the actor reads. */
export async function listWindows(trx: Reads<'guarantees'>, fundId: FundId): Promise<Window[]> {
  return await trx
    .selectFrom('guarantees.windows')
    .select(['id', 'fund_id as fundId', 'name'])
    .where('fund_id', '=', fundId)
    .orderBy('created_at')
    .limit(MOST)
    .execute();
}

/** A window that the actor reads; null otherwise. */
export async function getWindow(trx: Reads<'guarantees'>, id: WindowId): Promise<Window | null> {
  return (
    (await trx.selectFrom('guarantees.windows').select(['id', 'fund_id as fundId', 'name']).where('id', '=', id).executeTakeFirst()) ?? null
  );
}

/** Versions of windows that the actor reads, the newest first, a draft before all. */
export async function listVersions(trx: Reads<'guarantees'>, windowIds: readonly WindowId[]): Promise<Version[]> {
  if (windowIds.length === 0) return [];
  const rows = await trx
    .selectFrom('guarantees.versions')
    .select([
      'id',
      'window_id as windowId',
      'state',
      'number',
      'revision',
      'basis',
      'currency',
      'coverage_percent as coveragePercent',
      'sharing',
      'leverage',
      'longest_months as longestMonths',
      'borrower_cap_minor as borrowerCapMinor',
      'group_cap_minor as groupCapMinor',
      'lender_cap_percent as lenderCapPercent',
      'country_cap_percent as countryCapPercent',
      'sector_cap_percent as sectorCapPercent',
      'up_front_percent as upFrontPercent',
      'yearly_percent as yearlyPercent',
      'fee_base as feeBase',
      'day_count as dayCount',
      'waiting_days as waitingDays',
      'first_share_percent as firstSharePercent',
      'legal_steps as legalSteps',
      'conditions',
      'counter_guarantors as counterGuarantors',
      'valid_from as validFrom',
      'valid_until as validUntil',
      'published_at as publishedAt',
    ])
    .where('window_id', 'in', [...windowIds])
    .orderBy('number', (order) => order.desc().nullsFirst())
    .$narrowType<Pick<Version, 'state' | 'sharing' | 'feeBase' | 'dayCount' | 'conditions' | 'counterGuarantors'>>() // checks close the lists
    .execute();
  return rows.map((row) => ({
    ...row,
    coveragePercent: short(row.coveragePercent),
    leverage: short(row.leverage),
    lenderCapPercent: short(row.lenderCapPercent),
    countryCapPercent: short(row.countryCapPercent),
    sectorCapPercent: short(row.sectorCapPercent),
    upFrontPercent: short(row.upFrontPercent),
    yearlyPercent: short(row.yearlyPercent),
    firstSharePercent: short(row.firstSharePercent),
  }));
}

/** A numeric column without noughts that say nothing: `12.5000` is `12.5`. */
const short = (decimal: string): string => decimal.replace(/\.?0+$/, (end) => (decimal.includes('.') ? '' : end));

/** Lenders under windows that the actor reads, with their names. */
export async function listAdmissions(
  trx: Reads<'guarantees' | 'directory'>,
  windowIds: readonly WindowId[],
  lang: string,
): Promise<Admission[]> {
  if (windowIds.length === 0) return [];
  const rows = await trx
    .selectFrom('guarantees.admissions as a')
    .innerJoin('guarantees.lenders as l', 'l.id', 'a.lender_id')
    .select([
      'a.id',
      'a.fund_id as fundId',
      'a.window_id as windowId',
      'a.lender_id as lenderId',
      'l.organisation_id as organisationId',
      'l.name',
      'a.agreed_on as agreedOn',
      'a.until_on as untilOn',
    ])
    .where('a.window_id', 'in', [...windowIds])
    .orderBy('a.agreed_on')
    .execute();
  const names = await organisationNames(
    trx,
    rows.flatMap(({ organisationId }) => organisationId ?? []),
    lang,
  );
  return rows.map((row) => ({ ...row, name: row.name ?? names.get(row.organisationId ?? '') ?? '–' }));
}
