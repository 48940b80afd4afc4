import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { Notice, type NoticeTone } from '../text/notice.tsx';
import { useUi } from '../ui.ts';
import { IslandsContext } from '../use-island.ts';
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';
import { Footer, type FooterLink } from './footer.tsx';
import { Head } from './head.tsx';
import { Header, type NavigationItem } from './header.tsx';
import { QuickExit } from './quick-exit.tsx';

export type PageNotice = { tone: NoticeTone; text: string; title?: string };

export type LayoutProps = {
  /** What the page is called, without the network's name. */
  title: string;
  /** The network's own name. */
  network: string;
  /** One sentence for search engines and shared links. */
  description?: string;
  children: ComponentChildren;
  /** `UserMenu`, a sign-in link, or nothing. */
  user?: ComponentChildren;
  navigation?: readonly NavigationItem[];
  breadcrumbs?: readonly Crumb[];
  /** Answers to what the person just did, shown once above the page. */
  notices?: readonly PageNotice[];
  /** A neutral page elsewhere; its presence puts the quick exit on the page. */
  quickExit?: { href: string };
  /** Marks the page as part of the demonstration network. */
  demo?: boolean;
  /** `text` keeps lines readable; `wide` is for tables, dashboards and counters. */
  width?: 'text' | 'wide';
  /** Scripts beyond those that the page's components ask for themselves. */
  islands?: readonly string[];
  /** The page shows errors: its title says so first. */
  hasErrors?: boolean;
  /** Pages that are nobody else's business stay out of search engines. */
  noIndex?: boolean;
  footerLinks?: readonly FooterLink[];
};

/** A whole page: head, header, main part, footer, and the scripts that its parts asked for. */
export function Layout(props: LayoutProps) {
  const { lang, dir, t } = useUi();
  const { breadcrumbs = [], notices = [], width = 'text' } = props;
  const islands = new Set<string>(['enhance', ...(props.islands ?? [])]);
  return (
    <html lang={lang} dir={dir}>
      <Head {...props} />
      <body>
        <IslandsContext.Provider value={islands}>
          <a class="skip-link" href="#main">
            {t('html.skip')}
          </a>
          <Header network={props.network} navigation={props.navigation ?? []} user={props.user} demo={props.demo} />
          {props.quickExit && <QuickExit href={props.quickExit.href} />}
          <div class={`page page-${width}`}>
            {breadcrumbs.length > 0 && <Breadcrumbs crumbs={breadcrumbs} />}
            <main id="main" tabIndex={-1}>
              {notices.map((notice, index) => (
                <Notice key={index} tone={notice.tone} title={notice.title} announce={index === 0}>
                  <p>{notice.text}</p>
                </Notice>
              ))}
              {props.children}
            </main>
          </div>
          <Footer network={props.network} links={props.footerLinks ?? []} />
          <IslandScripts />
        </IslandsContext.Provider>
      </body>
    </html>
  );
}

/** Stands last in the page: by then every component above has asked for its island. */
function IslandScripts() {
  const { asset } = useUi();
  const islands = useContext(IslandsContext) ?? [];
  return (
    <>
      {[...islands].map((name) => (
        <script key={name} type="module" src={asset(name)} />
      ))}
    </>
  );
}
