import type { Context } from '#kernel/http';
import type { Venture } from '#modules/ventures';
import { keptFields } from '../answers.ts';
import type { OpportunitiesCopy } from '../copy-of-opportunities.ts';
import { factText, fieldName } from './condition-text.ts';

/** What founders told and answered, in words: one record a venture, and one an opportunity. */
export function opportunitiesInWords(
  ctx: Context,
  copy: OpportunitiesCopy,
  ventures: readonly Pick<Venture, 'id' | 'title'>[],
): { title: string; records: [string, string | null][][] } {
  const { t, format } = ctx;
  const titleOf = (id: string) => ventures.find((one) => one.id === id)?.title ?? null;
  const told = copy.answers
    .filter(({ answers }) => Object.keys(answers).length > 0)
    .map(({ ventureId, answers }): [string, string | null][] => [
      [t('opportunities.field.venture'), titleOf(ventureId)],
      ...keptFields.map((field): [string, string | null] => [fieldName(ctx, field), factText(ctx, field, answers)]),
    ]);
  const said = copy.responses.map((one): [string, string | null][] => [
    [t('opportunities.field.title'), one.title],
    [t('opportunities.field.venture'), titleOf(one.ventureId)],
    [t('opportunities.field.response'), one.stance && t(`opportunities.stance.${one.stance}`)],
    [t('opportunities.field.when'), one.stanceAt && format.instant(one.stanceAt, 'short')],
    [t('opportunities.said.planned'), one.plannedAt && format.instant(one.plannedAt, 'short')],
    [t('opportunities.said.told'), one.toldAt && format.instant(one.toldAt, 'short')],
  ]);
  return { title: t('opportunities.panel.title'), records: [...told, ...said] };
}
