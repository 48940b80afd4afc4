import type { ComponentChildren } from 'preact';
import { DescriptionList, Inset, Section, Source, Stat, StatGrid, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Assumption, Content, Effect } from '../content.ts';
import { decimalOf } from '../exact.ts';
import { rangeOf } from '../foresee.ts';
import { exactText, figureText, formulaFigures, formulaWords, isolated } from '../formula.ts';
import type { Observation } from '../impact.ts';
import { Found, standing } from './found-view.tsx';
import { Paragraphs } from './paragraphs.tsx';
import { SensitivityChart } from './sensitivity-chart.tsx';

interface DocumentProps {
  ctx: Context;
  content: Content;
  /** Language in which it is written. */
  lang: string;
  /** What was found afterwards, the newest first; left out while nothing is agreed. */
  observations?: readonly Observation[];
  /** What stands below each item, where somebody writes. */
  below?: (list: 'assumptions' | 'effects', item: Assumption | Effect, at: number) => ComponentChildren;
  /** What stands at the end of each list. */
  end?: (list: 'assumptions' | 'effects') => ComponentChildren;
}

/** The question, the effects with how each is worked out, and the assumptions on which they rest. */
export function ImpactDocument(props: DocumentProps) {
  const { ctx, content, lang, observations, below, end } = props;
  const { t, format } = ctx;
  const { question, starts, ends } = content;
  return (
    <>
      <Section title={t('impacts.field.question')} id="question">
        {question ? <Paragraphs words={question} lang={lang} /> : <p class="hint">{t('impacts.empty')}</p>}
        <p>
          <strong>{t('impacts.field.period')}</strong>{' '}
          {starts && ends ? t('impacts.period', { from: format.date(starts), to: format.date(ends) }) : t('impacts.empty')}
        </p>
      </Section>
      <Section title={t('impacts.effects')} id="effects">
        {content.effects.length > 0 && <Glance {...props} />}
        {content.effects.length === 0 && <p class="hint">{t('impacts.empty')}</p>}
        {content.effects.map((effect, at) => (
          <div key={effect.id} id={`item-${effect.id}`}>
            <EffectView ctx={ctx} content={content} lang={lang} effect={effect} />
            {observations && <Found ctx={ctx} content={content} lang={lang} effect={effect} observations={observations} />}
            {below?.('effects', effect, at)}
          </div>
        ))}
        {end?.('effects')}
      </Section>
      <Section title={t('impacts.assumptions')} id="assumptions">
        <p class="hint">{t('impacts.assumptions-hint')}</p>
        {content.assumptions.length === 0 && <p class="hint">{t('impacts.empty')}</p>}
        {content.assumptions.map((assumption, at) => (
          <div key={assumption.id} id={`item-${assumption.id}`}>
            <AssumptionView ctx={ctx} lang={lang} assumption={assumption} />
            {below?.('assumptions', assumption, at)}
          </div>
        ))}
        {end?.('assumptions')}
      </Section>
    </>
  );
}

/** All effects in one table: what is foreseen, and what was found. */
function Glance({ ctx, content, lang, observations }: DocumentProps) {
  const { t } = ctx;
  const end = (effect: Effect, at: 'low' | 'likely' | 'high') =>
    effect.result.kind === 'chain' ? (
      <bdi>{exactText(ctx, rangeOf(effect.result.factors, content.assumptions)[at])}</bdi>
    ) : (
      t('impacts.not-measurable')
    );
  return (
    <Table<Effect>
      caption={t('impacts.glance', { count: content.effects.length })}
      rows={content.effects}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'effect',
          header: t('impacts.effect.effect'),
          cell: ({ id, name, unit }) => (
            <a href={`#item-${id}`}>
              <bdi lang={lang}>{`${name} (${unit})`}</bdi>
            </a>
          ),
        },
        ...(['low', 'likely', 'high'] as const).map((at) => ({
          key: at,
          header: t(`impacts.field.${at}`),
          numeric: true,
          cell: (effect: Effect) => end(effect, at),
        })),
        ...(observations
          ? [{ key: 'found', header: t('impacts.found.column'), cell: (effect: Effect) => standing(ctx, content, effect, observations) }]
          : []),
      ]}
    />
  );
}

