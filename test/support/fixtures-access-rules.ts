import { newId } from '#kernel/db';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row } from './fixtures-access-world.ts';

type May = (who: Rights, row: Row) => boolean;

/** What the design says of one table: who reads a row, and who may write it in which way. */
export interface TableRule {
  table: string;
  /** SQL that names a row; its id where nothing is said. */
  key?: string;
  reads: May;
  /** Changes that are tried on every row: an assignment, and who may make it on that row. */
  changes?: readonly { set: string; may: May }[];
  /** Rows that are tried to be added, made from one that is there; null where there is nothing to try. */
  adds?: readonly { like: (who: Rights, row: Row) => Row | null; may: May }[];
  removes?: May;
}

const fresh = (_who: Rights, row: Row): Row => ({ ...row, id: newId() });
const as = (column: string) => (who: Rights, row: Row): Row => ({ ...row, id: newId(), [column]: who.accountId });
const forged = (column: string) => (who: Rights, row: Row): Row | null => {
  const [desk] = [...who.desks].filter((one) => one !== row[column]);
  return desk === undefined ? null : { ...row, id: newId(), [column]: desk };
};
const nobody: May = () => false;
const anybody: May = () => true;

const ofPerson = (row: Row) => row.person_id;
const ofSubject = (row: Row) => row.subject_id;
const ofId = (row: Row) => row.id;

/** A part of a file: custody writes it, the person reads it, a grant on that part shows it. */
function part(table: string, name: string | null, subject: (row: Row) => unknown, more: Partial<TableRule> & { change?: string }): TableRule {
  const keeps: May = (who, row) => who.keeps(subject(row));
  const { change, ...rest } = more;
  return {
    table,
    reads: (who, row) => keeps(who, row) || who.own.has(subject(row)) || (name !== null && who.shares(subject(row), name)),
    ...(change ? { changes: [{ set: change, may: keeps }] } : {}),
    adds: [{ like: fresh, may: keeps }],
    ...rest,
  };
}

/** A part with a row a person: a second one is refused by its key, after row security has let it pass. */
const single = (table: string, name: string, change: string): TableRule => part(table, name, ofPerson, { key: 'person_id', change, adds: [{ like: (_who, row) => row, may: (who, row) => who.keeps(row.person_id) }] });

const inCase = { joint: (who: Rights, row: Row) => who.joint.has(row.case_id) };
const jointly: May = (who, row) => who.keeps(row.person_id) || inCase.joint(who, row);
const forgedOffice = { like: forged('office_id'), may: nobody };

const people: TableRule[] = [
  { table: 'access.subjects', reads: (who, row) => who.keeps(row.id) || who.own.has(row.id) || who.shares(row.id, 'identity'), adds: [{ like: fresh, may: (who, row) => who.desks.has(row.custodian_id) }] },
  part('people.people', 'identity', ofId, { change: 'language = language', adds: [{ like: (_who, row) => row, may: (who, row) => who.keeps(row.id) }] }),
  single('people.identities', 'identity', 'given_name = given_name'),
  single('people.contacts', 'contact', 'note = note'),
  single('people.profiles', 'profile', 'tracks = tracks'),
  part('people.identity_numbers', 'documents', ofPerson, { adds: [{ like: fresh, may: (who, row) => who.keeps(row.person_id) }, forgedOffice], removes: (who, row) => who.keeps(row.person_id) }),
  { table: 'access.subject_keys', key: 'subject_id', reads: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || who.shares(row.subject_id), adds: [{ like: (_who, row) => row, may: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || who.shares(row.subject_id) }] },
  {
    table: 'access.subject_accounts',
    key: "subject_id || '/' || account_id",
    reads: (who, row) => who.keeps(row.subject_id) || (who.assurance >= 1 && row.account_id === who.accountId) || who.holds('data-protection-officer'),
    changes: [{ set: "how = 'officer-decision', ended_at = now()", may: (who, row) => who.keeps(row.subject_id) || (who.assurance >= 1 && row.account_id === who.accountId) || who.holds('data-protection-officer') }],
    adds: [{ like: (_who, row) => ({ ...row, account_id: newId() }), may: (who, row) => who.keeps(row.subject_id) || (who.holds('data-protection-officer') && row.ended_at !== null) }],
  },
  { table: 'access.withheld', key: "subject_id || '/' || part", reads: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || who.shares(row.subject_id), removes: (who, row) => who.own.has(row.subject_id) },
  part('identity.code_cards', null, ofSubject, { change: 'revoked_at = revoked_at', adds: [{ like: (who, row) => ({ ...as('issued_by')(who, row), lookup: newId(), revoked_at: new Date().toISOString() }), may: (who, row) => who.keeps(row.subject_id) }] }),
  { table: 'identity.contact_claims', key: 'subject_id', reads: (who, row) => who.keeps(row.subject_id), changes: [{ set: 'fingerprint = fingerprint', may: (who, row) => who.keeps(row.subject_id) }], adds: [{ like: (_who, row) => ({ ...row, kind: 'phone' }), may: (who, row) => who.keeps(row.subject_id) }], removes: (who, row) => who.keeps(row.subject_id) },
];

