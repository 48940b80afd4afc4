import type { ComponentChildren } from 'preact';
import { Link } from '../text/link.tsx';
import { useUi } from '../ui.ts';
import { BridgeMark } from './bridge-mark.tsx';
import { LanguageSwitch } from './language-switch.tsx';

export type NavigationItem = { href: string; label: string; current?: boolean };

type HeaderProps = { network: string; navigation: readonly NavigationItem[]; user?: ComponentChildren; demo?: boolean };

/** The top of every page: whose site this is, the language, the person, the main parts of the site. */
export function Header({ network, navigation, user, demo }: HeaderProps) {
  const { t, to } = useUi();
  return (
    <header class="site-header">
      {demo && <p class="demo-banner">{t('html.demo')}</p>}
      <div class="header-bar">
        <a class="brand" href={to('/')}>
          <BridgeMark />
          <span class="brand-text">
            <bdi class="brand-network">{network}</bdi>
            <span class="brand-product" lang="it" dir="ltr">
              Ponte
            </span>
          </span>
        </a>
        <div class="header-tools">
          <LanguageSwitch />
          {user}
        </div>
      </div>
      {navigation.length > 0 && (
        <nav class="main-navigation" aria-label={t('html.navigation.label')}>
          <ul>
            {navigation.map((item) => (
              <li key={item.href}>
                <Link href={item.href} current={item.current ? 'page' : undefined}>
                  {item.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
}
