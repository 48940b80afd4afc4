import { Bdi, TwoLanguages } from '#kernel/html';
import { languageOf } from '#kernel/i18n';
import type { ServiceId, ServiceName } from '#modules/directory';
import type { LoadedCase } from '../load-case.ts';
import type { LoadedStep } from '../load-step.ts';
import type { Speech } from './other-language.ts';

export interface PlanSheetProps {
  /** Whether and how it was agreed; left out where that is not the reader's business. */
  case?: Pick<LoadedCase, 'planAgreedAt' | 'planAgreedHow'>;
  steps: readonly LoadedStep[];
  /** Names of the services in the language of `speech`. */
  services: ReadonlyMap<ServiceId, ServiceName>;
  speech: Speech;
}

/** A plan as it is read and printed, with its labels in one language. */
export function PlanSheet({ case: of, steps, services, speech }: PlanSheetProps) {
  const { t, format } = speech;
  const shown = steps.filter((step) => step.state !== 'dropped');
  return (
    <>
      {of && (
        <p>
          {of.planAgreedAt
            ? t('cases.plan.agreed', {
                day: format.instant(of.planAgreedAt, 'long'),
                how: t(`cases.how.${of.planAgreedHow ?? 'spoken-at-desk'}`),
              })
            : t('cases.plan.not-agreed')}
        </p>
      )}
      <ol>
        {shown.map((step) => {
          const service = step.serviceId ? services.get(step.serviceId) : undefined;
          return (
            <li key={step.id}>
              <strong>
                <Bdi>{step.title}</Bdi>
              </strong>
              <br />
              {t('cases.plan.who', { who: t(`cases.responsible.${step.responsible}`) })}
              {step.dueOn && (
                <>
                  <br />
                  {t('cases.plan.until', { day: format.date(step.dueOn) })}
                </>
              )}
              {service && (
                <>
                  <br />
                  {t('cases.plan.with', { service: service.name, organisation: service.organisation })}
                </>
              )}
              {step.detail && <p dir="auto">{step.detail}</p>}
              <p>{t('cases.plan.state', { state: t(`cases.step-state.${step.state}`) })}</p>
            </li>
          );
        })}
      </ol>
    </>
  );
}

export interface TwoPlanSheetsProps extends Omit<PlanSheetProps, 'services' | 'speech'> {
  first: Pick<PlanSheetProps, 'services' | 'speech'>;
  second: Pick<PlanSheetProps, 'services' | 'speech'>;
}

/** The same plan for the officer and the person, side by side; once where both speak one language. */
export function TwoPlanSheets({ first, second, ...plan }: TwoPlanSheetsProps) {
  if (first.speech.lang === second.speech.lang) return <PlanSheet {...plan} {...first} />;
  const side = (given: typeof first) => ({
    lang: given.speech.lang,
    dir: given.speech.dir,
    name: languageOf(given.speech.lang).name,
    children: <PlanSheet {...plan} {...given} />,
  });
  return <TwoLanguages first={side(first)} second={side(second)} />;
}
