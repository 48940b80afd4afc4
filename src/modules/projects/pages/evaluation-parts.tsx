import { Bdi, Heading, Section, SummaryList, Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Criterion, Evaluation, Finding, Result } from '../evaluation.ts';
import { Written } from './marks.tsx';

interface StateProps {
  ctx: Context;
  criteria: readonly Criterion[];
  evaluations: readonly Evaluation[];
}

/** In a line or two: how much is agreed, what is written and what is published. */
export function EvaluationState({ ctx, criteria, evaluations }: StateProps) {
  const { t, format } = ctx;
  const agreed = criteria.filter(({ agreedOn }) => agreedOn !== null).length;
  return (
    <>
      <p>{t('projects.evaluation.criteria', { count: criteria.length, agreed })}</p>
      {evaluations.map(({ phase, publishedAt }) => (
        <p key={phase}>
          {t(`projects.phase.${phase}`)}:{' '}
          {publishedAt
            ? t('projects.evaluation.published', { day: format.instant(publishedAt, 'short') })
            : t('projects.evaluation.being-written')}
        </p>
      ))}
    </>
  );
}

/** What was agreed on a criterion. */
export function CriterionFacts({ ctx: { t, format }, criterion }: { ctx: Context; criterion: Criterion }) {
  return (
    <SummaryList
      rows={[
        { key: 'measure', label: t('projects.criterion.measure'), value: <Bdi>{criterion.measure}</Bdi> },
        { key: 'baseline', label: t('projects.criterion.baseline'), value: <Bdi>{criterion.baseline}</Bdi> },
        { key: 'target', label: t('projects.criterion.target'), value: <Bdi>{criterion.target}</Bdi> },
        { key: 'measuredOn', label: t('projects.criterion.measured-on'), value: format.date(criterion.measuredOn) },
        { key: 'evaluator', label: t('projects.criterion.evaluator'), value: <Bdi>{criterion.evaluator}</Bdi> },
        {
          key: 'agreedOn',
          label: t('projects.criterion.agreed'),
          value: criterion.agreedOn ? format.date(criterion.agreedOn) : t('projects.criterion.draft'),
        },
      ]}
    />
  );
}

const tones: Readonly<Record<Result, Tone>> = {
  reached: 'success',
  'in-part': 'info',
  'not-reached': 'warning',
  'not-measurable': 'neutral',
};

/** What was found, or why it could not be measured, with the day and on what it rests. */
export function FindingShown({ ctx: { t, format }, finding }: { ctx: Context; finding: Finding }) {
  return (
    <>
      <p>
        <Tag tone={tones[finding.result]}>{t(`projects.result.${finding.result}`)}</Tag>{' '}
        {t('projects.finding.on', { day: format.date(finding.foundOn) })}
      </p>
      <Written words={finding.found ?? finding.reason ?? ''} />
      {finding.evidence && (
        <p>
          {t('projects.finding.evidence')}: <Bdi>{finding.evidence}</Bdi>
        </p>
      )}
    </>
  );
}

interface ShownProps {
  ctx: Context;
  criteria: readonly Criterion[];
  evaluation: Evaluation;
  /** Where the page says it already. */
  withoutFacts?: boolean;
}

/** An evaluation with what was found on every agreed criterion. */
export function EvaluationShown({ ctx, criteria, evaluation, withoutFacts = false }: ShownProps) {
  const { t, format } = ctx;
  const { phase, evaluator, summary, publishedAt, findings } = evaluation;
  return (
    <Section title={t(`projects.phase.${phase}`)} id={phase}>
      <p>
        {t('projects.evaluation.by', { evaluator })}{' '}
        {publishedAt && t('projects.evaluation.published', { day: format.instant(publishedAt, 'short') })}
      </p>
      <Written words={summary} />
      {findings.map((finding) => {
        const criterion = criteria.find(({ id }) => id === finding.criterionId);
        return (
          criterion && (
            <article key={criterion.id}>
              <Heading level={3}>
                {format.number(criterion.number)}. <Bdi>{criterion.question}</Bdi>
              </Heading>
              <FindingShown ctx={ctx} finding={finding} />
              {!withoutFacts && <CriterionFacts ctx={ctx} criterion={criterion} />}
            </article>
          )
        );
      })}
    </Section>
  );
}
