import { CounterLock, Layout, Link, UserMenu, type NavigationItem } from '#kernel/html';
import { holds, type Context, type Frame } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { isNoticeKey } from './notices.ts';

/** The frame round every page: the network's name, the menu of what this reader can do, notices, footer. */
export const frame: Frame = (ctx, page) => {
  const name = textIn(ctx.profile.name, ctx.lang).text;
  const notice = ctx.query.get('notice');
  return (
    <Layout
      title={page.title}
      network={name}
      navigation={navigationOf(ctx)}
      user={<Account ctx={ctx} />}
      breadcrumbs={page.breadcrumbs ? [...page.breadcrumbs] : []}
      notices={notice && isNoticeKey(ctx.network.catalogue, notice) ? [{ tone: 'success', text: tLoose(ctx, notice) }] : []}
      demo={ctx.profile.demonstration}
      width={page.width ?? 'text'}
      noIndex={ctx.session !== null || (page.status ?? 200) >= 400}
      footerLinks={footerOf(ctx)}
      {...(page.description ? { description: page.description } : {})}
      {...(page.quickExit ? { quickExit: { href: QUICK_EXIT } } : {})}
      {...(page.islands ? { islands: [...page.islands] as never } : {})}
    >
      {page.body}
    </Layout>
  );
};

/** Minutes after which a counter that nobody touches locks itself; the server does the same by its own clock. */
const IDLE_MINUTES = 10;

/** A neutral page that says nothing of what was read before. */
const QUICK_EXIT = 'https://www.wikipedia.org/';

// uses messages: *.notice.*
function tLoose(ctx: Context, key: string): string {
  return (ctx.t as (key: string) => string)(key); // isNoticeKey has just found it in the catalogue
}

function navigationOf(ctx: Context): NavigationItem[] {
  const { t } = ctx;
  const item = (href: string, label: string): NavigationItem => ({ href, label });
  if (holds(ctx, 'counsellor', 'office-manager')) {
    return [
      item('/desk', t('app.menu.desk')),
      item('/desk/people', t('app.menu.people')),
      item('/desk/cases', t('app.menu.cases')),
      item('/desk/appointments', t('app.menu.appointments')),
      item('/desk/questions', t('app.menu.questions')),
      item('/services', t('app.menu.services')),
    ];
  }
  if (holds(ctx, 'provider')) return [item('/referrals', t('app.menu.referrals')), item('/services', t('app.menu.services'))];
  const network = holds(ctx, 'planner', 'administrator', 'auditor', 'data-protection-officer')
    ? [item('/counts', t('app.menu.counts'))]
    : [];
  const open = [
    ...network,
    item('/corridors', t('app.menu.corridors')),
    item('/services', t('app.menu.services')),
    item('/offices', t('app.menu.offices')),
    item('/practices', t('app.menu.practices')),
  ];
  return ctx.session ? [item('/me', t('app.menu.me')), ...open] : open;
}

function footerOf(ctx: Context) {
  const { t } = ctx;
  const links = [
    { href: '/privacy', label: t('app.menu.privacy') },
    { href: '/accessibility', label: t('app.menu.accessibility') },
    { href: '/about', label: t('app.menu.about') },
  ];
  if (ctx.profile.demonstration) links.push({ href: '/demo', label: t('app.menu.demo') });
  return links;
}

function Account({ ctx }: { ctx: Context }) {
  const { t, session } = ctx;
  if (!session) return <Link href="/sign-in">{t('app.menu.sign-in')}</Link>;
  const items = [
    { href: '/me', label: t('app.menu.me') },
    { href: '/account', label: t('app.menu.account') },
  ];
  if (holds(ctx, 'administrator', 'office-manager', 'data-protection-officer', 'auditor'))
    items.push({ href: '/admin', label: t('app.menu.admin') });
  return (
    <>
      {holds(ctx, 'counsellor', 'office-manager') && <CounterLock action="/lock" idleMinutes={IDLE_MINUTES} />}
      <UserMenu name={session.account.name || t('app.menu.account')} items={items} signOutAction="/sign-out" />
    </>
  );
}
