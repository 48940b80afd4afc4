import { z } from 'zod';
import {
  Button,
  ButtonLink,
  ComboboxField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  SelectField,
  Table,
  Tag,
} from '#kernel/html';
import { csv, everyone, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { findOffice, officeNames, type OfficeId } from '#modules/offices';
import { findPlace, placeName } from '#modules/places';
import type { Profile } from '../profile.ts';
import { beginProfile, listProfiles } from '../profiles.ts';
import { refuse } from '../refusals.ts';
import { Invented } from './figures.tsx';
import { placeFrom, profileOffices, profileWriters, readNames, type Names } from './reach.ts';

export const profileCrumbs = (ctx: Context, ...more: { label: string; href: string }[]) => [
  { label: ctx.t('practices.list.title'), href: '/practices' },
  { label: ctx.t('transfers.profiles.title'), href: '/practices/profiles' },
  ...more,
];

/** What places have, as their offices say: public profiles, and all of one's own office. */
export const profilesRoute = pageRoute({
  path: '/practices/profiles',
  who: everyone,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const rows = await listProfiles(ctx.trx);
    const names = await readNames(ctx, rows);
    if (query.format === 'csv') return csv('profiles.csv', profilesCsv(ctx, rows, names));
    return page(
      t('transfers.profiles.title'),
      <>
        <PageHeading
          title={t('transfers.profiles.title')}
          lead={t('transfers.profiles.lead')}
          actions={profileOffices(ctx).length > 0 && <ButtonLink href="/practices/profiles/new">{t('transfers.profiles.new')}</ButtonLink>}
        />
        <Table<Profile>
          caption={t('transfers.profiles.caption', { count: rows.length })}
          rows={rows}
          rowKey={({ id }) => id}
          csvHref="/practices/profiles?format=csv"
          columns={[
            {
              key: 'place',
              header: t('transfers.field.place'),
              cell: ({ id, placeId, officeId }) => (
                <>
                  <Link href={`/practices/profiles/${id}`}>{names.place(placeId)}</Link>{' '}
                  <Invented ctx={ctx} when={names.invented(officeId)} />
                </>
              ),
            },
            { key: 'office', header: t('transfers.field.office'), cell: ({ officeId }) => names.office(officeId) },
            { key: 'shown', header: t('transfers.field.shown'), cell: (row) => <Shown ctx={ctx} profile={row} /> },
            { key: 'changed', header: t('transfers.field.changed-at'), cell: ({ changedAt }) => ctx.format.instant(changedAt, 'short') },
          ]}
          empty={
            <EmptyState title={t('transfers.profiles.none')}>
              <p>{t('transfers.profiles.none-hint')}</p>
            </EmptyState>
          }
        />
      </>,
      { width: 'wide', breadcrumbs: profileCrumbs(ctx).slice(0, 1), description: t('transfers.profiles.lead') },
    );
  },
});

/** Whether everybody reads a profile. */
export function Shown({ ctx, profile }: { ctx: Context; profile: Profile }) {
  return (
    <Tag tone={profile.public ? 'success' : 'neutral'}>{ctx.t(profile.public ? 'transfers.shown.public' : 'transfers.shown.staff')}</Tag>
  );
}

function profilesCsv(ctx: Context, rows: readonly Profile[], names: Names): string {
  const { t } = ctx;
  return writeCsv(
    [t('transfers.field.place'), t('transfers.field.office'), t('transfers.field.shown'), t('transfers.field.changed-at')],
    rows.map((row) => [
      names.place(row.placeId),
      names.office(row.officeId) ?? '',
      t(row.public ? 'transfers.shown.public' : 'transfers.shown.staff'),
      row.changedAt.toISOString(),
    ]),
  );
}

/** The office for which somebody writes; a choice only where there are several. */
export async function OfficeField(ctx: Context, offices: readonly OfficeId[], emptyLabel?: string) {
  const [only] = offices;
  if (offices.length === 1 && !emptyLabel) return <input type="hidden" name="office" value={only} />;
  const names = await officeNames(ctx.trx, offices, ctx.lang);
  return (
    <SelectField
      name="office"
      label={ctx.t('transfers.field.office')}
      options={offices.map((value) => ({ value, label: names.get(value) ?? value }))}
      {...(emptyLabel ? { emptyLabel, optional: true } : { required: true })}
    />
  );
}

/** A place, found by typing; at first the one where the office stands. */
export async function PlaceField(ctx: Context, officeId: OfficeId | undefined, hint: string) {
  const office = officeId ? await findOffice(ctx.trx, officeId) : null;
  const place = office ? await findPlace(ctx.trx, office.placeId) : null;
  return (
    <ComboboxField
      name="place"
      valueName="placeCode"
      label={ctx.t('transfers.field.place')}
      hint={hint}
      source={`/api/v1/places?lang=${ctx.lang}`}
      value={place ? placeName(place, ctx.lang) : ''}
      chosen={place?.code}
      required
    />
  );
}

/** Begins the profile of a place of one's office. */
export const newProfileRoute = formRoute({
  path: '/practices/profiles/new',
  who: profileWriters,
  body: z.object({ office: fields.text(40), place: fields.text(100), placeCode: fields.optionalText(120) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const offices = profileOffices(ctx);
    if (offices.length === 0) throw refuseHttp('not-found');
    return page(
      t('transfers.profiles.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.profiles.new')} lead={t('transfers.profiles.new-lead')} />
        <Form entry={entry}>
          {await OfficeField(ctx, offices)}
          {await PlaceField(ctx, offices[0], t('transfers.hint.place'))}
          <Button>{t('transfers.profiles.begin')}</Button>
        </Form>
      </>,
      { breadcrumbs: profileCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { office, place, placeCode }) => {
    const officeId = profileOffices(ctx).find((one) => one === office);
    if (!officeId) throw refuse('not-in-territory', { field: 'office' });
    const placeId = await placeFrom(ctx, place, placeCode);
    const id = await beginProfile(ctx.trx, { officeId, placeId, language: ctx.lang }, ctx.now);
    return redirect(`/practices/profiles/${id}`, 'transfers.notice.begun');
  },
});
