import { z } from 'zod';
import { record } from '#kernel/audit';
import { ErrorSummary, PageHeading } from '#kernel/html';
import { accountOf, desk, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { learnersOf } from '../../learners-of.ts';
import { findWork, markWork } from '../../mark-exercise.ts';
import { getStudy } from '../../study.ts';
import { markBody, MarkForm, Reviews, workParams, WorkShown } from '../teach/work.tsx';
import { crumbs, nameOf, openPerson, personParams } from './desk-person.ts';

/** Marks a piece of work of a person in the desk's custody. */
export const deskMarkRoute = formRoute({
  path: '/desk/people/:id/learning/handed-in/:study/:event',
  who: desk,
  params: z.object({ ...personParams.shape, ...workParams.shape }),
  body: markBody,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { person, study, work } = await openDeskWork(ctx, params);
    await record(ctx.trx, {
      verb: 'learning.read-work',
      purpose: 'learning.purpose.teaching',
      scopeId: person.officeId,
      subjectId: person.id,
      objectKind: 'study',
      objectId: study.id,
    });
    const writers = work.reviews.map(({ writtenBy }) => writtenBy);
    return page(
      t('learning.mark.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('learning.mark.title')} caption={<bdi>{nameOf(person)}</bdi>} />
        <WorkShown ctx={ctx} study={study} work={work} fileHref={null} />
        <Reviews ctx={ctx} reviews={work.reviews} names={await accountNames(ctx.trx, writers)} />
        <MarkForm ctx={ctx} entry={entry} draft={`mark-${work.eventId}`} />
      </>,
      { breadcrumbs: crumbs(person) },
    );
  },
  submit: async (ctx, { params }, form) => {
    const { person, work } = await openDeskWork(ctx, params);
    await markWork(ctx.trx, ctx.network.keyring, accountOf(ctx), work, form);
    return redirect(`/desk/people/${person.id}/learning`, 'learning.notice.marked');
  },
});

async function openDeskWork(ctx: Context, given: z.output<typeof personParams> & z.output<typeof workParams>) {
  const person = await openPerson(ctx, given.id);
  const study = await getStudy(ctx.trx, given.study);
  if (!study || !(await learnersOf(ctx.trx, person.id)).includes(study.accountId)) throw refuseHttp('not-found');
  const work = await findWork(ctx.trx, ctx.network.keyring, study.id, given.event);
  if (!work) throw refuseHttp('not-found');
  return { person, study, work };
}
