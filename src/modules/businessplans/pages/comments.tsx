import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, EmptyState, ErrorSummary, Form, PageHeading, SelectField, TextArea, Timeline } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context, type FormEntry } from '#kernel/http';
import { addComment, type PlanComment } from '../comment.ts';
import { lineSectionNames, textSections } from '../plan.ts';
import { crumbs, openPlan, stands, type Stand } from './desk-or-own.ts';

const sections = [...textSections, ...lineSectionNames, 'results'] as const;
export const commentBody = z.object({ section: fields.choice(sections), text: fields.longText(2_000) });

/** What was said about the plan, newest first. */
export function CommentList({ ctx, comments }: { ctx: Context; comments: readonly PlanComment[] }) {
  const { t } = ctx;
  if (comments.length === 0) return <EmptyState title={t('businessplans.comment.none')} />;
  return (
    <Timeline
      entries={comments.map((comment) => ({
        id: comment.id,
        when: ctx.format.instant(comment.at),
        dateTime: comment.at.toISOString(),
        title: `${t(`businessplans.said.${comment.side}`)}: ${sectionName(ctx, comment.section)}`,
        body: <span dir="auto">{comment.text}</span>,
      }))}
    />
  );
}

function sectionName(ctx: Context, section: string): string {
  const known = sections.find((one) => one === section);
  return known ? ctx.t(`businessplans.section.${known}`) : section;
}

/** The fields of a comment. */
export function CommentForm({ ctx, entry, draft }: { ctx: Context; entry: FormEntry; draft: string }) {
  const { t } = ctx;
  return (
    <Form entry={entry} draft={draft} draftRemote>
      <SelectField
        name="section"
        label={t('businessplans.comment.about')}
        options={sections.map((value) => ({ value, label: t(`businessplans.section.${value}`) }))}
        required
      />
      <TextArea name="text" label={t('businessplans.comment.text')} required />
      <Button>{t('businessplans.comment.add')}</Button>
    </Form>
  );
}

const commentRoute = (stand: Stand) =>
  formRoute({
    path: `${stand.base}/comment`,
    who: stand.who,
    params: z.object({ id: idOf<'ventures.ventures'>() }),
    body: commentBody,
    view: async (ctx, { params }, entry) => {
      const { venture } = await openPlan(ctx, stand, params.id);
      const { t } = ctx;
      return page(
        t('businessplans.comment.add'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('businessplans.comment.add')} lead={t('businessplans.comment.lead')} />
          <CommentForm ctx={ctx} entry={entry} draft={`plan-comment-${venture.id}`} />
        </>,
        { breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
    submit: async (ctx, { params }, form) => {
      const { plan } = await openPlan(ctx, stand, params.id);
      await addComment(ctx.trx, accountOf(ctx), plan, { ...form, side: stand.side });
      return redirect(stand.at(params.id), 'businessplans.notice.commented');
    },
  });

export const commentRoutes = stands.map(commentRoute);
