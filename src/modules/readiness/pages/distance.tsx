import { BarChart, Bdi, EmptyState, Link, Section, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import type { Assessment } from '../assessment.ts';
import { sides, type Side } from '../judge.ts';
import { areas, type Area } from '../questions.ts';
import { dayOf } from './day.ts';
import { areaOf } from './result-sheet.tsx';
import { ResultTag } from './tags.tsx';

/** A chart has room for so many assessments: the first one and the latest. */
const MOST_SERIES = 4;

/** Names of those who filled assessments in, where the actor may know them. */
export async function namesOfFillers(ctx: Context, assessments: readonly Assessment[]): Promise<ReadonlyMap<string, string>> {
  return await accountNames(
    ctx.trx,
    assessments.flatMap(({ founder, counsellor }) => [...founder.by, ...counsellor.by]),
  );
}

interface HistoryProps {
  ctx: Context;
  assessments: readonly Assessment[];
  names: ReadonlyMap<string, string>;
  /** Where a result is shown. */
  hrefOf: (assessment: Assessment) => string;
}

/** Every finished assessment with its day, its result and who filled it in. */
export function History({ ctx, assessments, names, hrefOf }: HistoryProps) {
  const { t, format } = ctx;
  const finished = assessments.filter(({ finishedAt }) => finishedAt !== null);
  const filledBy = (one: Assessment, side: Side) => {
    if (one[side].by.length === 0) return t('readiness.history.nobody');
    const known = one[side].by.flatMap((id) => names.get(id) ?? []);
    return known.length === 0 ? t('readiness.history.filled') : <Bdi>{format.list(known)}</Bdi>;
  };
  return (
    <Table<Assessment>
      caption={t('readiness.history.title')}
      hideCaption
      narrow="stack"
      rows={finished}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'day',
          header: t('readiness.history.day'),
          cell: (one) => <Link href={hrefOf(one)}>{dayOf(ctx, one)}</Link>,
        },
        { key: 'result', header: t('readiness.history.result'), cell: (one) => one.result && <ResultTag t={t} result={one.result} /> },
        ...sides.map((side) => ({
          key: side,
          header: t(`readiness.history.by-${side}`),
          cell: (one: Assessment) => filledBy(one, side),
        })),
      ]}
      empty={<EmptyState title={t('readiness.history.none')} />}
    />
  );
}

/** The distance travelled: each area in the first and the latest assessment, by each side's own answers. */
export function Distance({ ctx, assessments }: { ctx: Context; assessments: readonly Assessment[] }) {
  const { t } = ctx;
  const shown = sides.flatMap((side) => {
    const told = assessments
      .filter((one) => one.finishedAt !== null && one.areaResults.some((area) => area.side === side))
      .toSorted((a, b) => Number(a.finishedAt) - Number(b.finishedAt));
    return told.length < 2 ? [] : [{ side, told }];
  });
  if (shown.length === 0) return null;
  return (
    <Section title={t('readiness.distance.title')}>
      <p>{t('readiness.distance.lead')}</p>
      {shown.map(({ side, told }) => (
        <SideDistance key={side} ctx={ctx} side={side} told={told} />
      ))}
    </Section>
  );
}

const idsOf = ({ questionnaire }: Assessment, area: Area) => questionnaire.areas[area].questions.map(({ id }) => id);

/** Whether an area asked the same both times; a question keeps its id while it asks the same. */
function sameQuestions(one: Assessment, other: Assessment, area: Area): boolean {
  const [ours, theirs] = [idsOf(one, area), idsOf(other, area)];
  return ours.length === theirs.length && ours.every((id) => theirs.includes(id));
}

/** Points more or less in an area that was judged both times, by the questions that were asked both times; null where there are none. */
function movedBy(first: Assessment, latest: Assessment, side: Side, area: Area): number | null {
  if (!areaOf(first, side, area) || !areaOf(latest, side, area)) return null;
  const both = idsOf(first, area).filter((id) => idsOf(latest, area).includes(id));
  const sum = (one: Assessment) => both.reduce((total, id) => total + (one[side].answers[id] ?? 0), 0);
  return both.length === 0 ? null : sum(latest) - sum(first);
}

function SideDistance({ ctx, side, told }: { ctx: Context; side: Side; told: readonly Assessment[] }) {
  const { t, format } = ctx;
  const [first, latest] = [told[0], told.at(-1)];
  if (!first || !latest) return null;
  const charted = told.length <= MOST_SERIES ? told : [first, ...told.slice(1 - MOST_SERIES)];
  const share = (one: Assessment, area: Area) => {
    const found = areaOf(one, side, area);
    return found ? Math.round((found.points * 100) / found.most) : undefined;
  };
  const points = (one: Assessment, area: Area) => {
    const found = areaOf(one, side, area);
    return found ? t('readiness.points', { points: found.points, most: found.most }) : t('readiness.sheet.not-answered');
  };
  const change = (area: Area) => {
    const more = movedBy(first, latest, side, area);
    if (more === null) return '–';
    return <bdi dir="ltr">{more > 0 ? `+${format.number(more)}` : format.number(more)}</bdi>;
  };
  const title = t(`readiness.distance.by-${side}`);
  const otherwise = areas.some((area) => !sameQuestions(first, latest, area));
  return (
    <>
      {otherwise && <p>{t('readiness.distance.otherwise')}</p>}
      <BarChart
        title={title}
        description={t('readiness.distance.chart')}
        labelHeader={t('readiness.sheet.area')}
        series={charted.map((one, index) => t('readiness.distance.series', { number: index + 1, day: dayOf(ctx, one, 'short') }))}
        rows={areas.map((area) => ({
          key: area,
          label: t(`readiness.area.${area}`),
          values: charted.map((one) => share(one, area)),
        }))}
        format={(value) => format.percent(value / 100)}
      />
      <Table<Area>
        caption={title}
        hideCaption
        narrow="stack"
        rows={areas}
        rowKey={(area) => area}
        columns={[
          { key: 'area', header: t('readiness.sheet.area'), cell: (area) => t(`readiness.area.${area}`) },
          { key: 'first', header: t('readiness.distance.first', { day: dayOf(ctx, first, 'short') }), cell: (area) => points(first, area) },
          {
            key: 'latest',
            header: t('readiness.distance.latest', { day: dayOf(ctx, latest, 'short') }),
            cell: (area) => points(latest, area),
          },
          { key: 'change', header: t('readiness.distance.change'), numeric: true, cell: change },
        ]}
      />
    </>
  );
}
