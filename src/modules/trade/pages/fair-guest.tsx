import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  CheckboxesField,
  EmptyState,
  ErrorSummary,
  Form,
  Lead,
  Link,
  PageHeading,
  PostButton,
  Section,
  Tag,
} from '#kernel/html';
import {
  desk,
  download,
  formRoute,
  page,
  pageRoute,
  redirect,
  refuseHttp,
  scopesOf,
  signedIn,
  type Context,
  type Route,
} from '#kernel/http';
import { idOf } from '#kernel/db';
import { icalendar } from '#kernel/time';
import { isPlanned, type Fair, type Participant, type ParticipantId } from '../fair.ts';
import { keepPlans, leaveFair } from '../join-fair.ts';
import { busyOf, getFair, getParticipant, meetingsOf, participantsOf, slotsOfFair, wishesOf } from '../read-fairs.ts';
import { Agenda, bothClocks, fairDays, fairTitle, participantName } from './fair-parts.tsx';
import { desksOf, myVentures, type Place } from './reach.ts';

const gate = { me: signedIn, desk } as const;
const base = { me: '/me/fairs', desk: '/desk/fairs/participants' } as const;
const params = z.object({ id: idOf<'trade.fair_participants'>() });

/** Somebody who comes and for whom the actor speaks, from their own space or at the desk. */
async function guestIn(ctx: Context, place: Place, id: ParticipantId): Promise<{ guest: Participant; fair: Fair }> {
  const guest = await getParticipant(ctx.trx, id);
  const fair = guest && (await getFair(ctx.trx, guest.fairId));
  if (!guest || !fair) throw refuseHttp('not-found');
  const own =
    place === 'desk'
      ? guest.officeId !== null && desksOf(ctx).includes(guest.officeId)
      : (guest.ventureId !== null && (await myVentures(ctx)).some((one) => one.id === guest.ventureId)) ||
        (guest.organisationId !== null && scopesOf(ctx, 'provider').includes(guest.organisationId));
  if (!own) throw refuseHttp('not-found');
  return { guest, fair };
}

const tones = { asked: 'info', approved: 'success', declined: 'danger', withdrawn: 'neutral' } as const;

export function GuestTag({ ctx, guest }: { ctx: Context; guest: Pick<Participant, 'state'> }) {
  return <Tag tone={tones[guest.state]}>{ctx.t(`trade.guest-state.${guest.state}`)}</Tag>;
}

async function ownMeetings(ctx: Context, fair: Fair, id: ParticipantId) {
  return (await meetingsOf(ctx.trx, fair.id)).filter(({ firstId, secondId }) => firstId === id || secondId === id);
}

/** Where they stand: approved or not, their agenda once it is published, what became of their wishes. */
const showRoute = (place: Place): Route =>
  pageRoute({
    path: `${base[place]}/:id`,
    who: gate[place],
    params,
    view: async (ctx, { params: { id } }) => {
      const { t } = ctx;
      const { guest, fair } = await guestIn(ctx, place, id);
      const here = `${base[place]}/${id}`;
      const coming = guest.state === 'approved';
      const shown = coming && (fair.state === 'published' || fair.state === 'ended');
      const asking = place === 'desk' && guest.ventureId ? `?venture=${guest.ventureId}` : '';
      return page(
        fairTitle(ctx, fair),
        <>
          <PageHeading
            title={<Bdi>{fairTitle(ctx, fair)}</Bdi>}
            caption={<GuestTag ctx={ctx} guest={guest} />}
            lead={fairDays(ctx, fair)}
          />
          <Lead>{t(`trade.guest-state.${guest.state}-text`)}</Lead>
          <p>
            <Bdi>{participantName(guest)}</Bdi> · <Link href={`/fairs/${fair.id}`}>{t('trade.fair.about-it')}</Link>
          </p>
          {shown && (
            <Section title={t('trade.fair.agenda')}>
              <Agenda
                ctx={ctx}
                fair={fair}
                meetings={await ownMeetings(ctx, fair, id)}
                people={await participantsOf(ctx.trx, fair.id)}
                of={id}
                asking={asking}
              />
              <ButtonLink kind="secondary" href={`${here}/calendar`}>
                {t('trade.fair.calendar')}
              </ButtonLink>
            </Section>
          )}
          {coming && <Wishes ctx={ctx} fair={fair} guest={guest} here={here} explained={shown} found={await readWishes(ctx, guest)} />}
          {guest.state !== 'withdrawn' && isPlanned(fair.state) && (
            <PostButton kind="warning" action={`${here}/leave`}>
              {t('trade.fair.leave')}
            </PostButton>
          )}
        </>,
        { breadcrumbs: [{ label: t('trade.mine.title'), href: place === 'me' ? '/me/trade' : '/desk/fairs' }] },
      );
    },
  });

