import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  FileField,
  Form,
  Inset,
  Link,
  Notice,
  PageHeading,
  PostButton,
  Section,
  TextArea,
} from '#kernel/html';
import { download, fields, formRoute, page, pageRoute, redirect, type Context, type Route } from '#kernel/http';
import { acceptedEndings } from '#kernel/files';
import { questionIn, questionsIn } from '../content.ts';
import { addEvidence, LARGEST_EVIDENCE, openEvidence, removeEvidence } from '../evidence.ts';
import { standingIn } from '../read-sheets.ts';
import { refuse } from '../refusals.ts';
import { missingIn } from '../routing.ts';
import { saveSection } from '../save-section.ts';
import { releaseContact, reopenSheet, submitSheet } from '../submit-sheet.ts';
import { hrefOf, openSheet, type Opened, type Way } from './reach.ts';
import { sheetCrumbs } from './sheet-overview.tsx';
import { plainText } from './words.tsx';

const ofSheet = z.object({ id: idOf<'instruments.sheets'>() });

/** Hands a sheet in, after a look at what is missing. */
export const submitRoute = (way: Way): Route =>
  formRoute({
    path: `${way.base}/:id/submit`,
    who: way.who,
    params: ofSheet,
    body: z.object({}),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const opened = await openSheet(ctx, id);
      if (!opened.standing.writes && !entry.sent) throw refuse('closed');
      return page(
        t('instruments.submit.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('instruments.submit.title')} lead={t('instruments.submit.lead')} />
          <Missing ctx={ctx} way={way} opened={opened} />
          <Form entry={entry}>
            <Button>{t('instruments.submit.button')}</Button>
          </Form>
        </>,
        { breadcrumbs: sheetCrumbs(ctx, way, opened) },
      );
    },
    submit: async (ctx, { params: { id } }) => {
      const { content } = await openSheet(ctx, id);
      await submitSheet(ctx.trx, ctx.actor.accountId, id, content, ctx.now);
      // Whoever wrote it from paper reads it as staff from now on.
      const { fills } = await standingIn(ctx.trx, id);
      return redirect(fills ? hrefOf(ctx, way, id) : `/instruments/sheets/${id}`, 'instruments.notice.submitted');
    },
  });

