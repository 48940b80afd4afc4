import type { Translate } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { peersByName, type Content, type Peer } from './content.ts';
import { shownOf, type Measure } from './measure.ts';
import { answerText, measureText } from './measure-text.ts';

/** Every figure with what it is, where it comes from and what to keep in mind; a missing one is an empty cell with the reason. */
export function comparisonCsv(t: Translate, content: Content, lang: string): string {
  const headings = [
    'measure',
    'unit',
    'definition',
    'direction',
    content.kind,
    'code',
    'year',
    'figure',
    'flags',
    'missing',
    'source',
    'released',
    'said-by',
    'caveat',
  ] as const;
  const rows = content.measures.flatMap((measure) => {
    const { name, unit, definition, direction } = measureText(t, measure, lang);
    return peersByName(content, lang).map((peer) => {
      const shown = shownOf(measure, peer.id);
      const { code, source, released, saidBy } = sourceOf(t, measure, peer);
      return [
        name,
        unit,
        definition,
        direction ?? '',
        peer.name,
        code,
        shown.period ?? '',
        answerText(t, measure, shown) ?? shown.value ?? '',
        shown.flags,
        shown.missing ? t(`benchmarks.missing.${shown.missing}`) : shown.value === null ? t('observatory.missing') : '',
        source,
        released,
        saidBy,
        measure.caveat,
      ];
    });
  });
  return writeCsv(
    headings.map((name) => t(`benchmarks.column.${name}`)),
    rows,
  );
}

function sourceOf(t: Translate, measure: Measure, peer: Peer): { code: string; source: string; released: string; saidBy: string } {
  const own = (one: { peerId: string }) => one.peerId === peer.id;
  const none = { code: peer.subject?.code ?? peer.codes.join(' '), source: '', released: '', saidBy: '' };
  switch (measure.kind) {
    case 'indicator': {
      const { figures } = measure.cells.find(own) ?? {};
      if (!figures) return none;
      const { placeCode, publisher, dataset, published } = figures;
      return { ...none, code: placeCode, source: `${publisher}, ${dataset}`, released: published };
    }
    case 'fact':
      return { ...none, source: t('benchmarks.fact.source'), released: measure.takenOn };
    case 'declared': {
      const cell = measure.cells.find(own);
      if (!cell) return none;
      const { source, address, saidBy, writtenOn } = cell;
      return { ...none, source: [source, address].filter(Boolean).join(', '), released: writtenOn, saidBy };
    }
  }
}
