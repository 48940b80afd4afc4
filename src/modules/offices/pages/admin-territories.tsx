import { z } from 'zod';
import { Button, ComboboxField, EmptyState, ErrorSummary, Form, PageHeading, PostButton, Section, SelectField, Table } from '#kernel/html';
import { fields, formRoute, holders, page, redirect } from '#kernel/http';
import { placeName, placesById, type Place } from '#modules/places';
import { readSide } from '#modules/places/pages';
import { addTerritory, removeTerritory } from '../change-territories.ts';
import { territoriesOf } from '../find-office.ts';
import { refuse } from '../refusals.ts';
import { AdminFrame, adminCrumbs } from './admin-frame.tsx';
import { managedOffice } from './managed-office.ts';
import { officeCode } from './office-code.ts';

const who = holders('administrator');
const params = z.object({ code: officeCode });

/** The places for which an office is responsible. */
export const adminTerritoriesRoute = formRoute({
  path: '/admin/offices/:code/territories',
  who,
  params,
  body: z.object({ place: fields.text(200), placeCode: fields.searchText() }),
  view: async (ctx, input, entry) => {
    const { t, lang } = ctx;
    const office = await managedOffice(ctx, input.params.code);
    const places = [...(await placesById(ctx.trx, await territoriesOf(ctx.trx, office.id))).values()];
    return page(
      t('offices.admin.tab.territories'),
      <>
        <ErrorSummary errors={entry.errors} />
        <AdminFrame ctx={ctx} office={office} tab="territories">
          <p>{t('offices.page.territories-hint')}</p>
          <Table<Place>
            caption={t('offices.page.territories')}
            rows={places.toSorted((a, b) => placeName(a, lang).localeCompare(placeName(b, lang), lang))}
            rowKey={({ id }) => id}
            columns={[
              { key: 'place', header: t('offices.field.place'), cell: (place) => placeName(place, lang) },
              {
                key: 'remove',
                header: t('offices.field.action'),
                cell: (place) => (
                  <PostButton
                    action={`/admin/offices/${office.code}/territories/remove`}
                    fields={{ placeCode: place.code }}
                    label={`${t('offices.admin.remove')}: ${placeName(place, lang)}`}
                  >
                    {t('offices.admin.remove')}
                  </PostButton>
                ),
              },
            ]}
            empty={<EmptyState title={t('offices.page.no-territories')} />}
          />
          <Section title={t('offices.admin.add-territory')}>
            <Form entry={entry}>
              <ComboboxField
                name="place"
                valueName="placeCode"
                label={t('offices.field.place')}
                source={`/api/v1/places?lang=${lang}`}
                required
              />
              <Button>{t('offices.admin.add')}</Button>
            </Form>
          </Section>
        </AdminFrame>
      </>,
      { breadcrumbs: adminCrumbs(ctx) },
    );
  },
  submit: async (ctx, input, { place, placeCode }) => {
    const office = await managedOffice(ctx, input.params.code);
    const side = await readSide(ctx.trx, { typed: place, code: placeCode, choice: '' }, ctx.lang);
    if (side.kind === 'several') throw refuse('unclear-place', { field: 'place', values: { typed: side.typed } });
    if (side.kind !== 'one') throw refuse('unknown-place', { field: 'place' });
    await addTerritory(ctx.trx, ctx.actor, office.id, side.code);
    return redirect(`/admin/offices/${office.code}/territories`, 'offices.notice.territory-added');
  },
});

/** Ends the responsibility of an office for a place; shown as a question to those who come without pressing a button. */
export const removeTerritoryRoute = formRoute({
  path: '/admin/offices/:code/territories/remove',
  who,
  params,
  query: z.object({ placeCode: fields.searchText() }),
  body: z.object({ placeCode: fields.text(80) }),
  view: async (ctx, input, entry) => {
    const { t, lang } = ctx;
    const office = await managedOffice(ctx, input.params.code);
    const places = [...(await placesById(ctx.trx, await territoriesOf(ctx.trx, office.id))).values()];
    return page(
      t('offices.admin.remove-territory-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('offices.admin.remove-territory-title')} />
        <Form entry={entry}>
          <SelectField
            name="placeCode"
            label={t('offices.field.place')}
            value={input.query.placeCode}
            options={places.map((place) => ({ value: place.code, label: placeName(place, lang) }))}
            required
          />
          <Button kind="warning">{t('offices.admin.remove')}</Button>
        </Form>
      </>,
      {
        breadcrumbs: [
          ...adminCrumbs(ctx),
          { label: t('offices.admin.tab.territories'), href: `/admin/offices/${office.code}/territories` },
        ],
      },
    );
  },
  submit: async (ctx, input, { placeCode }) => {
    const office = await managedOffice(ctx, input.params.code);
    await removeTerritory(ctx.trx, ctx.actor, office.id, placeCode);
    return redirect(`/admin/offices/${office.code}/territories`, 'offices.notice.territory-removed');
  },
});
