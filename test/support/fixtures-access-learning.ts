import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { groupRules, plantGroups, taughtStudy, trains } from './fixtures-access-groups.ts';
import { anybody, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Row, type Stage } from './fixtures-access-world.ts';

const text = (words: string) => ({ source: 'en', texts: { en: { text: words, kind: 'human' } } });

/** A course of the network, published; one of an office, not yet; and every account in the middle of the first. */
export function plantLearning(add: Add, stage: Stage, people: readonly { id: string; office: string; account: string | null }[]): void {
  const studies = new Map<string, string>();
  const [network, office, version, medium] = [newId(), newId(), newId(), newId()];
  const content = { lessons: [] };
  const course = (id: string, code: string, office_id: string | null, version_id: string | null) => ({
    id,
    code,
    office_id,
    title: text('Course'),
    version_id,
  });
  add('learning.courses', course(network, 'network', null, version), course(office, 'office', at(stage.offices, 0), null));
  add('learning.drafts', { course_id: network, number: 1, content }, { course_id: office, number: 1, content });
  const facts = {
    title: text('Course'),
    summary: text('Course'),
    audience: ['founders'],
    mode: 'distance',
    minutes: 5,
    languages: ['en'],
    content,
  };
  add('learning.versions', { id: version, course_id: network, number: 1, ...facts });
  add('learning.media', {
    id: medium,
    sha256: 'a'.repeat(64),
    name: 'x.svg',
    media_type: 'image/svg+xml',
    content: '\\x00',
    added_by: at(stage.accounts, 0),
  });
  for (const account_id of stage.accounts) {
    const study_id = newId();
    studies.set(account_id, study_id);
    add('learning.studies', {
      id: study_id,
      account_id,
      course_id: network,
      version_id: version,
      begun_at: days(-3),
      changed_at: days(-1),
      lessons_done: 0,
      finished_at: null,
    });
    add('learning.events', {
      id: newId(),
      study_id,
      account_id,
      device_id: newId(),
      sequence: 1,
      kind: 'opened',
      lesson: 'first',
      item: null,
      happened_at: days(-2),
      received_at: days(-1),
    });
  }
  const certified = new Set<string>();
  for (const { id: person_id, office: office_id, account } of people) {
    const study_id = account === null ? undefined : studies.get(account);
    if (account === null || study_id === undefined || certified.has(account)) continue;
    certified.add(account);
    add('learning.officer_certificates', {
      id: newId(),
      study_id,
      account_id: account,
      office_id,
      document_id: newId(),
      content: Buffer.from('%PDF-'),
      issued_at: days(-1),
    });
    const issued = { document_id: newId(), file_id: newId(), issued_at: days(-1) };
    add('learning.certificates', { id: newId(), study_id, account_id: account, person_id, office_id, ...issued });
  }
  plantGroups(add, stage, people, { course_id: network, studies });
}

const linkedTo = (who: Rights, row: Row) =>
  (who.rows['access.subject_accounts'] ?? []).some(
    (one) => one.account_id === row.account_id && one.subject_id === row.person_id && one.ended_at === null,
  );

const wide: May = (who) => who.holds('administrator', 'editor', 'trainer');
const builds: May = (who, row) => wide(who, row) || who.managed.has(row.office_id) || trains(who, row.office_id);
const courseOf = (who: Rights, row: Row): Row => (who.rows['learning.courses'] ?? []).find((one) => one.id === row.course_id) ?? {};
const buildsIts: May = (who, row) => builds(who, courseOf(who, row));
const own: May = (who, row) => who.assurance >= 1 && who.accountId !== null && row.account_id === who.accountId;
const seen: May = (who, row) =>
  own(who, row) ||
  (who.rows['access.subject_accounts'] ?? []).some(
    (one) =>
      one.account_id === row.account_id && one.ended_at === null && (who.keeps(one.subject_id) || who.shares(one.subject_id, 'learning')),
  );
const sha = () => newId().replaceAll('-', '').repeat(2);

/** Courses are public once published; what a learner does is theirs, their desk's, and of whom they share it with. */
export const learningRules: readonly TableRule[] = [
  {
    table: 'learning.courses',
    reads: (who, row) => row.version_id !== null || builds(who, row),
    changes: [{ set: 'code = code', may: builds }],
    adds: [{ like: (who, row) => ({ ...fresh(who, row), code: newId(), version_id: null }), may: builds }],
  },
  {
    table: 'learning.drafts',
    key: 'course_id',
    reads: buildsIts,
    changes: [{ set: 'number = number', may: buildsIts }],
    adds: [{ like: (_who, row) => row, may: buildsIts }],
  },
  { table: 'learning.versions', reads: anybody, adds: [{ like: (who, row) => ({ ...fresh(who, row), number: 2 }), may: buildsIts }] },
  {
    table: 'learning.media',
    reads: anybody,
    adds: [
      {
        like: (who, row) => ({ ...fresh(who, row), sha256: sha(), added_by: who.accountId }),
        may: (who, row) => who.accountId !== null && (who.rows['learning.courses'] ?? []).some((one) => builds(who, one)) && row !== null,
      },
      { like: (who, row) => ({ ...fresh(who, row), sha256: sha(), added_by: newId() }), may: nobody },
    ],
  },
  {
    table: 'learning.studies',
    reads: (who, row) => seen(who, row) || taughtStudy(who, row),
    changes: [{ set: 'changed_at = changed_at', may: own }],
    adds: [
      { like: fresh, may: own },
      { like: (who, row) => ({ ...fresh(who, row), account_id: who.accountId }), may: own },
    ],
  },
  {
    table: 'learning.certificates',
    reads: (who, row) => own(who, row) || who.keeps(row.person_id) || who.shares(row.person_id, 'learning'),
    // A second one of a study is refused by its key, after row security has let it pass.
    adds: [{ like: fresh, may: (who, row) => who.keeps(row.person_id) && linkedTo(who, row) }],
  },
  {
    table: 'learning.officer_certificates',
    reads: (who, row) => own(who, row) || who.managed.has(row.office_id),
    // Nobody here has finished a course for officers; officer-certificate.pg.test.ts issues them.
    adds: [{ like: fresh, may: nobody }],
  },
  {
    table: 'learning.events',
    reads: (who, row) => seen(who, row) || (row.kind === 'handed-in' && taughtStudy(who, row)),
    adds: [{ like: fresh, may: own }],
  },
  ...groupRules,
];
