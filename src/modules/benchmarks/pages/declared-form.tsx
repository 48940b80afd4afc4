import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, TextArea, TextField, type FormEntry } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import type { ComparisonId } from '../benchmark.ts';
import { measureIn, putItem, type Content } from '../content.ts';
import { changeDraft } from '../write-comparison.ts';
import { deskAt, deskCrumbs, draftIn, ofComparison, writers } from './reach.ts';

const body = z.object({
  name: fields.text(200),
  unit: fields.text(200),
  definition: fields.longText(5_000),
  direction: fields.longText(1_000),
  caveat: fields.longText(2_000),
  base: fields.whole(1, 1_000_000_000),
});

async function view(ctx: Context, id: ComparisonId, itemId: string | null, entry: FormEntry) {
  const { t } = ctx;
  const { comparison, draft } = await draftIn(ctx, id);
  if (comparison.kind !== 'offices') throw refuseHttp('not-found');
  const item = itemId === null ? null : measureIn(draft.content, 'declared', itemId);
  const title = t(item ? 'benchmarks.declared.change' : 'benchmarks.declared.add');
  return page(
    title,
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading
        title={title}
        caption={<bdi lang={comparison.lang}>{item?.name ?? comparison.title}</bdi>}
        lead={t('benchmarks.declared.lead')}
      />
      <Form entry={entry} draft={`benchmark-${itemId ?? `${id}-declared`}`} draftRemote>
        <input type="hidden" name="base" value={draft.revision} />
        <TextField
          name="name"
          label={t('benchmarks.declared.name')}
          hint={t('benchmarks.declared.name-hint')}
          value={item?.name}
          maxLength={200}
          required
        />
        <TextField
          name="unit"
          label={t('benchmarks.column.unit')}
          hint={t('benchmarks.declared.unit-hint')}
          value={item?.unit}
          maxLength={200}
          required
        />
        <TextArea
          name="definition"
          label={t('benchmarks.column.definition')}
          hint={t('benchmarks.declared.definition-hint')}
          value={item?.definition}
          maxLength={5_000}
          rows={4}
          required
        />
        <TextArea
          name="direction"
          label={t('benchmarks.column.direction')}
          hint={t('benchmarks.declared.direction-hint')}
          value={item?.direction}
          maxLength={1_000}
          rows={2}
          required
        />
        <TextArea
          name="caveat"
          label={t('benchmarks.measure.caveat')}
          hint={t('benchmarks.fact.caveat-hint')}
          value={item?.caveat}
          maxLength={2_000}
          rows={4}
          required
        />
        <Button>{t('benchmarks.save')}</Button>
      </Form>
    </>,
    { breadcrumbs: deskCrumbs(ctx, comparison) },
  );
}

async function submit(ctx: Context, id: ComparisonId, itemId: string | null, { base, ...form }: z.output<typeof body>) {
  const { comparison } = await draftIn(ctx, id);
  if (comparison.kind !== 'offices') throw refuseHttp('not-found');
  const change = (content: Content) => {
    const cells = itemId === null ? [] : measureIn(content, 'declared', itemId).cells;
    return putItem(content, 'measures', itemId, { ...form, kind: 'declared', cells });
  };
  await changeDraft(ctx.trx, accountOf(ctx), id, { base, change }, ctx.now);
  return redirect(`${deskAt(id)}#${itemId === null ? 'measures' : `item-${itemId}`}`, 'benchmarks.notice.saved');
}

/** A measure whose figures stand in documents: what it counts, written by hand. The figures follow one by one. */
export const declaredRoutes = [
  formRoute({
    path: '/desk/benchmarks/:id/add-declared',
    who: writers,
    params: ofComparison,
    body,
    view: async (ctx, { params: { id } }, entry) => await view(ctx, id, null, entry),
    submit: async (ctx, { params: { id } }, form) => await submit(ctx, id, null, form),
  }),
  formRoute({
    path: '/desk/benchmarks/:id/declared/:item',
    who: writers,
    params: ofComparison.extend({ item: z.uuid() }),
    body,
    view: async (ctx, { params: { id, item } }, entry) => await view(ctx, id, item, entry),
    submit: async (ctx, { params: { id, item } }, form) => await submit(ctx, id, item, form),
  }),
];
