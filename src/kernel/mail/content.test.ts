import { describe, expect, test } from 'vitest';
import { checkAddress, checkMail, checkSms } from './content.ts';

const mail = { to: { address: 'amina@example.org', name: 'Amina' }, subject: 'Your appointment', text: 'Tomorrow at nine.' };

describe('an e-mail', () => {
  test('is kept as it is when nothing is wrong with it', () => {
    expect(checkMail(mail)).toEqual(mail);
  });

  test.each([
    'amina@example.org\r\nBcc: all@example.org',
    'amina@example.org, all@example.org',
    'Amina <amina@example.org>',
    '"a b"@example.org',
    'amina@exa mple.org',
    'amina@',
    '@example.org',
    'amina',
    'a@b@example.org',
    'amina@example.org>',
    `${'a'.repeat(65)}@example.org`,
  ])('is refused for the address %j', (address) => {
    expect(() => checkMail({ ...mail, to: { address } })).toThrow(expect.objectContaining({ code: 'address' }));
  });

  test('reaches an address in another script, by its domain in ASCII', () => {
    expect(checkAddress('amina@bücher.example')).toBe('amina@xn--bcher-kva.example');
  });

  test.each(['Hello\r\nBcc: all@example.org', 'Hello\nX: y', 'Hello\u2028X: y', 'Hello\u0000', ' ', 'x'.repeat(251)])(
    'is refused for the subject %j',
    (subject) => {
      expect(() => checkMail({ ...mail, subject })).toThrow(expect.objectContaining({ code: 'subject' }));
    },
  );

  test('is refused for a line break in the name of the receiver', () => {
    expect(() => checkMail({ ...mail, to: { ...mail.to, name: 'Amina\r\nBcc: all@example.org' } })).toThrow(
      expect.objectContaining({ code: 'address' }),
    );
  });
});

describe('a text message', () => {
  test('goes to a number in international form', () => {
    expect(checkSms({ to: '+393456789012', text: 'Il codice è 493817\nPonte' })).toEqual({
      to: '+393456789012',
      text: 'Il codice è 493817\nPonte',
    });
    for (const to of ['3456789012', '+0393456', '+39 345 678', '+393456789012345678', '+39345;+39346']) {
      expect(() => checkSms({ to, text: 'x' })).toThrow(expect.objectContaining({ code: 'number' }));
    }
  });

  test('is not empty, not endless and has no control characters', () => {
    for (const text of [' ', 'x'.repeat(1001), 'a\u0007b'])
      expect(() => checkSms({ to: '+393456789012', text })).toThrow(expect.objectContaining({ code: 'text' }));
  });
});
