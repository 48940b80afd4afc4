import { expect, test } from 'vitest';
import { DialogLink } from '../text/dialog.tsx';
import { TextArea } from '../forms/text-area.tsx';
import { renderDocument } from '../render-document.tsx';
import { testUi, valuesOf } from '../testing.ts';
import { Layout } from './layout.tsx';
import { pagesShown } from './pagination.tsx';

const layout = { title: 'Services', network: 'Two Shores', children: 'text' };

test('a page says its language and direction', () => {
  const text = renderDocument(testUi('ar'), <Layout {...layout} />);
  expect(text).toMatch(/^<!doctype html><html lang="ar" dir="rtl">/);
  expect(text).toContain('<title>Services – Two Shores</title>');
});

test('the language switch keeps the page and its query', () => {
  const text = renderDocument(testUi(), <Layout {...layout} />);
  expect(text).toContain('href="/fr/services?q=loan&amp;page=2" lang="fr" hreflang="fr"');
  expect(renderDocument(testUi('en', '/'), <Layout {...layout} />)).toContain('href="/ro" lang="ro"');
});

test('a page loads the scripts that its parts asked for, and no others', () => {
  const plain = renderDocument(testUi(), <Layout {...layout} />);
  expect(valuesOf(plain, 'src')).toEqual(['/assets/enhance']);
  const rich = (
    <Layout {...layout} islands={['draft']}>
      <TextArea name="idea" label="Idea" maxLength={10} />
      <DialogLink dialog="a">Open</DialogLink>
      <DialogLink dialog="b">Open</DialogLink>
    </Layout>
  );
  expect(valuesOf(renderDocument(testUi(), rich), 'src').sort()).toEqual([
    '/assets/character-count',
    '/assets/dialog',
    '/assets/draft',
    '/assets/enhance',
  ]);
});

test('a page with errors says so first in its title', () => {
  expect(renderDocument(testUi(), <Layout {...layout} hasErrors />)).toContain('<title>Error: Services – Two Shores</title>');
});

test('a private page offers nothing to search engines', () => {
  const text = renderDocument(testUi(), <Layout {...layout} noIndex />);
  expect(text).toContain('name="robots" content="noindex"');
  expect(text).not.toContain('rel="alternate"');
});

test('pages are shown at both ends and around the current one', () => {
  expect(pagesShown(1, 3)).toEqual([1, 2, 3]);
  expect(pagesShown(5, 9)).toEqual([1, undefined, 4, 5, 6, undefined, 9]);
  expect(pagesShown(3, 9)).toEqual([1, 2, 3, 4, undefined, 9]);
  expect(pagesShown(9, 9)).toEqual([1, undefined, 8, 9]);
});
