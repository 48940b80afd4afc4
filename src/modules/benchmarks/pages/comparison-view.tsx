import type { ComponentChildren } from 'preact';
import { BarChart, DescriptionList, Inset, parseSort, Link, Section, Source, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Freshness } from '#modules/analyses';
import { Figure, FlagKey, isolated, publishedText } from '#modules/observatory/pages';
import { cellOf, peersByName, rowOf, yearsOf, type Cell, type Content, type ListName, type Measure, type Peer } from '../content.ts';

interface DocumentProps {
  ctx: Context;
  content: Content;
  /** Language in which it is written. */
  lang: string;
  freshness: ReadonlyMap<string, Freshness>;
  /** What stands below each item, where somebody writes. */
  below?: (list: ListName, item: Peer | Measure) => ComponentChildren;
  /** What stands at the end of each list. */
  end?: (list: ListName) => ComponentChildren;
}

/** The question, the places with the reason for each, all figures in one table, and each measure with what it means. */
export function ComparisonDocument(props: DocumentProps) {
  const { ctx, content, lang, below, end } = props;
  const { t } = ctx;
  const { question, reason, measures } = content;
  const peers = peersByName(content, lang);
  return (
    <>
      <Section title={t('benchmarks.field.question')} id="question">
        {question ? <Paragraphs words={question} lang={lang} /> : <p class="hint">{t('benchmarks.empty')}</p>}
      </Section>
      <Section title={t('benchmarks.peers')} id="peers">
        {reason ? <Paragraphs words={reason} lang={lang} /> : <p class="hint">{t('benchmarks.empty')}</p>}
        {peers.map((peer) => (
          <div key={peer.id} id={`item-${peer.id}`}>
            <h3 lang={lang} dir="auto">
              {peer.name}
            </h3>
            <Paragraphs words={peer.why} lang={lang} />
            {below?.('peers', peer)}
          </div>
        ))}
        {end?.('peers')}
      </Section>
      {measures.length > 0 && peers.length > 0 && <Together {...props} peers={peers} />}
      <Section title={t('benchmarks.measures')} id="measures">
        {measures.length === 0 && <p class="hint">{t('benchmarks.empty')}</p>}
        {measures.map((measure) => (
          <div key={measure.id} id={`item-${measure.id}`}>
            <MeasureView {...props} measure={measure} peers={peers} />
            {below?.('measures', measure)}
          </div>
        ))}
        {end?.('measures')}
      </Section>
    </>
  );
}

/** What somebody typed: an empty line parts paragraphs. */
export function Paragraphs({ words, lang }: { words: string; lang: string }) {
  return (
    <>
      {words.split(/\n{2,}/).map((paragraph, at) => (
        <p key={at} lang={lang} dir="auto">
          {paragraph}
        </p>
      ))}
    </>
  );
}

/** Places down, measures across. By name; a reader may sort by a measure, and missing figures come last whichever way. */
function Together({ ctx, content, lang, peers }: DocumentProps & { peers: readonly Peer[] }) {
  const { t } = ctx;
  const sort = parseSort(ctx.query.get('sort') ?? '');
  const by = content.measures.find(({ id }) => id === sort?.key);
  const numberOf = (peer: Peer) => {
    const value = by && rowOf(cellOf(by, peer.id))?.value;
    return value === null || value === undefined ? null : Number(value); // for the order only
  };
  const rows = peers.toSorted((one, other) => {
    const [first, second] = [numberOf(one), numberOf(other)];
    if (first === null || second === null) return (first === null ? 1 : 0) - (second === null ? 1 : 0);
    return sort?.direction === 'desc' ? second - first : first - second;
  });
  const all = [...new Set(content.measures.flatMap(yearsOf))].toSorted();
  return (
    <Section title={t('benchmarks.together')} id="together">
      <p>{t('benchmarks.no-ranking')}</p>
      {new Set(content.measures.map(({ unit }) => unit)).size > 1 && <p>{t('benchmarks.units-differ')}</p>}
      {all.length > 1 && <Inset>{t('benchmarks.years-differ-all', { years: ctx.format.list(all) })}</Inset>}
      <Table<Peer>
        caption={t('benchmarks.together-caption', { places: peers.length, measures: content.measures.length })}
        narrow="scroll"
        rows={by ? rows : peers}
        rowKey={({ id }) => id}
        columns={[
          { key: 'place', header: t('benchmarks.column.place'), cell: ({ name }) => <bdi lang={lang}>{name}</bdi> },
          ...content.measures.map((measure) => ({
            key: measure.id,
            header: `${measure.name} (${measure.unit})`,
            numeric: true,
            sort: true,
            cell: (peer: Peer) => <CellFigure ctx={ctx} cell={cellOf(measure, peer.id)} withYear />,
          })),
        ]}
      />
    </Section>
  );
}

