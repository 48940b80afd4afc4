import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxField,
  EmptyState,
  ErrorSummary,
  FilterForm,
  Form,
  Link,
  PageHeading,
  Section,
  SelectField,
  Table,
  Tag,
  type Column,
} from '#kernel/html';
import { accountOf, csv, desk, fields, formRoute, page, pageRoute, redirect, scopesOf, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { personNames } from '#modules/people';
import { venturesById } from '#modules/ventures';
import { loadAction, planAction } from '../action.ts';
import { dueFollowUps, resultCodes, type FollowUp } from '../follow-up.ts';
import { mentorEnds, pairStates } from '../pair.ts';
import { mentorsById } from '../read-mentors.ts';
import { listPairs, type PairListed } from '../read-pairs.ts';
import { listWaiting, type Wish } from '../wish.ts';
import { pairCrumbs, todayOf } from './sides.ts';
import { hoursText, StateTag } from './words.tsx';

const PAGE = 25;
const MOST_EXPORTED = 5_000;

const query = z.object({
  state: fields.maybe(fields.choice(['open', ...pairStates, 'all'])),
  end: fields.maybe(fields.choice(mentorEnds)),
  due: fields.tick(),
  page: fields.pageNumber(),
  format: fields.searchText(),
});
type Query = z.output<typeof query>;

interface Names {
  person: (id: string) => string;
  mentor: (id: string) => string;
}

/** The office's pairs, who waits for a mentor, and which follow-ups are due. */
export const deskPairsRoute = pageRoute({
  path: '/desk/mentoring',
  who: desk,
  query,
  view: async (ctx, input) => {
    const { t } = ctx;
    const officeIds = scopesOf(ctx, 'counsellor', 'office-manager');
    const exporting = input.query.format === 'csv';
    const today = todayOf(ctx);
    const found = await listPairs(ctx.trx, {
      officeIds,
      state: input.query.state === 'all' ? null : (input.query.state ?? 'open'),
      end: input.query.end,
      due: input.query.due,
      today,
      page: exporting ? 1 : input.query.page,
      pageSize: exporting ? MOST_EXPORTED : PAGE,
    });
    const waiting = exporting ? [] : await listWaiting(ctx.trx, officeIds);
    const due = exporting ? [] : await dueFollowUps(ctx.trx, officeIds, today);
    const names = await readNames(ctx, found.rows, waiting);
    if (exporting) return csv('mentoring.csv', pairsCsv(ctx, found.rows, names));
    return page(
      t('mentoring.home.office'),
      <>
        <PageHeading
          title={t('mentoring.home.office')}
          lead={t('mentoring.home.office-lead')}
          actions={
            <ButtonLink kind="secondary" href="/desk/mentoring/mentors">
              {t('mentoring.mentors.title')}
            </ButtonLink>
          }
        />
        <Waiting ctx={ctx} rows={waiting} names={names} titles={await titlesOf(ctx, waiting)} />
        <Due ctx={ctx} rows={due} />
        <Section title={t('mentoring.list.title')}>
          <Table<PairListed>
            caption={t('mentoring.list.found', { count: found.total, hours: hoursText(ctx, found.minutes) })}
            filters={<Filters ctx={ctx} query={input.query} />}
            rows={found.rows}
            rowKey={(row) => row.id}
            paging={{ page: input.query.page, pageSize: PAGE, total: found.total }}
            csvHref={csvHref(ctx)}
            columns={columns(ctx, names)}
            empty={<EmptyState title={t('mentoring.list.none')}>{t('mentoring.list.none-hint')}</EmptyState>}
          />
        </Section>
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.menu.desk'), href: '/desk' }] },
    );
  },
});

async function readNames(ctx: Context, rows: readonly PairListed[], waiting: readonly Wish[]): Promise<Names> {
  const people = await personNames(ctx.trx, [...rows.map(({ personId }) => personId), ...waiting.map(({ personId }) => personId)]);
  const mentors = await mentorsById(
    ctx.trx,
    rows.map(({ mentorId }) => mentorId),
  );
  return {
    person: (id) => people.get(id as PairListed['personId']) ?? '–', // only looked up
    mentor: (id) => mentors.get(id as PairListed['mentorId'])?.name ?? '–',
  };
}

async function titlesOf(ctx: Context, waiting: readonly Wish[]): Promise<ReadonlyMap<string, string>> {
  const ventures = await venturesById(
    ctx.trx,
    waiting.map(({ ventureId }) => ventureId),
  );
  return new Map([...ventures].map(([id, venture]) => [id, venture.title]));
}

function csvHref(ctx: Context): string {
  const parameters = new URLSearchParams(ctx.query);
  parameters.delete('page');
  parameters.set('format', 'csv');
  return `?${parameters.toString()}`;
}

function columns(ctx: Context, names: Names): Column<PairListed>[] {
  const { t, format } = ctx;
  return [
    {
      key: 'founder',
      header: t('mentoring.side.founder'),
      cell: (row) => (
        <Link href={`/desk/mentoring/pairs/${row.id}`}>
          <Bdi>{names.person(row.personId)}</Bdi>
        </Link>
      ),
    },
    { key: 'mentor', header: t('mentoring.side.mentor'), cell: (row) => <Bdi>{names.mentor(row.mentorId)}</Bdi> },
    { key: 'end', header: t('mentoring.field.end'), cell: (row) => t(`mentoring.end.${row.mentorEnd}`) },
    { key: 'next', header: t('mentoring.field.next'), cell: (row) => (row.nextAt ? format.instant(row.nextAt, 'short') : '–') },
    { key: 'held', header: t('mentoring.stat.sessions'), numeric: true, cell: (row) => format.number(row.held) },
    { key: 'hours', header: t('mentoring.stat.hours'), numeric: true, cell: (row) => hoursText(ctx, row.minutes) },
    { key: 'results', header: t('mentoring.field.results'), cell: (row) => resultsText(ctx, row) || '–' },
    {
      key: 'state',
      header: t('mentoring.field.state'),
      cell: (row) => (
        <>
          <StateTag ctx={ctx} state={row.state} />{' '}
          {row.due > 0 && row.state === 'running' && <Tag tone="warning">{t('mentoring.list.due', { count: row.due })}</Tag>}
        </>
      ),
    },
  ];
}

/** What has come of a pair, as both sides said; "nothing yet" only where nobody said more. */
function resultsText({ t, format }: Context, { results }: PairListed): string {
  const known = resultCodes.filter((code) => results.includes(code));
  const more = known.filter((code) => code !== 'nothing-yet');
  return format.list((more.length > 0 ? more : known).map((code) => t(`mentoring.result.${code}`)));
}

function Filters({ ctx, query: given }: { ctx: Context; query: Query }) {
  const { t } = ctx;
  return (
    <FilterForm action="/desk/mentoring" clearHref="/desk/mentoring">
      <SelectField
        name="state"
        label={t('mentoring.field.state')}
        value={given.state ?? 'open'}
        emptyLabel={false}
        options={[
          { value: 'open', label: t('mentoring.filter.open') },
          ...pairStates.map((value) => ({ value, label: t(`mentoring.state.${value}`) })),
          { value: 'all', label: t('mentoring.filter.all') },
        ]}
      />
      <SelectField
        name="end"
        label={t('mentoring.field.end')}
        value={given.end ?? ''}
        options={mentorEnds.map((value) => ({ value, label: t(`mentoring.end.${value}`) }))}
      />
      <CheckboxField name="due" label={t('mentoring.filter.due')} checked={given.due} />
    </FilterForm>
  );
}

interface WaitingProps {
  ctx: Context;
  rows: readonly Wish[];
  names: Names;
  titles: ReadonlyMap<string, string>;
}

function Waiting({ ctx, rows, names, titles }: WaitingProps) {
  const { t, format } = ctx;
  if (rows.length === 0) return null;
  return (
    <Section title={t('mentoring.waiting.title', { count: rows.length })}>
      <ul>
        {rows.map((wish) => (
          <li key={wish.ventureId}>
            <Link href={`/desk/mentoring/ventures/${wish.ventureId}`}>
              <Bdi>{titles.get(wish.ventureId) ?? '–'}</Bdi>
            </Link>{' '}
            (<Bdi>{names.person(wish.personId)}</Bdi>, {format.instant(wish.askedAt, 'short')})
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Due({ ctx, rows }: { ctx: Context; rows: readonly FollowUp[] }) {
  const { t, format } = ctx;
  if (rows.length === 0) return null;
  return (
    <Section title={t('mentoring.due.title', { count: rows.length })}>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Link href={`/desk/mentoring/follow-ups/${row.id}`}>
              {t('mentoring.follow-up.title', { days: row.days })}, {t(`mentoring.side.${row.side}`)}
            </Link>{' '}
            ({format.date(row.dueOn, 'short')})
          </li>
        ))}
      </ul>
    </Section>
  );
}

function pairsCsv(ctx: Context, rows: readonly PairListed[], names: Names): string {
  const { t } = ctx;
  const day = (moment: Date | null) => moment?.toISOString().slice(0, 10) ?? '';
  return writeCsv(
    [
      t('mentoring.side.founder'),
      t('mentoring.side.mentor'),
      t('mentoring.field.end'),
      t('mentoring.field.state'),
      t('mentoring.field.since'),
      t('mentoring.field.until'),
      t('mentoring.stat.sessions'),
      t('mentoring.field.minutes'),
      t('mentoring.field.results'),
    ],
    rows.map((row) => [
      names.person(row.personId),
      names.mentor(row.mentorId),
      t(`mentoring.end.${row.mentorEnd}`),
      t(`mentoring.state.${row.state}`),
      day(row.startedAt),
      day(row.endedAt),
      row.held,
      row.minutes,
      resultsText(ctx, row),
    ]),
  );
}

/** Takes an agreed action into the plan of the case, or onto the desk's list. */
export const planActionRoute = formRoute({
  path: '/desk/mentoring/actions/:id/plan',
  who: desk,
  params: z.object({ id: idOf<'mentoring.actions'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const action = await loadAction(ctx.trx, params.id, 'office');
    const title = t(action.who === 'office' ? 'mentoring.action.as-task' : 'mentoring.action.as-step');
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} lead={<bdi>{action.title}</bdi>} />
        <p>{t('mentoring.action.plan-text')}</p>
        <Form entry={entry}>
          <ButtonGroup>
            <Button>{title}</Button>
          </ButtonGroup>
        </Form>
      </>,
      { breadcrumbs: pairCrumbs(ctx, 'office', action.pairId) },
    );
  },
  submit: async (ctx, { params }) => {
    const action = await planAction(ctx.trx, accountOf(ctx), params.id);
    return redirect(`/desk/mentoring/pairs/${action.pairId}`, 'mentoring.notice.action-planned');
  },
});
