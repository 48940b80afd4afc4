import { z } from 'zod';
import {
  Button,
  CheckboxField,
  EmptyState,
  ErrorSummary,
  Form,
  PageHeading,
  PostButton,
  Section,
  SelectField,
  Table,
  TimeField,
} from '#kernel/html';
import { fields, formRoute, holders, page, redirect } from '#kernel/http';
import type { Weekday } from '#kernel/time';
import { addHours, removeHours } from '../change-hours.ts';
import type { OfficeHours } from '../office.ts';
import { officeHours } from '../office-times.ts';
import { AdminFrame, adminCrumbs } from './admin-frame.tsx';
import { weekdayName } from './clock-text.ts';
import { HoursText } from './hours-table.tsx';
import { managedOffice } from './managed-office.ts';
import { officeCode } from './office-code.ts';

const who = holders('administrator', 'office-manager');
const params = z.object({ code: officeCode });
const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
const weekday = fields.choice(weekdays).transform((value) => Number(value) as Weekday); // one of the seven
const clock = fields.text(5).pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'offices.field.clock-wrong'));

/** The weekly opening hours, to be added to and removed from line by line. */
export const adminHoursRoute = formRoute({
  path: '/admin/offices/:code/hours',
  who,
  params,
  body: z.object({ weekday, opens: clock, closes: clock, womenOnly: fields.tick() }),
  view: async (ctx, input, entry) => {
    const { t, lang } = ctx;
    const office = await managedOffice(ctx, input.params.code);
    const hours = await officeHours(ctx.trx, office.id);
    return page(
      t('offices.admin.tab.hours'),
      <>
        <ErrorSummary errors={entry.errors} />
        <AdminFrame ctx={ctx} office={office} tab="hours">
          <Table<OfficeHours>
            caption={t('offices.hours.caption')}
            rows={hours}
            rowKey={(line) => `${line.weekday} ${line.opens}`}
            columns={[
              { key: 'day', header: t('offices.field.weekday'), cell: (line) => weekdayName(lang, line.weekday) },
              { key: 'hours', header: t('offices.field.hours'), cell: (line) => <HoursText line={line} /> },
              {
                key: 'remove',
                header: t('offices.field.action'),
                cell: (line) => (
                  <PostButton
                    action={`/admin/offices/${office.code}/hours/remove`}
                    fields={{ weekday: String(line.weekday), opens: line.opens }}
                    label={`${t('offices.admin.remove')}: ${weekdayName(lang, line.weekday)} ${line.opens}`}
                  >
                    {t('offices.admin.remove')}
                  </PostButton>
                ),
              },
            ]}
            empty={<EmptyState title={t('offices.hours.none')} />}
          />
          <Section title={t('offices.admin.add-hours')}>
            <Form entry={entry}>
              <SelectField
                name="weekday"
                label={t('offices.field.weekday')}
                options={weekdays.map((value) => ({ value, label: weekdayName(lang, Number(value)) }))}
                required
              />
              <TimeField name="opens" label={t('offices.field.opens')} required />
              <TimeField name="closes" label={t('offices.field.closes')} required />
              <CheckboxField name="womenOnly" label={t('offices.field.women-only')} />
              <Button>{t('offices.admin.add')}</Button>
            </Form>
          </Section>
        </AdminFrame>
      </>,
      { breadcrumbs: adminCrumbs(ctx) },
    );
  },
  submit: async (ctx, input, line) => {
    const office = await managedOffice(ctx, input.params.code);
    await addHours(ctx.trx, ctx.actor, office.id, line);
    return redirect(`/admin/offices/${office.code}/hours`, 'offices.notice.hours-added');
  },
});

/** Takes opening hours away; shown as a question to those who come without pressing a button. */
export const removeHoursRoute = formRoute({
  path: '/admin/offices/:code/hours/remove',
  who,
  params,
  query: z.object({ weekday: fields.maybe(weekday), opens: fields.maybe(clock) }),
  body: z.object({ weekday, opens: clock }),
  view: async (ctx, input, entry) => {
    const { t, lang } = ctx;
    const office = await managedOffice(ctx, input.params.code);
    const hours = await officeHours(ctx.trx, office.id);
    return page(
      t('offices.admin.remove-hours-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('offices.admin.remove-hours-title')} />
        <Form entry={entry}>
          <SelectField
            name="weekday"
            label={t('offices.field.weekday')}
            value={String(input.query.weekday ?? '')}
            options={weekdays.map((value) => ({ value, label: weekdayName(lang, Number(value)) }))}
            required
          />
          <SelectField
            name="opens"
            label={t('offices.field.opens')}
            value={input.query.opens ?? ''}
            options={[...new Set(hours.map(({ opens }) => opens))].toSorted().map((value) => ({ value, label: value }))}
            required
          />
          <Button kind="warning">{t('offices.admin.remove')}</Button>
        </Form>
      </>,
      { breadcrumbs: [...adminCrumbs(ctx), { label: t('offices.admin.tab.hours'), href: `/admin/offices/${office.code}/hours` }] },
    );
  },
  submit: async (ctx, input, line) => {
    const office = await managedOffice(ctx, input.params.code);
    await removeHours(ctx.trx, ctx.actor, office.id, line);
    return redirect(`/admin/offices/${office.code}/hours`, 'offices.notice.hours-removed');
  },
});
