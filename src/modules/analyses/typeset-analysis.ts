import { typeset, typst, type Json } from '#kernel/documents';
import { formatters, translator, type Catalogue, type Formatters, type Language, type Translate } from '#kernel/i18n';
import { toLocal } from '#kernel/time';
import { placeName } from '#modules/places';
import type { Analysis, Version } from './analysis.ts';
import { quarterText } from './quarter-text.ts';
import { evidenceIn, sections, type Block, type Content, type CountsBlock, type FiguresBlock } from './content.ts';

interface Words {
  t: Translate;
  format: Formatters;
}

const template = typst`
= #own(data.title)
#small(data.about)

#for line in data.summary [#own(line)

]
#for part in data.parts [
== #part.title
#for block in part.blocks [
#if block.heading != "" [=== #own(block.heading)
]
#for line in block.lines [#own(line)

]
#if block.rows.len() > 0 { figures(block.head, block.rows, numbers: range(1, block.head.len())) }
#if block.source != "" [#small(block.source)

]
]
]
`;

/** The document in one version as a tagged PDF, with labels in the language asked for. Refusals: those of `typeset`. */
export async function typesetAnalysis(
  catalogue: Catalogue,
  given: { analysis: Analysis; version: Version; authority: string; lang: Language; timeZone: string; at: Date; demonstration: boolean },
): Promise<Buffer> {
  const { analysis, version, authority, lang, timeZone, at } = given;
  const words = { t: translator(catalogue, lang), format: formatters(lang, timeZone) };
  const about = words.t('analyses.page.about', {
    place: placeName(analysis.place, lang),
    authority,
    date: words.format.date(toLocal(version.publishedAt.toISOString(), timeZone).day),
    number: version.number,
  });
  return await typeset({
    template,
    data: { about, ...documentData(words, version.content) },
    lang,
    title: version.content.title,
    note: about.slice(0, 500),
    mark: given.demonstration ? words.t('html.demo') : '',
    at,
  });
}

/** What the PDF prints. */
function documentData(words: Words, content: Content): { readonly [key: string]: Json } {
  return {
    title: content.title,
    summary: paragraphs(content.summary ?? ''),
    parts: sections.map((part) => ({
      title: words.t(`analyses.section.${part}`),
      blocks: content.sections[part].map((block) => blockData(words, content, block)),
    })),
  };
}

const paragraphs = (text: string) => text.split(/\n+/).filter(Boolean);

interface BlockData {
  readonly [key: string]: Json;
  heading: string;
  lines: string[];
  head: string[];
  rows: string[][];
  source: string;
}
const nothing: BlockData = { heading: '', lines: [], head: [], rows: [], source: '' };

function blockData(words: Words, content: Content, block: Block): BlockData {
  const { t, format } = words;
  switch (block.kind) {
    case 'text':
      return { ...nothing, lines: paragraphs(block.words) };
    case 'figures':
      return figuresData(words, block);
    case 'counts':
      return countsData(words, block);
    case 'policy': {
      const who = block.since ? t('analyses.policy.who-since', { who: block.who, since: block.since }) : block.who;
      const date = block.sourceDate ? format.date(block.sourceDate) : null;
      const source = date ? t('html.source.dated', { name: block.source, date }) : t('html.source.undated', { name: block.source });
      return { ...nothing, heading: block.name, lines: [who, ...paragraphs(block.words)], source };
    }
    case 'point': {
      const evidence = evidenceIn(content).filter(({ id }) => block.restsOn.includes(id));
      const rests = evidence.length > 0 ? [`${t('analyses.point.rests-on')} ${format.list(evidence.map(({ name }) => name))}`] : [];
      return { ...nothing, heading: block.name, lines: [...paragraphs(block.words), ...rests] };
    }
  }
}

function figuresData({ t }: Words, block: FiguresBlock): BlockData {
  return {
    heading: `${block.name}: ${block.placeLabel} (${block.unit})`,
    lines: block.words ? paragraphs(block.words) : [],
    head: [t('observatory.field.period'), t('observatory.field.figure')],
    // As published: the paper holds the same digits as the file of the publisher.
    rows: block.rows.map(({ period, value, flags }) => [period, `${value ?? t('observatory.missing')} ${flags}`.trim()]),
    source: t('html.source.dated', { name: `${block.publisher}, ${block.dataset}`, date: block.published }),
  };
}

function countsData({ t, format }: Words, block: CountsBlock): BlockData {
  const cell = (count: number | null) => (count === null ? t('analyses.counts.withheld') : format.number(count));
  const line = (label: string, cells: readonly (number | null)[], total: number | null) => [
    label,
    ...cells.map(cell),
    ...(block.adds ? [cell(total)] : []),
  ];
  return {
    heading: `${block.name}: ${block.areaLabel}, ${quarterText(format, block)}`,
    lines: [...(block.words ? paragraphs(block.words) : []), block.definition],
    head: [block.splitLabel, ...block.columns.map(({ label }) => label), ...(block.adds ? [t('analyses.counts.total')] : [])],
    rows: [
      ...block.rows.map(({ label, cells, total }) => line(label, cells, total)),
      line(t(block.split === 'track' ? 'analyses.counts.everybody' : 'analyses.counts.total'), block.columnTotals, block.total),
    ],
    source: t('html.source.dated', { name: t('analyses.counts.source'), date: format.instant(block.frozenAt, 'short') }),
  };
}
