import { typeset, typst, type Json } from '#kernel/documents';
import { formatters, translator, type Catalogue, type Formatters, type Language, type Translate } from '#kernel/i18n';
import { toLocal } from '#kernel/time';
import type { Content, Effect } from './content.ts';
import { rangeOf, sensitivityOf } from './foresee.ts';
import { exactText, figureText, formulaFigures, formulaWords } from './formula.ts';
import type { Observation, Version } from './impact.ts';
import { standsOf } from './stands.ts';

interface Words {
  t: Translate;
  format: Formatters;
}

const template = typst`
= #own(data.title)
#small(data.about)

#for line in data.opening [#own(line)

]
== #data.effectsTitle
#for effect in data.effects [
=== #own(effect.name)
#for line in effect.lines [#own(line)

]
#if effect.figures != "" [#latin(effect.figures)

]
#if effect.rows.len() > 0 { figures(effect.head, effect.rows, numbers: (1, 2, 3)) }
#for line in effect.found [#own(line)

]
]
== #data.assumptionsTitle
#if data.assumptions.len() > 0 { figures(data.assumptionsHead, data.assumptions, numbers: (1, 2, 3)) }
`;

interface Given {
  version: Version;
  observations: readonly Observation[];
  place: string;
  authority: string;
  lang: Language;
  timeZone: string;
  at: Date;
  /** Whether the network is a demonstration. */
  demonstration: boolean;
}

/** The analysis in one version, with what was found, as a tagged PDF with labels in the language asked for. Refusals: those of `typeset`. */
export async function typesetImpact(catalogue: Catalogue, given: Given): Promise<Buffer> {
  const { version, observations, place, authority, lang, timeZone, at } = given;
  const words = { t: translator(catalogue, lang), format: formatters(lang, timeZone) };
  const { t, format } = words;
  const { content, number, agreedAt, agreement } = version;
  const agreed = t('impacts.page.agreed', { number, date: format.date(toLocal(agreedAt.toISOString(), timeZone).day) });
  const about = `${t('impacts.page.about', { place, authority })} ${agreed}`;
  const period =
    content.starts && content.ends ? t('impacts.period', { from: format.date(content.starts), to: format.date(content.ends) }) : '';
  return await typeset({
    template,
    data: {
      title: content.title,
      about,
      opening: [...paragraphs(agreement), ...paragraphs(content.summary ?? ''), ...paragraphs(content.question ?? ''), period].filter(
        Boolean,
      ),
      effectsTitle: t('impacts.effects'),
      effects: content.effects.map((effect) => effectData(words, content, effect, observations)),
      assumptionsTitle: t('impacts.assumptions'),
      assumptionsHead: [
        t('impacts.sensitivity.assumption'),
        t('impacts.field.low'),
        t('impacts.field.likely'),
        t('impacts.field.high'),
        t('impacts.assumption.source'),
      ],
      assumptions: content.assumptions.map(({ name, unit, low, likely, high, source }) => [
        `${name} (${unit})`,
        figureText(words, low),
        figureText(words, likely),
        figureText(words, high),
        source ? `${source.name}, ${format.date(source.date)}` : t('impacts.own-estimate'),
      ]),
    },
    lang,
    title: content.title,
    note: about.slice(0, 500),
    mark: given.demonstration ? words.t('html.demo') : '',
    at,
  });
}

const paragraphs = (text: string) => text.split(/\n+/).filter(Boolean);

interface EffectData {
  readonly [key: string]: Json;
  name: string;
  lines: string[];
  figures: string;
  head: string[];
  rows: string[][];
  found: string[];
}

function effectData(words: Words, content: Content, effect: Effect, observations: readonly Observation[]): EffectData {
  const { t } = words;
  const { result } = effect;
  const label = (name: string, value: string) => `${name}: ${value}`;
  const about = [
    label(t('impacts.effect.touched'), t(`impacts.touched.${effect.touched}`)),
    label(t('impacts.effect.direction'), t(`impacts.direction.${effect.direction}`)),
    ...paragraphs(effect.note ?? ''),
  ];
  const found = foundLines(words, content, effect, observations);
  const name = `${effect.name} (${effect.unit})`;
  if (result.kind !== 'chain')
    return { name, lines: [...about, t('impacts.not-measurable'), ...paragraphs(result.reason)], figures: '', head: [], rows: [], found };
  const range = rangeOf(result.factors, content.assumptions);
  const swings = sensitivityOf(result.factors, content.assumptions);
  return {
    name,
    lines: [...about, label(t('impacts.formula.title'), formulaWords(words, result, content))],
    figures: formulaFigures(words, result, content),
    head: ['', t('impacts.field.low'), t('impacts.field.likely'), t('impacts.field.high')],
    rows: [
      [t('impacts.effect.foreseen'), exactText(words, range.low), exactText(words, range.likely), exactText(words, range.high)],
      ...swings.map(({ assumptionId, atLow, atHigh }) => [
        t('impacts.sensitivity.only', { name: content.assumptions.find(({ id }) => id === assumptionId)?.name ?? '–' }),
        exactText(words, atLow),
        exactText(words, range.likely),
        exactText(words, atHigh),
      ]),
    ],
    found,
  };
}

/** What was found last, in lines. */
function foundLines(words: Words, content: Content, effect: Effect, observations: readonly Observation[]): string[] {
  const { t, format } = words;
  const finding = observations.find(({ effectId }) => effectId === effect.id)?.finding;
  if (!finding) return [t('impacts.found.none')];
  const stands = t(`impacts.stands.${standsOf(content, effect, finding)}`);
  if (finding.state !== 'measured') return [`${stands} ${finding.reason}`];
  return [
    `${t('impacts.found.found')} ${figureText(words, finding.value)} ${effect.unit}. ${stands}`,
    `${t('impacts.found.how')}: ${finding.how}`,
    `${t('impacts.found.other')}: ${finding.other}`,
    t('html.source.dated', { name: finding.source, date: format.date(finding.on) }),
  ];
}
