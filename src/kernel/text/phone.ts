import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min';

/**
 * Reads a phone number as people write it, without country prefix taken to be of the default country
 * (ISO 3166-1 alpha-2), and returns it in E.164 (`+393471234567`); undefined for what cannot be one.
 * Looks at length and prefix only: number ranges open faster than our table of them is renewed, and
 * whether a number answers is seen when a code is sent to it.
 */
export function parsePhone(text: string, defaultCountry: string): string | undefined {
  const number = read(text, defaultCountry);
  return number?.isPossible() ? number.number : undefined;
}

/** An E.164 number in the groups of its country, for reading: `+39 347 123 4567`. Show it in `<bdi dir="ltr">`. */
export function formatPhone(e164: string): string {
  return read(e164, undefined)?.formatInternational() ?? e164;
}

function read(text: string, country: string | undefined): PhoneNumber | undefined {
  if (text.length > 50) return undefined;
  const defaultCountry = country?.toUpperCase() as CountryCode | undefined; // an unknown one is ignored by the library
  return parsePhoneNumberFromString(text, { defaultCountry, extract: false });
}
