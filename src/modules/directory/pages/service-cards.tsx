import { Card, CardFacts, CardGrid, Tag, useUi, type CardFact } from '#kernel/html';
import { directionOf, formatters, isLanguage, type Language, type Translate } from '#kernel/i18n';
import { joinNames } from '#modules/places/pages';
import { termLabel } from '#modules/vocabulary';
import type { TextInLanguage } from '../in-language.ts';
import type { ServiceCard } from '../service-card.ts';
import { costText } from './cost-text.ts';
import { HoursText } from './hours-text.tsx';
import { ReportedLabel } from './reported-label.tsx';

/** Services as calm cards: what, by whom, where, for whom, in which languages, cost, hours. */
export function ServiceCards({ services, level = 2 }: { services: readonly ServiceCard[]; level?: 2 | 3 }) {
  return (
    <CardGrid>
      {services.map((service) => (
        <OneCard key={service.id} service={service} level={level} />
      ))}
    </CardGrid>
  );
}

// uses messages: directory.status.*
function OneCard({ service, level }: { service: ServiceCard; level: 2 | 3 }) {
  const { t, lang, timeZone } = useUi();
  const format = formatters(lang, timeZone);
  const reported = service.standing === 'reported';
  const checked = service.assuredOn && t('directory.card.checked', { date: format.date(service.assuredOn, 'short') });
  return (
    <Card
      level={level}
      title={<Text value={service.name} />}
      href={`/services/${service.id}`}
      tags={
        reported ? (
          <ReportedLabel source={service.source} />
        ) : (
          service.status !== 'active' && <Tag tone="warning">{t('directory.status.temporarily-closed')}</Tag>
        )
      }
      footer={checked}
    >
      <p>
        <strong>
          <Text value={service.organisation} />
        </strong>
        {service.places.length > 0 && ` · ${joinNames(service.places, lang)}`}
      </p>
      <p>
        <Text value={{ ...service.description, text: shortened(service.description.text) }} />
      </p>
      {!reported && <Facts service={service} />}
    </Card>
  );
}

/** What decides whether one goes there; left out for history, which nobody can go to. */
function Facts({ service }: { service: ServiceCard }) {
  const { t, lang, timeZone } = useUi();
  const format = formatters(lang, timeZone);
  const shown: Language = isLanguage(lang) ? lang : 'en';
  const audiences = service.audiences.slice(0, 4).map((code) => termLabel('audiences', code, shown));
  const languages = service.languages.slice(0, 6).map((code) => format.languageName(code));
  const facts: CardFact[] = [
    ...(audiences.length > 0 ? [{ key: 'who', label: t('directory.card.who'), value: joinNames(audiences, lang) }] : []),
    ...(languages.length > 0 ? [{ key: 'languages', label: t('directory.card.languages'), value: joinNames(languages, lang) }] : []),
    { key: 'cost', label: t('directory.card.cost'), value: costText(service, t as Translate, format) },
    {
      key: 'hours',
      label: t('directory.card.hours'),
      value: service.hours.length > 0 ? <HoursText hours={service.hours} width="short" /> : t('directory.hours.by-appointment'),
    },
  ];
  return <CardFacts facts={facts} />;
}

/** A text that says in which language it is where that is not the reader's. */
export function Text({ value }: { value: TextInLanguage }) {
  const { lang } = useUi();
  if (value.lang === lang) return <>{value.text}</>;
  return (
    <span lang={value.lang} dir={directionOf(value.lang)}>
      {value.text}
    </span>
  );
}

const LONGEST = 180;

/** The first sentences, cut at a word. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST).replace(/\s+\S*$/u, '')}…`;
}
