import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect } from '#kernel/http';
import { changeDraft } from '../write-comparison.ts';
import { deskAt, deskCrumbs, draftIn, ofComparison, writers } from './reach.ts';

/** Title, question, and why these places. */
export const aboutRoute = formRoute({
  path: '/desk/benchmarks/:id/about',
  who: writers,
  params: ofComparison,
  body: z.object({
    title: fields.text(300),
    question: fields.optionalLongText(2_000),
    reason: fields.optionalLongText(4_000),
    base: fields.whole(1, 1_000_000_000),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { comparison, draft } = await draftIn(ctx, id);
    const { content, revision } = draft;
    return page(
      t('benchmarks.about.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('benchmarks.about.title')} caption={<bdi lang={comparison.lang}>{comparison.title}</bdi>} />
        <Form entry={entry} draft={`benchmark-${id}-about`} draftRemote>
          <input type="hidden" name="base" value={revision} />
          <TextField name="title" label={t('benchmarks.field.title')} value={content.title} maxLength={300} required />
          <TextArea
            name="question"
            label={t('benchmarks.field.question')}
            hint={t('benchmarks.about.question-hint')}
            value={content.question ?? ''}
            maxLength={2_000}
            rows={3}
            optional
          />
          <TextArea
            name="reason"
            label={t('benchmarks.field.reason')}
            hint={t('benchmarks.about.reason-hint')}
            value={content.reason ?? ''}
            maxLength={4_000}
            rows={5}
            optional
          />
          <Button>{t('benchmarks.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, comparison) },
    );
  },
  submit: async (ctx, { params: { id } }, { base, ...form }) => {
    await draftIn(ctx, id);
    await changeDraft(ctx.trx, accountOf(ctx), id, { base, change: (content) => ({ ...content, ...form }) }, ctx.now);
    return redirect(deskAt(id), 'benchmarks.notice.saved');
  },
});
