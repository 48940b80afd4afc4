import { formatters, textIn } from '#kernel/i18n';
import { toDecimalText } from '#kernel/money';
import { toZoned } from '#kernel/time';
import { termLabel } from '#modules/vocabulary';
import type { PhoneEntry } from '../organisation.ts';
import type { HoursEntry, PriceEntry, Service } from '../service.ts';
import { known, type Hsds, type HsdsContext } from './hsds-record.ts';
import { derivedId } from './ids.ts';
import { taxonomyTerm, type TaxonomyName } from './taxonomies.ts';

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** A phone as HSDS `phone`. */
export function hsdsPhone(phone: PhoneEntry, ownerId: string, index: number, owner: Hsds, context: HsdsContext): Hsds {
  const id = derivedId(ownerId, 'phone', index);
  return known({
    id,
    ...owner,
    number: phone.number,
    type: phone.kind,
    description: phone.description ? textIn(phone.description, context.lang).text : undefined,
    languages: phone.languages.map((code) => hsdsLanguage(code, id, { phone_id: id }, context)),
  });
}

/** A language spoken, as HSDS `language`. */
export function hsdsLanguage(code: string, ownerId: string, owner: Hsds, { lang }: HsdsContext): Hsds {
  return { id: derivedId(ownerId, 'language', code), ...owner, name: formatters(lang, 'UTC').languageName(code), code };
}

/** Weekly hours. HSDS keeps a zone as its offset from UTC: the one that holds now. */
export function hsdsSchedule(hours: HoursEntry, service: Service, { lang, now }: HsdsContext): Hsds {
  const offset = service.timeZone ? toZoned(now.toISOString(), service.timeZone).offsetNanoseconds / 3_600_000_000_000 : undefined;
  return known({
    id: derivedId(service.id, 'schedule', hours.weekday, hours.opens),
    service_id: service.id,
    freq: 'WEEKLY',
    interval: 1,
    byday: days[hours.weekday - 1],
    opens_at: hours.opens,
    closes_at: hours.closes,
    timezone: offset,
    notes: hours.notes ? textIn(hours.notes, lang).text : undefined,
  });
}

/** A price as HSDS `cost_option`. */
export function hsdsPrice(price: PriceEntry, serviceId: string, index: number, { lang }: HsdsContext): Hsds {
  const { amountMinor, currency } = price;
  return known({
    id: derivedId(serviceId, 'cost', index),
    service_id: serviceId,
    option: price.option ? textIn(price.option, lang).text : undefined,
    currency,
    amount: amountMinor !== null && currency !== null ? Number(toDecimalText({ amountMinor: BigInt(amountMinor), currency })) : undefined,
    amount_description: price.description ? textIn(price.description, lang).text : undefined,
  });
}

/** An entry of a closed list that a service carries, as HSDS `attribute`. */
export function hsdsAttribute(serviceId: string, name: TaxonomyName, code: string, { lang }: HsdsContext): Hsds {
  const term = taxonomyTerm(name, code, termLabel(name, code, lang), lang);
  return {
    id: derivedId(serviceId, name, code),
    link_id: serviceId,
    link_entity: 'service',
    taxonomy_term_id: term.id,
    taxonomy_term: term,
  };
}
