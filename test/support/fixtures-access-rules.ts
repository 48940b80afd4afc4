import { analysisRules } from './fixtures-access-analyses.ts';
import { countsRules } from './fixtures-access-counts.ts';
import { newId } from '#kernel/db';
import { newCode } from '../../src/kernel/documents/code.ts';
import { jointRules } from './fixtures-access-joint-projects.ts';
import { associationRules } from './fixtures-access-associations.ts';
import { projectRules } from './fixtures-access-projects.ts';
import { ofDeliverable } from './fixtures-access-project-work.ts';
import { exchangeRules } from './fixtures-access-exchanges.ts';
import { forumRules, ofAgenda } from './fixtures-access-forums.ts';
import { practiceFairRules } from './fixtures-access-practice-fairs.ts';
import { rateRules } from './fixtures-access-rates.ts';
import { remittanceRules } from './fixtures-access-remittances.ts';
import { newsletterRules } from './fixtures-access-newsletters.ts';
import { consultationRules } from './fixtures-access-consultations.ts';
import { peerReviewRules } from './fixtures-access-peerreviews.ts';
import { businessplanRules } from './fixtures-access-businessplans.ts';
import { erasureRules } from './fixtures-access-erasure.ts';
import { fileRules } from './fixtures-access-files.ts';
import { benchmarkRules } from './fixtures-access-benchmarks.ts';
import { guaranteeRules } from './fixtures-access-guarantees.ts';
import { impactRules } from './fixtures-access-impacts.ts';
import { instrumentRules } from './fixtures-access-instruments.ts';
import { trains } from './fixtures-access-groups.ts';
import { ledgerRules } from './fixtures-access-ledger.ts';
import { learningRules } from './fixtures-access-learning.ts';
import { loanRules } from './fixtures-access-loans.ts';
import { mentoringRules } from './fixtures-access-mentoring.ts';
import { planRules } from './fixtures-access-plans.ts';
import { savingsRules } from './fixtures-access-savings.ts';
import { practiceRules } from './fixtures-access-practices.ts';
import { transferRules } from './fixtures-access-transfers.ts';
import { anybody, as, fresh, nobody, officers, type May, type TableRule } from './fixtures-access-rule.ts';
import { readinessRules } from './fixtures-access-readiness.ts';
import { returnRules } from './fixtures-access-returns.ts';
import { statisticsRules } from './fixtures-access-statistics.ts';
import { trackRules } from './fixtures-access-tracks.ts';
import { opportunityRules } from './fixtures-access-opportunities.ts';
import { tradeRules } from './fixtures-access-trade.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row } from './fixtures-access-world.ts';

export type { TableRule } from './fixtures-access-rule.ts';

const future = (row: Row) => Date.parse(String(row.starts_at)) > Date.now();
const inCalendar: May = (who, row) =>
  who.desks.has(row.office_id) &&
  (row.person_id === null || who.keeps(row.person_id) || Date.parse(String(row.starts_at)) > Date.now() - 7 * 86_400_000);
/** Whoever works at the desk of an office issues in its name; who teaches there issues what learning issues. */
const issuesFor: May = (who, row) =>
  who.desks.has(row.office_id) ||
  (trains(who, row.office_id) && String(row.kind).startsWith('learning.')) ||
  (who.followed.has(row.office_id) && row.kind === 'guarantees.certificate' && row.subject_id === null);
const booking = { starts_at: '2031-01-01T09:00:00Z', ends_at: '2031-01-01T09:30:00Z', state: 'booked', phone: null };

