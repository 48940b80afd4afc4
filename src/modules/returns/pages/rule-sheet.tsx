import type { ComponentChildren } from 'preact';
import { DescriptionList, Heading, Link, Section, Tag, TwoLanguages } from '#kernel/html';
import { languageOf, textIn, type Translated } from '#kernel/i18n';
import type { Speech } from '#modules/cases/pages';
import { sayings, topics, type Rule } from '../rule.ts';
import { countryName } from './country-names.ts';

/** A text in the language of a speech, or marked as being in another one. */
export function Said({ value, lang }: { value: Translated; lang: string }) {
  const shown = textIn(value, lang);
  if (shown.lang === lang) return <>{shown.text}</>;
  return (
    <span lang={shown.lang} dir={shown.dir}>
      {shown.text}
    </span>
  );
}

/** For which countries a rule is meant. */
export function endsOf({ t, lang }: Speech, { leaving, arriving }: Pick<Rule, 'leaving' | 'arriving'>): string {
  if (leaving && arriving) return t('returns.rule.pair', { leaving: countryName(lang, leaving), arriving: countryName(lang, arriving) });
  if (leaving) return t('returns.rule.leaving-only', { country: countryName(lang, leaving) });
  if (arriving) return t('returns.rule.arriving-only', { country: countryName(lang, arriving) });
  return t('returns.rule.every-pair');
}

/** Whether an authority has confirmed a rule, in words beside the colour. */
export function ConfirmedTag({ rule, speech: { t, format } }: { rule: Pick<Rule, 'confirmed'>; speech: Speech }) {
  return rule.confirmed ? (
    <Tag tone="success">{t('returns.rule.confirmed', { by: rule.confirmed.by, day: format.date(rule.confirmed.on, 'short') })}</Tag>
  ) : (
    <Tag tone="warning">{t('returns.rule.unconfirmed')}</Tag>
  );
}

/** One rule as people read it: the question, what is stated, what is not, and where it is from. */
export function RuleCard({ rule, speech }: { rule: Rule; speech: Speech }) {
  const { t, lang, format } = speech;
  const facts = sayings.map((one) => {
    const value = rule.says[one];
    return { key: one, label: t(`returns.says.${one}`), value: value ? <Said value={value} lang={lang} /> : t('returns.rule.not-stated') };
  });
  const dates = rule.validUntil
    ? t('returns.rule.from-until', { from: format.date(rule.validFrom, 'short'), until: format.date(rule.validUntil, 'short') })
    : t('returns.rule.from', { from: format.date(rule.validFrom, 'short') });
  return (
    <>
      <p>
        <ConfirmedTag rule={rule} speech={speech} /> {endsOf(speech, rule)}
      </p>
      <DescriptionList facts={facts} />
      <p class="source">
        {t('returns.rule.source')}{' '}
        {rule.sourceUrl ? (
          <Link href={rule.sourceUrl}>
            <bdi>{rule.sourceName}</bdi>
          </Link>
        ) : (
          <bdi>{rule.sourceName}</bdi>
        )}
        {' · '}
        {dates}
      </p>
    </>
  );
}

export interface RuleSheetProps {
  rules: readonly Rule[];
  speech: Speech;
  /** What stands under a rule, such as what was ticked. */
  under?: (rule: Rule, speech: Speech) => ComponentChildren;
}

/** The rules of a way by topic. */
export function RuleSheet({ rules, speech, under }: RuleSheetProps) {
  const { t, lang } = speech;
  return (
    <>
      {topics.map((topic) => {
        const own = rules.filter((rule) => rule.topic === topic);
        if (own.length === 0) return null;
        return (
          <Section key={topic} title={t(`returns.topic.${topic}`)}>
            {own.map((rule) => (
              <div key={rule.id} class="card">
                <Heading level={3}>
                  <Said value={rule.question} lang={lang} />
                </Heading>
                <RuleCard rule={rule} speech={speech} />
                {under?.(rule, speech)}
              </div>
            ))}
          </Section>
        );
      })}
    </>
  );
}

/** Anything to print for two people: once where both speak one language. */
export function InTwoLanguages({ first, second, of }: { first: Speech; second: Speech; of: (speech: Speech) => ComponentChildren }) {
  if (first.lang === second.lang) return <>{of(first)}</>;
  const side = (speech: Speech) => ({ lang: speech.lang, dir: speech.dir, name: languageOf(speech.lang).name, children: of(speech) });
  return <TwoLanguages first={side(first)} second={side(second)} />;
}
