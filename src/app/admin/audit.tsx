import { z } from 'zod';
import { listEntries, verbKey, type AuditFilter, type AuditLine } from '#kernel/audit';
import { idOf } from '#kernel/db';
import { Bdi, ButtonLink, DateField, EmptyState, FilterForm, Link, PageHeading, SelectField, Table, TextField } from '#kernel/html';
import { csv, fields, holders, page, pageRoute, type Context } from '#kernel/http';
import { firstLanguage, textIn } from '#kernel/i18n';
import { accountNames, listStaff } from '#kernel/identity';
import { writeCsv } from '#kernel/text';
import { fromLocal } from '#kernel/time';
import { organisationNames } from '#modules/directory';
import { listOffices, officeNames } from '#modules/offices';
import { messageOr } from '../message-or.ts';
import { shortTime } from '../short-time.ts';
import { adminCrumb } from './admin-home.tsx';

const PAGE = 50;
const MOST_CSV = 5_000;
export const controllers = holders('auditor', 'data-protection-officer');

const query = z.object({
  from: fields.maybe(fields.optionalDay()),
  until: fields.maybe(fields.optionalDay()),
  verb: fields.maybe(z.string().regex(/^[a-z]+\.[a-z-]+$/)),
  office: fields.maybe(idOf<'offices.offices'>()),
  who: fields.maybe(idOf<'identity.accounts'>()),
  person: fields.maybe(idOf<'access.subjects'>()),
  before: fields.maybe(
    z
      .string()
      .regex(/^\d{1,18}$/)
      .transform(BigInt),
  ),
  format: fields.searchText(),
});
type Query = z.output<typeof query>;

/** An entry in words. */
interface EntryShown {
  id: string;
  when: string;
  who: string;
  where: string;
  what: string;
  why: string;
  details: string;
}

const columns = ['when', 'who', 'where', 'what', 'why', 'details'] as const;

/** Who read and changed what, for those who watch over it. A search for one person is itself put on record. */
export const auditRoute = pageRoute({
  path: '/admin/audit',
  who: controllers,
  query,
  view: async (ctx, { query: asked }) => {
    const { t } = ctx;
    if (asked.format === 'csv')
      return csv(
        'audit.csv',
        writeCsv(
          columns.map((key) => t(`app.admin.audit.${key}`)),
          await readMany(ctx, asked),
        ),
      );
    const found = await listEntries(ctx.trx, filterOf(ctx, asked), { before: asked.before ?? undefined, limit: PAGE });
    const rows = await entriesShown(ctx, found.lines);
    return page(
      t('app.admin.audit.title'),
      <>
        <PageHeading
          title={t('app.admin.audit.title')}
          lead={t('app.admin.audit.lead')}
          actions={
            <ButtonLink kind="secondary" href="/admin/audit/chain">
              {t('app.admin.chain.button')}
            </ButtonLink>
          }
        />
        <p>{t('app.hours-in', { zone: ctx.format.zoneName(ctx.now) })}</p>
        <Table<EntryShown>
          caption={t('app.admin.audit.title')}
          hideCaption
          rows={rows}
          rowKey={(row) => row.id}
          filters={await filters(ctx, asked)}
          csvHref={addressOf(asked, { format: 'csv' })}
          columns={columns.map((key) => ({ key, header: t(`app.admin.audit.${key}`), cell: (row: EntryShown) => <Bdi>{row[key]}</Bdi> }))}
          empty={<EmptyState title={t('app.admin.audit.none')} />}
        />
        {found.next !== null && (
          <p>
            <Link href={addressOf(asked, { before: String(found.next) })}>{t('app.me.reads.older')}</Link>
          </p>
        )}
      </>,
      { width: 'wide', breadcrumbs: [adminCrumb(ctx)] },
    );
  },
});

/** The day `until` counts whole. */
function filterOf(ctx: Context, asked: Query): AuditFilter {
  const instant = (day: string, time: string) => new Date(fromLocal(day, time, ctx.timeZone));
  return {
    from: asked.from ? instant(asked.from, '00:00') : undefined,
    until: asked.until ? instant(asked.until, '24:00') : undefined,
    verb: asked.verb ?? undefined,
    scopeId: asked.office ?? undefined,
    actorId: asked.who ?? undefined,
    subjectId: asked.person ?? undefined,
  };
}