async function readWishes(ctx: Context, guest: Participant) {
  const people = await participantsOf(ctx.trx, guest.fairId);
  const wishes = await wishesOf(ctx.trx, { participantId: guest.id });
  return wishes.map((wish) => ({ ...wish, name: participantName(people.find(({ id }) => id === wish.wishedId)) }));
}

function Wishes({
  ctx,
  fair,
  here,
  explained,
  found,
}: {
  ctx: Context;
  fair: Fair;
  guest: Participant;
  here: string;
  explained: boolean;
  found: Awaited<ReturnType<typeof readWishes>>;
}) {
  const { t } = ctx;
  return (
    <Section title={t('trade.fair.wishes')}>
      {found.length === 0 ? (
        <EmptyState title={t('trade.fair.no-wishes')} />
      ) : (
        <ul>
          {found.map((one) => (
            <li key={one.wishedId}>
              <Bdi>{one.name}</Bdi>
              {explained && <>: {t(one.unmet ? `trade.unmet.${one.unmet}` : 'trade.unmet.met')}</>}
            </li>
          ))}
        </ul>
      )}
      {isPlanned(fair.state) && (
        <ButtonLink kind={explained ? 'secondary' : 'primary'} href={`${here}/wishes`}>
          {t('trade.fair.change-wishes')}
        </ButtonLink>
      )}
    </Section>
  );
}

const someIds = z.preprocess(
  (value) => [...new Set((Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one !== ''))],
  z.array(idOf<'trade.fair_participants'>()).max(500),
);
const someTimes = z.preprocess(
  (value) => [...new Set((Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one !== ''))],
  z.array(z.iso.datetime()).max(500),
);

/** Whom they wish to meet, by their offers, and when they cannot. */
const wishesRoute = (place: Place): Route =>
  formRoute({
    path: `${base[place]}/:id/wishes`,
    who: gate[place],
    params,
    body: z.object({ first: someIds, also: someIds, busy: someTimes }),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const { guest, fair } = await guestIn(ctx, place, id);
      if (guest.state !== 'approved' || !isPlanned(fair.state)) throw refuseHttp('not-found');
      const people = (await participantsOf(ctx.trx, fair.id)).filter((one) => one.state === 'approved' && one.id !== id);
      const wishes = await wishesOf(ctx.trx, { participantId: id });
      const busy = (await busyOf(ctx.trx, fair.id)).filter(({ participantId }) => participantId === id);
      const choices = people.map((one) => ({ value: one.id as string, label: participantName(one), hint: languagesOf(ctx, one) }));
      const wished = (rank: number) => wishes.filter((one) => one.rank === rank).map((one) => one.wishedId as string);
      return page(
        t('trade.fair.change-wishes'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading
            title={t('trade.fair.change-wishes')}
            lead={t('trade.fair.wishes-lead')}
            caption={<Bdi>{fairTitle(ctx, fair)}</Bdi>}
          />
          {people.length === 0 ? (
            <EmptyState title={t('trade.fair.nobody-yet')} />
          ) : (
            <Form entry={entry}>
              <CheckboxesField name="first" label={t('trade.fair.wish-first')} choices={choices} values={wished(1)} optional />
              <CheckboxesField name="also" label={t('trade.fair.wish-also')} choices={choices} values={wished(2)} optional />
              <CheckboxesField
                name="busy"
                label={t('trade.fair.busy')}
                hint={t('trade.fair.busy-hint')}
                choices={(await slotsOfFair(ctx.trx, fair.id)).map(({ startsAt }) => ({
                  value: startsAt.toISOString(),
                  label: bothClocks(ctx, fair, startsAt),
                }))}
                values={busy.map(({ startsAt }) => startsAt.toISOString())}
                optional
              />
              <Button>{t('trade.fair.save-wishes')}</Button>
            </Form>
          )}
        </>,
        { breadcrumbs: [{ label: fairTitle(ctx, fair), href: `${base[place]}/${id}` }] },
      );
    },
    submit: async (ctx, { params: { id } }, plans) => {
      await guestIn(ctx, place, id);
      await keepPlans(ctx.trx, id, plans);
      return redirect(`${base[place]}/${id}`, 'trade.notice.fair-wished');
    },
  });

