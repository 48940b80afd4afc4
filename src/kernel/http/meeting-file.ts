import { icalendar } from '#kernel/time';
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
export function meetingFile(ctx: Context, { id, path, startsAt, endsAt, location, calledOff, ...rest }: Meeting): Download {
  const { publicUrl } = ctx.network;
  const url = `${publicUrl}/${ctx.lang}${path}`;
  const event = {
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
  return download('meeting.ics', 'text/calendar; charset=utf-8', icalendar([event], { method: calledOff ? 'cancel' : 'publish' }));
}
