import { z } from 'zod';
import { fields, type Context } from '#kernel/http';
import { isLanguage } from '#kernel/i18n';
import { parsePhone } from '#kernel/text';
import { genders, reachBy, type Contact, type Identity } from '../person.ts';
import { refuse } from '../refusals.ts';

/** The fields of a name. */
export const identityFields = {
  givenName: fields.text(120),
  familyName: fields.optionalText(120),
  birthYear: fields.optionalWhole(1900, 2100),
};

/** The fields of a contact. */
export const contactFields = {
  phone: fields.optionalText(40),
  email: fields.optionalEmail(),
};

export const genderField = fields.optionalChoice(genders);
export const reachByField = fields.choice(reachBy);

/** A language somebody speaks: any BCP 47 tag of the list shown. */
export const languageField = fields.text(20).pipe(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'http.field.choose'));

/** Languages offered for people: those of the interface first, then those spoken most at the desks. */
export const spokenLanguages = [
  'en',
  'it',
  'fr',
  'ro',
  'es',
  'ar',
  'sq',
  'wo',
  'pt',
  'zgh',
  'ff',
  'bm',
  'snk',
  'rom',
  'uk',
  'ru',
  'sr',
  'tr',
  'fa',
  'ur',
  'bn',
  'hi',
  'zh',
  'tl',
  'am',
  'ti',
  'so',
  'ha',
  'yo',
  'ka',
] as const;

/** Reads a phone number as typed. Refusals: not a number. */
export function readPhone(ctx: Context, typed: string | null): string | null {
  if (!typed) return null;
  const phone = parsePhone(typed, ctx.profile.country ?? 'IT');
  if (!phone) throw refuse('phone-wrong', { field: 'phone' });
  return phone;
}

/** The channel that follows from what was given, until the person chooses another. */
export function contactOf(phone: string | null, email: string | null): Contact {
  return { phone, email, reachBy: phone ? 'sms' : email ? 'email' : 'none', note: null };
}

export function identityOf(body: { givenName: string; familyName: string | null; birthYear: number | null }): Identity {
  return { givenName: body.givenName, familyName: body.familyName ?? '', nameInOtherScript: null, birthYear: body.birthYear };
}

/** The second language of a two-language screen, from `?with=ar`. */
export function secondLanguage(ctx: Context): string | null {
  const given = ctx.query.get('with') ?? '';
  return isLanguage(given) && given !== ctx.lang ? given : null;
}
