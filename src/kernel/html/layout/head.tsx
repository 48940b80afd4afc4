import { useUi } from '../ui.ts';
import type { LayoutProps } from './layout.tsx';

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%230b4f5c'/%3E%3Cpath d='M4 22h24M6 22a10 10 0 0 1 20 0M11 22v-8.7M16 22V12M21 22v-8.7' fill='none' stroke='%23fff' stroke-width='2.4' stroke-linecap='round'/%3E%3C/svg%3E";

/** The document head. The icon is in the page itself: one request fewer. */
export function Head({ title, network, description, hasErrors, noIndex }: LayoutProps) {
  const { t, asset, languages, path } = useUi();
  const name = hasErrors ? t('html.title.error', { title }) : title;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title === network ? name : `${name} – ${network}`}</title>
      {description && <meta name="description" content={description} />}
      {noIndex && <meta name="robots" content="noindex" />}
      <link rel="stylesheet" href={asset('style')} />
      <link rel="icon" href={ICON} />
      {!noIndex &&
        languages.map(({ code }) => <link key={code} rel="alternate" hreflang={code} href={`/${code}${path === '/' ? '' : path}`} />)}
    </head>
  );
}