function addressOf({ from, until, verb, office, who, person }: Query, more: Record<string, string>): string {
  const given = Object.entries({ from, until, verb, office, who, person, ...more }).flatMap(([key, value]) =>
    value ? [[key, value]] : [],
  );
  return `/admin/audit?${new URLSearchParams(given).toString()}`;
}

async function filters(ctx: Context, asked: Query) {
  const { t, lang } = ctx;
  const offices = await listOffices(ctx.trx, { lang, closed: true });
  const staff = await listStaff(ctx.trx);
  return (
    <FilterForm action="/admin/audit" clearHref="/admin/audit">
      <DateField name="from" label={t('app.admin.audit.from')} value={asked.from ?? ''} />
      <DateField name="until" label={t('app.admin.audit.until')} value={asked.until ?? ''} />
      <SelectField
        name="verb"
        label={t('app.admin.audit.what')}
        value={asked.verb ?? ''}
        emptyLabel={t('app.admin.any')}
        options={verbs(ctx)}
      />
      <SelectField
        name="office"
        label={t('app.admin.audit.where')}
        value={asked.office ?? ''}
        emptyLabel={t('app.admin.any')}
        options={offices.map((office) => ({ value: office.id, label: textIn(office.name, lang).text }))}
      />
      <SelectField
        name="who"
        label={t('app.admin.audit.who')}
        value={asked.who ?? ''}
        emptyLabel={t('app.admin.any')}
        options={staff.map((account) => ({ value: account.id, label: account.name || account.email || account.id }))}
      />
      <TextField
        name="person"
        label={t('app.admin.audit.person')}
        hint={t('app.admin.audit.person-hint')}
        value={asked.person ?? ''}
        dir="ltr"
        spellcheck={false}
      />
    </FilterForm>
  );
}

/** Everything that the product puts on record, in words: each verb has a sentence. */
function verbs(ctx: Context) {
  const keys = [...(ctx.network.catalogue.texts.get(firstLanguage)?.keys() ?? [])].filter((key) => /^[a-z]+\.verb\./.test(key));
  return keys
    .map((key) => ({ value: key.replace('.verb.', '.'), label: messageOr(ctx, key, key) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, ctx.lang));
}

async function readMany(ctx: Context, asked: Query): Promise<string[][]> {
  const lines: string[][] = [];
  let before: bigint | undefined;
  while (lines.length < MOST_CSV) {
    const found = await listEntries(ctx.trx, filterOf(ctx, asked), { before, limit: 200 });
    lines.push(...(await entriesShown(ctx, found.lines)).map((row) => columns.map((key) => row[key])));
    if (found.next === null) break;
    before = found.next;
  }
  return lines;
}

async function entriesShown(ctx: Context, lines: readonly AuditLine[]): Promise<EntryShown[]> {
  const { t, lang } = ctx;
  const scopes = lines.flatMap((line) => line.scopeId ?? []);
  const places = new Map([...(await officeNames(ctx.trx, scopes, lang)), ...(await organisationNames(ctx.trx, scopes, lang))]);
  const people = await accountNames(
    ctx.trx,
    lines.flatMap((line) => line.actorId ?? []),
  );
  return lines.map((line) => ({
    id: String(line.id),
    when: shortTime(ctx, line.at),
    who: line.actorId === null ? t('app.me.reads.system') : people.get(line.actorId) || t('app.me.reads.unnamed'),
    where: (line.scopeId && places.get(line.scopeId)) || '–',
    what: messageOr(ctx, verbKey(line.verb), line.verb),
    why: messageOr(ctx, line.purpose, line.purpose),
    details: detailsOf(line.details),
  }));
}

/** Names of fields and parts, never content: that is all that the audit holds. */
function detailsOf(details: AuditLine['details']): string {
  return Object.entries(details)
    .map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join('; ');
}
