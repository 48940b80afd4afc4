import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ErrorSummary, Form, PageHeading, SelectField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { officeNames } from '#modules/offices';
import { issueDossier } from '../dossier.ts';
import { readStanding } from '../standing.ts';
import { readVersion } from '../version.ts';
import { atDesk, crumbs, openPlan } from './desk-or-own.ts';

const codes = languages.map(({ code }) => code);

/** Issues a version as a dossier that anybody can verify: the office stands for it, so only the desk does. */
export const issueDossierRoute = formRoute({
  path: `${atDesk.base}/versions/:version/issue`,
  who: atDesk.who,
  params: z.object({ id: idOf<'ventures.ventures'>(), version: idOf<'businessplans.versions'>() }),
  body: z.object({ language: fields.choice(codes) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { venture, plan } = await openPlan(ctx, atDesk, params.id);
    const { version } = await readVersion(ctx.trx, plan, params.version);
    return page(
      t('businessplans.dossier.issue'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('businessplans.dossier.issue')}
          caption={<Bdi>{version.label}</Bdi>}
          lead={t('businessplans.dossier.issue-lead')}
        />
        <Form entry={entry}>
          <SelectField
            name="language"
            label={t('businessplans.dossier.language')}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            value={ctx.lang}
            required
          />
          <Button>{t('businessplans.dossier.issue')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, atDesk, venture) },
    );
  },
  submit: async (ctx, { params }, form) => {
    const { venture, plan: current } = await openPlan(ctx, atDesk, params.id);
    const { version, plan } = await readVersion(ctx.trx, current, params.version);
    const issuer = (await officeNames(ctx.trx, [venture.officeId], form.language)).get(venture.officeId) ?? '–';
    const standing = await readStanding(ctx.trx, plan, version.id);
    const { keyring, files: store, publicUrl } = ctx.network;
    await issueDossier(
      ctx.trx,
      { keyring, store, publicUrl, catalogue: ctx.network.catalogue },
      {
        venture,
        version,
        plan,
        standing,
        issuer,
        lang: form.language,
        timeZone: ctx.timeZone,
        officer: accountOf(ctx),
        now: ctx.now,
        demonstration: ctx.profile.demonstration,
      },
    );
    return redirect(`${atDesk.at(params.id)}/versions/${params.version}`, 'businessplans.notice.issued');
  },
});
