import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, RadioField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { blockIn, changeBlock, moveBlock, removeBlock, type Content } from '../content.ts';
import { renewFigures } from '../newest-figures.ts';
import { changeDraft } from '../write-analysis.ts';
import { blockOfDraft, ofBlock } from './block-form.tsx';
import { nameOf } from './draft.tsx';
import { deskAt, deskCrumbs, draftIn, writers } from './reach.ts';

const base = { base: fields.whole(1, 1_000_000_000) };
type Params = z.output<typeof ofBlock>;

interface BlockAct<Shape extends z.ZodRawShape> {
  name: 'move' | 'renew' | 'remove';
  body: z.ZodObject<Shape>;
  change: (ctx: Context, params: Params, form: z.output<z.ZodObject<Shape>>) => Promise<(content: Content) => Content>;
}

// uses messages: analyses.move.*
// uses messages: analyses.renew.*
// uses messages: analyses.remove.*
/** One thing that is done to a block, after a page that says what it means; the draft's own buttons do the first two at once. */
function actRoute<Shape extends z.ZodRawShape>({ name, body, change }: BlockAct<Shape>) {
  return formRoute({
    path: `/desk/analyses/:id/blocks/:block/${name}`,
    who: writers,
    params: ofBlock,
    body: body.extend(base),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { analysis, draft } = await draftIn(ctx, params.id);
      const { block } = blockIn(draft.content, params.block);
      return page(
        t(`analyses.${name}.title`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading
            title={t(`analyses.${name}.title`)}
            caption={<bdi lang={analysis.lang}>{nameOf(block)}</bdi>}
            lead={t(`analyses.${name}.lead`)}
          />
          <Form entry={entry}>
            <input type="hidden" name="base" value={draft.revision} />
            {name === 'move' && (
              <RadioField
                name="to"
                label={t('analyses.move.where')}
                choices={(['up', 'down'] as const).map((value) => ({ value, label: t(`analyses.block.${value}`) }))}
                required
              />
            )}
            <Button kind={name === 'remove' ? 'warning' : 'primary'}>{t(`analyses.${name}.button`)}</Button>
          </Form>
        </>,
        { breadcrumbs: deskCrumbs(ctx, analysis) },
      );
    },
    submit: async (ctx, { params }, form) => {
      await draftIn(ctx, params.id);
      const typed = form as z.output<z.ZodObject<Shape>> & { base: number }; // the schema is the act's with the revision
      await changeDraft(ctx.trx, accountOf(ctx), params.id, { base: typed.base, change: await change(ctx, params, typed) }, ctx.now);
      const { id, block } = params;
      return redirect(name === 'remove' ? deskAt(id) : `${deskAt(id)}#block-${block}`, `analyses.notice.${name}`);
    },
  });
}

const moveRoute = actRoute({
  name: 'move',
  body: z.object({ to: fields.choice(['up', 'down']) }),
  change:
    async (_ctx, { block }, { to }) =>
    (content) =>
      moveBlock(content, block, to),
});

const renewRoute = actRoute({
  name: 'renew',
  body: z.object({}),
  change: async (ctx, params) => {
    const { block } = await blockOfDraft(ctx, params, 'figures');
    const renewed = await renewFigures(ctx.trx, block);
    return (content) => changeBlock(content, params.block, renewed);
  },
});

const removeRoute = actRoute({
  name: 'remove',
  body: z.object({}),
  change:
    async (_ctx, { block }) =>
    (content) =>
      removeBlock(content, block),
});

export const blockActRoutes = [moveRoute, renewRoute, removeRoute];
