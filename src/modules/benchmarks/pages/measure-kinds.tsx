import type { ComponentChildren } from 'preact';
import { Inset, Link, Source, type Column } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Freshness } from '#modules/analyses';
import { figureText, FlagKey, isolated, publishedText } from '#modules/observatory/pages';
import type { Peer } from '../content.ts';
import { shownOf, type DeclaredMeasure, type FactMeasure, type IndicatorMeasure } from '../measure.ts';
import { answerText } from '../measure-text.ts';
import { newerOf, type NewerFacts } from '../newer-facts.ts';
import { MeasureFigures, MeasureHead, timeText, type MeasureProps } from './measure-view.tsx';

export interface KindProps extends MeasureProps {
  freshness: ReadonlyMap<string, Freshness>;
  newer: NewerFacts;
  /** What stands beside the figure of a peer, where somebody writes. */
  beside?: (measure: DeclaredMeasure, peer: Peer) => ComponentChildren;
}

/** A measure with its figures, by what it is. */
export function MeasureView(props: KindProps) {
  const { measure } = props;
  switch (measure.kind) {
    case 'indicator':
      return <Indicator {...props} measure={measure} />;
    case 'fact':
      return (
        <>
          <MeasureHead {...props} />
          <MeasureFigures {...props} columns={props.newer.has(measure.id) ? [newerColumn({ ...props, measure })] : []} />
          <p class="hint">{props.ctx.t('benchmarks.fact.source-line', { date: timeText(props.ctx, measure.takenOn) })}</p>
        </>
      );
    case 'declared':
      return (
        <>
          <MeasureHead {...props} />
          <MeasureFigures {...props} columns={declaredColumns({ ...props, measure })} />
        </>
      );
  }
}

/** What the network shows today where that is another figure. */
function newerColumn({ ctx, measure, newer }: KindProps & { measure: FactMeasure }): Column<Peer> {
  const { t } = ctx;
  return {
    key: 'newer',
    header: t('benchmarks.fact.newer'),
    cell: (peer) => newerText(ctx, measure, newer, peer) ?? <span class="hint">{t('benchmarks.fact.none-newer')}</span>,
  };
}

function newerText(ctx: Context, measure: FactMeasure, newer: NewerFacts, { id }: Peer): string | null {
  const { t } = ctx;
  const found = newerOf(newer, measure, id);
  if (!found) return null;
  const { value, missing } = found.cell;
  const date = timeText(ctx, found.day);
  if (value === null) return t('benchmarks.fact.newer-missing', { date, reason: t(`benchmarks.missing.${missing ?? 'not-known'}`) });
  const answer = answerText(t, measure, { value, flags: '', period: null, missing });
  return t('benchmarks.fact.newer-cell', { date, figure: isolated(answer ?? figureText(ctx, value)) });
}

function declaredColumns({ ctx, lang, measure, beside }: KindProps & { measure: DeclaredMeasure }): Column<Peer>[] {
  const { t } = ctx;
  const cellFor = (peer: Peer) => measure.cells.find(({ peerId }) => peerId === peer.id);
  const own = (words: string | undefined) => (
    <bdi lang={lang} dir="auto">
      {words ?? '–'}
    </bdi>
  );
  return [
    { key: 'period', header: t('benchmarks.declared.period'), cell: (peer) => own(cellFor(peer)?.period) },
    {
      key: 'source',
      header: t('benchmarks.column.source'),
      cell: (peer) => {
        const cell = cellFor(peer);
        return cell?.address ? <Link href={cell.address}>{own(cell.source)}</Link> : own(cell?.source);
      },
    },
    {
      key: 'said-by',
      header: t('benchmarks.column.said-by'),
      cell: (peer) => {
        const cell = cellFor(peer);
        return (
          <>
            {own(cell?.saidBy)}
            {cell && (
              <>
                {' '}
                <small>{t('benchmarks.declared.written', { date: timeText(ctx, cell.writtenOn) })}</small>
              </>
            )}
          </>
        );
      },
    },
    ...(beside ? [{ key: 'write', header: t('benchmarks.declared.write'), cell: (peer: Peer) => beside(measure, peer) }] : []),
  ];
}

function Indicator(props: KindProps & { measure: IndicatorMeasure }) {
  const { ctx, measure, peers, freshness } = props;
  const { t } = ctx;
  const cellFor = (peer: Peer) => measure.cells.find(({ peerId }) => peerId === peer.id);
  const [figures] = peers.flatMap((peer) => cellFor(peer)?.figures ?? []);
  const newer = peers.filter((peer) => {
    const taken = cellFor(peer)?.figures;
    return taken && freshness.get(taken.id)?.state !== 'newest';
  });
  return (
    <>
      <MeasureHead {...props} />
      <MeasureFigures
        {...props}
        columns={[
          { key: 'year', header: t('benchmarks.column.year'), cell: (peer) => shownOf(measure, peer.id).period ?? '–' },
          {
            key: 'code',
            header: t('benchmarks.column.code'),
            cell: (peer) => {
              const taken = cellFor(peer)?.figures;
              return <bdi>{taken ? `${taken.placeLabel} (${taken.placeCode})` : peer.codes.join(' ')}</bdi>;
            },
          },
        ]}
      />
      <FlagKey ctx={ctx} flags={peers.map((peer) => shownOf(measure, peer.id).flags)} confidentiality={[]} />
      {newer.length > 0 && (
        <Inset>
          <strong>{t('benchmarks.newer', { places: ctx.format.list(newer.map(({ name }) => isolated(name))) })}</strong>
        </Inset>
      )}
      {figures && (
        <>
          <Source
            name={isolated(`${figures.publisher}, ${figures.dataset}`)}
            date={publishedText(ctx, figures.published)}
            href={`/statistics/${figures.datasetId}`}
          />
          {figures.chosen.length > 0 && (
            <p class="hint">
              <bdi>{figures.chosen.join('; ')}</bdi>
            </p>
          )}
        </>
      )}
      <p>
        <Link href={`/indicators/${measure.indicatorId}`}>
          {t('benchmarks.measure.definition')} <span class="visually-hidden">{measure.name}</span>
        </Link>
      </p>
    </>
  );
}
