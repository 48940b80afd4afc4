import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

const day = (count: number) => days(count).slice(0, 10);

/** A draft, a fair that runs, one that is over and one that was withdrawn, each with a stand and two talks, one of them with a link. */
export function plantPracticeFairs(add: Add, { accounts }: Stage, practices: readonly Row[]): void {
  const [practice] = practices;
  for (const [state, until] of [
    ['draft', 5],
    ['open', 5],
    ['open', -5],
    ['withdrawn', 5],
  ] as const) {
    const fair_id = newId();
    const because = state === 'withdrawn' ? 'The host fell ill' : null;
    const about = { language: 'en', title: 'A fair', about: 'What it is about', from_day: day(-9), until_day: day(until) };
    add('practicefairs.fairs', { id: fair_id, ...about, state, because, created_by: accounts[0] });
    if (!practice) continue;
    add('practicefairs.stands', { fair_id, practice_id: practice.id, place: 1 });
    for (const linked of [true, false]) {
      const id = newId();
      const when = { starts_at: days(-7), minutes: 30, speaker: 'A town', sequence: 0 };
      add('practicefairs.talks', { id, fair_id, practice_id: practice.id, ...when });
      if (linked) add('practicefairs.links', { talk_id: id, fair_id, link: 'https://meet.example/a' });
    }
  }
}

const fairOf = (who: Rights, row: Row): Row =>
  row.fair_id === undefined ? row : ((who.rows['practicefairs.fairs'] ?? []).find(({ id }) => id === row.fair_id) ?? {});
const editor: May = (who) => who.holds('editor');
const isOver = (fair: Row) => String(fair.until_day) < day(0);
const opened: May = (who, row) => fairOf(who, row).state !== 'draft' || editor(who, row);
const shown: May = (who, row) => fairOf(who, row).state === 'open' || editor(who, row);
const drafted: May = (who, row) => fairOf(who, row).state === 'draft' && editor(who, row);
const writes: May = (who, row) => {
  const fair = fairOf(who, row);
  return editor(who, row) && (fair.state === 'draft' || (fair.state === 'open' && !isOver(fair)));
};
const begun =
  (by: 'self' | 'other') =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null
      ? null
      : { ...row, id: newId(), state: 'draft', because: null, created_by: by === 'self' ? who.accountId : newId() };
/** Another practice in the same fair. */
const anotherStand = (who: Rights, row: Row): Row | null => {
  const practice = (who.rows['practices.practices'] ?? []).find(({ id }) => id !== row.practice_id);
  return practice ? { ...row, practice_id: practice.id, place: 2 } : null;
};
/** A link for the talk of the same fair that has none. */
const anotherLink = (who: Rights, row: Row): Row | null => {
  const talk = (who.rows['practicefairs.talks'] ?? []).find(({ id, fair_id }) => fair_id === row.fair_id && id !== row.talk_id);
  return talk ? { ...row, talk_id: talk.id } : null;
};

/** What the design says of virtual fairs: what was opened is public, links until its last day; drafts are the editors'. */
export const practiceFairRules: readonly TableRule[] = [
  {
    table: 'practicefairs.fairs',
    reads: opened,
    // An open fair of these has fewer than three stands, which its trigger refuses to whoever may change it.
    changes: [{ set: "title = 'Changed'", may: drafted }],
    adds: [
      { like: begun('self'), may: editor },
      { like: begun('other'), may: nobody },
    ],
    removes: drafted,
  },
  {
    table: 'practicefairs.stands',
    key: "fair_id || '/' || practice_id",
    reads: shown,
    adds: [{ like: anotherStand, may: writes }],
    removes: drafted,
  },
  {
    table: 'practicefairs.talks',
    reads: shown,
    changes: [{ set: 'minutes = 45', may: writes }],
    adds: [{ like: (_who, row) => ({ ...row, id: newId() }), may: writes }],
    // Those of an open fair are called off.
    removes: drafted,
  },
  {
    table: 'practicefairs.links',
    key: 'talk_id',
    reads: (who, row) => editor(who, row) || (shown(who, row) && !isOver(fairOf(who, row))),
    adds: [{ like: anotherLink, may: writes }],
    removes: writes,
  },
];
