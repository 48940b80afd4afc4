import { newId } from '#kernel/db';
import { plantJointProjects } from './fixtures-access-joint-projects.ts';
import { plantAssociations } from './fixtures-access-associations.ts';
import { plantProjects } from './fixtures-access-projects.ts';
import { plantExchanges } from './fixtures-access-exchanges.ts';
import { plantConsultations } from './fixtures-access-consultations.ts';
import { plantPeerReviews } from './fixtures-access-peerreviews.ts';
import { plantBusinessplans } from './fixtures-access-businessplans.ts';
import { newCode } from '../../src/kernel/documents/code.ts';
import { plantErasure, plantProofs } from './fixtures-access-erasure.ts';
import { plantOpportunities } from './fixtures-access-opportunities.ts';
import { plantTrade } from './fixtures-access-trade.ts';
import { days, plantOwn, plantPublic, type Add } from './fixtures-access-published.ts';
import { plantAnalyses } from './fixtures-access-analyses.ts';
import { plantBenchmarks } from './fixtures-access-benchmarks.ts';
import { plantForums } from './fixtures-access-forums.ts';
import { plantPracticeFairs } from './fixtures-access-practice-fairs.ts';
import { plantNewsletters } from './fixtures-access-newsletters.ts';
import { plantGuarantees } from './fixtures-access-guarantees.ts';
import { plantFrozenCounts } from './fixtures-access-counts.ts';
import { plantImpacts } from './fixtures-access-impacts.ts';
import { plantTerritoryPlans } from './fixtures-access-plans.ts';
import { plantPracticeSheets } from './fixtures-access-practices.ts';
import { plantReadiness } from './fixtures-access-readiness.ts';
import { plantInstruments } from './fixtures-access-instruments.ts';
import { plantLedger } from './fixtures-access-ledger.ts';
import { plantGuaranteed, plantLoanBooks, plantLoanProducts, plantLoans } from './fixtures-access-loans.ts';
import { plantLearning } from './fixtures-access-learning.ts';
import { plantMentoring } from './fixtures-access-mentoring.ts';
import { plantReturnRules, plantReturns } from './fixtures-access-returns.ts';
import { plantRates } from './fixtures-access-rates.ts';
import { plantRemittances } from './fixtures-access-remittances.ts';
import { plantStatistics } from './fixtures-access-statistics.ts';
import { plantSavings, plantSchemes } from './fixtures-access-savings.ts';
import { plantTransfers } from './fixtures-access-transfers.ts';
import { plantTracks, plantTrackTexts } from './fixtures-access-tracks.ts';
import { at, scopeOf, type OneFile, type Recipe, type Row, type Rows, type Stage } from './fixtures-access-world.ts';

