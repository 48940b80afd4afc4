import { z } from 'zod';
import { Bdi, Button, ErrorSummary, Form, Link, PageHeading, Table } from '#kernel/html';
import { desk, fields, formRoute, page, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { formatters, textIn } from '#kernel/i18n';
import type { Day } from '#kernel/time';
import { officesById, type Office, type OfficeId } from '#modules/offices';
import type { Appointment } from '../appointment.ts';
import { bookedOnClosedDay, callOffDay } from '../call-off-day.ts';

const asked = z.object({ office: fields.text(36), day: fields.day() });

async function ownOffice(ctx: Context, id: string): Promise<Office> {
  const own = scopesOf(ctx, 'counsellor', 'office-manager').filter((scope) => scope === id) as OfficeId[]; // scopes of these roles are offices
  const office = (await officesById(ctx.trx, own)).get(own[0] as OfficeId);
  if (!office) throw refuseHttp('not-found');
  return office;
}

/** Who is booked on a day on which the office is closed, and one button that calls them all off and tells them. */
export const callOffRoute = formRoute({
  path: '/desk/appointments/call-off',
  who: desk,
  query: asked,
  body: asked,
  view: async (ctx, { query }, entry) => {
    const { t, lang, format } = ctx;
    const office = await ownOffice(ctx, query.office);
    const booked = await bookedOnClosedDay(ctx.trx, office, query.day as Day, ctx.now); // read by fields.day
    const clock = formatters(lang, office.timeZone);
    return page(
      t('appointments.call-off.title', { day: format.date(query.day, 'weekday') }),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('appointments.call-off.title', { day: format.date(query.day, 'weekday') })}
          caption={textIn(office.name, lang).text}
          lead={t('appointments.call-off.lead', { count: booked.length })}
        />
        <Table<Appointment>
          caption={t('appointments.call-off.booked')}
          rows={booked}
          rowKey={({ id }) => id}
          columns={[
            { key: 'time', header: t('appointments.field.slot'), cell: ({ startsAt }) => clock.time(startsAt) },
            {
              key: 'name',
              header: t('appointments.field.visitor'),
              cell: ({ id, name }) => (
                <Link href={`/desk/appointments/${id}`}>{name ? <Bdi>{name}</Bdi> : t('appointments.desk.no-name')}</Link>
              ),
            },
            {
              key: 'told',
              header: t('appointments.call-off.told-by'),
              cell: ({ phone, email }) =>
                t(email ? 'appointments.call-off.by-mail' : phone ? 'appointments.call-off.by-sms' : 'appointments.call-off.by-nobody'),
            },
          ]}
          empty={<p>{t('appointments.call-off.none')}</p>}
        />
        {booked.length > 0 && (
          <Form entry={entry}>
            <input type="hidden" name="office" value={office.id} />
            <input type="hidden" name="day" value={query.day} />
            <Button kind="warning">{t('appointments.call-off.do', { count: booked.length })}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: [{ label: t('appointments.desk.title'), href: `/desk/appointments?day=${query.day}` }] },
    );
  },
  submit: async (ctx, _input, { office, day }) => {
    await callOffDay(ctx.trx, await ownOffice(ctx, office), day as Day, ctx.now); // read by fields.day
    return redirect(`/desk/appointments?day=${day}`, 'appointments.notice.called-off');
  },
});
