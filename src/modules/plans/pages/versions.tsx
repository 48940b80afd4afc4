import { z } from 'zod';
import { Link, Notice, PageHeading, Section, Timeline } from '#kernel/html';
import { download, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { TranslatedText } from '#modules/places/pages';
import type { Plan, Version } from '../plan.ts';
import { findPlan, findVersion, versionsOf } from '../read-plans.ts';
import { dayOf, ofCode, PlanHead, publishedIn } from './plan.tsx';
import { namesOfPlans } from './plan-text.ts';
import { planPdf } from './plan-pdf.ts';
import { PlanView } from './plan-view.tsx';
import { readPointed } from './pointed.ts';
import { isWithin, peopleNamed, titleIn } from './reach.ts';

/** Who stands for a version: the offices to everybody; to their people, those who wrote and approved it too. */
async function whoOf(ctx: Context, plan: Plan, versions: readonly Version[]): Promise<(version: Version) => string> {
  const offices = ctx.format.list((await namesOfPlans(ctx, [plan]))(plan).offices);
  if (!isWithin(ctx, plan)) return () => offices;
  const named = await peopleNamed(
    ctx,
    versions.flatMap(({ authors, approvers }) => [...authors, ...approvers]),
  );
  return ({ authors, approvers }) => ctx.t('plans.versions.people', { offices, authors: named(authors), approvers: named(approvers) });
}

/** The versions of a plan: when each was published and why. */
export const versionsRoute = pageRoute({
  path: '/plans/:code/versions',
  who: everyone,
  params: ofCode,
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const { plan, version: newest } = await publishedIn(ctx, params.code);
    const versions = await versionsOf(ctx.trx, plan.id);
    const who = await whoOf(ctx, plan, versions);
    return page(
      t('plans.versions.title'),
      <>
        <PageHeading title={t('plans.versions.title')} caption={<TranslatedText value={newest.content.title} />} />
        <Timeline
          label={t('plans.versions.title')}
          entries={versions.map((version) => ({
            id: `version-${version.number}`,
            title: (
              <Link href={`/plans/${plan.code}/versions/${version.number}`}>{t('plans.versions.number', { number: version.number })}</Link>
            ),
            when: dayOf(ctx, version.publishedAt),
            dateTime: version.publishedAt.toISOString(),
            who: who(version),
            body: (
              <p>
                <bdi>{version.reason}</bdi>
              </p>
            ),
          }))}
        />
      </>,
      { breadcrumbs: crumbsOf(ctx, plan, newest) },
    );
  },
});

const crumbsOf = (ctx: Context, plan: Plan, newest: Version, deep = false) => [
  { label: ctx.t('plans.list.title'), href: '/plans' },
  { label: titleIn(ctx, newest), href: `/plans/${plan.code}` },
  ...(deep ? [{ label: ctx.t('plans.versions.title'), href: `/plans/${plan.code}/versions` }] : []),
];

/** One version as it was published. */
export const versionRoute = pageRoute({
  path: '/plans/:code/versions/:number',
  who: everyone,
  params: ofCode.extend({ number: z.coerce.number().int().min(1).max(100_000) }),
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { t } = ctx;
    const plan = await findPlan(ctx.trx, params.code);
    const version = plan && (await findVersion(ctx.trx, plan.id, params.number));
    if (!plan || !version) throw refuseHttp('not-found');
    const pointed = await readPointed(ctx, version.content);
    const names = (await namesOfPlans(ctx, [plan]))(plan);
    if (query.format === 'pdf') {
      const pdf = await planPdf(ctx, { plan, version, names, pointed });
      return download(`${plan.code}-${version.number}.pdf`, 'application/pdf', pdf);
    }
    const who = await whoOf(ctx, plan, [version]);
    const newest = (await findVersion(ctx.trx, plan.id, plan.version)) ?? version;
    return page(
      t('plans.versions.number', { number: version.number }),
      <>
        <PlanHead ctx={ctx} plan={plan} version={version} about={names} />
        {version.number < plan.version && (
          <Notice>
            <p>
              {t('plans.versions.older')} <Link href={`/plans/${plan.code}`}>{t('plans.versions.newest')}</Link>
            </p>
          </Notice>
        )}
        <Section title={t('plans.versions.about')}>
          <p>{who(version)}</p>
          <p>
            <bdi>{version.reason}</bdi>
          </p>
        </Section>
        <PlanView ctx={ctx} content={version.content} pointed={pointed} />
      </>,
      { width: 'wide', breadcrumbs: crumbsOf(ctx, plan, newest, true) },
    );
  },
});
