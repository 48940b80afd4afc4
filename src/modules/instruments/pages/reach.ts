import { accountNames } from '#kernel/identity';
import { refuseHttp, type Context, type Gate, everyone, signedIn } from '#kernel/http';
import type { Content } from '../content.ts';
import { getVersion } from '../read-instruments.ts';
import { evidenceOf, getSheet, readFilled, standingIn, type Standing } from '../read-sheets.ts';
import { getRound, type Round } from '../rounds.ts';
import type { Evidence, Filled, Sheet, SheetId } from '../sheet.ts';

/** The two ways to a sheet: members of a body sign in, an invited person comes with a link. */
export interface Way {
  readonly base: '/surveys' | '/surveys/answer';
  readonly who: Gate;
}
export const ways: readonly Way[] = [
  { base: '/surveys', who: signedIn },
  { base: '/surveys/answer', who: everyone },
];

export interface Opened {
  sheet: Sheet;
  round: Round;
  content: Content;
  filled: Filled;
  evidence: Evidence[];
  standing: Standing;
}

/** A sheet that the actor fills in, with everything in it; anybody else's is not there. */
export async function openSheet(ctx: Context, id: SheetId): Promise<Opened> {
  const sheet = await getSheet(ctx.trx, id);
  const standing = sheet && (await standingIn(ctx.trx, id));
  if (!sheet || !standing?.fills) throw refuseHttp('not-found');
  return { ...(await readAll(ctx, sheet)), standing };
}

/** What stands in a sheet as far as the actor may read it. */
export async function readAll(ctx: Context, sheet: Sheet): Promise<Omit<Opened, 'standing'>> {
  const round = await getRound(ctx.trx, sheet.roundId);
  const version = await getVersion(ctx.trx, sheet.versionId);
  if (!round || !version) throw refuseHttp('not-found');
  return {
    sheet,
    round,
    content: version.content,
    filled: await readFilled(ctx.trx, sheet.id),
    evidence: await evidenceOf(ctx.trx, sheet.id),
  };
}

/** Names of those who changed the answers of a sheet. */
export async function namesIn(ctx: Context, { entries }: Filled): Promise<ReadonlyMap<string, string>> {
  return await accountNames(
    ctx.trx,
    [...entries.values()].flatMap(({ changedBy }) => changedBy ?? []),
  );
}

/** An address of a sheet's pages; it keeps the secret of the link. */
export function hrefOf(ctx: Context, { base }: Way, id: SheetId, rest = ''): string {
  const token = base === '/surveys/answer' ? ctx.query.get('token') : null;
  return `${base}/${id}${rest}${token ? `?token=${encodeURIComponent(token)}` : ''}`;
}
