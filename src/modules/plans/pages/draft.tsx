import { ButtonGroup, ButtonLink, EmptyState, Inset, Link, Notice, PageHeading, Section, Tag, TaskList, type Task } from '#kernel/html';
import { accountOf, page, pageRoute, type Context, type Route } from '#kernel/http';
import { officeNames } from '#modules/offices';
import { TranslatedText } from '#modules/places/pages';
import { approvalsOf, mayApprove } from '../approve-plan.ts';
import { checklistItems } from '../checklist.ts';
import { missingIn, type Content } from '../plan-content.ts';
import type { Draft, Plan, Version } from '../plan.ts';
import { authorsOf, draftOf } from '../write-plan.ts';
import { stateTones } from './desk.tsx';
import { DraftStructure } from './draft-structure.tsx';
import type { MoreAbout } from './plan.tsx';
import { namesOfPlans } from './plan-text.ts';
import { PlanView } from './plan-view.tsx';
import { readPointed } from './pointed.ts';
import { crumbs, deskAt, mayWrite, ofPlan, peopleNamed, planIn, shownVersion, staff, titleIn } from './reach.ts';

/** A plan at the desk: its draft with what is missing and what can be done, or what is published. */
export const deskPlanPage = (moreAbout: MoreAbout): Route =>
  pageRoute({
    path: '/desk/plans/:id',
    who: staff,
    params: ofPlan,
    view: async (ctx, { params: { id } }) => {
      const { t } = ctx;
      const plan = await planIn(ctx, id);
      const draft = await draftOf(ctx.trx, id);
      const version = await shownVersion(ctx, plan);
      const { about, offices } = (await namesOfPlans(ctx, [plan]))(plan);
      const content = draft?.content ?? version?.content;
      return page(
        content ? titleIn(ctx, { content }) : plan.code,
        <>
          <PageHeading
            title={content ? <TranslatedText value={content.title} /> : plan.code}
            caption={`${about}: ${ctx.format.list(offices)}`}
            tags={
              <>
                {draft && <Tag tone={stateTones[draft.state]}>{t(`plans.state.${draft.state}`)}</Tag>}
                {plan.demonstration && <Tag>{t('plans.demonstration')}</Tag>}
              </>
            }
          />
          <Published ctx={ctx} plan={plan} version={version} draft={draft} />
          {draft && (await AboutDraft({ ctx, plan, draft }))}
          {await moreAbout(ctx, plan)}
          {content && (
            <Section title={t(draft ? 'plans.draft.preview' : 'plans.draft.shown')}>
              <PlanView ctx={ctx} content={content} pointed={await readPointed(ctx, content)} />
            </Section>
          )}
        </>,
        { width: 'wide', breadcrumbs: crumbs(ctx) },
      );
    },
  });

/** What the public reads, and how a new version begins. */
function Published({ ctx, plan, version, draft }: { ctx: Context; plan: Plan; version: Version | null; draft: Draft | null }) {
  const { t } = ctx;
  return (
    <>
      {version ? (
        <p>
          {t('plans.draft.version', { number: version.number })} <Link href={`/plans/${plan.code}`}>{t('plans.draft.public')}</Link>
        </p>
      ) : (
        <p>{t('plans.draft.unpublished')}</p>
      )}
      {version && (
        <ButtonGroup>
          <ButtonLink href={`${deskAt(plan.id)}/reports`}>{t('plans.report.title')}</ButtonLink>
          {!draft && mayWrite(ctx, plan) && (
            <ButtonLink kind="secondary" href={`${deskAt(plan.id)}/revise`}>
              {t('plans.revise.title')}
            </ButtonLink>
          )}
        </ButtonGroup>
      )}
    </>
  );
}

async function AboutDraft({ ctx, plan, draft }: { ctx: Context; plan: Plan; draft: Draft }) {
  const { t, format } = ctx;
  const authors = await authorsOf(ctx.trx, draft.id);
  const named = await peopleNamed(ctx, [...authors, draft.changedBy]);
  const writes = mayWrite(ctx, plan);
  return (
    <>
      <p>
        {t('plans.draft.changed', { when: format.instant(draft.changedAt), who: named([draft.changedBy]) })}{' '}
        {t('plans.draft.authors', { authors: named(authors) })}
      </p>
      <p>
        <strong>{t('plans.new.reason')}</strong> <bdi>{draft.reason}</bdi>
      </p>
      {draft.state === 'returned' && draft.advice && (
        <Notice tone="warning" title={t('plans.draft.advice')}>
          <p>
            <bdi>{draft.advice}</bdi>
          </p>
        </Notice>
      )}
      {draft.state === 'waiting' && (await Waiting({ ctx, plan, draft, own: authors.includes(accountOf(ctx)) }))}
      {draft.state !== 'waiting' && writes && <Writing ctx={ctx} plan={plan} draft={draft} />}
    </>
  );
}

