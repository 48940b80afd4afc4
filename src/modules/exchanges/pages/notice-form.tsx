import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  CheckboxesField,
  DateField,
  ErrorSummary,
  Form,
  PageHeading,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { addDays } from '#kernel/time';
import type { CourseId } from '#modules/learning';
import { kinds, modes, spoken, topics, type Kind, type Notice } from '../exchange.ts';
import { changeNotice, officerCourses, writeNotice, type NoticeText } from '../notices.ts';
import { ownNotice } from './notice.tsx';
import { base, crumbs, officesFor, speaksFor, staff, todayOf, topicText } from './reach.ts';

/** Half a year: long enough to find somebody, short enough to stay true. */
const USUAL_DAYS = 183;

const content = {
  topic: fields.optionalChoice(topics),
  words: fields.optionalText(120),
  about: fields.longText(2_000),
  languages: fields.choices(spoken),
  mode: fields.choice(modes),
  course: fields.optionalText(40).pipe(idOf<'learning.courses'>().nullable()),
  validUntil: fields.day(),
};

type Given = Omit<NoticeText, 'courseId'> & { course: CourseId | null };

const textOf = ({ course, ...given }: Given): NoticeText => ({ ...given, courseId: course });

interface FieldsProps {
  ctx: Context;
  kind: Kind;
  notice?: Notice;
  courses: Awaited<ReturnType<typeof officerCourses>>;
}

function NoticeFields({ ctx, kind, notice, courses }: FieldsProps) {
  const { t, format, lang } = ctx;
  return (
    <>
      <SelectField
        name="topic"
        label={t('exchanges.field.topic')}
        hint={t('exchanges.new.topic-hint')}
        emptyLabel={t('exchanges.new.own-words')}
        value={notice?.topic ?? ''}
        options={topics.map((value) => ({ value, label: t(`exchanges.topic.${value}`) }))}
        optional
      />
      <TextField name="words" label={t('exchanges.field.words')} value={notice?.words ?? ''} maxLength={120} optional />
      <TextArea
        name="about"
        label={t(kind === 'need' ? 'exchanges.field.about-need' : 'exchanges.field.about-offer')}
        value={notice?.about ?? ''}
        maxLength={2_000}
        rows={5}
        required
      />
      <CheckboxesField
        name="languages"
        label={t('exchanges.field.languages')}
        choices={spoken.map((value) => ({ value, label: format.languageName(value) }))}
        values={notice?.languages ?? [lang]}
        required
      />
      <RadioField
        name="mode"
        label={t('exchanges.field.mode')}
        choices={modes.map((value) => ({ value, label: t(`exchanges.mode.${value}`) }))}
        value={notice?.mode ?? ''}
        required
      />
      {kind === 'offer' && (
        <SelectField
          name="course"
          label={t('exchanges.field.course')}
          hint={t('exchanges.new.course-hint')}
          emptyLabel={t('exchanges.new.no-course')}
          value={notice?.courseId ?? ''}
          options={courses.map(({ id, title }) => ({ value: id, label: textIn(title, lang).text }))}
          optional
        />
      )}
      <DateField
        name="validUntil"
        label={t('exchanges.field.valid-until')}
        hint={t('exchanges.new.until-hint')}
        value={notice?.validUntil ?? addDays(todayOf(ctx), USUAL_DAYS)}
        required
      />
    </>
  );
}

/** Writes what one's own office needs or offers. */
export const newNoticeRoute = formRoute({
  path: '/desk/exchanges/notices/new',
  who: staff,
  query: z.object({ kind: fields.maybe(fields.choice(kinds)) }),
  body: z.object({ kind: fields.choice(kinds), office: fields.text(40).pipe(idOf<'offices.offices'>()), ...content }),
  view: async (ctx, { query }, entry) => {
    const { t } = ctx;
    const { own } = await officesFor(ctx);
    if (own.length === 0) throw refuseHttp('not-found');
    const kind = kinds.find((one) => one === entry.value('kind')) ?? query.kind ?? 'need';
    return page(
      t(`exchanges.new.${kind}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`exchanges.new.${kind}`)} lead={t('exchanges.new.lead')} />
        <Form entry={entry} draft={`exchange-${kind}`}>
          <input type="hidden" name="kind" value={kind} />
          <SelectField
            name="office"
            label={t('exchanges.field.office')}
            value={own.length === 1 ? (own[0]?.value ?? '') : ''}
            options={own}
            required
          />
          <NoticeFields ctx={ctx} kind={kind} courses={await officerCourses(ctx.trx, ctx.lang)} />
          <Button>{t('exchanges.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, 'notices') },
    );
  },
  submit: async (ctx, _input, { kind, office, ...given }) => {
    if (speaksFor(ctx).length === 0) throw refuseHttp('not-found');
    const when = { now: ctx.now, today: todayOf(ctx) };
    const id = await writeNotice(ctx.trx, accountOf(ctx), { kind, officeId: office, ...textOf(given) }, when);
    return redirect(`${base}/notices/${id}`, 'exchanges.notice.written');
  },
});

/** Changes a notice of one's own office, or lets it stand longer. */
export const changeNoticeRoute = formRoute({
  path: '/desk/exchanges/notices/:id/change',
  who: staff,
  params: z.object({ id: idOf<'exchanges.notices'>() }),
  body: z.object(content),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const notice = await ownNotice(ctx, id);
    return page(
      t('exchanges.notice.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('exchanges.notice.change')} />
        <Form entry={entry}>
          <NoticeFields ctx={ctx} kind={notice.kind} notice={notice} courses={await officerCourses(ctx.trx, ctx.lang)} />
          <Button>{t('exchanges.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, 'notices', { label: topicText(ctx, notice), href: `${base}/notices/${id}` }) },
    );
  },
  submit: async (ctx, { params: { id } }, given) => {
    await changeNotice(ctx.trx, await ownNotice(ctx, id), textOf(given), todayOf(ctx));
    return redirect(`${base}/notices/${id}`, 'exchanges.notice.kept');
  },
});
