import type { ComponentChildren } from 'preact';
import { Bdi, EmptyState, Section } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Finding, FindingId, Recommendation } from '../report.ts';
import { PriorityTag, WorkTag, Written } from './marks.tsx';

interface ReportProps {
  ctx: Context;
  /** Language in which it is written. */
  lang: string;
  findings: readonly Finding[];
  recommendations: readonly Recommendation[];
  /** What may be done with a line; nothing on the public page. */
  ofFinding?: (id: FindingId, number: number) => ComponentChildren;
  ofRecommendation?: (one: Recommendation, number: number) => ComponentChildren;
}

/** The report: strengths, gaps, recommendations with the authority's answers. The same for its authors and for the public. */
export function Report({ ctx, lang, findings, recommendations, ofFinding, ofRecommendation }: ReportProps) {
  const { t } = ctx;
  return (
    <>
      {(['strength', 'gap'] as const).map((kind) => {
        const some = findings.filter((one) => one.kind === kind);
        return (
          <Section key={kind} title={t(`peerreviews.report.${kind}`)}>
            {some.length === 0 && <p>{t('peerreviews.report.none')}</p>}
            {some.map((one, index) => (
              <Section key={one.id} level={3} title={t(`peerreviews.report.${kind}-number`, { number: index + 1 })}>
                <Written words={one.words} lang={lang} />
                <h4>{t('peerreviews.field.evidence')}</h4>
                <Written words={one.evidence} lang={lang} />
                {ofFinding?.(one.id, index + 1)}
              </Section>
            ))}
          </Section>
        );
      })}
      <Section title={t('peerreviews.report.recommendations')}>
        {recommendations.length === 0 && <EmptyState title={t('peerreviews.report.none')} />}
        {recommendations.map((one, index) => (
          <Section key={one.id} level={3} title={t('peerreviews.report.recommendation-number', { number: index + 1 })}>
            <p>
              <PriorityTag ctx={ctx} priority={one.priority} />
            </p>
            <Written words={one.words} lang={lang} />
            <p>
              <Bdi>{t('peerreviews.report.to', { whom: one.toWhom, day: ctx.format.date(one.byWhen) })}</Bdi>
            </p>
            <AnswerOf ctx={ctx} one={one} />
            {ofRecommendation?.(one, index + 1)}
          </Section>
        ))}
      </Section>
    </>
  );
}

function AnswerOf({ ctx, one }: { ctx: Context; one: Recommendation }) {
  const { t } = ctx;
  if (!one.answer) return <p>{t('peerreviews.report.unanswered')}</p>;
  return (
    <>
      <h4>{t('peerreviews.report.answer')}</h4>
      <p>
        <strong>{t(`peerreviews.answer.${one.answer}`)}</strong> <WorkTag ctx={ctx} state={one.state} />
        {one.stateOn && <> {t('peerreviews.report.as-of', { day: ctx.format.date(one.stateOn) })}</>}
      </p>
      {one.answerReason && <Written words={one.answerReason} />}
      {one.stateWords && <Written words={one.stateWords} />}
    </>
  );
}
