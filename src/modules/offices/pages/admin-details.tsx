import { z } from 'zod';
import { Button, ErrorSummary, Form, Link } from '#kernel/html';
import { formRoute, holders, page, redirect } from '#kernel/http';
import { textIn, type Translated } from '#kernel/i18n';
import { findPlace, placeName } from '#modules/places';
import { changeOffice } from '../change-office.ts';
import { AdminFrame, adminCrumbs } from './admin-frame.tsx';
import { managedOffice } from './managed-office.ts';
import { OfficeFields, officeBody, readDetails } from './office-fields.tsx';
import { officeCode } from './office-code.ts';

/** What the public page of an office says, to be changed by its manager. */
export const adminDetailsRoute = formRoute({
  path: '/admin/offices/:code',
  who: holders('administrator', 'office-manager'),
  params: z.object({ code: officeCode }),
  body: z.object(officeBody),
  view: async (ctx, { params }, entry) => {
    const { t, lang } = ctx;
    const office = await managedOffice(ctx, params.code);
    const place = await findPlace(ctx.trx, office.placeId);
    const text = (value: Translated | null) => (value ? textIn(value, lang).text : '');
    const stored = {
      ...office,
      name: text(office.name),
      about: text(office.about),
      howToFind: text(office.howToFind),
      place: placeName(place, lang),
      placeCode: place.code,
    };
    return page(
      t('offices.admin.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <AdminFrame ctx={ctx} office={office} tab="details">
          <Form entry={entry} draft={`office-${office.code}`}>
            <OfficeFields stored={stored} />
            <Button>{t('offices.admin.save')}</Button>
          </Form>
          <p>
            <Link href={`/offices/${office.code}`}>{t('offices.admin.public')}</Link>
          </p>
        </AdminFrame>
      </>,
      { breadcrumbs: adminCrumbs(ctx) },
    );
  },
  submit: async (ctx, { params }, body) => {
    const office = await managedOffice(ctx, params.code);
    await changeOffice(ctx.trx, ctx.actor, office.id, await readDetails(ctx, body), ctx.now.toISOString());
    return redirect(`/admin/offices/${office.code}`, 'offices.notice.saved');
  },
});
