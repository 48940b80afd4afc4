import { z } from 'zod';
import { ButtonLink, EmptyState, Link, PageHeading, PostButton, Section, Table, Tag } from '#kernel/html';
import { accountOf, desk, formRoute, page, pageRoute, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { record } from '#kernel/audit';
import { listGrants, type Grant } from '#kernel/consent';
import { codeCardOf, issueCodeCard } from '#kernel/identity';
import { PersonAppointments, readPersonAppointments } from '#modules/appointments/pages';
import { caseOfPerson } from '#modules/cases';
import { CaseSummary, readCaseSummary } from '#modules/cases/pages';
import { PersonLearning, readPersonLearning } from '#modules/learning/pages';
import { MentoringSummary, readMentoring } from '#modules/mentoring/pages';
import { LoanSummary, readApplications } from '#modules/loans/pages';
import { readSavings, SavingSummary } from '#modules/savings/pages';
import { officeNames } from '#modules/offices';
import { organisationNames } from '#modules/directory';
import { readVentureOpportunities, VentureOpportunities } from '#modules/opportunities/pages';
import { fullName, getPerson, type Person, type PersonId } from '#modules/people';
import { PersonSummary, readPersonSummary } from '#modules/people/pages';
import { ReadinessSummary, readReadinessSummary } from '#modules/readiness/pages';
import { PersonReturn, readReturns } from '#modules/returns/pages';
import { termLabel } from '#modules/vocabulary';
import { PersonTracks, readTracks } from '#modules/tracks/pages';
import { LinkedFiles, readLinkedFiles } from '../links/desk-links.tsx';
import { readVentureTrade, VentureTrade } from '#modules/trade/pages';
import { venturesOf } from '#modules/ventures';

const params = z.object({ id: idOf<'access.subjects'>() });

async function readPerson(ctx: Context, id: PersonId): Promise<Person> {
  const person = await getPerson(ctx.trx, id);
  if (!person) throw refuseHttp('not-found');
  return person;
}

/** Names of those who may see parts of a file, by their id. */
export async function recipientNames(ctx: Context, grants: readonly Grant[]): Promise<Map<string, string>> {
  const idsOf = (kind: Grant['recipient']['kind']) =>
    grants.filter((grant) => grant.recipient.kind === kind).map((grant) => grant.recipient.id);
  const offices = await officeNames(ctx.trx, idsOf('office'), ctx.lang);
  const organisations = await organisationNames(ctx.trx, idsOf('organisation'), ctx.lang);
  return new Map([...offices, ...organisations]);
}

/** The file of a person: who it is, the case, the ventures, and who may see what. */
export const personRoute = pageRoute({
  path: '/desk/people/:id',
  who: desk,
  params,
  view: async (ctx, input) => {
    const { t, lang, format } = ctx;
    const person = await readPerson(ctx, input.params.id);
    const caseId = await caseOfPerson(ctx.trx, person.id);
    const ventures = await venturesOf(ctx.trx, person.id);
    const grants = await listGrants(ctx.trx, person.id);
    const names = await recipientNames(ctx, grants);
    const card = await codeCardOf(ctx.network.identity, ctx.trx, person.id);
    await record(ctx.trx, {
      verb: 'people.read',
      purpose: 'people.purpose.counselling',
      scopeId: person.officeId,
      subjectId: person.id,
      details: { parts: ['identity', 'contact', 'profile'].filter((part) => person[part as 'identity' | 'contact' | 'profile'] !== null) },
    });
    const name = person.identity ? fullName(person.identity) : person.reference;
    const atDesk = scopesOf(ctx, 'counsellor', 'office-manager').includes(person.officeId);
    return page(
      name,
      <>
        <PageHeading
          title={<bdi>{name}</bdi>}
          caption={t('app.person.caption', { reference: person.reference })}
          actions={
            <>
              {caseId ? (
                <ButtonLink href={`/desk/cases/${caseId}`}>{t('app.person.case')}</ButtonLink>
              ) : (
                <ButtonLink href={`/desk/people/${person.id}/case`}>{t('app.person.open-case')}</ButtonLink>
              )}
              <ButtonLink kind="secondary" href={`/desk/people/${person.id}/edit`}>
                {t('app.person.edit')}
              </ButtonLink>
            </>
          }
        />
        <PersonSummary ctx={ctx} data={await readPersonSummary(ctx, person)} />
        {caseId && (
          <Section title={t('cases.summary.title')}>
            <CaseSummary ctx={ctx} data={await readCaseSummary(ctx, person.id)} />
          </Section>
        )}
        <PersonAppointments ctx={ctx} data={await readPersonAppointments(ctx, person.id)} />
        <Section
          title={t('app.person.ventures')}
          actions={
            <ButtonLink kind="quiet" href={`/desk/people/${person.id}/ventures/new`}>
              {t('app.person.new-venture')}
            </ButtonLink>
          }
        >
          {ventures.length === 0 && <EmptyState title={t('app.person.no-venture')} />}
          <ul class="plain-list">
            {ventures.map((venture) => (
              <li key={venture.id}>
                <Link href={`/desk/ventures/${venture.id}`}>
                  <bdi>{venture.title}</bdi>
                </Link>{' '}
                <Tag>{termLabel('ventureStages', venture.stage, lang)}</Tag>
              </li>
            ))}
          </ul>
        </Section>
        <PersonLearning ctx={ctx} personId={person.id} data={await readPersonLearning(ctx, person.id)} />
        <Section title={t('readiness.desk.title')}>
          <ReadinessSummary ctx={ctx} data={await readReadinessSummary(ctx, person.id)} />
        </Section>
        {atDesk && <PersonTracks ctx={ctx} data={await readTracks(ctx, person.id)} />}
        <PersonReturn ctx={ctx} plans={await readReturns(ctx, person.id)} personId={person.id} atDesk={atDesk} />
        <MentoringSummary ctx={ctx} data={await readMentoring(ctx, { personId: person.id })} ventureId={ventures[0]?.id} />
        {atDesk && <VentureOpportunities ctx={ctx} data={await readVentureOpportunities(ctx, ventures)} />}
        {atDesk && (
          <LoanSummary
            ctx={ctx}
            data={await readApplications(ctx, [person.id])}
            href={`/desk/people/${person.id}/loans`}
            base="/desk/loans"
          />
        )}
        {atDesk && (
          <SavingSummary
            ctx={ctx}
            rows={await readSavings(ctx, [person.id])}
            href={`/desk/people/${person.id}/savings`}
            base="/desk/savings"
          />
        )}
        {atDesk && <VentureTrade ctx={ctx} data={await readVentureTrade(ctx, ventures)} />}
        <Section title={t('app.person.sharing')}>
          <p>{t('app.person.sharing-lead')}</p>
          <Grants ctx={ctx} grants={grants} names={names} />
          {atDesk && (
            <ButtonLink kind="quiet" href={`/desk/people/${person.id}/override`}>
              {t('app.overrides.ask')}
            </ButtonLink>
          )}
        </Section>
        {atDesk && <LinkedFiles ctx={ctx} person={person} rows={await readLinkedFiles(ctx, person)} />}
        <Section title={t('app.person.card')}>
          <p>{card ? t('app.person.card-has', { day: format.instant(card.expiresAt, 'short') }) : t('app.person.card-none')}</p>
          <ButtonLink kind="secondary" href={`/desk/people/${person.id}/card`}>
            {t('app.person.card-print')}
          </ButtonLink>
        </Section>
        {atDesk && (
          <p>
            <Link href={`/desk/people/${person.id}/erasure`}>{t('app.person.erasure')}</Link>
          </p>
        )}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('people.list.title'), href: '/desk/people' }] },
    );
  },
});

