import { z } from 'zod';
import { record } from '#kernel/audit';
import { idOf } from '#kernel/db';
import { Bdi, ButtonLink, EmptyState, PageHeading, Section, SummaryList, Tag } from '#kernel/html';
import { page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { findGrant, type FilePart } from '#kernel/consent';
import { PlanGlance, readSharedPlan, SharedPlan } from '#modules/businessplans/pages';
import { caseOfPerson, stepsOf, type Step } from '#modules/cases';
import { readContact, type Contact, type PersonId } from '#modules/people';
import { ReadinessGlance, readSharedReadiness, SharedReadiness } from '#modules/readiness/pages';
import { getVenture } from '#modules/ventures';
import { readVentureSummary, VentureSummary, type VentureSummaryData } from '#modules/ventures/pages';
import { loadPair, type LoadedPair } from '../read-pairs.ts';
import { baseOf, gateOf, pairCrumbs } from './sides.ts';

/** What the founder shares with the mentor: the parts of the grant, and what the database opens by it. */
export interface SharedData {
  parts: FilePart[];
  venture: VentureSummaryData | null;
  contact: Contact | null;
  plan: Step[] | null;
  /** Absent where the part is not granted, null where nothing was begun. */
  businessPlan?: Awaited<ReturnType<typeof readSharedPlan>>;
  readiness?: Awaited<ReturnType<typeof readSharedReadiness>>;
}

/** The granted parts by the grant as it stands now; none once it is withdrawn or over. */
async function partsOf(ctx: Context, pair: LoadedPair): Promise<FilePart[]> {
  const grant = pair.grantId ? await findGrant(ctx.trx, pair.grantId) : null;
  return grant?.state === 'live' ? grant.parts.filter((part) => part !== 'mentoring') : [];
}

/** Reads the granted parts and nothing else: each is asked for only where the grant names it, and row security asks again. */
export async function readShared(ctx: Context, pair: LoadedPair): Promise<SharedData> {
  const parts = await partsOf(ctx, pair);
  const venture = parts.includes('venture') ? await getVenture(ctx.trx, pair.ventureId) : null;
  return {
    parts,
    venture: venture ? await readVentureSummary(ctx, venture) : null,
    contact: parts.includes('contact') ? await readContact(ctx.trx, pair.personId) : null,
    plan: parts.includes('plan') ? await planOf(ctx, pair.personId) : null,
    ...(parts.includes('business-plan') ? { businessPlan: await readSharedPlan(ctx, pair.ventureId) } : {}),
    ...(parts.includes('readiness') ? { readiness: await readSharedReadiness(ctx, pair.personId) } : {}),
  };
}

async function planOf(ctx: Context, personId: PersonId): Promise<Step[]> {
  const caseId = await caseOfPerson(ctx.trx, personId);
  return caseId ? (await stepsOf(ctx.trx, caseId)).filter(({ state }) => state !== 'dropped') : [];
}

/** The granted parts, each under its name; what is long is a page of its own. */
export function Shared({ ctx, data, pair }: { ctx: Context; data: SharedData; pair: LoadedPair }) {
  const { t, format } = ctx;
  const { venture, contact, plan, parts, businessPlan, readiness } = data;
  const path = `${baseOf.mentor}/pairs/${pair.id}`;
  if (parts.length === 0) return <p>{t('mentoring.shared.nothing')}</p>;
  return (
    <Section title={t('mentoring.shared.title')}>
      <p>{t('mentoring.shared.lead', { parts: format.list(parts.map((part) => t(`consent.part.${part}`))) })}</p>
      {venture && (
        <Section level={3} title={venture.venture.title}>
          <VentureSummary ctx={ctx} data={venture} />
        </Section>
      )}
      {contact && (
        <Section level={3} title={t('mentoring.part.contact')}>
          <SummaryList
            label={t('mentoring.part.contact')}
            rows={[
              { key: 'phone', label: t('mentoring.field.phone'), value: <Bdi dir="ltr">{contact.phone ?? '–'}</Bdi> },
              { key: 'email', label: t('mentoring.field.email'), value: <Bdi dir="ltr">{contact.email ?? '–'}</Bdi> },
            ]}
          />
        </Section>
      )}
      {plan && (
        <Section level={3} title={t('mentoring.part.plan')}>
          {plan.length === 0 && <EmptyState title={t('mentoring.shared.no-plan')} />}
          <ol>
            {plan.map((step) => (
              <li key={step.id}>
                <Bdi>{step.title}</Bdi> {step.dueOn && <>({format.date(step.dueOn, 'short')})</>}{' '}
                <Tag>{t(`cases.step-state.${step.state}`)}</Tag>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {businessPlan !== undefined && (
        <Section level={3} title={t('mentoring.part.business-plan')}>
          <PlanGlance ctx={ctx} plan={businessPlan} />
          {businessPlan && (
            <ButtonLink kind="secondary" href={`${path}/business-plan`}>
              {t('mentoring.shared.read-business-plan')}
            </ButtonLink>
          )}
        </Section>
      )}
      {readiness !== undefined && (
        <Section level={3} title={t('mentoring.part.readiness')}>
          <ReadinessGlance ctx={ctx} assessment={readiness} />
          {readiness && (
            <ButtonLink kind="secondary" href={`${path}/readiness`}>
              {t('mentoring.shared.read-readiness')}
            </ButtonLink>
          )}
        </Section>
      )}
    </Section>
  );
}

const params = z.object({ id: idOf<'mentoring.pairs'>() });

/** The pair, if its founder shares this part with the mentor now. Refusals: `not-found`. */
async function openPart(ctx: Context, id: LoadedPair['id'], part: 'business-plan' | 'readiness'): Promise<LoadedPair> {
  const pair = await loadPair(ctx.trx, id, 'mentor');
  if (pair.state !== 'running' || !(await partsOf(ctx, pair)).includes(part)) throw refuseHttp('not-found');
  await record(ctx.trx, {
    verb: 'mentoring.read',
    purpose: 'mentoring.purpose.mentoring',
    scopeId: null,
    subjectId: pair.personId,
    objectKind: 'pair',
    objectId: pair.id,
    details: { parts: [part] },
  });
  return pair;
}

const businessPlanRoute = pageRoute({
  path: `${baseOf.mentor}/pairs/:id/business-plan`,
  who: gateOf.mentor,
  params,
  view: async (ctx, input) => {
    const pair = await openPart(ctx, input.params.id, 'business-plan');
    const plan = await readSharedPlan(ctx, pair.ventureId);
    if (!plan) throw refuseHttp('not-found');
    const title = ctx.t('mentoring.part.business-plan');
    return page(
      title,
      <>
        <PageHeading title={title} caption={<Bdi>{pair.called}</Bdi>} lead={ctx.t('mentoring.shared.part-lead')} />
        <SharedPlan ctx={ctx} plan={plan} />
      </>,
      { width: 'wide', breadcrumbs: pairCrumbs(ctx, 'mentor', pair.id) },
    );
  },
});

const readinessRoute = pageRoute({
  path: `${baseOf.mentor}/pairs/:id/readiness`,
  who: gateOf.mentor,
  params,
  view: async (ctx, input) => {
    const pair = await openPart(ctx, input.params.id, 'readiness');
    const assessment = await readSharedReadiness(ctx, pair.personId);
    if (!assessment) throw refuseHttp('not-found');
    const title = ctx.t('mentoring.part.readiness');
    return page(
      title,
      <>
        <PageHeading title={title} caption={<Bdi>{pair.called}</Bdi>} lead={ctx.t('mentoring.shared.part-lead')} />
        <SharedReadiness ctx={ctx} assessment={assessment} />
      </>,
      { width: 'wide', breadcrumbs: pairCrumbs(ctx, 'mentor', pair.id) },
    );
  },
});

export const sharedPartRoutes = [businessPlanRoute, readinessRoute];