function Missing({ ctx, way, opened: { content, filled, sheet } }: { ctx: Context; way: Way; opened: Opened }) {
  const missing = missingIn(content, filled.answers);
  if (missing.length === 0) return <Notice tone="success">{ctx.t('instruments.submit.whole')}</Notice>;
  return (
    <Section title={ctx.t('instruments.submit.missing')}>
      <ul>
        {missing.map((question) => {
          const section = content.sections.find(({ questions }) => questions.includes(question));
          return (
            <li key={question.id}>
              <Link href={`${hrefOf(ctx, way, sheet.id, `/sections/${section?.id ?? ''}`)}#${question.id}`}>
                {plainText(ctx, question.label)}
              </Link>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Opens a sheet that was handed in again, with the reason. */
export const reopenRoute = (way: Way): Route =>
  formRoute({
    path: `${way.base}/:id/reopen`,
    who: way.who,
    params: ofSheet,
    body: z.object({ reason: fields.longText(500) }),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const opened = await openSheet(ctx, id);
      if (opened.sheet.state !== 'submitted' && !entry.sent) throw refuse('not-submitted');
      return page(
        t('instruments.reopen.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('instruments.reopen.title')} lead={t('instruments.reopen.lead')} />
          <Form entry={entry}>
            <TextArea name="reason" label={t('instruments.reopen.reason')} maxLength={500} rows={3} required />
            <Button>{t('instruments.reopen.button')}</Button>
          </Form>
        </>,
        { breadcrumbs: sheetCrumbs(ctx, way, opened) },
      );
    },
    submit: async (ctx, { params: { id } }, { reason }) => {
      await openSheet(ctx, id);
      await reopenSheet(ctx.trx, ctx.actor.accountId, id, reason);
      return redirect(hrefOf(ctx, way, id), 'instruments.notice.reopened');
    },
  });

/** Those of the sheet allow staff to see whom to ring up, or take it back. */
export const contactRoute = (way: Way): Route =>
  formRoute({
    path: `${way.base}/:id/contact`,
    who: way.who,
    params: ofSheet,
    body: z.object({ allow: fields.choice(['yes', 'no']) }),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const opened = await openSheet(ctx, id);
      const { sheet, content } = opened;
      if (!questionsIn(content).some(({ contact }) => contact)) throw refuse('not-found');
      const allowed = sheet.contactAllowedAt;
      return page(
        t('instruments.contact.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('instruments.contact.title')} lead={t('instruments.contact.lead')} />
          {sheet.contactAskedAt && (
            <Inset>
              <p>{t('instruments.contact.asked', { reason: sheet.contactAskedWhy ?? '' })}</p>
            </Inset>
          )}
          <p>{allowed ? t('instruments.contact.is-allowed', { day: ctx.format.instant(allowed) }) : t('instruments.contact.is-closed')}</p>
          <Form entry={entry}>
            <input type="hidden" name="allow" value={allowed ? 'no' : 'yes'} />
            <Button kind={allowed ? 'warning' : 'primary'}>
              {t(allowed ? 'instruments.contact.withdraw' : 'instruments.contact.allow')}
            </Button>
          </Form>
        </>,
        { breadcrumbs: sheetCrumbs(ctx, way, opened) },
      );
    },
    submit: async (ctx, { params: { id } }, { allow }) => {
      await openSheet(ctx, id);
      await releaseContact(ctx.trx, ctx.actor.accountId, id, allow === 'yes', ctx.now);
      return redirect(
        hrefOf(ctx, way, id),
        allow === 'yes' ? 'instruments.notice.contact-allowed' : 'instruments.notice.contact-withdrawn',
      );
    },
  });

const ofQuestion = ofSheet.extend({ question: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/) });

/** Files that go with one answer: what is there, and one more. */
export const filesRoute = (way: Way): Route =>
  formRoute({
    path: `${way.base}/:id/files/:question`,
    who: way.who,
    params: ofQuestion,
    body: z.object({}),
    files: true,
    view: async (ctx, { params: { id, question: asked } }, entry) => {
      const { t } = ctx;
      const opened = await openSheet(ctx, id);
      const question = questionIn(opened.content, asked);
      if (!question || question.contact) throw refuse('not-found');
      const files = opened.evidence.filter((one) => one.question === asked);
      return page(
        t('instruments.files.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('instruments.files.title')} caption={plainText(ctx, question.label)} lead={t('instruments.files.lead')} />
          {files.length > 0 && (
            <Section title={t('instruments.files.there')}>
              <ul>
                {files.map((file) => (
                  <li key={file.id}>
                    <Link href={hrefOf(ctx, way, id, `/files/${asked}/${file.id}`)}>{file.name}</Link>
                    {opened.standing.writes && (
                      <PostButton
                        kind="quiet"
                        action={hrefOf(ctx, way, id, `/files/${asked}/${file.id}/remove`)}
                        label={t('instruments.files.remove-one', { name: file.name })}
                      >
                        {t('instruments.files.remove')}
                      </PostButton>
                    )}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {opened.standing.writes ? (
            <Form entry={entry} multipart>
              <FileField
                name="file"
                label={t('instruments.files.file')}
                accept={acceptedEndings.join(',')}
                maxMegabytes={LARGEST_EVIDENCE / 1024 / 1024}
                required
              />
              <Button>{t('instruments.files.add')}</Button>
            </Form>
          ) : (
            <ButtonLink href={hrefOf(ctx, way, id)}>{t('instruments.fill.overview')}</ButtonLink>
          )}
        </>,
        { breadcrumbs: sheetCrumbs(ctx, way, opened) },
      );
    },
    submit: async (ctx, { params: { id, question: asked } }, _form, sent) => {
      const { content, filled, sheet } = await openSheet(ctx, id);
      const question = questionIn(content, asked);
      const [file] = sent;
      if (!question || question.contact) throw refuse('not-found');
      if (!file) throw refuse('file-not-accepted', { field: 'file' });
      await addEvidence(ctx.trx, ctx.network.keyring, ctx.actor.accountId, {
        sheetId: id,
        question: asked,
        name: file.name,
        bytes: file.bytes,
      });
      if (question.type === 'file') {
        const note = filled.entries.get(asked)?.note ?? null;
        const given = new Map([[asked, { answer: { file: true as const }, note }]]);
        await saveSection(ctx.trx, ctx.actor.accountId, id, content, { base: sheet.revision, given }, ctx.now);
      }
      return redirect(hrefOf(ctx, way, id, `/files/${asked}`), 'instruments.notice.file-added');
    },
  });

const ofFile = ofQuestion.extend({ file: idOf<'instruments.evidence'>() });

/** The file itself. */
export const fileRoute = (way: Way): Route =>
  pageRoute({
    path: `${way.base}/:id/files/:question/:file`,
    who: way.who,
    params: ofFile,
    view: async (ctx, { params: { id, file } }) => {
      await openSheet(ctx, id);
      const found = await openEvidence(ctx.trx, ctx.network.keyring, id, file);
      if (!found) throw refuse('not-found');
      return download(found.name, found.mediaType, found.content);
    },
  });

/** Takes a file away again. */
export const removeFileRoute = (way: Way): Route =>
  formRoute({
    path: `${way.base}/:id/files/:question/:file/remove`,
    who: way.who,
    params: ofFile,
    body: z.object({}),
    view: async (ctx, { params: { id, question, file } }, entry) => {
      const { t } = ctx;
      const opened = await openSheet(ctx, id);
      const found = opened.evidence.find((one) => one.id === file && one.question === question);
      if (!found) throw refuse('not-found');
      return page(
        t('instruments.files.remove-title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('instruments.files.remove-title')} lead={found.name} />
          <Form entry={entry}>
            <Button kind="warning">{t('instruments.files.remove')}</Button>
          </Form>
        </>,
        { breadcrumbs: sheetCrumbs(ctx, way, opened) },
      );
    },
    submit: async (ctx, { params: { id, question: asked, file } }) => {
      const { content, filled, sheet, evidence } = await openSheet(ctx, id);
      await removeEvidence(ctx.trx, id, file);
      const question = questionIn(content, asked);
      if (question?.type === 'file' && evidence.filter((one) => one.question === asked).length === 1) {
        const given = new Map([[asked, { answer: null, note: filled.entries.get(asked)?.note ?? null }]]);
        await saveSection(ctx.trx, ctx.actor.accountId, id, content, { base: sheet.revision, given }, ctx.now);
      }
      return redirect(hrefOf(ctx, way, id, `/files/${asked}`), 'instruments.notice.file-removed');
    },
  });
