import { z } from 'zod';
import { endRole, grantRole, rolesOf, staffRoles, type Held } from '#kernel/access';
import { idOf } from '#kernel/db';
import { Bdi, Button, ButtonGroup, ButtonLink, EmptyState, ErrorSummary, Form, PageHeading, Section, SummaryList } from '#kernel/html';
import { accountOf, fields, formRoute, holders, holds, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { inviteStaff, listStaff, resetSecondFactor, setSuspended, type StaffAccount } from '#kernel/identity';
import { isLanguage } from '#kernel/i18n';
import { confirmPage } from '../confirm/confirm-page.tsx';
import { States } from './accounts.tsx';
import { adminCrumb } from './admin-home.tsx';
import { RoleFields } from './invite.tsx';
import { mayEnd, roleInWords, scopeChoices, scopeNames, scopeField, scopeOfChoice } from './scopes.ts';

const params = z.object({ id: idOf<'identity.accounts'>() });
const officers = holders('administrator', 'office-manager', 'data-protection-officer', 'auditor');
const givers = holders('administrator', 'office-manager');

/** The colleague, where the reader may see them. */
async function readStaff(ctx: Context, id: StaffAccount['id']): Promise<StaffAccount> {
  const found = (await listStaff(ctx.trx)).find((account) => account.id === id);
  if (!found) throw refuseHttp('not-found');
  return found;
}

const nameOf = (ctx: Context, account: StaffAccount) => account.name || account.email || ctx.t('app.admin.unnamed');
const crumbs = (ctx: Context) => [adminCrumb(ctx), { label: ctx.t('app.admin.accounts.title'), href: '/admin/accounts' }];
const back = (ctx: Context, account: StaffAccount) => ({ href: `/admin/accounts/${account.id}`, label: nameOf(ctx, account) });

/** One colleague: what they may do, and what an administrator can do for them. */
export const accountPageRoute = pageRoute({
  path: '/admin/accounts/:id',
  who: officers,
  params,
  view: async (ctx, input) => {
    const { t, format } = ctx;
    const account = await readStaff(ctx, input.params.id);
    const roles = await rolesOf(ctx.trx, account.id);
    const names = await scopeNames(ctx, roles);
    return page(
      nameOf(ctx, account),
      <>
        <PageHeading
          title={<Bdi>{nameOf(ctx, account)}</Bdi>}
          caption={t('app.admin.accounts.title')}
          tags={<States ctx={ctx} account={account} />}
        />
        <SummaryList
          rows={[
            { key: 'email', label: t('app.account.email'), value: <Bdi dir="ltr">{account.email ?? '–'}</Bdi> },
            { key: 'language', label: t('app.account.language'), value: format.languageName(account.language) },
            {
              key: 'seen',
              label: t('app.account.sessions.seen'),
              value: account.lastSeenAt ? format.instant(account.lastSeenAt, 'short') : '–',
            },
          ]}
        />
        <Section
          title={t('app.admin.roles')}
          actions={
            holds(ctx, 'administrator', 'office-manager') && (
              <ButtonLink kind="secondary" href={`/admin/accounts/${account.id}/roles/new`}>
                {t('app.admin.role.give')}
              </ButtonLink>
            )
          }
        >
          {roles.length === 0 && <EmptyState title={t('app.admin.role.none')} />}
          <SummaryList rows={roles.map((held) => roleRow(ctx, account, held, names))} />
        </Section>
        {holds(ctx, 'administrator') && account.id !== accountOf(ctx) && <Powers ctx={ctx} account={account} />}
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
});

function roleRow(ctx: Context, account: StaffAccount, held: Held, names: ReadonlyMap<string, string>) {
  const { t, format } = ctx;
  const label = roleInWords(ctx, held, names);
  const end = { href: `/admin/accounts/${account.id}/roles/${held.id}/end`, text: t('app.admin.role.end'), about: label };
  return {
    key: held.id,
    label,
    value: t('app.account.factors.since', { date: format.instant(held.grantedAt, 'short') }),
    actions: mayEnd(ctx, held) ? [end] : [],
  };
}

/** What only administrators do to an account that is not their own. */
function Powers({ ctx, account }: { ctx: Context; account: StaffAccount }) {
  const { t } = ctx;
  const base = `/admin/accounts/${account.id}`;
  return (
    <Section title={t('app.admin.powers')}>
      <ButtonGroup>
        {account.suspendedAt ? (
          <ButtonLink kind="secondary" href={`${base}/restore`}>
            {t('app.admin.restore.button')}
          </ButtonLink>
        ) : (
          <ButtonLink kind="warning" href={`${base}/suspend`}>
            {t('app.admin.suspend.button')}
          </ButtonLink>
        )}
        {account.hasSecondFactor && (
          <ButtonLink kind="secondary" href={`${base}/reset-second-factor`}>
            {t('app.admin.reset.button')}
          </ButtonLink>
        )}
        {!account.suspendedAt && !account.hasPassword && (
          <ButtonLink kind="secondary" href={`${base}/invite-again`}>
            {t('app.admin.invite.again')}
          </ButtonLink>
        )}
      </ButtonGroup>
    </Section>
  );
}

/** Gives a colleague a further role. */
export const newRoleRoute = formRoute({
  path: '/admin/accounts/:id/roles/new',
  who: givers,
  params,
  body: z.object({ role: fields.choice(staffRoles), scope: scopeField }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const account = await readStaff(ctx, input.params.id);
    return page(
      t('app.admin.role.give'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.admin.role.give')} caption={nameOf(ctx, account)} />
        <Form entry={entry}>
          <RoleFields ctx={ctx} scopes={await scopeChoices(ctx)} />
          <Button>{t('app.admin.role.give')}</Button>
        </Form>
      </>,
      { breadcrumbs: [...crumbs(ctx), back(ctx, account)] },
    );
  },
  submit: async (ctx, input, form) => {
    const account = await readStaff(ctx, input.params.id);
    await grantRole(ctx.trx, ctx.actor, { accountId: account.id, role: form.role, scope: scopeOfChoice(form.scope) });
    return redirect(`/admin/accounts/${account.id}`, 'app.notice.role-given');
  },
});

/** Ends a role of a colleague. */
export const endRoleRoute = formRoute({
  path: '/admin/accounts/:id/roles/:role/end',
  who: givers,
  params: params.extend({ role: idOf<'access.assignments'>() }),
  body: z.object({}),
  view: async (ctx, input, entry) => {
    const account = await readStaff(ctx, input.params.id);
    const held = (await rolesOf(ctx.trx, account.id)).find(({ id }) => id === input.params.role);
    if (!held || !mayEnd(ctx, held)) throw refuseHttp('not-found');
    return confirmPage(ctx, entry, {
      title: ctx.t('app.admin.role.end-title'),
      text: ctx.t('app.admin.role.end-text', { name: nameOf(ctx, account), role: roleInWords(ctx, held, await scopeNames(ctx, [held])) }),
      button: ctx.t('app.admin.role.end'),
      back: back(ctx, account),
    });
  },
  submit: async (ctx, input) => {
    await endRole(ctx.trx, ctx.actor, input.params.role);
    return redirect(`/admin/accounts/${input.params.id}`, 'app.notice.role-ended');
  },
});

type Power = 'suspend' | 'restore' | 'reset';

/** A page that says what happens to the colleague's account, and does it. */
function powerRoute(path: string, power: Power, act: (ctx: Context, account: StaffAccount) => Promise<void>) {
  return formRoute({
    path,
    who: holders('administrator'),
    params,
    body: z.object({}),
    view: async (ctx, input, entry) => {
      const account = await readStaff(ctx, input.params.id);
      const name = nameOf(ctx, account);
      return confirmPage(ctx, entry, {
        title: ctx.t(`app.admin.${power}.title`, { name }),
        text: ctx.t(`app.admin.${power}.text`),
        button: ctx.t(`app.admin.${power}.button`),
        back: back(ctx, account),
        warning: power !== 'restore',
      });
    },
    submit: async (ctx, input) => {
      await act(ctx, await readStaff(ctx, input.params.id));
      return redirect(`/admin/accounts/${input.params.id}`, `app.notice.${power}`);
    },
  });
}

export const suspendRoute = powerRoute(
  '/admin/accounts/:id/suspend',
  'suspend',
  async (ctx, { id }) => await setSuspended(ctx.trx, accountOf(ctx), id, ctx.now),
);
export const restoreRoute = powerRoute(
  '/admin/accounts/:id/restore',
  'restore',
  async (ctx, { id }) => await setSuspended(ctx.trx, accountOf(ctx), id, null),
);
export const resetFactorRoute = powerRoute('/admin/accounts/:id/reset-second-factor', 'reset', async (ctx, { id }) => {
  // One's own factors are changed in one's account, with a factor proved.
  if (id === accountOf(ctx)) throw refuseHttp('not-found');
  await resetSecondFactor(ctx.trx, id);
});

/** Sends the invitation once more, where it was lost or is too old. */
export const inviteAgainRoute = formRoute({
  path: '/admin/accounts/:id/invite-again',
  who: holders('administrator'),
  params,
  body: z.object({}),
  view: async (ctx, input, entry) => {
    const account = await readStaff(ctx, input.params.id);
    return confirmPage(ctx, entry, {
      title: ctx.t('app.admin.invite.again'),
      text: ctx.t('app.admin.invite.again-text', { email: account.email ?? '–' }),
      button: ctx.t('app.admin.invite.send'),
      back: back(ctx, account),
      warning: false,
    });
  },
  submit: async (ctx, input) => {
    const { email, name, language, hasPassword } = await readStaff(ctx, input.params.id);
    if (!email || hasPassword) throw refuseHttp('not-found');
    await inviteStaff(ctx.network.identity, ctx.trx, { email, name, language: isLanguage(language) ? language : ctx.lang });
    return redirect(`/admin/accounts/${input.params.id}`, 'app.notice.invited');
  },
});
