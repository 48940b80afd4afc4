import { Fragment, h, type VNode } from 'preact';
import { typesetPage } from '#kernel/documents';
import { createUi, renderDocument, renderFragment } from '#kernel/html';
import type { AnyTranslate } from '#kernel/i18n';
import { languageOf, textIn } from '#kernel/i18n';
import type { Page } from './answer.ts';
import type { Context } from './context.ts';

/** The shell's frame round a page: header, menus, notices, footer. */
export type Frame = (ctx: Context, page: Page) => VNode | Promise<VNode>;

/** The whole HTML document of a page. */
export async function renderPage(ctx: Context, frame: Frame, page: Page): Promise<string> {
  return renderDocument(uiOf(ctx), await frame(ctx, page));
}

/** A page without the site around it, as a PDF that says whose it is, where it stands and of which hour. Refusals: those of `typesetPage`. */
export async function printPage(ctx: Context, { title, body }: Page): Promise<Buffer> {
  const { lang, t, format, network, profile, now } = ctx;
  const address = `${network.publicUrl}/${lang}${addressOf(ctx)}`;
  return await typesetPage({
    html: renderFragment(uiOf(ctx), h(Fragment, null, body)),
    title,
    lang,
    note: [textIn(profile.name, lang).text, format.instant(now, 'short'), address].map((part) => `\u2068${part}\u2069`).join(' – '),
    mark: profile.demonstration ? t('html.demo') : '',
    at: now,
  });
}

/** The page's own address: without what asks for the file, and never with a secret link. */
function addressOf({ path, query }: Context): string {
  const rest = new URLSearchParams([...query].filter(([name]) => !['format', 'notice', 'token'].includes(name))).toString();
  return (path.split('?')[0] ?? '') + (rest && `?${rest}`);
}

function uiOf(ctx: Context) {
  return createUi({
    keptUnder: ctx.roles.length > 0 ? ctx.session?.accountId : undefined,
    lang: ctx.lang,
    t: ctx.t as AnyTranslate, // components take keys that are not known to the compiler
    path: ctx.path,
    languages: ctx.profile.languages.map((code) => ({ code, name: languageOf(code).name })),
    asset: ctx.network.asset,
    timeZone: ctx.timeZone,
    number: (value: number) => ctx.format.number(value),
  });
}