function Grants({ ctx, grants, names }: { ctx: Context; grants: readonly Grant[]; names: ReadonlyMap<string, string> }) {
  const { t, format } = ctx;
  // uses messages: app.part.*
  // uses messages: app.grant-state.*
  const loose = ctx.t as (key: string) => string;
  return (
    <Table<Grant>
      caption={t('app.person.sharing')}
      hideCaption
      rows={[...grants]}
      rowKey={(grant) => grant.id}
      columns={[
        { key: 'who', header: t('app.grant.who'), cell: (grant) => names.get(grant.recipient.id) ?? '–' },
        { key: 'parts', header: t('app.grant.parts'), cell: (grant) => format.list(grant.parts.map((part) => loose(`app.part.${part}`))) },
        { key: 'until', header: t('app.grant.until'), cell: (grant) => format.instant(grant.endsAt, 'short') },
        {
          key: 'state',
          header: t('app.grant.state'),
          cell: (grant) => (
            <>
              <Tag tone={grant.state === 'live' ? 'success' : 'neutral'}>{loose(`app.grant-state.${grant.state}`)}</Tag>{' '}
              {grant.how === 'override' && <Link href="/desk/overrides">{t('app.grant.override')}</Link>}
            </>
          ),
        },
      ]}
      empty={<EmptyState title={t('app.grant.none')} />}
    />
  );
}

/** Makes the card with which a person without phone and e-mail signs in; shown once, to be printed. */
export const cardRoute = formRoute({
  path: '/desk/people/:id/card',
  who: desk,
  params,
  repeatable: true,
  body: z.object({}),
  view: async (ctx, input) => {
    const { t } = ctx;
    const person = await readPerson(ctx, input.params.id);
    return page(
      t('app.card.title'),
      <>
        <PageHeading
          title={t('app.card.title')}
          caption={person.identity ? fullName(person.identity) : person.reference}
          lead={t('app.card.lead')}
        />
        <PostButton kind="primary" action={`/desk/people/${person.id}/card`}>
          {t('app.card.make')}
        </PostButton>
      </>,
      { breadcrumbs: [{ label: person.reference, href: `/desk/people/${person.id}` }] },
    );
  },
  submit: async (ctx, input) => {
    const { t, format } = ctx;
    const person = await readPerson(ctx, input.params.id);
    const card = await issueCodeCard(ctx.network.identity, ctx.trx, accountOf(ctx), person.id);
    return page(
      t('app.card.title'),
      <>
        <PageHeading title={t('app.card.ready')} caption={person.identity ? fullName(person.identity) : person.reference} />
        <div class="panel">
          <p>{t('app.card.address', { address: `${ctx.network.publicUrl}/${ctx.lang}/sign-in/card` })}</p>
          <p class="code-card" dir="ltr">
            <strong>{card.code}</strong>
          </p>
          <p>{t('app.card.until', { day: format.instant(card.expiresAt, 'short') })}</p>
        </div>
        <p>{t('app.card.once')}</p>
        <ButtonLink kind="secondary" href={`/desk/people/${person.id}`}>
          {t('app.card.back')}
        </ButtonLink>
      </>,
      { breadcrumbs: [{ label: person.reference, href: `/desk/people/${person.id}` }] },
    );
  },
});
