import { z } from 'zod';
import { Button, ErrorSummary, FileField, Form, PageHeading } from '#kernel/html';
import { accountOf, desk, download, formRoute, page, pageRoute, redirect } from '#kernel/http';
import { idOf } from '#kernel/db';
import { acceptedEndings, LARGEST_FILE } from '#kernel/files';
import { addDocument, openDocument } from '../document.ts';
import { loadCase } from '../load-case.ts';
import { readFormHead } from './crumbs.ts';
import { placeOf } from './document-place.ts';

const params = z.object({ id: idOf<'cases.cases'>() });

/** Adds a document to the person's file. */
export const newDocumentRoute = formRoute({
  path: '/desk/cases/:id/documents/new',
  who: desk,
  params,
  files: true,
  body: z.object({}),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const head = await readFormHead(ctx, input.params.id, 'document', entry);
    return page(
      t('cases.document.new-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.document.new-title')} caption={<bdi>{head.person}</bdi>} lead={t('cases.document.lead')} />
        <Form entry={entry} multipart>
          <FileField
            name="file"
            label={t('cases.field.document')}
            accept={acceptedEndings.join(',')}
            maxMegabytes={LARGEST_FILE / 1024 / 1024}
            required
          />
          <Button>{t('cases.document.add')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, input, _form, files) => {
    await addDocument(
      ctx.trx,
      placeOf(ctx),
      accountOf(ctx),
      input.params.id,
      files.find((file) => file.field === 'file'),
    );
    return redirect(`/desk/cases/${input.params.id}#documents`, 'cases.notice.document-added');
  },
});

/** A document, to save or to look at. */
export const documentRoute = pageRoute({
  path: '/desk/cases/:id/documents/:file',
  who: desk,
  params: z.object({ id: idOf<'cases.cases'>(), file: idOf<'files.files'>() }),
  view: async (ctx, input) => {
    const found = await loadCase(ctx.trx, input.params.id);
    const file = await openDocument(ctx.trx, placeOf(ctx), found, input.params.file, 'cases.purpose.counselling');
    return download(file.name, file.mediaType, file.content);
  },
});
