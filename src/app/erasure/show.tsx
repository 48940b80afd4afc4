import { Bdi, SummaryList, Tag, type SummaryRow, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { officeNames } from '#modules/offices';
import type { Proof, Registered, Request, RequestState } from './erasure.ts';
import { countFile, type Counted } from './read-erasures.ts';

const tones: Record<RequestState, Tone> = {
  asked: 'warning',
  proposed: 'warning',
  refused: 'neutral',
  withdrawn: 'neutral',
  erased: 'success',
};

export function StateTag({ ctx, state }: { ctx: Context; state: RequestState }) {
  return <Tag tone={tones[state]}>{ctx.t(`app.erasure.state.${state}`)}</Tag>;
}

/** How the request is called in letters and aloud. */
export function numberOf(one: Pick<Registered, 'number'>): string {
  return `E-${one.number}`;
}

/** The day by which the person has an answer: one month after asking (GDPR article 12(3)). */
export function answerBy(askedAt: Date): Date {
  const day = new Date(askedAt);
  const wanted = (day.getUTCMonth() + 1) % 12;
  day.setUTCMonth(day.getUTCMonth() + 1);
  // The 31st has no counterpart in a shorter month: its last day is meant.
  if (day.getUTCMonth() !== wanted) day.setUTCDate(0);
  return day;
}

/** What goes with a file, by kind and number; ventures that stay with other founders are named as such. */
export async function readCounts(ctx: Context, subjectId: Registered['subjectId']): Promise<Counted[]> {
  return await countFile(ctx.trx, subjectId);
}

export function Counts({ ctx, counts }: { ctx: Context; counts: readonly Counted[] }) {
  const { t, format } = ctx;
  return (
    <SummaryList
      rows={counts.map(({ what, number }) => ({ key: what, label: t(`app.erasure.count.${what}`), value: format.number(number) }))}
    />
  );
}

/** Names of the offices and accounts that a request or proof mentions. */
export async function namesFor(ctx: Context, one: Request | Proof): Promise<(id: string | null) => string> {
  const accounts = [one.proposedBy, one.decidedBy, 'askedBy' in one ? one.askedBy : null].filter((id) => id !== null);
  const names = new Map([...(await officeNames(ctx.trx, [one.officeId], ctx.lang)), ...(await accountNames(ctx.trx, accounts))]);
  return (id) => (id && names.get(id)) || '–';
}

/** What was asked, proposed and decided, as the office and the officer read it. */
export function RequestFacts({ ctx, request, name }: { ctx: Context; request: Request; name: (id: string | null) => string }) {
  const { t, format } = ctx;
  const rows: SummaryRow[] = [
    { key: 'state', label: t('app.admin.state'), value: <StateTag ctx={ctx} state={request.state} /> },
    { key: 'office', label: t('app.erasure.office'), value: <Bdi>{name(request.officeId)}</Bdi> },
    { key: 'how', label: t('app.erasure.how'), value: t(`app.erasure.how-${request.askedHow}`) },
    { key: 'asked', label: t('app.erasure.asked'), value: format.instant(request.askedAt, 'short') },
    { key: 'by', label: t('app.erasure.answer-by'), value: format.date(answerBy(request.askedAt).toISOString().slice(0, 10)) },
    {
      key: 'account',
      label: t('app.erasure.account'),
      value: t(request.accountToo ? 'app.erasure.account-too' : 'app.erasure.account-stays'),
    },
  ];
  if (request.wish) rows.push({ key: 'wish', label: t('app.erasure.wish'), value: <Bdi>{request.wish}</Bdi> });
  if (request.proposal) {
    rows.push(
      { key: 'proposal', label: t('app.erasure.proposal'), value: t(`app.erasure.proposal-${request.proposal}`) },
      { key: 'why', label: t('app.erasure.proposal-why'), value: <Bdi>{request.proposalReason}</Bdi> },
      { key: 'who', label: t('app.erasure.proposed-by'), value: <Bdi>{name(request.proposedBy)}</Bdi> },
    );
  }
  if (request.reason) rows.push({ key: 'reason', label: t('app.erasure.reason'), value: <Bdi>{request.reason}</Bdi> });
  if (request.keepUntil) rows.push({ key: 'until', label: t('app.erasure.keep-until'), value: format.date(request.keepUntil) });
  if (request.decidedBy) rows.push({ key: 'decided', label: t('app.erasure.decided-by'), value: <Bdi>{name(request.decidedBy)}</Bdi> });
  return <SummaryList rows={rows} />;
}

/** What stays of an erased file. */
export function ProofFacts({ ctx, proof, name }: { ctx: Context; proof: Proof; name: (id: string | null) => string }) {
  const { t, format } = ctx;
  return (
    <SummaryList
      rows={[
        { key: 'state', label: t('app.admin.state'), value: <StateTag ctx={ctx} state="erased" /> },
        { key: 'office', label: t('app.erasure.office'), value: <Bdi>{name(proof.officeId)}</Bdi> },
        { key: 'how', label: t('app.erasure.how'), value: t(`app.erasure.how-${proof.askedHow}`) },
        { key: 'asked', label: t('app.erasure.asked'), value: format.instant(proof.askedAt, 'short') },
        { key: 'ground', label: t('app.erasure.ground'), value: t(`app.erasure.ground-${proof.ground}`) },
        { key: 'proposed', label: t('app.erasure.proposed-by'), value: <Bdi>{name(proof.proposedBy)}</Bdi> },
        { key: 'decided', label: t('app.erasure.decided-by'), value: <Bdi>{name(proof.decidedBy)}</Bdi> },
        { key: 'erased', label: t('app.erasure.erased-at'), value: proof.endedAt ? format.instant(proof.endedAt, 'short') : '–' },
        {
          key: 'finished',
          label: t('app.erasure.finished'),
          value: proof.finishedAt ? format.instant(proof.finishedAt, 'short') : t('app.erasure.not-finished'),
        },
      ]}
    />
  );
}
