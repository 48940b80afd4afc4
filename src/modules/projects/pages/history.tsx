import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, EmptyState, PageHeading, Pagination, Timeline } from '#kernel/html';
import { fields, page, pageRoute, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { placeName, placesById, type PlaceId } from '#modules/places';
import { phases, type Phase } from '../evaluation.ts';
import { changesOf, type Change } from '../history.ts';
import { packagesOf } from '../packages.ts';
import { crumbs, namesOf, projectIn, staff } from './reach.ts';

const PAGE = 50;

/** Columns with the words that a reader knows them by; the others say nothing to a reader. */
const labels = {
  acronym: 'projects.field.acronym',
  title: 'projects.field.title',
  purpose: 'projects.field.purpose',
  funder: 'projects.field.funder',
  agreement: 'projects.field.agreement',
  from_day: 'projects.field.from',
  until_day: 'projects.field.until',
  published_at: 'projects.mark.public',
  task: 'projects.field.task',
  left_on: 'projects.field.left',
  number: 'projects.field.number',
  office_id: 'projects.field.responsible',
  package_id: 'projects.field.package',
  due_on: 'projects.field.due',
  state: 'projects.field.state',
  link: 'projects.field.link',
  file_id: 'projects.field.file',
  starts_at: 'projects.meeting.starts',
  ends_at: 'projects.meeting.ends',
  venue: 'projects.meeting.venue',
  agenda: 'projects.meeting.agenda',
  because: 'projects.meeting.because',
  said: 'projects.meeting.said',
  decisions: 'projects.meeting.decisions',
  question: 'projects.criterion.question',
  measure: 'projects.criterion.measure',
  baseline: 'projects.criterion.baseline',
  target: 'projects.criterion.target',
  measured_on: 'projects.criterion.measured-on',
  evaluator: 'projects.criterion.evaluator',
  agreed_on: 'projects.criterion.agreed',
  summary: 'projects.evaluation.summary',
} as const;

/** What was changed in a project, by whom. */
export const historyRoute = pageRoute({
  path: '/desk/projects/:id/history',
  who: staff,
  params: z.object({ id: idOf<'projects.projects'>() }),
  query: z.object({ page: fields.pageNumber() }),
  view: async (ctx, { params: { id }, query }) => {
    const { t, format } = ctx;
    const project = await projectIn(ctx, id);
    const { rows, total } = await changesOf(ctx.trx, id, { page: query.page, pageSize: PAGE });
    const named = await namesIn(ctx, project.id, rows);
    return page(
      t('projects.history.title'),
      <>
        <PageHeading title={t('projects.history.title')} caption={<Bdi>{project.acronym}</Bdi>} lead={t('projects.history.lead')} />
        {rows.length === 0 ? (
          <EmptyState title={t('projects.history.none')} />
        ) : (
          <Timeline
            label={t('projects.history.title')}
            entries={rows.map((one) => ({
              id: one.id,
              when: format.instant(one.happenedAt, 'short'),
              dateTime: one.happenedAt.toISOString(),
              title: <Title ctx={ctx} change={one} named={named} />,
              who: t('projects.history.by', {
                who: named.get(one.byAccount) ?? '–',
                office: one.byOfficeId ? (named.get(one.byOfficeId) ?? '') : '–',
              }),
              body: one.deed === 'changed' && <Columns ctx={ctx} change={one} named={named} />,
            }))}
          />
        )}
        <Pagination page={query.page} pages={Math.ceil(total / PAGE)} />
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
});

type Names = ReadonlyMap<string, string>;

/** Names of accounts, offices and packages that the history names by their ids. */
async function namesIn(ctx: Context, id: Parameters<typeof packagesOf>[1], rows: readonly Change[]): Promise<Names> {
  const offices = rows.flatMap((one) => [one.byOfficeId, one.officeId, ...(one.columns.office_id ?? [])]).filter((each) => each !== null);
  const people = await accountNames(
    ctx.trx,
    rows.map(({ byAccount }) => byAccount),
  );
  const packages = (await packagesOf(ctx.trx, id)).map((one) => [one.id, ctx.t('projects.package.name', one)] as const);
  const ids = rows
    .flatMap(({ columns }) => [...(columns.origin_id ?? []), ...(columns.destination_id ?? [])])
    .filter((each) => each !== null);
  const places = [...(await placesById(ctx.trx, ids as PlaceId[]))].map(([id, place]) => [id, placeName(place, ctx.lang)] as const); // by their keys
  return new Map<string, string>([...people, ...places, ...(await namesOf(ctx, [...new Set(offices)] as never)), ...packages]); // offices, by their foreign keys
}

/** What a change is about: an office, two places, a phase, or the title that it had. */
function titleOf({ t }: Context, { kind, label, officeId, columns }: Change, named: Names): string | null | undefined {
  if (officeId) return named.get(officeId);
  if (kind === 'evaluations') return phases.includes(label as Phase) ? t(`projects.phase.${label as Phase}`) : null; // just looked up
  if (kind !== 'corridors') return label;
  const [origin = '', destination = ''] = [columns.origin_id, columns.destination_id].map((both) =>
    named.get(String(both?.[0] ?? both?.[1])),
  );
  return t('projects.corridors.one', { origin, destination });
}

function Title({ ctx, change, named }: { ctx: Context; change: Change; named: Names }) {
  const what = titleOf(ctx, change, named);
  return (
    <>
      {ctx.t(`projects.change-kind.${change.kind}`)} – {ctx.t(`projects.deed.${change.deed}`)}
      {what && (
        <>
          {': '}
          <Bdi>{what}</Bdi>
        </>
      )}
    </>
  );
}

function Columns({ ctx, change, named }: { ctx: Context; change: Change; named: Names }) {
  const { t, format } = ctx;
  const text = (column: string, value: unknown): string => {
    if (value === null || value === undefined) return t('projects.none');
    if (column === 'file_id') return t('projects.history.file');
    const word = String(value);
    if (column.endsWith('_at')) return format.instant(word, 'short');
    if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return format.date(word, 'short');
    return named.get(word) ?? stateText(ctx, column, word);
  };
  return (
    <ul>
      {Object.entries(change.columns).map(([column, [before, after]]) => {
        const label = labels[column as keyof typeof labels];
        return (
          label && (
            <li key={column}>
              {t(label)}: <Bdi>{text(column, before)}</Bdi> {t('projects.history.to')} <Bdi>{text(column, after)}</Bdi>
            </li>
          )
        );
      })}
    </ul>
  );
}

const wordsOf = {
  planned: 'projects.state.planned',
  'handed-in': 'projects.state.handed-in',
  accepted: 'projects.state.accepted',
  held: 'projects.meeting-state.held',
  closed: 'projects.meeting-state.closed',
  'called-off': 'projects.meeting-state.called-off',
} as const;

function stateText({ t }: Context, column: string, word: string): string {
  const key = column === 'state' ? wordsOf[word as keyof typeof wordsOf] : undefined;
  return key ? t(key) : word;
}
