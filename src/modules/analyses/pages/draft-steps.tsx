import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import type { AnalysisId } from '../analysis.ts';
import { publishAnalysis } from '../publish-analysis.ts';
import { beginVersion, changeDraft, discardDraft } from '../write-analysis.ts';
import { deskAt, deskCrumbs, draftIn, ofAnalysis, writers, writtenIn } from './reach.ts';

/** Title and summary. */
export const aboutRoute = formRoute({
  path: '/desk/analyses/:id/about',
  who: writers,
  params: ofAnalysis,
  body: z.object({ title: fields.text(300), summary: fields.optionalLongText(4_000), base: fields.whole(1, 1_000_000_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { analysis, draft } = await draftIn(ctx, id);
    return page(
      t('analyses.about.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('analyses.about.title')} caption={<bdi lang={analysis.lang}>{analysis.title}</bdi>} />
        <Form entry={entry} draft={`analysis-${id}-about`} draftRemote>
          <input type="hidden" name="base" value={draft.revision} />
          <TextField name="title" label={t('analyses.field.title')} value={draft.content.title} maxLength={300} required />
          <TextArea
            name="summary"
            label={t('analyses.field.summary')}
            hint={t('analyses.about.summary-hint')}
            value={draft.content.summary ?? ''}
            maxLength={4_000}
            rows={8}
            optional
          />
          <Button>{t('analyses.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, analysis) },
    );
  },
  submit: async (ctx, { params: { id } }, { base, title, summary }) => {
    await changeDraft(ctx.trx, accountOf(ctx), id, { base, change: (content) => ({ ...content, title, summary }) }, ctx.now);
    return redirect(deskAt(id), 'analyses.notice.saved');
  },
});

/** Publishing: what it means, and why there is this version. */
export const publishRoute = formRoute({
  path: '/desk/analyses/:id/publish',
  who: writers,
  params: ofAnalysis,
  body: z.object({ reason: fields.longText(2_000), base: fields.whole(1, 1_000_000_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { analysis, draft } = await draftIn(ctx, id);
    return page(
      t('analyses.publish.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('analyses.publish.title')}
          caption={<bdi lang={analysis.lang}>{draft.content.title}</bdi>}
          lead={t('analyses.publish.lead')}
        />
        <Form entry={entry}>
          <input type="hidden" name="base" value={draft.revision} />
          <TextArea
            name="reason"
            label={t('analyses.publish.reason')}
            hint={t('analyses.publish.reason-hint')}
            maxLength={2_000}
            rows={3}
            required
          />
          <Button>{t('analyses.publish.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, analysis) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    await draftIn(ctx, id);
    const code = await publishAnalysis(ctx.trx, accountOf(ctx), id, form, ctx.now);
    return redirect(`/analyses/${code}`, 'analyses.notice.published');
  },
});

type Act = (ctx: Context, id: AnalysisId) => Promise<unknown>;

// uses messages: analyses.discard.*
// uses messages: analyses.begin.*
/** One thing that is done to an analysis as a whole, after a page that says what it means. */
const stepRoute = (name: 'discard' | 'begin', act: Act, leads: (id: AnalysisId) => string) =>
  formRoute({
    path: `/desk/analyses/:id/${name}`,
    who: writers,
    params: ofAnalysis,
    body: z.object({}),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const { analysis } = await writtenIn(ctx, id);
      return page(
        t(`analyses.${name}.title`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading
            title={t(`analyses.${name}.title`)}
            caption={<bdi lang={analysis.lang}>{analysis.title}</bdi>}
            lead={t(`analyses.${name}.lead`)}
          />
          <Form entry={entry}>
            <Button kind={name === 'discard' ? 'warning' : 'primary'}>{t(`analyses.${name}.button`)}</Button>
          </Form>
        </>,
        { breadcrumbs: deskCrumbs(ctx, analysis) },
      );
    },
    submit: async (ctx, { params: { id } }) => {
      await writtenIn(ctx, id);
      await act(ctx, id);
      return redirect(leads(id), `analyses.notice.${name}`);
    },
  });

export const discardRoute = stepRoute(
  'discard',
  async (ctx, id) => await discardDraft(ctx.trx, id),
  () => '/desk/analyses',
);
export const beginRoute = stepRoute('begin', async (ctx, id) => await beginVersion(ctx.trx, accountOf(ctx), id, ctx.now), deskAt);
