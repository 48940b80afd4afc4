import { Bdi, ButtonGroup, ButtonLink, Details, EmptyState, Notice, PostButton, Section } from '#kernel/html';
import { LoanSteps } from '#modules/loans/pages';
import { allowedOnStep, type StepAction } from '../step.ts';
import type { LoadedStep } from '../load-step.ts';
import { ActionLink } from './action-link.tsx';
import type { CaseParts } from './case.tsx';
import { ReferralTag, StepTag } from './tags.tsx';

/** The plan: steps with who, until when, which service, and what one can do with each. */
export function PlanSection(parts: CaseParts) {
  const { ctx, view, loans, may } = parts;
  const { t, format } = ctx;
  const at = `/desk/cases/${view.case.id}`;
  const agreed = view.case.planAgreedAt;
  return (
    <Section title={t('cases.plan.caption')} id="plan">
      {view.steps.length > 0 && (
        <Notice
          tone={agreed ? 'success' : 'info'}
          title={
            agreed
              ? t('cases.plan.agreed', {
                  day: format.instant(agreed, 'long'),
                  how: t(`cases.how.${view.case.planAgreedHow ?? 'spoken-at-desk'}`),
                })
              : t('cases.plan.not-agreed')
          }
        />
      )}
      {view.steps.length === 0 && loans.length === 0 && <EmptyState title={t('cases.plan.none')}>{t('cases.plan.none-hint')}</EmptyState>}
      <ol class="task-list">
        {view.steps.map((step) => (
          <StepItem key={step.id} {...parts} step={step} />
        ))}
        <LoanSteps ctx={ctx} steps={loans} base="/desk/loans" />
      </ol>
      <ButtonGroup>
        <ActionLink ctx={ctx} verdict={may('work')} href={`${at}/steps/new`} kind="primary">
          {t('cases.step.add')}
        </ActionLink>
        {!agreed && (
          <ActionLink ctx={ctx} verdict={may('agree-plan')} href={`${at}/agree`}>
            {t('cases.plan.agree')}
          </ActionLink>
        )}
      </ButtonGroup>
    </Section>
  );
}

function StepItem({ ctx, view, names, may, step }: CaseParts & { step: LoadedStep }) {
  const { t, format } = ctx;
  const service = names.service(step.serviceId);
  const referrals = view.referrals.filter((referral) => referral.stepId === step.id);
  return (
    <li class="task" id={`step-${step.id}`}>
      <div class="task-text">
        <strong>
          <Bdi>{step.title}</Bdi>
        </strong>
        <div class="task-hint">
          {t('cases.plan.who', { who: t(`cases.responsible.${step.responsible}`) })}
          {step.dueOn && <> · {t('cases.plan.until', { day: format.date(step.dueOn) })}</>}
          {service && <div>{t('cases.plan.with', { service: service.name, organisation: service.organisation })}</div>}
        </div>
        {step.detail && <p dir="auto">{step.detail}</p>}
        {step.result && (
          <p>
            {t('cases.field.result')}: <Bdi>{step.result}</Bdi>
          </p>
        )}
        {referrals.map((referral) => (
          <p key={referral.id}>
            {t('cases.step.referred-to', { organisation: names.organisation(referral.organisationId) })}{' '}
            <ReferralTag ctx={ctx} state={referral.state} />
          </p>
        ))}
        {may('work') === true && <StepButtons ctx={ctx} view={view} step={step} may={may} />}
      </div>
      <div class="task-status">
        <StepTag ctx={ctx} state={step.state} />
      </div>
    </li>
  );
}

/** The next move as a button; everything else one click away. */
function StepButtons({ ctx, view, step, may }: Pick<CaseParts, 'ctx' | 'view' | 'may'> & { step: LoadedStep }) {
  const { t } = ctx;
  const { standing, state } = view.case;
  const open = (action: StepAction) =>
    allowedOnStep({ state: step.state, responsible: step.responsible, standing, caseState: state }, action) === true;
  const at = `/desk/steps/${step.id}`;
  const about = (action: string) => t('cases.step.action-on', { action, step: step.title });
  const mark = (action: StepAction) => (
    <PostButton action={`${at}/mark`} fields={{ action }} kind="secondary" label={about(t(`cases.step-action.${action}`))}>
      {t(`cases.step-action.${action}`)}
    </PostButton>
  );
  const live = step.state === 'planned' || step.state === 'under-way';
  return (
    <>
      <ButtonGroup>
        {open('start') && mark('start')}
        {open('finish') && mark('finish')}
        {open('replan') && mark('replan')}
        {live && (
          <ActionLink ctx={ctx} verdict={may('refer')} href={`${at}/refer`}>
            {t('cases.refer.link')}
          </ActionLink>
        )}
      </ButtonGroup>
      {live && (
        <Details summary={t('cases.step.more')}>
          <ButtonGroup>
            <ButtonLink kind="quiet" href={`${at}/edit`} label={about(t('cases.step.edit'))}>
              {t('cases.step.edit')}
            </ButtonLink>
            <ButtonLink kind="quiet" href={`${at}/mark`} label={about(t('cases.step.mark'))}>
              {t('cases.step.mark')}
            </ButtonLink>
            <PostButton kind="quiet" action={`${at}/move`} fields={{ direction: 'up' }} label={about(t('cases.step.up'))}>
              {t('cases.step.up')}
            </PostButton>
            <PostButton kind="quiet" action={`${at}/move`} fields={{ direction: 'down' }} label={about(t('cases.step.down'))}>
              {t('cases.step.down')}
            </PostButton>
            {open('drop') && mark('drop')}
          </ButtonGroup>
        </Details>
      )}
    </>
  );
}
