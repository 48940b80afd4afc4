import type { Context } from '#kernel/http';
import { textIn, type Translated } from '#kernel/i18n';
import { officesById } from '#modules/offices';
import { placeName, placesById } from '#modules/places';
import { ageText } from '#modules/places/pages';
import type { Plan } from '../plan.ts';

interface Period {
  starts: string | null;
  ends: string | null;
}

/** From when to when in words; what is not known is said. */
export function periodText({ t, format }: Context, { starts, ends }: Period): string {
  const [from, to] = [starts && ageText(starts, format), ends && ageText(ends, format)];
  if (from && to) return from === to ? from : t('plans.period.from-to', { from, to });
  if (from) return t('plans.period.from', { from });
  return to ? t('plans.period.until', { to }) : t('plans.not-known');
}

/** What a plan is about and who keeps it, in the reader's language. */
export interface PlanNames {
  /** A place, or a corridor. */
  about: string;
  offices: string[];
}

/** Names of places and offices of some plans. */
export async function namesOfPlans(ctx: Context, plans: readonly Plan[]): Promise<(plan: Plan) => PlanNames> {
  const { trx, lang, t } = ctx;
  const places = await placesById(
    trx,
    plans.flatMap(({ placeId, otherPlaceId }) => [placeId, ...(otherPlaceId ? [otherPlaceId] : [])]),
  );
  const offices = await officesById(
    trx,
    plans.flatMap(({ officeId, otherOfficeId }) => [officeId, ...(otherOfficeId ? [otherOfficeId] : [])]),
  );
  const place = (id: Plan['placeId']) => {
    const found = places.get(id);
    return found ? placeName(found, lang) : '–';
  };
  const office = (id: Plan['officeId']) => {
    const found = offices.get(id);
    return found ? textIn(found.name, lang).text : '–';
  };
  return ({ placeId, otherPlaceId, officeId, otherOfficeId }) => ({
    about: otherPlaceId ? t('places.corridor.name', { origin: place(otherPlaceId), destination: place(placeId) }) : place(placeId),
    offices: [office(officeId), ...(otherOfficeId ? [office(otherOfficeId)] : [])],
  });
}

/** A text in the language in which it was written, for a form that changes it. */
export const own = (words: Translated | null | undefined): string => (words ? textIn(words, words.source).text : '');
export const shown = ({ lang }: Context, words: Translated) => textIn(words, lang).text;
