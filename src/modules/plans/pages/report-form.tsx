import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  DateField,
  ErrorSummary,
  Fieldset,
  Form,
  PageHeading,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { inOrder } from '../figures.ts';
import { isAge } from '../period.ts';
import { AGE, reworded, type Content } from '../plan-content.ts';
import type { Plan, PlanId, Version } from '../plan.ts';
import { refuse } from '../refusals.ts';
import type { Report, ReportContent, ReportId } from '../report.ts';
import { actionStates } from '../terms.ts';
import { beginReport, changeReport, getReport } from '../write-report.ts';
import { figureFrom, figureTyped } from './item-indicator.tsx';
import { own, shown } from './plan-text.ts';
import { authorshipOf, crumbs, deskAt, mayWrite, ofPlan, planIn, planners, shownVersion, titleIn } from './reach.ts';

export const ofReport = ofPlan.extend({ report: idOf<'plans.reports'>() });
const params = ofPlan.extend({ report: z.union([z.literal('new'), idOf<'plans.reports'>()]) });

const WORDS = 2_000;
const optionalWords = fields.optionalLongText(WORDS);
const optionalState = fields.optionalChoice(actionStates);

export const reportsAt = (id: PlanId) => `${deskAt(id)}/reports`;
export const dayToday = (ctx: Context) => toLocal(ctx.now.toISOString(), ctx.timeZone).day;

/** A published plan that the actor writes, and one of its reports; null for a new one. */
export async function reportIn(
  ctx: Context,
  id: PlanId,
  report: 'new' | ReportId,
): Promise<{ plan: Plan; version: Version; report: Report | null }> {
  const plan = await planIn(ctx, id);
  const version = await shownVersion(ctx, plan);
  const found = report === 'new' ? null : await getReport(ctx.trx, id, report);
  if (!version || !mayWrite(ctx, plan) || (report !== 'new' && !found)) throw refuseHttp('not-found');
  return { plan, version, report: found };
}

/** A report: new, or one that is not published yet. Its fields are known once the plan is read: one for each action and indicator. */
export const reportRoute = formRoute({
  path: '/desk/plans/:id/reports/:report',
  who: planners,
  params,
  body: z.looseObject({ day: fields.day(), words: fields.longText(5_000), base: fields.whole(0, 1_000_000_000) }),
  view: async (ctx, { params: { id, report: asked } }, entry) => {
    const { t } = ctx;
    const { version, report } = await reportIn(ctx, id, asked);
    const title = t(report ? 'plans.report.change' : 'plans.report.new');
    if (report?.publishedAt) throw refuseHttp('not-found');
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={titleIn(ctx, version)} lead={t('plans.report.lead')} />
        <Form entry={entry} draft={`plan-${id}-report-${asked}`} draftRemote>
          <input type="hidden" name="base" value={report?.revision ?? 0} />
          <DateField name="day" label={t('plans.report.day')} value={report?.onDay ?? dayToday(ctx)} required />
          <TextArea name="words" label={t('plans.report.words')} value={own(report?.content.words)} maxLength={5_000} rows={5} required />
          <ActionFields ctx={ctx} content={version.content} report={report} />
          <IndicatorFields ctx={ctx} content={version.content} report={report} />
          <ButtonGroup>
            <Button>{t('plans.draft.save')}</Button>
            {report && (
              <ButtonLink kind="secondary" href={`${reportsAt(id)}/${report.id}/publish`}>
                {t('plans.report.publish.title')}
              </ButtonLink>
            )}
            {report && (
              <ButtonLink kind="quiet" href={`${reportsAt(id)}/${report.id}/discard`}>
                {t('plans.report.discard.title')}
              </ButtonLink>
            )}
          </ButtonGroup>
        </Form>
      </>,
      {
        breadcrumbs: crumbs(ctx, [
          { label: titleIn(ctx, version), href: deskAt(id) },
          { label: t('plans.report.title'), href: reportsAt(id) },
        ]),
      },
    );
  },
  submit: async (ctx, { params: { id, report: asked } }, { day, words, base, ...form }) => {
    const { version, report } = await reportIn(ctx, id, asked);
    if (day > dayToday(ctx)) throw refuse('day-ahead', { field: 'day' });
    const content = contentFrom(ctx, { version, report, words, form });
    const given = { onDay: day, content };
    if (report) await changeReport(ctx.trx, accountOf(ctx), report, { ...given, base }, ctx.now);
    const saved = report?.id ?? (await beginReport(ctx.trx, accountOf(ctx), id, { ...given, lang: version.lang }, ctx.now));
    return redirect(`${reportsAt(id)}/${saved}`, 'plans.notice.saved');
  },
});

