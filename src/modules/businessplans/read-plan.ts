import type { Reads } from '#kernel/db';
import type { VentureId } from '#modules/ventures';
import { isLineKind, type Figure, type FigureUnit, type Plan, type PlanLine, type SaidBy } from './plan.ts';

/** The plan of a venture, or null where there is none or it is not open to the actor. */
export async function readPlan(trx: Reads<'businessplans'>, ventureId: VentureId): Promise<Plan | null> {
  const row = await trx.selectFrom('businessplans.plans').selectAll().where('venture_id', '=', ventureId).executeTakeFirst();
  if (!row) return null;
  const answers = await trx.selectFrom('businessplans.answers').select(['question', 'text']).where('plan_id', '=', row.id).execute();
  return {
    id: row.id,
    ventureId,
    officeId: row.office_id,
    currency: row.currency,
    otherCurrency: row.other_currency,
    rate: row.rate,
    rateOn: row.rate_on,
    rateSource: row.rate_source,
    startsIn: row.starts_in,
    opensAfterMonths: row.opens_after_months,
    answers: Object.fromEntries(answers.map(({ question, text }) => [question, text])),
    lines: await readLines(trx, row.id),
  };
}

async function readLines(trx: Reads<'businessplans'>, planId: Plan['id']): Promise<PlanLine[]> {
  const lines = await trx
    .selectFrom('businessplans.lines')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const figures = await trx
    .selectFrom('businessplans.figures')
    .select(['line_id', 'name', 'value', 'currency', 'unit', 'source', 'said_by'])
    .where('line_id', 'in', trx.selectFrom('businessplans.lines').select('id').where('plan_id', '=', planId))
    .execute();
  const byLine = Map.groupBy(figures, ({ line_id }) => line_id);
  return lines.flatMap((line) =>
    isLineKind(line.kind)
      ? [
          {
            id: line.id,
            kind: line.kind,
            label: line.label,
            unit: line.unit,
            choice: line.choice,
            note: line.note,
            dueOn: line.due_on,
            season: line.season,
            figures: Object.fromEntries((byLine.get(line.id) ?? []).map((row) => [row.name, toFigure(row)])),
          },
        ]
      : [],
  );
}

function toFigure(row: { value: bigint; currency: string | null; unit: string; source: string; said_by: string }): Figure {
  // Check constraints hold both lists.
  return { value: row.value, currency: row.currency, unit: row.unit as FigureUnit, source: row.source, saidBy: row.said_by as SaidBy };
}
