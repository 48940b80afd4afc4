import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  PageHeading,
  PostButton,
  RadioField,
  Section,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, pageRoute, redirect, scopesOf, type Context } from '#kernel/http';
import { ownSpeech, speechFor } from '#modules/cases/pages';
import { caseOfPerson } from '#modules/cases';
import { getPerson, type Person, type PersonId } from '#modules/people';
import { venturesOf } from '#modules/ventures';
import { actionsOf, isOpen, planActions, planChart, sections, type Plan, type PlanId } from '../plan.ts';
import { beginPlan, getPlan, movePlan, plansOf, setVenture } from '../plans.ts';
import { putOnRecord } from '../put-on-record.ts';
import { refuse } from '../refusals.ts';
import { mustBeWritable, saveSection, sectionsOf } from '../sections.ts';
import { wayOf } from '../way-of.ts';
import { SecondLanguage } from './checklist.tsx';
import { FollowUps } from './follow-ups.tsx';
import { deskFile, nameOf } from './file-head.ts';
import { SectionFields, sectionBody, stepBody, StepFields, stepIn } from './plan-forms.tsx';
import { PlanActions, PlanHead, PlanHistory, PlanParts, PlanVenture, readPlanData, ReturnSummary, type PlanData } from './plan-view.tsx';
import { ReintegrationPlan, SaidOfPart, WriteParts } from './reintegration.tsx';
import { InTwoLanguages } from './rule-sheet.tsx';

const personParams = z.object({ id: idOf<'access.subjects'>() });
const desks = (ctx: Context) => scopesOf(ctx, 'counsellor', 'office-manager');

/** The returns of a person for a page of the desk. */
export async function readReturns(ctx: Context, personId: PersonId): Promise<Plan[]> {
  return await plansOf(ctx.trx, [personId]);
}

/** A person's returns at the desk that has custody; where nothing is open, the desk may begin one with the person. */
export const deskReturnsRoute = formRoute({
  path: '/desk/people/:id/return',
  who: desk,
  params: personParams,
  body: z.object({}),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const person = await deskFile(ctx, input.params.id, desks(ctx));
    const plans = await readReturns(ctx, person.id);
    return page(
      t('returns.panel.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('returns.panel.title')} caption={<Bdi>{nameOf(ctx, person)}</Bdi>} lead={t('returns.desk.lead')} />
        {plans.length === 0 && <EmptyState title={t('returns.panel.none')} />}
        {plans.map((plan) => (
          <Section key={plan.id} title={t(`returns.state.${plan.state}`)}>
            <PlanHead plan={plan} speech={ownSpeech(ctx)} />
            <ButtonLink href={`/desk/returns/${plan.id}`}>{t('returns.panel.see')}</ButtonLink>
          </Section>
        ))}
        {!plans.some(isOpen) && (
          <PostButton kind="primary" action={`/desk/people/${person.id}/return`}>
            {t('returns.desk.begin')}
          </PostButton>
        )}
      </>,
      { breadcrumbs: [{ label: nameOf(ctx, person), href: `/desk/people/${person.id}` }] },
    );
  },
  submit: async (ctx, input) => {
    const person = await deskFile(ctx, input.params.id, desks(ctx));
    const way = await wayOf(ctx.trx, person.profile);
    if (!way) throw refuse('no-way');
    const id = await beginPlan(ctx.trx, accountOf(ctx), { personId: person.id, officeId: person.officeId, side: 'counsellor' }, way);
    return redirect(`/desk/returns/${id}`, 'returns.notice.begun');
  },
});

/** A panel of the person's page: the return and its checklist; for a reader only what was shared. */
export function PersonReturn({
  ctx,
  plans,
  personId,
  atDesk,
}: {
  ctx: Context;
  plans: readonly Plan[];
  personId: PersonId;
  atDesk: boolean;
}) {
  const [latest] = plans;
  if (!atDesk) return latest ? <ReturnSummary ctx={ctx} plans={plans} href={`/desk/returns/${latest.id}`} /> : null;
  return (
    <>
      <ReturnSummary ctx={ctx} plans={plans} href={`/desk/people/${personId}/return`} />
      <p>
        <ButtonLink kind="quiet" href={`/desk/people/${personId}/return-checklist`}>
          {ctx.t('returns.panel.checklist')}
        </ButtonLink>
      </p>
    </>
  );
}

