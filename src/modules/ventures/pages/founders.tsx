import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  CheckboxField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  SearchForm,
  Section,
  Table,
  type TableProps,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, pageRoute, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { fullName, getPerson, personNames, searchPeople, type Person, type PersonFound, type PersonId } from '#modules/people';
import { addFounder, removeFounder } from '../change-venture.ts';
import { foundersOf, getVenture } from '../get-venture.ts';
import { refuse } from '../refusals.ts';
import type { Venture, VentureId } from '../venture.ts';

const PAGE = 10;
const desksOf = (ctx: Context) => scopesOf(ctx, 'counsellor', 'office-manager');

/** Whether the venture is in the care of one of the officer's own desks: only there founders join and leave. */
export function keepsVenture(ctx: Context, venture: Venture): boolean {
  return desksOf(ctx).includes(venture.officeId);
}

async function keptVenture(ctx: Context, id: VentureId): Promise<Venture> {
  const venture = await getVenture(ctx.trx, id);
  if (!venture || !keepsVenture(ctx, venture)) throw refuseHttp('not-found');
  return venture;
}

/** Who founds the venture, with the ways to add a founder and to end the part of one who is not the lead. */
export async function foundersSection(ctx: Context, venture: Venture) {
  const { t } = ctx;
  const founders = await foundersOf(ctx.trx, venture.id);
  const names = await personNames(
    ctx.trx,
    founders.map((founder) => founder.personId),
  );
  const keeps = keepsVenture(ctx, venture);
  return (
    <Section title={t('ventures.page.founders')}>
      <ul>
        {founders.map(({ personId, lead }) => {
          const name = names.get(personId);
          return (
            <li key={personId}>
              {name ? (
                <Link href={`/desk/people/${personId}`}>
                  <bdi>{name}</bdi>
                </Link>
              ) : (
                t('people.part.closed')
              )}
              {lead && <> ({t('ventures.founders.lead-founder')})</>}
              {keeps && !lead && (
                <>
                  {' · '}
                  <Link href={`/desk/ventures/${venture.id}/founders/${personId}/end`}>
                    {t('ventures.founders.end-of', { name: name ?? t('people.part.closed') })}
                  </Link>
                </>
              )}
            </li>
          );
        })}
      </ul>
      {keeps && (
        <p>
          <Link href={`/desk/ventures/${venture.id}/founders`}>{t('ventures.founders.add')}</Link>
        </p>
      )}
    </Section>
  );
}

const ofVenture = z.object({ id: idOf<'ventures.ventures'>() });
const ofFounder = ofVenture.extend({ person: idOf<'access.subjects'>() });
const toVenture = (venture: Venture) => ({ label: venture.title, href: `/desk/ventures/${venture.id}` });

/** Looks for the further founder among the people of the officer's own desks. */
const findFounderRoute = pageRoute({
  path: '/desk/ventures/:id/founders',
  who: desk,
  params: ofVenture,
  query: z.object({ q: fields.searchText(), page: fields.pageNumber() }),
  view: async (ctx, { params, query }) => {
    const { t } = ctx;
    const venture = await keptVenture(ctx, params.id);
    const here = new Set((await foundersOf(ctx.trx, venture.id)).map(({ personId }) => personId));
    const found = query.q
      ? await searchPeople(ctx.trx, { words: query.q, officeIds: desksOf(ctx), sort: 'newest', page: query.page, pageSize: PAGE })
      : null;
    const columns: TableProps<PersonFound>['columns'] = [
      {
        key: 'name',
        header: t('people.field.name'),
        cell: (row) =>
          here.has(row.id) ? (
            <>
              <bdi>{row.name}</bdi> ({t('ventures.founders.is-founder')})
            </>
          ) : (
            <Link href={`/desk/ventures/${venture.id}/founders/${row.id}/join`}>
              <bdi>{row.name}</bdi>
            </Link>
          ),
      },
      { key: 'reference', header: t('people.field.reference'), cell: (row) => row.reference },
      { key: 'born', header: t('people.field.birth-year'), numeric: true, cell: (row) => row.birthYear ?? '–' },
    ];
    return page(
      t('ventures.founders.add'),
      <>
        <PageHeading title={t('ventures.founders.add')} caption={<Bdi>{venture.title}</Bdi>} lead={t('ventures.founders.lead')} />
        <SearchForm
          action={`/desk/ventures/${venture.id}/founders`}
          label={t('people.list.search')}
          hint={t('people.list.search-hint')}
          value={query.q}
        />
        {found && (
          <Table<PersonFound>
            caption={t('people.list.found', { count: found.total })}
            rows={found.rows}
            rowKey={(row) => row.id}
            paging={{ page: query.page, pageSize: PAGE, total: found.total }}
            columns={columns}
            empty={<EmptyState title={t('people.list.nobody', { words: query.q })}>{t('ventures.founders.open-first')}</EmptyState>}
          />
        )}
      </>,
      { breadcrumbs: [toVenture(venture)] },
    );
  },
});

