import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { UiContext, type Ui } from './ui.ts';

/** The full HTML text of a page whose outermost component is a `Layout`. */
export function renderDocument(ui: Ui, page: VNode): string {
  return `<!doctype html>${renderFragment(ui, page)}`;
}

/** The HTML text of a part of a page, for tests and for partial answers. */
export function renderFragment(ui: Ui, part: VNode): string {
  return renderToString(<UiContext.Provider value={ui}>{part}</UiContext.Provider>);
}
