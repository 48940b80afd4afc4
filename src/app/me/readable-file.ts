import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ReadablePart } from './in-words.ts';

interface ReadableFile {
  lang: string;
  dir: 'ltr' | 'rtl';
  title: string;
  lead: string;
  /** Said first where the file comes from a demonstration. */
  mark?: string | undefined;
  parts: readonly ReadablePart[];
}

/** Stands alone: the file is read without this site, perhaps years from now. */
const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}dl{border-top:1px solid #999;padding-top:.5rem}dt{font-weight:600}dd{margin:0 0 .5rem;white-space:pre-line}';

/** One HTML file that any browser opens, without scripts and without anything from elsewhere. */
export function writeReadableFile({ lang, dir, title, lead, mark, parts }: ReadableFile): string {
  const record = (facts: ReadablePart['records'][number]) =>
    h(
      'dl',
      null,
      facts.flatMap(({ label, value }) => [h('dt', null, label), h('dd', { dir: 'auto' }, value)]),
    );
  const body = h(
    'body',
    null,
    mark && h('p', null, h('strong', null, mark)),
    h('h1', null, title),
    h('p', null, lead),
    parts.map((part) => h('section', { 'data-part': part.of }, h('h2', null, part.title), part.records.map(record))),
  );
  const head = h(
    'head',
    null,
    h('meta', { charset: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width' }),
    h('title', null, title),
    h('style', null, STYLE),
  );
  return `<!doctype html>${renderToString(h('html', { lang, dir }, head, body))}`;
}