const rest: TableRule[] = [
  {
    table: 'files.files',
    reads: (who, row) => {
      if (row.subject_id === null)
        return (row.uploaded_by === who.accountId && who.assurance >= 1) || ofDeliverable(who, row) || ofAgenda(who, row);
      if (who.own.has(row.subject_id)) return true;
      return (
        (who.keeps(row.subject_id) || who.shares(row.subject_id, 'documents')) &&
        !who.keptBack(row.subject_id, 'documents', row.uploaded_at)
      );
    },
    adds: [
      {
        like: as('uploaded_by'),
        may: (who, row) => (row.subject_id === null ? who.assurance >= 1 : who.keeps(row.subject_id) || who.own.has(row.subject_id)),
      },
      { like: (who, row) => (row.uploaded_by === who.accountId ? null : fresh(who, row)), may: nobody },
    ],
    removes: (who, row) => {
      if (row.subject_id === null) return row.uploaded_by === who.accountId && who.assurance >= 1;
      return (
        (who.keeps(row.subject_id) && (who.own.has(row.subject_id) || !who.keptBack(row.subject_id, 'documents', row.uploaded_at))) ||
        (who.own.has(row.subject_id) && row.uploaded_by === who.accountId)
      );
    },
  },
  {
    table: 'documents.issued',
    reads: (who, row) =>
      issuesFor(who, row) ||
      who.own.has(row.subject_id) ||
      ((who.keeps(row.subject_id) || who.shares(row.subject_id, 'documents')) && !who.keptBack(row.subject_id, 'documents', row.issued_at)),
    changes: [{ set: "revoked_at = now(), revoked_by = kernel.actor(), reason = 'x'", may: (who, row) => who.desks.has(row.office_id) }],
    adds: [
      {
        like: (who, row) => ({ ...as('issued_by')(who, row), code: newCode() }),
        may: (who, row) =>
          issuesFor(who, row) &&
          (row.subject_id === null ||
            who.keeps(row.subject_id) ||
            (String(row.kind).startsWith('learning.') && who.shares(row.subject_id, 'learning'))),
      },
      {
        like: (who, row) => (row.issued_by === who.accountId ? null : { ...fresh(who, row), code: newCode() }),
        may: nobody,
      },
    ],
  },
  {
    table: 'appointments.appointments',
    reads: (who, row) =>
      inCalendar(who, row) ||
      who.own.has(row.person_id) ||
      (who.token !== undefined && row.token_hash === who.token) ||
      ((who.keeps(row.person_id) || who.shares(row.person_id, 'appointments')) &&
        !who.keptBack(row.person_id, 'appointments', row.booked_at)),
    changes: [
      {
        set: 'seat = seat',
        may: (who, row) =>
          inCalendar(who, row) ||
          ((who.own.has(row.person_id) || (who.token !== undefined && row.token_hash === who.token)) && future(row)),
      },
    ],
    adds: [
      {
        like: (who, row) => ({ ...as('booked_by')(who, row), ...booking, email: 'x@example.org', token_hash: newId() }),
        may: (who, row) =>
          who.accountId !== null &&
          who.desks.has(row.office_id) &&
          (row.person_id === null || who.keeps(row.person_id) || who.shares(row.person_id, 'appointments')),
      },
      {
        like: (who, row) => ({ ...fresh(who, row), ...booking, booked_by: null, email: 'x@example.org', token_hash: who.token ?? newId() }),
        may: (who, row) =>
          who.own.has(row.person_id) || (row.person_id === null && who.token !== undefined && row.token_hash === who.token),
      },
    ],
  },
  {
    table: 'messages.contacts',
    reads: (who, row) => who.desks.has(row.office_id) || who.own.has(row.person_id),
    changes: [{ set: 'topic = topic', may: (who, row) => who.desks.has(row.office_id) }],
    adds: [{ like: fresh, may: (who, row) => who.desks.has(row.office_id) }],
    removes: (who, row) => who.desks.has(row.office_id),
  },
  {
    table: 'messages.questions',
    reads: (who, row) =>
      who.desks.has(row.office_id) || who.own.has(row.person_id) || (who.token !== undefined && row.token_hash === who.token),
    changes: [{ set: 'topic = topic', may: (who, row) => who.desks.has(row.office_id) }],
    adds: [
      { like: (who, row) => ({ ...fresh(who, row), token_hash: newId() }), may: (who, row) => who.desks.has(row.office_id) },
      {
        like: (who, row) => (who.token === undefined ? null : { ...fresh(who, row), token_hash: who.token }),
        may: (who, row) => row.person_id === null || who.desks.has(row.office_id),
      },
    ],
  },
  {
    table: 'access.assignments',
    reads: (who, row) =>
      row.account_id === who.accountId || who.holds('administrator', 'auditor', 'data-protection-officer') || who.desks.has(row.scope_id),
    changes: [
      {
        set: 'ended_at = ended_at',
        may: (who, row) => who.holds('administrator') || (row.role === 'counsellor' && who.managed.has(row.scope_id)),
      },
    ],
    adds: [
      {
        like: (who, row) => ({ ...as('granted_by')(who, row), account_id: newId(), ended_at: null }),
        may: (who, row) => who.holds('administrator') || (row.role === 'counsellor' && who.managed.has(row.scope_id)),
      },
      {
        like: (who, row) => ({
          ...fresh(who, row),
          account_id: who.accountId,
          role: 'administrator',
          scope_kind: 'network',
          scope_id: null,
          granted_by: newId(),
        }),
        may: nobody,
      },
    ],
  },
  { table: 'audit.seals', key: 'number', reads: officers },
  // Written by anybody who has something to tell, read by nobody: what a demonstration shows has its own tests.
  { table: 'mail.messages', reads: nobody, adds: [{ like: fresh, may: (_who, row) => row.state === 'queued' }] },
  { table: 'audit.entries', key: "verb || '/' || subject", reads: (who, row) => who.own.has(row.subject) || officers(who, row) },
];

