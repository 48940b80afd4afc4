import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, newId, type Writes } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import type { Admission, FundId, FundText, GuaranteeFund, LenderId, Version, Window, WindowId } from './fund.ts';
import { refuse } from './refusals.ts';

// uses messages: guarantees.verb.*
// uses messages: guarantees.purpose.*
const purpose = 'guarantees.purpose.keep';

/** Turns what the database refuses into a refusal; whoever may not write learns no more than that nothing is there. */
const refused =
  (byConstraint: Readonly<Record<string, () => Error>> = {}) =>
  (error: unknown): never => {
    if (isForbidden(error)) throw refuse('not-found');
    throw byConstraint[brokenConstraint(error) ?? '']?.() ?? error;
  };

/** Puts a fund on record; administrators do. Refusals: `not-found`, `code-taken`. */
export async function openFund(
  trx: Writes<'guarantees' | 'audit'>,
  by: string,
  fund: FundText & { code: string; currency: Currency; demonstration?: boolean },
): Promise<FundId> {
  const id = newId<'guarantees.funds'>();
  await trx
    .insertInto('guarantees.funds')
    .values({ ...fund, id, created_by: by })
    .execute()
    .catch(refused({ funds_code: () => refuse('code-taken', { field: 'code' }) }));
  await record(trx, { verb: 'guarantees.opened', purpose, scopeId: id, objectKind: 'guarantee-fund', objectId: id });
  return id;
}

/** Changes what a fund says of itself; its manager does. Refusal: `not-found`. */
export async function changeFund(
  trx: Writes<'guarantees' | 'audit'>,
  { id }: Pick<GuaranteeFund, 'id'>,
  { name, about, language, area, manager, email }: FundText,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('guarantees.funds')
    .set({ name, about, language, area, manager, email })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('not-found');
  await record(trx, { verb: 'guarantees.changed', purpose, scopeId: id, objectKind: 'guarantee-fund', objectId: id });
}

/** Begins a window of a fund; its manager does. Refusal: `not-found`. */
export async function beginWindow(trx: Writes<'guarantees' | 'audit'>, by: string, fundId: FundId, name: string): Promise<WindowId> {
  const id = newId<'guarantees.windows'>();
  await trx.insertInto('guarantees.windows').values({ id, fund_id: fundId, name, created_by: by }).execute().catch(refused());
  await record(trx, { verb: 'guarantees.window-begun', purpose, scopeId: fundId, objectKind: 'guarantee-window', objectId: id });
  return id;
}

type Mine = Pick<GuaranteeFund, 'id'>;

/** Ends a lender's agreement on a day. Refusals: `not-found`, `already-ended`, `wrong-order`. */
export async function endAdmission(
  trx: Writes<'guarantees' | 'audit'>,
  { id, fundId, agreedOn, untilOn }: Admission,
  day: Day,
  today: Day,
): Promise<void> {
  if (untilOn !== null && untilOn < today) throw refuse('already-ended');
  if (day < agreedOn) throw refuse('wrong-order', { field: 'untilOn' });
  const { numUpdatedRows } = await trx.updateTable('guarantees.admissions').set({ until_on: day }).where('id', '=', id).executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('not-found');
  await record(trx, { verb: 'guarantees.ended', purpose, scopeId: fundId, objectKind: 'guarantee-admission', objectId: id });
}

/** The lender of a fund that is meant, put on record where it is not yet. Refusals: `no-lender`, `two-lenders`, `not-found`. */
async function lenderOf(
  trx: Writes<'guarantees'>,
  by: string,
  { id: fundId }: Mine,
  { organisationId, name }: { organisationId: OrganisationId | null; name: string | null },
): Promise<LenderId> {
  if (organisationId === null && name === null) throw refuse('no-lender', { field: 'organisation' });
  if (organisationId !== null && name !== null) throw refuse('two-lenders', { field: 'name' });
  const known = await trx
    .selectFrom('guarantees.lenders')
    .select('id')
    .where('fund_id', '=', fundId)
    .where((eb) => (organisationId ? eb('organisation_id', '=', organisationId) : eb('name', '=', name)))
    .executeTakeFirst();
  if (known) return known.id;
  const id = newId<'guarantees.lenders'>();
  await trx
    .insertInto('guarantees.lenders')
    .values({ id, fund_id: fundId, organisation_id: organisationId, name, created_by: by })
    .execute()
    .catch(refused({ lenders_organisation: () => refuse('no-lender', { field: 'organisation' }) }));
  return id;
}

export interface Agreement {
  organisationId: OrganisationId | null;
  /** Of a lender that is not in the directory. */
  name: string | null;
  agreedOn: Day;
  untilOn: Day | null;
}

/**
 * Admits a lender to a window, from a day on. Refusals: `no-lender`, `two-lenders`, `wrong-order`, `admitted-already` where an agreement
 * covers one of these days, `not-found`.
 */
export async function admitLender(
  trx: Writes<'guarantees' | 'audit'>,
  by: string,
  { id: windowId, fundId }: Window,
  agreement: Agreement,
): Promise<void> {
  const { agreedOn, untilOn } = agreement;
  if (untilOn !== null && untilOn < agreedOn) throw refuse('wrong-order', { field: 'untilOn' });
  const lenderId = await lenderOf(trx, by, { id: fundId }, agreement);
  const others = await trx
    .selectFrom('guarantees.admissions')
    .select(['agreed_on as from', 'until_on as until'])
    .where('window_id', '=', windowId)
    .where('lender_id', '=', lenderId)
    .execute();
  if (others.some(({ from, until }) => (until === null || until >= agreedOn) && (untilOn === null || from <= untilOn)))
    throw refuse('admitted-already', { field: 'agreedOn' });
  const id = newId<'guarantees.admissions'>();
  await trx
    .insertInto('guarantees.admissions')
    .values({ id, fund_id: fundId, window_id: windowId, lender_id: lenderId, agreed_on: agreedOn, until_on: untilOn, admitted_by: by })
    .execute()
    .catch(refused({ admissions_once: () => refuse('admitted-already', { field: 'agreedOn' }) }));
  await record(trx, { verb: 'guarantees.admitted', purpose, scopeId: fundId, objectKind: 'guarantee-admission', objectId: id });
}

/** Publishes the draft of a window: from now on everybody reads it and nobody changes it. Refusals: `not-found`, `already-published`. */
export async function publishDraft(
  trx: Writes<'guarantees' | 'audit'>,
  by: string,
  { fundId }: Window,
  { id, revision }: Pick<Version, 'id' | 'revision'>,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('guarantees.versions')
    .set({ state: 'published', changed_by: by })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('already-published');
  await record(trx, { verb: 'guarantees.published', purpose, scopeId: fundId, objectKind: 'guarantee-version', objectId: id });
}
