import { isForbidden, newId, type Writes } from '#kernel/db';
import type { OrganisationId } from '#modules/directory';
import { checkProduct, type Product, type ProductId, type ProductText } from './product.ts';
import { ownProduct } from './read-products.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'loans'>;

function columnsOf(text: ProductText) {
  return {
    name: JSON.stringify(text.name),
    about: JSON.stringify(text.about),
    eligible: JSON.stringify(text.eligible),
    currency: text.currency,
    least_minor: text.leastMinor,
    most_minor: text.mostMinor,
    least_instalments: text.leastInstalments,
    most_instalments: text.mostInstalments,
    frequency: text.frequency,
    way: text.way,
    annual_rate: text.annualRate,
    markup_percent: text.markupPercent,
    fee_percent: text.feePercent,
    grace: text.grace,
    allocation_order: text.allocationOrder,
    valid_from: text.validFrom,
    valid_until: text.validUntil,
  };
}

/** Writes a product of a lender as a draft; `assumption` where its figures are made up for a demonstration. Refusals: those of {@link checkProduct}, `no-such-lender`. */
export async function createProduct(
  trx: Trx,
  accountId: string,
  organisationId: OrganisationId,
  text: ProductText,
  assumption = false,
): Promise<ProductId> {
  checkProduct(text);
  return await add(trx, { organisation_id: organisationId, created_by: accountId, assumption, ...columnsOf(text) });
}

/** A draft with what a published version says, to take its place. Refusals: `not-found`. */
export async function nextVersion(trx: Trx, accountId: string, id: ProductId): Promise<ProductId> {
  const before = await ownProduct(trx, id);
  return await add(trx, {
    organisation_id: before.organisationId,
    created_by: accountId,
    replaces_id: before.id,
    version: before.version + 1,
    assumption: before.assumption,
    ...columnsOf(before),
  });
}

type Added = ReturnType<typeof columnsOf> & {
  organisation_id: OrganisationId;
  created_by: string;
  replaces_id?: ProductId;
  version?: number;
  assumption?: boolean;
};

async function add(trx: Trx, columns: Added): Promise<ProductId> {
  const id = newId<'loans.products'>();
  await trx
    .insertInto('loans.products')
    .values({ id, ...columns })
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('no-such-lender', { field: 'lender' });
      throw error;
    });
  return id;
}

/** Changes a draft. Refusals: `not-found`, `product-published`, those of {@link checkProduct}. */
export async function changeProduct(trx: Trx, id: ProductId, text: ProductText): Promise<void> {
  const before = await ownProduct(trx, id);
  if (before.state !== 'draft') throw refuse('product-published');
  checkProduct(text);
  await settle(trx, before, columnsOf(text));
}

/** Shows a draft to everybody; the version that it takes the place of is withdrawn. Refusals: `not-found`, `product-published`. */
export async function publishProduct(trx: Trx, id: ProductId, now: Date): Promise<void> {
  const before = await ownProduct(trx, id);
  if (before.state !== 'draft') throw refuse('product-published');
  await settle(trx, before, { state: 'published', published_at: now });
  if (before.replacesId === null) return;
  const replaced = await ownProduct(trx, before.replacesId);
  if (replaced.state === 'published') await settle(trx, replaced, { state: 'withdrawn', withdrawn_at: now });
}

/** Takes a published version out of the list; applications for it go on. Refusals: `not-found`, `product-not-published`. */
export async function withdrawProduct(trx: Trx, id: ProductId, now: Date): Promise<void> {
  const before = await ownProduct(trx, id);
  if (before.state !== 'published') throw refuse('product-not-published');
  await settle(trx, before, { state: 'withdrawn', withdrawn_at: now });
}

type Change = Partial<ReturnType<typeof columnsOf>> & { state?: Product['state']; published_at?: Date; withdrawn_at?: Date };

async function settle(trx: Trx, { id, state }: Product, change: Change): Promise<void> {
  const changed = await trx.updateTable('loans.products').set(change).where('id', '=', id).where('state', '=', state).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
}