const officers: May = (who) => who.holds('data-protection-officer', 'auditor');

const consent: TableRule[] = [
  {
    table: 'consent.grants',
    reads: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || who.grants.has(row.id) || officers(who, row),
    changes: [{ set: 'withdrawn_by = withdrawn_by', may: (who, row) => who.keeps(row.subject_id) || (who.own.has(row.subject_id) && row.given_how !== 'override') }],
    adds: [
      { like: (who, row) => (row.given_how === 'override' ? null : as('recorded_by')(who, row)), may: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) },
      { like: (who, row) => (row.recorded_by === who.accountId ? null : fresh(who, row)), may: nobody },
      { like: (who, row) => { const row_ = forged('custodian_id')(who, row); return row_ && row.given_how !== 'override' ? { ...row_, recorded_by: who.accountId } : null; }, may: nobody },
    ],
  },
  part('consent.bases', null, ofSubject, { change: 'law = law', reads: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || officers(who, row), adds: [{ like: (who, row) => ({ ...fresh(who, row), purpose: 'q' }), may: (who, row) => who.keeps(row.subject_id) }] }),
  {
    table: 'consent.override_requests',
    reads: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || officers(who, row),
    changes: [{ set: "state = 'declined', decided_by = kernel.actor(), decided_at = now()", may: (who, row) => who.keeps(row.subject_id) }],
    adds: [{ like: as('requested_by'), may: (who, row) => who.keeps(row.subject_id) }],
  },
];

const founders = (who: Rights, venture: unknown) => (who.rows['ventures.founders'] ?? []).filter((one) => one.venture_id === venture);
const readsVenture = (who: Rights, venture: unknown, office: unknown) => who.desks.has(office) || founders(who, venture).some((one) => who.own.has(one.person_id) || who.shares(one.person_id, 'venture'));

const ventures: TableRule[] = [
  { table: 'ventures.ventures', reads: (who, row) => readsVenture(who, row.id, row.office_id), changes: [{ set: 'title = title', may: (who, row) => who.keeps(row.lead_person_id) }], adds: [{ like: fresh, may: (who, row) => who.keeps(row.lead_person_id) }, forgedOffice] },
  {
    table: 'ventures.founders',
    key: "venture_id || '/' || person_id",
    reads: (who, row) => who.desks.has(row.office_id) || who.own.has(row.person_id) || who.shares(row.person_id, 'venture'),
    changes: [{ set: 'left_at = left_at', may: (who, row) => who.desks.has(row.office_id) && who.keeps(row.person_id) }],
    adds: [{ like: (_who, row) => row, may: (who, row) => who.desks.has(row.office_id) && who.keeps(row.person_id) }],
  },
  { table: 'ventures.events', reads: (who, row) => readsVenture(who, row.venture_id, row.office_id), adds: [{ like: fresh, may: (who, row) => who.desks.has(row.office_id) }, forgedOffice] },
];

const plan = (who: Rights, row: Row) => who.keeps(row.person_id) || who.own.has(row.person_id) || who.shares(row.person_id, 'plan');
const writesNote: May = (who, row) => jointly(who, row) && who.desks.has(row.written_in);
const sendsReferral: May = (who, row) => who.keeps(row.person_id);
const becomes = (state: string) => `state = '${state}', reason = coalesce(reason, 'no place'), outcome = coalesce(outcome, 'helped')`;
const answersReferral: May = (who, row) => who.organisations.has(row.organisation_id) && who.grants.has(row.grant_id);
const openOffer = (row: Row) => ['offered', 'seen'].includes(String(row.state));

