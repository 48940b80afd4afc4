import { textIn, type Translated } from '#kernel/i18n';
import type { Organisation } from '../organisation.ts';
import type { Service } from '../service.ts';
import { hsdsAttribute, hsdsLanguage, hsdsPhone, hsdsPrice, hsdsSchedule } from './details-to-hsds.ts';
import { known, type Hsds, type HsdsContext } from './hsds-record.ts';
import { derivedId } from './ids.ts';
import { hsdsArea, hsdsLocation } from './location-to-hsds.ts';

/** A service as HSDS `service`, without what hangs on it. */
export function hsdsServiceLine(service: Service, { lang }: HsdsContext): Hsds {
  const text = (value: Translated | null) => (value ? textIn(value, lang).text : undefined);
  return known({
    id: service.id,
    organization_id: service.organisationId,
    name: textIn(service.name, lang).text,
    description: textIn(service.description, lang).text,
    status: service.status,
    url: service.url,
    email: service.email,
    interpretation_services: service.interpretation,
    application_process: text(service.application),
    fees_description: text(service.fees) ?? (service.cost === 'free' ? 'free' : undefined),
    wait_time: text(service.waitTime),
    eligibility_description: text(service.eligibility),
    minimum_age: service.minimumAge,
    maximum_age: service.maximumAge,
    alert: text(service.alert),
    assured_date: service.assuredOn,
    last_modified: new Date(service.updatedAt).toISOString(),
  });
}

/** A service with all that belongs to it. */
export function hsdsService(service: Service, organisation: Organisation, context: HsdsContext): Hsds {
  return {
    ...hsdsServiceLine(service, context),
    organization: hsdsOrganisationLine(organisation, context),
    phones: service.phones.map((phone, index) => hsdsPhone(phone, service.id, index, { service_id: service.id }, context)),
    schedules: service.hours.map((hours) => hsdsSchedule(hours, service, context)),
    service_areas: service.areas.flatMap((id) => hsdsArea(service, id, context)),
    service_at_locations: service.locations.map((location) => hsdsServiceAtLocation(service, location, context)),
    languages: service.languages.map((code) => hsdsLanguage(code, service.id, { service_id: service.id }, context)),
    cost_options: service.prices.map((price, index) => hsdsPrice(price, service.id, index, context)),
    required_documents: service.documents.map(({ document, url }, index) =>
      known({
        id: derivedId(service.id, 'document', index),
        service_id: service.id,
        document: textIn(document, context.lang).text,
        uri: url,
      }),
    ),
    attributes: [
      ...service.categories.map((code) => hsdsAttribute(service.id, 'serviceCategories', code, context)),
      ...service.audiences.map((code) => hsdsAttribute(service.id, 'audiences', code, context)),
    ],
  };
}

/** An organisation as HSDS `organization`, without what hangs on it. HSDS wants a description: the name stands in where there is none. */
export function hsdsOrganisationLine(organisation: Organisation, { lang }: HsdsContext): Hsds {
  const name = textIn(organisation.name, lang).text;
  return known({
    id: organisation.id,
    name,
    alternate_name: organisation.alternateName,
    description: organisation.description ? textIn(organisation.description, lang).text : name,
    email: organisation.email,
    website: organisation.website,
  });
}

/** An organisation with its phones and addresses. */
export function hsdsOrganisation(organisation: Organisation, context: HsdsContext): Hsds {
  return {
    ...hsdsOrganisationLine(organisation, context),
    phones: organisation.phones.map((phone, index) =>
      hsdsPhone(phone, organisation.id, index, { organization_id: organisation.id }, context),
    ),
    locations: organisation.locations.map((location) => hsdsLocation(location, organisation.id, context)),
  };
}

/** A service at one of its locations. */
export function hsdsServiceAtLocation(service: Service, location: Service['locations'][number], context: HsdsContext): Hsds {
  return {
    id: location.serviceLocationId,
    service_id: service.id,
    location_id: location.id,
    location: hsdsLocation(location, service.organisationId, context),
  };
}