interface Part {
  ctx: Context;
  content: Content;
  report: Report | null;
}

function ActionFields({ ctx, content, report }: Part) {
  const { t } = ctx;
  return (
    <>
      {inOrder(content).map(({ action }) => {
        const before = report?.content.actions.find(({ id }) => id === action.id);
        return (
          <Fieldset key={action.id} label={shown(ctx, action.title)}>
            <SelectField
              name={`state-${action.id}`}
              label={t('plans.report.state')}
              emptyLabel={t('plans.report.not-reported')}
              options={actionStates.map((value) => ({ value, label: t(`plans.action-state.${value}`) }))}
              value={before?.state ?? ''}
              optional
            />
            <TextArea
              name={`words-${action.id}`}
              label={t('plans.report.action-words')}
              value={own(before?.words)}
              maxLength={WORDS}
              rows={2}
              optional
            />
          </Fieldset>
        );
      })}
    </>
  );
}

function IndicatorFields({ ctx, content, report }: Part) {
  const { t } = ctx;
  return (
    <>
      {content.indicators
        .filter(({ notMeasurable }) => !notMeasurable)
        .map((indicator) => {
          const before = report?.content.measurements.find(({ id }) => id === indicator.id);
          const unit = indicator.unit && shown(ctx, indicator.unit);
          return (
            <Fieldset key={indicator.id} label={shown(ctx, indicator.name)}>
              <TextField
                name={`value-${indicator.id}`}
                label={unit ? t('plans.report.value-in', { unit }) : t('plans.report.value')}
                hint={t('plans.indicator.empty-hint')}
                value={figureTyped(ctx, before ?? null)}
                size="short"
                dir="ltr"
                optional
              />
              <TextField
                name={`on-${indicator.id}`}
                label={t('plans.report.measured-on')}
                hint={t('plans.field.date-hint')}
                value={before?.on ?? ''}
                size="short"
                dir="ltr"
                optional
              />
              <TextField name={`note-${indicator.id}`} label={t('plans.report.note')} value={own(before?.words)} maxLength={300} optional />
            </Fieldset>
          );
        })}
    </>
  );
}

interface Sent {
  version: Version;
  report: Report | null;
  words: string;
  form: Readonly<Record<string, unknown>>;
}

/** The report as typed. Refusals: `report-wrong` for what is no state, `words-missing`, `figure-wrong`, `date-missing`. */
function contentFrom(ctx: Context, { version, report, words, form }: Sent): ReportContent {
  const { content, lang } = version;
  const author = authorshipOf(ctx);
  const typed = (name: string) => {
    const read = optionalWords.safeParse(form[name] ?? '');
    if (!read.success) throw refuse('report-wrong', { field: name });
    return read.data;
  };
  const whole = reworded(report?.content.words ?? null, words, lang, author);
  if (!whole) throw refuse('words-missing', { field: 'words' });
  return {
    words: whole,
    actions: content.actions.flatMap(({ id }) => {
      const state = optionalState.safeParse(form[`state-${id}`] ?? '');
      if (!state.success) throw refuse('report-wrong', { field: `state-${id}` });
      const before = report?.content.actions.find((one) => one.id === id)?.words ?? null;
      const said = reworded(before, typed(`words-${id}`), lang, author);
      if (!state.data && said) throw refuse('decision-missing', { field: `state-${id}` });
      return state.data ? [{ id, state: state.data, words: said }] : [];
    }),
    measurements: content.indicators.flatMap(({ id, notMeasurable }) => {
      if (notMeasurable) return [];
      const on = typed(`on-${id}`);
      if (on !== null && !(AGE.test(on) && isAge(on))) throw refuse('date-missing', { field: `on-${id}` });
      const figure = figureFrom(ctx, { value: typed(`value-${id}`), on }, { value: `value-${id}`, on: `on-${id}` });
      const before = report?.content.measurements.find((one) => one.id === id)?.words ?? null;
      return figure ? [{ id, ...figure, words: reworded(before, typed(`note-${id}`), lang, author) }] : [];
    }),
  };
}
