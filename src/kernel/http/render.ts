import type { VNode } from 'preact';
import { createUi, renderDocument } from '#kernel/html';
import type { AnyTranslate } from '#kernel/i18n';
import { languageOf } from '#kernel/i18n';
import type { Page } from './answer.ts';
import type { Context } from './context.ts';

/** The shell's frame round a page: header, menus, notices, footer. */
export type Frame = (ctx: Context, page: Page) => VNode | Promise<VNode>;

/** The whole HTML document of a page. */
export async function renderPage(ctx: Context, frame: Frame, page: Page): Promise<string> {
  const ui = createUi({
    keptUnder: ctx.roles.length > 0 ? ctx.session?.accountId : undefined,
    lang: ctx.lang,
    t: ctx.t as AnyTranslate, // components take keys that are not known to the compiler
    path: ctx.path,
    languages: ctx.profile.languages.map((code) => ({ code, name: languageOf(code).name })),
    asset: ctx.network.asset,
    timeZone: ctx.timeZone,
    number: (value: number) => ctx.format.number(value),
  });
  return renderDocument(ui, await frame(ctx, page));
}