const cases: TableRule[] = [
  part('cases.cases', 'plan', ofPerson, { change: 'reason = reason', adds: [{ like: (who, row) => ({ ...fresh(who, row), venture_id: null, venture_office_id: null, state: 'closed', closed_at: new Date().toISOString(), person_outcome: 'other' }), may: (who, row) => who.keeps(row.person_id) }, forgedOffice] }),
  { table: 'cases.events', key: "case_id || '/' || kind", reads: plan },
  { table: 'cases.blockers', reads: (who, row) => plan(who, row) || inCase.joint(who, row), changes: [{ set: 'note = note', may: jointly }], adds: [{ like: fresh, may: jointly }, forgedOffice] },
  part('cases.follow_ups', 'plan', ofPerson, { change: 'note = note', adds: [{ like: (who, row) => ({ ...fresh(who, row), months: 6 }), may: (who, row) => who.keeps(row.person_id) }, { like: (who, row) => { const row_ = forged('office_id')(who, row); return row_ && { ...row_, months: 6 }; }, may: nobody }] }),
  part('cases.tasks', null, ofPerson, { change: 'title = title', adds: [{ like: fresh, may: (who, row) => who.keeps(row.person_id) }, forgedOffice] }),
  {
    table: 'cases.steps',
    reads: (who, row) => plan(who, row) || inCase.joint(who, row) || who.referred.has(row.id),
    changes: [
      { set: "state = 'under-way'", may: (who, row) => jointly(who, row) || (who.own.has(row.person_id) && row.responsible === 'person') },
      { set: "title = 'Another plan'", may: jointly },
    ],
    adds: [{ like: fresh, may: jointly }, forgedOffice],
  },
  {
    table: 'cases.notes',
    reads: (who, row) => {
      const hidden = who.keptBack(row.person_id, 'notes', row.written_at);
      if (who.own.has(row.person_id)) return true;
      if (who.keeps(row.person_id) && (who.desks.has(row.written_in) || !hidden)) return true;
      return (who.shares(row.person_id, 'notes') && !hidden) || (inCase.joint(who, row) && row.author_id === who.accountId);
    },
    adds: [{ like: as('author_id'), may: writesNote }, { like: (who, row) => (row.author_id === who.accountId ? null : fresh(who, row)), may: nobody }, { like: (who, row) => { const row_ = forged('office_id')(who, row); return row_ && { ...row_, author_id: who.accountId, written_in: row_.office_id }; }, may: nobody }],
  },
  {
    table: 'cases.referrals',
    reads: (who, row) => who.keeps(row.person_id) || who.own.has(row.person_id) || answersReferral(who, row) || inCase.joint(who, row),
    changes: [
      { set: becomes('withdrawn'), may: (who, row) => who.keeps(row.person_id) && ['sent', 'seen', 'accepted', 'withdrawn'].includes(String(row.state)) },
      { set: becomes('accepted'), may: (who, row) => answersReferral(who, row) && ['sent', 'seen', 'accepted'].includes(String(row.state)) },
      { set: becomes('reported'), may: (who, row) => answersReferral(who, row) && ['accepted', 'reported'].includes(String(row.state)) },
    ],
    adds: [{ like: (who, row) => ({ ...as('sent_by')(who, row), state: 'sent', organisation_id: row.organisation_id, step_id: anotherStep(who, row) }), may: sendsReferral }, { like: (who, row) => (row.sent_by === who.accountId ? null : { ...fresh(who, row), state: 'sent', step_id: anotherStep(who, row) }), may: nobody }],
  },
  {
    table: 'cases.handovers',
    reads: (who, row) => who.desks.has(row.from_office_id) || who.desks.has(row.to_office_id) || who.own.has(row.person_id),
    changes: [
      { set: "state = 'accepted'", may: nobody },
      { set: "state = 'seen'", may: (who, row) => who.desks.has(row.to_office_id) && openOffer(row) },
      { set: "state = 'withdrawn'", may: (who, row) => (openOffer(row) && (who.desks.has(row.to_office_id) || who.keeps(row.person_id))) || (row.state === 'asked' && who.desks.has(row.to_office_id)) },
    ],
    adds: [
      { like: (who, row) => (row.state === 'asked' ? fresh(who, row) : null), may: (who, row) => who.desks.has(row.to_office_id) },
      { like: (who, row) => (row.person_id === null ? null : { ...fresh(who, row), state: 'accepted', ended_at: null }), may: nobody },
    ],
  },
];

function anotherStep(who: Rights, row: Row): unknown {
  return (who.rows['cases.steps'] ?? []).find((one) => one.case_id === row.case_id && one.title === 'Course')?.id;
}

