import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import type { ComparisonId } from '../benchmark.ts';
import { beginVersion, discardDraft, publishComparison } from '../write-comparison.ts';
import { deskAt, deskCrumbs, draftIn, ofComparison, writers, writtenIn } from './reach.ts';

/** Publishing: what it means, and why there is this version. */
export const publishRoute = formRoute({
  path: '/desk/benchmarks/:id/publish',
  who: writers,
  params: ofComparison,
  body: z.object({ reason: fields.longText(2_000), base: fields.whole(1, 1_000_000_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { comparison, draft } = await draftIn(ctx, id);
    return page(
      t('benchmarks.publish.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('benchmarks.publish.title')}
          caption={<bdi lang={comparison.lang}>{draft.content.title}</bdi>}
          lead={t('benchmarks.publish.lead')}
        />
        <Form entry={entry}>
          <input type="hidden" name="base" value={draft.revision} />
          <TextArea
            name="reason"
            label={t('benchmarks.publish.reason')}
            hint={t('benchmarks.publish.reason-hint')}
            maxLength={2_000}
            rows={3}
            required
          />
          <Button>{t('benchmarks.publish.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, comparison) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    await draftIn(ctx, id);
    const code = await publishComparison(ctx.trx, accountOf(ctx), id, form, ctx.now);
    return redirect(`/benchmarks/${code}`, 'benchmarks.notice.publish');
  },
});

type Step = 'discard' | 'begin';

// uses messages: benchmarks.discard.*
// uses messages: benchmarks.begin.*
/** One thing that is done to a comparison as a whole, after a page that says what it means; `act` answers where it leads. */
const stepRoute = (name: Step, act: (ctx: Context, id: ComparisonId) => Promise<string>) =>
  formRoute({
    path: `/desk/benchmarks/:id/${name}`,
    who: writers,
    params: ofComparison,
    body: z.object({}),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const comparison = await writtenIn(ctx, id);
      return page(
        t(`benchmarks.${name}.title`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading
            title={t(`benchmarks.${name}.title`)}
            caption={<bdi lang={comparison.lang}>{comparison.title}</bdi>}
            lead={t(`benchmarks.${name}.lead`)}
          />
          <Form entry={entry}>
            <Button kind={name === 'discard' ? 'warning' : 'primary'}>{t(`benchmarks.${name}.button`)}</Button>
          </Form>
        </>,
        { breadcrumbs: deskCrumbs(ctx, comparison) },
      );
    },
    submit: async (ctx, { params: { id } }) => {
      await writtenIn(ctx, id);
      return redirect(await act(ctx, id), `benchmarks.notice.${name}`);
    },
  });

export const discardRoute = stepRoute('discard', async (ctx, id) => {
  await discardDraft(ctx.trx, id);
  return '/desk/benchmarks';
});

export const beginRoute = stepRoute('begin', async (ctx, id) => {
  await beginVersion(ctx.trx, accountOf(ctx), id, ctx.now);
  return deskAt(id);
});
