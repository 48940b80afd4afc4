import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonLink,
  CheckboxField,
  DateField,
  EmptyState,
  ErrorSummary,
  FilterForm,
  Form,
  Link,
  PageHeading,
  SelectField,
  Table,
  Tabs,
  TextArea,
} from '#kernel/html';
import { accountOf, csv, fields, formRoute, page, pageRoute, redirect, refuseHttp } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { twinningStates, type Twinning } from '../exchange.ts';
import { tellOffice } from '../tell-office.ts';
import { ownTwinnings, proposeTwinning } from '../twinnings.ts';
import { TwinningMarks } from './marks.tsx';
import { base, crumbs, namesOf, officesFor, postOf, speaksFor, staff, tabsOf, todayOf, type Names } from './reach.ts';

const pair = (names: Names, { officeId, partnerId }: Twinning) => `${names.get(officeId) ?? ''} – ${names.get(partnerId) ?? ''}`;

/** Twinnings of one's own offices. */
export const twinningsRoute = pageRoute({
  path: '/desk/exchanges/twinnings',
  who: staff,
  query: z.object({ state: fields.maybe(fields.choice(twinningStates)), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const rows = await ownTwinnings(ctx.trx, { state: query.state });
    const names = await namesOf(
      ctx,
      rows.flatMap(({ officeId, partnerId }) => [officeId, partnerId]),
    );
    if (query.format === 'csv')
      return csv(
        'twinnings.csv',
        writeCsv(
          ['id', 'offices', 'purpose', 'from', 'until', 'state'],
          rows.map((one) => [one.id, pair(names, one), one.purpose, one.fromDay, one.untilDay, one.state]),
        ),
      );
    return page(
      t('exchanges.twinnings.title'),
      <>
        <PageHeading
          title={t('exchanges.twinnings.title')}
          lead={t('exchanges.twinnings.lead')}
          actions={speaksFor(ctx).length > 0 && <ButtonLink href={`${base}/twinnings/new`}>{t('exchanges.twinnings.new')}</ButtonLink>}
        />
        <Tabs label={t('exchanges.list.title')} items={tabsOf(ctx, 'twinnings')} />
        <Table<Twinning>
          caption={t('exchanges.twinnings.title')}
          hideCaption
          rows={rows}
          rowKey={({ id }) => id}
          csvHref={`?${new URLSearchParams({ ...(query.state ? { state: query.state } : {}), format: 'csv' }).toString()}`}
          empty={<EmptyState title={t('exchanges.twinnings.none')} />}
          filters={
            <FilterForm action={`${base}/twinnings`}>
              <SelectField
                name="state"
                label={t('exchanges.field.state')}
                emptyLabel={t('exchanges.list.any')}
                value={query.state ?? ''}
                options={twinningStates.map((value) => ({ value, label: t(`exchanges.twinning-state.${value}`) }))}
              />
            </FilterForm>
          }
          columns={[
            {
              key: 'offices',
              header: t('exchanges.field.offices'),
              cell: (one) => (
                <Link href={`${base}/twinnings/${one.id}`}>
                  <Bdi>{pair(names, one)}</Bdi>
                </Link>
              ),
            },
            { key: 'purpose', header: t('exchanges.field.purpose'), cell: ({ purpose }) => <Bdi>{purpose}</Bdi> },
            {
              key: 'days',
              header: t('exchanges.field.days'),
              cell: ({ fromDay, untilDay }) =>
                t('exchanges.days', { from: format.date(fromDay, 'short'), until: format.date(untilDay, 'short') }),
            },
            { key: 'state', header: t('exchanges.field.state'), cell: (one) => <TwinningMarks ctx={ctx} twinning={one} /> },
          ]}
        />
        <p>
          <Link href="/twinnings">{t('exchanges.public.title')}</Link>
        </p>
      </>,
      { width: 'wide', breadcrumbs: crumbs(ctx, 'notices') },
    );
  },
});

/** Proposes a twinning to another office. */
export const newTwinningRoute = formRoute({
  path: '/desk/exchanges/twinnings/new',
  who: staff,
  query: z.object({ partner: fields.maybe(idOf<'offices.offices'>()) }),
  body: z.object({
    office: fields.text(40).pipe(idOf<'offices.offices'>()),
    partner: fields.text(40).pipe(idOf<'offices.offices'>()),
    purpose: fields.longText(1_000),
    from: fields.day(),
    until: fields.day(),
    shows: fields.tick(),
  }),
  view: async (ctx, { query }, entry) => {
    const { t } = ctx;
    const { own, all } = await officesFor(ctx);
    if (own.length === 0) throw refuseHttp('not-found');
    return page(
      t('exchanges.twinnings.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('exchanges.twinnings.new')} lead={t('exchanges.twinnings.new-lead')} />
        <Form entry={entry} draft="twinning-new">
          <SelectField
            name="office"
            label={t('exchanges.field.office')}
            value={own.length === 1 ? (own[0]?.value ?? '') : ''}
            options={own}
            required
          />
          <SelectField name="partner" label={t('exchanges.field.partner')} value={query.partner ?? ''} options={all} required />
          <TextArea name="purpose" label={t('exchanges.field.purpose')} maxLength={1_000} rows={4} required />
          <DateField name="from" label={t('exchanges.field.from')} value={todayOf(ctx)} required />
          <DateField name="until" label={t('exchanges.field.until')} required />
          <CheckboxField name="shows" label={t('exchanges.field.shows')} hint={t('exchanges.twinnings.shows-hint')} />
          <Button>{t('exchanges.twinnings.new-button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, 'twinnings') },
    );
  },
  submit: async (ctx, _input, { office, partner, purpose, from, until, shows }) => {
    if (speaksFor(ctx).length === 0) throw refuseHttp('not-found');
    const given = { officeId: office, partnerId: partner, purpose, fromDay: from, untilDay: until, shows };
    const id = await proposeTwinning(ctx.trx, accountOf(ctx), given, { now: ctx.now, today: todayOf(ctx) });
    await tellOffice(ctx.trx, postOf(ctx), partner, 'twinning', `${base}/twinnings/${id}`);
    return redirect(`${base}/twinnings/${id}`, 'exchanges.notice.proposed');
  },
});