function EffectView({ ctx, content, lang, effect }: { ctx: Context; content: Content; lang: string; effect: Effect }) {
  const { t } = ctx;
  const { name, unit, touched, direction, note, result } = effect;
  return (
    <>
      <h3 lang={lang} dir="auto">
        {name}
      </h3>
      <DescriptionList
        label={name}
        facts={[
          { key: 'unit', label: t('impacts.field.unit'), value: <bdi lang={lang}>{unit}</bdi> },
          { key: 'touched', label: t('impacts.effect.touched'), value: t(`impacts.touched.${touched}`) },
          { key: 'direction', label: t('impacts.effect.direction'), value: t(`impacts.direction.${direction}`) },
        ]}
      />
      {note && <Paragraphs words={note} lang={lang} />}
      {result.kind === 'chain' ? (
        <Foreseen ctx={ctx} content={content} lang={lang} effect={effect} result={result} />
      ) : (
        <Inset>
          <p>
            <strong>{t('impacts.not-measurable')}</strong> {t('impacts.not-measurable-hint')}
          </p>
          <Paragraphs words={result.reason} lang={lang} />
        </Inset>
      )}
    </>
  );
}

interface ForeseenProps {
  ctx: Context;
  content: Content;
  lang: string;
  effect: Effect;
  result: Extract<Effect['result'], { kind: 'chain' }>;
}

/** The range with the formula beside it, in words and in figures, and what moves it most. */
function Foreseen({ ctx, content, lang, effect, result }: ForeseenProps) {
  const { t } = ctx;
  const range = rangeOf(result.factors, content.assumptions);
  const ends = ['low', 'likely', 'high'] as const;
  return (
    <>
      <StatGrid label={t('impacts.effect.foreseen')}>
        {ends.map((at) => (
          <Stat
            key={at}
            label={t(`impacts.field.${at}`)}
            value={<bdi>{exactText(ctx, range[at])}</bdi>}
            note={<bdi lang={lang}>{effect.unit}</bdi>}
          />
        ))}
      </StatGrid>
      <p>
        <strong>{t('impacts.formula.title')}</strong> <bdi lang={lang}>{formulaWords(ctx, result, content)}</bdi>
      </p>
      <p>
        {t('impacts.formula.likely')} <bdi dir="ltr">{formulaFigures(ctx, result, content)}</bdi>
      </p>
      {ends.some((at) => decimalOf(range[at]).rounded) && <p class="hint">{t('impacts.rounded')}</p>}
      <SensitivityChart ctx={ctx} content={content} lang={lang} effect={effect} result={result} range={range} />
    </>
  );
}

function AssumptionView({ ctx, lang, assumption }: { ctx: Context; lang: string; assumption: Assumption }) {
  const { t, format } = ctx;
  const { name, unit, low, likely, high, source, note } = assumption;
  return (
    <>
      <h3 lang={lang} dir="auto">
        {name}
      </h3>
      <StatGrid label={name}>
        {Object.entries({ low, likely, high }).map(([at, value]) => (
          <Stat
            key={at}
            label={t(`impacts.field.${at as 'low' | 'likely' | 'high'}`)} // the keys of the object above
            value={<bdi>{figureText(ctx, value)}</bdi>}
            note={<bdi lang={lang}>{unit}</bdi>}
          />
        ))}
      </StatGrid>
      {note && <Paragraphs words={note} lang={lang} />}
      {source ? <Source name={isolated(source.name)} date={format.date(source.date)} /> : <p class="source">{t('impacts.own-estimate')}</p>}
    </>
  );
}
