import { DescriptionList, Details, Inset, Source } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Content, Effect } from '../content.ts';
import { rangeOf } from '../foresee.ts';
import { exactText, figureText, isolated } from '../formula.ts';
import type { Observation } from '../impact.ts';
import { standsOf } from '../stands.ts';
import { Paragraphs } from './paragraphs.tsx';

/** The newest finding of an effect, in a cell. */
export function standing(ctx: Context, content: Content, effect: Effect, observations: readonly Observation[]): string {
  const newest = observations.find(({ effectId }) => effectId === effect.id);
  if (!newest) return ctx.t('impacts.found.none');
  const stands = ctx.t(`impacts.stands.${standsOf(content, effect, newest.finding)}`);
  const { finding } = newest;
  return finding.state === 'measured' ? `${isolated(figureText(ctx, finding.value))}. ${stands}` : stands;
}

interface FoundProps {
  ctx: Context;
  content: Content;
  lang: string;
  effect: Effect;
  observations: readonly Observation[];
}

/** What was found of an effect, beside what was foreseen; earlier findings folded away. */
export function Found({ observations, ...shown }: FoundProps) {
  const { ctx, effect } = shown;
  const [newest, ...earlier] = observations.filter(({ effectId }) => effectId === effect.id);
  if (!newest) return <p class="hint">{ctx.t('impacts.found.none')}</p>;
  return (
    <Inset>
      <FindingView {...shown} observation={newest} />
      {earlier.length > 0 && (
        <Details summary={ctx.t('impacts.found.earlier', { count: earlier.length })}>
          {earlier.map((one) => (
            <FindingView key={one.recordedAt.toISOString()} {...shown} observation={one} />
          ))}
        </Details>
      )}
    </Inset>
  );
}

function FindingView({ ctx, content, lang, effect, observation }: Omit<FoundProps, 'observations'> & { observation: Observation }) {
  const { t, format } = ctx;
  const { finding, recordedAt } = observation;
  const { result } = effect;
  const range = result.kind === 'chain' ? rangeOf(result.factors, content.assumptions) : null;
  const own = (words: string) => <Paragraphs words={words} lang={lang} />;
  const written = { key: 'written', label: t('impacts.found.written'), value: format.instant(recordedAt, 'short') };
  return (
    <>
      <p>
        <strong>{t('impacts.found.found')}</strong> {t(`impacts.stands.${standsOf(content, effect, finding)}`)}
      </p>
      {finding.state === 'measured' ? (
        <>
          <DescriptionList
            facts={[
              { key: 'value', label: t('impacts.found.value'), value: <bdi>{`${figureText(ctx, finding.value)} ${effect.unit}`}</bdi> },
              {
                key: 'range',
                label: t('impacts.effect.foreseen'),
                value: range
                  ? t('impacts.range', { low: isolated(exactText(ctx, range.low)), high: isolated(exactText(ctx, range.high)) })
                  : t('impacts.not-measurable'),
              },
              { key: 'how', label: t('impacts.found.how'), value: own(finding.how) },
              { key: 'other', label: t('impacts.found.other'), value: own(finding.other) },
              written,
            ]}
          />
          <Source name={isolated(finding.source)} date={format.date(finding.on)} />
        </>
      ) : (
        <DescriptionList facts={[{ key: 'reason', label: t('impacts.found.reason'), value: own(finding.reason) }, written]} />
      )}
    </>
  );
}
