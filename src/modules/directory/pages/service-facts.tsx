import { DescriptionList, useUi, type Fact } from '#kernel/html';
import { formatters, isLanguage, type Language, type Translate, type Translated } from '#kernel/i18n';
import { TranslatedText, joinNames } from '#modules/places/pages';
import { termLabel } from '#modules/vocabulary';
import type { PriceEntry, Service } from '../service.ts';
import { amountText, costText } from './cost-text.ts';

/** Who it is for, what it costs, how to get it, what to bring: only what is known. */
export function ServiceFacts({ service }: { service: Service }) {
  const { t } = useUi();
  return <DescriptionList label={t('directory.service.facts')} facts={factsOf(service, t as Translate)} />;
}

function factsOf(service: Service, t: Translate): Fact[] {
  const text = (key: string, label: string, value: Translated | null): Fact[] =>
    value ? [{ key, label, value: <TranslatedText value={value} /> }] : [];
  return [
    { key: 'who', label: t('directory.service.eligibility'), value: <ForWhom service={service} /> },
    { key: 'cost', label: t('directory.service.cost'), value: <Costs service={service} /> },
    ...text('application', t('directory.service.application'), service.application),
    ...(service.documents.length > 0
      ? [{ key: 'documents', label: t('directory.service.documents'), value: <Documents service={service} /> }]
      : []),
    ...text('wait', t('directory.service.wait-time'), service.waitTime),
    ...(service.languages.length > 0
      ? [{ key: 'languages', label: t('directory.service.languages'), value: <Languages codes={service.languages} /> }]
      : []),
    ...(service.interpretation
      ? [{ key: 'interpretation', label: t('directory.service.interpretation'), value: service.interpretation }]
      : []),
  ];
}

function ForWhom({ service }: { service: Service }) {
  const { t, lang } = useUi();
  const shown: Language = isLanguage(lang) ? lang : 'en';
  const { minimumAge: from, maximumAge: to } = service;
  const ages =
    from !== null && to !== null
      ? t('directory.service.age-between', { from, to })
      : from !== null
        ? t('directory.service.age-from', { from })
        : to !== null && t('directory.service.age-to', { to });
  return (
    <>
      {service.eligibility && (
        <p>
          <TranslatedText value={service.eligibility} />
        </p>
      )}
      {service.audiences.length > 0 && (
        <p>
          {joinNames(
            service.audiences.map((code) => termLabel('audiences', code, shown)),
            lang,
          )}
        </p>
      )}
      {ages && (
        <p>
          {t('directory.service.ages')}: {ages}
        </p>
      )}
    </>
  );
}

function Costs({ service }: { service: Service }) {
  const { t, lang, timeZone } = useUi();
  const format = formatters(lang, timeZone);
  const known = service.prices.filter((price) => price.amountMinor !== null);
  return (
    <>
      {known.length === 0 && <p>{costText({ cost: service.cost, price: null }, t as Translate, format)}</p>}
      {known.map((price, index) => (
        <p key={index}>
          <Price price={price} />
        </p>
      ))}
      {service.fees && (
        <p>
          <TranslatedText value={service.fees} />
        </p>
      )}
    </>
  );
}

function Price({ price }: { price: PriceEntry }) {
  const { lang, timeZone } = useUi();
  const { amountMinor, currency } = price;
  return (
    <>
      {price.option && (
        <>
          <TranslatedText value={price.option} />
          {': '}
        </>
      )}
      {amountMinor !== null && currency !== null && amountText({ amountMinor, currency }, formatters(lang, timeZone))}
      {price.description && (
        <>
          {' '}
          <TranslatedText value={price.description} />
        </>
      )}
    </>
  );
}

function Documents({ service }: { service: Service }) {
  return (
    <ul>
      {service.documents.map(({ document }, index) => (
        <li key={index}>
          <TranslatedText value={document} />
        </li>
      ))}
    </ul>
  );
}

function Languages({ codes }: { codes: readonly string[] }) {
  const { lang, timeZone } = useUi();
  const format = formatters(lang, timeZone);
  return <>{format.list(codes.map((code) => format.languageName(code)))}</>;
}