const mine: May = (who, row) => who.assurance >= 1 && row.account_id === who.accountId;
/** Everybody in these worlds has a second factor: what guards the account is changed with both proved. */
const proved: May = (who, row) => who.assurance === 2 && row.account_id === who.accountId;
const staffShown: May = (who, row) => {
  const held = (who.rows['access.assignments'] ?? []).filter((one) => one.account_id === row.id);
  if (who.holds('administrator', 'auditor', 'data-protection-officer')) return held.length > 0 || row.origin === 'invitation';
  return held.some((one) => who.managed.has(one.scope_id));
};

const accounts: TableRule[] = [
  {
    table: 'identity.accounts',
    reads: (who, row) => (who.assurance >= 1 && row.id === who.accountId) || staffShown(who, row),
    changes: [
      {
        set: 'language = language',
        may: (who, row) => (who.assurance >= 1 && row.id === who.accountId) || (who.holds('administrator') && staffShown(who, row)),
      },
    ],
  },
  { table: 'identity.sessions', reads: mine, removes: mine },
  {
    table: 'kernel.drafts',
    key: 'account_id',
    reads: mine,
    changes: [{ set: 'form = form', may: mine }],
    adds: [{ like: (_who, row) => ({ ...row, form: 'other' }), may: mine }],
    removes: mine,
  },
  { table: 'jobs.progress', reads: mine, adds: [{ like: fresh, may: mine }] },
  { table: 'identity.authenticators', key: 'account_id', reads: mine, adds: [{ like: (_who, row) => row, may: proved }], removes: proved },
  {
    table: 'identity.recovery_codes',
    key: 'account_id',
    reads: mine,
    adds: [{ like: (_who, row) => ({ ...row, code_hash: newId() }), may: proved }],
    removes: proved,
  },
  {
    table: 'identity.passkeys',
    reads: mine,
    adds: [{ like: (who, row) => ({ ...fresh(who, row), credential_id: newId() }), may: proved }],
    removes: proved,
  },
  {
    table: 'identity.provider_links',
    reads: mine,
    adds: [{ like: (who, row) => ({ ...fresh(who, row), subject: newId() }), may: proved }],
    removes: proved,
  },
  { table: 'imports.uploads', reads: nobody, adds: [{ like: fresh, may: proved }] },
  {
    table: 'kernel.idempotency',
    key: 'actor_key',
    reads: (who, row) => row.actor_key === who.accountId,
    changes: [{ set: 'sealed_answer = sealed_answer', may: (who, row) => row.actor_key === who.accountId }],
    adds: [{ like: (_who, row) => ({ ...row, key: newId() }), may: (who, row) => row.actor_key === who.accountId }],
  },
];

const administers: May = (who) => who.holds('administrator');
const manages: May = (who, row) => administers(who, row) || who.managed.has(row.office_id ?? row.id);
const editsDirectory: May = (who) => who.holds('administrator', 'editor') || who.managed.size > 0;
const editsPractices: May = (who) => who.holds('administrator', 'editor');
const provides =
  (organisation: (who: Rights, row: Row) => unknown): May =>
  (who, row) =>
    editsDirectory(who, row) || who.organisations.has(organisation(who, row));
