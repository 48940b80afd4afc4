import { z } from 'zod';
import {
  Button,
  ButtonLink,
  CheckboxesField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  NumberField,
  PageHeading,
  RadioField,
  SelectField,
  Table,
  Tag,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, type Context, type FormEntry } from '#kernel/http';
import { languages, setTranslation } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import { officeNames } from '#modules/offices';
import { TranslatedText } from '#modules/places/pages';
import { tracks } from '#modules/tracks';
import { createCourse } from '../../build-course.ts';
import { audiences, modes, type CourseContent } from '../../course.ts';
import { changeDraft, listDrafts } from '../../draft.ts';
import { refuse } from '../../refusals.ts';
import { buildCrumbs, builders, courseParams, officeChoices, openDraft, sourceText } from './builder.ts';

/** The courses that the reader builds. */
export const buildListRoute = pageRoute({
  path: '/teaching/courses',
  who: builders,
  view: async (ctx) => {
    const { t, lang, format } = ctx;
    const drafts = await listDrafts(ctx.trx);
    const names = await officeNames(
      ctx.trx,
      drafts.flatMap(({ officeId }) => officeId ?? []),
      lang,
    );
    return page(
      t('learning.build.title'),
      <>
        <PageHeading
          title={t('learning.build.title')}
          lead={t('learning.build.lead')}
          actions={<ButtonLink href="/teaching/courses/new">{t('learning.build.new')}</ButtonLink>}
        />
        <Table
          caption={t('learning.build.title')}
          hideCaption
          rows={drafts}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('learning.build.none')} />}
          columns={[
            {
              key: 'title',
              header: t('learning.field.title'),
              cell: ({ id, title }) => (
                <Link href={`/teaching/courses/${id}`}>
                  <TranslatedText value={title} />
                </Link>
              ),
            },
            {
              key: 'office',
              header: t('learning.field.office'),
              cell: ({ officeId }) => (officeId ? names.get(officeId) : null) ?? t('learning.build.network'),
            },
            {
              key: 'state',
              header: t('learning.field.state'),
              cell: ({ versionNumber, withdrawnAt }) => (
                <Tag tone={withdrawnAt ? 'warning' : versionNumber ? 'success' : 'neutral'}>
                  {withdrawnAt
                    ? t('learning.build.withdrawn')
                    : versionNumber
                      ? t('learning.build.version', { number: versionNumber })
                      : t('learning.build.draft')}
                </Tag>
              ),
            },
            { key: 'changed', header: t('learning.field.changed'), cell: ({ updatedAt }) => format.instant(updatedAt, 'short') },
          ]}
        />
      </>,
      { width: 'wide' },
    );
  },
});

const facts = {
  title: fields.text(200),
  summary: fields.longText(1_000),
  audience: fields.choices(audiences).refine((chosen) => chosen.length > 0, 'http.field.choose'),
  tracks: fields.choices(tracks),
  mode: fields.choice(modes),
  minutes: fields.whole(1, 60_000),
};

function FactFields({ ctx, content }: { ctx: Context; content: CourseContent | null }) {
  const { t } = ctx;
  return (
    <>
      <TextField name="title" label={t('learning.field.title')} value={sourceText(content?.title)} required />
      <TextArea name="summary" label={t('learning.field.summary')} value={sourceText(content?.summary)} required />
      <CheckboxesField
        name="audience"
        label={t('learning.field.audience')}
        choices={audiences.map((value) => ({ value, label: t(`learning.audience.${value}`) }))}
        values={content?.audience ?? ['founders']}
      />
      <CheckboxesField
        name="tracks"
        label={t('learning.field.tracks')}
        hint={t('learning.field.tracks-hint')}
        choices={tracks.map((value) => ({ value, label: t(`tracks.track.${value}`) }))}
        values={content?.tracks ?? []}
      />
      <RadioField
        name="mode"
        label={t('learning.field.mode')}
        choices={modes.map((value) => ({ value, label: t(`learning.mode.${value}`) }))}
        value={content?.mode ?? 'distance'}
      />
      <NumberField name="minutes" label={t('learning.field.minutes')} value={content ? String(content.minutes) : ''} required />
    </>
  );
}

/** Begins a course. */
export const newCourseRoute = formRoute({
  path: '/teaching/courses/new',
  who: builders,
  body: z.object({ ...facts, office: fields.text(60), lang: fields.choice(languages.map(({ code }) => code)) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const offices = await officeChoices(ctx);
    return page(
      t('learning.build.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('learning.build.new')} />
        <Form entry={entry} draft="course-new">
          <SelectField name="office" label={t('learning.field.office')} options={offices} value={offices[0]?.value ?? ''} required />
          <SelectField
            name="lang"
            label={t('learning.field.written-in')}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            value={ctx.lang}
            required
          />
          <FactFields ctx={ctx} content={null} />
          <Button>{t('learning.build.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: buildCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { office, ...form }) => {
    if (!(await officeChoices(ctx)).some(({ value }) => value === office)) throw refuse('no-office', { field: 'office' });
    const officeId = office === 'network' ? null : (office as OfficeId); // one of the choices just read
    const id = await createCourse(ctx.trx, accountOf(ctx), { ...form, officeId }, ctx.now);
    return redirect(`/teaching/courses/${id}`, 'learning.notice.created');
  },
});

/** Changes what a course says of itself, and what its certificate asks for. */
export const editCourseRoute = formRoute({
  path: '/teaching/courses/:id/edit',
  who: builders,
  params: courseParams,
  body: z.object({
    ...facts,
    source: fields.optionalText(300),
    quizPercent: fields.whole(0, 100),
    exercises: fields.tick(),
    seen: fields.whole(1, 1_000_000),
  }),
  view: async (ctx, { params }, entry) => await editPage(ctx, params.id, entry),
  submit: async (ctx, { params }, form) => {
    const { title, summary, audience, tracks: assigned, mode, minutes, source, quizPercent, exercises, seen } = form;
    const author = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() } as const;
    await changeDraft(
      ctx.trx,
      accountOf(ctx),
      params.id,
      (content) => ({
        ...content,
        title: setTranslation(content.title, content.title.source, title, author),
        summary: setTranslation(content.summary, content.summary.source, summary, author),
        audience,
        tracks: assigned,
        mode,
        minutes,
        source: source ?? '',
        rule: { quizPercent, exercises },
      }),
      seen,
    );
    return redirect(`/teaching/courses/${params.id}`, 'learning.notice.saved');
  },
});

async function editPage(ctx: Context, id: Parameters<typeof openDraft>[1], entry: FormEntry) {
  const { t } = ctx;
  const draft = await openDraft(ctx, id);
  return page(
    t('learning.build.edit'),
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={t('learning.build.edit')} caption={<TranslatedText value={draft.content.title} />} />
      <Form entry={entry} draft={`course-${draft.id}`}>
        <input type="hidden" name="seen" value={String(draft.number)} />
        <FactFields ctx={ctx} content={draft.content} />
        <TextField name="source" label={t('learning.field.source')} value={draft.content.source} optional />
        <NumberField name="quizPercent" label={t('learning.field.quiz-percent')} value={String(draft.content.rule.quizPercent)} required />
        <CheckboxesField
          name="exercises"
          label={t('learning.field.exercises')}
          choices={[{ value: 'yes', label: t('learning.rule.exercises') }]}
          values={draft.content.rule.exercises ? ['yes'] : []}
        />
        <Button>{t('learning.build.save')}</Button>
      </Form>
    </>,
    { breadcrumbs: buildCrumbs(ctx, draft) },
  );
}
