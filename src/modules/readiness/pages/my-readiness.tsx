import { z } from 'zod';
import { ownSubjects } from '#kernel/access';
import { idOf } from '#kernel/db';
import { ButtonGroup, ButtonLink, EmptyState, ErrorSummary, Form, Button, PageHeading, PostButton, Section } from '#kernel/html';
import { accountOf, formRoute, page, pageRoute, redirect, signedIn, type Context } from '#kernel/http';
import { getPerson, type Person } from '#modules/people';
import { ownSpeech } from '#modules/cases/pages';
import type { Assessment, AssessmentId } from '../assessment.ts';
import { finishAssessment, mayFinish } from '../finish-assessment.ts';
import { assessmentsOf, getAssessment } from '../get-assessment.ts';
import { refuse } from '../refusals.ts';
import { mayAnswer, saveAnswers } from '../save-answers.ts';
import { startAssessment } from '../start-assessment.ts';
import { dayOf } from './day.ts';
import { Distance, History, namesOfFillers } from './distance.tsx';
import { answersIn, fillBody, FillFields } from './fill-fields.tsx';
import { FillList } from './fill-list.tsx';
import { ResultSheet } from './result-sheet.tsx';
import { fillSteps, nextOpen, stepAfter } from './steps.ts';
import { stepTitle } from './words.ts';
import { ResultTag } from './tags.tsx';

/** The files of the person who is signed in, and every assessment of them, the newest first. */
export async function readOwn(ctx: Context): Promise<{ files: Person[]; assessments: Assessment[] }> {
  const files: Person[] = [];
  for (const { subjectId } of await ownSubjects(ctx.trx)) {
    const person = await getPerson(ctx.trx, subjectId);
    if (person) files.push(person);
  }
  const assessments = await assessmentsOf(
    ctx.trx,
    files.map(({ id }) => id),
  );
  return { files, assessments };
}

/** The person's own assessment; anybody else's is not there. */
async function ownAssessment(ctx: Context, id: AssessmentId): Promise<Assessment> {
  const found = await getAssessment(ctx.trx, id);
  const own = await ownSubjects(ctx.trx);
  if (!own.some(({ subjectId }) => subjectId === found.personId)) throw refuse('not-found');
  return found;
}

const crumbs = (ctx: Context, deep = false) => [
  { label: ctx.t('app.menu.me'), href: '/me' },
  ...(deep ? [{ label: ctx.t('readiness.mine.title'), href: '/me/readiness' }] : []),
];

