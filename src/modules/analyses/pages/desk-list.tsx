import { z } from 'zod';
import {
  Bdi,
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
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { languages } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import { findPlaceByCode, placeName, type PlaceId } from '#modules/places';
import { readSide } from '#modules/places/pages';
import { listKept } from '../read-analyses.ts';
import { refuse } from '../refusals.ts';
import { beginAnalysis } from '../write-analysis.ts';
import { authoritiesOf, authorityNames, deskAt, deskCrumbs, writers } from './reach.ts';

type Row = Awaited<ReturnType<typeof listKept>>[number];

/** Analyses that the actor's authorities write. */
export const deskListRoute = pageRoute({
  path: '/desk/analyses',
  who: writers,
  view: async (ctx) => {
    const { t } = ctx;
    const rows = await listKept(ctx.trx, authoritiesOf(ctx));
    const nameOf = await authorityNames(
      ctx,
      rows.map(({ officeId }) => officeId),
    );
    return page(
      t('analyses.desk.title'),
      <>
        <PageHeading title={t('analyses.desk.title')} lead={t('analyses.desk.lead')} />
        <p>
          <ButtonLink href="/desk/analyses/new">{t('analyses.new.title')}</ButtonLink>
        </p>
        <Table<Row>
          caption={t('analyses.list.caption', { count: rows.length })}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              header: t('analyses.field.title'),
              cell: ({ id, title, lang }) => (
                <Link href={deskAt(id)}>
                  <bdi lang={lang}>{title}</bdi>
                </Link>
              ),
            },
            { key: 'place', header: t('analyses.field.place'), cell: ({ place }) => <Bdi>{placeName(place, ctx.lang)}</Bdi> },
            { key: 'authority', header: t('analyses.field.authority'), cell: ({ officeId }) => <Bdi>{nameOf(officeId)}</Bdi> },
            { key: 'state', header: t('analyses.desk.state'), cell: (row) => stateText(ctx, row) },
          ]}
          empty={<EmptyState title={t('analyses.desk.none')} />}
        />
        <p>
          <Link href="/analyses">{t('analyses.list.title')}</Link>
        </p>
      </>,
      { width: 'wide' },
    );
  },
});

/** What stands published, and since when somebody writes the next version. */
function stateText({ t, format }: Context, { version, draft }: Row): string {
  const shown = version > 0 ? t('analyses.page.version', { number: version }) : t('analyses.desk.not-published');
  return draft ? `${shown}. ${t('analyses.desk.draft-since', { date: format.instant(draft.changedAt, 'short') })}` : shown;
}

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Begins an analysis of a place. */
export const newRoute = formRoute({
  path: '/desk/analyses/new',
  who: writers,
  body: z.object({
    title: fields.text(300),
    place: fields.text(100),
    placeCode: fields.optionalText(80),
    code: fields.text(120).pipe(z.string().regex(CODE, 'analyses.problem.code')),
    lang: fields.choice(languages.map(({ code }) => code)),
    authority: fields.text(60),
  }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const all = authoritiesOf(ctx);
    const nameOf = await authorityNames(ctx, all);
    return page(
      t('analyses.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('analyses.new.title')} lead={t('analyses.new.lead')} />
        <Form entry={entry} draft="analysis-new">
          <TextField name="title" label={t('analyses.field.title')} maxLength={300} required />
          <ComboboxField
            name="place"
            valueName="placeCode"
            label={t('analyses.field.place')}
            source={`/api/v1/places?lang=${ctx.lang}`}
            required
          />
          <TextField name="code" label={t('analyses.new.code')} hint={t('analyses.new.code-hint')} maxLength={120} dir="ltr" required />
          <SelectField
            name="lang"
            label={t('analyses.field.lang')}
            hint={t('analyses.new.lang-hint')}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            value={ctx.lang}
            required
          />
          {all.length === 1 ? (
            <input type="hidden" name="authority" value={all[0] ?? 'network'} />
          ) : (
            <SelectField
              name="authority"
              label={t('analyses.field.authority')}
              options={all.map((office) => ({ value: office ?? 'network', label: nameOf(office) }))}
              required
            />
          )}
          <Button>{t('analyses.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { authority, place, placeCode, ...form }) => {
    const placeId = await placeOf(ctx, place, placeCode ?? '');
    const id = await beginAnalysis(ctx.trx, accountOf(ctx), { ...form, placeId, officeId: chosen(ctx, authority) }, ctx.now);
    return redirect(deskAt(id), 'analyses.notice.begun');
  },
});

function chosen(ctx: Context, value: string): OfficeId | null {
  const found = authoritiesOf(ctx).find((office) => (office ?? 'network') === value);
  if (found === undefined) throw refuse('not-authority', { field: 'authority' });
  return found;
}

async function placeOf(ctx: Context, typed: string, code: string): Promise<PlaceId> {
  const side = await readSide(ctx.trx, { typed, code, choice: '' }, ctx.lang);
  if (side.kind === 'several') {
    const names = side.places.slice(0, 5).map(({ name, within }) => [name, within[0]].filter(Boolean).join(', '));
    throw refuse('several-places', { field: 'place', values: { places: names.join(' · ') } });
  }
  const place = side.kind === 'one' ? await findPlaceByCode(ctx.trx, side.code) : null;
  if (!place) throw refuse('no-place', { field: 'place' });
  return place.id;
}
