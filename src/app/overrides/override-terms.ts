import { z } from 'zod';
import { idOf } from '#kernel/db';
import { fileParts, type Recipient } from '#kernel/consent';
import type { OptionGroup } from '#kernel/html';
import { fields, refuseHttp, type Context } from '#kernel/http';
import { addDays, fromLocal, toLocal, type Day } from '#kernel/time';
import { listOrganisations } from '#modules/directory';
import { listOffices, officeNames } from '#modules/offices';
import { getPerson, type Person } from '#modules/people';

/** For what an office may share without the person's permission; a law or a danger, never convenience. */
export const overridePurposes = ['danger', 'minor', 'legal-duty'] as const;

/** The furthest last day that the database takes: a grant ends with its day, at most 90 days from now. */
const LONGEST_DAYS = 89;
const USUAL_DAYS = 14;
const MOST_ORGANISATIONS = 500;

const RECIPIENT = /^(office|organisation):([0-9a-f-]{36})$/;

/** What the form of a request sends. */
export const overrideBody = z.object({
  recipient: z.preprocess((value) => (typeof value === 'string' ? value : ''), z.string().regex(RECIPIENT, 'http.field.choose')),
  purpose: fields.choice(overridePurposes),
  parts: fields.choices(fileParts).refine((parts) => parts.length > 0, 'http.field.choose'),
  endsAt: fields.day(),
  reason: fields.longText(2_000),
});

/** The last day proposed, and the furthest that one may choose. */
export function periodOf(ctx: Context): { today: Day; usual: Day; furthest: Day } {
  const today = toLocal(ctx.now.toISOString(), ctx.timeZone).day;
  return { today, usual: addDays(today, USUAL_DAYS), furthest: addDays(today, LONGEST_DAYS) };
}

/** The end of the last day. */
export function endOf(ctx: Context, day: Day): Date {
  return new Date(fromLocal(addDays(day, 1), '00:00', ctx.timeZone));
}

/** To whom a file may be shown: the other offices, and the organisations of the directory. */
export async function recipientOptions(ctx: Context, custodianId: string): Promise<OptionGroup[]> {
  const offices = (await listOffices(ctx.trx, { lang: ctx.lang })).filter(({ id }) => id !== custodianId);
  const names = await officeNames(
    ctx.trx,
    offices.map(({ id }) => id),
    ctx.lang,
  );
  const { organisations } = await listOrganisations(ctx.trx, { lang: ctx.lang, pageSize: MOST_ORGANISATIONS });
  return [
    { label: ctx.t('app.overrides.offices'), options: offices.map(({ id }) => ({ value: `office:${id}`, label: names.get(id) ?? '' })) },
    {
      label: ctx.t('app.overrides.organisations'),
      options: organisations.map(({ id, name }) => ({ value: `organisation:${id}`, label: name.text })),
    },
  ];
}

/** The recipient that a form names; null where it is none that the page offered. */
export function readRecipient(options: readonly OptionGroup[], value: string): Recipient | null {
  const [, kind, id] = RECIPIENT.exec(value) ?? [];
  const offered = options.some((group) => group.options.some((option) => option.value === value));
  return offered && id && (kind === 'office' || kind === 'organisation') ? { kind, id } : null;
}

export const personParams = z.object({ id: idOf<'access.subjects'>() });

/** A file in the custody of the officer's desk; to everybody else it is not there. */
export async function readOwnPerson(ctx: Context, id: Person['id']): Promise<Person> {
  const person = await getPerson(ctx.trx, id);
  const at = ctx.roles.some((held) => held.scopeId === person?.officeId && ['counsellor', 'office-manager'].includes(held.role));
  if (!person || !at) throw refuseHttp('not-found');
  return person;
}
