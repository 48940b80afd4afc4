import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ErrorSummary, Form, Inset, PageHeading, SummaryList, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect } from '#kernel/http';
import { saveAnswers } from '../change-plan.ts';
import { questions, textSections, type TextSection } from '../plan.ts';
import { checkSeen, seenOfAnswers } from '../seen.ts';
import { crumbs, openPlan, openToSave, stands, type Stand } from './desk-or-own.ts';
import { Meanwhile, Seen, seenField } from './meanwhile.tsx';
import { say } from './plan-view.tsx';

/** Names of the fields stand for questions: a0, a1, a2. */
const body = z.object({
  a0: fields.optionalLongText(4_000),
  a1: fields.optionalLongText(4_000),
  a2: fields.optionalLongText(4_000),
  ...seenField,
});
const fieldOf = (index: number) => `a${index}` as 'a0' | 'a1' | 'a2'; // at most three questions a section

const wordsRoute = (stand: Stand) =>
  formRoute({
    path: `${stand.base}/words/:section`,
    who: stand.who,
    params: z.object({ id: idOf<'ventures.ventures'>(), section: z.enum(textSections as [TextSection, ...TextSection[]]) }), // six sections stand there
    body,
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { venture, plan } = await openPlan(ctx, stand, params.id);
      const title = t(`businessplans.section.${params.section}`);
      const now = seenOfAnswers(plan, params.section);
      return page(
        title,
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={title} lead={t('businessplans.words.lead')} />
          {(params.section === 'duties' || params.section === 'form') && <Inset>{t('businessplans.words.confirm')}</Inset>}
          <Meanwhile entry={entry} now={now}>
            <SummaryList
              label={t('businessplans.meanwhile')}
              rows={questions[params.section].map((name) => ({
                key: name,
                label: say(ctx, `question.${params.section}.${name}`),
                value: <Bdi>{plan.answers[`${params.section}.${name}`] ?? '–'}</Bdi>,
              }))}
            />
          </Meanwhile>
          <Form entry={entry} draft={`plan-${venture.id}-${params.section}`} draftRemote>
            <Seen now={now} />
            {questions[params.section].map((name, index) => (
              <TextArea
                key={name}
                name={fieldOf(index)}
                label={say(ctx, `question.${params.section}.${name}`)}
                value={plan.answers[`${params.section}.${name}`] ?? ''}
                optional
              />
            ))}
            <Button>{t('businessplans.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
    submit: async (ctx, { params }, form) => {
      const { venture, plan } = await openToSave(ctx, stand, params.id);
      checkSeen(form.seen, seenOfAnswers(plan, params.section));
      const answers = questions[params.section].map((name, index) => [`${params.section}.${name}`, form[fieldOf(index)] ?? ''] as const);
      await saveAnswers(ctx.trx, accountOf(ctx), venture, plan, Object.fromEntries(answers));
      return redirect(stand.at(params.id), 'businessplans.notice.saved');
    },
  });

export const wordsRoutes = stands.map(wordsRoute);