/** The rows of a recipe, as the whole network's tables would hold them. */
export function rowsOf(stage: Stage, recipe: Recipe): Rows {
  const rows: Record<string, Row[]> = {};
  const add = (table: string, ...more: Row[]) => (rows[table] ??= []).push(...more);
  plantPublic(add, stage);
  plantReturnRules(add, stage);
  plantTrackTexts(add, stage);
  plantLoanProducts(add, stage);
  plantStatistics(add, stage);
  plantRates(add, stage);
  plantRemittances(add, stage);
  plantPracticeSheets(add, stage);
  plantAnalyses(add, stage);
  plantBenchmarks(add, stage);
  plantFrozenCounts(add, stage);
  plantImpacts(add, stage);
  plantGuarantees(add, stage);
  plantForums(add, stage);
  plantTerritoryPlans(add, stage);
  plantSchemes(add, stage, rows['plans.plans'] ?? []);
  plantTransfers(add, stage);
  add('access.assignments', ...assignments(stage, recipe));
  const people = recipe.files.map((one) => ({ id: newId(), office: at(stage.offices, one.custodian) }));
  recipe.files.forEach((one, number) => {
    const person = at(people, number);
    const of = { person_id: person.id, office_id: person.office };
    const held = { subject_id: person.id, custodian_id: person.office };
    plantPerson(add, stage, person, one);
    const granted = plantGrants(add, stage, held, one);
    const caseId = plantCase(add, stage, of, one, at(people, one.coFounder));
    const venture = (rows['ventures.ventures'] ?? []).find(({ lead_person_id }) => lead_person_id === person.id);
    if (venture) plantMentoring(add, stage, of, { id: String(venture.id), office: String(venture.office_id) }, granted, number);
    plantReferrals(add, stage, { ...of, case_id: caseId }, one, granted);
    plantLoans(add, stage, rows['loans.products'] ?? [], of, one, granted);
    plantSavings(add, stage, rows['savings.schemes'] ?? [], of, one, granted);
    plantHandovers(add, stage, { ...of, case_id: caseId }, one, granted);
    plantKept(add, stage, of, held, { ...one, seat: number + 1 });
    plantReturns(add, stage, of, at(stage.accounts, 0));
    plantReadiness(add, of, at(stage.accounts, 0));
    plantTracks(add, of, at(stage.accounts, 0));
  });
  plantGuaranteed(add, stage, rows['loans.applications'] ?? [], rows['guarantees.guarantees'] ?? [], rows['guarantees.lenders'] ?? []);
  plantLinks(add, stage, people);
  plantBusinessplans(
    add,
    stage,
    (rows['ventures.ventures'] ?? []).map((one) => ({ venture_id: String(one.id), office_id: String(one.office_id) })),
  );
  plantTrade(
    add,
    stage,
    stage.corridor,
    (rows['ventures.ventures'] ?? []).map((one) => ({ venture_id: String(one.id), office_id: String(one.office_id) })),
  );
  plantOpportunities(
    add,
    stage,
    (rows['ventures.ventures'] ?? []).map((one) => ({ venture_id: String(one.id), office_id: String(one.office_id) })),
  );
  plantOwn(add, stage);
  plantInstruments(add, stage);
  plantAssociations(add, stage);
  plantPeerReviews(add, stage);
  plantExchanges(add, stage);
  plantConsultations(add, stage, rows['associations.associations'] ?? []);
  plantJointProjects(add, stage, rows['associations.associations'] ?? []);
  plantProjects(add, stage);
  plantLedger(add, stage);
  plantLoanBooks(add, stage, rows['ledger.books'] ?? []);
  plantNewsletters(add, stage, rows['practices.practices'] ?? []);
  plantPracticeFairs(add, stage, rows['practices.practices'] ?? []);
  plantLearning(
    add,
    stage,
    recipe.files.map(({ links: [link] }, number) => ({ ...at(people, number), account: link ? at(stage.accounts, link.account) : null })),
  );
  plantProofs(add, stage.offices, at(stage.accounts, 0));
  return rows;
}

interface Of extends Row {
  person_id: string;
  office_id: string;
}

