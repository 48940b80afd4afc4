import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ErrorSummary, Form, Link, Notice, PageHeading, SelectField } from '#kernel/html';
import { accountOf, download, fields, formRoute, page, pageRoute, redirect, refuseHttp, signedIn, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { languages, textIn } from '#kernel/i18n';
import {
  attendedByColleagues,
  issueOfficerAttendance,
  missingSessions,
  ownOfficerAttendance,
  type AttendedByColleague,
} from '../../officer-attendance.ts';
import { attendanceWords } from '../certificate-words.ts';
import { languageChoices } from '../groups/enrol.tsx';
import { colleaguesCrumbs, managers } from './gates.ts';

const params = z.object({ enrolment: idOf<'learning.enrolments'>() });

async function openAttended(ctx: Context, enrolment: string): Promise<{ of: AttendedByColleague; name: string }> {
  const of = (await attendedByColleagues(ctx.trx)).find(({ enrolmentId }) => enrolmentId === enrolment);
  if (!of || of.accountId === accountOf(ctx)) throw refuseHttp('not-found');
  return { of, name: (await accountNames(ctx.trx, [of.accountId])).get(of.accountId) ?? '' };
}

/** Issues the certificate of attendance of one, in the name under which the colleague works. */
export const colleagueAttendanceRoute = formRoute({
  path: '/teaching/colleagues/groups/:enrolment',
  who: managers,
  params,
  body: z.object({ lang: fields.choice(languages.map(({ code }) => code)) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { of, name } = await openAttended(ctx, input.params.enrolment);
    const why = whyNot(ctx, of);
    return page(
      t('learning.certificate.attendance-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.certificate.attendance-title')}
          caption={`${textIn(of.title, ctx.lang).text}, ${of.groupName}`}
          lead={why ? <bdi>{name}</bdi> : t('learning.colleagues.issue-lead', { name })}
        />
        {why ? (
          <Notice title={why}>
            <Link href="/teaching/colleagues">{t('learning.colleagues.title')}</Link>
          </Notice>
        ) : (
          <>
            <p>{t('learning.colleagues.sessions', { present: of.present, count: of.held })}</p>
            <Form entry={entry}>
              <SelectField name="lang" label={t('learning.field.language')} options={languageChoices} value={ctx.lang} required />
              <Button>{t('learning.certificate.issue')}</Button>
            </Form>
          </>
        )}
      </>,
      { breadcrumbs: colleaguesCrumbs(ctx) },
    );
  },
  submit: async (ctx, input, { lang }) => {
    const { of, name } = await openAttended(ctx, input.params.enrolment);
    const { keyring, publicUrl } = ctx.network;
    const group = { title: textIn(of.title, lang).text, present: of.present, held: of.held, lastAt: of.lastAt };
    await issueOfficerAttendance(
      ctx.trx,
      { keyring, publicUrl },
      {
        of,
        lang,
        words: await attendanceWords(ctx, { name, otherName: null, officeId: of.officeId }, group, lang),
        manager: accountOf(ctx),
        now: ctx.now,
      },
    );
    return redirect('/teaching/colleagues', 'learning.notice.colleague-certified');
  },
});

/** Why there is nothing to issue; null where there is. */
function whyNot({ t, format }: Context, of: AttendedByColleague): string | null {
  if (of.certifiedAt) return t('learning.certificate.issued', { day: format.instant(of.certifiedAt, 'short') });
  const missing = missingSessions(of);
  if (missing === 0) return null;
  return t('learning.refusal.too-little-attendance', { present: of.present, held: of.held, needed: of.needed, missing });
}

/** The officer's own certificate of attendance. */
export const ownAttendanceRoute = pageRoute({
  path: '/me/groups/certificates/:enrolment',
  who: signedIn,
  params,
  view: async (ctx, input) => {
    const content = await ownOfficerAttendance(ctx.trx, input.params.enrolment);
    if (!content) throw refuseHttp('not-found');
    return download('attendance.pdf', 'application/pdf', content);
  },
});
