import { z } from 'zod';
import { idOf, type Reads } from '#kernel/db';
import { Bdi, Button, ButtonLink, EmptyState, ErrorSummary, Form, Link, Notice, PageHeading, Section, Table, TextArea } from '#kernel/html';
import { accountOf, download, everyone, fields, formRoute, page, pageRoute, redirect, refuseHttp, signedIn } from '#kernel/http';
import { actOnAssociation } from '../act-on-association.ts';
import { acts, allowed, isStale, needsWords, type Act, type Association, type AssociationId } from '../association.ts';
import { associationsOf, eventsOf, keepersOf, placesOf } from '../read-associations.ts';
import { jointPartnersOf, jointProjectsOf, jointUpdatesOf } from '../read-joint-projects.ts';
import { representativesOf } from '../representatives.ts';
import { changeAssociation } from '../write-association.ts';
import { EntryFields, entryBody, knownPlaces, readEntry } from './entry-fields.tsx';
import { AssociationFacts, Contacts, FocalOffices, Marks, readFocalOffices, StateTag } from './facts.tsx';
import { History } from './history.tsx';
import { OwnPeople } from './representative-pages.tsx';
import { crumbs, mineHref, ownAssociation, readPlaces, todayOf } from './reach.ts';

const params = z.object({ id: idOf<'associations.associations'>() });

/** The associations for which an account writes. */
export const mineRoute = pageRoute({
  path: '/associations/mine',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    return page(
      t('associations.mine.title'),
      <>
        <PageHeading
          title={t('associations.mine.title')}
          lead={t('associations.mine.lead')}
          actions={<ButtonLink href="/associations/register">{t('associations.register.title')}</ButtonLink>}
        />
        <Table<Association>
          caption={t('associations.mine.title')}
          hideCaption
          rows={await associationsOf(ctx.trx, accountOf(ctx))}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('associations.mine.none')} />}
          columns={[
            {
              key: 'name',
              header: t('associations.field.name'),
              cell: ({ id, name }) => (
                <Link href={`/associations/mine/${id}`}>
                  <Bdi>{name}</Bdi>
                </Link>
              ),
            },
            { key: 'state', header: t('associations.field.state'), cell: ({ state }) => <StateTag ctx={ctx} state={state} /> },
          ]}
        />
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
});

