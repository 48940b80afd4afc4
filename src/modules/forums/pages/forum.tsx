import { Bdi, ButtonLink, Details, Link, Notice, PageHeading, Section, SummaryList, Table } from '#kernel/html';
import { everyone, page, pageRoute, type Context } from '#kernel/http';
import { heldOn, type Forum, type Meeting, type Seat } from '../forum.ts';
import { meetingsOf } from '../meetings.ts';
import { seatsOf } from '../seats.ts';
import { ForumMarks, MeetingMarks, Written } from './marks.tsx';
import {
  crumbs,
  deskAt,
  forumAtDesk,
  meetingAt,
  meetingTitle,
  namesFor,
  ofForum,
  ownOffices,
  shownForum,
  staff,
  todayOf,
  zoneOf,
} from './reach.ts';

/** A board or forum for everybody: what it is for, who sits there, when it meets, and what it said. */
export const forumRoute = pageRoute({
  path: '/forums/:id',
  who: everyone,
  params: ofForum,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const of = await shownForum(ctx, id);
    const shown = (await meetingsOf(ctx.trx, id)).filter(({ state }) => state !== 'planned');
    return page(
      of.name,
      <>
        <PageHeading title={<Bdi lang={of.language}>{of.name}</Bdi>} tags={<ForumMarks ctx={ctx} of={of} />} />
        <About ctx={ctx} of={of} names={await namesFor(ctx, [of])} />
        <Meetings ctx={ctx} zone={await zoneOf(ctx, of)} meetings={shown} at={(one) => `/forums/meetings/${one.id}`} />
        <Seats ctx={ctx} of={of} seats={await seatsOf(ctx.trx, id)} />
      </>,
      { paper: 'forum', breadcrumbs: [{ label: t('forums.list.title'), href: '/forums' }], description: of.about.slice(0, 160) },
    );
  },
});

