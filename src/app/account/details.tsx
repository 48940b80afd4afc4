import { z } from 'zod';
import { Button, ComboboxField, ErrorSummary, Form, PageHeading, SelectField, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, signedIn } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { updateOwnAccount } from '#kernel/identity';
import { sessionOf } from './own-session.ts';

const zones = Intl.supportedValuesOf('timeZone');

/** Name, language of pages and messages, and time zone of the holder. */
export const detailsRoute = formRoute({
  path: '/account/details',
  who: signedIn,
  body: z.object({
    name: fields.optionalText(200),
    language: fields.choice(languages.map(({ code }) => code)),
    timeZone: fields.optionalChoice(zones),
  }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const { account } = sessionOf(ctx);
    const offered = languages.filter(({ code }) => ctx.profile.languages.includes(code));
    return page(
      t('app.account.details.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.account.details.title')} />
        <Form entry={entry}>
          <TextField
            name="name"
            label={t('app.account.name')}
            hint={t('app.account.name-hint')}
            value={account.name}
            autocomplete="name"
            optional
          />
          <SelectField
            name="language"
            label={t('app.account.language')}
            hint={t('app.account.language-hint')}
            emptyLabel={false}
            value={account.language}
            options={offered.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <ComboboxField
            name="timeZone"
            label={t('app.account.time-zone')}
            hint={t('app.account.time-zone-hint')}
            value={account.timeZone ?? ''}
            emptyLabel={t('app.account.time-zone-network', { zone: ctx.profile.timeZone })}
            options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            optional
          />
          <Button>{t('app.account.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('app.account.title'), href: '/account' }] },
    );
  },
  submit: async (ctx, _input, form) => {
    await updateOwnAccount(ctx.trx, accountOf(ctx), { name: form.name ?? '', language: form.language, timeZone: form.timeZone });
    // The pages go on in the language just chosen, where this network offers it.
    const lang = ctx.profile.languages.includes(form.language) ? form.language : ctx.lang;
    return { kind: 'redirect', to: `/${lang}/account?notice=app.notice.account-saved`, absolute: true };
  },
});
