import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading } from '#kernel/html';
import { accountOf, desk, formRoute, page, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { fullName, getPerson, type Person, type PersonId } from '#modules/people';
import { caseOfPerson } from '../get-case.ts';
import { loadCase } from '../load-case.ts';
import { openCase } from '../open-case.ts';
import { caseFields, CaseFields, readCaseChoices } from './case-fields.tsx';

const params = z.object({ id: idOf<'access.subjects'>() });

async function personAtDesk(ctx: Context, id: PersonId): Promise<Person> {
  const person = await getPerson(ctx.trx, id);
  if (!person || !scopesOf(ctx, 'counsellor', 'office-manager').includes(person.officeId)) throw refuseHttp('not-found');
  return person;
}

/** Opens a case for a person whose file is at the officer's desk; where one is open it leads there. */
export const openCaseRoute = formRoute({
  path: '/desk/people/:id/case',
  who: desk,
  params,
  body: z.object(caseFields),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const person = await personAtDesk(ctx, input.params.id);
    const before = await caseOfPerson(ctx.trx, person.id);
    if (before && (await loadCase(ctx.trx, before)).state === 'open') return redirect(`/desk/cases/${before}`);
    const choices = await readCaseChoices(ctx, person.id, person.officeId);
    const name = person.identity ? fullName(person.identity) : person.reference;
    return page(
      t('cases.open.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.open.title')} caption={<bdi>{name}</bdi>} lead={t('cases.open.lead')} />
        <Form entry={entry}>
          <CaseFields ctx={ctx} choices={choices} value={{ reason: '', ventureId: null, counsellorId: accountOf(ctx) }} />
          <Button>{t('cases.open.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: name, href: `/desk/people/${person.id}` }] },
    );
  },
  submit: async (ctx, input, form) => {
    const person = await personAtDesk(ctx, input.params.id);
    const id = await openCase(ctx.trx, accountOf(ctx), {
      personId: person.id,
      officeId: person.officeId,
      reason: form.reason ?? '',
      ventureId: form.ventureId,
      ...(form.counsellorId ? { counsellorId: form.counsellorId } : {}),
    });
    return redirect(`/desk/cases/${id}`, 'cases.notice.opened');
  },
});
