import { z } from 'zod';
import { Bdi, ButtonGroup, Inset, Link, Notice, PageHeading, Section, SummaryList } from '#kernel/html';
import { download, page, pageRoute, type Context } from '#kernel/http';
import { findGrant, type Grant } from '#kernel/consent';
import { idOf } from '#kernel/db';
import { listFiles } from '#kernel/files';
import { directionOf } from '#kernel/i18n';
import { fullName, getPerson } from '#modules/people';
import { PersonSummary, readPersonSummary } from '#modules/people/pages';
import { venturesOf } from '#modules/ventures';
import { readVentureSummary, VentureSummary } from '#modules/ventures/pages';
import { openReferral } from '../answer-referral.ts';
import { openDocument } from '../document.ts';
import { loadReferral, type Referral } from '../load-referral.ts';
import { loadStep, stepsOf } from '../load-step.ts';
import { referralChart, type ReferralAction } from '../referral.ts';
import { refuse } from '../refusals.ts';
import { allowed } from '../state-chart.ts';
import { ActionLink } from './action-link.tsx';
import { placeOf } from './document-place.ts';
import { readNames } from './names.ts';
import { ownSpeech } from './other-language.ts';
import { PlanSheet } from './plan-sheet.tsx';
import { provider } from './referrals.tsx';
import { ReferralTag } from './tags.tsx';

/** One referral: exactly what the person lets the provider see, until when and why, and the provider's answer. */
export const referralRoute = pageRoute({
  path: '/referrals/:id',
  who: provider,
  params: z.object({ id: idOf<'cases.referrals'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const { grantId } = await loadReferral(ctx.trx, params.id);
    const grant = await findGrant(ctx.trx, grantId);
    if (!grant) throw refuse('not-found');
    const referral = await openReferral(ctx.trx, params.id, grant.parts);
    const names = await readNames(ctx, { offices: [referral.officeId], services: [referral.serviceId] });
    const person = await getPerson(ctx.trx, referral.personId);
    const step = await loadStep(ctx.trx, referral.stepId);
    const name = person?.identity ? fullName(person.identity) : t('cases.unnamed');
    return page(
      t('cases.referral.title'),
      <>
        <PageHeading
          title={<Bdi>{name}</Bdi>}
          caption={t('cases.referral.caption', { office: names.office(referral.officeId) })}
          tags={<ReferralTag ctx={ctx} state={referral.state} />}
        />
        <Section title={step.title}>
          {step.detail && <p dir="auto">{step.detail}</p>}
          {referral.message && (
            <Inset>
              <p dir="auto">{referral.message}</p>
            </Inset>
          )}
          <SummaryList
            label={t('cases.referral.title')}
            rows={[
              { key: 'service', label: t('cases.field.service'), value: <Bdi>{names.service(referral.serviceId)?.name ?? '–'}</Bdi> },
              { key: 'due', label: t('cases.field.due'), value: step.dueOn ? ctx.format.date(step.dueOn) : '–' },
              { key: 'sent', label: t('cases.field.sent'), value: ctx.format.instant(referral.sentAt) },
            ]}
          />
        </Section>
        <WhyShown ctx={ctx} grant={grant} />
        <Actions ctx={ctx} referral={referral} />
        {person && (
          <Section title={t('cases.referral.person')}>
            <PersonSummary ctx={ctx} data={await readPersonSummary(ctx, person)} />
          </Section>
        )}
        {await Shared({ ctx, referral, grant })}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('cases.referrals.title'), href: '/referrals' }] },
    );
  },
});

/** The sentence to which the person agreed, and until when it holds. */
function WhyShown({ ctx, grant }: { ctx: Context; grant: Grant }) {
  const { t, format } = ctx;
  return (
    <Notice title={t('cases.referral.why', { day: format.instant(grant.endsAt, 'long') })}>
      <p lang={grant.language} dir={directionOf(grant.language)}>
        {grant.wording}
      </p>
      <p>{t('cases.referral.parts', { parts: format.list(grant.parts.map((part) => t(`cases.part.${part}`))) })}</p>
    </Notice>
  );
}

function Actions({ ctx, referral }: { ctx: Context; referral: Referral }) {
  const { t } = ctx;
  const verdict = (action: ReferralAction) => allowed(referralChart, referral.state, action);
  const at = `/referrals/${referral.id}`;
  if (referral.state === 'reported') {
    return (
      <SummaryList
        label={t('cases.referral.reported')}
        rows={[
          { key: 'outcome', label: t('cases.field.outcome'), value: t(`cases.outcome.${referral.outcome ?? 'helped'}`) },
          { key: 'report', label: t('cases.field.report'), value: <Bdi>{referral.report || '–'}</Bdi> },
        ]}
      />
    );
  }
  return (
    <ButtonGroup>
      {referral.state !== 'accepted' && (
        <>
          <ActionLink ctx={ctx} verdict={verdict('accept')} href={`${at}/accept`} kind="primary">
            {t('cases.referral.accept')}
          </ActionLink>
          <ActionLink ctx={ctx} verdict={verdict('decline')} href={`${at}/decline`}>
            {t('cases.referral.decline')}
          </ActionLink>
        </>
      )}
      <ActionLink
        ctx={ctx}
        verdict={verdict('report')}
        href={`${at}/report`}
        kind={referral.state === 'accepted' ? 'primary' : 'secondary'}
      >
        {t('cases.referral.report')}
      </ActionLink>
    </ButtonGroup>
  );
}

/** Venture, plan and documents, each only where the grant names it. */
async function Shared({ ctx, referral, grant }: { ctx: Context; referral: Referral; grant: Grant }) {
  const { t } = ctx;
  const ventures = grant.parts.includes('venture') ? await venturesOf(ctx.trx, referral.personId) : [];
  const steps = grant.parts.includes('plan') ? await stepsOf(ctx.trx, referral.caseId) : [];
  const documents = grant.parts.includes('documents') ? await listFiles(ctx.trx, placeOf(ctx), referral.personId) : [];
  const names = await readNames(ctx, { services: steps.map((step) => step.serviceId) });
  const services = new Map(
    steps.flatMap((step) => {
      const service = names.service(step.serviceId);
      return service ? [[service.id, service] as const] : [];
    }),
  );
  const summaries = [];
  for (const venture of ventures) summaries.push(await readVentureSummary(ctx, venture));
  return (
    <>
      {summaries.map((data) => (
        <Section key={data.venture.id} title={data.venture.title}>
          <VentureSummary ctx={ctx} data={data} />
        </Section>
      ))}
      {steps.length > 0 && (
        <Section title={t('cases.plan.caption')}>
          <PlanSheet steps={steps} services={services} speech={ownSpeech(ctx)} />
        </Section>
      )}
      {documents.length > 0 && (
        <Section title={t('cases.document.title')}>
          <ul>
            {documents.map((file) => (
              <li key={file.id}>
                <Link href={`/referrals/${referral.id}/documents/${file.id}`} download>
                  <Bdi>{file.name}</Bdi>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** A document that the grant opens. */
export const referralDocumentRoute = pageRoute({
  path: '/referrals/:id/documents/:file',
  who: provider,
  params: z.object({ id: idOf<'cases.referrals'>(), file: idOf<'files.files'>() }),
  view: async (ctx, { params }) => {
    const referral = await loadReferral(ctx.trx, params.id);
    if (!referral.forProvider) throw refuse('not-found');
    const file = await openDocument(ctx.trx, placeOf(ctx), referral, params.file, 'cases.purpose.referral');
    return download(file.name, file.mediaType, file.content);
  },
});