function assignments(stage: Stage, recipe: Recipe): Row[] {
  const seen = new Set<string>();
  return recipe.holders.flatMap(({ account, role, scope, ended }) => {
    const kind = scopeOf[role] ?? 'network';
    const row = {
      id: newId(),
      account_id: at(stage.accounts, account),
      role,
      scope_kind: kind,
      scope_id:
        kind === 'office'
          ? at(stage.offices, scope)
          : kind === 'organisation'
            ? at(stage.organisations, scope)
            : kind === 'fund'
              ? at(stage.funds, scope)
              : null,
      granted_by: null,
      ended_at: ended ? days(-1) : null,
    };
    const key = JSON.stringify([row.account_id, row.role, row.scope_id]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [row];
  });
}

function plantPerson(add: Add, stage: Stage, { id, office }: { id: string; office: string }, one: OneFile): void {
  const of = { person_id: id, office_id: office };
  add('access.subjects', { id, custodian_id: office });
  add('people.people', { id, office_id: office, reference: `2026-${id.slice(-6)}`, language: 'en' });
  add('people.identities', { ...of, given_name: 'Awa', search_words: 'awa' });
  add('people.contacts', { ...of, phone: null, email: 'awa@example.org', reach_by: 'none' });
  add('people.profiles', { ...of, gender: 'woman' });
  add('people.identity_numbers', { id: newId(), ...of, kind: 'passport', fingerprint: id, sealed: '\\x00' });
  add('access.subject_keys', { subject_id: id, wrapped: '\\x00' });
  const linked = new Map(one.links.map(({ account, ended }) => [at(stage.accounts, account), ended]));
  for (const [account_id, ended] of linked)
    add('access.subject_accounts', { subject_id: id, account_id, how: 'desk-code', ended_at: ended ? days(-1) : null });
  for (const part of one.withheld) add('access.withheld', { subject_id: id, custodian_id: office, part, before: days(-10) });
  add('identity.code_cards', {
    id: newId(),
    subject_id: id,
    custodian_id: office,
    lookup: id,
    secret_hash: 'x',
    issued_by: at(stage.accounts, 0),
    expires_at: days(30),
  });
  add('identity.contact_claims', { subject_id: id, custodian_id: office, kind: 'email', fingerprint: id });
  plantErasure(add, { id, office }, at(stage.accounts, 0));
  add('audit.pseudonyms', { pseudonym: id, kind: 'subject', id }); // the same, so that the oracle need not translate
  add('audit.entries', { verb: 'people.read', purpose: 'people.purpose.counselling', subject: id });
}

function plantGrants(add: Add, stage: Stage, held: Row, one: OneFile): string[] {
  const officers = {
    requested_by: at(stage.accounts, 1),
    recipient_kind: 'office',
    recipient_id: at(stage.offices, 0),
    purpose: 'p',
    parts: ['plan'],
    reason: 'a reason of twenty letters',
    language: 'en',
  };
  const override = { override_request_id: newId(), second_person: officers.requested_by, reason: officers.reason };
  add('consent.override_requests', { id: override.override_request_id, ...held, ...officers, ends_at: days(20), state: 'asked' });
  add('consent.bases', { id: newId(), ...held, purpose: 'p', basis: 'public-task', controllers: ['town'], keep_until: '2040-01-01' });
  const overrides = one.grants.findIndex(({ how }) => how === 'override'); // one request makes one grant
  return one.grants
    .filter(({ how }, number) => how !== 'override' || number === overrides)
    .map(({ recipient, who, parts: some, when, how, purpose }) => {
      const id = newId();
      add('consent.grants', {
        id,
        ...held,
        recipient_kind: recipient,
        recipient_id: at(recipient === 'office' ? stage.offices : recipient === 'organisation' ? stage.organisations : stage.accounts, who),
        purpose,
        parts: some,
        language: 'en',
        wording: 'I agree',
        given_how: how,
        recorded_by: at(stage.accounts, 0),
        ...(how === 'override' ? override : { override_request_id: null, second_person: null, reason: null }),
        starts_at: when === 'future' ? days(1) : days(-30),
        ends_at: when === 'expired' ? days(-1) : days(30),
        withdrawn_at: when === 'withdrawn' ? days(-2) : null,
      });
      return id;
    });
}

function plantCase(add: Add, stage: Stage, of: Of, one: OneFile, other: { id: string; office: string }): string {
  const [venture_id, id] = [newId(), newId()];
  add('ventures.ventures', {
    id: venture_id,
    office_id: of.office_id,
    lead_person_id: of.person_id,
    title: 'Bakery',
    sector: 'food',
    stage: 'idea',
    location: 'both',
  });
  const founder = { venture_id, office_id: of.office_id };
  add('ventures.founders', { ...founder, person_id: of.person_id, person_office_id: of.office_id });
  if (other.id !== of.person_id) add('ventures.founders', { ...founder, person_id: other.id, person_office_id: other.office });
  add('ventures.events', { id: newId(), venture_id, office_id: of.office_id, kind: 'created' });
  add('cases.cases', { id, ...of, venture_id, venture_office_id: of.office_id, state: 'open', reason: '' });
  const inCase = { case_id: id, ...of };
  add('cases.events', { ...inCase, kind: 'case-opened' });
  add('cases.blockers', { id: newId(), ...inCase, kind: 'permit' });
  add('cases.tasks', { id: newId(), ...inCase, title: 'Call' });
  add('cases.follow_ups', { id: newId(), ...inCase, months: 3, due_on: '2027-01-01' });
  add(
    'cases.steps',
    { id: newId(), ...inCase, position: 1, title: 'Own', responsible: 'person' },
    { id: newId(), ...inCase, position: 2, title: 'Course', responsible: 'provider' },
  );
  const written = { written_in: at(stage.offices, one.writtenIn), author_id: at(stage.accounts, one.author), sealed: '\\x00' };
  const [early, late] = [newId(), newId()];
  add(
    'cases.notes',
    { id: early, ...inCase, ...written, written_at: days(-20), shared_with_person: false },
    { id: late, ...inCase, ...written, written_at: days(-5), shared_with_person: false },
  );
  const asked = { ...of, asked_by: at(stage.accounts, 0), asked_at: days(-3), reason: 'tells where a sister lives' };
  const decided = {
    state: 'refused',
    decided_by: at(stage.accounts, 1),
    decided_at: days(-1),
    decision_reason: 'names nobody but the person',
  };
  const open = { state: 'asked', decided_by: null, decided_at: null, decision_reason: null };
  add('cases.note_withholdings', { note_id: early, ...asked, ...decided }, { note_id: late, ...asked, ...open });
  return id;
}

function plantReferrals(add: Add, stage: Stage, inCase: Of, one: OneFile, grants: readonly string[]): void {
  if (grants.length === 0) return;
  one.referrals.forEach(({ organisation, grant: which, state }) => {
    const step_id = newId();
    add('cases.steps', { id: step_id, ...inCase, position: 3, title: 'Referred', responsible: 'provider' });
    const answer = { reason: state === 'declined' ? 'no place' : null, outcome: state === 'reported' ? 'helped' : null };
    add('cases.referrals', {
      id: newId(),
      ...inCase,
      step_id,
      organisation_id: at(stage.organisations, organisation),
      grant_id: at(grants, which),
      state,
      sent_by: at(stage.accounts, 0),
      ...answer,
    });
  });
}

function plantHandovers(add: Add, stage: Stage, inCase: Of, one: OneFile, grants: readonly string[]): void {
  const open = new Set<string>();
  for (const { kind, to, grant: which, state, ended } of one.handovers) {
    const to_office_id = at(stage.offices, to);
    if (to_office_id === inCase.office_id || open.has(to_office_id)) continue;
    open.add(to_office_id);
    const asked = state === 'asked' || grants.length === 0;
    const { office_id: from_office_id, ...rest } = inCase;
    add('cases.handovers', {
      id: newId(),
      kind,
      started_by: asked ? 'other-end' : 'custodian',
      ...(asked ? { person_id: null, case_id: null } : { person_id: rest.person_id, case_id: rest.case_id }),
      from_office_id,
      to_office_id,
      state: asked ? 'asked' : state,
      parts: ['plan'],
      grant_id: asked ? null : at(grants, which),
      claimed_name: asked ? 'Awa' : null,
      agreement: asked ? 'I agree' : null,
      agreement_language: asked ? 'en' : null,
      agreement_how: asked ? 'spoken-at-desk' : null,
      reason: state === 'declined' && !asked ? 'no place' : null,
      started_by_account: at(stage.accounts, 0),
      lapses_at: days(20),
      ended_at: ended && kind === 'joint' && state === 'accepted' && !asked ? days(-1) : null,
    });
  }
}

/** What hangs on the file besides the case: documents, appointments, the desk's counts, messages. */
function plantKept(add: Add, stage: Stage, of: Of, held: Row, one: OneFile & { seat: number }): void {
  const document = {
    media_type: 'application/pdf',
    bytes: 10,
    sha256: 'a'.repeat(64),
    uploaded_by: at(stage.accounts, one.author),
    sealed_name: '\\x00',
  };
  const about = [
    { ...held, uploaded_at: days(-20) },
    { ...held, uploaded_at: days(-5) },
    { subject_id: null, custodian_id: null, uploaded_at: days(-5) },
  ];
  add('files.files', ...about.map((one) => ({ id: newId(), ...one, ...document })));
  const issued = {
    kind: 'learning.certificate',
    language: 'en',
    statement: {},
    sha256: 'a'.repeat(64),
    signature: 'x',
    office_id: at(stage.offices, one.meetsAt),
    issued_by: at(stage.accounts, one.author),
  };
  const aboutIssued = about.map(({ uploaded_at: issued_at, ...whose }) => ({ ...whose, issued_at }));
  add('documents.issued', ...aboutIssued.map((whose) => ({ id: newId(), code: newCode(), ...whose, ...issued })));
  add('documents.issued', { id: newId(), code: newCode(), ...held, issued_at: days(-20), ...issued, kind: 'businessplans.dossier' });
  const meeting = {
    office_id: at(stage.offices, one.meetsAt),
    seat: one.seat,
    language: 'en',
    spoken_language: 'en',
    topic: 'start',
    visitor_time_zone: 'Europe/Rome',
    sealed_token: '\\x00',
    state: 'booked',
    email: null as string | null,
  };
  const slot = (day: number) => ({ starts_at: days(day), ends_at: new Date(Date.parse(days(day)) + 1_800_000).toISOString() });
  const ofFile = { person_id: of.person_id, custodian_id: of.office_id };
  for (const [day, booked] of [
    [-30, -40],
    [-2, -20],
    [3, -20],
    [4, -5],
  ] as const) {
    add('appointments.appointments', {
      id: newId(),
      ...meeting,
      ...slot(day),
      ...ofFile,
      token_hash: newId(),
      booked_by: at(stage.accounts, 0),
      booked_at: days(booked),
    });
  }
  add('appointments.appointments', {
    id: newId(),
    ...meeting,
    ...slot(6),
    person_id: null,
    custodian_id: null,
    token_hash: newId(),
    booked_by: null,
    booked_at: days(-1),
    email: 'visitor@example.org',
  });
  add('messages.contacts', {
    id: newId(),
    office_id: of.office_id,
    topic: 'start',
    language: 'en',
    answered: true,
    recorded_by: at(stage.accounts, 0),
    person_id: one.seat % 2 === 0 ? of.person_id : null,
  });
  for (const person_id of [null, of.person_id]) {
    add('messages.questions', {
      id: newId(),
      office_id: of.office_id,
      topic: 'start',
      language: 'en',
      sealed: '\\x00',
      reply_by: 'link',
      token_hash: newId(),
      person_id,
    });
  }
}

/** Links between files, each in the order of their ids: made in every way, one of them ended. */
function plantLinks(add: Add, stage: Stage, people: readonly { id: string; office: string }[]): void {
  people.slice(1).forEach((other, number) => {
    const one = at(people, number);
    const [first, second] = one.id < other.id ? [one, other] : [other, one];
    const how = ['on-line', 'spoken-at-desk', 'officer-decision'][number % 3];
    const pair = { first_id: first.id, first_custodian_id: first.office, second_id: second.id, second_custodian_id: second.office };
    const ended = number % 2 === 1 ? { ended_at: days(-1), ended_by: at(stage.accounts, 0) } : { ended_at: null, ended_by: null };
    const reason = how === 'officer-decision' ? 'both offices showed the same papers' : null;
    add('access.links', { id: newId(), ...pair, how, made_by: at(stage.accounts, 0), reason, ...ended });
  });
}
