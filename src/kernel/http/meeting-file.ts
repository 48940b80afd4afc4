import { icalendar, type CalendarEvent } from '#kernel/time';
import { download, type Download } from './answer.ts';
import type { Context } from './context.ts';

/** A meeting that has a page of its own. */
export interface Meeting {
  id: string;
  /** Its page, without the language. */
  path: string;
  startsAt: Date;
  endsAt: Date;
  summary: string;
  location?: string | undefined;
  /** Grows with every change (RFC 5545, SEQUENCE). */
  sequence: number;
  calledOff: boolean;
}

/** A meeting for the reader's calendar; a later file takes the place of an earlier one, and takes back what was called off. */
export function meetingFile(ctx: Context, meeting: Meeting): Download {
  return ics(icalendar([eventOf(ctx, meeting)], { method: meeting.calledOff ? 'cancel' : 'publish' }));
}

/** Meetings under one address that a calendar asks again and again: it follows when one moves, and strikes out what was called off. */
export function meetingsFeed(ctx: Context, meetings: readonly Meeting[]): Download {
  return ics(icalendar(meetings.map((meeting) => ({ ...eventOf(ctx, meeting), status: meeting.calledOff ? 'cancelled' : 'confirmed' }))));
}

const ics = (text: string): Download => download('meeting.ics', 'text/calendar; charset=utf-8', text);

function eventOf(ctx: Context, { id, path, startsAt, endsAt, location, calledOff: _calledOff, ...rest }: Meeting): CalendarEvent {
  const { publicUrl } = ctx.network;
  const url = `${publicUrl}/${ctx.lang}${path}`;
  return {
    ...rest,
    ...(location ? { location } : {}),
    uid: `${id}@${new URL(publicUrl).hostname}`,
    stampedAt: ctx.now.toISOString(),
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    description: url,
    url,
    language: ctx.lang,
  };
}
