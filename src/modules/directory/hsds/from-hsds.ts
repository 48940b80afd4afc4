type Values = Readonly<Record<string, unknown>>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A row of an HSDS 3.1 list of services, brought to the columns of our lists; any other row as it is. */
export function serviceFromHsds(values: Values): Record<string, unknown> {
  if (!isHsds(values) || values['organisation'] === undefined) return { ...values };
  const {
    id,
    organisation,
    schedules,
    languages,
    cost_options: prices,
    required_documents: documents,
    attributes,
    service_at_locations: places,
  } = values;
  const price = objects(prices)[0];
  const location = objectOf(objects(places)[0]?.['location']);
  return {
    ...plainOnly(values),
    code: `hsds-${String(id).toLowerCase()}`,
    external_id: String(id).toLowerCase(),
    organisation: typeof organisation === 'object' ? textOf(objectOf(organisation)['id']) : organisation,
    application: values['application_process'],
    eligibility: values['eligibility_description'],
    fees: values['fees_description'],
    interpretation: values['interpretation_services'],
    assured_on: values['assured_date'] ?? textOf(values['last_modified'])?.slice(0, 10),
    price: price?.['amount'],
    currency: price?.['currency'],
    documents: objects(documents).map((one) => one['document']),
    languages: objects(languages).flatMap((one) => textOf(one['code']) ?? []),
    hours: objects(schedules).flatMap(spans),
    phone: textOf(objects(values['phones'])[0]?.['number']),
    categories: objects(attributes).flatMap((one) => termOf(one, 'serviceCategories')),
    audiences: objects(attributes).flatMap((one) => termOf(one, 'audiences')),
    ...locationColumns(location),
  };
}

/** The same for a list of organisations. */
export function organisationFromHsds(values: Values): Record<string, unknown> {
  if (!isHsds(values) || values['mentioned_in'] !== undefined) return { ...values };
  return {
    ...plainOnly(values),
    code: `hsds-${String(values['id']).toLowerCase()}`,
    external_id: String(values['id']).toLowerCase(),
    phone: textOf(objects(values['phones'])[0]?.['number']),
    ...locationColumns(objects(values['locations'])[0] ?? {}),
  };
}

/** HSDS keys its records by UUID, our lists by code. */
function isHsds(values: Values): boolean {
  return typeof values['id'] === 'string' && uuid.test(values['id']) && values['code'] === values['id'];
}

function locationColumns(location: Values): Record<string, unknown> {
  const address = objects(location['addresses'])[0] ?? {};
  const ours = location['external_identifier_type'] === 'ponte-place' ? location['external_identifier'] : undefined;
  return {
    place: ours ?? textOf(address['city']),
    address: textOf(address['address_1']),
    address_2: textOf(address['address_2']),
    postal_code: textOf(address['postal_code']),
    city: textOf(address['city']),
    state_province: textOf(address['state_province']),
    latitude: location['latitude'],
    longitude: location['longitude'],
    accessibility: textOf(objects(location['accessibility'])[0]?.['description']),
    transportation: textOf(location['transportation']),
  };
}

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** A weekly schedule as our spans; others (monthly ones) have no place in a week and are left out. */
function spans(schedule: Values): object[] {
  if (schedule['freq'] !== undefined && schedule['freq'] !== 'WEEKLY') return [];
  const opens = textOf(schedule['opens_at'])?.slice(0, 5);
  const closes = textOf(schedule['closes_at'])?.slice(0, 5);
  return (textOf(schedule['byday']) ?? '').split(',').flatMap((day) => {
    const weekday = days.indexOf(day.trim().toUpperCase()) + 1;
    return weekday > 0 && opens && closes ? [{ weekday, opens, closes }] : [];
  });
}

function termOf(attribute: Values, taxonomy: string): string[] {
  const term = objectOf(attribute['taxonomy_term']);
  const code = textOf(term['code']);
  return code && textOf(term['taxonomy']) === taxonomy ? [code] : [];
}

/** Fields that mean the same in both, without those that are lists or objects in HSDS. */
function plainOnly(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value !== 'object'));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function objectOf(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {}; // any object can be read by key
}

function objects(value: unknown): Values[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
