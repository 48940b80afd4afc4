import type { FilePart, Grant, OverrideRequest } from '#kernel/consent';
import { Bdi, Link, type SummaryRow } from '#kernel/html';
import type { Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { personNames } from '#modules/people';
import { recipientNames } from '../me/recipient-names.ts';
import { messageOr } from '../message-or.ts';

/** Names by id of everybody whom a page about overrides mentions. */
export interface OverrideNames {
  people: ReadonlyMap<string, string>;
  recipients: ReadonlyMap<string, string>;
  officers: ReadonlyMap<string, string>;
}

/** Reads those names, as far as the desk may. */
export async function readOverrideNames(
  ctx: Context,
  requests: readonly OverrideRequest[],
  grants: readonly Grant[],
): Promise<OverrideNames> {
  const both = [...requests, ...grants];
  return {
    people: await personNames(
      ctx.trx,
      both.map((one) => one.subjectId),
    ),
    recipients: await recipientNames(ctx, both),
    officers: await accountNames(ctx.trx, [
      ...requests.map((request) => request.requestedBy),
      ...grants.flatMap((grant) => [grant.recordedBy, grant.secondPerson ?? []].flat()),
    ]),
  };
}

type About = Pick<OverrideRequest, 'subjectId' | 'recipient' | 'purpose' | 'endsAt'> & {
  parts: readonly FilePart[];
  reason: string | null;
  language: string;
};

/** About whom, to whom, what, why, and until when. */
export function overrideRows(ctx: Context, names: OverrideNames, about: About): SummaryRow[] {
  const { t, format } = ctx;
  return [
    {
      key: 'person',
      label: t('app.overrides.person'),
      value: (
        <Link href={`/desk/people/${about.subjectId}`}>
          <Bdi>{names.people.get(about.subjectId) ?? t('app.desk.somebody')}</Bdi>
        </Link>
      ),
    },
    { key: 'to', label: t('app.overrides.recipient'), value: <Bdi>{names.recipients.get(about.recipient.id) ?? '–'}</Bdi> },
    { key: 'parts', label: t('app.me.sharing.parts'), value: format.list(about.parts.map((part) => t(`consent.part.${part}`))) },
    { key: 'purpose', label: t('app.overrides.purpose'), value: messageOr(ctx, about.purpose, about.purpose) },
    {
      key: 'reason',
      label: t('app.me.sharing.reason'),
      value: (
        <span dir="auto" lang={about.language}>
          {about.reason}
        </span>
      ),
    },
    { key: 'until', label: t('app.overrides.until'), value: format.instant(about.endsAt, 'short') },
  ];
}
