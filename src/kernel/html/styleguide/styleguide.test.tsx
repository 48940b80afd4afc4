import { describe, expect, test } from 'vitest';
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
