import { z } from 'zod';
import { listReads, verbKey, type AuditLine } from '#kernel/audit';
import { fileParts } from '#kernel/consent';
import { Bdi, EmptyState, Link, PageHeading, Table } from '#kernel/html';
import { accountOf, csv, fields, page, pageRoute, signedIn, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { writeCsv } from '#kernel/text';
import { organisationNames } from '#modules/directory';
import { officeNames } from '#modules/offices';
import { messageOr } from '../message-or.ts';
import { shortTime } from '../short-time.ts';

const PAGE = 50;
const MOST_CSV = 200;

/** One reading or change as the person reads it. */
export interface ReadShown {
  id: string;
  when: string;
  where: string;
  who: string;
  what: string;
  why: string;
  parts: string;
}

/** Who read or changed the person's file: when, where, who, what, why, which parts. */
export const readsRoute = pageRoute({
  path: '/me/reads',
  who: signedIn,
  query: z.object({
    before: fields.maybe(
      z
        .string()
        .regex(/^\d{1,18}$/)
        .transform(BigInt),
    ),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const asCsv = query.format === 'csv';
    const found = await listReads(ctx.trx, null, { before: query.before ?? undefined, limit: asCsv ? MOST_CSV : PAGE });
    const rows = await readsShown(ctx, found.lines);
    const columns = ['when', 'where', 'who', 'what', 'why', 'parts'] as const;
    if (asCsv) {
      return csv(
        'reads.csv',
        writeCsv(
          columns.map((key) => t(`app.me.reads.${key}`)),
          rows.map((row) => columns.map((key) => row[key])),
        ),
      );
    }
    return page(
      t('app.me.reads.title'),
      <>
        <PageHeading title={t('app.me.reads.title')} lead={t('app.me.reads.lead')} />
        <p>{t('app.hours-in', { zone: ctx.format.zoneName(ctx.now) })}</p>
        <Table<ReadShown>
          caption={t('app.me.reads.title')}
          hideCaption
          rows={rows}
          rowKey={(row) => row.id}
          csvHref="/me/reads?format=csv"
          columns={columns.map((key) => ({ key, header: t(`app.me.reads.${key}`), cell: (row: ReadShown) => <Bdi>{row[key]}</Bdi> }))}
          empty={<EmptyState title={t('app.me.reads.none')} />}
        />
        {found.next !== null && (
          <p>
            <Link href={`/me/reads?before=${found.next}`}>{t('app.me.reads.older')}</Link>
          </p>
        )}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.me.title'), href: '/me' }] },
    );
  },
});

/** Entries of the audit with names in place of ids. */
export async function readsShown(ctx: Context, lines: readonly AuditLine[]): Promise<ReadShown[]> {
  const { t } = ctx;
  const scopes = lines.flatMap((line) => line.scopeId ?? []);
  const names = new Map([...(await officeNames(ctx.trx, scopes, ctx.lang)), ...(await organisationNames(ctx.trx, scopes, ctx.lang))]);
  const people = await accountNames(
    ctx.trx,
    lines.flatMap((line) => line.actorId ?? []),
  );
  const whoIs = (id: string | null) =>
    id === null ? t('app.me.reads.system') : id === accountOf(ctx) ? t('app.me.reads.you') : people.get(id) || t('app.me.reads.unnamed');
  return lines.map((line) => ({
    id: String(line.id),
    when: shortTime(ctx, line.at),
    where: (line.scopeId && names.get(line.scopeId)) || '–',
    who: whoIs(line.actorId),
    what: messageOr(ctx, verbKey(line.verb), line.verb),
    why: messageOr(ctx, line.purpose, line.purpose),
    parts: partsOf(ctx, line.details.parts),
  }));
}

function partsOf({ t, format }: Context, parts: unknown): string {
  const known = Array.isArray(parts) ? fileParts.filter((part) => parts.includes(part)) : [];
  return known.length > 0 ? format.list(known.map((part) => t(`consent.part.${part}`))) : '–';
}
