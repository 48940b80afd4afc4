import { CounterLock, Layout, Link, PaperLink, UserMenu, type NavigationItem } from '#kernel/html';
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
      hasErrors={page.hasErrors ?? false}
      noIndex={ctx.session !== null || (page.status ?? 200) >= 400}
      footerLinks={footerOf(ctx)}
      {...(page.description ? { description: page.description } : {})}
      {...(page.quickExit ? { quickExit: { href: QUICK_EXIT } } : {})}
      islands={[...(page.islands ?? []), ...(ctx.session ? ['send-before-leaving'] : [])]}
    >
      {page.body}
      {page.paper !== undefined && <PaperLink />}
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
      item('/desk/trade', t('trade.panel.title')),
      item('/services', t('app.menu.services')),
    ];
  }
  if (holds(ctx, 'mentor')) {
    return [
      item('/mentoring', t('mentoring.home.mentor')),
      item('/me', t('app.menu.me')),
      item('/corridors', t('app.menu.corridors')),
      item('/services', t('app.menu.services')),
    ];
  }
  if (holds(ctx, 'trainer')) {
    return [
      item('/teaching', t('learning.teaching.title')),
      item('/groups', t('learning.groups.title')),
      item('/courses', t('app.menu.courses')),
      item('/me', t('app.menu.me')),
    ];
  }
  if (holds(ctx, 'lender')) {
    return [
      item('/lending', t('loans.lending.title')),
      item('/lending/loans', t('loans.portfolio.title')),
      item('/lending/products', t('loans.lending.products')),
      item('/lending/savings', t('savings.keeper.title')),
      item('/loans', t('loans.public.title')),
      item('/services', t('app.menu.services')),
    ];
  }
  if (holds(ctx, 'provider')) return [item('/referrals', t('app.menu.referrals')), item('/services', t('app.menu.services'))];
  const network = holds(ctx, 'planner', 'administrator', 'auditor', 'data-protection-officer')
    ? [item('/counts', t('app.menu.counts')), item('/statistics', t('observatory.list.title'))]
    : [];
  const plans = holds(ctx, 'expert') ? [item('/business-plans', t('businessplans.expert.title'))] : [];
  const open = [
    ...plans,
    ...network,
    item('/corridors', t('app.menu.corridors')),
    item('/services', t('app.menu.services')),
    item('/trade', t('trade.panel.title')),
    item('/opportunities', t('opportunities.panel.title')),
    item('/offices', t('app.menu.offices')),
    item('/courses', t('app.menu.courses')),
    item('/practices', t('app.menu.practices')),
  ];
  return ctx.session ? [item('/me', t('app.menu.me')), ...open] : open;
}

function footerOf(ctx: Context) {
  const { t } = ctx;
  const links = [
    { href: '/statistics', label: t('observatory.list.title') },
    { href: '/analyses', label: t('analyses.list.title') },
    { href: '/benchmarks', label: t('benchmarks.list.title') },
    { href: '/impacts', label: t('impacts.list.title') },
    { href: '/surveys/results', label: t('instruments.results.public') },
    { href: '/associations', label: t('associations.list.title') },
    { href: '/plans', label: t('plans.list.title') },
    { href: '/consultations', label: t('consultations.public.title') },
    { href: '/forums', label: t('forums.list.title') },
    { href: '/peer-reviews', label: t('peerreviews.public.title') },
    { href: '/twinnings', label: t('exchanges.public.title') },
    { href: '/projects', label: t('projects.public.title') },
    { href: '/guarantee-funds', label: t('guarantees.public.title') },
    { href: '/loans', label: t('loans.public.title') },
    { href: '/savings', label: t('savings.public.title') },
    { href: '/calculators', label: t('app.calculators.title') },
    { href: '/remittances', label: t('remittances.compare.title') },
    { href: '/exchange-rates', label: t('exchangerates.list.title') },
    { href: '/stay-or-return', label: t('returns.public.title') },
    { href: '/privacy', label: t('app.menu.privacy') },
    { href: '/accessibility', label: t('app.menu.accessibility') },
    { href: '/about', label: t('app.menu.about') },
    { href: '/verify', label: t('documents.verify.title') },
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
  if (holds(ctx, 'trainer', 'counsellor', 'office-manager')) items.push({ href: '/teaching', label: t('learning.teaching.title') });
  if (holds(ctx, 'editor', 'trainer', 'office-manager', 'administrator'))
    items.push({ href: '/teaching/courses', label: t('app.menu.build-courses') });
  if (holds(ctx, 'editor', 'administrator')) items.push({ href: '/desk/opportunities', label: t('opportunities.desk.title') });
  if (holds(ctx, 'planner', 'editor')) {
    items.push({ href: '/instruments', label: t('instruments.list.title') });
    items.push({ href: '/practices/drafts', label: t('practices.drafts.title') });
    items.push({ href: '/desk/analyses', label: t('analyses.desk.title') });
    items.push({ href: '/desk/plans', label: t('plans.desk.title') });
    items.push({ href: '/desk/remittances', label: t('remittances.desk.title') });
  }
  if (holds(ctx, 'planner', 'office-manager', 'auditor')) {
    items.push({ href: '/desk/benchmarks', label: t('benchmarks.desk.title') });
    items.push({ href: '/desk/impacts', label: t('impacts.desk.title') });
    items.push({ href: '/desk/consultations', label: t('consultations.desk.title') });
    items.push({ href: '/desk/forums', label: t('forums.desk.title') });
  }
  if (holds(ctx, 'planner', 'editor', 'office-manager', 'expert'))
    items.push({ href: '/desk/peer-reviews', label: t('peerreviews.desk.title') });
  if (holds(ctx, 'counsellor', 'office-manager', 'trainer', 'planner', 'editor'))
    items.push({ href: '/desk/exchanges', label: t('exchanges.list.title') }, { href: '/desk/projects', label: t('projects.desk.title') });
  if (holds(ctx, 'counsellor', 'office-manager', 'provider', 'association-representative', 'planner', 'editor'))
    items.push({ href: '/surveys', label: t('instruments.mine.title') });
  if (holds(ctx, 'fund-manager', 'committee-member', 'lender', 'office-manager', 'administrator', 'auditor'))
    items.push({ href: '/ledger', label: t('ledger.list.title') });
  if (holds(ctx, 'fund-manager', 'committee-member', 'lender', 'administrator', 'auditor'))
    items.push({ href: '/desk/guarantee-funds', label: t('guarantees.desk.title') });
  if (holds(ctx, 'administrator', 'office-manager', 'data-protection-officer', 'auditor', 'editor'))
    items.push({ href: '/admin', label: t('app.menu.admin') });
  return (
    <>
      {holds(ctx, 'counsellor', 'office-manager') && <CounterLock action="/lock" idleMinutes={IDLE_MINUTES} />}
      <UserMenu
        name={session.account.name || t('app.menu.account')}
        items={items}
        signOutAction="/sign-out"
        leave={t('learning.sync.leave')}
      />
    </>
  );
}
