import type { Reads } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import { findPlaceByCode, type Place } from '#modules/places';
import type { Practice, PracticeId } from './practice.ts';
import { contentSchema, type Content } from './sheet-content.ts';

/** A published sheet: what it said, who wrote it, when and why. */
export interface Version {
  number: number;
  content: Content;
  /** Office that wrote it; null for the network and for an import. */
  officeId: OfficeId | null;
  /** Null where an import wrote it. */
  reason: string | null;
  authors: string[];
  publishedBy: string | null;
  publishedAt: Date;
}

function versions(trx: Reads<'practices'>, practiceId: PracticeId) {
  return trx
    .selectFrom('practices.versions')
    .select(['number', 'content', 'office_id as officeId', 'reason', 'authors'])
    .select(['published_by as publishedBy', 'published_at as publishedAt'])
    .where('practice_id', '=', practiceId);
}

/** Versions of a practice, the newest first; none where only an import has written it. */
export async function versionsOf(trx: Reads<'practices'>, practiceId: PracticeId): Promise<Version[]> {
  const rows = await versions(trx, practiceId).orderBy('number', 'desc').limit(500).execute();
  return rows.map((row) => ({ ...row, content: contentSchema.parse(row.content) }));
}

/** One version of a practice, or null. */
export async function findVersion(trx: Reads<'practices'>, practiceId: PracticeId, number: number): Promise<Version | null> {
  const row = await versions(trx, practiceId).where('number', '=', number).executeTakeFirst();
  return row ? { ...row, content: contentSchema.parse(row.content) } : null;
}

/** What a page shows of a sheet that is not the one in the library: a draft, or an older version. */
export interface SheetOfContent extends Pick<
  Practice,
  'localAuthority' | 'countries' | 'starts' | 'ends' | 'ongoing' | 'website' | 'budget' | 'budgetNote' | 'sheet' | 'features'
> {
  place: Place | null;
  adminLevel: string | null;
}

/** A sheet as pages show it. */
export async function shownOf(trx: Reads<'places'>, content: Content): Promise<SheetOfContent> {
  const { budget, placeCode } = content;
  return {
    ...content,
    localAuthority: content.sheet.localAuthority,
    place: placeCode ? await findPlaceByCode(trx, placeCode) : null,
    budget: budget && { amountMinor: BigInt(budget.minor), currency: budget.currency },
  };
}
