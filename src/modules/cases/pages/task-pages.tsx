import { z } from 'zod';
import { Button, DateField, ErrorSummary, Form, PageHeading, SelectField, TextField } from '#kernel/html';
import { accountOf, confirmRoute, desk, fields, formRoute, page, redirect } from '#kernel/http';
import { idOf } from '#kernel/db';
import { addTask, caseOfTask, finishTask } from '../task.ts';
import { chosenId, readCounsellors } from './case-fields.tsx';
import { readCaseHead, readFormHead } from './crumbs.ts';

const params = z.object({ id: idOf<'cases.cases'>() });

/** Adds a task for the office. */
export const newTaskRoute = formRoute({
  path: '/desk/cases/:id/tasks/new',
  who: desk,
  params,
  body: z.object({ title: fields.text(200), dueOn: fields.optionalDay(), assignedTo: chosenId<'identity.accounts'>() }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const head = await readFormHead(ctx, input.params.id, 'task', entry);
    const counsellors = await readCounsellors(ctx, head.case.officeId);
    return page(
      t('cases.task.new-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.task.new-title')} caption={<bdi>{head.person}</bdi>} lead={t('cases.task.lead')} />
        <Form entry={entry}>
          <TextField name="title" label={t('cases.field.task')} maxLength={200} required />
          <DateField name="dueOn" label={t('cases.field.due')} optional />
          <SelectField
            name="assignedTo"
            label={t('cases.field.assigned-to')}
            value={accountOf(ctx)}
            options={counsellors}
            emptyLabel={t('cases.nobody')}
          />
          <Button>{t('cases.task.add')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, input, form) => {
    await addTask(ctx.trx, accountOf(ctx), input.params.id, form);
    return redirect(`/desk/cases/${input.params.id}#tasks`, 'cases.notice.task-added');
  },
});

/** Says that a task is done. */
export const finishTaskRoute = confirmRoute({
  path: '/desk/tasks/:id/finish',
  who: desk,
  of: 'cases.tasks',
  title: 'cases.task.finish-title',
  lead: 'cases.task.finish-lead',
  button: 'cases.task.finish',
  back: async (ctx, id) => {
    const caseId = await caseOfTask(ctx.trx, id);
    const head = await readCaseHead(ctx, caseId);
    return { label: head.person, href: `/desk/cases/${caseId}` };
  },
  act: async (ctx, id) => redirect(`/desk/cases/${await finishTask(ctx.trx, accountOf(ctx), id)}#tasks`, 'cases.notice.task-done'),
});
