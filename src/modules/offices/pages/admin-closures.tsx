import { z } from 'zod';
import { Button, DateField, EmptyState, ErrorSummary, Form, PageHeading, PostButton, Section, Table, TextField } from '#kernel/html';
import { fields, formRoute, holders, page, redirect } from '#kernel/http';
import { addDays, toLocal } from '#kernel/time';
import { TranslatedText } from '#modules/places/pages';
import { closeDay, reopenDay } from '../change-closures.ts';
import type { OfficeClosure } from '../office.ts';
import { officeClosures } from '../office-times.ts';
import { AdminFrame, adminCrumbs } from './admin-frame.tsx';
import { managedOffice } from './managed-office.ts';
import { officeCode } from './office-code.ts';

const who = holders('administrator', 'office-manager');
const params = z.object({ code: officeCode });

/** How far ahead closures are listed, in days. */
const AHEAD = 730;

/** Days on which the office is closed, to be added and taken back. */
export const adminClosuresRoute = formRoute({
  path: '/admin/offices/:code/closures',
  who,
  params,
  body: z.object({ onDay: fields.day(), reason: fields.optionalText(200) }),
  view: async (ctx, input, entry) => {
    const { t, format } = ctx;
    const office = await managedOffice(ctx, input.params.code);
    const { day: today } = toLocal(ctx.now.toISOString(), office.timeZone);
    const closures = await officeClosures(ctx.trx, office.id, today, addDays(today, AHEAD));
    return page(
      t('offices.admin.tab.closures'),
      <>
        <ErrorSummary errors={entry.errors} />
        <AdminFrame ctx={ctx} office={office} tab="closures">
          <p>{t('offices.admin.closures-lead')}</p>
          <Table<OfficeClosure>
            caption={t('offices.page.closed')}
            rows={closures}
            rowKey={({ onDay }) => onDay}
            columns={[
              { key: 'day', header: t('offices.field.day'), cell: ({ onDay }) => format.date(onDay, 'weekday') },
              {
                key: 'reason',
                header: t('offices.field.reason'),
                cell: ({ reason }) => (reason ? <TranslatedText value={reason} /> : '–'),
              },
              {
                key: 'remove',
                header: t('offices.field.action'),
                cell: ({ onDay }) => (
                  <PostButton
                    action={`/admin/offices/${office.code}/closures/remove`}
                    fields={{ onDay }}
                    label={`${t('offices.admin.reopen')}: ${format.date(onDay)}`}
                  >
                    {t('offices.admin.reopen')}
                  </PostButton>
                ),
              },
            ]}
            empty={<EmptyState title={t('offices.admin.no-closures')} />}
          />
          <Section title={t('offices.admin.add-closure')}>
            <Form entry={entry}>
              <DateField name="onDay" label={t('offices.field.day')} required />
              <TextField name="reason" label={t('offices.field.reason')} hint={t('offices.admin.reason-hint')} optional />
              <Button>{t('offices.admin.add')}</Button>
            </Form>
          </Section>
        </AdminFrame>
      </>,
      { breadcrumbs: adminCrumbs(ctx) },
    );
  },
  submit: async (ctx, input, { onDay, reason }) => {
    const office = await managedOffice(ctx, input.params.code);
    await closeDay(ctx.trx, ctx.actor, office.id, { onDay, reason, lang: ctx.lang }, ctx.now.toISOString());
    return redirect(`/admin/offices/${office.code}/closures`, 'offices.notice.day-closed');
  },
});

/** Takes a closure back; shown as a question to those who come without pressing a button. */
export const reopenDayRoute = formRoute({
  path: '/admin/offices/:code/closures/remove',
  who,
  params,
  query: z.object({ onDay: fields.maybe(fields.day()) }),
  body: z.object({ onDay: fields.day() }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const office = await managedOffice(ctx, input.params.code);
    return page(
      t('offices.admin.reopen-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('offices.admin.reopen-title')} />
        <Form entry={entry}>
          <DateField name="onDay" label={t('offices.field.day')} value={input.query.onDay ?? ''} required />
          <Button>{t('offices.admin.reopen')}</Button>
        </Form>
      </>,
      { breadcrumbs: [...adminCrumbs(ctx), { label: t('offices.admin.tab.closures'), href: `/admin/offices/${office.code}/closures` }] },
    );
  },
  submit: async (ctx, input, { onDay }) => {
    const office = await managedOffice(ctx, input.params.code);
    await reopenDay(ctx.trx, ctx.actor, office.id, onDay);
    return redirect(`/admin/offices/${office.code}/closures`, 'offices.notice.day-reopened');
  },
});
