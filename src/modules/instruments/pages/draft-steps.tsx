import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading } from '#kernel/html';
import { accountOf, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { type InstrumentId } from '../content.ts';
import { beginDraft, dropDraft, getDraft, publishDraft, retireInstrument } from '../edit-draft.ts';
import { getInstrument } from '../read-instruments.ts';
import { refuse } from '../refusals.ts';
import { makers, staffCrumbs } from './staff.tsx';
import { CheckList, ofInstrument } from './draft.tsx';

interface Step {
  path: '/instruments/:id/copy' | '/instruments/:id/publish' | '/instruments/:id/discard' | '/instruments/:id/retire';
  name: 'copy' | 'make' | 'discard' | 'retire';
  /** Whether it is done to a draft that must be there. */
  draft: boolean;
  does: (ctx: Context, id: InstrumentId) => Promise<string>;
}

// uses messages: instruments.copy.*
// uses messages: instruments.make.*
// uses messages: instruments.discard.*
// uses messages: instruments.retire.*
const steps: readonly Step[] = [
  {
    path: '/instruments/:id/copy',
    name: 'copy',
    draft: false,
    does: async (ctx, id) => {
      await beginDraft(ctx.trx, accountOf(ctx), id, ctx.now);
      return `/instruments/${id}/draft`;
    },
  },
  {
    path: '/instruments/:id/publish',
    name: 'make',
    draft: true,
    does: async (ctx, id) => {
      await publishDraft(ctx.trx, accountOf(ctx), id, ctx.now);
      return `/instruments/${id}`;
    },
  },
  {
    path: '/instruments/:id/discard',
    name: 'discard',
    draft: true,
    does: async (ctx, id) => {
      await dropDraft(ctx.trx, id);
      return '/instruments';
    },
  },
  {
    path: '/instruments/:id/retire',
    name: 'retire',
    draft: false,
    does: async (ctx, id) => {
      const instrument = await getInstrument(ctx.trx, id);
      if (!instrument) throw refuse('not-found');
      await retireInstrument(ctx.trx, id, instrument.retiredAt === null, ctx.now);
      return `/instruments/${id}`;
    },
  },
];

/** One thing that is done to a questionnaire as a whole, after a page that says what it means. */
const stepRoute = ({ path, name, draft: ofDraft, does }: Step) =>
  formRoute({
    path,
    who: makers,
    params: ofInstrument,
    body: z.object({}),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const instrument = await getInstrument(ctx.trx, id);
      const draft = await getDraft(ctx.trx, id);
      if (!instrument || (ofDraft && !draft)) throw refuseHttp('not-found');
      const back = name === 'retire' && instrument.retiredAt ? 'instruments.retire.back' : (`instruments.${name}.title` as const);
      return page(
        t(back),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t(back)} caption={instrument.code} lead={t(`instruments.${name}.lead`)} />
          {name === 'make' && draft && <CheckList ctx={ctx} content={draft.content} code={instrument.code} />}
          <Form entry={entry}>
            <Button kind={name === 'discard' ? 'warning' : 'primary'}>{t(`instruments.${name}.button`)}</Button>
          </Form>
        </>,
        { breadcrumbs: staffCrumbs(ctx, [{ label: instrument.code, href: `/instruments/${id}` }]) },
      );
    },
    submit: async (ctx, { params: { id } }) => redirect(await does(ctx, id), 'instruments.notice.done'),
  });

export const stepRoutes = steps.map(stepRoute);
