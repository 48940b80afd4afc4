import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { translatedSchema, type Translated } from '#kernel/i18n';
import type { OrganisationId } from '#modules/directory';
import type { ProductId } from '#modules/loans';
import { refuse } from './refusals.ts';
import type { Purpose, Scheme, SchemeId, SchemeState } from './scheme.ts';

const MOST_SHOWN = 200;

/** Schemes that anybody can join, newest first. */
export async function openSchemes(trx: Reads<'savings'>): Promise<Scheme[]> {
  const rows = await schemes(trx)
    .where('state', '=', 'published')
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.map(toScheme);
}

/** Every version of the organisations whose savings the actor keeps. */
export async function ownSchemes(trx: Reads<'savings'>): Promise<Scheme[]> {
  const rows = await schemes(trx)
    .where(sql<boolean>`organisation_id in (select savings.keeping())`)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.map(toScheme);
}

/** A scheme that the actor may see. Refusals: `not-found`. */
export async function getScheme(trx: Reads<'savings'>, id: SchemeId): Promise<Scheme> {
  const row = await schemes(trx).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return toScheme(row);
}

/** A scheme of an organisation whose savings the actor keeps. Refusals: `not-found`. */
export async function ownScheme(trx: Reads<'savings'>, id: SchemeId): Promise<Scheme> {
  const row = await schemes(trx)
    .where('id', '=', id)
    .where(sql<boolean>`organisation_id in (select savings.keeping())`)
    .executeTakeFirst();
  if (!row) throw refuse('not-found');
  return toScheme(row);
}

/** Schemes by their id, whatever their state. */
export async function schemesById(trx: Reads<'savings'>, ids: readonly SchemeId[]): Promise<Map<SchemeId, Scheme>> {
  if (ids.length === 0) return new Map();
  const rows = await schemes(trx)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, toScheme(row)]));
}

function schemes(trx: Reads<'savings'>) {
  return trx.selectFrom('savings.schemes').selectAll();
}

const text = (value: unknown): Translated => translatedSchema.parse(value);

function toScheme(row: Awaited<ReturnType<ReturnType<typeof schemes>['execute']>>[number]): Scheme {
  return {
    id: row.id,
    organisationId: row.organisation_id as OrganisationId,
    replacesId: row.replaces_id as SchemeId | null,
    version: row.version,
    name: text(row.name),
    about: text(row.about),
    eligible: text(row.eligible),
    // The check constraints of the table hold these lists.
    purposes: row.purposes as Purpose[],
    state: row.state as SchemeState,
    savingCurrency: row.saving_currency,
    homeCurrency: row.home_currency,
    drawMonthMinor: BigInt(row.draw_month_minor),
    drawPercent: row.draw_percent,
    drawWaitDays: row.draw_wait_days,
    creditMonths: row.credit_months,
    creditSavedMinor: BigInt(row.credit_saved_minor),
    creditMultiple: row.credit_multiple,
    creditMostMinor: BigInt(row.credit_most_minor),
    pledgePercent: row.pledge_percent,
    productId: row.product_id as ProductId | null,
    assumption: row.assumption,
  };
}
