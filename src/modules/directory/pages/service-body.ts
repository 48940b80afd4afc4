import { z } from 'zod';
import { fields, type Context } from '#kernel/http';
import type { Translated } from '#kernel/i18n';
import { currencyDecimals, isCurrency } from '#kernel/money';
import { parsePhone } from '#kernel/text';
import { today, clockAt } from '#kernel/time';
import { findPlace } from '#modules/places';
import { termCodes } from '#modules/vocabulary';
import { parseSpans } from '../hours.ts';
import type { OrganisationId } from '../organisation.ts';
import { toMinor } from '../read-prices.ts';
import { refuse } from '../refusals.ts';
import { costs, statuses, type HoursEntry, type Service } from '../service.ts';
import type { ServiceDetails } from '../service-details.ts';
import { readPlace } from './read-place.ts';

export const currencies = ['EUR', 'RON', 'ALL', 'XOF', 'MAD', 'TND', 'GBP', 'CHF', 'USD'] as const;

const tag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const several = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value : value ? [value] : []), z.array(one).max(60));
const web = fields
  .optionalText(2_000)
  .refine((value) => value === null || (/^https?:\/\//.test(value) && URL.canParse(value)), 'http.field.wrong');

/** Languages as checkboxes send them. */
export const languagesField = several(z.string().regex(tag, 'http.field.choose'));
export const webField = web;

/** The fields of the form of a service; texts are those of the page's language. */
export const serviceBody = {
  name: fields.optionalText(200),
  description: fields.optionalLongText(5_000),
  categories: fields.choices(termCodes('serviceCategories')),
  audiences: fields.choices(termCodes('audiences')),
  eligibility: fields.optionalLongText(2_000),
  minimumAge: fields.optionalWhole(0, 120),
  maximumAge: fields.optionalWhole(0, 120),
  application: fields.optionalLongText(2_000),
  documents: fields.optionalLongText(3_000),
  cost: fields.choice(costs),
  price: fields.optionalText(20),
  priceCurrency: fields.optionalText(3),
  fees: fields.optionalLongText(1_000),
  waitTime: fields.optionalText(1_000),
  place: fields.text(200),
  placeCode: fields.searchText(),
  address: fields.optionalText(300),
  postalCode: fields.optionalText(20),
  accessibility: fields.optionalText(1_000),
  hours1: fields.optionalText(200),
  hours2: fields.optionalText(200),
  hours3: fields.optionalText(200),
  hours4: fields.optionalText(200),
  hours5: fields.optionalText(200),
  hours6: fields.optionalText(200),
  hours7: fields.optionalText(200),
  phone: fields.optionalText(50),
  email: fields.optionalEmail(),
  url: web,
  languages: languagesField,
  interpretation: fields.optionalText(500),
  status: fields.choice(statuses),
  alert: fields.optionalText(1_000),
  checked: fields.tick(),
};

export type ServiceBody = z.output<z.ZodObject<typeof serviceBody>>;

/**
 * What was typed, as the use cases take it.
 * Refusals beside their field: place, hours, price and phone that cannot be read; a new entry that nobody checked.
 */
export async function readServiceDetails(
  ctx: Context,
  body: ServiceBody,
  organisationId: OrganisationId,
  stored: Service | null,
): Promise<ServiceDetails> {
  const placeId = await readPlace(ctx, body.place, body.placeCode);
  const place = await findPlace(ctx.trx, placeId);
  const { place: _place, placeCode: _placeCode, documents, price, priceCurrency, checked, phone, ...same } = body;
  requireText('name', body.name, stored?.name ?? null, ctx.lang);
  requireText('description', body.description, stored?.description ?? null, ctx.lang);
  if (!stored && !checked) throw refuse('not-checked', { field: 'checked' });
  return {
    ...same,
    lang: ctx.lang,
    organisationId,
    placeId,
    documents: (documents ?? '')
      .split('\n')
      .map((line) => line.trim().slice(0, 300))
      .filter((line) => line !== ''),
    price: priceOf(price, priceCurrency),
    hours: hoursOf(body, stored),
    phone: phoneOf(phone, place.iso?.slice(0, 2) ?? ctx.profile.country ?? ''),
    assuredOn: checked ? todayOf(ctx) : null,
  };
}

/** A name or a description may stay empty only where another language has it. Refusals: `name-missing`, `description-missing`. */
export function requireText(field: 'name' | 'description', given: string | null, stored: Translated | null, lang: string): void {
  if (given === null && (!stored || stored.source === lang)) throw refuse(`${field}-missing`, { field });
}

/** The day that it is for the person who checks. */
export function todayOf(ctx: Context): string {
  return today(ctx.timeZone, clockAt(ctx.now.toISOString()));
}

/** In E.164. Refusal: `phone-unclear`. */
export function phoneOf(phone: string | null, country: string): string | null {
  if (phone === null) return null;
  const read = parsePhone(phone, country);
  if (!read) throw refuse('phone-unclear', { field: 'phone' });
  return read;
}

function priceOf(price: string | null, currency: string | null): ServiceDetails['price'] {
  if (price === null) return null;
  const code: string = currency ?? '';
  const amountMinor = isCurrency(code) ? toMinor(price, currencyDecimals(code)) : null;
  if (amountMinor === null) throw refuse('price-unclear', { field: 'price' });
  return { amountMinor, currency: code };
}

/** Seven fields as one week; notes on a span that stayed the same are kept. */
function hoursOf(body: ServiceBody, stored: Service | null): HoursEntry[] {
  return [body.hours1, body.hours2, body.hours3, body.hours4, body.hours5, body.hours6, body.hours7].flatMap((text, index) => {
    const weekday = index + 1;
    const spans = parseSpans(text ?? '');
    if (!spans) throw refuse('hours-unclear', { field: `hours${weekday}` });
    return spans.map((span) => {
      const before = stored?.hours.find((one) => one.weekday === weekday && one.opens === span.opens && one.closes === span.closes);
      return { weekday, ...span, notes: before?.notes ?? null };
    });
  });
}
