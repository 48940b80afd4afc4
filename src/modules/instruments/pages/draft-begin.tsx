import { z } from 'zod';
import { Button, ErrorSummary, FileField, Form, PageHeading, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect } from '#kernel/http';
import { createInstrument, importDraft } from '../edit-draft.ts';
import { refuse } from '../refusals.ts';
import { makers, staffCrumbs } from './staff.tsx';

/** Begins a questionnaire. */
export const newRoute = formRoute({
  path: '/instruments/new',
  who: makers,
  body: z.object({
    code: fields.text(60).pipe(z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/, 'instruments.field.code')),
    title: fields.text(200),
    purpose: fields.longText(2_000),
  }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return page(
      t('instruments.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('instruments.new.title')} lead={t('instruments.new.lead')} />
        <Form entry={entry}>
          <TextField name="title" label={t('instruments.list.name')} maxLength={200} required />
          <TextField
            name="code"
            label={t('instruments.new.code')}
            hint={t('instruments.new.code-hint')}
            maxLength={60}
            dir="ltr"
            required
          />
          <TextArea name="purpose" label={t('instruments.new.purpose')} maxLength={2_000} required />
          <Button>{t('instruments.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: staffCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, form) => {
    const id = await createInstrument(ctx.trx, accountOf(ctx), { ...form, lang: ctx.lang }, ctx.now);
    return redirect(`/instruments/${id}/draft`, 'instruments.notice.draft');
  },
});

/** Takes a questionnaire from a file, as a draft. */
export const importRoute = formRoute({
  path: '/instruments/import',
  who: makers,
  body: z.object({}),
  files: true,
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return page(
      t('instruments.take.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('instruments.take.title')} lead={t('instruments.take.lead')} />
        <Form entry={entry} multipart>
          <FileField name="file" label={t('instruments.take.file')} accept=".json" required />
          <Button>{t('instruments.take.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: staffCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, _form, [file]) => {
    if (!file) throw refuse('wrong-file', { field: 'file', values: { reason: '' } });
    const id = await importDraft(ctx.trx, accountOf(ctx), file.bytes, ctx.now);
    return redirect(`/instruments/${id}/draft`, 'instruments.notice.draft');
  },
});
