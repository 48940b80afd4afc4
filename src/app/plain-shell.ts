import type { VNode } from 'preact';
import { createUi, renderDocument } from '#kernel/html';
import type { Network } from '#kernel/http';
import { languages, translator, type AnyTranslate, type Language } from '#kernel/i18n';

/** The HTML of a page that stands outside the site, in any interface language: the assistant, the catalogue of components. */
export function renderOutside(network: Network, lang: Language, path: string, page: VNode): string {
  const ui = createUi({
    lang,
    t: translator(network.catalogue, lang) as AnyTranslate, // components take keys that are not known to the compiler
    path,
    languages: languages.map(({ code, name }) => ({ code, name })),
    asset: network.asset,
    timeZone: 'UTC',
  });
  return renderDocument(ui, page);
}
