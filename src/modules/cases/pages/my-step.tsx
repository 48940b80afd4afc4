import { Bdi, ButtonGroup, PostButton } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { LoadedStep } from '../load-step.ts';
import { allowedOnStep, type StepAction } from '../step.ts';
import type { MyPlanData } from './my-plan-data.ts';
import { StepTag } from './tags.tsx';

/** A step of the person's plan; what is theirs can be started, finished and taken back. */
export function MyStep({ ctx, view, names, step }: Pick<MyPlanData, 'view' | 'names'> & { ctx: Context; step: LoadedStep }) {
  const { t, format } = ctx;
  const service = names.service(step.serviceId);
  const open = (action: StepAction) =>
    allowedOnStep({ state: step.state, responsible: step.responsible, standing: 'own', caseState: view.case.state }, action) === true;
  return (
    <li class="task">
      <div class="task-text">
        <Bdi>{step.title}</Bdi>
        <div class="task-hint">
          {t('cases.plan.who', { who: step.responsible === 'person' ? t('cases.mine.you') : t(`cases.responsible.${step.responsible}`) })}
          {step.dueOn && <> · {t('cases.plan.until', { day: format.date(step.dueOn) })}</>}
          {service && <p>{t('cases.plan.with', { service: service.name, organisation: service.organisation })}</p>}
          {step.detail && <p dir="auto">{step.detail}</p>}
        </div>
        <ButtonGroup>
          {(['start', 'finish', 'replan'] as const).filter(open).map((action) => (
            <PostButton
              key={action}
              action={`/me/steps/${step.id}`}
              fields={{ action }}
              kind={action === 'finish' ? 'primary' : 'secondary'}
              label={t('cases.step.action-on', { action: t(`cases.mine.${action}`), step: step.title })}
            >
              {t(`cases.mine.${action}`)}
            </PostButton>
          ))}
        </ButtonGroup>
      </div>
      <div class="task-status">
        <StepTag ctx={ctx} state={step.state} />
      </div>
    </li>
  );
}
