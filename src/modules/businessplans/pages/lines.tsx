import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ButtonLink, ErrorSummary, Form, Inset, PageHeading, Section } from '#kernel/html';
import { accountOf, formRoute, page, pageRoute, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { removeLine, saveLine } from '../change-plan.ts';
import { isLineKind, lineKinds, lineSectionNames, sectionOf, type LineId, type LineKind, type LineSection, type Plan } from '../plan.ts';
import { refuse } from '../refusals.ts';
import { checkSeen, seenOfLine } from '../seen.ts';
import { crumbs, openPlan, openToSave, stands, type Opened, type Stand } from './desk-or-own.ts';
import { LineForm } from './line-form.tsx';
import { Meanwhile, Seen, seenField } from './meanwhile.tsx';
import { kindsOf, LinesTable } from './plan-view.tsx';
import { lineBody, readLine } from './read-line.ts';

const ofVenture = { id: idOf<'ventures.ventures'>() };
const kindNames = Object.keys(lineKinds) as [LineKind, ...LineKind[]]; // the keys of lineKinds
const sectionNames = lineSectionNames as [LineSection, ...LineSection[]]; // as above

const linesRoute = (stand: Stand) =>
  pageRoute({
    path: `${stand.base}/lines/:section`,
    who: stand.who,
    params: z.object({ ...ofVenture, section: z.enum(sectionNames) }),
    view: async (ctx, { params }) => {
      const { t } = ctx;
      const { venture, plan } = await openPlan(ctx, stand, params.id);
      const at = stand.at(venture.id);
      const title = t(`businessplans.section.${params.section}`);
      return page(
        title,
        <>
          <PageHeading title={title} lead={t(`businessplans.lines.${params.section}`)} />
          {kindsOf(params.section).map((kind) => (
            <Section key={kind} title={t(`businessplans.kind.${kind}`)}>
              <LinesTable words={ctx} plan={plan} kind={kind} href={(line) => `${at}/line/${line.id}`} />
              <ButtonLink kind="secondary" href={`${at}/new/${kind}`}>
                {t('businessplans.add', { what: t(`businessplans.kind.${kind}`) })}
              </ButtonLink>
            </Section>
          ))}
          <ButtonLink href={at}>{t('businessplans.back')}</ButtonLink>
        </>,
        { breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
  });

const newLineRoute = (stand: Stand) =>
  formRoute({
    path: `${stand.base}/new/:kind`,
    who: stand.who,
    params: z.object({ ...ofVenture, kind: z.enum(kindNames) }),
    body: lineBody,
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { venture, plan } = await openPlan(ctx, stand, params.id);
      const title = t('businessplans.add', { what: t(`businessplans.kind.${params.kind}`) });
      return page(
        title,
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={title} lead={t('businessplans.line.lead')} />
          <LineForm ctx={ctx} entry={entry} plan={plan} kind={params.kind} line={null} draft={`plan-${venture.id}-new-${params.kind}`} />
        </>,
        { breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
    submit: async (ctx, { params }, form) => {
      const { venture, plan } = await openPlan(ctx, stand, params.id);
      await saveLine(ctx.trx, accountOf(ctx), venture, plan, readLine(ctx, plan, params.kind, form));
      return redirect(`${stand.at(params.id)}/lines/${sectionOf(params.kind)}`, 'businessplans.notice.saved');
    },
  });

const lineParams = z.object({ ...ofVenture, line: idOf<'businessplans.lines'>() });

function lineIn(plan: Plan, id: LineId) {
  const line = plan.lines.find((one) => one.id === id);
  if (!line) throw refuseHttp('not-found');
  return line;
}

const editLineRoute = (stand: Stand) =>
  formRoute({
    path: `${stand.base}/line/:line`,
    who: stand.who,
    params: lineParams,
    body: lineBody,
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { venture, plan } = await openPlan(ctx, stand, params.id);
      const gone = goneKind(plan, params.line, entry);
      if (gone) return lineGone(ctx, { stand, venture, plan, kind: gone, entry });
      const line = lineIn(plan, params.line);
      return page(
        line.label,
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={<Bdi>{line.label}</Bdi>} caption={t(`businessplans.kind.${line.kind}`)} />
          <Meanwhile entry={entry} now={seenOfLine(line)}>
            <LinesTable words={ctx} plan={{ ...plan, lines: [line] }} kind={line.kind} />
          </Meanwhile>
          <LineForm ctx={ctx} entry={entry} plan={plan} kind={line.kind} line={line} draft={`plan-line-${line.id}`} />
          <ButtonLink kind="secondary" href={`${stand.at(venture.id)}/line/${line.id}/remove`}>
            {t('businessplans.remove')}
          </ButtonLink>
        </>,
        { breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
    submit: async (ctx, { params }, form) => {
      const { venture, plan } = await openToSave(ctx, stand, params.id);
      const found = plan.lines.find((one) => one.id === params.line);
      if (!found && isLineKind(form.kind ?? '')) throw refuse('changed-meanwhile');
      const line = lineIn(plan, params.line);
      checkSeen(form.seen, seenOfLine(line));
      const { kind } = line;
      await saveLine(ctx.trx, accountOf(ctx), venture, plan, readLine(ctx, plan, kind, form), params.line);
      return redirect(`${stand.at(params.id)}/lines/${sectionOf(kind)}`, 'businessplans.notice.saved');
    },
  });

/** The kind of a line that somebody took out while another wrote on it; null where it is there, or never was. */
function goneKind(plan: Plan, id: LineId, entry: FormEntry): LineKind | null {
  const kind = entry.value('kind');
  return entry.sent && isLineKind(kind) && !plan.lines.some((one) => one.id === id) ? kind : null;
}

/** What was typed for a line that is gone: saving writes it as a new one. */
function lineGone(ctx: Context, { stand, venture, plan, kind, entry }: Opened & { stand: Stand; kind: LineKind; entry: FormEntry }) {
  const { t } = ctx;
  const action = `${stand.at(venture.id)}/new/${kind}`;
  return page(
    t('businessplans.line.gone'),
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading
        title={t('businessplans.line.gone')}
        caption={t(`businessplans.kind.${kind}`)}
        lead={t('businessplans.line.gone-lead')}
      />
      <LineForm ctx={ctx} entry={entry} plan={plan} kind={kind} line={null} draft={`plan-${venture.id}-new-${kind}`} action={action} />
    </>,
    { breadcrumbs: crumbs(ctx, stand, venture) },
  );
}

const removeLineRoute = (stand: Stand) =>
  formRoute({
    path: `${stand.base}/line/:line/remove`,
    who: stand.who,
    params: lineParams,
    body: z.object(seenField),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { venture, plan } = await openPlan(ctx, stand, params.id);
      const line = lineIn(plan, params.line);
      return page(
        t('businessplans.remove'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('businessplans.remove')} />
          <Inset>
            <Bdi>{line.label}</Bdi>
          </Inset>
          <Meanwhile entry={entry} now={seenOfLine(line)}>
            <LinesTable words={ctx} plan={{ ...plan, lines: [line] }} kind={line.kind} />
          </Meanwhile>
          <Form entry={entry}>
            <Seen now={seenOfLine(line)} />
            <Button>{t('businessplans.remove')}</Button>
          </Form>
        </>,
        { breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
    submit: async (ctx, { params }, form) => {
      const { venture, plan } = await openToSave(ctx, stand, params.id);
      const line = lineIn(plan, params.line);
      checkSeen(form.seen, seenOfLine(line));
      const { kind } = line;
      await removeLine(ctx.trx, venture, plan, params.line);
      return redirect(`${stand.at(params.id)}/lines/${sectionOf(kind)}`, 'businessplans.notice.removed');
    },
  });

export const lineRoutes = stands.flatMap((stand) => [linesRoute(stand), newLineRoute(stand), editLineRoute(stand), removeLineRoute(stand)]);
