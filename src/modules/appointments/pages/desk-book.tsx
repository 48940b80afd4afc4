import { z } from 'zod';
import { Button, EmptyState, ErrorSummary, FilterForm, Form, Link, PageHeading, SelectField } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { isLanguage, textIn } from '#kernel/i18n';
import { isInstant, toInstant } from '#kernel/time';
import { officesById, type Office, type OfficeId } from '#modules/offices';
import { fullName, getPerson, type Person, type PersonId } from '#modules/people';
import { bookSlot } from '../book-slot.ts';
import { bookingBody, ContactFields, readPhoneAt, SlotField, TopicFields } from './booking-fields.tsx';
import { SlotList } from './slot-list.tsx';
import { slotsOnDay, slotWeek } from './slot-week.ts';
import type { VisitorZone } from './visitor-zone.ts';

const query = z.object({
  office: fields.searchText(),
  person: fields.maybe(idOf<'access.subjects'>()),
  slot: fields.searchText(),
  week: fields.searchText(),
});

/** Books a time at the desk, for a file or for a visitor who stands there; up to the last minute. */
export const deskBookRoute = formRoute({
  path: '/desk/appointments/new',
  who: desk,
  query,
  body: bookingBody,
  view: async (ctx, input, entry) => {
    const { t, lang } = ctx;
    const { offices, office, person } = await chosen(ctx, input.query);
    const visitor: VisitorZone = { zone: office.timeZone, known: true, place: null, unknownPlace: null };
    const href = (more: Record<string, string>) =>
      `/desk/appointments/new?${new URLSearchParams({ office: office.id, ...(person ? { person: person.id } : {}), ...more }).toString()}`;
    const slot = isInstant(input.query.slot) ? toInstant(input.query.slot) : null;
    const ofDay = slot ? await slotsOnDay(ctx, office, slot, 'desk') : null;
    const week = slot ? null : await slotWeek(ctx, office, input.query.week, 'desk');
    return page(
      t('appointments.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('appointments.new.title')}
          caption={person?.identity ? t('appointments.new.for', { name: fullName(person.identity) }) : textIn(office.name, lang).text}
        />
        {!slot && offices.length > 1 && (
          <FilterForm action="/desk/appointments/new" keep={person ? { person: person.id } : {}}>
            <SelectField
              name="office"
              label={t('appointments.field.office')}
              value={office.id}
              emptyLabel={false}
              options={offices.map(({ id, name }) => ({ value: id, label: textIn(name, lang).text }))}
            />
          </FilterForm>
        )}
        {slot && ofDay ? (
          <Form entry={entry} draft={`desk-book-${accountOf(ctx)}-${slot}`}>
            <SlotField ctx={ctx} office={office} day={ofDay.day} slots={ofDay.slots} chosen={slot} visitor={visitor} />
            <p>
              <Link href={href({ week: ofDay.day })}>{t('appointments.book.other-time')}</Link>
            </p>
            <p>{t('appointments.new.contact-lead')}</p>
            <ContactFields ctx={ctx} known={knownOf(person)} atDesk />
            <TopicFields ctx={ctx} known={knownOf(person)} />
            <Button>{t('appointments.book.send')}</Button>
          </Form>
        ) : week ? (
          <SlotList
            ctx={ctx}
            office={office}
            week={week}
            visitor={visitor}
            slotHref={(start) => href({ slot: start })}
            weekHref={(from) => href({ week: from })}
          />
        ) : (
          <EmptyState title={t('appointments.book.none')} />
        )}
      </>,
      { breadcrumbs: [{ label: t('appointments.desk.title'), href: '/desk/appointments' }] },
    );
  },
  submit: async (ctx, input, body) => {
    const { office, person } = await chosen(ctx, input.query);
    const language = person && isLanguage(person.language) ? person.language : isLanguage(body.spoken) ? body.spoken : ctx.lang;
    const { id } = await bookSlot(
      ctx.trx,
      ctx.network.keyring,
      { kind: 'desk', accountId: accountOf(ctx), personId: person?.id ?? null },
      office,
      {
        startsAt: body.slot,
        name: body.name ?? '',
        phone: await readPhoneAt(ctx, office, body.phone),
        email: body.email,
        language,
        spokenLanguage: body.spoken,
        topic: body.topic,
        visitorTimeZone: office.timeZone,
      },
      ctx.now,
    );
    return redirect(`/desk/appointments/${id}`, 'appointments.notice.booked-at-desk');
  },
});

/** The office among the officer's own, and the file where one is named. */
async function chosen(
  ctx: Context,
  asked: { office: string; person: PersonId | null },
): Promise<{ offices: Office[]; office: Office; person: Person | null }> {
  const own = await officesById(ctx.trx, scopesOf(ctx, 'counsellor', 'office-manager') as OfficeId[]); // scopes of these roles are offices
  const offices = [...own.values()].filter(({ active }) => active);
  const person = asked.person ? await getPerson(ctx.trx, asked.person) : null;
  const office = offices.find(({ id }) => id === asked.office) ?? offices.find(({ id }) => id === person?.officeId) ?? offices[0];
  if (!office || (asked.person && !person)) throw refuseHttp('not-found');
  return { offices, office, person };
}

function knownOf(person: Person | null) {
  if (!person) return {};
  return {
    ...(person.identity ? { name: fullName(person.identity) } : {}),
    phone: person.contact?.phone ?? null,
    email: person.contact?.email ?? null,
    spokenLanguage: person.language,
  };
}
