import type { VNode } from 'preact';
import { languages, loadMessages, translator, type Language } from '#kernel/i18n';
import { renderFragment } from './render-document.tsx';
import { createUi, type Ui } from './ui.ts';

const catalogue = loadMessages();

/** The `Ui` of a test page, with the real messages. */
export function testUi(lang: Language = 'en', path = '/services?q=loan&page=2'): Ui {
  return createUi({
    lang,
    t: translator(catalogue, lang),
    path,
    languages: [...languages],
    asset: (name) => `/assets/${name}`,
    timeZone: 'Europe/Rome',
    newKey: () => 'key',
  });
}

/** The HTML of a component on a test page. */
export function htmlOf(part: VNode, ui: Ui = testUi()): string {
  return renderFragment(ui, part);
}

/** Every value of an attribute, in order, with the entities of quotes and ampersands read back. */
export function valuesOf(html: string, attribute: string): string[] {
  const found = html.matchAll(new RegExp(`[\\s"]${attribute}="([^"]*)"`, 'g'));
  return [...found].map((match) => (match[1] ?? '').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'));
}