const params = z.object({ id: idOf<'returns.plans'>() });

interface Head {
  plan: Plan;
  person: Person | null;
  name: string;
  crumbs: { label: string; href: string }[];
}

/** A return for the desk that has custody, or for whoever has a grant; the reading is on record. Refusals: `not-found`. */
async function readHead(ctx: Context, id: PlanId, write = false): Promise<Head> {
  const plan = await getPlan(ctx.trx, id);
  if (plan.standing === 'own' || (write && plan.standing !== 'desk')) throw refuse('not-found');
  const person = await getPerson(ctx.trx, plan.personId);
  await putOnRecord(ctx.trx, 'read', { personId: plan.personId, officeId: plan.officeId });
  const name = nameOf(ctx, person);
  const atDesk = plan.standing === 'desk';
  const crumbs = atDesk
    ? [
        { label: name, href: `/desk/people/${plan.personId}` },
        { label: ctx.t('returns.panel.title'), href: `/desk/returns/${plan.id}` },
      ]
    : [];
  return { plan, person, name, crumbs };
}

/** A return whole, in the officer's language and the person's, to work on and to print. */
export const deskPlanRoute = pageRoute({
  path: '/desk/returns/:id',
  who: desk,
  params,
  query: z.object({ with: fields.searchText() }),
  view: async (ctx, input) => {
    const { t } = ctx;
    const { plan, person, name, crumbs } = await readHead(ctx, input.params.id);
    const data = await readPlanData(ctx, plan);
    const base = `/desk/returns/${plan.id}`;
    const working = plan.standing === 'desk' && isOpen(plan);
    const second = speechFor(ctx, person?.language ?? ctx.lang);
    return page(
      t('returns.panel.title'),
      <>
        <PageHeading title={t('returns.panel.title')} caption={<Bdi>{name}</Bdi>} />
        <PlanActions ctx={ctx} plan={plan} base={base} />
        {working && (await Doors(ctx, data))}
        {working && <WriteParts ctx={ctx} plan={plan} base={base} />}
        <SecondLanguage ctx={ctx} action={base} chosen={second.lang} />
        <InTwoLanguages
          first={ownSpeech(ctx)}
          second={second}
          of={(speech) => (
            <>
              <PlanHead plan={plan} speech={speech} />
              <Section title={speech.t('returns.venture.title')}>
                <PlanVenture data={data} speech={speech} />
              </Section>
              <ReintegrationPlan ctx={ctx} data={data} speech={speech} />
              <FollowUps
                list={data.followUps}
                speech={speech}
                {...(working ? { hrefOf: (one) => `/desk/return-follow-ups/${one.id}` } : {})}
              />
              <PlanParts data={data} speech={speech} />
              <PlanHistory data={data} speech={speech} />
            </>
          )}
        />
      </>,
      { width: 'wide', breadcrumbs: crumbs.slice(0, 1) },
    );
  },
});

/** The ways on from a return: checklist, venture, question to the other end, and the hand-over of the case. */
async function Doors(ctx: Context, { plan, checks }: PlanData) {
  const { t } = ctx;
  const caseId = await caseOfPerson(ctx.trx, plan.personId);
  const waiting = checks.some((one) => one.answer === null);
  return (
    <ButtonGroup>
      <ButtonLink kind="secondary" href={`/desk/people/${plan.personId}/return-checklist`}>
        {t('returns.panel.checklist')}
      </ButtonLink>
      <ButtonLink kind="secondary" href={`/desk/returns/${plan.id}/venture`}>
        {t('returns.venture.choose')}
      </ButtonLink>
      {plan.ventureId && !waiting && (
        <ButtonLink kind="secondary" href={`/desk/returns/${plan.id}/check`}>
          {t('returns.check.ask')}
        </ButtonLink>
      )}
      <ButtonLink kind="secondary" href={`/desk/returns/${plan.id}/visit`}>
        {t('returns.follow-up.plan-visit')}
      </ButtonLink>
      {caseId && (
        <ButtonLink kind="secondary" href={`/desk/cases/${caseId}/hand-over`}>
          {t('returns.desk.hand-over')}
        </ButtonLink>
      )}
    </ButtonGroup>
  );
}

