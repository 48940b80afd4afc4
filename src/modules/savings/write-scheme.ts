import { isForbidden, newId, onConstraint, type Writes } from '#kernel/db';
import type { OrganisationId } from '#modules/directory';
import { ownScheme } from './read-schemes.ts';
import { refuse } from './refusals.ts';
import { checkScheme, type Scheme, type SchemeId, type SchemeText } from './scheme.ts';

type Trx = Writes<'savings'>;

function columnsOf(text: SchemeText) {
  return {
    name: JSON.stringify(text.name),
    about: JSON.stringify(text.about),
    eligible: JSON.stringify(text.eligible),
    purposes: [...text.purposes],
    saving_currency: text.savingCurrency,
    home_currency: text.homeCurrency,
    draw_month_minor: text.drawMonthMinor,
    draw_percent: text.drawPercent,
    draw_wait_days: text.drawWaitDays,
    credit_months: text.creditMonths,
    credit_saved_minor: text.creditSavedMinor,
    credit_multiple: text.creditMultiple,
    credit_most_minor: text.creditMostMinor,
    pledge_percent: text.pledgePercent,
    product_id: text.productId,
  };
}

const onProduct = onConstraint({ schemes_product: () => refuse('no-such-product', { field: 'product' }) });

/** Writes a scheme as a draft; `assumption` where its figures are made up for a demonstration. Refusals: those of {@link checkScheme}, `no-such-keeper`, `no-such-product`. */
export async function createScheme(
  trx: Trx,
  accountId: string,
  organisationId: OrganisationId,
  text: SchemeText,
  assumption = false,
): Promise<SchemeId> {
  checkScheme(text);
  return await add(trx, { organisation_id: organisationId, created_by: accountId, assumption, ...columnsOf(text) });
}

/** A draft with what a version says, to take its place, with the objectives that it serves. Refusals: `not-found`. */
export async function nextScheme(trx: Trx, accountId: string, id: SchemeId): Promise<SchemeId> {
  const before = await ownScheme(trx, id);
  const next = await add(trx, {
    organisation_id: before.organisationId,
    created_by: accountId,
    replaces_id: before.id,
    version: before.version + 1,
    assumption: before.assumption,
    ...columnsOf(before),
  });
  const aims = await trx.selectFrom('savings.aims').select(['plan_id', 'part_id']).where('scheme_id', '=', id).execute();
  if (aims.length > 0)
    await trx
      .insertInto('savings.aims')
      .values(aims.map((aim) => ({ ...aim, scheme_id: next })))
      .execute();
  return next;
}

type Added = ReturnType<typeof columnsOf> & {
  organisation_id: OrganisationId;
  created_by: string;
  replaces_id?: SchemeId;
  version?: number;
  assumption?: boolean;
};

async function add(trx: Trx, columns: Added): Promise<SchemeId> {
  const id = newId<'savings.schemes'>();
  await trx
    .insertInto('savings.schemes')
    .values({ id, ...columns })
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('no-such-keeper', { field: 'keeper' });
      return onProduct(error);
    });
  return id;
}

/** Changes a draft. Refusals: `not-found`, `scheme-published`, `no-such-product`, those of {@link checkScheme}. */
export async function changeScheme(trx: Trx, id: SchemeId, text: SchemeText): Promise<void> {
  const before = await ownScheme(trx, id);
  if (before.state !== 'draft') throw refuse('scheme-published');
  checkScheme(text);
  await settle(trx, before, columnsOf(text));
}

/** Shows a draft to everybody; the version that it takes the place of is withdrawn. Refusals: `not-found`, `scheme-published`. */
export async function publishScheme(trx: Trx, id: SchemeId, now: Date): Promise<void> {
  const before = await ownScheme(trx, id);
  if (before.state !== 'draft') throw refuse('scheme-published');
  await settle(trx, before, { state: 'published', published_at: now });
  if (before.replacesId === null) return;
  const replaced = await ownScheme(trx, before.replacesId);
  if (replaced.state === 'published') await settle(trx, replaced, { state: 'withdrawn', withdrawn_at: now });
}

/** Takes a published version out of the list; whoever saves by it goes on. Refusals: `not-found`, `scheme-not-published`. */
export async function withdrawScheme(trx: Trx, id: SchemeId, now: Date): Promise<void> {
  const before = await ownScheme(trx, id);
  if (before.state !== 'published') throw refuse('scheme-not-published');
  await settle(trx, before, { state: 'withdrawn', withdrawn_at: now });
}

type Change = Partial<ReturnType<typeof columnsOf>> & { state?: Scheme['state']; published_at?: Date; withdrawn_at?: Date };

async function settle(trx: Trx, { id, state }: Scheme, change: Change): Promise<void> {
  const changed = await trx
    .updateTable('savings.schemes')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
    .catch(onProduct);
  if (changed.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
}
