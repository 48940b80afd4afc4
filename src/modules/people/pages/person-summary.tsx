import { SummaryList } from '#kernel/html';
import type { Context } from '#kernel/http';
import { placeName, placesById } from '#modules/places';
import { fullName, type Person } from '../person.ts';

/** What the panel shows, read once by the page. */
export interface PersonSummaryData {
  person: Person;
  origin: string | null;
  residence: string | null;
}

/** Reads what {@link PersonSummary} shows. */
export async function readPersonSummary(ctx: Context, person: Person): Promise<PersonSummaryData> {
  const { originPlaceId, residencePlaceId } = person.profile ?? { originPlaceId: null, residencePlaceId: null };
  const places = await placesById(
    ctx.trx,
    [originPlaceId, residencePlaceId].filter((id) => id !== null),
  );
  const nameOf = (id: typeof originPlaceId) => {
    const place = id ? places.get(id) : undefined;
    return place ? placeName(place, ctx.lang) : null;
  };
  return { person, origin: nameOf(originPlaceId), residence: nameOf(residencePlaceId) };
}

/** Who the person is and how to reach them; a part that the reader may not see says so. */
export function PersonSummary({ ctx, data }: { ctx: Context; data: PersonSummaryData }) {
  const { t, format } = ctx;
  const { person } = data;
  const closed = <em>{t('people.part.closed')}</em>;
  const none = '–';
  const { identity, contact, profile } = person;
  const name = identity ? (
    <>
      <bdi>{fullName(identity)}</bdi>
      {identity.nameInOtherScript && <bdi> ({identity.nameInOtherScript})</bdi>}
    </>
  ) : (
    closed
  );
  return (
    <SummaryList
      label={t('people.summary.title')}
      rows={[
        { key: 'name', label: t('people.field.name'), value: name },
        { key: 'reference', label: t('people.field.reference'), value: person.reference },
        { key: 'born', label: t('people.field.birth-year'), value: identity ? (identity.birthYear ?? none) : closed },
        { key: 'language', label: t('people.field.language'), value: format.languageName(person.language) },
        { key: 'phone', label: t('people.field.phone'), value: contact ? <bdi dir="ltr">{contact.phone ?? none}</bdi> : closed },
        { key: 'email', label: t('people.field.email'), value: contact ? <bdi dir="ltr">{contact.email ?? none}</bdi> : closed },
        { key: 'origin', label: t('people.field.origin'), value: profile ? (data.origin ?? none) : closed },
        { key: 'residence', label: t('people.field.residence'), value: profile ? (data.residence ?? none) : closed },
        {
          key: 'informed',
          label: t('people.field.informed'),
          value: person.informedOn ? format.date(person.informedOn) : t('people.informed.not-on-record'),
        },
      ]}
    />
  );
}
