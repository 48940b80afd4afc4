import { z } from 'zod';
import { Button, CheckboxField, ErrorSummary, Form, Link, Notice, PageHeading, RadioField, SelectField, TextField } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { languages, textIn } from '#kernel/i18n';
import { fullName } from '#modules/people';
import { shareOf, ticksOf } from '../../attendance.ts';
import { enrolAtDesk, withdrawEnrolment } from '../../enrol.ts';
import { getEnrolment } from '../../enrolment.ts';
import { takesPeople, type Group, type GroupId } from '../../group.ts';
import { issueAttendance } from '../../issue-attendance.ts';
import { getGroup, listComingGroups } from '../../read-groups.ts';
import { refuse } from '../../refusals.ts';
import { sessionsOf } from '../../session.ts';
import { attendanceWords } from '../certificate-words.ts';
import { crumbs, enrolmentParams, nameOf, openPerson, personParams } from './desk-person.ts';
import { languageChoices, wordingFor } from './enrol.tsx';

/** Enrols a person at the desk, on their word. */
export const deskEnrolRoute = formRoute({
  path: '/desk/people/:id/learning/enrol',
  who: desk,
  params: personParams,
  body: z.object({
    group: fields.text(60),
    name: fields.text(120),
    forMe: fields.tick(),
    language: fields.choice(languages.map(({ code }) => code)),
    how: fields.choice(['spoken-at-desk', 'signed-at-desk']),
    agreed: fields.tick(),
  }),
  view: async (ctx, { params }, entry) => {
    const { t, lang } = ctx;
    const person = await openPerson(ctx, params.id);
    const groups = await openGroups(ctx);
    const known = languages.find(({ code }) => code === person.language);
    const chosen = groups.find(({ id }) => id === entry.value('group')) ?? groups[0];
    return page(
      t('learning.desk.enrol'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('learning.desk.enrol')} caption={<bdi>{nameOf(person)}</bdi>} lead={t('learning.desk.enrol-lead')} />
        {groups.length === 0 || !chosen ? (
          <Notice title={t('learning.groups.none')}>
            <Link href="/teaching">{t('learning.teaching.title')}</Link>
          </Notice>
        ) : (
          <Form entry={entry}>
            <SelectField
              name="group"
              label={t('learning.field.group')}
              options={groups.map((group) => ({
                value: group.id,
                label: [textIn(group.courseTitle, lang).text, group.name, group.womenOnly ? t('learning.group.women') : '']
                  .filter(Boolean)
                  .join(', '),
              }))}
              required
            />
            <TextField
              name="name"
              label={t('learning.enrol.name')}
              hint={t('learning.enrol.name-hint')}
              value={nameOf(person)}
              maxLength={120}
              required
            />
            {groups.some(({ womenOnly }) => womenOnly) && (
              <CheckboxField name="forMe" label={t('learning.desk.for-them')} hint={t('learning.enrol.for-me-hint')} />
            )}
            <SelectField
              name="language"
              label={t('learning.desk.read-in')}
              options={languageChoices}
              value={known?.code ?? lang}
              required
            />
            <p>{await wordingFor(ctx, chosen, known?.code ?? lang)}</p>
            <RadioField
              name="how"
              label={t('learning.desk.how')}
              choices={(['spoken-at-desk', 'signed-at-desk'] as const).map((value) => ({
                value,
                label: t(`learning.agreed-how.${value}`),
              }))}
              value="spoken-at-desk"
            />
            <CheckboxField name="agreed" label={t('learning.desk.agreed')} required />
            <Button>{t('learning.desk.enrol')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: crumbs(person) },
    );
  },
  submit: async (ctx, { params }, { group: wanted, name, forMe, language, how, agreed }) => {
    const person = await openPerson(ctx, params.id);
    const group = (await openGroups(ctx)).find(({ id }) => id === wanted);
    if (!group) throw refuse('no-group', { field: 'group' });
    if (!agreed) throw refuse('not-agreed', { field: 'agreed' });
    const wording = await wordingFor(ctx, group, language);
    const actor = { ...ctx.actor, accountId: accountOf(ctx) };
    const { state } = await enrolAtDesk(ctx.trx, actor, person, group, { name, forMe, language, wording, how });
    return redirect(
      `/desk/people/${person.id}/learning`,
      state === 'enrolled' ? 'learning.notice.desk-enrolled' : 'learning.notice.desk-waiting',
    );
  },
});

async function openGroups(ctx: Context): Promise<Group[]> {
  const all = await listComingGroups(ctx.trx, { officeId: null, language: null, audience: null, way: null });
  return all.filter((group) => takesPeople(group, ctx.now));
}

async function openEnrolment(ctx: Context, { id, enrolment: wanted }: z.output<typeof enrolmentParams>) {
  const person = await openPerson(ctx, id);
  const enrolment = await getEnrolment(ctx.trx, wanted);
  const group = enrolment?.personId === person.id ? await getGroup(ctx.trx, enrolment.groupId as GroupId) : null;
  if (!enrolment || !group) throw refuseHttp('not-found');
  return { person, enrolment, group };
}

/** Gives up the place of a person, on their word. */
export const deskWithdrawRoute = formRoute({
  path: '/desk/people/:id/learning/groups/:enrolment/withdraw',
  who: desk,
  params: enrolmentParams,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { person, group } = await openEnrolment(ctx, params);
    return page(
      t('learning.enrol.withdraw'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.enrol.withdraw')}
          caption={`${textIn(group.courseTitle, ctx.lang).text}, ${group.name}`}
          lead={t('learning.enrol.withdraw-lead')}
        />
        <Form entry={entry}>
          <Button kind="warning">{t('learning.enrol.withdraw')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(person) },
    );
  },
  submit: async (ctx, { params }) => {
    const { person, enrolment } = await openEnrolment(ctx, params);
    await withdrawEnrolment(ctx.trx, enrolment.id);
    return redirect(`/desk/people/${person.id}/learning`, 'learning.notice.desk-withdrawn');
  },
});

/** Issues the certificate of attendance, in the name that the office knows. */
export const attendanceCertificateRoute = formRoute({
  path: '/desk/people/:id/learning/groups/:enrolment/certificate',
  who: desk,
  params: enrolmentParams,
  body: z.object({ lang: fields.choice(languages.map(({ code }) => code)) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { person, group } = await openEnrolment(ctx, params);
    const known = languages.find(({ code }) => code === person.language);
    return page(
      t('learning.certificate.issue'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.certificate.issue')}
          caption={`${textIn(group.courseTitle, ctx.lang).text}, ${group.name}`}
          lead={t('learning.certificate.lead', { name: nameOf(person) })}
        />
        <p>{t('learning.group.attendance-rule', { percent: ctx.format.number(group.attendancePercent) })}</p>
        <Form entry={entry}>
          <SelectField
            name="lang"
            label={t('learning.field.language')}
            options={languageChoices}
            value={known?.code ?? ctx.lang}
            required
          />
          <Button>{t('learning.certificate.issue')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(person) },
    );
  },
  submit: async (ctx, { params }, { lang }) => {
    const { person, enrolment, group } = await openEnrolment(ctx, params);
    const { keyring, files: store, publicUrl } = ctx.network;
    const { present, held } = shareOf(await sessionsOf(ctx.trx, [group.id]), await ticksOf(ctx.trx, [enrolment.id]), enrolment.id, ctx.now);
    const words = await attendanceWords(
      ctx,
      {
        name: person.identity ? fullName(person.identity) : '',
        otherName: person.identity?.nameInOtherScript ?? null,
        officeId: person.officeId,
      },
      { title: textIn(group.courseTitle, lang).text, present, held, lastAt: group.lastAt },
      lang,
    );
    await issueAttendance(
      ctx.trx,
      { keyring, store, publicUrl },
      { enrolment, person, lang, words, officer: accountOf(ctx), now: ctx.now },
    );
    return redirect(`/desk/people/${person.id}/learning`, 'learning.notice.certified');
  },
});