/** Where the person begins, goes on, and sees how far they have come. */
export const myReadinessRoute = formRoute({
  path: '/me/readiness',
  who: signedIn,
  body: z.object({}),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const { files, assessments } = await readOwn(ctx);
    const open = assessments.find(({ finishedAt }) => finishedAt === null);
    const any = assessments.length > 0;
    return page(
      t('readiness.mine.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('readiness.mine.title')} lead={t('readiness.mine.lead')} />
        {files.length === 0 ? (
          <EmptyState title={t('readiness.mine.no-file')} action={<ButtonLink href="/me/link">{t('readiness.mine.link')}</ButtonLink>} />
        ) : open ? (
          <Open ctx={ctx} open={open} />
        ) : (
          <>
            <p>{t('readiness.mine.how')}</p>
            <PostButton kind="primary" action="/me/readiness">
              {t(any ? 'readiness.mine.again' : 'readiness.mine.start')}
            </PostButton>
          </>
        )}
        {any && (
          <Section title={t('readiness.history.title')}>
            <History
              ctx={ctx}
              assessments={assessments}
              names={await namesOfFillers(ctx, assessments)}
              hrefOf={({ id }) => `/me/readiness/${id}`}
            />
          </Section>
        )}
        <Distance ctx={ctx} assessments={assessments} />
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx) => {
    const { files } = await readOwn(ctx);
    const [file] = files;
    if (!file) throw refuse('not-found');
    const id = await startAssessment(ctx.trx, accountOf(ctx), { personId: file.id, officeId: file.officeId }, ctx.now);
    return redirect(`/me/readiness/${id}/${fillSteps[0]}`);
  },
});

function Open({ ctx, open }: { ctx: Context; open: Assessment }) {
  const { t } = ctx;
  const next = nextOpen(open, 'founder');
  return (
    <Section title={t('readiness.mine.open')}>
      <FillList ctx={ctx} assessment={open} side="founder" hrefOf={(step) => `/me/readiness/${open.id}/${step}`} />
      {open.counsellor.lastAt && <p>{t('readiness.mine.counsellor-too')}</p>}
      <ButtonGroup>
        {next && <ButtonLink href={`/me/readiness/${open.id}/${next}`}>{t('readiness.mine.go-on')}</ButtonLink>}
        {mayFinish(open) === true && (
          <ButtonLink kind={next ? 'secondary' : 'primary'} href={`/me/readiness/${open.id}/finish`}>
            {t('readiness.finish.button')}
          </ButtonLink>
        )}
        <ButtonLink kind="quiet" href={`/me/readiness/${open.id}`}>
          {t('readiness.mine.so-far')}
        </ButtonLink>
      </ButtonGroup>
    </Section>
  );
}

/** One area a page; what is chosen is kept as it is typed, and a question may stay open. */
export const myAnswersRoute = formRoute({
  path: '/me/readiness/:id/:step',
  who: signedIn,
  params: z.object({ id: idOf<'readiness.assessments'>(), step: z.enum(fillSteps) }),
  body: fillBody,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const found = await ownAssessment(ctx, params.id);
    const verdict = mayAnswer(found, 'founder');
    if (verdict !== true && !entry.sent) throw refuse(verdict);
    const { questionnaire } = found;
    const title = stepTitle(questionnaire, params.step, ctx.lang);
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={title}
          caption={t('readiness.fill.page', { number: fillSteps.indexOf(params.step) + 1, of: fillSteps.length })}
          lead={t(params.step === 'blockers' ? 'readiness.fill.blockers-lead' : 'readiness.fill.lead')}
        />
        <Form entry={entry} draft={`readiness-${found.id}-${params.step}`} draftRemote>
          <FillFields ctx={ctx} questionnaire={questionnaire} step={params.step} given={found.founder} />
          <Button>{t('readiness.fill.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, true) },
    );
  },
  submit: async (ctx, { params }, form) => {
    const { questionnaire } = await ownAssessment(ctx, params.id);
    await saveAnswers(ctx.trx, accountOf(ctx), params.id, 'founder', answersIn(questionnaire, params.step, form), ctx.now);
    const next = stepAfter(params.step);
    return next ? redirect(`/me/readiness/${params.id}/${next}`) : redirect('/me/readiness', 'readiness.notice.saved');
  },
});

/** What came of it, to read and to print; while it is open, how it stands so far. */
export const myResultRoute = pageRoute({
  path: '/me/readiness/:id',
  who: signedIn,
  params: z.object({ id: idOf<'readiness.assessments'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const found = await ownAssessment(ctx, params.id);
    return page(
      t('readiness.sheet.title'),
      <>
        <PageHeading title={t('readiness.sheet.title')} caption={headOf(ctx, found)} />
        <ResultSheet assessment={found} speech={ownSpeech(ctx)} />
        {!found.finishedAt && <ButtonLink href="/me/readiness">{t('readiness.mine.back')}</ButtonLink>}
      </>,
      { width: 'wide', breadcrumbs: crumbs(ctx, true) },
    );
  },
});

/** From when a result is, or that it is not final. */
export function headOf(ctx: Context, found: Assessment): string {
  const day = dayOf(ctx, found);
  return found.finishedAt ? ctx.t('readiness.sheet.of', { day }) : ctx.t('readiness.sheet.open-since', { day });
}

/** The person finishes by themselves; the page says what that means. */
export const myFinishRoute = formRoute({
  path: '/me/readiness/:id/finish',
  who: signedIn,
  params: z.object({ id: idOf<'readiness.assessments'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const found = await ownAssessment(ctx, params.id);
    const verdict = mayFinish(found);
    if (verdict !== true && !entry.sent) throw refuse(verdict);
    return page(
      t('readiness.finish.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('readiness.finish.title')} lead={t('readiness.finish.lead')} />
        {!found.counsellor.lastAt && <p>{t('readiness.finish.alone')}</p>}
        <Form entry={entry}>
          <Button>{t('readiness.finish.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, true) },
    );
  },
  submit: async (ctx, { params }) => {
    await ownAssessment(ctx, params.id);
    await finishAssessment(ctx.trx, accountOf(ctx), params.id, ctx.now);
    return redirect(`/me/readiness/${params.id}`, 'readiness.notice.finished');
  },
});

export interface MyReadinessData {
  files: readonly Person[];
  assessments: readonly Assessment[];
}

/** A panel of the person's own page: how it stands and the way there. */
export function MyReadiness({ ctx, data }: { ctx: Context; data: MyReadinessData }) {
  const { t } = ctx;
  if (data.files.length === 0) return null;
  const open = data.assessments.find(({ finishedAt }) => finishedAt === null);
  const latest = data.assessments.find(({ finishedAt }) => finishedAt !== null);
  return (
    <Section title={t('readiness.mine.title')}>
      {latest?.result && (
        <p>
          <ResultTag t={t} result={latest.result} /> {headOf(ctx, latest)}
        </p>
      )}
      {!latest && !open && <p>{t('readiness.mine.lead')}</p>}
      <ButtonLink kind="secondary" href="/me/readiness">
        {t(open ? 'readiness.mine.go-on' : latest ? 'readiness.mine.see' : 'readiness.mine.start')}
      </ButtonLink>
    </Section>
  );
}
