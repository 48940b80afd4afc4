import { z } from 'zod';
import { Button, ButtonLink, EmptyState, ErrorSummary, Form, Inset, Link, PageHeading, Section } from '#kernel/html';
import { everyone, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry, type Page } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { isInstant, isTimeZone, toInstant, type Instant } from '#kernel/time';
import { findOfficeByCode, type Office } from '#modules/offices';
import { fullName, getPerson, ownFiles, type Person } from '#modules/people';
import { bookSlot } from '../book-slot.ts';
import { bookingBody, ContactFields, readPhoneAt, SlotField, TopicFields, type Known } from './booking-fields.tsx';
import { SlotList } from './slot-list.tsx';
import { slotsOnDay, slotWeek } from './slot-week.ts';
import { visitorZone, zoneQuery, type VisitorZone } from './visitor-zone.ts';
import { ZoneNote } from './zone-note.tsx';

/** Books a time at an office without an account: first the time, then how to reach the visitor. */
export const bookRoute = formRoute({
  path: '/offices/:code/book',
  who: everyone,
  params: z.object({ code: z.string().max(80) }),
  query: z.object({ slot: fields.searchText(), week: fields.searchText(), zone: fields.searchText(), from: fields.searchText() }),
  body: bookingBody,
  view: async (ctx, { params, query }, entry) => {
    const office = await openOffice(ctx, params.code);
    const visitor = await visitorZone(ctx, office, query);
    return isInstant(query.slot)
      ? await contactStep(ctx, office, visitor, toInstant(query.slot), entry)
      : await timeStep(ctx, office, visitor, query.week);
  },
  submit: async (ctx, { params, query }, body) => {
    const office = await openOffice(ctx, params.code);
    const visitor = await visitorZone(ctx, office, query);
    const file = await fileOf(ctx, office);
    const { id, token } = await bookSlot(
      ctx.trx,
      ctx.network.keyring,
      file ? { kind: 'person', personId: file.id } : { kind: 'visitor' },
      office,
      {
        startsAt: body.slot,
        name: body.name ?? '',
        phone: await readPhoneAt(ctx, office, body.phone),
        email: body.email,
        language: ctx.lang,
        spokenLanguage: body.spoken,
        topic: body.topic,
        visitorTimeZone: body.zone && isTimeZone(body.zone) ? body.zone : visitor.zone,
      },
      ctx.now,
    );
    return redirect(file ? `/appointments/${id}` : `/appointments/${id}?token=${token}`, 'appointments.notice.booked');
  },
});

async function openOffice(ctx: Context, code: string): Promise<Office> {
  const office = await findOfficeByCode(ctx.trx, code);
  if (!office?.active) throw refuseHttp('not-found');
  return office;
}

/** The file of whoever is signed in: the one at this office, else the first; null for visitors and staff. */
async function fileOf(ctx: Context, office: Office): Promise<Person | null> {
  if (!ctx.actor.accountId || ctx.actor.assurance < 1) return null;
  const files = await Promise.all((await ownFiles(ctx.trx, ctx.actor.accountId)).map((id) => getPerson(ctx.trx, id)));
  return files.find((file) => file?.officeId === office.id) ?? files.find((file) => file !== null) ?? null;
}

async function timeStep(ctx: Context, office: Office, visitor: VisitorZone, wanted: string): Promise<Page> {
  const { t, lang } = ctx;
  const week = await slotWeek(ctx, office, wanted, 'visitor');
  const action = `/offices/${office.code}/book`;
  const href = (more: Record<string, string>) => `${action}?${new URLSearchParams({ ...more, ...zoneQuery(visitor) }).toString()}`;
  return page(
    t('appointments.book.title'),
    <>
      <PageHeading title={t('appointments.book.title')} caption={textIn(office.name, lang).text} lead={t('appointments.book.lead')} />
      {week ? (
        <>
          <ZoneNote ctx={ctx} office={office} visitor={visitor} action={action} keep={wanted ? { week: wanted } : {}} />
          <SlotList
            ctx={ctx}
            office={office}
            week={week}
            visitor={visitor}
            slotHref={(slot) => href({ slot })}
            weekHref={(from) => href({ week: from })}
          />
        </>
      ) : (
        <EmptyState
          title={t('appointments.book.none')}
          action={<ButtonLink href={`/ask?office=${office.code}`}>{t('appointments.book.ask')}</ButtonLink>}
        >
          {t('appointments.book.none-lead')} {office.phone && <bdi dir="ltr">{office.phone}</bdi>}
        </EmptyState>
      )}
    </>,
    { breadcrumbs: crumbs(ctx, office), islands: ['visitor-zone'], description: t('appointments.book.lead') },
  );
}

async function contactStep(ctx: Context, office: Office, visitor: VisitorZone, chosen: Instant, entry: FormEntry): Promise<Page> {
  const { t, lang } = ctx;
  const { day, slots } = await slotsOnDay(ctx, office, chosen, 'visitor');
  const file = await fileOf(ctx, office);
  const other = `/offices/${office.code}/book?${new URLSearchParams({ week: day, ...zoneQuery(visitor) }).toString()}`;
  const gone = slots.length === 0 && !entry.sent;
  return page(
    t('appointments.book.title'),
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={t('appointments.book.title')} caption={textIn(office.name, lang).text} />
      {gone ? (
        <EmptyState
          title={t('appointments.refusal.not-a-slot')}
          action={<ButtonLink href={`/offices/${office.code}/book`}>{t('appointments.book.other-time')}</ButtonLink>}
        />
      ) : (
        <Form entry={entry} draft={`book-${office.code}-${chosen}`}>
          <SlotField ctx={ctx} office={office} day={day} slots={slots} chosen={chosen} visitor={visitor} />
          <p>
            <Link href={other}>{t('appointments.book.other-time')}</Link>
          </p>
          <input type="hidden" name="zone" value={visitor.zone} data-visitor-zone={visitor.known ? undefined : ''} />
          <Section title={t('appointments.book.contact')}>
            <p>{file ? t('appointments.book.your-file') : t('appointments.book.contact-lead')}</p>
            <ContactFields ctx={ctx} known={knownOf(file)} />
          </Section>
          <TopicFields ctx={ctx} known={knownOf(file)} />
          {slots.some((slot) => slot.startsAt === chosen && slot.womenOnly) && (
            <Inset>
              <p>{t('appointments.book.women-note')}</p>
            </Inset>
          )}
          <Button>{t('appointments.book.send')}</Button>
        </Form>
      )}
    </>,
    { breadcrumbs: crumbs(ctx, office), islands: ['visitor-zone'], ...(gone ? { status: 404 } : {}) },
  );
}

function knownOf(file: Person | null): Known {
  if (!file) return {};
  return {
    ...(file.identity ? { name: fullName(file.identity) } : {}),
    phone: file.contact?.phone ?? null,
    email: file.contact?.email ?? null,
    spokenLanguage: file.language,
  };
}

function crumbs(ctx: Context, office: Office) {
  return [
    { label: ctx.t('app.menu.offices'), href: '/offices' },
    { label: textIn(office.name, ctx.lang).text, href: `/offices/${office.code}` },
  ];
}