/** A figure as published; a missing one in words with the reason, never as zero. */
function CellFigure({ ctx, cell, withYear }: { ctx: Context; cell: Cell; withYear?: boolean }) {
  const row = rowOf(cell);
  if (!row) return <span class="hint">{ctx.t(`benchmarks.missing.${cell.missing ?? 'not-taken'}`)}</span>;
  return (
    <>
      <Figure ctx={ctx} value={row.value} flags={row.flags} />
      {withYear && (
        <>
          {' '}
          <small>
            <bdi>{row.period}</bdi>
          </small>
        </>
      )}
    </>
  );
}

function MeasureView({ ctx, lang, freshness, measure, peers }: DocumentProps & { measure: Measure; peers: readonly Peer[] }) {
  const { t } = ctx;
  const cells = peers.map((peer) => ({ peer, cell: cellOf(measure, peer.id) }));
  const values = cells.map(({ cell }) => rowOf(cell)?.value ?? null);
  const years = yearsOf(measure);
  const [figures] = cells.flatMap(({ cell }) => cell.figures ?? []);
  const newer = cells.flatMap(({ peer, cell }) => (cell.figures && freshness.get(cell.figures.id)?.state !== 'newest' ? peer.name : []));
  const own = (words: string) => (
    <bdi lang={measure.language} dir="auto">
      {words}
    </bdi>
  );
  return (
    <>
      <h3 lang={measure.language} dir="auto">
        {measure.name}
      </h3>
      <DescriptionList
        label={measure.name}
        facts={[
          { key: 'definition', label: t('benchmarks.column.definition'), value: own(measure.definition) },
          { key: 'unit', label: t('benchmarks.column.unit'), value: own(measure.unit) },
          ...(measure.denominator ? [{ key: 'share', label: t('benchmarks.measure.share-of'), value: own(measure.denominator) }] : []),
          { key: 'caveat', label: t('benchmarks.column.caveat'), value: <Paragraphs words={measure.caveat} lang={lang} /> },
        ]}
      />
      {years.length > 1 && <Inset>{t('benchmarks.years-differ', { years: ctx.format.list(years) })}</Inset>}
      {values.every((value) => value === null || !value.startsWith('-')) && (
        <BarChart
          title={`${isolated(measure.name)} (${isolated(measure.unit)})`}
          description={t('benchmarks.chart')}
          labelHeader={t('benchmarks.column.place')}
          series={[measure.name]}
          rows={cells.map(({ peer }, at) => ({
            key: peer.id,
            label: <bdi lang={lang}>{peer.name}</bdi>,
            values: [values[at] == null ? undefined : Number(values[at])], // for the picture only
          }))}
          missing={t('observatory.missing')}
        />
      )}
      <Table<(typeof cells)[number]>
        caption={t('benchmarks.measure.table', { name: isolated(measure.name) })}
        rows={cells}
        rowKey={({ peer }) => peer.id}
        columns={[
          { key: 'place', header: t('benchmarks.column.place'), cell: ({ peer }) => <bdi lang={lang}>{peer.name}</bdi> },
          { key: 'figure', header: t('benchmarks.column.figure'), numeric: true, cell: ({ cell }) => <CellFigure ctx={ctx} cell={cell} /> },
          { key: 'year', header: t('benchmarks.column.year'), cell: ({ cell }) => rowOf(cell)?.period ?? '–' },
          {
            key: 'code',
            header: t('benchmarks.column.code'),
            cell: ({ peer, cell }) => (
              <bdi>{cell.figures ? `${cell.figures.placeLabel} (${cell.figures.placeCode})` : peer.codes.join(' ')}</bdi>
            ),
          },
        ]}
      />
      <FlagKey ctx={ctx} flags={cells.map(({ cell }) => rowOf(cell)?.flags ?? '')} confidentiality={[]} />
      {newer.length > 0 && (
        <Inset>
          <strong>{t('benchmarks.newer', { places: ctx.format.list(newer.map(isolated)) })}</strong>
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