/** An association for those who write for it: where it stands, what it says, who stands for it, what was done. */
export const ownRoute = pageRoute({
  path: '/associations/mine/:id',
  who: everyone,
  params,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const entry = await ownAssociation(ctx, id);
    const places = await readPlaces(ctx, [id]);
    const events = await eventsOf(ctx.trx, id);
    const last = events.find(({ kind }) => kind === 'asked' || kind === 'refused');
    return page(
      entry.name,
      <>
        <PageHeading
          title={<Bdi>{entry.name}</Bdi>}
          tags={
            <>
              <StateTag ctx={ctx} state={entry.state} /> <Marks ctx={ctx} entry={entry} />
            </>
          }
        />
        <Notice tone={entry.state === 'verified' ? 'success' : 'info'}>
          {t(`associations.state-text.${entry.state}`)}
          {(entry.state === 'asked' || entry.state === 'refused') && last?.words && (
            <p>
              <Bdi>{last.words}</Bdi>
            </p>
          )}
        </Notice>
        {entry.state === 'verified' && isStale(entry, todayOf(ctx)) && <Notice tone="warning">{t('associations.mark.stale-text')}</Notice>}
        <div class="button-group">
          {acts
            .filter((act) => allowed(entry.state, act))
            .map((act) => (
              <ButtonLink key={act} kind={act === 'close' ? 'quiet' : 'primary'} href={mineHref(ctx, id, `/act?act=${act}`)}>
                {t(`associations.act.${act}`)}
              </ButtonLink>
            ))}
          {entry.state !== 'closed' && (
            <ButtonLink kind="secondary" href={mineHref(ctx, id, '/edit')}>
              {t('associations.edit.title')}
            </ButtonLink>
          )}
        </div>
        <AssociationFacts ctx={ctx} entry={entry} places={places} />
        <Section title={t('associations.part.contact')}>
          <Contacts ctx={ctx} entry={entry} />
        </Section>
        <OwnPeople ctx={ctx} entry={entry} all={await representativesOf(ctx.trx, id)} />
        <FocalOffices ctx={ctx} offices={await readFocalOffices(ctx, places, id)} />
        <History ctx={ctx} events={events} />
        <p>
          <Link href={mineHref(ctx, id, '/copy')} download>
            {t('associations.mine.copy')}
          </Link>
        </p>
        <p>
          <Link href={mineHref(ctx, id, '/projects')}>{t('associations.joint.mine.title')}</Link>
        </p>
        <p>
          <Link href={mineHref(ctx, id).replace('/associations/mine/', '/consultations/for/')}>{t('associations.mine.consultations')}</Link>
        </p>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
});

/** Everything that is kept about the association and the people who stand for it, as JSON. */
export const copyRoute = pageRoute({
  path: '/associations/mine/:id/copy',
  who: everyone,
  params,
  view: async (ctx, { params: { id } }) => {
    const association = await ownAssociation(ctx, id);
    const copy = {
      association,
      places: (await placesOf(ctx.trx, [id])).get(id),
      representatives: await representativesOf(ctx.trx, id),
      writers: await keepersOf(ctx.trx, id),
      history: await eventsOf(ctx.trx, id),
      jointProjects: await copyOfJoint(ctx.trx, id),
    };
    return download('association.json', 'application/json; charset=utf-8', JSON.stringify(copy, null, 2));
  },
});

/** Its joint projects with who takes part and what was told; money as text, which JSON can hold. */
async function copyOfJoint(trx: Reads<'associations'>, id: AssociationId) {
  const projects = await jointProjectsOf(trx, id);
  const partners = await jointPartnersOf(
    trx,
    projects.map((one) => one.id),
  );
  const copies = [];
  for (const { amountMinor, ...one } of projects)
    copies.push({
      ...one,
      amountMinor: amountMinor?.toString() ?? null,
      partners: partners.get(one.id) ?? [],
      updates: await jointUpdatesOf(trx, one.id),
    });
  return copies;
}

/** Changes what the association says of itself. */
export const editRoute = formRoute({
  path: '/associations/mine/:id/edit',
  who: everyone,
  params,
  body: entryBody.extend({ revision: fields.whole(1, 1_000_000) }),
  view: async (ctx, { params: { id } }, sent) => {
    const { t } = ctx;
    const entry = await ownAssociation(ctx, id);
    if (entry.state === 'closed') throw refuseHttp('not-found');
    const places = (await placesOf(ctx.trx, [id])).get(id) ?? { origin: [], destination: [] };
    const known = { entry, places };
    return page(
      t('associations.edit.title'),
      <>
        <ErrorSummary errors={sent.errors} />
        <PageHeading title={t('associations.edit.title')} caption={<Bdi>{entry.name}</Bdi>} lead={t('associations.edit.lead')} />
        <EntryFields ctx={ctx} entry={sent} known={known} places={await knownPlaces(ctx, known)} draft={`association-${id}`} />
      </>,
      { breadcrumbs: crumbs(ctx, entry) },
    );
  },
  submit: async (ctx, { params: { id } }, { revision, ...form }) => {
    await ownAssociation(ctx, id);
    await changeAssociation(ctx.trx, ctx.actor.accountId, id, { ...(await readEntry(ctx, form)), revision }, ctx.now);
    return redirect(mineHref(ctx, id), 'associations.notice.changed');
  },
});

/** Confirms, answers, asks for a second look, says that it is active, or closes. */
export const actRoute = formRoute({
  path: '/associations/mine/:id/act',
  who: everyone,
  params,
  query: z.object({ act: fields.maybe(fields.choice(acts)) }),
  body: z.object({ act: fields.choice(acts), words: fields.optionalLongText(1_000) }),
  view: async (ctx, { params: { id }, query }, sent) => {
    const { t } = ctx;
    const entry = await ownAssociation(ctx, id);
    const act: Act | undefined =
      acts.find((one) => one === sent.value('act')) ?? query.act ?? acts.find((one) => allowed(entry.state, one));
    if (!act) throw refuseHttp('not-found');
    return page(
      t(`associations.act.${act}`),
      <>
        <ErrorSummary errors={sent.errors} />
        <PageHeading title={t(`associations.act.${act}`)} caption={<Bdi>{entry.name}</Bdi>} lead={t(`associations.act.${act}-text`)} />
        <Form entry={sent}>
          <input type="hidden" name="act" value={act} />
          {needsWords(act) && <TextArea name="words" label={t('associations.field.words')} maxLength={1_000} rows={4} required />}
          <Button kind={act === 'close' ? 'warning' : 'primary'}>{t(`associations.act.${act}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, entry) },
    );
  },
  submit: async (ctx, { params: { id } }, given) => {
    await ownAssociation(ctx, id);
    await actOnAssociation(ctx.trx, ctx.actor.accountId, id, given, ctx.now);
    return redirect(mineHref(ctx, id), `associations.notice.${given.act}`);
  },
});
