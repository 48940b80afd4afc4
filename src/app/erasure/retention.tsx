import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxField,
  DateField,
  EmptyState,
  ErrorSummary,
  FilterForm,
  Form,
  Link,
  Notice,
  NumberField,
  PageHeading,
  Section,
  SelectField,
  SummaryList,
  Table,
  Tag,
  TextArea,
  TextField,
  type Column,
} from '#kernel/html';
import { accountOf, csv, fields, formRoute, holders, holds, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { listOffices, officeNames } from '#modules/offices';
import { adminCrumb } from '../admin/admin-home.tsx';
import { controllers } from '../admin/audit.tsx';
import { messageOr } from '../message-or.ts';
import { eraseDue, extendDue } from './decide-erasure.ts';
import { reasonField, todayOf } from './officer-erasure.tsx';
import { referencesOf } from './read-erasures.ts';
import { refuse } from './refusals.ts';
import { findDue, listClocks, listDueFiles, setClock, type Clock, type Due } from './read-retention.ts';
import { Counts, readCounts } from './show.tsx';

const PAGE = 25;
const MOST_EXPORTED = 5_000;
const officer = holders('data-protection-officer');
const crumb = (ctx: Context) => ({ label: ctx.t('app.retention.title'), href: '/admin/retention' });
const one = z.object({ id: idOf<'access.subjects'>() });

const query = z.object({
  office: fields.maybe(z.uuid()),
  show: fields.maybe(fields.choice(['due', 'extended'])),
  page: fields.pageNumber(),
  format: fields.searchText(),
});

/** Files whose clock has run out: each is erased or extended by a decision, none by itself. */
export const retentionRoute = pageRoute({
  path: '/admin/retention',
  who: controllers,
  query,
  view: async (ctx, { query: asked }) => {
    const { t, lang } = ctx;
    const exporting = asked.format === 'csv';
    const offices = await listOffices(ctx.trx, { lang, closed: true });
    const names = new Map(offices.map((office) => [office.id as string, textIn(office.name, lang).text]));
    const { rows, total } = await listDueFiles(ctx.trx, {
      officeId: asked.office,
      extended: asked.show === 'extended',
      page: exporting ? 1 : asked.page,
      pageSize: exporting ? MOST_EXPORTED : PAGE,
    });
    const references = await referencesOf(
      ctx.trx,
      rows.map(({ subjectId }) => subjectId),
    );
    const all = columns(ctx, names, references);
    if (exporting)
      return csv(
        'due-for-erasure.csv',
        writeCsv(
          all.map(({ header }) => header as string), // headers are texts here
          rows.map((row) => all.map(({ text }) => text(row))),
        ),
      );
    return page(
      t('app.retention.title'),
      <>
        <PageHeading title={t('app.retention.title')} lead={t('app.retention.lead')} />
        <Table<Due>
          caption={t('app.retention.found', { count: total })}
          rows={rows}
          rowKey={(row) => row.subjectId}
          filters={
            <FilterForm action="/admin/retention" clearHref="/admin/retention">
              <SelectField
                name="show"
                label={t('app.retention.show')}
                value={asked.show ?? 'due'}
                emptyLabel={false}
                options={(['due', 'extended'] as const).map((value) => ({ value, label: t(`app.retention.show-${value}`) }))}
              />
              <SelectField
                name="office"
                label={t('app.erasure.office')}
                value={asked.office ?? ''}
                emptyLabel={t('app.admin.any')}
                options={offices.map(({ id }) => ({ value: id, label: names.get(id) ?? id }))}
              />
            </FilterForm>
          }
          paging={{ page: asked.page, pageSize: PAGE, total }}
          csvHref={csvHref(ctx)}
          columns={[...all, ...(holds(ctx, 'data-protection-officer') ? [actions(ctx, references)] : [])]}
          empty={<EmptyState title={t('app.retention.none')} />}
        />
        <Section title={t('app.retention.clocks')}>
          <Clocks ctx={ctx} clocks={await listClocks(ctx.trx)} />
        </Section>
      </>,
      { width: 'wide', breadcrumbs: [adminCrumb(ctx)] },
    );
  },
});

function csvHref(ctx: Context): string {
  const parameters = new URLSearchParams(ctx.query);
  parameters.delete('page');
  parameters.set('format', 'csv');
  return `?${parameters.toString()}`;
}

function columns(
  ctx: Context,
  names: ReadonlyMap<string, string>,
  references: ReadonlyMap<string, string>,
): (Column<Due> & { text: (row: Due) => string })[] {
  const { t, format } = ctx;
  const column = (key: string, header: string, text: (row: Due) => string) => ({
    key,
    header,
    text,
    cell: (row: Due) => <Bdi>{text(row)}</Bdi>,
  });
  return [
    column('file', t('app.erasure.file'), (row) => references.get(row.subjectId) ?? '–'),
    column('office', t('app.erasure.office'), (row) => names.get(row.officeId) ?? '–'),
    column('active', t('app.retention.last-activity'), (row) => format.date(row.lastActivityOn, 'short')),
    column('due', t('app.retention.due-on'), (row) => format.date(row.dueOn, 'short')),
    column('extended', t('app.retention.extended-until'), (row) => (row.extendedUntil ? format.date(row.extendedUntil, 'short') : '–')),
    column('reason', t('app.retention.extended-why'), (row) => row.extendedReason ?? '–'),
  ];
}

function actions(ctx: Context, references: ReadonlyMap<string, string>): Column<Due> {
  const { t } = ctx;
  return {
    key: 'actions',
    header: t('app.retention.actions'),
    cell: (row) => (
      <>
        <Link href={`/admin/retention/${row.subjectId}/erase`}>
          {t('app.retention.erase')}
          <span class="visually-hidden"> {references.get(row.subjectId)}</span>
        </Link>{' '}
        <Link href={`/admin/retention/${row.subjectId}/extend`}>
          {t('app.retention.extend')}
          <span class="visually-hidden"> {references.get(row.subjectId)}</span>
        </Link>
      </>
    ),
  };
}

function Clocks({ ctx, clocks }: { ctx: Context; clocks: readonly Clock[] }) {
  const { t, format } = ctx;
  return (
    <Table<Clock>
      caption={t('app.retention.clocks')}
      hideCaption
      rows={[...clocks]}
      rowKey={(row) => row.purpose}
      columns={[
        { key: 'purpose', header: t('app.me.bases.purpose'), cell: (row) => messageOr(ctx, row.purpose, row.purpose) },
        { key: 'months', header: t('app.retention.period'), cell: (row) => t('app.retention.months', { count: row.months }) },
        { key: 'law', header: t('app.me.bases.law'), cell: (row) => <Bdi>{row.law ?? '–'}</Bdi> },
        {
          key: 'confirmed',
          header: t('app.retention.confirmed'),
          cell: (row) =>
            row.confirmedAt ? format.instant(row.confirmedAt, 'short') : <Tag tone="warning">{t('app.retention.unconfirmed')}</Tag>,
        },
      ]}
      empty={<EmptyState title={t('app.retention.none')} />}
    />
  );
}

async function dueHere(ctx: Context, id: Due['subjectId']): Promise<Due> {
  const due = await findDue(ctx.trx, id);
  if (!due) throw refuseHttp('not-found');
  return due;
}

async function DueFacts({ ctx, due }: { ctx: Context; due: Due }) {
  const { t, format } = ctx;
  const names = await officeNames(ctx.trx, [due.officeId], ctx.lang);
  const references = await referencesOf(ctx.trx, [due.subjectId]);
  return (
    <SummaryList
      rows={[
        { key: 'file', label: t('app.erasure.file'), value: <bdi>{references.get(due.subjectId) ?? '–'}</bdi> },
        { key: 'office', label: t('app.erasure.office'), value: <Bdi>{names.get(due.officeId) ?? '–'}</Bdi> },
        { key: 'active', label: t('app.retention.last-activity'), value: format.date(due.lastActivityOn) },
        { key: 'due', label: t('app.retention.due-on'), value: format.date(due.dueOn) },
      ]}
    />
  );
}

/** The data-protection officer erases a file whose clock has run out. */
export const eraseDueRoute = formRoute({
  path: '/admin/retention/:id/erase',
  who: officer,
  params: one,
  body: z.object({ sure: fields.tick().refine((ticked) => ticked, 'http.field.required') }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const due = await dueHere(ctx, params.id);
    return page(
      t('app.retention.erase-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.retention.erase-title')} />
        {await DueFacts({ ctx, due })}
        <Counts ctx={ctx} counts={await readCounts(ctx, due.subjectId)} />
        <Notice tone="warning" title={t('app.erasure.ask.final')}>
          <p>{t('app.erasure.decide.final-text')}</p>
        </Notice>
        <Form entry={entry}>
          <CheckboxField name="sure" label={t('app.erasure.decide.sure')} />
          <ButtonGroup>
            <Button kind="warning">{t('app.retention.erase')}</Button>
            <Link href="/admin/retention">{t('app.confirm.back')}</Link>
          </ButtonGroup>
        </Form>
      </>,
      { breadcrumbs: [adminCrumb(ctx), crumb(ctx)] },
    );
  },
  submit: async (ctx, { params }) => {
    await dueHere(ctx, params.id);
    const id = await eraseDue(ctx.trx, params.id);
    return redirect(`/admin/erasures/${id}`, 'app.notice.erased');
  },
});

