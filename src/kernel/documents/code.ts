import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that a code read aloud or copied by hand has one spelling. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 20;

/** A new code of a document: 100 random bits, 20 characters. */
export function newCode(): string {
  return Array.from(randomBytes(LENGTH), (byte) => DIGITS[byte % 32]).join('');
}

/** A code as it is printed: in groups of five. */
export function groupedCode(code: string): string {
  return code.match(/.{5}/gu)?.join('-') ?? code;
}

/** A code as typed, pasted or scanned with its address, brought into its one form; null where it cannot be one. */
export function readCode(typed: string): string | null {
  const last =
    typed
      .trim()
      .slice(-300)
      .split(/[/?#]/u)
      .findLast((part) => part !== '') ?? '';
  const code = last.toUpperCase().replaceAll(/[\s-]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1');
  return code.length === LENGTH && [...code].every((digit) => DIGITS.includes(digit)) ? code : null;
}
