import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ButtonLink, CheckboxesField, ErrorSummary, Form, PageHeading, Section, type FormEntry } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { caseOfPerson } from '#modules/cases';
import { ownSpeech, speechFor, type Speech } from '#modules/cases/pages';
import { adviceFor, type AdviceCode } from '../advice.ts';
import { notPlanned, planAdvice } from '../plan-advice.ts';
import { refuse } from '../refusals.ts';
import { adviceText } from './advice-words.ts';
import { readDeskHead, type DeskHead } from './desk-head.ts';
import { headOf } from './my-readiness.tsx';
import { TwoResultSheets } from './result-sheet.tsx';
import { SecondLanguage } from './second-language.tsx';

const params = z.object({ id: idOf<'readiness.assessments'>() });

/** Both sides beside each other, in the officer's language and the person's, to read and to print. */
export const deskResultRoute = pageRoute({
  path: '/desk/readiness/:id',
  who: desk,
  params,
  query: z.object({ with: fields.searchText() }),
  view: async (ctx, input) => {
    const { t } = ctx;
    const head = await readDeskHead(ctx, input.params.id);
    const { assessment } = head;
    const theirs = speechFor(ctx, head.person?.language ?? ctx.lang);
    return page(
      t('readiness.sheet.title'),
      <>
        <PageHeading title={t('readiness.sheet.title')} caption={<Bdi>{head.name}</Bdi>} lead={headOf(ctx, assessment)} />
        <TwoResultSheets assessment={assessment} first={ownSpeech(ctx)} second={theirs} />
        <SecondLanguage ctx={ctx} action={`/desk/readiness/${assessment.id}`} chosen={theirs.lang} />
        {assessment.standing === 'desk' && assessment.finishedAt && (
          <Section title={t('readiness.plan.title')}>{await PlanPart({ ctx, head })}</Section>
        )}
      </>,
      { width: 'wide', breadcrumbs: head.breadcrumbs },
    );
  },
});

async function PlanPart({ ctx, head, entry }: { ctx: Context; head: DeskHead; entry?: FormEntry }) {
  const { t } = ctx;
  const { assessment } = head;
  const caseId = await caseOfPerson(ctx.trx, assessment.personId);
  const left = notPlanned(assessment);
  if (!caseId) {
    return (
      <>
        <p>{t('readiness.refusal.no-case')}</p>
        <ButtonLink kind="secondary" href={`/desk/people/${assessment.personId}/case`}>
          {t('readiness.plan.open-case')}
        </ButtonLink>
      </>
    );
  }
  return (
    <>
      {adviceFor(assessment.judged).length > left.length && (
        <p>
          {t('readiness.plan.there')}{' '}
          <ButtonLink kind="quiet" href={`/desk/cases/${caseId}#plan`}>
            {t('readiness.plan.see')}
          </ButtonLink>
        </p>
      )}
      {left.length > 0 && (
        <Form action={`/desk/readiness/${assessment.id}/plan`} {...(entry ? { entry } : {})}>
          <CheckboxesField
            name="advice"
            label={t('readiness.plan.which')}
            hint={t('readiness.plan.hint')}
            choices={left.map(({ code }) => ({ value: code, label: adviceText(t, code) }))}
            values={left.map(({ code }) => code)}
          />
          <Button>{t('readiness.plan.button')}</Button>
        </Form>
      )}
    </>
  );
}

/** Puts next steps into the plan of the case; the words are in the person's language, with the officer's below. */
export const planAdviceRoute = formRoute({
  path: '/desk/readiness/:id/plan',
  who: desk,
  params,
  body: z.object({
    advice: z.preprocess((given) => (Array.isArray(given) ? given : given ? [given] : []), z.array(z.string().max(60)).max(40)),
  }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const head = await readDeskHead(ctx, input.params.id);
    const { standing, finishedAt } = head.assessment;
    if (standing !== 'desk') throw refuse('not-found');
    if (!finishedAt && !entry.sent) throw refuse('not-finished');
    return page(
      t('readiness.plan.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('readiness.plan.title')} caption={<Bdi>{head.name}</Bdi>} />
        {await PlanPart({ ctx, head, entry })}
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, input, form) => {
    const { assessment, person } = await readDeskHead(ctx, input.params.id);
    const { day } = toLocal(ctx.now.toISOString(), ctx.timeZone);
    const words = wordsIn(ownSpeech(ctx), speechFor(ctx, person?.language ?? ctx.lang));
    const chosen = form.advice as AdviceCode[]; // only codes of this assessment are taken
    const caseId = await planAdvice(ctx.trx, accountOf(ctx), assessment.id, chosen, words, { day, now: ctx.now });
    return redirect(`/desk/cases/${caseId}#plan`, 'readiness.notice.planned');
  },
});

/** The title for the person, who must understand their plan; the same for the officer below, where they read another language. */
function wordsIn(officers: Speech, persons: Speech) {
  return (code: AdviceCode) => ({
    title: adviceText(persons.t, code),
    detail: persons.lang === officers.lang ? '' : adviceText(officers.t, code),
  });
}