const future = (row: Row) => Date.parse(String(row.starts_at)) > Date.now();
const inCalendar: May = (who, row) => who.desks.has(row.office_id) && (row.person_id === null || who.keeps(row.person_id) || Date.parse(String(row.starts_at)) > Date.now() - 7 * 86_400_000);
const booking = { starts_at: '2031-01-01T09:00:00Z', ends_at: '2031-01-01T09:30:00Z', state: 'booked', phone: null };

const rest: TableRule[] = [
  {
    table: 'files.files',
    reads: (who, row) => {
      if (row.subject_id === null) return row.uploaded_by === who.accountId && who.assurance >= 1;
      if (who.own.has(row.subject_id)) return true;
      return (who.keeps(row.subject_id) || who.shares(row.subject_id, 'documents')) && !who.keptBack(row.subject_id, 'documents', row.uploaded_at);
    },
    adds: [
      { like: as('uploaded_by'), may: (who, row) => (row.subject_id === null ? who.assurance >= 1 : who.keeps(row.subject_id) || who.own.has(row.subject_id)) },
      { like: (who, row) => (row.uploaded_by === who.accountId ? null : fresh(who, row)), may: nobody },
    ],
    removes: (who, row) => {
      if (row.subject_id === null) return row.uploaded_by === who.accountId && who.assurance >= 1;
      return (who.keeps(row.subject_id) && (who.own.has(row.subject_id) || !who.keptBack(row.subject_id, 'documents', row.uploaded_at))) || (who.own.has(row.subject_id) && row.uploaded_by === who.accountId);
    },
  },
  {
    table: 'appointments.appointments',
    reads: (who, row) =>
      inCalendar(who, row) || who.own.has(row.person_id) || (who.token !== undefined && row.token_hash === who.token) ||
      ((who.keeps(row.person_id) || who.shares(row.person_id, 'appointments')) && !who.keptBack(row.person_id, 'appointments', row.booked_at)),
    changes: [{ set: 'seat = seat', may: (who, row) => inCalendar(who, row) || ((who.own.has(row.person_id) || (who.token !== undefined && row.token_hash === who.token)) && future(row)) }],
    adds: [
      { like: (who, row) => ({ ...as('booked_by')(who, row), ...booking, email: 'x@example.org', token_hash: newId() }), may: (who, row) => who.accountId !== null && who.desks.has(row.office_id) && (row.person_id === null || who.keeps(row.person_id) || who.shares(row.person_id, 'appointments')) },
      { like: (who, row) => ({ ...fresh(who, row), ...booking, booked_by: null, email: 'x@example.org', token_hash: who.token ?? newId() }), may: (who, row) => who.own.has(row.person_id) || (row.person_id === null && who.token !== undefined && row.token_hash === who.token) },
    ],
  },
  { table: 'messages.contacts', reads: (who, row) => who.desks.has(row.office_id), changes: [{ set: 'topic = topic', may: (who, row) => who.desks.has(row.office_id) }], adds: [{ like: fresh, may: (who, row) => who.desks.has(row.office_id) }], removes: (who, row) => who.desks.has(row.office_id) },
  {
    table: 'messages.questions',
    reads: (who, row) => who.desks.has(row.office_id) || (who.token !== undefined && row.token_hash === who.token),
    changes: [{ set: 'topic = topic', may: (who, row) => who.desks.has(row.office_id) }],
    adds: [{ like: (who, row) => ({ ...fresh(who, row), token_hash: newId() }), may: (who, row) => who.desks.has(row.office_id) }, { like: (who, row) => (who.token === undefined ? null : { ...fresh(who, row), token_hash: who.token }), may: anybody }],
  },
  {
    table: 'access.assignments',
    reads: (who, row) => row.account_id === who.accountId || who.holds('administrator', 'auditor', 'data-protection-officer') || who.desks.has(row.scope_id),
    changes: [{ set: 'ended_at = ended_at', may: (who, row) => who.holds('administrator') || (row.role === 'counsellor' && who.managed.has(row.scope_id)) }],
    adds: [
      { like: (who, row) => ({ ...as('granted_by')(who, row), account_id: newId(), ended_at: null }), may: (who, row) => who.holds('administrator') || (row.role === 'counsellor' && who.managed.has(row.scope_id)) },
      { like: (who, row) => ({ ...fresh(who, row), account_id: who.accountId, role: 'administrator', scope_kind: 'network', scope_id: null, granted_by: newId() }), may: nobody },
    ],
  },
  { table: 'audit.entries', key: "verb || '/' || subject", reads: (who, row) => who.own.has(row.subject) || officers(who, row) },
];

