import { z } from 'zod';
import { isRole, listHolders, staffRoles, type Held } from '#kernel/access';
import { Bdi, ButtonLink, EmptyState, FilterForm, Link, PageHeading, SelectField, Table, Tag, TextField } from '#kernel/html';
import { csv, fields, holders, holds, page, pageRoute, type Context } from '#kernel/http';
import { listStaff, type StaffAccount } from '#kernel/identity';
import { searchWords, writeCsv } from '#kernel/text';
import { adminCrumb } from './admin-home.tsx';
import { roleInWords, scopeNames } from './scopes.ts';

const PAGE = 50;

/** A colleague with roles in words. */
interface AccountShown extends StaffAccount {
  roles: string[];
  held: Held[];
}

/** Colleagues and what they may do: all for the network's officers, those of the office for its manager. */
export const accountsRoute = pageRoute({
  path: '/admin/accounts',
  who: holders('administrator', 'office-manager', 'data-protection-officer', 'auditor'),
  query: z.object({
    q: fields.searchText(),
    role: fields.maybe(fields.choice(staffRoles)),
    page: fields.pageNumber(),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const all = (await accountsShown(ctx)).filter((account) => fits(account, query.q, query.role));
    if (query.format === 'csv') return csv('accounts.csv', accountsCsv(ctx, all));
    const shown = all.slice((query.page - 1) * PAGE, query.page * PAGE);
    const mayInvite = holds(ctx, 'administrator', 'office-manager');
    return page(
      t('app.admin.accounts.title'),
      <>
        <PageHeading
          title={t('app.admin.accounts.title')}
          lead={t('app.admin.accounts.lead')}
          actions={mayInvite && <ButtonLink href="/admin/accounts/invite">{t('app.admin.invite.button')}</ButtonLink>}
        />
        <Table<AccountShown>
          caption={t('app.admin.accounts.caption', { count: all.length })}
          rows={shown}
          rowKey={(row) => row.id}
          filters={<Filters ctx={ctx} words={query.q} role={query.role} />}
          paging={{ page: query.page, pageSize: PAGE, total: all.length }}
          csvHref={`/admin/accounts?format=csv&q=${encodeURIComponent(query.q)}&role=${query.role ?? ''}`}
          columns={[
            {
              key: 'name',
              header: t('app.account.name'),
              cell: (row) => (
                <Link href={`/admin/accounts/${row.id}`}>
                  <Bdi>{row.name || row.email || t('app.admin.unnamed')}</Bdi>
                </Link>
              ),
            },
            { key: 'email', header: t('app.account.email'), cell: (row) => <Bdi dir="ltr">{row.email ?? '–'}</Bdi> },
            {
              key: 'roles',
              header: t('app.admin.roles'),
              cell: (row) => (row.roles.length > 0 ? row.roles.map((role) => <div key={role}>{role}</div>) : '–'),
            },
            { key: 'state', header: t('app.admin.state'), cell: (row) => <States ctx={ctx} account={row} /> },
            {
              key: 'seen',
              header: t('app.account.sessions.seen'),
              cell: (row) => (row.lastSeenAt ? ctx.format.relative(row.lastSeenAt, ctx.now) : '–'),
            },
          ]}
          empty={<EmptyState title={t('app.admin.accounts.none')} />}
        />
      </>,
      { width: 'wide', breadcrumbs: [adminCrumb(ctx)] },
    );
  },
});

function Filters({ ctx, words, role }: { ctx: Context; words: string; role: string | null }) {
  const { t } = ctx;
  return (
    <FilterForm action="/admin/accounts" clearHref="/admin/accounts">
      <TextField name="q" label={t('app.admin.accounts.words')} value={words} />
      <SelectField
        name="role"
        label={t('app.admin.role')}
        value={role ?? ''}
        emptyLabel={t('app.admin.any')}
        options={staffRoles.map((value) => ({ value, label: t(`access.role.${value}`) }))}
      />
    </FilterForm>
  );
}

/** What keeps a colleague from working, if anything. */
export function States({ ctx, account }: { ctx: Context; account: StaffAccount }) {
  const { t } = ctx;
  if (account.suspendedAt) return <Tag tone="danger">{t('app.admin.state.suspended')}</Tag>;
  if (!account.hasPassword) return <Tag tone="warning">{t('app.admin.state.invited')}</Tag>;
  if (!account.hasSecondFactor) return <Tag tone="warning">{t('app.admin.state.no-factor')}</Tag>;
  return <Tag tone="success">{t('app.admin.state.active')}</Tag>;
}

function stateInWords({ t }: Context, account: StaffAccount): string {
  if (account.suspendedAt) return t('app.admin.state.suspended');
  if (!account.hasPassword) return t('app.admin.state.invited');
  return account.hasSecondFactor ? t('app.admin.state.active') : t('app.admin.state.no-factor');
}

async function accountsShown(ctx: Context): Promise<AccountShown[]> {
  const staff = await listStaff(ctx.trx);
  const roles = await listHolders(ctx.trx);
  const names = await scopeNames(ctx, roles);
  const byAccount = Map.groupBy(roles, (held) => held.accountId);
  return staff.map((account) => {
    const held = byAccount.get(account.id) ?? [];
    return { ...account, held, roles: held.map((one) => roleInWords(ctx, one, names)) };
  });
}

function fits(account: AccountShown, words: string, role: string | null): boolean {
  const text = searchWords(`${account.name} ${account.email ?? ''}`).join(' ');
  const wanted = searchWords(words);
  return wanted.every((word) => text.includes(word)) && (!role || !isRole(role) || account.held.some((held) => held.role === role));
}

function accountsCsv(ctx: Context, accounts: readonly AccountShown[]): string {
  const { t } = ctx;
  return writeCsv(
    [t('app.account.name'), t('app.account.email'), t('app.admin.roles'), t('app.admin.state'), t('app.account.sessions.seen')],
    accounts.map((one) => [one.name, one.email, one.roles.join('; '), stateInWords(ctx, one), one.lastSeenAt?.toISOString()]),
  );
}
