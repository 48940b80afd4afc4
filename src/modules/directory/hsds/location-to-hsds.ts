import { textIn } from '#kernel/i18n';
import { placeName } from '#modules/places';
import type { LocationEntry } from '../organisation.ts';
import { widerOf } from '../place-tree.ts';
import type { Service } from '../service.ts';
import { known, type Hsds, type HsdsContext } from './hsds-record.ts';
import { derivedId } from './ids.ts';

/** A location as HSDS `location`, with its address. */
export function hsdsLocation(location: LocationEntry & { id?: string }, organisationId: string, { lang, tree }: HsdsContext): Hsds {
  const id = location.id ?? derivedId('location', location.code);
  const place = tree.get(location.placeId);
  return known({
    id,
    location_type: location.kind,
    organization_id: organisationId,
    name: location.name ? textIn(location.name, lang).text : location.address1,
    transportation: location.transportation ? textIn(location.transportation, lang).text : undefined,
    latitude: location.lat ?? place?.lat,
    longitude: location.lon ?? place?.lon,
    external_identifier: place?.code,
    external_identifier_type: place ? 'ponte-place' : undefined,
    addresses: location.kind === 'virtual' ? [] : [hsdsAddress(location, id, { lang, tree })],
    accessibility: location.accessibility
      ? [{ id: derivedId(id, 'accessibility'), location_id: id, description: textIn(location.accessibility, lang).text }]
      : [],
  });
}

/** HSDS requires every part of an address; a part that nobody gave is taken from the place, and empty where the place has none. */
function hsdsAddress(location: LocationEntry, locationId: string, { lang, tree }: Pick<HsdsContext, 'lang' | 'tree'>): Hsds {
  const around = widerOf(tree, [location.placeId]);
  const name = (level: string) => {
    const place = around.find((one) => one.level === level);
    return place ? placeName(place, lang) : undefined;
  };
  return known({
    id: derivedId(locationId, 'address'),
    location_id: locationId,
    address_1: location.address1 ?? '',
    address_2: location.address2,
    city: location.city ?? name('municipality') ?? '',
    state_province: location.stateProvince ?? name('province') ?? name('region') ?? '',
    postal_code: location.postalCode ?? '',
    country: location.country ?? '',
    address_type: location.kind,
  });
}

/** A place that a service is for, as HSDS `service_area`; none where the place is not known. */
export function hsdsArea(service: Service, id: Service['areas'][number], { lang, tree }: HsdsContext): Hsds[] {
  const place = tree.get(id);
  return place
    ? [
        {
          id: derivedId(service.id, 'area', id),
          service_id: service.id,
          name: placeName(place, lang),
          extent: place.iso ?? place.code,
          extent_type: 'other',
        },
      ]
    : [];
}