const mine: May = (who, row) => who.assurance >= 1 && row.account_id === who.accountId;
const staffShown: May = (who, row) => {
  const held = (who.rows['access.assignments'] ?? []).filter((one) => one.account_id === row.id);
  if (who.holds('administrator', 'auditor', 'data-protection-officer')) return held.length > 0 || row.origin === 'invitation';
  return held.some((one) => who.managed.has(one.scope_id));
};

const accounts: TableRule[] = [
  { table: 'identity.accounts', reads: (who, row) => (who.assurance >= 1 && row.id === who.accountId) || staffShown(who, row), changes: [{ set: 'language = language', may: (who, row) => (who.assurance >= 1 && row.id === who.accountId) || (who.holds('administrator') && staffShown(who, row)) }] },
  { table: 'identity.sessions', reads: mine, removes: mine },
  { table: 'kernel.drafts', key: 'account_id', reads: mine, changes: [{ set: 'form = form', may: mine }], adds: [{ like: (_who, row) => ({ ...row, form: 'other' }), may: mine }], removes: mine },
  { table: 'jobs.progress', reads: mine, adds: [{ like: fresh, may: mine }] },
  { table: 'kernel.idempotency', key: 'actor_key', reads: (who, row) => row.actor_key === who.accountId, changes: [{ set: 'answer = answer', may: (who, row) => row.actor_key === who.accountId }], adds: [{ like: (_who, row) => ({ ...row, key: newId() }), may: (who, row) => row.actor_key === who.accountId }] },
];

const administers: May = (who) => who.holds('administrator');
const manages: May = (who, row) => administers(who, row) || who.managed.has(row.office_id ?? row.id);
const editsDirectory: May = (who) => who.holds('administrator', 'editor') || who.managed.size > 0;
const provides = (organisation: (who: Rights, row: Row) => unknown): May => (who, row) => editsDirectory(who, row) || who.organisations.has(organisation(who, row));
const ofService = (who: Rights, row: Row) => (who.rows['directory.services'] ?? []).find((one) => one.id === row.service_id)?.organisation_id;
const withCode = (who: Rights, row: Row): Row => ({ ...fresh(who, row), code: newId() });

/** Read by everybody. */
const published: TableRule[] = [
  { table: 'places.places', reads: anybody, changes: [{ set: 'source = source', may: administers }], adds: [{ like: withCode, may: administers }] },
  { table: 'offices.offices', reads: anybody, changes: [{ set: 'address = address', may: manages }], adds: [{ like: withCode, may: administers }] },
  { table: 'offices.hours', key: "office_id || '/' || weekday", reads: anybody, changes: [{ set: 'closes = closes', may: manages }], adds: [{ like: (_who, row) => ({ ...row, weekday: 2 }), may: manages }], removes: manages },
  { table: 'offices.closures', key: "office_id || '/' || on_day", reads: anybody, changes: [{ set: 'reason = reason', may: manages }], adds: [{ like: (_who, row) => ({ ...row, on_day: '2027-01-07' }), may: manages }], removes: manages },
  { table: 'offices.territories', key: 'office_id', reads: anybody, changes: [{ set: 'place_id = place_id', may: administers }], adds: [{ like: (_who, row) => row, may: administers }], removes: administers },
  { table: 'directory.organisations', reads: anybody, changes: [{ set: 'email = email', may: provides((_who, row) => row.id) }], adds: [{ like: withCode, may: editsDirectory }] },
  { table: 'directory.services', reads: anybody, changes: [{ set: 'email = email', may: provides((_who, row) => row.organisation_id) }], adds: [{ like: withCode, may: provides((_who, row) => row.organisation_id) }] },
  { table: 'directory.schedules', reads: anybody, changes: [{ set: 'closes = closes', may: provides(ofService) }], adds: [{ like: fresh, may: provides(ofService) }], removes: provides(ofService) },
  {
    table: 'directory.revisions',
    reads: (who, row) => editsDirectory(who, row) || who.organisations.has(row.organisation_id) || who.desks.size > 0,
    adds: [{ like: as('account_id'), may: provides((_who, row) => row.organisation_id) }, { like: fresh, may: nobody }],
  },
];

export const rules: readonly TableRule[] = [...people, ...consent, ...ventures, ...cases, ...rest, ...accounts, ...published];
