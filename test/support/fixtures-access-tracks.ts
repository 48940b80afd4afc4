import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { anybody, forged, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

const text = { source: 'en', texts: { en: { text: 'words', kind: 'human' } } };

/** A text of the network and one of the first office. */
export function plantTrackTexts(add: Add, stage: Stage): void {
  add('tracks.texts', { id: newId(), track: 'women', office_id: null, body: text, updated_by: stage.accounts[0] });
  add('tracks.texts', { id: newId(), track: 'women', office_id: stage.offices[0], body: text, updated_by: stage.accounts[0] });
}

/** One track of a file. */
export function plantTracks(add: Add, of: { person_id: string; office_id: string }, officer: string): void {
  const said = { how: 'spoken-at-desk', language: 'en', wording: 'I agree', chosen_at: days(-3), by_account: officer };
  add('tracks.chosen', { ...of, track: 'refugees', ...said });
}

const self: May = (who, row) => who.keeps(row.person_id) || who.own.has(row.person_id);
const edits: May = (who, row) =>
  who.holds('administrator') || who.holds('editor') || (row.office_id !== null && who.managed.has(row.office_id));
const saidBy =
  (how: string) =>
  (who: Rights, row: Row): Row => ({ ...row, how, by_account: who.accountId });

/** What the design says of tracks: the custody desk and the person, and no grant; the texts are public and kept by editors. */
export const trackRules: readonly TableRule[] = [
  {
    table: 'tracks.texts',
    reads: anybody,
    changes: [{ set: 'updated_by = kernel.actor()', may: edits }],
    adds: [
      { like: (who, row) => ({ ...row, id: newId(), track: 'youth', updated_by: who.accountId }), may: edits },
      { like: (_who, row) => ({ ...row, id: newId(), track: 'refugees', updated_by: newId() }), may: nobody },
    ],
    removes: edits,
  },
  {
    table: 'tracks.chosen',
    key: "person_id || '/' || track",
    reads: self,
    adds: [
      { like: (who, row) => ({ ...saidBy('spoken-at-desk')(who, row), track: 'women' }), may: (who, row) => who.keeps(row.person_id) },
      { like: (who, row) => ({ ...saidBy('on-line')(who, row), track: 'youth' }), may: (who, row) => who.own.has(row.person_id) },
      { like: (_who, row) => ({ ...row, track: 'returnees', by_account: newId() }), may: nobody },
      {
        like: (who, row) => {
          const wrong = forged('office_id')(who, row);
          if (!wrong) return null;
          const { id: _none, ...rest } = wrong; // its key is the file with the track
          return saidBy('spoken-at-desk')(who, { ...rest, track: 'repatriates' });
        },
        may: nobody,
      },
    ],
    removes: self,
  },
];