/** Who has said yes, who still must, and what the actor can do. */
async function Waiting({ ctx, plan, draft, own }: { ctx: Context; plan: Plan; draft: Draft; own: boolean }) {
  const { t } = ctx;
  const offices = [plan.officeId, ...(plan.otherOfficeId ? [plan.otherOfficeId] : [])];
  const names = await officeNames(ctx.trx, offices, ctx.lang);
  const given = await approvalsOf(ctx.trx, draft.id);
  const may = await mayApprove(ctx.trx, draft);
  return (
    <>
      <Inset>
        <p>{t(own ? 'plans.draft.waiting-own' : 'plans.draft.waiting')}</p>
        <ul>
          {offices.map((office) => (
            <li key={office}>
              {names.get(office) ?? '–'}:{' '}
              {t(given.some(({ officeId }) => officeId === office) ? 'plans.draft.approved' : 'plans.draft.not-yet')}
            </li>
          ))}
        </ul>
      </Inset>
      {mayWrite(ctx, plan) && (
        <ButtonGroup>
          {may.length > 0 && <ButtonLink href={`${deskAt(plan.id)}/approve`}>{t('plans.approve.title')}</ButtonLink>}
          <ButtonLink kind="secondary" href={`${deskAt(plan.id)}/take-back`}>
            {t('plans.take-back.title')}
          </ButtonLink>
        </ButtonGroup>
      )}
    </>
  );
}

function Writing({ ctx, plan, draft }: { ctx: Context; plan: Plan; draft: Draft }) {
  const { t } = ctx;
  const at = deskAt(plan.id);
  const missing = missingIn(draft.content);
  return (
    <>
      {missing.length > 0 && (
        <Inset>
          <p>{t('plans.draft.missing')}</p>
          <ul>
            {missing.map((one) => (
              <li key={one}>{t(`plans.needed.${one}`)}</li>
            ))}
          </ul>
        </Inset>
      )}
      <ButtonGroup>
        {missing.length === 0 && <ButtonLink href={`${at}/send`}>{t('plans.send.title')}</ButtonLink>}
        <ButtonLink kind="quiet" href={`${at}/discard`}>
          {t('plans.discard.title')}
        </ButtonLink>
      </ButtonGroup>
      <Section title={t('plans.draft.parts')}>
        <TaskList tasks={tasksOf(ctx, at, draft.content)} />
      </Section>
      {draft.content.objectives.length === 0 ? (
        <EmptyState title={t('plans.draft.no-objectives')}>
          <ButtonLink href={`${at}/objectives/new`}>{t('plans.objective.new')}</ButtonLink>
        </EmptyState>
      ) : (
        <DraftStructure ctx={ctx} at={at} content={draft.content} />
      )}
    </>
  );
}

function tasksOf({ t }: Context, at: string, content: Content): Task[] {
  const { vision, strategy, starts, units, checklist } = content;
  const about = [vision, strategy, starts].filter(Boolean).length;
  const task = (id: string, title: string, count: number, whole: boolean): Task => ({
    id,
    title,
    href: `${at}/${id}`,
    status: { text: t('plans.draft.filled', { count }), tone: whole ? 'success' : 'neutral' },
  });
  return [
    task('about', t('plans.part.about'), about, about === 3),
    task('units', t('plans.part.units'), units.length, units.length > 0),
    ...(['lessons', 'policy-inputs'] as const).map((section) => {
      const items = checklistItems.filter(({ id }) => id.startsWith(section === 'lessons' ? 'lesson-' : 'input-'));
      const done = items.filter(({ id }) => checklist.some(({ item }) => item === id)).length;
      return {
        id: section,
        title: t(`plans.part.${section}`),
        href: `${at}/checklist/${section}`,
        status: {
          text: t('plans.draft.decided', { done, total: items.length }),
          tone: done === items.length ? ('success' as const) : ('neutral' as const),
        },
      };
    }),
  ];
}
