import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading } from '#kernel/html';
import { desk, formRoute, page, redirect } from '#kernel/http';
import { idOf } from '#kernel/db';
import { changeCase } from '../change-case.ts';
import { caseFields, CaseFields, readCaseChoices } from './case-fields.tsx';
import { readFormHead } from './crumbs.ts';

/** Changes reason, venture or counsellor of a case. */
export const editCaseRoute = formRoute({
  path: '/desk/cases/:id/edit',
  who: desk,
  params: z.object({ id: idOf<'cases.cases'>() }),
  body: z.object(caseFields),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const head = await readFormHead(ctx, params.id, 'change', entry);
    const choices = await readCaseChoices(ctx, head.case.personId, head.case.officeId);
    return page(
      t('cases.edit.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.edit.title')} caption={<bdi>{head.person}</bdi>} />
        <Form entry={entry}>
          <CaseFields ctx={ctx} choices={choices} value={head.case} />
          <Button>{t('cases.button.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, { params }, form) => {
    await changeCase(ctx.trx, params.id, {
      reason: form.reason ?? '',
      ventureId: form.ventureId,
      ...(form.counsellorId ? { counsellorId: form.counsellorId } : {}),
    });
    return redirect(`/desk/cases/${params.id}`, 'cases.notice.changed');
  },
});
