import { Link, Section, Source, Table, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import { corridorFigures, type CorridorFigure } from '../corridor-figures.ts';
import { Figure, FlagKey, isolated, publishedText } from './figure-text.tsx';

/** What {@link CorridorStatistics} shows: figures between two countries (ISO 3166-1), read once by the page. */
export async function readCorridorStatistics(ctx: Context, origin: string | null, destination: string | null): Promise<CorridorFigure[]> {
  return origin && destination ? await corridorFigures(ctx.trx, origin, destination) : [];
}

/** People and money between the two countries of a corridor, with source and year. Nothing where nothing was imported. */
export function CorridorStatistics({ ctx, figures }: { ctx: Context; figures: readonly CorridorFigure[] }) {
  const { t } = ctx;
  if (figures.length === 0) return null;
  const sources = [...new Map(figures.map((one) => [one.releaseId, one])).values()];
  return (
    <Section title={t('observatory.corridor.title')}>
      <p>{t('observatory.corridor.lead')}</p>
      <Table<CorridorFigure>
        caption={t('observatory.corridor.title')}
        hideCaption
        rows={figures}
        rowKey={(one) => `${one.releaseId} ${one.labels.join(' ')}`}
        columns={[
          {
            key: 'what',
            header: t('observatory.field.dataset'),
            cell: (one) => (
              <>
                <Link href={`/statistics/${one.datasetId}`}>
                  <bdi>{one.title}</bdi>
                </Link>{' '}
                {one.demonstration && <Tag>{t('observatory.demonstration')}</Tag>}
              </>
            ),
          },
          { key: 'series', header: t('observatory.field.series'), cell: ({ labels }) => <bdi>{labels.join('; ')}</bdi> },
          { key: 'period', header: t('observatory.field.period'), cell: ({ period }) => period },
          {
            key: 'figure',
            header: t('observatory.field.figure'),
            numeric: true,
            cell: (one) => (
              <>
                <Figure ctx={ctx} value={one.value} flags={one.flags} /> {one.unit && <bdi>{one.unit}</bdi>}
              </>
            ),
          },
        ]}
      />
      {sources.map((one) => (
        <Source
          key={one.releaseId}
          name={isolated(`${one.publisher}, ${one.title}`)}
          date={publishedText(ctx, one.published)}
          href={`/statistics/${one.datasetId}`}
        />
      ))}
      <FlagKey ctx={ctx} flags={figures.map(({ flags }) => flags)} confidentiality={[]} />
      <p class="hint">{t('observatory.below-country')}</p>
    </Section>
  );
}
