import { z } from 'zod';
import {
  Bdi,
  ButtonGroup,
  ButtonLink,
  Inset,
  Link,
  Notice,
  PageHeading,
  PostButton,
  Section,
  SummaryList,
  type SummaryRow,
} from '#kernel/html';
import { desk, page, pageRoute, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { findGrant } from '#kernel/consent';
import { directionOf } from '#kernel/i18n';
import { getPerson } from '#modules/people';
import { PersonSummary, readPersonSummary } from '#modules/people/pages';
import { getVenture } from '#modules/ventures';
import { readVentureSummary, VentureSummary } from '#modules/ventures/pages';
import { handoverChart, type HandoverAction } from '../handover.ts';
import { loadCase } from '../load-case.ts';
import { loadHandover, type Handover } from '../load-handover.ts';
import { stepsOf } from '../load-step.ts';
import { seeHandover } from '../receive-handover.ts';
import { allowed } from '../state-chart.ts';
import { readNames, type Names } from './names.ts';
import { ownSpeech } from './other-language.ts';
import { PlanSheet } from './plan-sheet.tsx';
import { HandoverTag } from './tags.tsx';

/** One hand-over, as each of its two offices needs it: what is offered, on what agreement, and what one can do. */
export const handoverRoute = pageRoute({
  path: '/desk/handovers/:id',
  who: desk,
  params: z.object({ id: idOf<'cases.handovers'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const found = await loadHandover(ctx.trx, params.id);
    const handover = found.forTo && !found.forFrom ? await seeHandover(ctx.trx, params.id) : found;
    const names = await readNames(ctx, { offices: [handover.fromOfficeId, handover.toOfficeId] });
    const person = handover.personId ? await getPerson(ctx.trx, handover.personId) : null;
    const identity = person?.identity;
    const name = identity
      ? [identity.givenName, identity.familyName].filter(Boolean).join(' ')
      : (handover.claim?.name ?? t('cases.unnamed'));
    return page(
      t('cases.handover.title'),
      <>
        <PageHeading
          title={<Bdi>{name}</Bdi>}
          caption={t(`cases.kind.${handover.kind}`)}
          tags={<HandoverTag ctx={ctx} handover={handover} />}
        />
        <WhatNext ctx={ctx} handover={handover} names={names} />
        <Actions ctx={ctx} handover={handover} />
        <Section title={t('cases.handover.facts')}>
          <SummaryList label={t('cases.handover.title')} rows={facts(ctx, handover, names)} />
        </Section>
        <AgreementShown ctx={ctx} wording={await readWording(ctx, handover)} />
        {person && handover.forTo && (
          <Section title={t('cases.handover.person')}>
            <PersonSummary ctx={ctx} data={await readPersonSummary(ctx, person)} />
          </Section>
        )}
        {handover.forTo && (await Offered({ ctx, handover }))}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('cases.handovers.title'), href: '/desk/handovers' }] },
    );
  },
});

/** What the receiving office sees of the case: venture and plan, as far as the grant opens them. */
async function Offered({ ctx, handover }: { ctx: Context; handover: Handover }) {
  const { t } = ctx;
  if (!handover.caseId || !['seen', 'offered', 'accepted'].includes(handover.state)) return null;
  const offered = await loadCase(ctx.trx, handover.caseId).catch(() => null);
  if (!offered) return null;
  const venture = offered.ventureId ? await getVenture(ctx.trx, offered.ventureId) : null;
  const steps = await stepsOf(ctx.trx, offered.id);
  const services = await readNames(ctx, { services: steps.map((step) => step.serviceId) });
  const known = new Map(
    steps.flatMap((step) => {
      const service = services.service(step.serviceId);
      return service ? [[service.id, service] as const] : [];
    }),
  );
  return (
    <>
      {venture && (
        <Section title={venture.title}>
          <VentureSummary ctx={ctx} data={await readVentureSummary(ctx, venture)} />
        </Section>
      )}
      <Section title={t('cases.plan.caption')} actions={<Link href={`/desk/cases/${offered.id}`}>{t('cases.handover.case')}</Link>}>
        <PlanSheet case={offered} steps={steps} services={known} speech={ownSpeech(ctx)} />
      </Section>
    </>
  );
}

/** The words to which the person agreed, with their language. */
async function readWording(ctx: Context, handover: Handover) {
  const grant = handover.grantId ? await findGrant(ctx.trx, handover.grantId) : null;
  if (grant) return { text: grant.wording, lang: grant.language, until: grant.endsAt };
  return handover.claim ? { text: handover.claim.agreement, lang: handover.claim.language, until: null } : null;
}

