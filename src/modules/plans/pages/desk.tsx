import { ButtonLink, EmptyState, Link, PageHeading, Section, Table, Tag, type Tone } from '#kernel/html';
import { page, pageRoute } from '#kernel/http';
import { TranslatedText } from '#modules/places/pages';
import type { DraftState } from '../plan.ts';
import { listPublished, plansSeen } from '../read-plans.ts';
import { listDrafts } from '../write-plan.ts';
import { namesOfPlans } from './plan-text.ts';
import { isWithin, officesToWriteFor, peopleNamed, staff } from './reach.ts';

export const stateTones: Readonly<Record<DraftState, Tone>> = { writing: 'neutral', waiting: 'info', returned: 'warning' };

/** Plans that the actor's office keeps: what is being written, and what is published. */
export const deskRoute = pageRoute({
  path: '/desk/plans',
  who: staff,
  view: async (ctx) => {
    const { t, format } = ctx;
    const drafts = await listDrafts(ctx.trx);
    const plans = (await plansSeen(ctx.trx)).filter((plan) => isWithin(ctx, plan));
    const names = await namesOfPlans(ctx, plans);
    const people = await peopleNamed(
      ctx,
      drafts.map(({ changedBy }) => changedBy),
    );
    const rows = drafts.flatMap((draft) => {
      const plan = plans.find(({ id }) => id === draft.planId);
      return plan ? [{ draft, plan }] : [];
    });
    const published = (await listPublished(ctx.trx)).filter((plan) => isWithin(ctx, plan));
    const mayBegin = (await officesToWriteFor(ctx)).length > 0 && ctx.roles.some(({ role }) => role === 'planner');
    return page(
      t('plans.desk.title'),
      <>
        <PageHeading
          title={t('plans.desk.title')}
          lead={t('plans.desk.lead')}
          actions={
            <>
              {mayBegin && <ButtonLink href="/desk/plans/new">{t('plans.new.title')}</ButtonLink>}
              <ButtonLink kind="secondary" href="/plans">
                {t('plans.desk.public')}
              </ButtonLink>
            </>
          }
        />
        <Section title={t('plans.desk.drafts')}>
          <Table<(typeof rows)[number]>
            caption={t('plans.list.count', { count: rows.length })}
            rows={rows}
            rowKey={({ plan }) => plan.id}
            columns={[
              {
                key: 'plan',
                header: t('plans.list.plan'),
                cell: ({ plan, draft }) => (
                  <Link href={`/desk/plans/${plan.id}`}>
                    <TranslatedText value={draft.content.title} />
                  </Link>
                ),
              },
              { key: 'about', header: t('plans.list.about'), cell: ({ plan }) => names(plan).about },
              { key: 'office', header: t('plans.list.office'), cell: ({ plan }) => format.list(names(plan).offices) },
              {
                key: 'state',
                header: t('plans.desk.state'),
                cell: ({ draft }) => <Tag tone={stateTones[draft.state]}>{t(`plans.state.${draft.state}`)}</Tag>,
              },
              {
                key: 'changed',
                header: t('plans.desk.changed'),
                cell: ({ draft }) => `${format.instant(draft.changedAt, 'short')} ${people([draft.changedBy])}`,
              },
            ]}
            empty={<EmptyState title={t('plans.desk.no-drafts')} />}
          />
        </Section>
        <Section title={t('plans.desk.published')}>
          <Table<(typeof published)[number]>
            caption={t('plans.list.count', { count: published.length })}
            rows={published}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'plan',
                header: t('plans.list.plan'),
                cell: ({ id, title }) => (
                  <Link href={`/desk/plans/${id}`}>
                    <TranslatedText value={title} />
                  </Link>
                ),
              },
              { key: 'about', header: t('plans.list.about'), cell: (plan) => names(plan).about },
              { key: 'version', header: t('plans.list.version'), numeric: true, cell: ({ version }) => format.number(version) },
            ]}
            empty={<EmptyState title={t('plans.desk.none')} />}
          />
        </Section>
      </>,
      { width: 'wide' },
    );
  },
});
