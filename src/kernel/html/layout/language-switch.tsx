import { useUi } from '../ui.ts';

/** Links to this same page in every language of the network, each written in itself. */
export function LanguageSwitch() {
  const { t, lang, path, languages } = useUi();
  if (languages.length < 2) return null;
  const current = languages.find((language) => language.code === lang);
  return (
    <details class="menu language-switch">
      <summary>
        <span class="visually-hidden">{t('html.language.label')}: </span>
        <GlobeMark />
        <span>{current?.name ?? lang}</span>
      </summary>
      <ul class="menu-items">
        {languages.map(({ code, name }) => (
          <li key={code}>
            <a href={`/${code}${path === '/' ? '' : path}`} lang={code} hreflang={code} aria-current={code === lang ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function GlobeMark() {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        d="M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm0 0c5 5 5 11 0 16M10 2c-5 5-5 11 0 16M2.5 7.5h15m-15 5h15"
      />
    </svg>
  );
}
