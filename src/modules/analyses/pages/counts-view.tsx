import { Inset, Link, Source, Table } from '#kernel/html';
import { holds, type Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import type { FrozenQuarter } from '#modules/counts';
import { THRESHOLD } from '#modules/observatory';
import { isolated } from '#modules/observatory/pages';
import type { CountsBlock } from '../content.ts';
import { quarterText } from '../quarter-text.ts';

/** Own counts as they were frozen, in one split: what is withheld is withheld here too. */
export function CountsView({ ctx, block, newest }: { ctx: Context; block: CountsBlock; newest: FrozenQuarter | null }) {
  const { t, format } = ctx;
  const cell = (count: number | null) =>
    count === null ? <abbr title={t('analyses.counts.withheld')}>×</abbr> : <bdi>{format.number(count)}</bdi>;
  type Row = CountsBlock['rows'][number];
  const quarter = quarterText(ctx.format, block);
  return (
    <>
      <Table<Row>
        caption={`${isolated(block.name)}: ${isolated(block.areaLabel)}, ${isolated(quarter)}`}
        narrow="scroll"
        rows={block.rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'label',
            header: isolated(block.splitLabel),
            cell: ({ label }) => <bdi lang={block.language}>{label}</bdi>,
          },
          ...block.columns.map(({ key, label }, at) => ({
            key: `c-${key}`,
            header: isolated(label),
            numeric: true,
            cell: ({ cells }: Row) => cell(cells[at] ?? null),
          })),
          ...(block.adds
            ? [{ key: 'total', header: t('analyses.counts.total'), numeric: true, cell: ({ total }: Row) => cell(total) }]
            : []),
        ]}
        foot={[
          t(block.split === 'track' ? 'analyses.counts.everybody' : 'analyses.counts.total'),
          ...block.columnTotals.map(cell),
          ...(block.adds ? [cell(block.total)] : []),
        ]}
        empty={<p>{t('analyses.counts.nothing')}</p>}
      />
      <p class="hint" lang={block.language} dir="auto">
        {block.definition}
      </p>
      <p class="hint">{t('analyses.counts.withheld-note', { threshold: THRESHOLD })}</p>
      {newest && newest.key > block.quarter && (
        <Inset>
          <p>
            <strong>{t('analyses.counts.newer', { quarter: quarterText(format, newest) })}</strong>
          </p>
        </Inset>
      )}
      <Source name={t('analyses.counts.source')} date={format.date(toLocal(block.frozenAt, ctx.timeZone).day)} />
      {holds(ctx, 'planner', 'administrator', 'auditor', 'data-protection-officer') && (
        <p>
          <Link href={`/counts?${new URLSearchParams({ area: block.area, quarter: block.quarter }).toString()}#${block.figure}`}>
            {t('analyses.counts.all')} <span class="visually-hidden">{`${block.name}, ${block.areaLabel}`}</span>
          </Link>
        </p>
      )}
    </>
  );
}
