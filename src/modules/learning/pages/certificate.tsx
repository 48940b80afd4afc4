import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ErrorSummary, Form, PageHeading, SelectField } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { languages, textIn } from '#kernel/i18n';
import { fullName, getPerson, type Person } from '#modules/people';
import { TranslatedText } from '#modules/places/pages';
import { issueCertificate } from '../issue-certificate.ts';
import { learnersOf } from '../learners-of.ts';
import { getStudy, type StudyWithContent } from '../study.ts';
import { certificateWords } from './certificate-words.ts';

const params = z.object({ id: idOf<'access.subjects'>(), study: idOf<'learning.studies'>() });

async function open(ctx: Context, asked: z.output<typeof params>): Promise<{ person: Person; study: StudyWithContent }> {
  const person = await getPerson(ctx.trx, asked.id);
  const study = await getStudy(ctx.trx, asked.study);
  if (!person?.identity || !study || !(await learnersOf(ctx.trx, person.id)).includes(study.accountId)) throw refuseHttp('not-found');
  return { person, study };
}

/** Issues the certificate of a finished course, in the name that the office knows. */
export const certificateRoute = formRoute({
  path: '/desk/people/:id/learning/:study/certificate',
  who: desk,
  params,
  body: z.object({ lang: fields.choice(languages.map(({ code }) => code)) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { person, study } = await open(ctx, input.params);
    const name = person.identity ? fullName(person.identity) : person.reference;
    const known = languages.find(({ code }) => code === person.language);
    return page(
      t('learning.certificate.issue'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.certificate.issue')}
          caption={<TranslatedText value={study.content.title} />}
          lead={t('learning.certificate.lead', { name })}
        />
        <Form entry={entry}>
          <SelectField
            name="lang"
            label={t('learning.field.language')}
            options={languages.map(({ code, name: label }) => ({ value: code, label }))}
            value={known?.code ?? ctx.lang}
            required
          />
          <Button>{t('learning.certificate.issue')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: name, href: `/desk/people/${person.id}/learning` }] },
    );
  },
  submit: async (ctx, input, { lang }) => {
    const { person, study } = await open(ctx, input.params);
    const { keyring, files: store } = ctx.network;
    await issueCertificate(
      ctx.trx,
      { keyring, store, publicUrl: ctx.network.publicUrl },
      {
        studyId: study.id,
        accountId: study.accountId,
        person,
        lang,
        words: await certificateWords(
          ctx,
          {
            name: person.identity ? fullName(person.identity) : '',
            otherName: person.identity?.nameInOtherScript ?? null,
            officeId: person.officeId,
          },
          { title: textIn(study.content.title, lang).text, minutes: study.content.minutes, finishedAt: study.finishedAt },
          lang,
        ),
        officer: accountOf(ctx),
        now: ctx.now,
      },
    );
    return redirect(`/desk/people/${person.id}/learning`, 'learning.notice.certified');
  },
});
