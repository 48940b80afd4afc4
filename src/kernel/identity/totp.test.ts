import { expect, test } from 'vitest';
import { codeOfStep, currentTotp, decodeBase32, encodeBase32, matchingStep, stepOf, totpAddress } from './totp.ts';

// RFC 6238, appendix B, SHA-1: the last six of the eight digits given there.
const SECRET = encodeBase32(Buffer.from('12345678901234567890'));

test.for([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const)('gives the code of the standard at second %d', ([second, code]) => {
  expect(currentTotp(SECRET, new Date(second * 1000))).toBe(code);
});

test('writes and reads secrets as base32', () => {
  expect(encodeBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  for (const text of ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'])
    expect(decodeBase32(encodeBase32(Buffer.from(text))).toString()).toBe(text);
  expect(decodeBase32('mzxw 6ytb-oi').toString()).toBe('foobar');
});

test('takes a code half a minute early or late, and no further', () => {
  const now = new Date(1_800_000_000_000);
  const step = stepOf(now);
  const taken = [-2, -1, 0, 1, 2].map((drift) => matchingStep(SECRET, codeOfStep(SECRET, step + drift), now));
  expect(taken).toEqual([null, step - 1, step, step + 1, null]);
  for (const wrong of ['', '12345', '1234567', 'abcdef']) expect(matchingStep(SECRET, wrong, now)).toBeNull();
});

test('gives authenticator apps an address that they read', () => {
  expect(totpAddress('ABC', 'Veneto: offices', 'kim@office.example')).toBe(
    'otpauth://totp/Veneto%20%20offices:kim%40office.example?secret=ABC&issuer=Veneto%3A%20offices&algorithm=SHA1&digits=6&period=30',
  );
});
