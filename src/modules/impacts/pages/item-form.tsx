import { z } from 'zod';
import type { ComponentChildren } from 'preact';
import { Button, ErrorSummary, Form, PageHeading, type FormEntry } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { itemIn, type Content, type ItemOf, type ListName } from '../content.ts';
import type { ImpactId } from '../impact.ts';
import { changeDraft } from '../write-impact.ts';
import { deskAt, deskCrumbs, draftIn, ofImpact, writers } from './reach.ts';

interface ItemForm<List extends ListName, Shape extends z.ZodRawShape> {
  list: List;
  body: z.ZodObject<Shape>;
  fields: (ctx: Context, content: Content, item: ItemOf<List> | null) => ComponentChildren;
  /** What becomes of the draft; `itemId` is null for a new item. */
  change: (ctx: Context, form: z.output<z.ZodObject<Shape>>, itemId: string | null) => (content: Content) => Content;
}

const base = { base: fields.whole(1, 1_000_000_000) };
const one = { assumptions: 'assumption', effects: 'effect' } as const;

// uses messages: impacts.assumption.*
// uses messages: impacts.effect.*
/** The pages that add and change an item of one list. */
export function itemRoutes<List extends ListName, Shape extends z.ZodRawShape>({
  list,
  body,
  fields: Fields,
  change,
}: ItemForm<List, Shape>) {
  const kind: (typeof one)[ListName] = one[list];
  const view = async (ctx: Context, id: ImpactId, itemId: string | null, entry: FormEntry) => {
    const { t } = ctx;
    const { impact, draft } = await draftIn(ctx, id);
    const item = itemId === null ? null : itemIn(draft.content, list, itemId);
    const title = t(item ? `impacts.${kind}.change` : `impacts.${kind}.add`);
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={<bdi lang={impact.lang}>{item?.name ?? impact.title}</bdi>} lead={t(`impacts.${kind}.lead`)} />
        <Form entry={entry} draft={`impact-${itemId ?? `${id}-${kind}`}`} draftRemote>
          <input type="hidden" name="base" value={draft.revision} />
          {Fields(ctx, draft.content, item)}
          <Button>{t('impacts.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, impact) },
    );
  };
  const submit = async (ctx: Context, id: ImpactId, itemId: string | null, given: unknown) => {
    await draftIn(ctx, id);
    const form = given as z.output<z.ZodObject<Shape>> & { base: number }; // the schema is the list's with the revision
    await changeDraft(ctx.trx, accountOf(ctx), id, { base: form.base, change: change(ctx, form, itemId) }, ctx.now);
    return redirect(itemId === null ? `${deskAt(id)}#${list}` : `${deskAt(id)}#item-${itemId}`, 'impacts.notice.saved');
  };
  const adding = formRoute({
    path: `/desk/impacts/:id/add-${kind}`,
    who: writers,
    params: ofImpact,
    body: body.extend(base),
    view: async (ctx, { params: { id } }, entry) => await view(ctx, id, null, entry),
    submit: async (ctx, { params: { id } }, form) => await submit(ctx, id, null, form),
  });
  const changing = formRoute({
    path: `/desk/impacts/:id/${list}/:item`,
    who: writers,
    params: ofImpact.extend({ item: z.uuid() }),
    body: body.extend(base),
    view: async (ctx, { params: { id, item } }, entry) => await view(ctx, id, item, entry),
    submit: async (ctx, { params: { id, item } }, form) => await submit(ctx, id, item, form),
  });
  return [adding, changing] as const;
}
