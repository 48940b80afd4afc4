import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as html from '../index.ts';
import { renderDocument } from '../render-document.tsx';
import { Layout } from '../layout/layout.tsx';
import { testUi, valuesOf } from '../testing.ts';
import { Styleguide, styleguideParts } from './styleguide.tsx';

function page(lang: 'en' | 'ar', part: string): string {
  const layout = (
    <Layout title="Catalogue" network="Network" demo quickExit={{ href: 'https://sample.invalid/' }}>
      <Styleguide />
    </Layout>
  );
  return renderDocument(testUi(lang, `/styleguide?part=${part}`), layout);
}

const pages = (['en', 'ar'] as const).flatMap((lang) =>
  styleguideParts.map((part) => ({ name: `${part} (${lang})`, text: page(lang, part) })),
);

describe.each(pages)('catalogue page $name', ({ text }) => {
  const ids = valuesOf(text, 'id');

  test('has no inline style and no inline script', () => {
    expect(text).not.toMatch(/<[^>]*\sstyle=/);
    expect(text).not.toMatch(/<[^>]*\son[a-z]+=/);
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(text).not.toContain('javascript:');
  });

  test('gives no id twice', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('refers only to ids that exist', () => {
    const refers = ['aria-describedby', 'aria-labelledby', 'aria-controls', 'for', 'form', 'data-count-for', 'data-dialog-open'];
    const named = refers.flatMap((attribute) => valuesOf(text, attribute)).flatMap((value) => value.split(' '));
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('gives every control a label', () => {
    const labelled = valuesOf(text, 'for');
    const controls = [...text.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].map(([tag]) => tag);
    const unlabelled = controls.filter(
      (tag) => !/type="hidden"|aria-label/.test(tag) && !valuesOf(tag, 'id').some((id) => labelled.includes(id)),
    );
    expect(unlabelled).toEqual([]);
  });

  test('has one first heading', () => {
    expect(text.match(/<h1[\s>]/g)).toHaveLength(1);
  });

  test('links only to fields that exist', () => {
    const inPage = valuesOf(text, 'href').filter((href) => href.startsWith('#'));
    expect(inPage.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
  });
});

test('the page with errors links each error to its field', () => {
  const text = page('en', 'errors');
  expect(valuesOf(text, 'href')).toEqual(expect.arrayContaining(['#refused-name', '#refused-where', '#refused-agree']));
});

/** Exported, yet without a sample of their own, for these reasons. */
const withoutSample: Record<string, string> = {
  Layout: 'stands round every page of the catalogue',
  LanguageSwitch: 'stands in the header, which has one',
  Styleguide: 'is the catalogue',
  Field: 'stands inside each field of a form',
  UiContext: 'shows nothing: it tells the components about their page',
};

/** The exported components that no sample writes as an element. */
function missingIn(samples: string): string[] {
  const components = Object.entries(html).filter(([name, value]) => /^[A-Z]/.test(name) && typeof value === 'function');
  return components.map(([name]) => name).filter((name) => !new RegExp(`<${name}[\\s/>]`).test(samples));
}

test('every component that pages may use has a sample', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('-samples.tsx'));
  const samples = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n');
  expect(missingIn(samples).toSorted()).toEqual(Object.keys(withoutSample).toSorted());
  expect(missingIn(samples.replaceAll('<Timeline', '<Nothing'))).toContain('Timeline');
});
