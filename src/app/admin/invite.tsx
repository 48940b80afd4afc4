import { z } from 'zod';
import { grantRole, staffRoles } from '#kernel/access';
import { Button, ComboboxField, EmailField, ErrorSummary, Form, PageHeading, SelectField, TextField } from '#kernel/html';
import { fields, formRoute, holders, page, redirect, type Context } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { inviteStaff } from '#kernel/identity';
import { adminCrumb } from './admin-home.tsx';
import { rolesToGive, scopeChoices, scopeField, scopeOfChoice, type ScopeChoice } from './scopes.ts';

/** Invites a colleague: an account with a first role, and a mail with the link to choose a password. */
export const inviteRoute = formRoute({
  path: '/admin/accounts/invite',
  who: holders('administrator', 'office-manager'),
  body: z.object({
    name: fields.text(200),
    email: fields.email(),
    language: fields.choice(languages.map(({ code }) => code)),
    role: fields.choice(staffRoles),
    scope: scopeField,
  }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const offered = languages.filter(({ code }) => ctx.profile.languages.includes(code));
    return page(
      t('app.admin.invite.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.admin.invite.title')} lead={t('app.admin.invite.lead')} />
        <Form entry={entry}>
          <TextField name="name" label={t('app.account.name')} autocomplete="off" required />
          <EmailField name="email" label={t('app.account.email')} autocomplete="off" required />
          <SelectField
            name="language"
            label={t('app.account.language')}
            emptyLabel={false}
            value={ctx.lang}
            options={offered.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <RoleFields ctx={ctx} scopes={await scopeChoices(ctx)} />
          <Button>{t('app.admin.invite.send')}</Button>
        </Form>
      </>,
      { breadcrumbs: [adminCrumb(ctx), { label: t('app.admin.accounts.title'), href: '/admin/accounts' }] },
    );
  },
  submit: async (ctx, _input, form) => {
    const { accountId } = await inviteStaff(ctx.network.identity, ctx.trx, form);
    await grantRole(ctx.trx, ctx.actor, { accountId, role: form.role, scope: scopeOfChoice(form.scope) });
    return redirect('/admin/accounts', 'app.notice.invited');
  },
});

/** Which role, and where. */
export function RoleFields({ ctx, scopes }: { ctx: Context; scopes: readonly ScopeChoice[] }) {
  const { t } = ctx;
  const roles = rolesToGive(ctx, staffRoles);
  return (
    <>
      <SelectField
        name="role"
        label={t('app.admin.role')}
        emptyLabel={roles.length > 1 ? undefined : false}
        options={roles.map((value) => ({ value, label: t(`access.role.${value}`) }))}
        required
      />
      <ComboboxField
        name="scope"
        label={t('app.admin.scope')}
        hint={t('app.admin.scope-hint')}
        options={[...scopes]}
        value={scopes.length === 1 ? scopes[0]?.value : undefined}
        required
      />
    </>
  );
}
