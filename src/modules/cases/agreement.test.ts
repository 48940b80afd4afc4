import { expect, test } from 'vitest';
import { formatters, loadMessages, translator } from '#kernel/i18n';
import { agreementWording, endOfSharing } from './agreement.ts';
import { partsOf } from './parts.ts';

const t = translator(loadMessages(), 'en');
const format = formatters('en', 'Europe/Rome');
const names = { office: 'Office of Padova', recipient: 'Office of Kaolack' };

test('the wording of a referral names who sees what, until when, and that it can be taken back', () => {
  const terms = {
    sharing: 'referral',
    ...names,
    recipient: 'the chamber',
    parts: partsOf('referral', ['contact']),
    until: '2026-06-30',
  } as const;
  expect(agreementWording(t, format, terms)).toBe(
    'I agree that Office of Padova sends me to the chamber and shows them parts of my file, so that they can help me with this step. ' +
      'They see: name and year of birth, phone and e-mail and this step of my plan. This holds until 30 June 2026. ' +
      'I can take this back at any time, at the desk or in my own space on this site. From that moment nothing more is shown.',
  );
});

test('the wording of a hand-over says that the first office sees no more, and by when the other answers', () => {
  const wording = agreementWording(t, format, { sharing: 'hand-over', ...names, parts: partsOf('hand-over', []), until: '2026-06-30' });
  expect(wording).toContain('Office of Padova no longer sees my file');
  expect(wording).toContain('They answer by 30 June 2026');
  expect(wording).not.toContain('notes');
});

test('sharing ends with its last day, in the office’s own time', () => {
  expect(endOfSharing('referral', '2026-06-30', '2026-06-30', 'Europe/Rome').toISOString()).toBe('2026-06-30T22:00:00.000Z');
  expect(endOfSharing('referral', '2026-06-30', '2026-06-30', 'Africa/Dakar').toISOString()).toBe('2026-07-01T00:00:00.000Z');
});

test.each([
  { sharing: 'referral', until: '2026-06-29', refusal: 'cases.until-past' },
  { sharing: 'referral', until: '2027-07-02', refusal: 'cases.until-far' },
  { sharing: 'joint', until: '2028-07-02', refusal: 'cases.until-far' },
] as const)('a $sharing from 30 June 2026 does not last until $until', ({ sharing, until, refusal }) => {
  expect(() => endOfSharing(sharing, until, '2026-06-30', 'Europe/Rome')).toThrow(refusal);
});