/** A step recorded at the desk. */
export const deskStepRoute = formRoute({
  path: '/desk/returns/:id/do/:action',
  who: desk,
  params: params.extend({ action: z.enum(planActions) }),
  body: stepBody,
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { plan, name, crumbs } = await readHead(ctx, input.params.id, true);
    const { action } = input.params;
    if (!entry.sent && !actionsOf(plan, ctx.now).includes(action)) {
      throw refuse(action === 'decide' && planChart[plan.state].decide ? 'time-to-think' : 'not-this-step');
    }
    return page(
      t(`returns.action.${action}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`returns.action.${action}`)} caption={<Bdi>{name}</Bdi>} />
        <Form entry={entry}>
          <StepFields ctx={ctx} action={action} standing="desk" />
          <Button>{t(`returns.action.${action}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs },
    );
  },
  submit: async (ctx, input, form) => {
    const { plan } = await readHead(ctx, input.params.id, true);
    await movePlan(ctx.trx, plan.id, stepIn(input.params.action, 'desk', form));
    return redirect(`/desk/returns/${plan.id}`, input.params.action === 'withdraw' ? 'returns.notice.withdrawn' : 'returns.notice.moved');
  },
});

/** One part of the return, in the office's words. */
export const deskSectionRoute = formRoute({
  path: '/desk/returns/:id/sections/:section',
  who: desk,
  params: params.extend({ section: z.enum(sections) }),
  body: sectionBody,
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { plan, name, crumbs } = await readHead(ctx, input.params.id, true);
    const { section } = input.params;
    if (!entry.sent) mustBeWritable(plan, section);
    const written = await sectionsOf(ctx.trx, ctx.network.keyring, plan);
    const theirs = written.find((one) => one.section === section && one.side === 'person');
    return page(
      t(`returns.section.${section}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`returns.section.${section}`)} caption={<Bdi>{name}</Bdi>} />
        <p>
          {t('returns.list.person')} <SaidOfPart one={theirs} speech={ownSpeech(ctx)} />
        </p>
        <Form entry={entry} draft={`return-desk-${plan.id}-${section}`} draftRemote>
          <SectionFields
            ctx={ctx}
            section={section}
            written={written.find((one) => one.section === section && one.side === 'counsellor')}
          />
          <Button>{t('returns.plan.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs },
    );
  },
  submit: async (ctx, input, form) => {
    const { plan } = await readHead(ctx, input.params.id, true);
    const by = { accountId: accountOf(ctx), now: ctx.now };
    await saveSection(ctx.trx, ctx.network.keyring, plan, by, { section: input.params.section, ...form });
    return redirect(`/desk/returns/${plan.id}`, 'returns.notice.written');
  },
});

/** Which venture would go along. */
export const deskVentureRoute = formRoute({
  path: '/desk/returns/:id/venture',
  who: desk,
  params,
  body: z.object({ venture: fields.optionalText(40) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { plan, name, crumbs } = await readHead(ctx, input.params.id, true);
    const ventures = await venturesOf(ctx.trx, plan.personId);
    return page(
      t('returns.venture.choose'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('returns.venture.choose')} caption={<Bdi>{name}</Bdi>} lead={t('returns.venture.lead')} />
        <Form entry={entry}>
          <RadioField
            name="venture"
            label={t('returns.venture.title')}
            value={plan.ventureId ?? ''}
            choices={[
              { value: '', label: t('returns.venture.none') },
              ...ventures.map((one) => ({ value: one.id as string, label: one.title })),
            ]}
          />
          <Button>{t('returns.plan.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs },
    );
  },
  submit: async (ctx, input, form) => {
    const { plan } = await readHead(ctx, input.params.id, true);
    const chosen = (await venturesOf(ctx.trx, plan.personId)).find((one) => one.id === form.venture);
    if (form.venture && !chosen) throw refuse('venture-unknown', { field: 'venture' });
    await setVenture(ctx.trx, plan.id, chosen ? { id: chosen.id, officeId: chosen.officeId } : null);
    return redirect(`/desk/returns/${plan.id}`, 'returns.notice.written');
  },
});
