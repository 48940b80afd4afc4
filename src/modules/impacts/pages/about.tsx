import { z } from 'zod';
import { Button, DateField, ErrorSummary, Form, PageHeading, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect } from '#kernel/http';
import { refuse } from '../refusals.ts';
import { changeDraft } from '../write-impact.ts';
import { deskAt, deskCrumbs, draftIn, ofImpact, writers } from './reach.ts';

/** Title, question, period and summary. */
export const aboutRoute = formRoute({
  path: '/desk/impacts/:id/about',
  who: writers,
  params: ofImpact,
  body: z.object({
    title: fields.text(300),
    question: fields.optionalLongText(2_000),
    starts: fields.optionalDay(),
    ends: fields.optionalDay(),
    summary: fields.optionalLongText(4_000),
    base: fields.whole(1, 1_000_000_000),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { impact, draft } = await draftIn(ctx, id);
    const { content, revision } = draft;
    return page(
      t('impacts.about.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('impacts.about.title')} caption={<bdi lang={impact.lang}>{impact.title}</bdi>} />
        <Form entry={entry} draft={`impact-${id}-about`} draftRemote>
          <input type="hidden" name="base" value={revision} />
          <TextField name="title" label={t('impacts.field.title')} value={content.title} maxLength={300} required />
          <TextArea
            name="question"
            label={t('impacts.field.question')}
            hint={t('impacts.about.question-hint')}
            value={content.question ?? ''}
            maxLength={2_000}
            rows={3}
            optional
          />
          <DateField name="starts" label={t('impacts.about.starts')} value={content.starts ?? ''} optional />
          <DateField name="ends" label={t('impacts.about.ends')} value={content.ends ?? ''} optional />
          <TextArea
            name="summary"
            label={t('impacts.field.summary')}
            hint={t('impacts.about.summary-hint')}
            value={content.summary ?? ''}
            maxLength={4_000}
            rows={8}
            optional
          />
          <Button>{t('impacts.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, impact) },
    );
  },
  submit: async (ctx, { params: { id } }, { base, ...form }) => {
    await draftIn(ctx, id);
    if (form.starts && form.ends && form.ends < form.starts) throw refuse('period', { field: 'ends' });
    await changeDraft(ctx.trx, accountOf(ctx), id, { base, change: (content) => ({ ...content, ...form }) }, ctx.now);
    return redirect(deskAt(id), 'impacts.notice.saved');
  },
});
