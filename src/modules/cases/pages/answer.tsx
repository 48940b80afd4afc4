import { z } from 'zod';
import { Bdi, Button, EmptyState, ErrorSummary, Form, Inset, PageHeading, PostButton, RadioField, SearchForm, Section } from '#kernel/html';
import { accountOf, confirmRoute, desk, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { directionOf } from '#kernel/i18n';
import { searchPeople, type PersonFound } from '#modules/people';
import { declineRequest, offerOnRequest } from '../ask-for-handover.ts';
import { caseOfPerson } from '../get-case.ts';
import type { HandoverId } from '../handover.ts';
import { loadHandover, type Handover } from '../load-handover.ts';
import { tellOffice, tellPerson } from '../notices.ts';
import { refuse } from '../refusals.ts';
import { readOfficeName } from './hand-over.tsx';

const FOUND = 20;

/** A request that was made to the officer's office. */
async function requestOf(ctx: Context, id: HandoverId): Promise<Handover & { claim: NonNullable<Handover['claim']> }> {
  const request = await loadHandover(ctx.trx, id);
  const { claim } = request;
  if (!request.forFrom || !claim) throw refuse('not-found');
  return { ...request, claim };
}

/** Files at the asked office that could be meant: by the words typed, else by contact and name together. */
async function candidates(ctx: Context, request: Awaited<ReturnType<typeof requestOf>>, typed: string): Promise<PersonFound[]> {
  const search = async (words: string) =>
    (await searchPeople(ctx.trx, { words, officeIds: [request.fromOfficeId], sort: 'name', page: 1, pageSize: FOUND })).rows;
  if (typed) return await search(typed);
  const byContact = request.claim.contact ? await search(request.claim.contact) : [];
  const byName = await search(request.claim.name);
  return [...new Map([...byContact, ...byName].map((person) => [person.id, person])).values()];
}

/** Answers a request: with the file that the officer recognises, or with a no that says nothing. */
export const answerRequestRoute = formRoute({
  path: '/desk/handovers/:id/answer',
  who: desk,
  params: z.object({ id: idOf<'cases.handovers'>() }),
  query: z.object({ q: fields.searchText() }),
  body: z.object({ person: fields.text(40).pipe(idOf<'access.subjects'>()) }),
  view: async (ctx, { params, query }, entry) => {
    const { t } = ctx;
    const request = await requestOf(ctx, params.id);
    const { claim } = request;
    const found = await candidates(ctx, request, query.q);
    return page(
      t('cases.answer.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.answer.title')} caption={<Bdi>{claim.name}</Bdi>} lead={t('cases.answer.lead')} />
        <Inset>
          <p lang={claim.language} dir={directionOf(claim.language)}>
            {claim.agreement}
          </p>
        </Inset>
        <SearchForm action={`/desk/handovers/${request.id}/answer`} label={t('cases.answer.search')} value={query.q} />
        {found.length === 0 ? (
          <EmptyState title={t('cases.answer.nobody')} />
        ) : (
          <Form entry={entry}>
            <RadioField
              name="person"
              label={t('cases.answer.which')}
              choices={found.map((person) => ({
                value: person.id,
                label: person.name,
                hint: [person.birthYear, person.reference].filter(Boolean).join(' · '),
              }))}
            />
            <Button>{t('cases.answer.offer')}</Button>
          </Form>
        )}
        <Section title={t('cases.answer.no-title')}>
          <p>{t('cases.answer.no-lead')}</p>
          <PostButton action={`/desk/handovers/${request.id}/refuse`}>{t('cases.answer.no')}</PostButton>
        </Section>
      </>,
      { breadcrumbs: [{ label: t('cases.handover.title'), href: `/desk/handovers/${request.id}` }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const request = await requestOf(ctx, params.id);
    const caseId = await caseOfPerson(ctx.trx, form.person);
    if (!caseId) throw refuse('file-has-no-case', { field: 'person' });
    await offerOnRequest(ctx.trx, { ...ctx.actor, accountId: accountOf(ctx) }, params.id, caseId);
    await tellOffice(ctx.trx, ctx.network, request.toOfficeId, 'request-answered', `/desk/handovers/${params.id}`);
    await tellPerson(ctx.trx, ctx.network, form.person, 'person-offered', { office: await readOfficeName(ctx, request.toOfficeId) });
    return redirect(`/desk/handovers/${params.id}`, 'cases.notice.offered');
  },
});

/** Says no to a request, in the one way that tells nothing. */
export const refuseRequestRoute = confirmRoute({
  path: '/desk/handovers/:id/refuse',
  who: desk,
  of: 'cases.handovers',
  title: 'cases.answer.no-title',
  lead: 'cases.answer.no-lead',
  button: 'cases.answer.no',
  back: async (ctx, id) => {
    await requestOf(ctx, id);
    return { label: ctx.t('cases.handover.title'), href: `/desk/handovers/${id}` };
  },
  act: async (ctx, id) => {
    const request = await declineRequest(ctx.trx, accountOf(ctx), id);
    await tellOffice(ctx.trx, ctx.network, request.toOfficeId, 'request-answered', `/desk/handovers/${id}`);
    return redirect('/desk/handovers', 'cases.notice.declined');
  },
});
