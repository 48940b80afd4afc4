import { z } from 'zod';
import { Bdi, Button, DateField, ErrorSummary, Form, Notice, PageHeading, Panel, TextArea } from '#kernel/html';
import { accountOf, confirmRoute, desk, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import type { AnyTranslate } from '#kernel/i18n';
import { addDays } from '#kernel/time';
import { serviceNames, type ServiceId, type ServiceName } from '#modules/directory';
import { ServicePicker } from '#modules/directory/pages';
import { findOffice, officeNames, type OfficeId } from '#modules/offices';
import { getPerson } from '#modules/people';
import { endOfSharing } from '../agreement.ts';
import { withdrawReferral } from '../answer-referral.ts';
import { loadReferral } from '../load-referral.ts';
import { loadStep } from '../load-step.ts';
import { tellProvider } from '../notices.ts';
import { referStep } from '../refer-step.ts';
import { refuse } from '../refusals.ts';
import type { StepId } from '../step.ts';
import { readCaseHead, readStepHead } from './crumbs.ts';
import { speechFor } from './other-language.ts';
import { readService } from './read-service.ts';
import { readAgreement, SharingFields, sharingBody, type NamesIn } from './sharing-fields.tsx';
import { todayOf } from './today.ts';

/** A referral lasts so long unless the person says otherwise. */
const USUAL_DAYS = 90;

const query = z.object({ service: fields.optionalText(200), serviceId: fields.optionalText(40), with: fields.searchText() });

/** Names of both sides in every language that the page speaks. */
async function readNamesIn(ctx: Context, officeId: string, serviceId: ServiceId, langs: readonly string[]): Promise<NamesIn> {
  const known = new Map<string, { office: string; recipient: string }>();
  for (const lang of new Set(langs)) {
    const office = (await officeNames(ctx.trx, [officeId], lang)).get(officeId) ?? '';
    known.set(lang, { office, recipient: (await serviceNames(ctx.trx, [serviceId], lang)).get(serviceId)?.organisation ?? '' });
  }
  return (lang) => known.get(lang) ?? { office: '', recipient: '' };
}

/** The provider's service: the one asked for in the address, else the one of the step. Refusals: `service-unknown`, `service-unclear`. */
async function chosenService(ctx: Context, given: z.output<typeof query>, ofStep: ServiceId | null): Promise<ServiceName | null> {
  const id = given.service ? await readService(ctx, { service: given.service, serviceId: given.serviceId }) : ofStep;
  const service = id ? (await serviceNames(ctx.trx, [id], ctx.lang)).get(id) : undefined;
  return service?.usable ? service : null;
}

/** The same for the page: what is wrong with the words typed is a sentence beside their field. */
async function serviceOrProblem(ctx: Context, given: z.output<typeof query>, ofStep: ServiceId | null) {
  try {
    return { service: await chosenService(ctx, given, ofStep), problem: undefined };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // uses messages: cases.refusal.*
    const say: AnyTranslate = ctx.t;
    return { service: null, problem: say(error.messageKey, error.values) };
  }
}

/** Chooses the provider first: its name stands in the sentence to which the person agrees. */
function ProviderChoice({
  ctx,
  stepId,
  chosen,
  problem,
}: {
  ctx: Context;
  stepId: StepId;
  chosen: ServiceName | null;
  problem: string | undefined;
}) {
  const { t } = ctx;
  return (
    <Panel>
      <Form method="get" action={`/desk/steps/${stepId}/refer`}>
        <ServicePicker value={chosen?.name} chosen={chosen?.id} label={t('cases.refer.service')} error={problem} />
        <Button kind={chosen ? 'secondary' : 'primary'}>{t('cases.refer.choose')}</Button>
      </Form>
    </Panel>
  );
}

/** Sends a step to a provider, with the person's agreement. */
export const referRoute = formRoute({
  path: '/desk/steps/:id/refer',
  who: desk,
  params: z.object({ id: idOf<'cases.steps'>() }),
  query,
  body: z.object({ ...sharingBody, message: fields.optionalLongText(2_000), until: fields.day() }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const head = await readStepHead(ctx, input.params.id, 'refer', entry);
    const { service, problem } = await serviceOrProblem(ctx, input.query, head.step.serviceId);
    const person = await getPerson(ctx.trx, head.case.personId);
    const speech = speechFor(ctx, person?.language ?? ctx.lang);
    const names = service ? await readNamesIn(ctx, head.case.officeId, service.id, [ctx.lang, speech.lang]) : null;
    return page(
      t('cases.refer.title'),
      <>
        <ErrorSummary errors={problem ? [{ field: 'service', message: problem }] : entry.errors} />
        <PageHeading title={t('cases.refer.title')} caption={<Bdi>{head.step.title}</Bdi>} lead={t('cases.refer.lead')} />
        <ProviderChoice ctx={ctx} stepId={head.step.id} chosen={service} problem={problem} />
        {service && names && (
          <Form entry={entry} id="referral">
            <Notice title={t('cases.refer.to', { service: service.name, organisation: service.organisation })} />
            <SharingFields ctx={ctx} sharing="referral" speech={speech} names={names} />
            <DateField
              name="until"
              label={t('cases.field.until')}
              hint={t('cases.field.until-hint')}
              value={addDays(todayOf(ctx), USUAL_DAYS)}
              min={todayOf(ctx)}
              required
            />
            <TextArea
              name="message"
              label={t('cases.field.message-provider')}
              hint={t('cases.field.message-hint')}
              maxLength={2_000}
              optional
            />
            <Button>{t('cases.refer.button')}</Button>
          </Form>
        )}
      </>,
      { width: 'wide', breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, input, form) => {
    const accountId = accountOf(ctx);
    const step = await loadStep(ctx.trx, input.params.id);
    const service = await chosenService(ctx, input.query, step.serviceId);
    if (!service) throw refuse('service-unknown', { field: 'service' });
    const office = await findOffice(ctx.trx, step.officeId as OfficeId); // other tables keep it as plain text
    const endsAt = endOfSharing('referral', form.until, todayOf(ctx), office?.timeZone ?? ctx.timeZone);
    const names = await readNamesIn(ctx, step.officeId, service.id, [form.language]);
    const id = await referStep(ctx.trx, { ...ctx.actor, accountId }, input.params.id, {
      organisationId: service.organisationId,
      serviceId: service.id,
      parts: form.parts,
      message: form.message ?? '',
      agreement: readAgreement(ctx, form, { sharing: 'referral', names, until: form.until }),
      endsAt,
    });
    await tellProvider(ctx.trx, ctx.network, { organisationId: service.organisationId, serviceId: service.id }, `/referrals/${id}`);
    return redirect(`/desk/cases/${step.caseId}#referrals`, 'cases.notice.referred');
  },
});

/** Takes a referral back. */
export const withdrawReferralRoute = confirmRoute({
  path: '/desk/referrals/:id/withdraw',
  who: desk,
  of: 'cases.referrals',
  title: 'cases.refer.withdraw-title',
  lead: 'cases.refer.withdraw-lead',
  button: 'cases.refer.withdraw',
  back: async (ctx, id) => {
    const { caseId } = await loadReferral(ctx.trx, id);
    return { label: (await readCaseHead(ctx, caseId)).person, href: `/desk/cases/${caseId}` };
  },
  act: async (ctx, id) => {
    const { caseId } = await withdrawReferral(ctx.trx, ctx.actor, id);
    return redirect(`/desk/cases/${caseId}#referrals`, 'cases.notice.referral-withdrawn');
  },
});
