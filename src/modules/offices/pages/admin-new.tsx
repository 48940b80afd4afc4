import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, TextField } from '#kernel/html';
import { fields, formRoute, holders, page, redirect } from '#kernel/http';
import { openOffice } from '../open-office.ts';
import { adminCrumbs } from './admin-frame.tsx';
import { OfficeFields, officeBody, readDetails } from './office-fields.tsx';

/** A new office of the network. */
export const adminNewRoute = formRoute({
  path: '/admin/offices/new',
  who: holders('administrator'),
  body: z.object({ code: fields.text(80).pipe(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'offices.field.code-wrong')), ...officeBody }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return page(
      t('offices.admin.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('offices.admin.new')} lead={t('offices.admin.new-lead')} />
        <Form entry={entry} draft="office-new">
          <TextField
            name="code"
            label={t('offices.field.code')}
            hint={t('offices.admin.code-hint')}
            dir="ltr"
            spellcheck={false}
            required
          />
          <OfficeFields />
          <Button>{t('offices.admin.open')}</Button>
        </Form>
      </>,
      { breadcrumbs: adminCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { code, ...body }) => {
    await openOffice(ctx.trx, ctx.actor, code, await readDetails(ctx, body), ctx.now.toISOString());
    return redirect(`/admin/offices/${code}/hours`, 'offices.notice.opened');
  },
});
