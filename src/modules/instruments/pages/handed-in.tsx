import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ButtonGroup, ButtonLink, ErrorSummary, Form, Notice, PageHeading, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Answer, type Context, type Route } from '#kernel/http';
import { type Translate } from '#kernel/i18n';
import { getSheet } from '../read-sheets.ts';
import { type Round } from '../rounds.ts';
import type { SheetId } from '../sheet.ts';
import { askForContact, reopenSheet } from '../submit-sheet.ts';
import { FilledPaper } from './paper.tsx';
import { readAll } from './reach.ts';
import { makers } from './staff.tsx';
import { LanguageNote } from './words.tsx';
import { roundCrumbs, roundIn } from './round.tsx';

const ofSheet = z.object({ id: idOf<'instruments.sheets'>() });

/** A sheet that was handed in, as staff read it: whom to ring up only where those of the sheet allowed it. */
export const readSheetRoute = pageRoute({
  path: '/instruments/sheets/:id',
  who: makers,
  params: ofSheet,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const sheet = await getSheet(ctx.trx, id);
    if (sheet?.state !== 'submitted') throw refuseHttp('not-found');
    const { round, content, filled } = await readAll(ctx, sheet);
    return page(
      sheet.label,
      <>
        <PageHeading title={<Bdi>{sheet.label}</Bdi>} caption={<Bdi>{round.title}</Bdi>} />
        {sheet.receivedOn && <p>{t('instruments.overview.paper', { day: ctx.format.date(sheet.receivedOn) })}</p>}
        <LanguageNote ctx={ctx} content={content} />
        {!sheet.contactAllowedAt && (
          <Notice>
            <p>{t(sheet.contactAskedAt ? 'instruments.contact.waits' : 'instruments.contact.apart')}</p>
          </Notice>
        )}
        <FilledPaper ctx={ctx} content={content} filled={filled} />
        {!round.publishedAt && (
          <ButtonGroup>
            <ButtonLink kind="secondary" href={`/instruments/sheets/${id}/reopen`}>
              {t('instruments.reopen.start')}
            </ButtonLink>
            {!sheet.contactAllowedAt && (
              <ButtonLink kind="secondary" href={`/instruments/sheets/${id}/ask-contact`}>
                {t('instruments.contact.ask')}
              </ButtonLink>
            )}
          </ButtonGroup>
        )}
      </>,
      { breadcrumbs: roundCrumbs(ctx, round) },
    );
  },
});

const reason = z.object({ reason: fields.longText(500) });

async function submittedSheet(ctx: Context, id: SheetId) {
  const sheet = await getSheet(ctx.trx, id);
  if (sheet?.state !== 'submitted') throw refuseHttp('not-found');
  return { sheet, round: await roundIn(ctx, sheet.roundId) };
}

interface Asking {
  path: '/instruments/sheets/:id/reopen' | '/instruments/sheets/:id/ask-contact';
  says: (t: Translate) => { title: string; lead: string; reason: string; button: string };
  /** Does it, and answers where it leads. */
  ask: (ctx: Context, sheet: SheetId, round: Round, reason: string) => Promise<Answer>;
}

/** Something that staff ask of those who handed a sheet in, with the reason, which they read. */
const askOf = ({ path, says, ask }: Asking): Route =>
  formRoute({
    path,
    who: makers,
    params: ofSheet,
    body: reason,
    view: async (ctx, { params: { id } }, entry) => {
      const { sheet, round } = await submittedSheet(ctx, id);
      const { title, lead, reason: why, button } = says(ctx.t);
      return page(
        title,
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={title} caption={<Bdi>{sheet.label}</Bdi>} lead={lead} />
          <Form entry={entry}>
            <TextArea name="reason" label={why} maxLength={500} rows={3} required />
            <Button>{button}</Button>
          </Form>
        </>,
        { breadcrumbs: roundCrumbs(ctx, round) },
      );
    },
    submit: async (ctx, { params: { id } }, form) => {
      const { round } = await submittedSheet(ctx, id);
      return await ask(ctx, id, round, form.reason);
    },
  });

/** Staff send a sheet back to those who filled it in. */
export const staffReopenRoute = askOf({
  path: '/instruments/sheets/:id/reopen',
  says: (t) => ({
    title: t('instruments.reopen.title'),
    lead: t('instruments.reopen.lead'),
    reason: t('instruments.reopen.reason'),
    button: t('instruments.reopen.button'),
  }),
  ask: async (ctx, sheet, round, why) => {
    await reopenSheet(ctx.trx, accountOf(ctx), sheet, why);
    return redirect(`/instruments/rounds/${round.id}`, 'instruments.notice.reopened');
  },
});

/** Staff ask those of a sheet whether they may see whom to ring up. */
export const askContactRoute = askOf({
  path: '/instruments/sheets/:id/ask-contact',
  says: (t) => ({
    title: t('instruments.contact.ask'),
    lead: t('instruments.contact.ask-lead'),
    reason: t('instruments.contact.reason'),
    button: t('instruments.contact.ask-button'),
  }),
  ask: async (ctx, sheet, _round, why) => {
    await askForContact(ctx.trx, accountOf(ctx), sheet, why, ctx.now);
    return redirect(`/instruments/sheets/${sheet}`, 'instruments.notice.contact-asked');
  },
});
