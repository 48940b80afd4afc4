import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  PageHeading,
  RadioField,
  Section,
  SummaryList,
  TextArea,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, holders, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { officeNames } from '#modules/offices';
import { caseOfNote, type NoteId } from '../note.ts';
import { askToWithhold, decideWithholding, listWithholdings, type Withholding } from '../withhold-note.ts';
import { readCaseHead } from './crumbs.ts';

const params = z.object({ id: idOf<'cases.notes'>() });
const officer = holders('data-protection-officer');

async function readHead(ctx: Context, id: NoteId) {
  const caseId = await caseOfNote(ctx.trx, id);
  const head = caseId ? await readCaseHead(ctx, caseId) : null;
  if (head?.case.standing !== 'custody') throw refuseHttp('not-found');
  return head;
}

/** Asks to keep a note out of the person's copy of their data. */
export const withholdNoteRoute = formRoute({
  path: '/desk/notes/:id/withhold',
  who: desk,
  params,
  body: z.object({ reason: fields.longText(2_000) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const head = await readHead(ctx, input.params.id);
    return page(
      t('cases.withhold.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.withhold.title')} caption={<bdi>{head.person}</bdi>} lead={t('cases.withhold.lead')} />
        <Form entry={entry}>
          <TextArea name="reason" label={t('cases.withhold.reason')} hint={t('cases.withhold.reason-hint')} maxLength={2_000} required />
          <Button>{t('cases.withhold.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, input, form) => {
    const head = await readHead(ctx, input.params.id);
    await askToWithhold(ctx.trx, accountOf(ctx), input.params.id, form.reason);
    return redirect(`/desk/cases/${head.case.id}#notes`, 'cases.notice.withholding-asked');
  },
});

/** What waits for the data-protection officer's decision. */
export const withholdingsRoute = pageRoute({
  path: '/admin/withheld-notes',
  who: officer,
  view: async (ctx) => {
    const { t } = ctx;
    const waiting = await listWithholdings(ctx.trx);
    return page(
      t('cases.withhold.list'),
      <>
        <PageHeading title={t('cases.withhold.list')} lead={t('cases.withhold.list-lead')} />
        {waiting.length === 0 && <EmptyState title={t('cases.withhold.none')} />}
        {await Promise.all(
          waiting.map(async (one) => (
            <Section key={one.noteId} level={2} title={ctx.format.instant(one.askedAt, 'short')}>
              {await summary(ctx, one)}
              <ButtonLink
                href={`/admin/withheld-notes/${one.noteId}`}
                label={`${t('cases.withhold.decide')}: ${ctx.format.instant(one.askedAt)}`}
              >
                {t('cases.withhold.decide')}
              </ButtonLink>
            </Section>
          )),
        )}
      </>,
    );
  },
});

async function summary(ctx: Context, one: Withholding) {
  const office = (await officeNames(ctx.trx, [one.officeId], ctx.lang)).get(one.officeId) ?? '–';
  return (
    <SummaryList
      rows={[
        { key: 'office', label: ctx.t('cases.field.office'), value: <Bdi>{office}</Bdi> },
        { key: 'reason', label: ctx.t('cases.withhold.reason'), value: <Bdi>{one.reason}</Bdi> },
      ]}
    />
  );
}

/** The data-protection officer decides by the reason, without reading the note. */
export const decideWithholdingRoute = formRoute({
  path: '/admin/withheld-notes/:id',
  who: officer,
  params,
  body: z.object({ decision: fields.choice(['withhold', 'release']), reason: fields.longText(2_000) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = (await listWithholdings(ctx.trx)).find(({ noteId }) => noteId === input.params.id);
    if (!one) throw refuseHttp('not-found');
    return page(
      t('cases.withhold.decide'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.withhold.decide')} lead={t('cases.withhold.decide-lead')} />
        {await summary(ctx, one)}
        <Form entry={entry}>
          <RadioField
            name="decision"
            label={t('cases.withhold.decision')}
            choices={[
              { value: 'withhold', label: t('cases.withhold.keep') },
              { value: 'release', label: t('cases.withhold.release') },
            ]}
          />
          <TextArea name="reason" label={t('cases.withhold.decision-reason')} maxLength={2_000} required />
          <Button>{t('cases.withhold.decide')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('cases.withhold.list'), href: '/admin/withheld-notes' }] },
    );
  },
  submit: async (ctx, input, form) => {
    await decideWithholding(ctx.trx, accountOf(ctx), input.params.id, { withhold: form.decision === 'withhold', reason: form.reason });
    return redirect('/admin/withheld-notes', 'cases.notice.withholding-decided');
  },
});
