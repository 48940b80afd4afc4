import { z } from 'zod';
import { Bdi, Button, ErrorSummary, FilterForm, Form, PageHeading, RadioField, SelectField } from '#kernel/html';
import { desk, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { languages } from '#kernel/i18n';
import { serviceNames, type ServiceId } from '#modules/directory';
import { officeNames } from '#modules/offices';
import { getPerson } from '#modules/people';
import { agreePlan } from '../agree-plan.ts';
import { deskHows } from '../agreement.ts';
import { allowedOnCase, type CaseId } from '../case.ts';
import { stepsOf } from '../load-step.ts';
import { recordAct } from '../record-act.ts';
import { ActionLink } from './action-link.tsx';
import { readCaseHead, readFormHead, type CaseHead } from './crumbs.ts';
import { ownSpeech, speechFor, type Speech } from './other-language.ts';
import { TwoPlanSheets } from './plan-sheet.tsx';

const params = z.object({ id: idOf<'cases.cases'>() });

/** Reads the plan for two languages: the reader's and the person's. */
async function readSheets(ctx: Context, head: CaseHead) {
  const person = await getPerson(ctx.trx, head.case.personId);
  const steps = await stepsOf(ctx.trx, head.case.id);
  const ids = steps.flatMap((step): ServiceId[] => (step.serviceId ? [step.serviceId] : []));
  const side = async (speech: Speech) => ({ speech, services: await serviceNames(ctx.trx, ids, speech.lang) });
  const theirs = speechFor(ctx, person?.language ?? ctx.lang);
  return { case: head.case, steps, first: await side(ownSpeech(ctx)), second: await side(theirs) };
}

/** Another language for the person's side; not printed. */
function LanguageChoice({ ctx, id, chosen }: { ctx: Context; id: CaseId; chosen: string }) {
  return (
    <FilterForm action={`/desk/cases/${id}/plan`}>
      <SelectField
        name="with"
        label={ctx.t('cases.plan.second-language')}
        value={chosen}
        emptyLabel={false}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </FilterForm>
  );
}

/** The plan on paper, in the office's language and the person's, with lines to sign. */
export const planRoute = pageRoute({
  path: '/desk/cases/:id/plan',
  who: desk,
  params,
  query: z.object({ with: fields.searchText() }),
  view: async (ctx, input) => {
    const { t, lang } = ctx;
    const head = await readCaseHead(ctx, input.params.id);
    if (head.case.standing === 'own') throw refuseHttp('not-found');
    const sheets = await readSheets(ctx, head);
    const office = (await officeNames(ctx.trx, [head.case.officeId], lang)).get(head.case.officeId) ?? '';
    await recordAct(ctx.trx, head.case, { verb: 'read', details: { parts: ['identity', 'plan'] } });
    const { t: theirs } = sheets.second.speech;
    const both = (key: 'cases.plan.sign-person' | 'cases.plan.sign-counsellor') => [...new Set([t(key), theirs(key)])].join(' / ');
    return page(
      t('cases.plan.title', { person: head.person }),
      <>
        <PageHeading
          title={<Bdi>{head.person}</Bdi>}
          caption={[...new Set([t('cases.plan.caption'), theirs('cases.plan.caption')])].join(' / ')}
          lead={<Bdi>{office}</Bdi>}
        />
        <TwoPlanSheets {...sheets} />
        <p>{both('cases.plan.sign-person')} ________________________</p>
        <p>{both('cases.plan.sign-counsellor')} ________________________</p>
        <LanguageChoice ctx={ctx} id={head.case.id} chosen={sheets.second.speech.lang} />
        <ActionLink ctx={ctx} verdict={allowedOnCase(head.case, 'agree-plan')} href={`/desk/cases/${head.case.id}/agree`}>
          {t('cases.plan.agree')}
        </ActionLink>
      </>,
      { width: 'wide', breadcrumbs: head.breadcrumbs },
    );
  },
});

/** Puts on record that the person agrees to the plan, which is shown in both languages. */
export const agreePlanRoute = formRoute({
  path: '/desk/cases/:id/agree',
  who: desk,
  params,
  body: z.object({ how: fields.choice(deskHows) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const head = await readFormHead(ctx, input.params.id, 'agree-plan', entry);
    const sheets = await readSheets(ctx, head);
    return page(
      t('cases.plan.agree-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.plan.agree-title')} caption={<bdi>{head.person}</bdi>} lead={t('cases.plan.agree-lead')} />
        <TwoPlanSheets {...sheets} />
        <Form entry={entry}>
          <RadioField
            name="how"
            label={t('cases.field.how')}
            choices={deskHows.map((value) => ({ value, label: t(`cases.how.${value}`) }))}
          />
          <Button>{t('cases.plan.agree-button')}</Button>
        </Form>
      </>,
      { width: 'wide', breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, input, form) => {
    await agreePlan(ctx.trx, input.params.id, form.how);
    return redirect(`/desk/cases/${input.params.id}#plan`, 'cases.notice.plan-agreed');
  },
});
