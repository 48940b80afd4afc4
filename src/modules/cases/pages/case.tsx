import { z } from 'zod';
import { Bdi, ButtonGroup, ButtonLink, Columns, EmptyState, Notice, PageHeading, Section } from '#kernel/html';
import { desk, page, pageRoute, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { listFiles, type StoredFile } from '#kernel/files';
import { readLoanSteps, type LoanStep } from '#modules/loans/pages';
import { fullName } from '#modules/people';
import { PersonSummary, readPersonSummary } from '#modules/people/pages';
import { venturesOf } from '#modules/ventures';
import { readVentureSummary, VentureSummary } from '#modules/ventures/pages';
import { termLabel } from '#modules/vocabulary';
import { allowedOnCase, type CaseAction } from '../case.ts';
import { getCase, type CaseView } from '../get-case.ts';
import { ActionLink } from './action-link.tsx';
import { BlockersSection, DocumentsSection, FollowUpsSection, TasksSection } from './case-lists.tsx';
import { placeOf } from './document-place.ts';
import { HistorySection } from './history.tsx';
import { readNames, type Names } from './names.ts';
import { NotesSection } from './notes-section.tsx';
import { HandoversSection, ReferralsSection } from './others-sections.tsx';
import { PlanSection } from './plan-section.tsx';
import { CaseTag } from './tags.tsx';

/** What the sections of the page share. */
export interface CaseParts {
  ctx: Context;
  view: CaseView;
  names: Names;
  documents: readonly StoredFile[];
  /** Loans that the person lets the office follow. */
  loans: readonly LoanStep[];
  may: (action: CaseAction) => ReturnType<typeof allowedOnCase>;
}

/** The whole case on one page. */
export const caseRoute = pageRoute({
  path: '/desk/cases/:id',
  who: desk,
  params: z.object({ id: idOf<'cases.cases'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const view = await getCase(ctx.trx, ctx.network.keyring, params.id);
    const parts: CaseParts = {
      ctx,
      view,
      names: await readCaseNames(ctx, view),
      documents: await listFiles(ctx.trx, placeOf(ctx), view.case.personId),
      loans: view.case.standing === 'custody' ? await readLoanSteps(ctx, view.case.personId) : [],
      may: (action) => allowedOnCase(view.case, action),
    };
    const name = view.person?.identity ? fullName(view.person.identity) : t('cases.unnamed');
    return page(
      name,
      <>
        <PageHeading
          title={<Bdi>{name}</Bdi>}
          caption={t('cases.page.caption', {
            reference: view.person?.reference ?? '',
            counsellor: parts.names.account(view.case.counsellorId),
          })}
          tags={<CaseTag ctx={ctx} state={view.case.state} />}
          lead={view.case.reason ? <Bdi>{view.case.reason}</Bdi> : undefined}
          actions={<Actions parts={parts} />}
        />
        <Standing parts={parts} />
        <Columns kind="main-side">
          <div>
            <PlanSection {...parts} />
            <BlockersSection {...parts} />
            <NotesSection {...parts} />
            <HistorySection {...parts} />
          </div>
          <div>
            {await PersonSide(parts)}
            <TasksSection {...parts} />
            <DocumentsSection {...parts} />
            <ReferralsSection {...parts} />
            <HandoversSection {...parts} />
            <FollowUpsSection {...parts} />
          </div>
        </Columns>
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('cases.list.title'), href: '/desk/cases' }] },
    );
  },
});

async function readCaseNames(ctx: Context, view: CaseView): Promise<Names> {
  return await readNames(ctx, {
    accounts: [
      view.case.counsellorId,
      ...view.notes.map((note) => note.authorId),
      ...view.tasks.map((task) => task.assignedTo),
      ...view.history.map((event) => event.byAccount),
    ],
    offices: [
      view.case.officeId,
      ...view.notes.map((note) => note.writtenIn),
      ...view.handovers.flatMap((one) => [one.fromOfficeId, one.toOfficeId]),
    ],
    services: [...view.steps.map((step) => step.serviceId), ...view.referrals.map((referral) => referral.serviceId)],
    organisations: view.referrals.map((referral) => referral.organisationId),
  });
}

