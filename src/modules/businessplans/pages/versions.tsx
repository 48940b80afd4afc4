import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  PostButton,
  Section,
  Table,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { comparePlans, type Difference } from '../compare-plans.ts';
import { questionKeys, type Figure, type Plan } from '../plan.ts';
import { computePlan } from '../to-figures.ts';
import { keepVersion, listVersions, readVersion, signVersion, type Version } from '../version.ts';
import { crumbs, openPlan, stands, type Stand } from './desk-or-own.ts';
import { figureText } from '../figure-text.ts';
import { PlanView, say } from './plan-view.tsx';
import { ResultsView } from './results-view.tsx';

const ofVenture = { id: idOf<'ventures.ventures'>() };
const ofVersion = z.object({ ...ofVenture, version: idOf<'businessplans.versions'>() });

function signedText(ctx: Context, version: Version): string {
  return (
    version.signatures.map(({ side, at }) => `${ctx.t(`businessplans.said.${side}`)}, ${ctx.format.instant(at, 'short')}`).join('; ') || '–'
  );
}

const versionsRoute = (stand: Stand) =>
  formRoute({
    path: `${stand.base}/versions`,
    who: stand.who,
    params: z.object(ofVenture),
    body: z.object({ label: fields.text(120) }),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { venture, plan } = await openPlan(ctx, stand, params.id);
      const at = stand.at(venture.id);
      return page(
        t('businessplans.versions'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('businessplans.versions')} lead={t('businessplans.versions-lead')} />
          <Table<Version>
            caption={t('businessplans.versions')}
            hideCaption
            rows={await listVersions(ctx.trx, plan)}
            rowKey={(one) => one.id}
            columns={[
              {
                key: 'label',
                header: t('businessplans.version.label'),
                cell: (one) => <Link href={`${at}/versions/${one.id}`}>{`${ctx.format.number(one.number)}. ${one.label}`}</Link>,
              },
              { key: 'at', header: t('businessplans.version.at'), cell: (one) => ctx.format.instant(one.createdAt, 'short') },
              { key: 'signed', header: t('businessplans.version.signed'), cell: (one) => signedText(ctx, one) },
              {
                key: 'changes',
                header: t('businessplans.changes'),
                cell: (one) => <Link href={`${at}/changes?from=${one.id}`}>{t('businessplans.changes-since')}</Link>,
              },
            ]}
            empty={<EmptyState title={t('businessplans.version.none')} />}
          />
          <Section title={t('businessplans.version.keep')}>
            <Form entry={entry}>
              <TextField name="label" label={t('businessplans.version.label')} hint={t('businessplans.version.hint')} required />
              <Button>{t('businessplans.version.keep')}</Button>
            </Form>
          </Section>
        </>,
        { width: 'wide', breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
    submit: async (ctx, { params }, form) => {
      const { plan } = await openPlan(ctx, stand, params.id);
      await keepVersion(ctx.trx, accountOf(ctx), plan, form.label);
      return redirect(`${stand.at(params.id)}/versions`, 'businessplans.notice.kept');
    },
  });

const versionRoute = (stand: Stand) =>
  pageRoute({
    path: `${stand.base}/versions/:version`,
    who: stand.who,
    params: ofVersion,
    view: async (ctx, { params }) => {
      const { t } = ctx;
      const opened = await openPlan(ctx, stand, params.id);
      const { version, plan } = await readVersion(ctx.trx, opened.plan, params.version);
      const signed = version.signatures.some(({ side }) => side === stand.side);
      return page(
        version.label,
        <>
          <PageHeading
            title={<Bdi>{version.label}</Bdi>}
            caption={t('businessplans.version.kept-on', { day: ctx.format.instant(version.createdAt) })}
          />
          <p>
            {t('businessplans.version.signed')}: {signedText(ctx, version)}
          </p>
          {!signed && (
            <PostButton kind="primary" action={`${stand.at(params.id)}/versions/${version.id}/sign`}>
              {t('businessplans.version.sign')}
            </PostButton>
          )}
          {stand.side === 'counsellor' && (
            <ButtonLink kind="secondary" href={`${stand.at(params.id)}/versions/${version.id}/issue`}>
              {t('businessplans.dossier.issue')}
            </ButtonLink>
          )}
          <PlanView words={ctx} plan={plan} />
          <ResultsView words={ctx} results={computePlan(plan)} />
        </>,
        { width: 'wide', breadcrumbs: crumbs(ctx, stand, opened.venture) },
      );
    },
  });

const signRoute = (stand: Stand) =>
  formRoute({
    path: `${stand.base}/versions/:version/sign`,
    who: stand.who,
    params: ofVersion,
    body: z.object({}),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { venture, plan } = await openPlan(ctx, stand, params.id);
      const { version } = await readVersion(ctx.trx, plan, params.version);
      return page(
        t('businessplans.version.sign'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading
            title={t('businessplans.version.sign')}
            caption={<Bdi>{version.label}</Bdi>}
            lead={t('businessplans.version.sign-lead')}
          />
          <Form entry={entry}>
            <Button>{t('businessplans.version.sign')}</Button>
          </Form>
        </>,
        { breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
    submit: async (ctx, { params }) => {
      const { plan } = await openPlan(ctx, stand, params.id);
      await signVersion(ctx.trx, accountOf(ctx), plan, params.version, stand.side);
      return redirect(`${stand.at(params.id)}/versions/${params.version}`, 'businessplans.notice.signed');
    },
  });

const changesRoute = (stand: Stand) =>
  pageRoute({
    path: `${stand.base}/changes`,
    who: stand.who,
    params: z.object(ofVenture),
    query: z.object({ from: fields.maybe(idOf<'businessplans.versions'>()), to: fields.maybe(idOf<'businessplans.versions'>()) }),
    view: async (ctx, { params, query }) => {
      const { t } = ctx;
      const { venture, plan } = await openPlan(ctx, stand, params.id);
      const versionOr = async (id: typeof query.from) => (id ? (await readVersion(ctx.trx, plan, id)).plan : plan);
      const [before, after] = [await versionOr(query.from), await versionOr(query.to)];
      return page(
        t('businessplans.changes'),
        <>
          <PageHeading title={t('businessplans.changes')} caption={<Bdi>{venture.title}</Bdi>} />
          <Table<Difference>
            caption={t('businessplans.changes')}
            hideCaption
            rows={comparePlans(before, after)}
            rowKey={(one) => one.key}
            columns={[
              { key: 'what', header: t('businessplans.result.what'), cell: (one) => <Bdi>{subjectText(ctx, one)}</Bdi> },
              { key: 'before', header: t('businessplans.before'), cell: (one) => <Bdi>{sideText(ctx, before, one.before)}</Bdi> },
              { key: 'after', header: t('businessplans.after'), cell: (one) => <Bdi>{sideText(ctx, after, one.after)}</Bdi> },
            ]}
            empty={<EmptyState title={t('businessplans.no-changes')} />}
          />
          <ButtonLink href={`${stand.at(venture.id)}/versions`}>{t('businessplans.versions')}</ButtonLink>
        </>,
        { width: 'wide', breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
  });

function subjectText(ctx: Context, { about }: Difference): string {
  switch (about.kind) {
    case 'basics':
      return ctx.t('businessplans.section.basics');
    case 'answer':
      return questionKeys.includes(about.question) ? say(ctx, `question.${about.question}`) : about.question;
    case 'line':
      return `${ctx.t(`businessplans.kind.${about.line.kind}`)}: ${about.line.label}`;
    case 'figure':
      return `${about.line.label}: ${say(ctx, `figure.${about.name}`)}`;
    case 'text':
      return about.line.label;
  }
}

function sideText(ctx: Context, plan: Plan, side: string | Figure | null): string {
  if (side === null) return '–';
  if (typeof side === 'string') return side;
  return `${figureText(ctx, plan, side)} (${ctx.t(`businessplans.said.${side.saidBy}`)}${side.source ? `, ${side.source}` : ''})`;
}

export const versionRoutes = stands.flatMap((stand) => [versionsRoute(stand), versionRoute(stand), signRoute(stand), changesRoute(stand)]);