/** The data-protection officer keeps a due file for longer, with a reason. */
export const extendDueRoute = formRoute({
  path: '/admin/retention/:id/extend',
  who: officer,
  params: one,
  body: z.object({ until: fields.day(), reason: reasonField }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const due = await dueHere(ctx, params.id);
    return page(
      t('app.retention.extend-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.retention.extend-title')} lead={t('app.retention.extend-lead')} />
        {await DueFacts({ ctx, due })}
        <Form entry={entry}>
          <DateField name="until" label={t('app.retention.extended-until')} value={due.extendedUntil ?? ''} required />
          <TextArea
            name="reason"
            label={t('app.retention.extended-why')}
            hint={t('app.erasure.reason-hint')}
            value={due.extendedReason ?? ''}
            required
          />
          <ButtonGroup>
            <Button>{t('app.retention.extend')}</Button>
            <Link href="/admin/retention">{t('app.confirm.back')}</Link>
          </ButtonGroup>
        </Form>
      </>,
      { breadcrumbs: [adminCrumb(ctx), crumb(ctx)] },
    );
  },
  submit: async (ctx, { params }, { until, reason }) => {
    await dueHere(ctx, params.id);
    await extendDue(ctx.trx, accountOf(ctx), params.id, { until, reason, today: todayOf(ctx) });
    return redirect('/admin/retention', 'app.notice.retention-extended');
  },
});

