import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { ListDownloads, ButtonGroup, ButtonLink, DescriptionList, Link, Notice, PageHeading, Tag } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, refuseHttp, type Context, type Route } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { TranslatedText } from '#modules/places/pages';
import type { Plan, Version } from '../plan.ts';
import { findPlan } from '../read-plans.ts';
import { actionsCsv } from './actions-csv.ts';
import { namesOfPlans, periodText } from './plan-text.ts';
import { PlanView } from './plan-view.tsx';
import { readPointed } from './pointed.ts';
import { deskAt, isWithin, shownVersion, titleIn } from './reach.ts';

export const ofCode = z.object({ code: z.string().regex(/^[a-z0-9-]{1,80}$/) });

/** A published plan with its newest version; anything else is not there. */
export async function publishedIn(ctx: Context, code: string): Promise<{ plan: Plan; version: Version }> {
  const plan = await findPlan(ctx.trx, code);
  const version = plan && (await shownVersion(ctx, plan));
  if (!plan || !version) throw refuseHttp('not-found');
  return { plan, version };
}

/** What other modules say about a plan, below what it says. */
export type MoreAbout = (ctx: Context, plan: Plan) => Promise<ComponentChildren>;

/** A published plan, for everybody. */
export const planPage = (moreAbout: MoreAbout): Route =>
  pageRoute({
    path: '/plans/:code',
    who: everyone,
    params: ofCode,
    query: z.object({ format: fields.searchText() }),
    view: async (ctx, { params, query }) => {
      const { t } = ctx;
      const { plan, version } = await publishedIn(ctx, params.code);
      const pointed = await readPointed(ctx, version.content);
      if (query.format === 'csv') return csv(`plan-${plan.code}.csv`, actionsCsv(ctx, version.content, pointed));
      const at = `/plans/${plan.code}`;
      return page(
        titleIn(ctx, version),
        <>
          <PlanHead ctx={ctx} plan={plan} version={version} about={(await namesOfPlans(ctx, [plan]))(plan)} />
          <ButtonGroup>
            <ButtonLink kind="secondary" href={`${at}/progress`}>
              {t('plans.progress.title')}
            </ButtonLink>
            <ButtonLink kind="secondary" href={`${at}/versions/${plan.version}?format=pdf`}>
              {t('plans.view.pdf')}
            </ButtonLink>
            <ListDownloads href={`${at}?format=csv`} csv={t('plans.view.csv')} buttons />
            {isWithin(ctx, plan) && (
              <ButtonLink kind="secondary" href={deskAt(plan.id)}>
                {t('plans.view.at-desk')}
              </ButtonLink>
            )}
          </ButtonGroup>
          <PlanView ctx={ctx} content={version.content} pointed={pointed} />
          {await moreAbout(ctx, plan)}
          <p>
            <Link href={`${at}/versions`}>{t('plans.versions.link', { count: plan.version })}</Link>
          </p>
        </>,
        { width: 'wide', breadcrumbs: [{ label: t('plans.list.title'), href: '/plans' }] },
      );
    },
  });

export const dayOf = (ctx: Context, moment: Date) => ctx.format.date(toLocal(moment.toISOString(), ctx.timeZone).day);

/** The head of a published plan: about what, by whom, from when to when, since when it is public. */
export function PlanHead({
  ctx,
  plan,
  version,
  about: { about, offices },
}: {
  ctx: Context;
  plan: Plan;
  version: Version;
  about: { about: string; offices: string[] };
}) {
  const { t, format } = ctx;
  return (
    <>
      <PageHeading
        title={<TranslatedText value={version.content.title} />}
        caption={about}
        tags={plan.demonstration && <Tag>{t('plans.demonstration')}</Tag>}
      />
      {plan.demonstration && (
        <Notice>
          <p>{t('plans.view.demonstration')}</p>
        </Notice>
      )}
      <DescriptionList
        facts={[
          { key: 'office', label: t('plans.list.office'), value: format.list(offices) },
          { key: 'period', label: t('plans.list.period'), value: periodText(ctx, version.content) },
          {
            key: 'version',
            label: t('plans.list.version'),
            value: t('plans.view.version', { number: version.number, date: dayOf(ctx, version.publishedAt) }),
          },
        ]}
      />
    </>
  );
}
