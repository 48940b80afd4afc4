import { z } from 'zod';
import {
  Button,
  CheckboxesField,
  CheckboxField,
  DateField,
  ErrorSummary,
  Form,
  NumberField,
  PageHeading,
  RadioField,
  SelectField,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { addDays, fromLocal, toLocal } from '#kernel/time';
import { findOffice, listOffices, type Office, type OfficeId } from '#modules/offices';
import { audiences, modes, type CourseId } from '../../course.ts';
import type { Group, GroupText } from '../../group.ts';
import { listCourses } from '../../list-courses.ts';
import { changeGroup, planGroup } from '../../plan-group.ts';
import { possibleTrainers } from '../../read-groups.ts';
import { refuse } from '../../refusals.ts';
import { groupParams, openTaught, runOfficeChoices, teachers, teachingCrumbs } from './gates.ts';

const facts = {
  name: fields.text(120),
  way: fields.choice(modes),
  audience: fields.choice(audiences),
  womenOnly: fields.tick(),
  language: fields.text(3).pipe(z.string().regex(/^[a-z]{2,3}$/, 'http.field.wrong')),
  otherOffice: fields.optionalText(60),
  places: fields.whole(1, 500),
  enrolFrom: fields.day(),
  enrolUntil: fields.day(),
  attendancePercent: fields.whole(0, 100),
  trainers: z.preprocess((value) => (Array.isArray(value) ? value : value ? [value] : []), z.array(z.uuid('http.field.wrong')).max(20)),
};
type Facts = { [K in keyof typeof facts]: z.output<(typeof facts)[K]> };

/** From the first minute of one day to the last of another, on the office's clock. */
async function textFrom(ctx: Context, office: Office, form: Facts): Promise<GroupText & { trainers: string[] }> {
  const { enrolFrom, enrolUntil, otherOffice, ...rest } = form;
  const other = otherOffice ? (await listOffices(ctx.trx, { lang: ctx.lang })).find(({ id }) => id === otherOffice) : null;
  if (other === undefined) throw refuse('no-office', { field: 'otherOffice' });
  const known = new Set((await possibleTrainers(ctx.trx, office.id)).map(({ id }) => id));
  if (form.trainers.some((id) => !known.has(id))) throw refuse('not-a-trainer', { field: 'trainers' });
  return {
    ...rest,
    otherOfficeId: other?.id ?? null,
    enrolFrom: new Date(fromLocal(enrolFrom, '00:00', office.timeZone)),
    enrolUntil: new Date(fromLocal(enrolUntil, '24:00', office.timeZone)),
  };
}

/** The fields of a group that belongs to an office. */
async function Fields({
  ctx,
  office,
  group,
  trainers,
}: {
  ctx: Context;
  office: Office;
  group: Group | null;
  trainers: readonly string[];
}) {
  const { t, lang, format } = ctx;
  const today = toLocal(ctx.now.toISOString(), office.timeZone).day;
  const dayOf = (moment: Date) => toLocal(moment.toISOString(), office.timeZone).day;
  const possible = await possibleTrainers(ctx.trx, office.id);
  const others = (await listOffices(ctx.trx, { lang })).filter(({ id }) => id !== office.id);
  return (
    <>
      <TextField
        name="name"
        label={t('learning.field.group-name')}
        hint={t('learning.field.group-name-hint')}
        value={group?.name}
        maxLength={120}
        required
      />
      <RadioField
        name="way"
        label={t('learning.field.mode')}
        choices={modes.map((value) => ({ value, label: t(`learning.mode.${value}`) }))}
        value={group?.way ?? 'class'}
      />
      <RadioField
        name="audience"
        label={t('learning.field.audience')}
        choices={audiences.map((value) => ({ value, label: t(`learning.audience.${value}`) }))}
        value={group?.audience ?? 'founders'}
      />
      <CheckboxField
        name="womenOnly"
        label={t('learning.group.women')}
        hint={t('learning.group.women-hint')}
        checked={group?.womenOnly ?? false}
      />
      <SelectField
        name="language"
        label={t('learning.field.language')}
        options={languageCodes(office).map((value) => ({ value, label: format.languageName(value) }))}
        value={group?.language ?? lang}
        required
      />
      <SelectField
        name="otherOffice"
        label={t('learning.field.other-office')}
        hint={t('learning.field.other-office-hint')}
        emptyLabel={t('learning.field.none')}
        options={others.map(({ id, name }) => ({ value: id, label: textIn(name, lang).text }))}
        value={group?.otherOfficeId ?? ''}
        optional
      />
      <NumberField name="places" label={t('learning.field.places')} value={String(group?.places ?? 12)} required />
      <DateField name="enrolFrom" label={t('learning.field.enrol-from')} value={group ? dayOf(group.enrolFrom) : today} required />
      <DateField
        name="enrolUntil"
        label={t('learning.field.enrol-until')}
        value={group ? dayOf(new Date(group.enrolUntil.getTime() - 1)) : addDays(today, 30)}
        required
      />
      <NumberField
        name="attendancePercent"
        label={t('learning.field.attendance-percent')}
        hint={t('learning.field.attendance-percent-hint')}
        value={String(group?.attendancePercent ?? 80)}
        required
      />
      {possible.length === 0 ? (
        <p>{t('learning.group.no-trainers')}</p>
      ) : (
        <CheckboxesField
          name="trainers"
          label={t('learning.field.trainers')}
          choices={possible.map(({ id, name }) => ({ value: id, label: name || id }))}
          values={trainers}
        />
      )}
    </>
  );
}

/** Languages in which a group may be taught: those of the interface and of the desk. */
function languageCodes(office: Office): string[] {
  return [...new Set(['en', 'it', 'fr', 'ro', 'es', 'ar', ...office.languages.map((tag) => tag.split('-')[0] ?? tag)])];
}

const inOffice = z.object({ office: fields.maybe(fields.text(60)) });

/** Plans a group of a course at an office. */
export const newGroupRoute = formRoute({
  path: '/teaching/groups/new',
  who: teachers,
  query: inOffice,
  body: z.object({ ...facts, course: fields.text(60), office: fields.text(60) }),
  view: async (ctx, { query }, entry) => {
    const { t, lang } = ctx;
    const offices = await runOfficeChoices(ctx);
    const wanted = entry.value('office', query.office ?? '');
    const chosen = offices.find(({ value }) => value === wanted) ?? offices[0];
    const office = chosen ? await findOffice(ctx.trx, chosen.value as OfficeId) : null; // one of the choices just read
    if (!office) throw refuseHttp('not-found');
    const courses = await listCourses(ctx.trx, { audience: null, mode: null, language: null, words: '' }, lang);
    return page(
      t('learning.teaching.new-group'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.teaching.new-group')}
          caption={textIn(office.name, lang).text}
          lead={t('learning.teaching.new-group-lead')}
        />
        {offices.length > 1 && (
          <Form method="get" action="/teaching/groups/new">
            <SelectField name="office" label={t('learning.field.office')} options={offices} value={office.id} emptyLabel={false} />
            <Button kind="secondary">{t('learning.teaching.choose-office')}</Button>
          </Form>
        )}
        <Form entry={entry} draft="learning-group" id="group">
          <input type="hidden" name="office" value={office.id} />
          <SelectField
            name="course"
            label={t('learning.course.caption')}
            options={courses.map(({ id, title }) => ({ value: id, label: textIn(title, lang).text }))}
            required
          />
          {await Fields({ ctx, office, group: null, trainers: [] })}
          <Button>{t('learning.build.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: teachingCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { course, office: officeId, ...form }) => {
    if (!(await runOfficeChoices(ctx)).some(({ value }) => value === officeId)) throw refuse('no-office', { field: 'office' });
    const office = await findOffice(ctx.trx, officeId as OfficeId); // one of the choices just read
    const courses = await listCourses(ctx.trx, { audience: null, mode: null, language: null, words: '' }, ctx.lang);
    if (!office || !courses.some(({ id }) => id === course)) throw refuse('no-course', { field: 'course' });
    const text = await textFrom(ctx, office, form);
    const id = await planGroup(ctx.trx, accountOf(ctx), { ...text, courseId: course as CourseId, officeId: office.id }); // as above
    return redirect(`/teaching/groups/${id}`, 'learning.notice.group-planned');
  },
});

/** Changes a group. */
export const editGroupRoute = formRoute({
  path: '/teaching/groups/:id/edit',
  who: teachers,
  params: groupParams,
  body: z.object(facts),
  view: async (ctx, { params }, entry) => await editPage(ctx, params.id, entry),
  submit: async (ctx, { params }, form) => {
    const { office, runs } = await openTaught(ctx, params.id);
    if (!runs) throw refuseHttp('not-found');
    await changeGroup(ctx.trx, params.id, await textFrom(ctx, office, form));
    return redirect(`/teaching/groups/${params.id}`, 'learning.notice.saved');
  },
});

async function editPage(ctx: Context, id: Group['id'], entry: FormEntry) {
  const { t } = ctx;
  const { group, office, trainers, runs } = await openTaught(ctx, id);
  if (!runs) throw refuseHttp('not-found');
  return page(
    t('learning.teaching.edit-group'),
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={t('learning.teaching.edit-group')} caption={textIn(group.courseTitle, ctx.lang).text} />
      <Form entry={entry}>
        {await Fields({ ctx, office, group, trainers })}
        <Button>{t('learning.build.save')}</Button>
      </Form>
    </>,
    { breadcrumbs: teachingCrumbs(ctx, group) },
  );
}
