import { z } from 'zod';
import { Button, ErrorSummary, Form, Link, PageHeading, TextArea, TextField, type FormEntry } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import type { ComparisonId } from '../benchmark.ts';
import { changePeer, itemIn, PLACE_CODE, putItem, type Content } from '../content.ts';
import { refuse } from '../refusals.ts';
import { changeDraft } from '../write-comparison.ts';
import { deskAt, deskCrumbs, draftIn, ofComparison, writers } from './reach.ts';

const body = z.object({
  name: fields.text(200),
  codes: fields.text(200),
  why: fields.longText(1_000),
  base: fields.whole(1, 1_000_000_000),
});

async function view(ctx: Context, id: ComparisonId, itemId: string | null, entry: FormEntry) {
  const { t } = ctx;
  const { comparison, draft } = await draftIn(ctx, id);
  if (comparison.kind !== 'places') throw refuseHttp('not-found');
  const item = itemId === null ? null : itemIn(draft.content, 'peers', itemId);
  const title = t(item ? 'benchmarks.peer.change' : 'benchmarks.peer.add.places');
  return page(
    title,
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading
        title={title}
        caption={<bdi lang={comparison.lang}>{item?.name ?? comparison.title}</bdi>}
        lead={t('benchmarks.peer.lead')}
      />
      <Form entry={entry} draft={`benchmark-${itemId ?? `${id}-peer`}`} draftRemote>
        <input type="hidden" name="base" value={draft.revision} />
        <TextField name="name" label={t('benchmarks.peer.name')} value={item?.name} maxLength={200} required />
        <TextField
          name="codes"
          label={t('benchmarks.peer.codes')}
          hint={t('benchmarks.peer.codes-hint')}
          value={item?.codes.join(' ')}
          maxLength={200}
          dir="ltr"
          required
        />
        <TextArea
          name="why"
          label={t('benchmarks.peer.why')}
          hint={t('benchmarks.peer.why-hint')}
          value={item?.why}
          maxLength={1_000}
          rows={3}
          required
        />
        <Button>{t('benchmarks.save')}</Button>
      </Form>
      <p>
        <Link href="/indicators">{t('observatory.indicators.title')}</Link>
      </p>
    </>,
    { breadcrumbs: deskCrumbs(ctx, comparison) },
  );
}

async function submit(ctx: Context, id: ComparisonId, itemId: string | null, { base, codes: typed, ...form }: z.output<typeof body>) {
  const { comparison } = await draftIn(ctx, id);
  if (comparison.kind !== 'places') throw refuseHttp('not-found');
  const codes = [...new Set(typed.split(/[\s,;،]+/).filter(Boolean))];
  if (codes.length === 0 || codes.length > 6 || codes.some((code) => !PLACE_CODE.test(code))) throw refuse('no-codes', { field: 'codes' });
  const given = { ...form, codes, subject: null };
  const change = (content: Content) => (itemId === null ? putItem(content, 'peers', null, given) : changePeer(content, itemId, given));
  await changeDraft(ctx.trx, accountOf(ctx), id, { base, change }, ctx.now);
  return redirect(`${deskAt(id)}#peers`, 'benchmarks.notice.saved');
}

/** A place that is set beside the others, and why it is comparable. */
export const peerRoutes = [
  formRoute({
    path: '/desk/benchmarks/:id/add-peer',
    who: writers,
    params: ofComparison,
    body,
    view: async (ctx, { params: { id } }, entry) => await view(ctx, id, null, entry),
    submit: async (ctx, { params: { id } }, form) => await submit(ctx, id, null, form),
  }),
  formRoute({
    path: '/desk/benchmarks/:id/peers/:item',
    who: writers,
    params: ofComparison.extend({ item: z.uuid() }),
    body,
    view: async (ctx, { params: { id, item } }, entry) => await view(ctx, id, item, entry),
    submit: async (ctx, { params: { id, item } }, form) => await submit(ctx, id, item, form),
  }),
];
