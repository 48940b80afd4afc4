import { BarChart, DescriptionList, Inset, Link, Table, Tag, type Column } from '#kernel/html';
import type { Context } from '#kernel/http';
import { Figure, isolated } from '#modules/observatory/pages';
import type { Content, Peer } from '../content.ts';
import { shownOf, timesOf, type Measure } from '../measure.ts';
import { answerText, isNumber, measureText } from '../measure-text.ts';
import { Paragraphs } from './paragraphs.tsx';

export interface MeasureProps<M extends Measure = Measure> {
  ctx: Context;
  content: Content;
  /** Language in which the comparison is written. */
  lang: string;
  measure: M;
  peers: readonly Peer[];
}

/** A day in the reader's way of writing; a year or another period as it was written. */
export const timeText = ({ format }: Context, time: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(time) ? format.date(time) : time);

/** A figure as published, taken or declared; a missing one in words with the reason, never as zero. */
export function CellFigure({ ctx, measure, peer, withTime }: { ctx: Context; measure: Measure; peer: Peer; withTime?: boolean }) {
  const shown = shownOf(measure, peer.id);
  if (shown.missing) return <span class="hint">{ctx.t(`benchmarks.missing.${shown.missing}`)}</span>;
  return (
    <>
      {answerText(ctx.t, measure, shown) ?? <Figure ctx={ctx} value={shown.value} flags={shown.flags} />}
      {withTime && shown.period && (
        <>
          {' '}
          <small>
            <bdi>{timeText(ctx, shown.period)}</bdi>
          </small>
        </>
      )}
    </>
  );
}

/** The peer; an office or service leads to its page. */
export function PeerName({ peer, content, lang }: { peer: Peer; content: Content; lang: string }) {
  const name = <bdi lang={lang}>{peer.name}</bdi>;
  if (!peer.subject) return name;
  const { id, code } = peer.subject;
  return <Link href={content.kind === 'offices' ? `/offices/${code}` : `/services/${id}`}>{name}</Link>;
}

/** Name, what it means and what to keep in mind. */
export function MeasureHead({ ctx, content, measure, lang }: Omit<MeasureProps, 'peers'>) {
  const { t } = ctx;
  const text = measureText(t, measure, lang);
  const own = (words: string) => (
    <bdi lang={text.lang ?? undefined} dir="auto">
      {words}
    </bdi>
  );
  const times = timesOf(measure);
  const share = measure.kind === 'indicator' ? measure.denominator : null;
  const taken = measure.kind === 'fact' ? ctx.format.date(measure.takenOn) : null;
  return (
    <>
      <h3 lang={text.lang ?? undefined} dir="auto">
        {text.name}
      </h3>
      {measure.kind === 'declared' && (
        <p>
          <Tag>{t('benchmarks.declared.tag')}</Tag> {t('benchmarks.declared.about')}
        </p>
      )}
      <DescriptionList
        label={text.name}
        facts={[
          { key: 'definition', label: t('benchmarks.column.definition'), value: own(text.definition) },
          { key: 'unit', label: t('benchmarks.column.unit'), value: own(text.unit) },
          ...(text.direction ? [{ key: 'direction', label: t('benchmarks.column.direction'), value: own(text.direction) }] : []),
          ...(share ? [{ key: 'share', label: t('benchmarks.measure.share-of'), value: own(share) }] : []),
          ...(taken ? [{ key: 'taken', label: t('benchmarks.fact.taken'), value: taken }] : []),
          { key: 'caveat', label: t('benchmarks.column.caveat'), value: <Paragraphs words={measure.caveat} lang={lang} /> },
        ]}
      />
      {times.length > 1 && (
        <Inset>
          {t(content.kind === 'places' ? 'benchmarks.years-differ' : 'benchmarks.times-differ', {
            years: ctx.format.list(times.map((time) => timeText(ctx, time))),
          })}
        </Inset>
      )}
    </>
  );
}

/** The figures as a picture where they are numbers, then as a table with more columns. */
export function MeasureFigures({ ctx, content, measure, lang, peers, columns }: MeasureProps & { columns: readonly Column<Peer>[] }) {
  const { t } = ctx;
  const { name, unit } = measureText(t, measure, lang);
  const shown = peers.map((peer) => shownOf(measure, peer.id));
  const numbers = isNumber(measure);
  return (
    <>
      {numbers && shown.every(({ value }) => !value?.startsWith('-')) && (
        <BarChart
          title={`${isolated(name)} (${isolated(unit)})`}
          description={t('benchmarks.chart')}
          labelHeader={t(`benchmarks.column.${content.kind}`)}
          series={[name]}
          rows={peers.map((peer, at) => ({
            key: peer.id,
            label: <bdi lang={lang}>{peer.name}</bdi>,
            values: [shown[at]?.value == null ? undefined : Number(shown[at].value)], // for the picture only
          }))}
          missing={t('observatory.missing')}
        />
      )}
      <Table<Peer>
        caption={t('benchmarks.measure.table', { name: isolated(name) })}
        rows={peers}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'peer',
            header: t(`benchmarks.column.${content.kind}`),
            cell: (peer) => <PeerName peer={peer} content={content} lang={lang} />,
          },
          {
            key: 'figure',
            header: t('benchmarks.column.figure'),
            numeric: numbers,
            cell: (peer) => <CellFigure ctx={ctx} measure={measure} peer={peer} />,
          },
          ...columns,
        ]}
      />
    </>
  );
}
