import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { itemIn, removeItem, type Content, type ListName } from '../content.ts';
import { measureText } from '../measure-text.ts';
import { changeDraft } from '../write-comparison.ts';
import { deskAt, deskCrumbs, draftIn, ofComparison, writers } from './reach.ts';

/** Takes a peer or a measure out, after a page that says what it means. */
export const removeRoute = formRoute({
  path: '/desk/benchmarks/:id/parts/:list/:item/remove',
  who: writers,
  params: ofComparison.extend({ list: z.enum(['peers', 'measures']), item: z.uuid() }),
  body: z.object({ base: fields.whole(1, 1_000_000_000) }),
  view: async (ctx, { params: { id, list, item } }, entry) => {
    const { t } = ctx;
    const { comparison, draft } = await draftIn(ctx, id);
    const name = nameIn(ctx, draft.content, list, item, comparison.lang);
    return page(
      t('benchmarks.remove.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('benchmarks.remove.title')}
          caption={<bdi lang={comparison.lang}>{name}</bdi>}
          lead={t('benchmarks.remove.lead')}
        />
        <Form entry={entry}>
          <input type="hidden" name="base" value={draft.revision} />
          <Button kind="warning">{t('benchmarks.remove.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, comparison) },
    );
  },
  submit: async (ctx, { params: { id, list, item } }, { base }) => {
    await draftIn(ctx, id);
    await changeDraft(ctx.trx, accountOf(ctx), id, { base, change: (content) => removeItem(content, list, item) }, ctx.now);
    return redirect(`${deskAt(id)}#${list}`, 'benchmarks.notice.remove');
  },
});

function nameIn({ t }: Context, content: Content, list: ListName, itemId: string, lang: string): string {
  return list === 'peers' ? itemIn(content, list, itemId).name : measureText(t, itemIn(content, 'measures', itemId), lang).name;
}
