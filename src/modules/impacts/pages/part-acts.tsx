import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, RadioField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect } from '#kernel/http';
import { itemIn, moveItem, removeItem } from '../content.ts';
import { changeDraft } from '../write-impact.ts';
import { deskAt, deskCrumbs, draftIn, ofImpact, writers } from './reach.ts';

const ofPart = ofImpact.extend({ list: z.enum(['assumptions', 'effects']), item: z.uuid() });
const base = { base: fields.whole(1, 1_000_000_000) };

/** Moves an item up or down; the draft's own buttons do it at once. */
const moveRoute = formRoute({
  path: '/desk/impacts/:id/parts/:list/:item/move',
  who: writers,
  params: ofPart,
  body: z.object({ to: fields.choice(['up', 'down']), ...base }),
  view: async (ctx, { params: { id, list, item } }, entry) => {
    const { t } = ctx;
    const { impact, draft } = await draftIn(ctx, id);
    const { name } = itemIn(draft.content, list, item);
    return page(
      t('impacts.move.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('impacts.move.title')} caption={<bdi lang={impact.lang}>{name}</bdi>} />
        <Form entry={entry}>
          <input type="hidden" name="base" value={draft.revision} />
          <RadioField
            name="to"
            label={t('impacts.move.where')}
            choices={(['up', 'down'] as const).map((value) => ({ value, label: t(`impacts.item.${value}`) }))}
            required
          />
          <Button>{t('impacts.move.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, impact) },
    );
  },
  submit: async (ctx, { params: { id, list, item } }, { base: seen, to }) => {
    await draftIn(ctx, id);
    await changeDraft(ctx.trx, accountOf(ctx), id, { base: seen, change: (content) => moveItem(content, list, item, to) }, ctx.now);
    return redirect(`${deskAt(id)}#item-${item}`, 'impacts.notice.saved');
  },
});

/** Takes an item out, after a page that says what it means. */
const removeRoute = formRoute({
  path: '/desk/impacts/:id/parts/:list/:item/remove',
  who: writers,
  params: ofPart,
  body: z.object(base),
  view: async (ctx, { params: { id, list, item } }, entry) => {
    const { t } = ctx;
    const { impact, draft } = await draftIn(ctx, id);
    const { name } = itemIn(draft.content, list, item);
    return page(
      t('impacts.remove.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('impacts.remove.title')} caption={<bdi lang={impact.lang}>{name}</bdi>} lead={t('impacts.remove.lead')} />
        <Form entry={entry}>
          <input type="hidden" name="base" value={draft.revision} />
          <Button kind="warning">{t('impacts.remove.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, impact) },
    );
  },
  submit: async (ctx, { params: { id, list, item } }, { base: seen }) => {
    await draftIn(ctx, id);
    await changeDraft(ctx.trx, accountOf(ctx), id, { base: seen, change: (content) => removeItem(content, list, item) }, ctx.now);
    return redirect(`${deskAt(id)}#${list}`, 'impacts.notice.remove');
  },
});

export const partActRoutes = [moveRoute, removeRoute];
