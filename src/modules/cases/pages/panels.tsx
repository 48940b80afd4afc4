import { Bdi, ButtonLink, EmptyState, Link, SummaryList, Table, Tag } from '#kernel/html';
import { scopesOf, type Context } from '#kernel/http';
import { addDays } from '#kernel/time';
import type { PersonId } from '#modules/people';
import { caseOfPerson } from '../get-case.ts';
import { listDue, type Due } from '../list-due.ts';
import { loadCase, type LoadedCase } from '../load-case.ts';
import { readNames, type Names } from './names.ts';
import { CaseTag } from './tags.tsx';
import { todayOf } from './today.ts';

/** What {@link CaseSummary} shows; null where the actor sees no case of the person. */
export type CaseSummaryData = { case: LoadedCase; names: Names } | null;

/** Reads the open case of a person, else the one closed last. */
export async function readCaseSummary(ctx: Context, personId: PersonId): Promise<CaseSummaryData> {
  const id = await caseOfPerson(ctx.trx, personId);
  if (!id) return null;
  const found = await loadCase(ctx.trx, id);
  return { case: found, names: await readNames(ctx, { accounts: [found.counsellorId], offices: [found.officeId] }) };
}

/** The case of a person at a glance, with a way to it. */
export function CaseSummary({ ctx, data }: { ctx: Context; data: CaseSummaryData }) {
  const { t, format } = ctx;
  if (!data) return <EmptyState title={t('cases.summary.none')} />;
  const { case: found, names } = data;
  return (
    <>
      <SummaryList
        label={t('cases.summary.title')}
        rows={[
          { key: 'state', label: t('cases.field.state'), value: <CaseTag ctx={ctx} state={found.state} /> },
          { key: 'reason', label: t('cases.field.reason'), value: <Bdi>{found.reason || '–'}</Bdi> },
          { key: 'counsellor', label: t('cases.field.counsellor'), value: <Bdi>{names.account(found.counsellorId)}</Bdi> },
          { key: 'opened', label: t('cases.field.opened'), value: format.instant(found.openedAt, 'long') },
        ]}
      />
      <ButtonLink kind="secondary" href={`/desk/cases/${found.id}`}>
        {t('cases.summary.link')}
      </ButtonLink>
    </>
  );
}

/** How far ahead {@link DueList} looks. */
const AHEAD_DAYS = 7;

/** Reads what is due at the officer's desks within a week, the overdue first. */
export async function readDueList(ctx: Context): Promise<Due[]> {
  return await listDue(ctx.trx, { officeIds: scopesOf(ctx, 'counsellor', 'office-manager'), until: addDays(todayOf(ctx), AHEAD_DAYS) });
}

/** Steps, tasks and follow-ups that are due. */
export function DueList({ ctx, data }: { ctx: Context; data: readonly Due[] }) {
  const { t, format } = ctx;
  const today = todayOf(ctx);
  return (
    <Table<Due>
      caption={t('cases.due.title')}
      hideCaption
      rows={[...data]}
      rowKey={(due) => due.id}
      columns={[
        {
          key: 'what',
          header: t('cases.due.what'),
          cell: (due) => (
            <Link href={due.kind === 'follow-up' ? `/desk/follow-ups/${due.id}` : `/desk/cases/${due.caseId}`}>
              <Bdi>{due.kind === 'follow-up' ? t('cases.follow-up.title', { months: due.months ?? 0 }) : due.title}</Bdi>
            </Link>
          ),
        },
        { key: 'person', header: t('cases.field.person'), cell: (due) => <Bdi>{due.person ?? t('cases.unnamed')}</Bdi> },
        { key: 'kind', header: t('cases.due.kind'), cell: (due) => t(`cases.due.${due.kind}`) },
        {
          key: 'due',
          header: t('cases.field.due'),
          cell: (due) => (
            <>
              {format.date(due.dueOn, 'short')} {due.dueOn < today && <Tag tone="danger">{t('cases.due.overdue')}</Tag>}
            </>
          ),
        },
      ]}
      empty={<EmptyState title={t('cases.due.none')} />}
    />
  );
}
