import { describe, expect, test } from 'vitest';
import { judgePassword } from './judge-password.ts';

const holder = { email: 'rosa.ponti@comune-esempio.example', name: 'Rosa Ponti' };

function judged(password: string): string {
  try {
    judgePassword(password, holder);
    return 'taken';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

describe('a password is', () => {
  test.for([
    'violet harbour 83 lanterns',
    'tRkq7-vvPa-29xz',
    'il gatto beve il caffè',
    'مرحبا يا بيت الجيران',
    '4!9#2$8%1^7&',
    'passwordless kitchens',
  ])('taken: %s', (password) => expect(judged(password)).toBe('taken'));

  test.for(['', 'short', 'elevensigns', '😀😀😀😀'])('too short: %s', (password) => expect(judged(password)).toBe('password-short'));

  test('too long beyond two hundred signs', () => expect(judged('violet harbour '.repeat(14))).toBe('password-long'));

  test.for([
    'password1234',
    'Password!2027',
    'P4ssw0rd!!!!',
    'passwordpassword',
    'qwertyuiop123',
    'benvenuto2027!',
    'motdepasse123!',
    'aaaaaaaaaaaa',
    '123456789012',
    'abcdefghijklm',
    '27.03.1985.12',
    '0123 4567 8901',
    'admin-admin-admin',
    'welcome2ponte!',
  ])('too common: %s', (password) => expect(judged(password)).toBe('password-common'));

  test.for(['rosaponti2027!', 'Ponti-1985-1985', 'comune-esempio-1', 'R0sa.P0nti.99999'])('made of the holder: %s', (password) =>
    expect(judged(password)).toBe('password-personal'),
  );
});