/** How long files are kept, per purpose; the administrator enters what the data controller has confirmed. */
export const periodsRoute = formRoute({
  path: '/admin/retention/periods',
  who: holders('administrator'),
  body: z.object({ purpose: fields.text(120), months: fields.whole(1, 1200), law: fields.optionalText(500) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const clocks = await listClocks(ctx.trx);
    return page(
      t('app.periods.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.periods.title')} lead={t('app.periods.lead')} />
        <Clocks ctx={ctx} clocks={clocks} />
        <Section title={t('app.periods.set')}>
          <Form entry={entry}>
            <SelectField
              name="purpose"
              label={t('app.me.bases.purpose')}
              required
              emptyLabel={false}
              options={clocks.map(({ purpose }) => ({ value: purpose, label: messageOr(ctx, purpose, purpose) }))}
            />
            <NumberField name="months" label={t('app.periods.months')} hint={t('app.periods.months-hint')} required />
            <TextField name="law" label={t('app.me.bases.law')} hint={t('app.periods.law-hint')} optional />
            <Button>{t('app.periods.save')}</Button>
          </Form>
        </Section>
        <p>
          <ButtonLink kind="secondary" href="/admin">
            {t('app.admin.title')}
          </ButtonLink>
        </p>
      </>,
      { breadcrumbs: [adminCrumb(ctx)] },
    );
  },
  submit: async (ctx, _input, clock) => {
    if (!(await setClock(ctx.trx, accountOf(ctx), clock))) throw refuse('retention-purpose', { field: 'purpose' });
    return redirect('/admin/retention/periods', 'app.notice.retention-set');
  },
});
