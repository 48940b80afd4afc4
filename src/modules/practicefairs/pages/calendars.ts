import { everyone, meetingFile, meetingsFeed, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { endOf, type Fair, type Stand, type Talk } from '../fair.ts';
import { standsOf, talksOf } from '../read-fairs.ts';
import { fairAt, fairIn, ofFair, ofTalk, phaseIn, talkIn } from './reach.ts';

/** A talk as calendars keep it; the address of the meeting stands on the page alone, since files stay on devices. */
function meetingOf({ lang }: Context, fair: Fair, stands: readonly Stand[], talk: Talk) {
  const stand = stands.find(({ practiceId }) => practiceId === talk.practiceId);
  return {
    id: talk.id,
    path: fairAt(fair.id),
    startsAt: talk.startsAt,
    endsAt: endOf(talk),
    summary: `${stand ? textIn(stand.title, lang).text : fair.title} (${talk.speaker})`,
    sequence: talk.sequence,
    calledOff: talk.calledOff !== null,
  };
}

/** A talk for the reader's calendar, while there is something to come to. */
export const calendarRoute = pageRoute({
  path: '/practices/fairs/:id/talks/:talk/calendar',
  who: everyone,
  params: ofTalk,
  view: async (ctx, { params: { id, talk: asked } }) => {
    const fair = await fairIn(ctx, id);
    const talk = await talkIn(ctx, fair, asked);
    if (phaseIn(ctx, fair) === 'over') throw refuseHttp('not-found');
    return meetingFile(ctx, meetingOf(ctx, fair, await standsOf(ctx.trx, id), talk));
  },
});

/**
 * All talks under one address, for calendars that ask again: they follow what moves and strike out what is called off. A fair that was
 * withdrawn has no talk to anybody, so that calendars let go of them.
 */
export const talksCalendarRoute = pageRoute({
  path: '/practices/fairs/:id/calendar',
  who: everyone,
  params: ofFair,
  view: async (ctx, { params: { id } }) => {
    const fair = await fairIn(ctx, id);
    const stands = fair.state === 'open' ? await standsOf(ctx.trx, id) : [];
    const talks = fair.state === 'open' ? await talksOf(ctx.trx, id) : [];
    return meetingsFeed(
      ctx,
      talks.map((talk) => meetingOf(ctx, fair, stands, talk)),
    );
  },
});
