import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  EmptyState,
  ErrorSummary,
  FilterForm,
  Form,
  Link,
  Notice,
  PageHeading,
  RadioField,
  Section,
  SelectField,
  Table,
  TextArea,
} from '#kernel/html';
import { accountOf, csv, desk, fields, formRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { decideOnAssociation } from '../act-on-association.ts';
import { decidable, decisions, states, type Association } from '../association.ts';
import { associationsAtDesk, eventsOf, keepersOf, writesFor } from '../read-associations.ts';
import { representativesOf } from '../representatives.ts';
import { AssociationFacts, Contacts, Marks, People, StateTag } from './facts.tsx';
import { History } from './history.tsx';
import { associationAtDesk, desksOf, postOf, readPlaces } from './reach.ts';

const PAGE = 25;
const MOST_EXPORTED = 5_000;

/** Associations of the office's places, those that wait to be verified on top. */
export const deskListRoute = pageRoute({
  path: '/desk/associations',
  who: desk,
  query: z.object({ state: fields.maybe(fields.choice(states)), page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const exporting = query.format === 'csv';
    const paging = exporting ? { page: 1, pageSize: MOST_EXPORTED } : { page: query.page, pageSize: PAGE };
    const { associations, total } = await associationsAtDesk(ctx.trx, { officeIds: desksOf(ctx), state: query.state, ...paging });
    if (exporting)
      return csv(
        'desk-associations.csv',
        writeCsv(
          ['id', 'name', 'state', 'registeredOn', 'activeOn'],
          associations.map((one) => [one.id, one.name, one.state, one.registeredAt.toISOString().slice(0, 10), one.activeOn]),
        ),
      );
    return page(
      t('associations.desk.title'),
      <>
        <PageHeading title={t('associations.desk.title')} lead={t('associations.desk.lead')} />
        <Table<Association>
          caption={t('associations.desk.title')}
          hideCaption
          rows={associations}
          rowKey={({ id }) => id}
          paging={{ ...paging, total }}
          csvHref={`?${new URLSearchParams({ ...(query.state ? { state: query.state } : {}), format: 'csv' }).toString()}`}
          empty={<EmptyState title={t('associations.desk.none')} />}
          filters={
            <FilterForm action="/desk/associations">
              <SelectField
                name="state"
                label={t('associations.field.state')}
                emptyLabel={t('associations.list.any')}
                value={query.state ?? ''}
                options={states.filter((one) => one !== 'unconfirmed').map((value) => ({ value, label: t(`associations.state.${value}`) }))}
              />
            </FilterForm>
          }
          columns={[
            {
              key: 'name',
              header: t('associations.field.name'),
              cell: (one) => (
                <>
                  <Link href={`/desk/associations/${one.id}`}>
                    <Bdi>{one.name}</Bdi>
                  </Link>{' '}
                  <Marks ctx={ctx} entry={one} />
                </>
              ),
            },
            { key: 'state', header: t('associations.field.state'), cell: ({ state }) => <StateTag ctx={ctx} state={state} /> },
            { key: 'registered', header: t('associations.field.registered'), cell: ({ registeredAt }) => format.instant(registeredAt) },
          ]}
        />
        <p>
          <Link href="/associations">{t('associations.list.title')}</Link>
        </p>
        <p>
          <Link href="/desk/associations/projects">{t('associations.joint.desk.title')}</Link>
        </p>
      </>,
      { width: 'wide' },
    );
  },
});

/** An entry as the office reads it, with what it decides. */
export const deskRoute = formRoute({
  path: '/desk/associations/:id',
  who: desk,
  params: z.object({ id: idOf<'associations.associations'>() }),
  body: z.object({
    decision: fields.choice(decisions),
    words: fields.optionalLongText(1_000),
    revision: fields.whole(1, 1_000_000),
    state: fields.choice(states),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const found = await associationAtDesk(ctx, id);
    const own = await writesFor(ctx.trx, id);
    return page(
      found.name,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={<Bdi>{found.name}</Bdi>}
          tags={
            <>
              <StateTag ctx={ctx} state={found.state} /> <Marks ctx={ctx} entry={found} />
            </>
          }
        />
        <AssociationFacts ctx={ctx} entry={found} places={await readPlaces(ctx, [id])} />
        <Section title={t('associations.part.contact')}>
          <Contacts ctx={ctx} entry={found} />
          <Writers ctx={ctx} writers={await keepersOf(ctx.trx, id)} />
        </Section>
        <Section title={t('associations.people.title')}>
          <People ctx={ctx} all={await representativesOf(ctx.trx, id)} />
        </Section>
        {own && <Notice tone="warning">{t('associations.refusal.own-entry')}</Notice>}
        {decidable(found.state) && !own && (
          <Section title={t('associations.desk.decide')}>
            <p>{t('associations.desk.decide-lead')}</p>
            <Form entry={entry}>
              <input type="hidden" name="revision" value={found.revision} />
              <input type="hidden" name="state" value={found.state} />
              <RadioField
                name="decision"
                label={t('associations.desk.decision')}
                choices={decisions.map((value) => ({ value, label: t(`associations.decision.${value}`) }))}
                required
              />
              <TextArea
                name="words"
                label={t('associations.desk.words')}
                hint={t('associations.desk.words-hint')}
                maxLength={1_000}
                rows={4}
                optional
              />
              <Button>{t('associations.desk.button')}</Button>
            </Form>
          </Section>
        )}
        <History ctx={ctx} events={await eventsOf(ctx.trx, id)} />
      </>,
      { breadcrumbs: [{ label: t('associations.desk.title'), href: '/desk/associations' }] },
    );
  },
  submit: async (ctx, { params: { id } }, given) => {
    await associationAtDesk(ctx, id);
    await decideOnAssociation(ctx.trx, postOf(ctx), accountOf(ctx), id, given, ctx.now);
    return redirect(`/desk/associations/${id}`, `associations.notice.${given.decision}`);
  },
});

/** Who writes for the association: addresses, or that they have an account. */
function Writers({ ctx, writers }: { ctx: Context; writers: Awaited<ReturnType<typeof keepersOf>> }) {
  const { t } = ctx;
  return (
    <p>
      {t('associations.desk.writers')}{' '}
      {writers.map(({ email }, index) => (
        <span key={index}>
          {index > 0 && ', '}
          {email ? <Bdi dir="ltr">{email}</Bdi> : t('associations.desk.account')}
        </span>
      ))}
    </p>
  );
}