/** A person of the officer's own desks; another office's file, though shared, is no founder to add here. */
async function personOfDesk(ctx: Context, id: PersonId): Promise<Person> {
  const person = await getPerson(ctx.trx, id);
  if (!person || !desksOf(ctx).includes(person.officeId)) throw refuseHttp('not-found');
  return person;
}

const joinRoute = formRoute({
  path: '/desk/ventures/:id/founders/:person/join',
  who: desk,
  params: ofFounder,
  body: z.object({ agreed: fields.tick() }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const venture = await keptVenture(ctx, params.id);
    const person = await personOfDesk(ctx, params.person);
    const name = person.identity ? fullName(person.identity) : person.reference;
    return page(
      t('ventures.founders.add'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('ventures.founders.join-question', { name })}
          caption={<Bdi>{venture.title}</Bdi>}
          lead={t('ventures.founders.join-lead')}
        />
        <Form entry={entry}>
          <CheckboxField name="agreed" label={t('ventures.founders.agreed')} />
          <Button>{t('ventures.founders.add')}</Button>
        </Form>
      </>,
      { breadcrumbs: [toVenture(venture)] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const venture = await keptVenture(ctx, params.id);
    const person = await personOfDesk(ctx, params.person);
    if (!form.agreed) throw refuse('not-agreed', { field: 'agreed' });
    await addFounder(ctx.trx, accountOf(ctx), venture.id, { personId: person.id, officeId: person.officeId });
    return redirect(`/desk/ventures/${venture.id}`, 'ventures.notice.founder-joined');
  },
});

const endRoute = formRoute({
  path: '/desk/ventures/:id/founders/:person/end',
  who: desk,
  params: ofFounder,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const venture = await keptVenture(ctx, params.id);
    const founder = (await foundersOf(ctx.trx, venture.id)).find(({ personId }) => personId === params.person);
    if (!founder) throw refuseHttp('not-found');
    const name = (await personNames(ctx.trx, [params.person])).get(params.person) ?? t('people.part.closed');
    return page(
      t('ventures.founders.end'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('ventures.founders.end-question', { name })}
          caption={<Bdi>{venture.title}</Bdi>}
          lead={t('ventures.founders.end-lead')}
        />
        <Form entry={entry}>
          <Button kind="warning">{t('ventures.founders.end')}</Button>
        </Form>
      </>,
      { breadcrumbs: [toVenture(venture)] },
    );
  },
  submit: async (ctx, { params }) => {
    const venture = await keptVenture(ctx, params.id);
    await removeFounder(ctx.trx, accountOf(ctx), venture.id, params.person);
    return redirect(`/desk/ventures/${venture.id}`, 'ventures.notice.founder-left');
  },
});

export const founderRoutes = [findFounderRoute, joinRoute, endRoute];