const ofService = (who: Rights, row: Row) =>
  (who.rows['directory.services'] ?? []).find((one) => one.id === row.service_id)?.organisation_id;
const withCode = (who: Rights, row: Row): Row => ({ ...fresh(who, row), code: newId() });

/** Read by everybody. */
const published: TableRule[] = [
  {
    table: 'places.places',
    reads: anybody,
    changes: [{ set: 'source = source', may: administers }],
    adds: [{ like: withCode, may: administers }],
  },
  {
    table: 'practices.practices',
    reads: anybody,
    changes: [{ set: 'code = code', may: editsPractices }],
    adds: [{ like: withCode, may: editsPractices }],
  },
  // The set-up assistant runs before there is anybody; a second row is refused by its key.
  {
    table: 'kernel.network',
    key: 'only_row',
    reads: anybody,
    changes: [{ set: 'country = country', may: administers }],
    adds: [{ like: (_who, row) => row, may: anybody }],
  },
  {
    table: 'kernel.network_keys',
    key: 'number',
    reads: anybody,
    adds: [
      { like: (_who, row) => row, may: anybody },
      { like: (_who, row) => ({ ...row, number: 2 }), may: nobody },
    ],
  },
  {
    table: 'offices.offices',
    reads: anybody,
    changes: [{ set: 'address = address', may: manages }],
    adds: [{ like: withCode, may: administers }],
  },
  {
    table: 'offices.hours',
    key: "office_id || '/' || weekday",
    reads: anybody,
    changes: [{ set: 'closes = closes', may: manages }],
    adds: [{ like: (_who, row) => ({ ...row, weekday: 2 }), may: manages }],
    removes: manages,
  },
  {
    table: 'offices.closures',
    key: "office_id || '/' || on_day",
    reads: anybody,
    changes: [{ set: 'reason = reason', may: manages }],
    adds: [{ like: (_who, row) => ({ ...row, on_day: '2027-01-07' }), may: manages }],
    removes: manages,
  },
  {
    table: 'offices.territories',
    key: 'office_id',
    reads: anybody,
    changes: [{ set: 'place_id = place_id', may: administers }],
    adds: [{ like: (_who, row) => row, may: administers }],
    removes: administers,
  },
  {
    table: 'directory.organisations',
    reads: anybody,
    changes: [{ set: 'email = email', may: provides((_who, row) => row.id) }],
    adds: [{ like: withCode, may: editsDirectory }],
  },
  {
    table: 'directory.services',
    reads: anybody,
    changes: [{ set: 'email = email', may: provides((_who, row) => row.organisation_id) }],
    adds: [{ like: withCode, may: provides((_who, row) => row.organisation_id) }],
  },
  {
    table: 'directory.schedules',
    reads: anybody,
    changes: [{ set: 'closes = closes', may: provides(ofService) }],
    adds: [{ like: fresh, may: provides(ofService) }],
    removes: provides(ofService),
  },
  {
    table: 'directory.revisions',
    reads: (who, row) => editsDirectory(who, row) || who.organisations.has(row.organisation_id) || who.desks.size > 0,
    adds: [
      { like: as('account_id'), may: provides((_who, row) => row.organisation_id) },
      { like: fresh, may: nobody },
    ],
  },
];

/** Every table of which the design says something for each row. */
export const rules: readonly TableRule[] = [
  ...fileRules,
  ...returnRules,
  ...rest,
  ...accounts,
  ...published,
  ...instrumentRules,
  ...analysisRules,
  ...benchmarkRules,
  ...impactRules,
  ...associationRules,
  ...jointRules,
  ...peerReviewRules,
  ...exchangeRules,
  ...consultationRules,
  ...forumRules,
  ...newsletterRules,
  ...guaranteeRules,
  ...savingsRules,
  ...practiceFairRules,
  ...projectRules,
  ...practiceRules,
  ...planRules,
  ...transferRules,
  ...learningRules,
  ...ledgerRules,
  ...mentoringRules,
  ...loanRules,
  ...erasureRules,
  ...tradeRules,
  ...opportunityRules,
  ...businessplanRules,
  ...readinessRules,
  ...statisticsRules,
  ...rateRules,
  ...countsRules,
  ...remittanceRules,
  ...trackRules,
];
