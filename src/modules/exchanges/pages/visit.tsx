import { z } from 'zod';
import { idOf } from '#kernel/db';
import { accountNames } from '#kernel/identity';
import { Bdi, ButtonGroup, ButtonLink, DescriptionList, EmptyState, Link, Notice, PageHeading, Section, Table } from '#kernel/html';
import { accountOf, download, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { fromLocal, icalendar } from '#kernel/time';
import { findOffice } from '#modules/offices';
import { mayActOnVisit, mayReport, visitActs, type Visit, type VisitId } from '../exchange.ts';
import { itemsOf, participantsOf, type Item, type Participant } from '../programme.ts';
import { getVisit } from '../visits.ts';
import { VisitMarks, Written } from './marks.tsx';
import { base, crumbs, namesOf, sidesOf, staff, todayOf, worksFor } from './reach.ts';

const params = z.object({ id: idOf<'exchanges.visits'>() });
export const visitAt = (id: VisitId, rest = '') => `${base}/visits/${id}${rest}`;

/** A visit of one of the actor's offices; anybody else's is not there. */
export async function visitIn(ctx: Context, id: VisitId): Promise<Visit> {
  const visit = await getVisit(ctx.trx, id);
  if (!visit) throw refuseHttp('not-found');
  return visit;
}

/** A visit for staff of both offices: where it stands, programme, who takes part, report. */
export const visitRoute = pageRoute({
  path: '/desk/exchanges/visits/:id',
  who: staff,
  params,
  view: async (ctx, { params: { id } }) => {
    const { t, format } = ctx;
    const visit = await visitIn(ctx, id);
    const { guestId, hostId, state } = visit;
    const sides = sidesOf(ctx, guestId, hostId);
    const names = await namesOf(ctx, [guestId, hostId]);
    const title = t('exchanges.visit.heading', { guest: names.get(guestId) ?? '', host: names.get(hostId) ?? '' });
    const possible = visitActs.filter((act) => mayActOnVisit(visit, sides, act, accountOf(ctx)));
    return page(
      title,
      <>
        <PageHeading
          title={<Bdi>{title}</Bdi>}
          caption={t('exchanges.days', { from: format.date(visit.fromDay), until: format.date(visit.untilDay) })}
          tags={<VisitMarks ctx={ctx} visit={visit} />}
        />
        <Notice tone={state === 'accepted' || state === 'reported' ? 'success' : 'info'}>{t(`exchanges.visit-next.${state}`)}</Notice>
        <ButtonGroup>
          {possible.map((act) => (
            <ButtonLink key={act} kind={act === 'accept' ? 'primary' : 'quiet'} href={visitAt(id, `/act?act=${act}`)}>
              {t(`exchanges.visit-act.${act}`)}
            </ButtonLink>
          ))}
          {mayReport(visit, sides, todayOf(ctx)) && <ButtonLink href={visitAt(id, '/report')}>{t('exchanges.report.title')}</ButtonLink>}
          {(state === 'accepted' || state === 'reported') && (
            <ButtonLink kind="secondary" href={visitAt(id, '/calendar')}>
              {t('exchanges.visit.calendar')}
            </ButtonLink>
          )}
        </ButtonGroup>
        <DescriptionList
          facts={[
            { key: 'purpose', label: t('exchanges.field.learn'), value: <Written words={visit.purpose} /> },
            { key: 'people', label: t('exchanges.field.people'), value: t('exchanges.visit.people', { count: visit.people }) },
            ...(visit.answer ? [{ key: 'answer', label: t('exchanges.field.answer'), value: <Written words={visit.answer} /> }] : []),
            ...(visit.twinningId
              ? [
                  {
                    key: 'twinning',
                    label: t('exchanges.field.twinning'),
                    value: <Link href={`${base}/twinnings/${visit.twinningId}`}>{t('exchanges.twinning.caption')}</Link>,
                  },
                ]
              : []),
          ]}
        />
        {visit.learned && visit.willUse && (
          <Section title={t('exchanges.report.title')}>
            <h3>{t('exchanges.field.learned')}</h3>
            <Written words={visit.learned} />
            <h3>{t('exchanges.field.will-use')}</h3>
            <Written words={visit.willUse} />
          </Section>
        )}
        {(state === 'accepted' || state === 'reported') && (
          <>
            <Programme
              ctx={ctx}
              visit={visit}
              writes={sides.asker || sides.other}
              items={await itemsOf(ctx.trx, id)}
              zone={await zoneOf(ctx, visit)}
            />
            <People
              ctx={ctx}
              visit={visit}
              writes={sides.asker || sides.other}
              rows={await named(ctx, await participantsOf(ctx.trx, id))}
              names={names}
            />
          </>
        )}
      </>,
      { paper: 'visit', width: 'wide', breadcrumbs: crumbs(ctx, 'visits') },
    );
  },
});

const zoneOf = async (ctx: Context, { hostId }: Visit) => (await findOffice(ctx.trx, hostId))?.timeZone ?? 'UTC';

interface ProgrammeProps {
  ctx: Context;
  visit: Visit;
  writes: boolean;
  items: readonly Item[];
  zone: string;
}

function Programme({ ctx, visit: { id, state }, writes, items, zone }: ProgrammeProps) {
  const { t, format } = ctx;
  const open = state === 'accepted' && writes;
  return (
    <Section
      title={t('exchanges.programme.title')}
      actions={open && <Link href={visitAt(id, '/item')}>{t('exchanges.programme.add')}</Link>}
    >
      <p class="hint">{t('exchanges.programme.clock', { zone })}</p>
      <Table<Item>
        caption={t('exchanges.programme.title')}
        hideCaption
        rows={items}
        rowKey={(one) => one.id}
        empty={<EmptyState title={t('exchanges.programme.none')} />}
        columns={[
          { key: 'day', header: t('exchanges.field.day'), cell: ({ onDay }) => format.date(onDay, 'weekday') },
          { key: 'hours', header: t('exchanges.field.hours'), cell: ({ starts, ends }) => <Bdi dir="ltr">{`${starts}–${ends}`}</Bdi> },
          { key: 'what', header: t('exchanges.field.what'), cell: ({ what }) => <Bdi>{what}</Bdi>, rowHeader: true },
          { key: 'who', header: t('exchanges.field.who'), cell: ({ who }) => <Bdi>{who ?? '–'}</Bdi> },
          {
            key: 'remove',
            header: t('exchanges.remove.column'),
            cell: (one) =>
              open ? <Link href={visitAt(id, `/remove/items/${one.id}`)}>{t('exchanges.remove.link', { what: one.what })}</Link> : '',
          },
        ]}
      />
    </Section>
  );
}

type Named = Participant & { name: string | null };

/** Names of those who put themselves down; everybody else is a task and a number. */
async function named(ctx: Context, rows: readonly Participant[]): Promise<Named[]> {
  const people = await accountNames(
    ctx.trx,
    rows.flatMap(({ accountId }) => accountId ?? []),
  );
  return rows.map((row) => ({ ...row, name: row.accountId ? (people.get(row.accountId) ?? '') : null }));
}

interface PeopleProps {
  ctx: Context;
  visit: Visit;
  writes: boolean;
  rows: readonly Named[];
  names: ReadonlyMap<string, string>;
}

function People({ ctx, visit: { id, state }, writes, rows, names }: PeopleProps) {
  const { t, format } = ctx;
  const account = accountOf(ctx);
  const open = state === 'accepted' && worksFor(ctx).length > 0;
  const may = (one: Named) => open && (one.accountId === account || (writes && worksFor(ctx).includes(one.officeId)));
  return (
    <Section title={t('exchanges.people.title')} actions={open && <Link href={visitAt(id, '/people')}>{t('exchanges.people.add')}</Link>}>
      <Table<Named>
        caption={t('exchanges.people.title')}
        hideCaption
        rows={rows}
        rowKey={(one) => one.id}
        empty={<EmptyState title={t('exchanges.people.none')} />}
        columns={[
          { key: 'task', header: t('exchanges.field.task'), cell: ({ task }) => <Bdi>{task}</Bdi> },
          { key: 'number', header: t('exchanges.field.number'), cell: ({ number }) => format.number(number), numeric: true },
          { key: 'office', header: t('exchanges.field.office'), cell: ({ officeId }) => names.get(officeId) ?? '' },
          { key: 'name', header: t('exchanges.people.name'), cell: ({ name }) => <Bdi>{name ?? '–'}</Bdi> },
          {
            key: 'remove',
            header: t('exchanges.remove.column'),
            cell: (one) =>
              may(one) ? (
                <Link href={visitAt(id, `/remove/participants/${one.id}`)}>{t('exchanges.remove.link', { what: one.task })}</Link>
              ) : (
                ''
              ),
          },
        ]}
      />
    </Section>
  );
}

/** The programme as a calendar file; the days of the visit where there is none yet. */
export const visitCalendarRoute = pageRoute({
  path: '/desk/exchanges/visits/:id/calendar',
  who: staff,
  params,
  view: async (ctx, { params: { id } }) => {
    const { t, lang } = ctx;
    const visit = await visitIn(ctx, id);
    if (visit.state !== 'accepted' && visit.state !== 'reported') throw refuseHttp('not-found');
    const host = await findOffice(ctx.trx, visit.hostId);
    const zone = host?.timeZone ?? 'UTC';
    const names = await namesOf(ctx, [visit.guestId, visit.hostId]);
    const heading = t('exchanges.visit.heading', { guest: names.get(visit.guestId) ?? '', host: names.get(visit.hostId) ?? '' });
    const items = await itemsOf(ctx.trx, id);
    const hours = items.map(({ id: item, onDay, starts, ends, what }) => ({
      uid: item,
      start: { day: onDay, time: starts },
      end: { day: onDay, time: ends },
      summary: what,
    }));
    const whole = { uid: id, start: { day: visit.fromDay, time: '09:00' }, end: { day: visit.untilDay, time: '17:00' }, summary: heading };
    const events = (hours.length > 0 ? hours : [whole]).map(({ uid, start, end, summary }) => ({
      uid: `${uid}@${new URL(ctx.network.publicUrl).hostname}`,
      sequence: 0,
      stampedAt: ctx.now.toISOString(),
      startsAt: fromLocal(start.day, start.time, zone),
      endsAt: fromLocal(end.day, end.time, zone),
      summary,
      description: heading,
      ...(host?.address ? { location: host.address } : {}),
      url: `${ctx.network.publicUrl}/${lang}${visitAt(id)}`,
      language: lang,
    }));
    return download('study-visit.ics', 'text/calendar; charset=utf-8', icalendar(events));
  },
});
