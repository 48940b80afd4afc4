import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { agreeImpact, publishImpact } from '../agree-impact.ts';
import type { ImpactId } from '../impact.ts';
import { beginVersion, discardDraft } from '../write-impact.ts';
import { deskAt, deskCrumbs, draftIn, ofImpact, writers, writtenIn } from './reach.ts';

/** Freezing what is foreseen: what it means, and who agreed. */
export const agreeRoute = formRoute({
  path: '/desk/impacts/:id/agree',
  who: writers,
  params: ofImpact,
  body: z.object({ agreement: fields.longText(2_000), base: fields.whole(1, 1_000_000_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { impact, draft } = await draftIn(ctx, id);
    return page(
      t('impacts.agree.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('impacts.agree.title')}
          caption={<bdi lang={impact.lang}>{draft.content.title}</bdi>}
          lead={t('impacts.agree.lead')}
        />
        <Form entry={entry}>
          <input type="hidden" name="base" value={draft.revision} />
          <TextArea
            name="agreement"
            label={t('impacts.agree.agreement')}
            hint={t('impacts.agree.agreement-hint')}
            maxLength={2_000}
            rows={3}
            required
          />
          <Button>{t('impacts.agree.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, impact) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    await draftIn(ctx, id);
    await agreeImpact(ctx.trx, accountOf(ctx), id, form, ctx.now);
    return redirect(deskAt(id), 'impacts.notice.agree');
  },
});

type Step = 'publish' | 'discard' | 'begin';

// uses messages: impacts.publish.*
// uses messages: impacts.discard.*
// uses messages: impacts.begin.*
/** One thing that is done to an analysis as a whole, after a page that says what it means; `act` answers where it leads. */
const stepRoute = (name: Step, act: (ctx: Context, id: ImpactId) => Promise<string>) =>
  formRoute({
    path: `/desk/impacts/:id/${name}`,
    who: writers,
    params: ofImpact,
    body: z.object({}),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const impact = await writtenIn(ctx, id);
      return page(
        t(`impacts.${name}.title`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading
            title={t(`impacts.${name}.title`)}
            caption={<bdi lang={impact.lang}>{impact.title}</bdi>}
            lead={t(`impacts.${name}.lead`)}
          />
          <Form entry={entry}>
            <Button kind={name === 'discard' ? 'warning' : 'primary'}>{t(`impacts.${name}.button`)}</Button>
          </Form>
        </>,
        { breadcrumbs: deskCrumbs(ctx, impact) },
      );
    },
    submit: async (ctx, { params: { id } }) => {
      await writtenIn(ctx, id);
      return redirect(await act(ctx, id), `impacts.notice.${name}`);
    },
  });

export const publishRoute = stepRoute('publish', async (ctx, id) => `/impacts/${await publishImpact(ctx.trx, id)}`);

export const discardRoute = stepRoute('discard', async (ctx, id) => {
  await discardDraft(ctx.trx, id);
  return '/desk/impacts';
});

export const beginRoute = stepRoute('begin', async (ctx, id) => {
  await beginVersion(ctx.trx, accountOf(ctx), id, ctx.now);
  return deskAt(id);
});
