import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonLink,
  DateField,
  EmptyState,
  ErrorSummary,
  FilterForm,
  Form,
  Link,
  NumberField,
  PageHeading,
  SelectField,
  Table,
  Tabs,
  TextArea,
} from '#kernel/html';
import { accountOf, csv, fields, formRoute, page, pageRoute, redirect, refuseHttp } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { visitStates, type Visit } from '../exchange.ts';
import { tellOffice } from '../tell-office.ts';
import { ownTwinnings } from '../twinnings.ts';
import { askVisit, listVisits } from '../visits.ts';
import { VisitMarks } from './marks.tsx';
import { base, crumbs, namesOf, officesFor, postOf, speaksFor, staff, tabsOf, todayOf } from './reach.ts';

/** Visits of one's own offices, as guest and as host. */
export const visitsRoute = pageRoute({
  path: '/desk/exchanges/visits',
  who: staff,
  query: z.object({ state: fields.maybe(fields.choice(visitStates)), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const rows = await listVisits(ctx.trx, { state: query.state });
    const names = await namesOf(
      ctx,
      rows.flatMap(({ guestId, hostId }) => [guestId, hostId]),
    );
    if (query.format === 'csv')
      return csv(
        'study-visits.csv',
        writeCsv(
          ['id', 'guest', 'host', 'from', 'until', 'people', 'state', 'willUse'],
          rows.map((one) => [
            one.id,
            names.get(one.guestId) ?? '',
            names.get(one.hostId) ?? '',
            one.fromDay,
            one.untilDay,
            one.people,
            one.state,
            one.willUse,
          ]),
        ),
      );
    return page(
      t('exchanges.visits.title'),
      <>
        <PageHeading
          title={t('exchanges.visits.title')}
          lead={t('exchanges.visits.lead')}
          actions={speaksFor(ctx).length > 0 && <ButtonLink href={`${base}/visits/new`}>{t('exchanges.visits.new')}</ButtonLink>}
        />
        <Tabs label={t('exchanges.list.title')} items={tabsOf(ctx, 'visits')} />
        <Table<Visit>
          caption={t('exchanges.visits.title')}
          hideCaption
          rows={rows}
          rowKey={({ id }) => id}
          csvHref={`?${new URLSearchParams({ ...(query.state ? { state: query.state } : {}), format: 'csv' }).toString()}`}
          empty={<EmptyState title={t('exchanges.visits.none')} />}
          filters={
            <FilterForm action={`${base}/visits`}>
              <SelectField
                name="state"
                label={t('exchanges.field.state')}
                emptyLabel={t('exchanges.list.any')}
                value={query.state ?? ''}
                options={visitStates.map((value) => ({ value, label: t(`exchanges.visit-state.${value}`) }))}
              />
            </FilterForm>
          }
          columns={[
            {
              key: 'days',
              header: t('exchanges.field.days'),
              cell: ({ id, fromDay, untilDay }) => (
                <Link href={`${base}/visits/${id}`}>
                  {t('exchanges.days', { from: format.date(fromDay, 'short'), until: format.date(untilDay, 'short') })}
                </Link>
              ),
            },
            { key: 'guest', header: t('exchanges.field.guest'), cell: ({ guestId }) => <Bdi>{names.get(guestId) ?? ''}</Bdi> },
            { key: 'host', header: t('exchanges.field.host'), cell: ({ hostId }) => <Bdi>{names.get(hostId) ?? ''}</Bdi> },
            { key: 'state', header: t('exchanges.field.state'), cell: (one) => <VisitMarks ctx={ctx} visit={one} /> },
          ]}
        />
      </>,
      { width: 'wide', breadcrumbs: crumbs(ctx, 'notices') },
    );
  },
});

/** Asks another office for a visit, alone or under a twinning. */
export const newVisitRoute = formRoute({
  path: '/desk/exchanges/visits/new',
  who: staff,
  query: z.object({ host: fields.maybe(idOf<'offices.offices'>()), twinning: fields.maybe(idOf<'exchanges.twinnings'>()) }),
  body: z.object({
    guest: fields.text(40).pipe(idOf<'offices.offices'>()),
    host: fields.text(40).pipe(idOf<'offices.offices'>()),
    twinning: fields.optionalText(40).pipe(idOf<'exchanges.twinnings'>().nullable()),
    purpose: fields.longText(2_000),
    from: fields.day(),
    until: fields.day(),
    people: fields.whole(1, 1_000),
  }),
  view: async (ctx, { query }, entry) => {
    const { t } = ctx;
    const { own, all } = await officesFor(ctx);
    if (own.length === 0) throw refuseHttp('not-found');
    const twinnings = await ownTwinnings(ctx.trx, { state: 'agreed' });
    const under = twinnings.find(({ id }) => id === query.twinning);
    const names = await namesOf(
      ctx,
      twinnings.flatMap(({ officeId, partnerId }) => [officeId, partnerId]),
    );
    const mine = own.map(({ value }) => value);
    const other = under && (mine.includes(under.officeId) ? under.partnerId : under.officeId);
    return page(
      t('exchanges.visits.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('exchanges.visits.new')} lead={t('exchanges.visits.new-lead')} />
        <Form entry={entry} draft="study-visit-new">
          <SelectField
            name="guest"
            label={t('exchanges.field.guest')}
            value={own.length === 1 ? (own[0]?.value ?? '') : ''}
            options={own}
            required
          />
          <SelectField name="host" label={t('exchanges.field.host')} value={other ?? query.host ?? ''} options={all} required />
          <SelectField
            name="twinning"
            label={t('exchanges.field.twinning')}
            emptyLabel={t('exchanges.visits.alone')}
            value={under?.id ?? ''}
            options={twinnings.map(({ id, officeId, partnerId }) => ({
              value: id,
              label: `${names.get(officeId) ?? ''} – ${names.get(partnerId) ?? ''}`,
            }))}
            optional
          />
          <TextArea name="purpose" label={t('exchanges.field.learn')} maxLength={2_000} rows={5} required />
          <DateField name="from" label={t('exchanges.field.from')} required />
          <DateField name="until" label={t('exchanges.field.until')} required />
          <NumberField name="people" label={t('exchanges.field.people')} hint={t('exchanges.visits.people-hint')} required />
          <Button>{t('exchanges.visits.new-button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, 'visits') },
    );
  },
  submit: async (ctx, _input, { guest, host, twinning, purpose, from, until, people }) => {
    if (speaksFor(ctx).length === 0) throw refuseHttp('not-found');
    const given = { guestId: guest, hostId: host, twinningId: twinning, purpose, fromDay: from, untilDay: until, people };
    const id = await askVisit(ctx.trx, accountOf(ctx), given, { now: ctx.now, today: todayOf(ctx) });
    await tellOffice(ctx.trx, postOf(ctx), host, 'visit', `${base}/visits/${id}`);
    return redirect(`${base}/visits/${id}`, 'exchanges.notice.asked');
  },
});
