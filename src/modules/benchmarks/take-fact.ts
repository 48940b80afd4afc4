import type { Reads } from '#kernel/db';
import { textIn, translationStatus } from '#kernel/i18n';
import { daysBetween, type Day } from '#kernel/time';
import { findServices, isUsable, servicesById, type Service, type ServiceId } from '#modules/directory';
import { listComingGroups } from '#modules/learning';
import { officeHours, officesById, type Office, type OfficeId } from '#modules/offices';
import type { Content, Peer } from './content.ts';
import { facts, isOfficeFact, type Answer, type FactName, type OfficeFact, type ServiceFact } from './facts.ts';
import type { Kind } from './kinds.ts';
import type { FactCell, FactMeasure } from './measure.ts';
import { refuse } from './refusals.ts';
import { weekHours } from './week-hours.ts';

type Trx = Reads<'offices' | 'directory' | 'places' | 'learning'>;

type Subject = Pick<Peer, 'name' | 'codes' | 'subject'>;

/** An office or service that can be compared, as a peer names it; null where it is closed for good or not there. */
export async function findSubject(trx: Trx, kind: Kind, subjectId: string, lang: string): Promise<Subject | null> {
  const found = kind === 'places' ? undefined : await (kind === 'offices' ? officeOf(trx, subjectId) : serviceOf(trx, subjectId));
  return found ? { name: textIn(found.name, lang).text.slice(0, 200), codes: [], subject: { id: found.id, code: found.code } } : null;
}

/** The same, where there must be one. Refusal: `no-subject`. */
export async function subjectFor(trx: Trx, kind: Kind, subjectId: string, lang: string): Promise<Subject> {
  const found = await findSubject(trx, kind, subjectId, lang);
  if (!found) throw refuse('no-subject', { field: 'subject' });
  return found;
}

async function officeOf(trx: Trx, id: string): Promise<Office | undefined> {
  const office = (await officesById(trx, [id as OfficeId])).get(id as OfficeId); // one that is no office's is not found
  return office?.active ? office : undefined;
}

async function serviceOf(trx: Trx, id: string): Promise<Service | undefined> {
  return (await servicesById(trx, [id as ServiceId])).find(isUsable); // one that is no service's is not found
}

/**
 * Takes what the network shows of every peer today. What nobody has said is not known, which is not zero.
 * Refusals: `no-peers`; `other-kind` for a fact of something else.
 */
export async function takeFact(
  trx: Trx,
  { fact, caveat, content, today }: { fact: FactName; caveat: string; content: Content; today: Day },
): Promise<Omit<FactMeasure, 'id'>> {
  if (content.peers.length === 0) throw refuse('no-peers');
  if (facts[fact].of !== content.kind) throw refuse('other-kind');
  const cells: FactCell[] = [];
  for (const { id: peerId, subject } of content.peers) {
    const [found] = subject ? await factsOfSubject(trx, subject.id, [fact], today) : [];
    cells.push({ peerId, ...(found ?? gone) });
  }
  return { kind: 'fact', fact, takenOn: today, caveat, cells };
}

type Found = Pick<FactCell, 'value' | 'missing'>;
const gone: Found = { value: null, missing: 'gone' };

/** What the network shows of an office or service today, one for each fact in their order; the subject itself is read once. */
export async function factsOfSubject(trx: Trx, subjectId: string, names: readonly FactName[], today: Day): Promise<Found[]> {
  const office = names.some(isOfficeFact) ? await officeOf(trx, subjectId) : undefined;
  const service = names.every(isOfficeFact) ? undefined : await serviceOf(trx, subjectId);
  const found: Found[] = [];
  for (const fact of names) {
    if (isOfficeFact(fact)) found.push(office ? foundAs(await officeValue(trx, fact, office)) : gone);
    else found.push(service ? foundAs(serviceValue(fact, service, today)) : gone);
  }
  return found;
}

const foundAs = (value: string | null): Found => ({ value, missing: value === null ? 'not-known' : null });

/** How many; null where none is written, since nobody can tell that from none. */
const countOf = (list: readonly unknown[]): string | null => (list.length > 0 ? String(list.length) : null);

async function officeValue(trx: Trx, fact: OfficeFact, office: Office): Promise<string | null> {
  const { id, organisationId } = office;
  switch (fact) {
    case 'office-hours':
    case 'office-women-hours': {
      const hours = await officeHours(trx, id);
      const counted = fact === 'office-hours' ? hours : hours.filter(({ womenOnly }) => womenOnly);
      return hours.length > 0 ? weekHours(counted) : null;
    }
    case 'office-languages':
      return countOf(office.languages);
    case 'office-appointment':
      return String(office.slotMinutes);
    case 'office-services':
      return organisationId && String((await findServices(trx, { organisationId, lang: office.name.source, limit: 1 })).total);
    case 'office-classes':
      return String((await listComingGroups(trx, { officeId: id, language: null, audience: null, way: null })).length);
  }
}

function serviceValue(fact: ServiceFact, service: Service, today: Day): string | null {
  switch (fact) {
    case 'service-languages':
      return countOf(service.languages);
    case 'service-text-languages': {
      const { description } = service;
      return countOf(Object.keys(description.texts).filter((lang) => translationStatus(description, lang) !== 'outdated'));
    }
    case 'service-cost':
      return service.cost === 'unknown' ? null : (service.cost satisfies Answer);
    case 'service-hours':
      return service.hours.length > 0 ? weekHours(service.hours) : null;
    case 'service-assured':
      return service.assuredOn && String(Math.max(0, daysBetween(service.assuredOn, today)));
    case 'service-conditions': {
      const { eligibility, application, waitTime, fees, cost } = service;
      return String([eligibility, application, waitTime, fees ?? cost !== 'unknown'].filter(Boolean).length);
    }
    case 'service-access': {
      const told = service.locations.filter(({ accessibility }) => accessibility !== null).length;
      if (service.locations.length === 0) return null;
      return (told === service.locations.length ? 'every' : told > 0 ? 'some' : 'none') satisfies Answer;
    }
    case 'service-papers':
      return countOf(service.documents);
  }
}
