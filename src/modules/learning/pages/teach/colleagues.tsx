import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, EmptyState, ErrorSummary, Form, PageHeading, Section, SelectField, Table } from '#kernel/html';
import { accountOf, download, fields, formRoute, page, pageRoute, redirect, refuseHttp, signedIn, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { languages, textIn } from '#kernel/i18n';
import { TranslatedText } from '#modules/places/pages';
import { attendedByColleagues } from '../../officer-attendance.ts';
import {
  finishedByColleagues,
  issueOfficerCertificate,
  ownOfficerCertificate,
  type FinishedByColleague,
} from '../../officer-certificate.ts';
import { certificateWords } from '../certificate-words.ts';
import { CertificateCell, ColleaguesAttended } from './colleagues-attended.tsx';
import { colleaguesCrumbs, managers, teachingCrumbs } from './gates.ts';

const params = z.object({ study: idOf<'learning.studies'>() });

/** What colleagues of the manager's offices have earned: courses for officers that they finished, and groups for officers. */
export const colleaguesRoute = pageRoute({
  path: '/teaching/colleagues',
  who: managers,
  view: async (ctx) => {
    const { t, format } = ctx;
    const rows = await finishedByColleagues(ctx.trx);
    const attended = await attendedByColleagues(ctx.trx);
    const names = await accountNames(
      ctx.trx,
      [...rows, ...attended].map(({ accountId }) => accountId),
    );
    return page(
      t('learning.colleagues.title'),
      <>
        <PageHeading title={t('learning.colleagues.title')} lead={t('learning.colleagues.lead')} />
        <Section title={t('learning.colleagues.finished')}>
          <Table
            caption={t('learning.colleagues.finished')}
            hideCaption
            rows={rows}
            rowKey={({ studyId }) => studyId}
            empty={<EmptyState title={t('learning.colleagues.none')}>{t('learning.colleagues.none-hint')}</EmptyState>}
            columns={[
              { key: 'name', header: t('learning.field.name'), cell: (one) => <bdi>{names.get(one.accountId) || '–'}</bdi> },
              { key: 'course', header: t('learning.course.caption'), cell: ({ title }) => <TranslatedText value={title} /> },
              { key: 'finished', header: t('learning.certificate.finished'), cell: (one) => format.instant(one.finishedAt, 'short') },
              {
                key: 'certificate',
                header: t('learning.certificate.title'),
                cell: (one) => (
                  <CertificateCell ctx={ctx} of={one} name={names.get(one.accountId)} href={`/teaching/colleagues/${one.studyId}`} />
                ),
              },
            ]}
          />
        </Section>
        <ColleaguesAttended ctx={ctx} rows={attended} names={names} />
      </>,
      { width: 'wide', breadcrumbs: teachingCrumbs(ctx) },
    );
  },
});

async function openFinished(ctx: Context, study: string): Promise<{ of: FinishedByColleague; name: string }> {
  const of = (await finishedByColleagues(ctx.trx)).find(({ studyId }) => studyId === study);
  if (!of || of.accountId === accountOf(ctx)) throw refuseHttp('not-found');
  return { of, name: (await accountNames(ctx.trx, [of.accountId])).get(of.accountId) ?? '' };
}

/** Issues the certificate of one, in the name under which the colleague works. */
export const colleagueCertificateRoute = formRoute({
  path: '/teaching/colleagues/:study',
  who: managers,
  params,
  body: z.object({ lang: fields.choice(languages.map(({ code }) => code)) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { of, name } = await openFinished(ctx, input.params.study);
    return page(
      t('learning.certificate.issue'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.certificate.issue')}
          caption={<TranslatedText value={of.title} />}
          lead={t('learning.colleagues.issue-lead', { name })}
        />
        <Form entry={entry}>
          <SelectField
            name="lang"
            label={t('learning.field.language')}
            options={languages.map(({ code, name: label }) => ({ value: code, label }))}
            value={ctx.lang}
            required
          />
          <Button>{t('learning.certificate.issue')}</Button>
        </Form>
      </>,
      { breadcrumbs: colleaguesCrumbs(ctx) },
    );
  },
  submit: async (ctx, input, { lang }) => {
    const { of, name } = await openFinished(ctx, input.params.study);
    const { keyring, publicUrl } = ctx.network;
    const course = { title: textIn(of.title, lang).text, minutes: of.minutes, finishedAt: of.finishedAt };
    await issueOfficerCertificate(
      ctx.trx,
      { keyring, publicUrl },
      {
        of,
        lang,
        words: await certificateWords(ctx, { name, otherName: null, officeId: of.officeId }, course, lang),
        manager: accountOf(ctx),
        now: ctx.now,
      },
    );
    return redirect('/teaching/colleagues', 'learning.notice.colleague-certified');
  },
});

/** The officer's own certificate. */
export const ownCertificateRoute = pageRoute({
  path: '/me/courses/certificates/:study',
  who: signedIn,
  params,
  view: async (ctx, input) => {
    const content = await ownOfficerCertificate(ctx.trx, input.params.study);
    if (!content) throw refuseHttp('not-found');
    return download('certificate.pdf', 'application/pdf', content);
  },
});