function Actions({ parts: { ctx, view, may } }: { parts: CaseParts }) {
  const { t } = ctx;
  const at = `/desk/cases/${view.case.id}`;
  return (
    <>
      <ButtonLink href={`${at}/plan`} kind="secondary">
        {t('cases.page.print')}
      </ButtonLink>
      {view.case.standing === 'custody' && view.case.state === 'open' && (
        <>
          <ButtonLink href={`${at}/edit`} kind="secondary">
            {t('cases.page.edit')}
          </ButtonLink>
          <ActionLink ctx={ctx} verdict={may('offer')} href={`${at}/hand-over`}>
            {t('cases.page.offer')}
          </ActionLink>
        </>
      )}
      {view.case.state === 'open' ? (
        <ActionLink ctx={ctx} verdict={may('close')} href={`${at}/close`}>
          {t('cases.page.close')}
        </ActionLink>
      ) : (
        <ActionLink ctx={ctx} verdict={may('reopen')} href={`${at}/reopen`}>
          {t('cases.reopen.button')}
        </ActionLink>
      )}
    </>
  );
}

/** How the reader stands to the case, where that is not plain custody; how it ended; what is kept back. */
function Standing({ parts: { ctx, view, names } }: { parts: CaseParts }) {
  const { t, lang, format } = ctx;
  const { standing, state, personOutcome, ventureOutcome, officeId } = view.case;
  const outcome = [
    personOutcome && termLabel('personOutcomes', personOutcome, lang),
    ventureOutcome && termLabel('ventureOutcomes', ventureOutcome, lang),
  ].filter(Boolean);
  const kept = view.withheld.map(({ part }) => t(`cases.part.${part}`));
  return (
    <>
      {standing === 'joint' && (
        <Notice title={t('cases.page.joint', { office: names.office(officeId) })}>{t('cases.page.joint-hint')}</Notice>
      )}
      {standing === 'reader' && <Notice title={t('cases.page.reader', { office: names.office(officeId) })} />}
      {state === 'closed' && <Notice title={t('cases.page.closed', { outcome: outcome.join(' · ') })} />}
      {kept.length > 0 && standing !== 'own' && (
        <Notice title={t('cases.page.withheld', { parts: format.list(kept) })}>{t('cases.page.withheld-hint')}</Notice>
      )}
    </>
  );
}

/** A case is opened before its venture is known; unless somebody ties the two, what becomes of the venture is lost. */
async function NoVenture({ ctx, view }: Pick<CaseParts, 'ctx' | 'view'>) {
  const { t } = ctx;
  const { id, personId } = view.case;
  const known = await venturesOf(ctx.trx, personId);
  return (
    <Section title={t('cases.field.venture')}>
      <EmptyState
        title={t('cases.page.no-venture')}
        action={
          known.length > 0 ? (
            <ButtonLink kind="secondary" href={`/desk/cases/${id}/edit`}>
              {t('cases.page.choose-venture')}
            </ButtonLink>
          ) : (
            <ButtonLink kind="secondary" href={`/desk/people/${personId}/ventures/new`}>
              {t('cases.page.new-venture')}
            </ButtonLink>
          )
        }
      />
    </Section>
  );
}

async function PersonSide({ ctx, view }: CaseParts) {
  const { t } = ctx;
  return (
    <>
      {view.person && (
        <Section
          title={t('cases.page.person')}
          actions={
            <ButtonGroup>
              <ButtonLink kind="quiet" href={`/desk/people/${view.case.personId}`}>
                {t('cases.page.file')}
              </ButtonLink>
            </ButtonGroup>
          }
        >
          <PersonSummary ctx={ctx} data={await readPersonSummary(ctx, view.person)} />
        </Section>
      )}
      {view.venture && (
        <Section
          title={view.venture.title}
          actions={
            <ButtonLink kind="quiet" href={`/desk/ventures/${view.venture.id}`}>
              {t('cases.page.venture')}
            </ButtonLink>
          }
        >
          <VentureSummary ctx={ctx} data={await readVentureSummary(ctx, view.venture)} />
        </Section>
      )}
      {view.case.ventureId === null && view.case.standing === 'custody' && view.case.state === 'open' && (await NoVenture({ ctx, view }))}
    </>
  );
}