function languagesOf({ format }: Context, { languages }: Participant): string {
  return format.list(languages.map((one) => format.languageName(one)));
}

const leaveRoute = (place: Place): Route =>
  formRoute({
    path: `${base[place]}/:id/leave`,
    who: gate[place],
    params,
    body: z.object({}),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const { fair } = await guestIn(ctx, place, id);
      return page(
        t('trade.fair.leave'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('trade.fair.leave')} lead={t('trade.fair.leave-lead')} caption={<Bdi>{fairTitle(ctx, fair)}</Bdi>} />
          <Form>
            <Button kind="warning">{t('trade.fair.leave')}</Button>
          </Form>
        </>,
        { breadcrumbs: [{ label: fairTitle(ctx, fair), href: `${base[place]}/${id}` }] },
      );
    },
    submit: async (ctx, { params: { id } }) => {
      await guestIn(ctx, place, id);
      await leaveFair(ctx.trx, id, ctx.now);
      return redirect(`${base[place]}/${id}`, 'trade.notice.fair-left');
    },
  });

/** The agenda for a calendar; a meeting that moved has the same name and a higher number, so the calendar moves it. */
const calendarRoute = (place: Place): Route =>
  pageRoute({
    path: `${base[place]}/:id/calendar`,
    who: gate[place],
    params,
    view: async (ctx, { params: { id } }) => {
      const { t, lang } = ctx;
      const { fair } = await guestIn(ctx, place, id);
      const people = await participantsOf(ctx.trx, fair.id);
      const link = `${ctx.network.publicUrl}/${lang}${base[place]}/${id}`;
      const events = (await ownMeetings(ctx, fair, id)).map((one) => ({
        uid: `${one.id}@${new URL(ctx.network.publicUrl).hostname}`,
        sequence: one.sequence,
        stampedAt: one.changedAt.toISOString(),
        startsAt: one.startsAt.toISOString(),
        endsAt: one.endsAt.toISOString(),
        summary: participantName(people.find((other) => other.id === (one.firstId === id ? one.secondId : one.firstId))),
        description: bothClocks(ctx, fair, one.startsAt),
        location: [fair.place, t('trade.fair.table-number', { number: one.table })].filter(Boolean).join(', '),
        url: one.link ?? link,
        language: lang,
      }));
      return download('agenda.ics', 'text/calendar; charset=utf-8', icalendar(events));
    },
  });

export const fairGuestRoutes: readonly Route[] = (['me', 'desk'] as const).flatMap((place) => [
  showRoute(place),
  wishesRoute(place),
  leaveRoute(place),
  calendarRoute(place),
]);
