import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonGroup, ButtonLink, Columns, EmptyState, ErrorSummary, PageHeading, PostButton, Section } from '#kernel/html';
import { accountOf, desk, formRoute, page, redirect, scopesOf, type Context } from '#kernel/http';
import { getPerson, type PersonId } from '#modules/people';
import type { Assessment } from '../assessment.ts';
import { mayFinish } from '../finish-assessment.ts';
import { assessmentsOf } from '../get-assessment.ts';
import { sides } from '../judge.ts';
import { readingOnRecord } from '../put-on-record.ts';
import { refuse } from '../refusals.ts';
import { startAssessment } from '../start-assessment.ts';
import { crumbsOf, nameOf } from './desk-head.ts';
import { Distance, History, namesOfFillers } from './distance.tsx';
import { FillList } from './fill-list.tsx';
import { headOf } from './my-readiness.tsx';
import { ResultTag } from './tags.tsx';

/** The readiness of a person: both sides of what is open, every result, and the distance travelled. */
export const deskReadinessRoute = formRoute({
  path: '/desk/people/:id/readiness',
  who: desk,
  params: z.object({ id: idOf<'access.subjects'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const person = await getPerson(ctx.trx, params.id);
    const assessments = await assessmentsOf(ctx.trx, [params.id]);
    const atDesk = person !== null && scopesOf(ctx, 'counsellor', 'office-manager').includes(person.officeId);
    // A file that is shared without its readiness has no such page.
    if (!atDesk && !assessments.some(({ standing }) => standing === 'reader')) throw refuse('not-found');
    const officeId = person?.officeId ?? assessments[0]?.officeId;
    if (officeId) await readingOnRecord(ctx.trx, { personId: params.id, officeId });
    const open = assessments.find(({ finishedAt }) => finishedAt === null);
    const name = nameOf(ctx, person);
    return page(
      t('readiness.desk.page', { person: name }),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('readiness.desk.title')} caption={<Bdi>{name}</Bdi>} lead={t('readiness.desk.lead')} />
        {open ? (
          <Open ctx={ctx} open={open} atDesk={atDesk} />
        ) : (
          atDesk && (
            <PostButton kind="primary" action={`/desk/people/${params.id}/readiness`}>
              {t(assessments.length > 0 ? 'readiness.mine.again' : 'readiness.desk.start')}
            </PostButton>
          )
        )}
        <Section title={t('readiness.history.title')}>
          <History
            ctx={ctx}
            assessments={assessments}
            names={await namesOfFillers(ctx, assessments)}
            hrefOf={({ id }) => `/desk/readiness/${id}`}
          />
        </Section>
        <Distance ctx={ctx} assessments={assessments} />
      </>,
      { width: 'wide', breadcrumbs: crumbsOf(ctx, params.id, person, false) },
    );
  },
  submit: async (ctx, { params }) => {
    const person = await getPerson(ctx.trx, params.id);
    if (!person || !scopesOf(ctx, 'counsellor', 'office-manager').includes(person.officeId)) throw refuse('not-found');
    const id = await startAssessment(ctx.trx, accountOf(ctx), { personId: person.id, officeId: person.officeId }, ctx.now);
    return redirect(`/desk/people/${params.id}/readiness#${id}`, 'readiness.notice.started');
  },
});

function Open({ ctx, open, atDesk }: { ctx: Context; open: Assessment; atDesk: boolean }) {
  const { t } = ctx;
  return (
    <Section title={t('readiness.desk.open')} id={open.id}>
      <p>{headOf(ctx, open)}</p>
      <Columns>
        {sides.map((side) => (
          <Section key={side} level={3} title={t(`readiness.side.${side}`)}>
            <FillList
              ctx={ctx}
              assessment={open}
              side={side}
              {...(atDesk ? { hrefOf: (step) => `/desk/readiness/${open.id}/${side}/${step}` } : {})}
            />
          </Section>
        ))}
      </Columns>
      <ButtonGroup>
        <ButtonLink href={`/desk/readiness/${open.id}`}>{t('readiness.desk.compare')}</ButtonLink>
        {atDesk && mayFinish(open) === true && (
          <ButtonLink kind="secondary" href={`/desk/readiness/${open.id}/finish`}>
            {t('readiness.finish.button')}
          </ButtonLink>
        )}
      </ButtonGroup>
    </Section>
  );
}

/** What {@link ReadinessSummary} shows. */
export interface ReadinessSummaryData {
  personId: PersonId;
  assessments: readonly Assessment[];
}

/** Reads the readiness of a file for its page; the page puts its reading on record. */
export async function readReadinessSummary(ctx: Context, personId: PersonId): Promise<ReadinessSummaryData> {
  return { personId, assessments: await assessmentsOf(ctx.trx, [personId]) };
}

/** The latest result at a glance, with the way to all of it. */
export function ReadinessSummary({ ctx, data }: { ctx: Context; data: ReadinessSummaryData }) {
  const { t } = ctx;
  const latest = data.assessments.find(({ finishedAt }) => finishedAt !== null);
  const open = data.assessments.find(({ finishedAt }) => finishedAt === null);
  return (
    <>
      {data.assessments.length === 0 && <EmptyState title={t('readiness.history.none')} />}
      {latest?.result && (
        <p>
          <ResultTag t={t} result={latest.result} /> {headOf(ctx, latest)}
        </p>
      )}
      {open && <p>{headOf(ctx, open)}</p>}
      <ButtonLink kind="secondary" href={`/desk/people/${data.personId}/readiness`}>
        {t(data.assessments.length === 0 ? 'readiness.desk.start' : 'readiness.desk.see')}
      </ButtonLink>
    </>
  );
}
