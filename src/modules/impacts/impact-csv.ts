import type { Formatters, Translate } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import type { Content } from './content.ts';
import { decimalOf } from './exact.ts';
import { rangeOf } from './foresee.ts';
import { formulaWords } from './formula.ts';
import type { Observation } from './impact.ts';
import { standsOf } from './stands.ts';

interface Words {
  t: Translate;
  format: Formatters;
}

/** Every effect with its range, how it is worked out and what was found last; what is not measurable or not known is an empty cell. */
export function effectsCsv(words: Words, content: Content, observations: readonly Observation[]): string {
  const { t } = words;
  const rows = content.effects.map((effect) => {
    const { id, name, unit, touched, direction, result } = effect;
    const range = result.kind === 'chain' ? rangeOf(result.factors, content.assumptions) : null;
    const finding = observations.find(({ effectId }) => effectId === id)?.finding;
    const measured = finding?.state === 'measured' ? finding : null;
    return [
      name,
      unit,
      t(`impacts.touched.${touched}`),
      t(`impacts.direction.${direction}`),
      ...(['low', 'likely', 'high'] as const).map((at) => (range ? decimalOf(range[at]).text : '')),
      result.kind === 'chain' ? formulaWords(words, result, content) : '',
      result.kind === 'chain' ? '' : result.reason,
      finding ? t(`impacts.stands.${standsOf(content, effect, finding)}`) : '',
      measured?.value ?? '',
      measured?.on ?? '',
      measured?.source ?? '',
      measured?.how ?? '',
      measured?.other ?? '',
      finding && finding.state !== 'measured' ? finding.reason : '',
    ];
  });
  return writeCsv(
    [
      t('impacts.effect.effect'),
      t('impacts.field.unit'),
      t('impacts.effect.touched'),
      t('impacts.effect.direction'),
      t('impacts.field.low'),
      t('impacts.field.likely'),
      t('impacts.field.high'),
      t('impacts.formula.title'),
      t('impacts.effect.reason'),
      t('impacts.found.found'),
      t('impacts.found.value'),
      t('impacts.found.on'),
      t('impacts.found.source'),
      t('impacts.found.how'),
      t('impacts.found.other'),
      t('impacts.found.reason'),
    ],
    rows,
  );
}

/** Every assumption as typed, with its source. */
export function assumptionsCsv({ t }: Words, { assumptions }: Content): string {
  return writeCsv(
    [
      t('impacts.sensitivity.assumption'),
      t('impacts.field.unit'),
      t('impacts.field.low'),
      t('impacts.field.likely'),
      t('impacts.field.high'),
      t('impacts.assumption.source'),
      t('impacts.assumption.source-date'),
      t('impacts.field.note'),
    ],
    assumptions.map(({ name, unit, low, likely, high, source, note }) => [
      name,
      unit,
      low,
      likely,
      high,
      source?.name ?? t('impacts.own-estimate'),
      source?.date ?? '',
      note ?? '',
    ]),
  );
}