function AgreementShown({ ctx, wording }: { ctx: Context; wording: Awaited<ReturnType<typeof readWording>> }) {
  if (!wording) return null;
  return (
    <Section title={ctx.t('cases.handover.agreement')}>
      <Inset>
        <p lang={wording.lang} dir={directionOf(wording.lang)}>
          {wording.text}
        </p>
      </Inset>
    </Section>
  );
}

/** Why the reader sees this, and what is expected of them. */
function WhatNext({ ctx, handover, names }: { ctx: Context; handover: Handover; names: Names }) {
  const { t, format } = ctx;
  const { state } = handover;
  const lapses = format.instant(handover.lapsesAt, 'long');
  if (state === 'asked' && handover.forFrom)
    return (
      <Notice title={t('cases.handover.asked-of-you', { office: names.office(handover.toOfficeId) })}>
        {t('cases.handover.asked-hint', { day: lapses })}
      </Notice>
    );
  if (state === 'asked') return <Notice title={t('cases.handover.you-asked')}>{t('cases.handover.waits-until', { day: lapses })}</Notice>;
  if ((state === 'offered' || state === 'seen') && handover.forTo) {
    return (
      <Notice title={t('cases.handover.offered-to-you', { office: names.office(handover.fromOfficeId) })}>
        {t('cases.handover.see-until', { day: lapses })}
      </Notice>
    );
  }
  if (state === 'offered' || state === 'seen')
    return <Notice title={t('cases.handover.you-offered')}>{t('cases.handover.waits-until', { day: lapses })}</Notice>;
  if (state === 'declined' && handover.personId === null)
    return <Notice title={t('cases.handover.not-possible')}>{t('cases.handover.not-possible-hint')}</Notice>;
  return null;
}

function facts(ctx: Context, handover: Handover, names: Names): SummaryRow[] {
  const { t, format } = ctx;
  const rows: SummaryRow[] = [
    { key: 'from', label: t('cases.field.from'), value: <Bdi>{names.office(handover.fromOfficeId)}</Bdi> },
    { key: 'to', label: t('cases.field.to'), value: <Bdi>{names.office(handover.toOfficeId)}</Bdi> },
    { key: 'parts', label: t('cases.field.parts'), value: format.list(handover.parts.map((part) => t(`cases.part.${part}`))) },
    { key: 'started', label: t('cases.field.started'), value: format.instant(handover.startedAt) },
  ];
  const { claim } = handover;
  if (claim) {
    rows.push(
      { key: 'claimed', label: t('cases.field.claimed-name'), value: <Bdi>{claim.name}</Bdi> },
      { key: 'born', label: t('cases.field.claimed-birth-year'), value: claim.birthYear ?? '–' },
      { key: 'contact', label: t('cases.field.claimed-contact'), value: <Bdi dir="ltr">{claim.contact ?? '–'}</Bdi> },
    );
  }
  if (handover.message) rows.push({ key: 'message', label: t('cases.field.message'), value: <Bdi>{handover.message}</Bdi> });
  if (handover.answeredAt) rows.push({ key: 'answered', label: t('cases.field.answered'), value: format.instant(handover.answeredAt) });
  if (handover.reason && handover.personId)
    rows.push({ key: 'reason', label: t('cases.field.decline-reason'), value: <Bdi>{handover.reason}</Bdi> });
  if (handover.endedAt) rows.push({ key: 'ended', label: t('cases.field.ended'), value: format.instant(handover.endedAt) });
  return rows;
}

function Actions({ ctx, handover }: { ctx: Context; handover: Handover }) {
  const { t } = ctx;
  const at = `/desk/handovers/${handover.id}`;
  const may = (action: HandoverAction) => allowed(handoverChart, handover.state, action) === true;
  const request = handover.state === 'asked';
  const joint = handover.kind === 'joint' && handover.state === 'accepted' && !handover.endedAt;
  return (
    <ButtonGroup>
      {request && handover.forFrom && <ButtonLink href={`${at}/answer`}>{t('cases.answer.link')}</ButtonLink>}
      {handover.forTo && may('accept') && <ButtonLink href={`${at}/accept`}>{t(`cases.handover.accept-${handover.kind}`)}</ButtonLink>}
      {handover.forTo && !request && may('decline') && (
        <ButtonLink kind="secondary" href={`${at}/decline`}>
          {t('cases.handover.decline')}
        </ButtonLink>
      )}
      {(request ? handover.forTo : handover.forFrom) && may('withdraw') && (
        <PostButton action={`${at}/withdraw`}>{t('cases.handover.withdraw')}</PostButton>
      )}
      {joint && <PostButton action={`${at}/end`}>{t('cases.handover.end')}</PostButton>}
      {handover.state === 'accepted' && handover.caseId && (handover.kind === 'joint' ? !handover.endedAt : handover.forTo) && (
        <ButtonLink href={`/desk/cases/${handover.caseId}`}>{t('cases.handover.case')}</ButtonLink>
      )}
    </ButtonGroup>
  );
}
