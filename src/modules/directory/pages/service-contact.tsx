import type { ComponentChildren } from 'preact';
import { Bdi, DescriptionList, Link, useUi, type Fact } from '#kernel/html';
import { formatPhone } from '#kernel/text';
import type { PlaceId } from '#modules/places';
import { TranslatedText } from '#modules/places/pages';
import type { LocationEntry, PhoneEntry } from '../organisation.ts';
import type { Service } from '../service.ts';

type ServiceContactProps = { service: Service; places: ReadonlyMap<PlaceId, string> };

/** Where a service is and how to reach it. */
export function ServiceContact({ service, places }: ServiceContactProps) {
  const { t } = useUi();
  const areas = service.areas.flatMap((id) => places.get(id) ?? []);
  const facts: Fact[] = [
    ...service.locations.flatMap((location, index) => locationFacts(location, index, places.get(location.placeId) ?? '', t)),
    ...(areas.length > 0 ? [{ key: 'areas', label: t('directory.service.meant-for'), value: areas.join('; ') }] : []),
    ...contactFacts(service, t),
    { key: 'organisation', label: t('directory.service.offered-by'), value: <Organisation service={service} /> },
  ];
  return <DescriptionList facts={facts} label={t('directory.service.contact')} />;
}

type Say = (key: string) => string;

// uses messages: directory.service.*
function locationFacts(location: LocationEntry, index: number, place: string, t: Say): Fact[] {
  const fact = (name: string, value: ComponentChildren): Fact => ({
    key: `${name}-${index}`,
    label: t(`directory.service.${name}`),
    value,
  });
  return [
    fact('address', <Address location={location} place={place} />),
    ...(location.accessibility ? [fact('accessibility', <TranslatedText value={location.accessibility} />)] : []),
    ...(location.transportation ? [fact('transportation', <TranslatedText value={location.transportation} />)] : []),
  ];
}

function Address({ location, place }: { location: LocationEntry; place: string }) {
  const lines = [location.address1, location.address2, [location.postalCode, location.city].filter(Boolean).join(' '), place].filter(
    Boolean,
  );
  return (
    <>
      {lines.map((line, index) => (
        <span key={line}>
          {index > 0 && <br />}
          <Bdi>{line}</Bdi>
        </span>
      ))}
    </>
  );
}

/** Phones, e-mail and website as links. */
export function contactFacts(
  { phones, email, url }: { phones: readonly PhoneEntry[]; email: string | null; url: string | null },
  t: Say,
): Fact[] {
  return [
    ...phones.map((phone, index) => ({ key: `phone-${index}`, label: t('directory.service.phone'), value: <Phone phone={phone} /> })),
    ...(email
      ? [
          {
            key: 'email',
            label: t('directory.service.email'),
            value: (
              <Link href={`mailto:${email}`}>
                <Bdi dir="ltr">{email}</Bdi>
              </Link>
            ),
          },
        ]
      : []),
    ...(url
      ? [
          {
            key: 'url',
            label: t('directory.service.website'),
            value: (
              <Link href={url} rel="nofollow noopener">
                <Bdi dir="ltr">{url.replace(/^https?:\/\//, '').replace(/\/$/, '')}</Bdi>
              </Link>
            ),
          },
        ]
      : []),
  ];
}

function Phone({ phone }: { phone: PhoneEntry }) {
  return (
    <>
      <Link href={`tel:${phone.number}`}>
        <Bdi dir="ltr">{formatPhone(phone.number)}</Bdi>
      </Link>
      {phone.description && (
        <>
          {' '}
          <TranslatedText value={phone.description} />
        </>
      )}
    </>
  );
}

function Organisation({ service }: { service: Service }) {
  return (
    <Link href={`/organisations/${service.organisationId}`}>
      <TranslatedText value={service.organisation.name} />
    </Link>
  );
}
