import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { translatedSchema, type Translated } from '#kernel/i18n';
import type { Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import type { AllocationOrder } from './allocation.ts';
import type { Frequency, Product, ProductId, ProductState, Way } from './product.ts';
import { refuse } from './refusals.ts';

const MOST_SHOWN = 200;

/** Products that anybody can apply for on a day, newest first. */
export async function openProducts(trx: Reads<'loans'>, today: Day): Promise<Product[]> {
  const rows = await products(trx)
    .where('state', '=', 'published')
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>=', today)]))
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.map(toProduct);
}

/** Every version of the lenders for which the actor lends. */
export async function ownProducts(trx: Reads<'loans'>): Promise<Product[]> {
  const rows = await products(trx)
    .where(sql<boolean>`organisation_id in (select loans.lending())`)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.map(toProduct);
}

/** A product that the actor may see. Refusals: `not-found`. */
export async function getProduct(trx: Reads<'loans'>, id: ProductId): Promise<Product> {
  const row = await products(trx).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return toProduct(row);
}

/** A product for which the actor lends. Refusals: `not-found`. */
export async function ownProduct(trx: Reads<'loans'>, id: ProductId): Promise<Product> {
  const row = await products(trx)
    .where('id', '=', id)
    .where(sql<boolean>`organisation_id in (select loans.lending())`)
    .executeTakeFirst();
  if (!row) throw refuse('not-found');
  return toProduct(row);
}

/** Products by their id, whatever their state. */
export async function productsById(trx: Reads<'loans'>, ids: readonly ProductId[]): Promise<Map<ProductId, Product>> {
  if (ids.length === 0) return new Map();
  const rows = await products(trx)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, toProduct(row)]));
}

function products(trx: Reads<'loans'>) {
  return trx.selectFrom('loans.products').selectAll();
}

const text = (value: unknown): Translated => translatedSchema.parse(value);

function toProduct(row: Awaited<ReturnType<ReturnType<typeof products>['execute']>>[number]): Product {
  return {
    id: row.id,
    organisationId: row.organisation_id as OrganisationId,
    replacesId: row.replaces_id as ProductId | null,
    version: row.version,
    name: text(row.name),
    about: text(row.about),
    eligible: text(row.eligible),
    currency: row.currency,
    leastMinor: BigInt(row.least_minor),
    mostMinor: BigInt(row.most_minor),
    leastInstalments: row.least_instalments,
    mostInstalments: row.most_instalments,
    // The check constraints of the table hold these lists.
    frequency: row.frequency as Frequency,
    way: row.way as Way,
    state: row.state as ProductState,
    annualRate: row.annual_rate,
    markupPercent: row.markup_percent,
    feePercent: row.fee_percent,
    grace: row.grace,
    allocationOrder: row.allocation_order as AllocationOrder,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    assumption: row.assumption,
  };
}
