import { z } from 'zod';
import { record } from '#kernel/audit';
import { Button, ComboboxField, EmailField, ErrorSummary, Fieldset, Form, Notice, PageHeading, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, holders, page, redirect } from '#kernel/http';
import { setTranslation, type Translated } from '#kernel/i18n';
import { NetworkNameFields, namesOf, networkFields, readLanguages } from '../setup/network-fields.tsx';
import { adminCrumb } from './admin-home.tsx';
import { changeNetwork } from '../setup/write-network.ts';

const zones = Intl.supportedValuesOf('timeZone');

/** Name and languages of the network, who answers for its data, and the sender of its mail. */
export const networkRoute = formRoute({
  path: '/admin/network',
  who: holders('administrator'),
  body: z.object({ ...networkFields, timeZone: fields.choice(zones) }),
  view: async (ctx, _input, entry) => {
    const { t, profile } = ctx;
    return page(
      t('app.admin.network.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.admin.network.title')} lead={t('app.admin.network.lead')} />
        <Form entry={entry}>
          <NetworkNameFields stored={profile} />
          <ComboboxField
            name="timeZone"
            label={t('app.account.time-zone')}
            value={profile.timeZone}
            options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            required
          />
          <Fieldset label={t('app.setup.controller.title')} hint={t('app.setup.controller.hint')}>
            <TextField name="controllerName" label={t('app.setup.controller.name')} value={profile.controller.name} required />
            <TextArea name="controllerAddress" label={t('app.privacy.address')} value={profile.controller.address} required />
            <EmailField name="controllerEmail" label={t('app.privacy.email')} value={profile.controller.email} required />
            <TextField
              name="officer"
              label={t('app.privacy.officer')}
              hint={t('app.setup.controller.officer-hint')}
              value={profile.controller.dataProtectionOfficer}
              required
            />
          </Fieldset>
          {!ctx.network.settings.smtpUrl && !profile.demonstration && <Notice tone="warning" title={t('app.admin.no-mail')} />}
          <EmailField
            name="mailFrom"
            label={t('app.setup.mail.from')}
            hint={t('app.setup.mail.from-hint')}
            value={profile.mail?.from ?? ''}
            optional
          />
          <Button>{t('app.account.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [adminCrumb(ctx)] },
    );
  },
  submit: async (ctx, _input, form) => {
    const author = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() } as const;
    const name = Object.entries(namesOf(form)).reduce<Translated>(
      (kept, [lang, text]) => setTranslation(kept, lang, text, author),
      ctx.profile.name,
    );
    await changeNetwork(ctx.trx, { ...form, name, languages: readLanguages(form) });
    await record(ctx.trx, { verb: 'app.network-changed', purpose: 'access.purpose.administration', objectKind: 'network' });
    return redirect('/admin/network', 'app.notice.network-saved');
  },
});
