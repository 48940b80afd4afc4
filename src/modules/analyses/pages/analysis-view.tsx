import type { ComponentChildren } from 'preact';
import { Inset, LineChart, Link, Section, Source, Stat, StatGrid, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { FrozenQuarter } from '#modules/counts';
import { periodYear } from '#modules/observatory';
import { Figure, FlagKey, isolated, publishedText } from '#modules/observatory/pages';
import { evidenceIn, sections, type Block, type BlockOf, type Content, type FiguresBlock, type Section as Part } from '../content.ts';
import type { Freshness } from '../freshness.ts';
import { CountsView } from './counts-view.tsx';

interface Shown {
  ctx: Context;
  content: Content;
  /** Language in which it is written. */
  lang: string;
  freshness: ReadonlyMap<string, Freshness>;
  /** The newest quarter of own counts. */
  newest: FrozenQuarter | null;
}

interface DocumentProps extends Shown {
  /** What stands below each block: its buttons, where somebody writes. */
  below?: (part: Part, block: Block, at: number) => ComponentChildren;
  /** What stands at the end of each part. */
  end?: (part: Part) => ComponentChildren;
}

/** The five parts with their blocks, as readers and writers see them. */
export function AnalysisDocument({ ctx, content, lang, freshness, newest, below, end }: DocumentProps) {
  const { t } = ctx;
  return (
    <>
      {sections.map((part) => (
        <Section key={part} id={part} title={t(`analyses.section.${part}`)}>
          {content.sections[part].length === 0 && <p class="hint">{t('analyses.section.empty')}</p>}
          {content.sections[part].map((block, at) => (
            <div key={block.id} id={`block-${block.id}`}>
              <BlockView ctx={ctx} content={content} lang={lang} freshness={freshness} newest={newest} block={block} />
              {below?.(part, block, at)}
            </div>
          ))}
          {end?.(part)}
        </Section>
      ))}
    </>
  );
}

function BlockView({ block, ...shown }: Shown & { block: Block }) {
  if (block.kind === 'text') return <Paragraphs words={block.words} lang={shown.lang} />;
  if (block.kind === 'figures') return <FiguresView {...shown} block={block} />;
  if (block.kind === 'counts')
    return (
      <>
        <CountsView ctx={shown.ctx} block={block} newest={shown.newest} />
        {block.words && <Paragraphs words={block.words} lang={shown.lang} />}
      </>
    );
  return block.kind === 'policy' ? <PolicyView {...shown} block={block} /> : <PointView {...shown} block={block} />;
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

function FiguresView({ ctx, lang, freshness, block }: Shown & { block: FiguresBlock }) {
  const { t } = ctx;
  const source = {
    name: isolated(`${block.publisher}, ${block.dataset}`),
    date: publishedText(ctx, block.published),
    href: `/statistics/${block.datasetId}`,
  };
  return (
    <>
      {block.rows.length > 1 ? <Series ctx={ctx} block={block} /> : <One ctx={ctx} block={block} />}
      {block.words && <Paragraphs words={block.words} lang={lang} />}
      <FlagKey ctx={ctx} flags={block.rows.map(({ flags }) => flags)} confidentiality={[]} />
      <FreshnessNote ctx={ctx} freshness={freshness.get(block.id)} />
      {block.chosen.length > 0 && (
        <p class="hint">
          <bdi>{block.chosen.join('; ')}</bdi>
        </p>
      )}
      <Source {...source} />
      <p>
        <Link href={`/indicators/${block.indicatorId}`}>
          {t('analyses.figures.definition')} <span class="visually-hidden">{`${block.name}, ${block.placeLabel}`}</span>
        </Link>
      </p>
    </>
  );
}

const titleOf = ({ name, placeLabel, unit }: FiguresBlock) => `${isolated(name)}: ${isolated(placeLabel)} (${isolated(unit)})`;

/** One figure, with its year. */
function One({ ctx, block }: { ctx: Context; block: FiguresBlock }) {
  return (
    <StatGrid>
      {block.rows.map(({ period, value, flags }) => (
        <Stat key={period} label={titleOf(block)} value={<Figure ctx={ctx} value={value} flags={flags} />} note={period} />
      ))}
    </StatGrid>
  );
}

/** Figures over time: a chart with its table, and the years that the publisher marked. */
function Series({ ctx, block }: { ctx: Context; block: FiguresBlock }) {
  const { t } = ctx;
  const marked = block.rows.filter(({ flags }) => flags !== '');
  return (
    <>
      <LineChart
        title={titleOf(block)}
        description={t('observatory.dataset.line', { first: block.rows[0]?.period ?? '', last: block.rows.at(-1)?.period ?? '' })}
        labelHeader={t('observatory.field.period')}
        series={[t('observatory.field.figure')]}
        points={block.rows.map(({ period, value }) => ({
          x: periodYear(period),
          label: period,
          values: [value === null ? undefined : Number(value)], // for the picture only
        }))}
        missing={t('observatory.missing')}
      />
      {marked.length > 0 && (
        <Table<FiguresBlock['rows'][number]>
          caption={t('analyses.figures.marked')}
          narrow="scroll"
          rows={marked}
          rowKey={({ period }) => period}
          columns={[
            { key: 'period', header: t('observatory.field.period'), cell: ({ period }) => period },
            {
              key: 'figure',
              header: t('observatory.field.figure'),
              numeric: true,
              cell: ({ value, flags }) => <Figure ctx={ctx} value={value} flags={flags} />,
            },
          ]}
        />
      )}
    </>
  );
}

/** Says when the publisher has newer figures than the document. */
function FreshnessNote({ ctx, freshness }: { ctx: Context; freshness: Freshness | undefined }) {
  const { t } = ctx;
  if (!freshness || freshness.state === 'newest') return null;
  if (freshness.state === 'gone')
    return (
      <Inset>
        <p>{t('analyses.fresh.gone')}</p>
      </Inset>
    );
  const { published, revised, later } = freshness;
  return (
    <Inset>
      <p>
        <strong>{t('analyses.fresh.older', { date: publishedText(ctx, published) })}</strong>
      </p>
      <ul>
        {later && (
          <li>
            {t('analyses.fresh.later', { period: later.period })} <Figure ctx={ctx} value={later.value} flags={later.flags} />
          </li>
        )}
        {revised.map(({ period, was, is }) => (
          <li key={period}>
            {t('analyses.fresh.revised', { period })} <Figure ctx={ctx} value={was} flags="" /> → <Figure ctx={ctx} value={is} flags="" />
          </li>
        ))}
      </ul>
    </Inset>
  );
}

function PolicyView({ ctx, lang, block }: Shown & { block: BlockOf<'policy'> }) {
  const { t } = ctx;
  return (
    <>
      <h3 lang={lang} dir="auto">
        {block.name}
      </h3>
      <p lang={lang} dir="auto">
        {block.since ? t('analyses.policy.who-since', { who: isolated(block.who), since: isolated(block.since) }) : block.who}
      </p>
      <Paragraphs words={block.words} lang={lang} />
      <Source name={isolated(block.source)} {...(block.sourceDate ? { date: ctx.format.date(block.sourceDate) } : {})} />
    </>
  );
}

function PointView({ ctx, content, lang, block }: Shown & { block: BlockOf<'point'> }) {
  const evidence = evidenceIn(content).filter(({ id }) => block.restsOn.includes(id));
  return (
    <>
      <h3 lang={lang} dir="auto">
        {block.name}
      </h3>
      <Paragraphs words={block.words} lang={lang} />
      {evidence.length > 0 && (
        <p>
          {ctx.t('analyses.point.rests-on')}{' '}
          {evidence.map((one, at) => (
            <span key={one.id}>
              {at > 0 && ' · '}
              <a href={`#block-${one.id}`}>
                <bdi lang={one.language}>{one.name}</bdi>
              </a>
            </span>
          ))}
        </p>
      )}
    </>
  );
}
