import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, SelectField, TextField } from '#kernel/html';
import { confirmRoute, desk, fields, formRoute, page, redirect } from '#kernel/http';
import { idOf } from '#kernel/db';
import { termChoices, termCodes } from '#modules/vocabulary';
import { addBlocker, caseOfBlocker, resolveBlocker } from '../blocker.ts';
import { readCaseHead, readFormHead } from './crumbs.ts';

const params = z.object({ id: idOf<'cases.cases'>() });

/** Writes down what stands in the way. */
export const newBlockerRoute = formRoute({
  path: '/desk/cases/:id/blockers/new',
  who: desk,
  params,
  body: z.object({ kind: fields.choice(termCodes('planBlockers')), note: fields.optionalText(1_000) }),
  view: async (ctx, input, entry) => {
    const { t, lang } = ctx;
    const head = await readFormHead(ctx, input.params.id, 'work', entry);
    return page(
      t('cases.blocker.new-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.blocker.new-title')} caption={<bdi>{head.person}</bdi>} />
        <Form entry={entry}>
          <SelectField name="kind" label={t('cases.field.blocker')} options={termChoices('planBlockers', lang)} required />
          <TextField name="note" label={t('cases.field.in-short')} optional />
          <Button>{t('cases.blocker.add')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, input, form) => {
    await addBlocker(ctx.trx, input.params.id, { kind: form.kind, note: form.note ?? '' });
    return redirect(`/desk/cases/${input.params.id}#blockers`, 'cases.notice.blocker-added');
  },
});

/** Says that something is out of the way. */
export const resolveBlockerRoute = confirmRoute({
  path: '/desk/blockers/:id/resolve',
  who: desk,
  of: 'cases.blockers',
  title: 'cases.blocker.resolve-title',
  lead: 'cases.blocker.resolve-lead',
  button: 'cases.blocker.resolve',
  back: async (ctx, id) => {
    const caseId = await caseOfBlocker(ctx.trx, id);
    const head = await readCaseHead(ctx, caseId);
    return { label: head.person, href: `/desk/cases/${caseId}` };
  },
  act: async (ctx, id) => redirect(`/desk/cases/${await resolveBlocker(ctx.trx, id)}#blockers`, 'cases.notice.blocker-resolved'),
});
