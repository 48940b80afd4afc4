import type { Context } from '#kernel/http';
import { countsIn, findAnalysis, findVersion, publishedCounts, quarterText, type CountsBlock } from '#modules/analyses';
import type { PlanLink } from '../plan-content.ts';

/** How a link names own counts: the version of a published analysis and the block in it, as the rest of an address. Both never change. */
const COUNTS = /^([a-z0-9-]{1,120})\/versions\/([0-9]{1,6})#block-([0-9a-f-]{36})$/;

/** What is counted, where and when, with the sum where it may be shown. */
function countsText({ t, format }: Context, block: CountsBlock): string {
  const what = `${block.name}: ${block.areaLabel}, ${quarterText(format, block)}`;
  return block.adds && block.total !== null ? t('plans.link.counts-total', { what, total: block.total }) : what;
}

/** Names of own counts to which a plan points; what is not there is left out. */
export async function countsNames(ctx: Context, refs: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const ref of refs) {
    const [, code = '', number = '', blockId] = COUNTS.exec(ref) ?? [];
    const analysis = code ? await findAnalysis(ctx.trx, code) : null;
    const version = analysis && (await findVersion(ctx.trx, analysis.id, Number(number)));
    const block = version && countsIn(version.content).find(({ id }) => id === blockId);
    if (block) names.set(ref, countsText(ctx, block));
  }
  return names;
}

/** Own counts to choose from: those of published analyses, and those to which the link points already. */
export async function countsChoices(ctx: Context, item: PlanLink | null): Promise<{ value: string; label: string }[]> {
  const found = (await publishedCounts(ctx.trx)).map(({ code, number, title, block }) => ({
    value: `${code}/versions/${number}#block-${block.id}`,
    label: `${countsText(ctx, block)} (${title})`,
  }));
  const kept = item?.kind === 'counts' && item.ref && !found.some(({ value }) => value === item.ref) ? item.ref : null;
  return kept ? [{ value: kept, label: (await countsNames(ctx, [kept])).get(kept) ?? kept }, ...found] : found;
}
