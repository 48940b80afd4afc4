import { z } from 'zod';
import { parsePhone } from '#kernel/text';
import { refuse } from './refusals.ts';

/** Where a code can be sent, in canonical form: e-mail in lower case, phone number as E.164. */
export interface Address {
  readonly kind: 'email' | 'phone';
  readonly value: string;
}

const email = z.email().max(254);

/**
 * Reads what a person typed as e-mail or phone number; one without a prefix counts as of the country (ISO 3166-1).
 * Refusals: `address-invalid`.
 */
export function readAddress(text: string, country: string | null): Address {
  const given = text.trim();
  if (given.includes('@')) {
    const read = email.safeParse(given.toLowerCase());
    if (read.success) return { kind: 'email', value: read.data };
  } else {
    const number = parsePhone(given, country ?? '');
    if (number) return { kind: 'phone', value: number };
  }
  throw refuse('address-invalid', { field: 'address' });
}

/** The digits of a typed code, whatever stands between them; Arabic and Persian ones count as 0–9. */
export function readDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).replace(/\D/g, '');
}
