import { Bdi, ButtonLink, Link, PageHeading, PostButton, Section, Table } from '#kernel/html';
import { everyone, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { currentTotp } from '#kernel/identity';
import { demoAccounts, demoPassword, demoSecret, type DemoAccount } from './demo-accounts.ts';
import { Guide } from './demo-guide.tsx';
import { demoScopeNames } from './demo-scopes.ts';

const PERIOD_SECONDS = 30;

/** An invented colleague as the page shows them. */
interface DemoStaff extends DemoAccount {
  readonly code: string;
  readonly where: string;
}

/** Who one can sign in as, and what to try first; only in a demonstration network. */
export const demoRoute = pageRoute({
  path: '/demo',
  who: everyone,
  view: async (ctx) => {
    const { t, now } = ctx;
    if (!ctx.profile.demonstration) throw refuseHttp('not-found');
    const staff = await staffShown(ctx);
    const people = demoAccounts.filter((account) => account.person);
    const seconds = PERIOD_SECONDS - (Math.floor(now.getTime() / 1000) % PERIOD_SECONDS);
    return page(
      t('app.demo.title'),
      <>
        <PageHeading title={t('app.demo.title')} lead={t('app.demo.lead')} />
        <Section title={t('app.demo.guide.title')}>
          <Guide />
        </Section>
        <Section title={t('app.demo.people.title')}>
          <p>{t('app.demo.people.lead')}</p>
          <ul>
            {people.map((person) => (
              <li key={person.email}>
                {person.name}: <Bdi dir="ltr">{person.email}</Bdi>
              </li>
            ))}
          </ul>
          <p>
            <ButtonLink kind="secondary" href="/demo/messages">
              {t('app.demo.outbox')}
            </ButtonLink>
          </p>
        </Section>
        <Section title={t('app.demo.staff.title')} id="staff">
          <p>{t('app.demo.staff.lead')}</p>
          <p>
            {t('app.demo.password-is')} <code dir="ltr">{demoPassword}</code>
          </p>
          <p>
            {t('app.demo.seconds', { seconds })} <Link href="/demo#staff">{t('app.demo.refresh')}</Link>
          </p>
          <StaffTable staff={staff} t={t} />
        </Section>
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.home.crumb'), href: '/' }] },
    );
  },
});

function StaffTable({ staff, t }: { staff: readonly DemoStaff[]; t: Context['t'] }) {
  return (
    <Table<DemoStaff>
      caption={t('app.demo.staff.title')}
      hideCaption
      rows={staff}
      rowKey={(row) => row.email}
      columns={[
        { key: 'name', header: t('app.demo.name'), cell: (row) => <Bdi>{row.name}</Bdi> },
        {
          key: 'role',
          header: t('app.demo.role'),
          cell: (row) => (
            <>
              {row.roles.map(({ role }) => t(`access.role.${role}`)).join(', ')}
              <br />
              <Bdi>{row.where}</Bdi>
            </>
          ),
        },
        { key: 'email', header: t('app.demo.email'), cell: (row) => <Bdi dir="ltr">{row.email}</Bdi> },
        { key: 'code', header: t('app.demo.code'), cell: (row) => <code dir="ltr">{row.code}</code> },
        {
          key: 'enter',
          header: t('app.demo.enter-as'),
          cell: (row) => (
            <PostButton action="/sign-in/staff" fields={{ email: row.email, password: demoPassword }} kind="quiet">
              {t('app.sign-in.enter')}
              <span class="visually-hidden"> {row.name}</span>
            </PostButton>
          ),
        },
      ]}
    />
  );
}

async function staffShown(ctx: Context): Promise<DemoStaff[]> {
  const names = await demoScopeNames(ctx.trx, ctx.lang);
  return demoAccounts
    .filter((account) => account.roles.length > 0)
    .map((account) => ({
      ...account,
      code: currentTotp(demoSecret(ctx.network.keyring, account.email), ctx.now),
      where: account.roles.map(({ code }) => (code === null ? ctx.t('app.demo.whole-network') : (names.get(code) ?? code))).join(', '),
    }));
}