/** The same for its office: with meetings that are only planned, and what can be done. */
export const overviewRoute = pageRoute({
  path: '/desk/forums/:id',
  who: staff,
  params: ofForum,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const of = await forumAtDesk(ctx, id);
    const writes = ownOffices(ctx).includes(of.officeId) && !of.endedOn;
    return page(
      of.name,
      <>
        <PageHeading
          title={<Bdi lang={of.language}>{of.name}</Bdi>}
          tags={<ForumMarks ctx={ctx} of={of} />}
          actions={
            writes && (
              <>
                <ButtonLink href={deskAt(id, '/meetings/new')}>{t('forums.plan.title')}</ButtonLink>
                <ButtonLink kind="secondary" href={deskAt(id, '/seats/new')}>
                  {t('forums.seat.title')}
                </ButtonLink>
                <ButtonLink kind="secondary" href={deskAt(id, '/edit')}>
                  {t('forums.edit.title')}
                </ButtonLink>
                <ButtonLink kind="quiet" href={deskAt(id, '/end')}>
                  {t('forums.end.title')}
                </ButtonLink>
              </>
            )
          }
        />
        <Meetings ctx={ctx} zone={await zoneOf(ctx, of)} meetings={await meetingsOf(ctx.trx, id)} at={(one) => meetingAt(one.id)} />
        <Seats
          ctx={ctx}
          of={of}
          seats={await seatsOf(ctx.trx, id)}
          {...(writes ? { end: (seat: Seat) => deskAt(id, `/seats/${seat.id}/end`) } : {})}
        />
        <About ctx={ctx} of={of} names={await namesFor(ctx, [of])} />
        <p>
          <Link href={`/forums/${id}`}>{t('forums.desk.public-page')}</Link>
        </p>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
});

function About({ ctx, of, names }: { ctx: Context; of: Forum; names: Awaited<ReturnType<typeof namesFor>> }) {
  const { t, format } = ctx;
  return (
    <>
      {of.endedOn && of.endedBecause && (
        <Notice>
          <p>{t('forums.page.ended', { day: format.date(of.endedOn) })}</p>
          <Written words={of.endedBecause} lang={of.language} />
        </Notice>
      )}
      {of.language !== ctx.lang && <p>{t('forums.page.language', { language: format.languageName(of.language) })}</p>}
      <Section title={t('forums.field.about')}>
        <Written words={of.about} lang={of.language} />
      </Section>
      <Section title={t('forums.field.rules')}>
        <Written words={of.rules} lang={of.language} />
      </Section>
      <SummaryList
        rows={[
          { key: 'place', label: t('forums.field.place'), value: names.places.get(of.placeId) ?? '' },
          { key: 'office', label: t('forums.field.office'), value: names.offices.get(of.officeId) ?? '' },
          { key: 'contact', label: t('forums.field.contact'), value: <Bdi>{of.contact}</Bdi> },
        ]}
      />
    </>
  );
}

interface MeetingsProps {
  ctx: Context;
  zone: string;
  meetings: readonly Meeting[];
  at: (meeting: Meeting) => string;
}

function Meetings({ ctx, zone, meetings, at }: MeetingsProps) {
  const { t } = ctx;
  return (
    <Section title={t('forums.page.meetings')}>
      <Table<Meeting>
        caption={t('forums.page.meetings')}
        hideCaption
        rows={meetings}
        rowKey={({ id }) => id}
        empty={<p>{t('forums.page.no-meetings')}</p>}
        columns={[
          { key: 'day', header: t('forums.field.meeting'), cell: (one) => <Link href={at(one)}>{meetingTitle(ctx, one, zone)}</Link> },
          { key: 'state', header: t('forums.field.state'), cell: (one) => <MeetingMarks ctx={ctx} of={one} /> },
          { key: 'venue', header: t('forums.field.venue'), cell: ({ venue }) => <Bdi>{venue}</Bdi> },
        ]}
      />
    </Section>
  );
}

interface SeatsProps {
  ctx: Context;
  of: Forum;
  seats: readonly Seat[];
  /** Where a seat is ended, for those who may. */
  end?: (seat: Seat) => string;
}

function Seats({ ctx, of, seats, end }: SeatsProps) {
  const { t } = ctx;
  const today = todayOf(ctx);
  const now = seats.filter((one) => heldOn(one, today) || one.sinceOn > today);
  const former = seats.filter((one) => !now.includes(one));
  return (
    <Section title={t('forums.page.seats')}>
      <SeatTable ctx={ctx} caption={t('forums.page.seats')} seats={now} language={of.language} {...(end ? { end } : {})} />
      {former.length > 0 && (
        <Details summary={t('forums.page.former-seats', { count: former.length })}>
          <SeatTable ctx={ctx} caption={t('forums.page.former')} seats={former} language={of.language} />
        </Details>
      )}
    </Section>
  );
}

interface SeatTableProps {
  ctx: Context;
  caption: string;
  seats: readonly Seat[];
  language: string;
  end?: (seat: Seat) => string;
}

function SeatTable({ ctx, caption, seats, language, end }: SeatTableProps) {
  const { t, format } = ctx;
  return (
    <Table<Seat>
      caption={caption}
      hideCaption
      rows={seats}
      rowKey={({ id }) => id}
      empty={<p>{t('forums.page.no-seats')}</p>}
      columns={[
        {
          key: 'name',
          header: t('forums.field.body'),
          cell: ({ associationId, name }) =>
            associationId ? (
              <Link href={`/associations/${associationId}`}>
                <Bdi>{name}</Bdi>
              </Link>
            ) : (
              <Bdi>{name}</Bdi>
            ),
        },
        { key: 'task', header: t('forums.field.task'), cell: ({ task }) => (task ? <Bdi lang={language}>{task}</Bdi> : '–') },
        {
          key: 'days',
          header: t('forums.field.days'),
          cell: ({ sinceOn, untilOn }) =>
            untilOn
              ? t('forums.seat.days', { from: format.date(sinceOn, 'short'), until: format.date(untilOn, 'short') })
              : t('forums.seat.since', { from: format.date(sinceOn, 'short') }),
        },
        ...(end
          ? [
              {
                key: 'end',
                header: t('forums.field.action'),
                cell: (seat: Seat) => seat.untilOn === null && <Link href={end(seat)}>{t('forums.seat.end-of', { name: seat.name })}</Link>,
              },
            ]
          : []),
      ]}
    />
  );
}
