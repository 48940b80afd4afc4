import { z } from 'zod';
import { accountOf, fields, type Context } from '#kernel/http';
import { localeOf, makeTranslated, setTranslation, type Translated } from '#kernel/i18n';
import { isCurrency, parseMoney, type Money } from '#kernel/money';
import { placeName, placesById, resolvePlace, type CorridorId, type Opening, type PlaceId } from '#modules/places';
import { stages } from '#modules/ventures';
import { termCodes } from '#modules/vocabulary';
import { sourceText } from '#modules/places/pages';
import { audiences, ends, kinds, type Opportunity, type OpportunityText } from '../opportunity.ts';
import { refuse } from '../refusals.ts';

/** Corridors that the form offers; an imported one with more keeps the rest. */
export const CORRIDORS = ['corridor1', 'corridor2', 'corridor3'] as const;
const optionalId = <T extends string>() =>
  z.preprocess((value) => (value === '' ? null : value), z.uuid('http.field.choose').nullish()) as unknown as z.ZodType<
    T | null | undefined
  >; // the branded id of a table: the foreign key checks it

/** The fields of the form. */
export const body = {
  kind: fields.choice(kinds),
  title: fields.optionalText(200),
  about: fields.optionalLongText(4_000),
  place: fields.text(120),
  atEnd: fields.choice(ends),
  corridor1: optionalId<CorridorId>(),
  corridor2: optionalId<CorridorId>(),
  corridor3: optionalId<CorridorId>(),
  sectors: fields.choices(termCodes('sectors')),
  stages: fields.choices(stages),
  audiences: fields.choices(audiences),
  amount: fields.optionalText(40),
  amountCurrency: fields.optionalText(3),
  amountText: fields.optionalText(300),
  sourceName: fields.text(200),
  sourceUrl: fields
    .optionalText(500)
    .refine((url) => url === null || (/^https?:\/\/\S+$/.test(url) && URL.canParse(url)), 'opportunities.field.web'),
  sourceSeenOn: fields.day(),
  reported: fields.optionalText(10).refine((age) => age === null || /^\d{4}(-\d{2}(-\d{2})?)?$/.test(age), 'opportunities.field.age'),
  validFrom: fields.day(),
  validUntil: fields.optionalDay(),
  needsConfirmation: fields.tick(),
  opening: optionalId<Opening['id']>(),
};
type Body = z.output<z.ZodObject<typeof body>>;

/** The text with this language written anew; unchanged words keep their author, none take nothing away. */
function written(ctx: Context, kept: Translated | null, words: string | null): Translated | null {
  if (!words) return kept && !kept.texts[ctx.lang] ? kept : null;
  if (kept?.texts[ctx.lang]?.text === words) return kept;
  const author = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() } as const;
  return kept ? setTranslation(kept, ctx.lang, words, author) : makeTranslated(ctx.lang, words, author);
}

async function readPlace(ctx: Context, typed: string): Promise<PlaceId> {
  const found = await resolvePlace(ctx.trx, typed, ctx.lang);
  if (found.kind === 'one') return found.place.id;
  if (found.kind === 'none') throw refuse('place-unknown', { field: 'place', values: { typed } });
  const names = found.places.slice(0, 4).map((place) => [place.name, ...place.within].join(', '));
  throw refuse('place-unclear', { field: 'place', values: { names: ctx.format.list(names, 'disjunction') } });
}

function readAmount(ctx: Context, amount: string | null, currency: string | null): Money | null {
  if (!amount) return null;
  const read = currency && isCurrency(currency) ? parseMoney(amount, currency, localeOf(ctx.lang)) : null;
  if (!read?.ok || read.money.amountMinor <= 0n) throw refuse('amount-unclear', { field: 'amount' });
  return read.money;
}

/** The source as the form shows it. */
export const shownSource = (ctx: Context, one: Opportunity) => sourceText(one.source, ctx.t as never); // its keys are a list

/** What was typed, as the use cases take it. Refusals beside their field: title, text, place, amount. */
export async function readText(ctx: Context, form: Body, before: Opportunity | null): Promise<OpportunityText> {
  const title = written(ctx, before?.title ?? null, form.title);
  const about = written(ctx, before?.about ?? null, form.about);
  if (!title) throw refuse('title-missing', { field: 'title' });
  if (!about) throw refuse('about-missing', { field: 'about' });
  const place = before && (await placesById(ctx.trx, [before.placeId])).get(before.placeId);
  const placeId = before && place && placeName(place, ctx.lang) === form.place ? before.placeId : await readPlace(ctx, form.place);
  const chosen = CORRIDORS.flatMap((name) => form[name] ?? []);
  // A source that the form cannot show in its parts (a document with its chapter) stays while its line stays.
  const sameSource = before?.source.document && shownSource(ctx, before) === form.sourceName;
  return {
    kind: form.kind,
    title,
    about,
    placeId,
    corridorIds: [...new Set([...chosen, ...(before?.corridorIds.slice(CORRIDORS.length) ?? [])])],
    atEnd: form.atEnd,
    sectors: form.sectors,
    stages: form.stages,
    audiences: form.audiences,
    amount: readAmount(ctx, form.amount, form.amountCurrency),
    amountText: written(ctx, before?.amountText ?? null, form.amountText),
    source: sameSource ? before.source : { name: form.sourceName, ...(form.sourceUrl ? { url: form.sourceUrl } : {}) },
    sourceSeenOn: form.sourceSeenOn,
    reported: form.reported,
    validFrom: form.validFrom,
    validUntil: form.validUntil,
    needsConfirmation: form.needsConfirmation,
    openingId: form.opening ?? null,
  };
}
