import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { FaultyFieldsContext, type FaultyFields } from './forms/form-context.ts';
import { UiContext, type Ui } from './ui.ts';

/** The full HTML text of a page whose outermost component is a `Layout`. */
export function renderDocument(ui: Ui, page: VNode): string {
  return `<!doctype html>${renderFragment(ui, page)}`;
}

/** The HTML text of a part of a page, for tests and for partial answers. */
export function renderFragment(ui: Ui, part: VNode): string {
  const faulty: FaultyFields = new Map();
  const render = () =>
    renderToString(
      <UiContext.Provider value={ui}>
        <FaultyFieldsContext.Provider value={faulty}>{part}</FaultyFieldsContext.Provider>
      </UiContext.Provider>,
    );
  const html = render();
  return faulty.size > 0 ? render() : html;
}
