import type { ComponentChildren } from 'preact';
import { Inset, parseSort, Section, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Freshness } from '#modules/analyses';
import { peersByName, type Content, type ListName, type Peer } from '../content.ts';
import { shownOf, timesOf, type DeclaredMeasure, type Measure } from '../measure.ts';
import { answerText, isNumber, measureText } from '../measure-text.ts';
import type { NewerFacts } from '../newer-facts.ts';
import { MeasureView } from './measure-kinds.tsx';
import { CellFigure, PeerName, timeText } from './measure-view.tsx';
import { Paragraphs } from './paragraphs.tsx';

interface DocumentProps {
  ctx: Context;
  content: Content;
  /** Language in which it is written. */
  lang: string;
  freshness: ReadonlyMap<string, Freshness>;
  /** Facts that the network shows otherwise today. */
  newer: NewerFacts;
  /** What stands below each item, where somebody writes. */
  below?: (list: ListName, item: Peer | Measure) => ComponentChildren;
  /** What stands beside a declared figure, where somebody writes. */
  beside?: (measure: DeclaredMeasure, peer: Peer) => ComponentChildren;
  /** What stands at the end of each list. */
  end?: (list: ListName) => ComponentChildren;
}

/** The question, what is compared with the reason for each, all figures in one table, and each measure with what it means. */
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

/** Peers down, measures across. By name; a reader may sort by a measure, and missing figures come last whichever way. */
function Together({ ctx, content, lang, peers }: DocumentProps & { peers: readonly Peer[] }) {
  const { t } = ctx;
  const { kind, measures } = content;
  const sort = parseSort(ctx.query.get('sort') ?? '');
  const by = measures.find(({ id }) => id === sort?.key);
  const numberOf = (peer: Peer) => {
    const shown = by && shownOf(by, peer.id);
    // For the order only; an answer in words has none.
    return !shown || shown.value === null || answerText(t, by, shown) !== null ? null : Number(shown.value);
  };
  const rows = peers.toSorted((one, other) => {
    const [first, second] = [numberOf(one), numberOf(other)];
    if (first === null || second === null) return (first === null ? 1 : 0) - (second === null ? 1 : 0);
    return sort?.direction === 'desc' ? second - first : first - second;
  });
  const texts = new Map(measures.map((measure) => [measure.id, measureText(t, measure, lang)]));
  const all = [...new Set(measures.flatMap(timesOf))].toSorted();
  const years = ctx.format.list(all.map((time) => timeText(ctx, time)));
  return (
    <Section title={t('benchmarks.together')} id="together">
      <p>{t('benchmarks.no-ranking')}</p>
      {new Set([...texts.values()].map(({ unit }) => unit)).size > 1 && <p>{t('benchmarks.units-differ')}</p>}
      {all.length > 1 && <Inset>{t(kind === 'places' ? 'benchmarks.years-differ-all' : 'benchmarks.times-differ-all', { years })}</Inset>}
      <Table<Peer>
        caption={t(`benchmarks.together-caption.${kind}`, { peers: peers.length, measures: measures.length })}
        narrow="scroll"
        rows={by ? rows : peers}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'peer',
            header: t(`benchmarks.column.${kind}`),
            cell: (peer) => <PeerName peer={peer} content={content} lang={lang} />,
          },
          ...measures.map((measure) => ({
            key: measure.id,
            header: `${texts.get(measure.id)?.name} (${texts.get(measure.id)?.unit})${measure.kind === 'declared' ? ` – ${t('benchmarks.declared.tag')}` : ''}`,
            numeric: isNumber(measure),
            sort: isNumber(measure),
            cell: (peer: Peer) => <CellFigure ctx={ctx} measure={measure} peer={peer} withTime />,
          })),
        ]}
      />
    </Section>
  );
}
