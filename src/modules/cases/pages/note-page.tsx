import { z } from 'zod';
import { Button, CheckboxField, ErrorSummary, Form, PageHeading, TextArea } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect } from '#kernel/http';
import { idOf } from '#kernel/db';
import { writeNote } from '../note.ts';
import { readFormHead } from './crumbs.ts';

const params = z.object({ id: idOf<'cases.cases'>() });

/** Writes a note. */
export const newNoteRoute = formRoute({
  path: '/desk/cases/:id/notes/new',
  who: desk,
  params,
  body: z.object({ text: fields.longText(5_000), shared: fields.tick() }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const head = await readFormHead(ctx, input.params.id, 'write-note', entry);
    return page(
      t('cases.note.new-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.note.new-title')} caption={<bdi>{head.person}</bdi>} />
        <Form entry={entry} draft={`note-${input.params.id}`} draftRemote>
          <TextArea name="text" label={t('cases.field.note')} hint={t('cases.field.note-hint')} maxLength={5_000} rows={8} required />
          <CheckboxField name="shared" label={t('cases.field.note-shared')} hint={t('cases.field.note-shared-hint')} />
          <Button>{t('cases.note.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, input, form) => {
    const note = { text: form.text, sharedWithPerson: form.shared };
    await writeNote(ctx.trx, ctx.network.keyring, accountOf(ctx), input.params.id, note);
    return redirect(`/desk/cases/${input.params.id}#notes`, 'cases.notice.note-written');
  },
});
