import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  CheckboxesField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  RadioField,
  Section,
  Table,
  Tag,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context, type Route } from '#kernel/http';
import { answerFollowUp, changeAnswers, loadFollowUp, resultCodes, usefulAnswers, type FollowUp } from '../follow-up.ts';
import type { Side } from '../pair.ts';
import { baseOf, gateOf, pairCrumbs, todayOf } from './sides.ts';

/** Three questions, asked after 30, 90 and 180 days; the desk can write down what somebody says there or on the phone. */
function followUpRoute(side: Side): Route {
  return formRoute({
    path: `${baseOf[side]}/follow-ups/:id`,
    who: gateOf[side],
    params: z.object({ id: idOf<'mentoring.follow_ups'>() }),
    body: z.object({ useful: fields.choice(usefulAnswers), results: fields.choices(resultCodes), change: fields.choice(changeAnswers) }),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const found = await loadFollowUp(ctx.trx, params.id, side);
      const title = t('mentoring.follow-up.title', { days: found.days });
      return page(
        title,
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading
            title={title}
            lead={side === 'office' ? t(`mentoring.follow-up.lead-of-${found.side}`) : t('mentoring.follow-up.lead')}
          />
          {found.doneAt ? (
            <Notice>{t('mentoring.follow-up.done')}</Notice>
          ) : (
            <Form entry={entry}>
              <RadioField
                name="useful"
                label={t('mentoring.follow-up.useful')}
                choices={usefulAnswers.map((value) => ({ value, label: t(`mentoring.useful.${value}`) }))}
              />
              <CheckboxesField
                name="results"
                label={t('mentoring.follow-up.results')}
                hint={t('mentoring.follow-up.results-hint')}
                choices={resultCodes.map((value) => ({ value, label: t(`mentoring.result.${value}`) }))}
                optional
              />
              <RadioField
                name="change"
                label={t('mentoring.follow-up.change')}
                choices={changeAnswers.map((value) => ({ value, label: t(`mentoring.change.${value}`) }))}
              />
              <Button>{t('mentoring.follow-up.save')}</Button>
            </Form>
          )}
        </>,
        { breadcrumbs: pairCrumbs(ctx, side, found.pairId) },
      );
    },
    submit: async (ctx, { params }, form) => {
      const found = await answerFollowUp(ctx.trx, accountOf(ctx), params.id, side, form, todayOf(ctx));
      return redirect(`${baseOf[side]}/pairs/${found.pairId}`, 'mentoring.notice.answered');
    },
  });
}

export const followUpRoutes: readonly Route[] = [followUpRoute('founder'), followUpRoute('mentor'), followUpRoute('office')];

/** The follow-ups of a pair that this side may see: its own, the office both. */
export function FollowUpTable({ ctx, side, rows }: { ctx: Context; side: Side; rows: readonly FollowUp[] }) {
  const { t, format } = ctx;
  const today = todayOf(ctx);
  const shown = rows.filter((row) => side === 'office' || row.side === side);
  return (
    <Section title={t('mentoring.follow-up.list')}>
      <Table<FollowUp>
        caption={t('mentoring.follow-up.list')}
        hideCaption
        rows={shown}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'when',
            header: t('mentoring.field.due'),
            cell: (row) =>
              row.doneAt === null && row.dueOn <= today ? (
                <Link href={`${baseOf[side]}/follow-ups/${row.id}`}>{t('mentoring.follow-up.title', { days: row.days })}</Link>
              ) : (
                t('mentoring.follow-up.title', { days: row.days })
              ),
          },
          { key: 'day', header: t('mentoring.field.day'), cell: (row) => format.date(row.dueOn, 'short') },
          { key: 'side', header: t('mentoring.field.asked'), cell: (row) => t(`mentoring.side.${row.side}`) },
          {
            key: 'answer',
            header: t('mentoring.field.answer'),
            cell: (row) =>
              row.useful === null ? (
                <Tag tone={row.dueOn <= today ? 'warning' : 'neutral'}>
                  {t(row.dueOn <= today ? 'mentoring.follow-up.due' : 'mentoring.follow-up.later')}
                </Tag>
              ) : (
                <>
                  {t(`mentoring.useful.${row.useful}`)}
                  {row.results.length > 0 && <> · {format.list(row.results.map((code) => resultText(ctx, code)))}</>}
                  {row.change && <> · {t(`mentoring.change.${row.change}`)}</>}
                </>
              ),
          },
        ]}
        empty={<EmptyState title={t('mentoring.follow-up.none')} />}
      />
    </Section>
  );
}

function resultText(ctx: Context, code: string): string {
  const known = resultCodes.find((one) => one === code);
  return known ? ctx.t(`mentoring.result.${known}`) : code;
}
