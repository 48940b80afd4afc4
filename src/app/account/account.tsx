import { Bdi, ButtonLink, PageHeading, PostButton, Section, SummaryList, Table, Tag, type SummaryRow } from '#kernel/html';
import { page, pageRoute, signedIn, type Context } from '#kernel/http';
import { isLanguage, languageOf } from '#kernel/i18n';
import { listProviderLinks, listSecondFactors, listSessions, type ListedSession, type SecondFactors } from '#kernel/identity';
import { shortTime } from '../short-time.ts';
import { sessionOf } from './own-session.ts';
import { ProviderLinks } from './provider-links.tsx';

/** What the holder can see and change of their account. */
export const accountRoute = pageRoute({
  path: '/account',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const session = sessionOf(ctx);
    const factors = await listSecondFactors(ctx.trx);
    const sessions = await listSessions(ctx.trx, session);
    return page(
      t('app.account.title'),
      <>
        <PageHeading title={t('app.account.title')} lead={t('app.account.lead')} />
        <SummaryList rows={[...detailRows(ctx), ...addressRows(ctx), ...safetyRows(ctx, factors)]} />
        <Section
          title={t('app.account.sessions.title')}
          actions={
            sessions.length > 1 && <PostButton action="/account/sessions/end-others">{t('app.account.sessions.end-others')}</PostButton>
          }
        >
          <p>{t('app.account.sessions.lead')}</p>
          <Sessions ctx={ctx} sessions={sessions} />
        </Section>
        <ProviderLinks ctx={ctx} links={await listProviderLinks(ctx.trx)} />
      </>,
    );
  },
});

function detailRows(ctx: Context): SummaryRow[] {
  const { t } = ctx;
  const { account } = sessionOf(ctx);
  const change = [{ href: '/account/details', text: t('app.account.change'), about: t('app.account.details.title') }];
  const language = isLanguage(account.language) ? languageOf(account.language).name : account.language;
  return [
    { key: 'name', label: t('app.account.name'), value: <Bdi>{account.name || t('app.account.none')}</Bdi>, actions: change },
    { key: 'language', label: t('app.account.language'), value: <Bdi>{language}</Bdi> },
    {
      key: 'zone',
      label: t('app.account.time-zone'),
      value: account.timeZone?.replaceAll('_', ' ') ?? t('app.account.time-zone-network', { zone: ctx.format.zoneName(ctx.now) }),
    },
  ];
}

function addressRows(ctx: Context): SummaryRow[] {
  const { t } = ctx;
  const { account } = sessionOf(ctx);
  const row = (key: 'email' | 'phone', value: string | null): SummaryRow => ({
    key,
    label: t(`app.account.${key}`),
    value: value ? <Bdi dir="ltr">{value}</Bdi> : t('app.account.none'),
    actions: [{ href: '/account/address', text: value ? t('app.account.change') : t('app.account.add'), about: t(`app.account.${key}`) }],
  });
  return [row('email', account.email), row('phone', account.phone)];
}

function safetyRows(ctx: Context, factors: SecondFactors): SummaryRow[] {
  const { t } = ctx;
  const session = sessionOf(ctx);
  const parts = [
    ...(factors.authenticatorSince ? [t('app.account.factors.authenticator')] : []),
    ...(factors.passkeys.length > 0 ? [t('app.account.factors.passkeys', { count: factors.passkeys.length })] : []),
  ];
  const factorRow: SummaryRow = {
    key: 'factors',
    label: t('app.account.factors.title'),
    value: parts.length > 0 ? ctx.format.list(parts) : t('app.account.none'),
    actions: [{ href: '/account/factors', text: t('app.account.change'), about: t('app.account.factors.title') }],
  };
  if (!session.staff && session.way !== 'password') return [factorRow];
  return [
    {
      key: 'password',
      label: t('app.account.password'),
      value: t('app.account.password-set'),
      actions: [{ href: '/account/password', text: t('app.account.change'), about: t('app.account.password') }],
    },
    factorRow,
  ];
}

function Sessions({ ctx, sessions }: { ctx: Context; sessions: readonly ListedSession[] }) {
  const { t, format } = ctx;
  return (
    <Table<ListedSession>
      caption={t('app.account.sessions.title')}
      hideCaption
      rows={sessions}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'device',
          header: t('app.account.sessions.device'),
          cell: (row) => (
            <>
              <Bdi>{row.device || t('app.account.sessions.unknown')}</Bdi>{' '}
              {row.current && <Tag tone="success">{t('app.account.sessions.this')}</Tag>}
            </>
          ),
        },
        { key: 'way', header: t('app.account.sessions.way'), cell: (row) => t(`app.account.way.${row.way}`) },
        { key: 'since', header: t('app.account.sessions.since'), cell: (row) => shortTime(ctx, row.signedInAt) },
        { key: 'seen', header: t('app.account.sessions.seen'), cell: (row) => format.relative(row.lastSeenAt, ctx.now) },
        {
          key: 'end',
          header: t('app.account.sessions.end'),
          cell: (row) =>
            row.current ? null : (
              <ButtonLink kind="quiet" href={`/account/sessions/${row.id}/end`}>
                {t('app.account.sessions.end')}
                <span class="visually-hidden"> {row.device}</span>
              </ButtonLink>
            ),
        },
      ]}
    />
  );
}
