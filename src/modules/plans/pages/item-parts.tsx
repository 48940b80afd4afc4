import { z } from 'zod';
import { SelectField, TextArea, TextField } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import type { Content } from '../plan-content.ts';
import { reworded } from '../plan-content.ts';
import { refuse } from '../refusals.ts';
import { itemRoute } from './item-form.tsx';
import { own, shown } from './plan-text.ts';

/** Title and words, which objectives and measures have. */
const worded = { title: fields.text(300), words: fields.optionalLongText(5_000) };

export function WordFields({
  ctx,
  item,
}: {
  ctx: Context;
  item: { title: Parameters<typeof own>[0]; words: Parameters<typeof own>[0] } | null;
}) {
  const { t } = ctx;
  return (
    <>
      <TextField name="title" label={t('plans.field.name')} value={own(item?.title)} maxLength={300} required />
      <TextArea name="words" label={t('plans.field.words')} value={own(item?.words)} maxLength={5_000} rows={5} optional />
    </>
  );
}

export const objectiveRoute = itemRoute({
  kind: 'objectives',
  body: z.object(worded),
  fields: ({ ctx, item }) => <WordFields ctx={ctx} item={item} />,
  read: ({ id, item, draft, author }, form) => ({
    id,
    title: titleOf(item, form.title, draft.lang, author),
    words: reworded(item?.words ?? null, form.words, draft.lang, author),
  }),
});

/** A title as typed; a form never lets it be empty. */
export function titleOf(
  item: { title: Content['title'] } | null,
  typed: string,
  lang: string,
  author: Parameters<typeof reworded>[3],
): Content['title'] {
  const title = reworded(item?.title ?? null, typed, lang, author);
  if (!title) throw refuse('words-missing', { field: 'title' });
  return title;
}

/** Which of some parts, by their titles. */
export function PartSelect({
  ctx,
  name,
  label,
  parts,
  value,
}: {
  ctx: Context;
  name: string;
  label: string;
  parts: readonly { id: string; title: Content['title'] }[];
  value: string;
}) {
  return (
    <SelectField
      name={name}
      label={label}
      options={parts.map((one) => ({ value: one.id, label: shown(ctx, one.title) }))}
      value={value}
      required
    />
  );
}

export const measureRoute = itemRoute({
  kind: 'measures',
  body: z.object({ ...worded, objective: fields.text(60) }),
  fields: ({ ctx, item, draft, under }) => (
    <>
      <PartSelect
        ctx={ctx}
        name="objective"
        label={ctx.t('plans.action.objective')}
        parts={draft.content.objectives}
        value={item?.objectiveId ?? under ?? ''}
      />
      <WordFields ctx={ctx} item={item} />
    </>
  ),
  read: ({ id, item, draft, author }, form) => {
    if (!draft.content.objectives.some((one) => one.id === form.objective)) throw refuse('no-such-part', { field: 'objective' });
    return {
      id,
      objectiveId: form.objective,
      title: titleOf(item, form.title, draft.lang, author),
      words: reworded(item?.words ?? null, form.words, draft.lang, author),
    };
  },
});
