import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  PostButton,
  SearchForm,
  Section,
  SelectField,
  Table,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { languages, textIn } from '#kernel/i18n';
import { findPractice, listPractices } from '#modules/practices';
import type { Issue } from '../newsletter.ts';
import { itemsOf, listDrafts } from '../read-issues.ts';
import { readerCounts } from '../readers.ts';
import { refuse } from '../refusals.ts';
import { addItem, beginIssue, changeIssue, removeIssue, removeItem, sendIssue } from '../write-issue.ts';
import { IssueView } from './issue-view.tsx';
import { dayText, deskAt, deskCrumbs, draftAtDesk, editors, isEditor, issueAtDesk, ofIssue } from './reach.ts';

const MOST_FOUND = 50;

const body = z.object({
  language: fields.choice(languages.map(({ code }) => code)),
  title: fields.text(200),
  intro: fields.longText(4_000),
});

/** Drafts, and how many readers there are in each language. */
export const deskRoute = pageRoute({
  path: '/newsletter/issues',
  who: editors,
  view: async (ctx) => {
    if (!isEditor(ctx)) throw refuseHttp('not-found');
    const { t, format } = ctx;
    const readers = await readerCounts(ctx.trx);
    return page(
      t('newsletters.desk.title'),
      <>
        <PageHeading
          title={t('newsletters.desk.title')}
          lead={t('newsletters.desk.lead')}
          actions={<ButtonLink href="/newsletter/issues/new">{t('newsletters.new.title')}</ButtonLink>}
        />
        <Section title={t('newsletters.desk.drafts')}>
          <Table<Issue>
            caption={t('newsletters.desk.drafts')}
            hideCaption
            rows={await listDrafts(ctx.trx)}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('newsletters.desk.none')} />}
            columns={[
              {
                key: 'title',
                header: t('newsletters.field.title'),
                cell: ({ id, title, language }) => (
                  <Link href={deskAt(id)}>
                    <Bdi lang={language}>{title}</Bdi>
                  </Link>
                ),
              },
              { key: 'language', header: t('newsletters.field.language'), cell: ({ language }) => format.languageName(language) },
              { key: 'begun', header: t('newsletters.field.begun'), cell: ({ createdAt }) => dayText(ctx, createdAt) },
            ]}
          />
        </Section>
        <Section title={t('newsletters.desk.readers')}>
          <Table<(typeof languages)[number]>
            caption={t('newsletters.desk.readers')}
            hideCaption
            rows={languages}
            rowKey={({ code }) => code}
            columns={[
              { key: 'language', header: t('newsletters.field.language'), cell: ({ code }) => format.languageName(code) },
              {
                key: 'readers',
                header: t('newsletters.field.readers'),
                cell: ({ code }) => format.number(readers.get(code) ?? 0),
                numeric: true,
              },
            ]}
          />
        </Section>
      </>,
      { breadcrumbs: deskCrumbs(ctx).slice(0, 2) },
    );
  },
});

/** Begins an issue. */
export const newRoute = formRoute({
  path: '/newsletter/issues/new',
  who: editors,
  body,
  view: async (ctx, _input, entry) => {
    if (!isEditor(ctx)) throw refuseHttp('not-found');
    const { t } = ctx;
    return page(
      t('newsletters.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('newsletters.new.title')} />
        <IssueFields ctx={ctx} entry={entry} known={null} />
      </>,
      { breadcrumbs: deskCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, form) => redirect(deskAt(await beginIssue(ctx.trx, accountOf(ctx), form)), 'newsletters.notice.begun'),
});

/** A draft: its words, what is in it, and what comes next; an issue that was sent is shown as it went out. */
export const draftRoute = formRoute({
  path: '/newsletter/issues/:id',
  who: editors,
  params: ofIssue,
  body,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const issue = await issueAtDesk(ctx, id);
    const items = await itemsOf(ctx.trx, id);
    if (issue.state === 'sent')
      return page(issue.title, <SentIssue ctx={ctx} issue={issue} items={items} />, { breadcrumbs: deskCrumbs(ctx) });
    return page(
      issue.title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={<Bdi lang={issue.language}>{issue.title}</Bdi>} caption={t('newsletters.draft.caption')} />
        <Section title={t('newsletters.draft.practices')}>
          {items.length === 0 && <EmptyState title={t('newsletters.issue.no-items')} />}
          <ol>
            {items.map(({ practiceId, title, note }) => (
              <li key={practiceId}>
                <Bdi>{textIn(title, ctx.lang).text}</Bdi>
                {note && (
                  <p>
                    <Bdi lang={issue.language}>{note}</Bdi>
                  </p>
                )}
                <PostButton
                  action={deskAt(id, '/take-out')}
                  fields={{ practice: practiceId }}
                  kind="quiet"
                  aria-label={t('newsletters.draft.take-out-of', { title: textIn(title, ctx.lang).text })}
                >
                  {t('newsletters.draft.take-out')}
                </PostButton>
              </li>
            ))}
          </ol>
          <ButtonGroup>
            <ButtonLink href={deskAt(id, '/add')}>{t('newsletters.add.title')}</ButtonLink>
            {items.length > 0 && (
              <ButtonLink kind="secondary" href={deskAt(id, '/send')}>
                {t('newsletters.send.title')}
              </ButtonLink>
            )}
          </ButtonGroup>
        </Section>
        <Section title={t('newsletters.draft.words')}>
          <IssueFields ctx={ctx} entry={entry} known={issue} />
        </Section>
        <p>
          <Link href={deskAt(id, '/remove')}>{t('newsletters.remove.title')}</Link>
        </p>
      </>,
      { breadcrumbs: deskCrumbs(ctx) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    await changeIssue(ctx.trx, await issueAtDesk(ctx, id), form);
    return redirect(deskAt(id), 'newsletters.notice.changed');
  },
});

function SentIssue({ ctx, issue, items }: { ctx: Context; issue: Issue; items: Awaited<ReturnType<typeof itemsOf>> }) {
  return (
    <>
      <PageHeading title={<Bdi lang={issue.language}>{issue.title}</Bdi>} />
      <Notice tone="success">
        {ctx.t('newsletters.draft.is-sent')} <Link href={`/newsletter/${issue.number}`}>{ctx.t('newsletters.draft.as-sent')}</Link>
      </Notice>
      <IssueView ctx={ctx} issue={issue} items={items} />
    </>
  );
}

/** Finds a practice of the library and puts it at the end of a draft. */
export const addRoute = formRoute({
  path: '/newsletter/issues/:id/add',
  who: editors,
  params: ofIssue,
  query: z.object({ q: fields.searchText() }),
  body: z.object({ practice: fields.text(120), note: fields.optionalLongText(1_000) }),
  view: async (ctx, { params: { id }, query: { q } }, entry) => {
    const { t, lang } = ctx;
    const issue = await draftAtDesk(ctx, id, entry);
    const { rows, total } = await listPractices(ctx.trx, { words: q, lang, limit: MOST_FOUND });
    return page(
      t('newsletters.add.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('newsletters.add.title')} caption={<Bdi lang={issue.language}>{issue.title}</Bdi>} />
        <SearchForm action={deskAt(id, '/add')} label={t('newsletters.add.search')} value={q} />
        {rows.length === 0 ? (
          <EmptyState title={t('newsletters.add.none')} />
        ) : (
          <Form entry={entry}>
            <SelectField
              name="practice"
              label={t('newsletters.add.practice')}
              hint={t('newsletters.add.found', { count: total, most: MOST_FOUND })}
              options={rows.map(({ code, title }) => ({ value: code, label: textIn(title, lang).text }))}
              required
            />
            <TextArea name="note" label={t('newsletters.add.note')} hint={t('newsletters.add.note-hint')} maxLength={1_000} rows={3} />
            <Button>{t('newsletters.add.button')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: deskCrumbs(ctx, issue) },
    );
  },
  submit: async (ctx, { params: { id } }, { practice, note }) => {
    const issue = await issueAtDesk(ctx, id);
    const found = await findPractice(ctx.trx, practice);
    if (!found) throw refuse('no-practice', { field: 'practice' });
    await addItem(ctx.trx, issue, { practiceId: found.id, note });
    return redirect(deskAt(id), 'newsletters.notice.added');
  },
});

/** Takes a practice out of a draft. */
export const takeOutRoute = formRoute({
  path: '/newsletter/issues/:id/take-out',
  who: editors,
  params: ofIssue,
  body: z.object({ practice: z.uuid() }),
  repeatable: true,
  view: async (_ctx, { params: { id } }) => redirect(deskAt(id)),
  submit: async (ctx, { params: { id } }, { practice }) => {
    const issue = await issueAtDesk(ctx, id);
    const item = (await itemsOf(ctx.trx, id)).find(({ practiceId }) => practiceId === practice);
    if (item) await removeItem(ctx.trx, issue, item.practiceId);
    return redirect(deskAt(id), 'newsletters.notice.taken-out');
  },
});

/** Shows the issue as it will go out, says to how many, and sends it. */
export const sendRoute = formRoute({
  path: '/newsletter/issues/:id/send',
  who: editors,
  params: ofIssue,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const issue = await draftAtDesk(ctx, id, entry);
    const readers = (await readerCounts(ctx.trx)).get(issue.language) ?? 0;
    return page(
      t('newsletters.send.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('newsletters.send.title')} caption={<Bdi lang={issue.language}>{issue.title}</Bdi>} />
        <Notice tone="warning">{t('newsletters.send.final', { count: readers, language: ctx.format.languageName(issue.language) })}</Notice>
        <Section title={t('newsletters.send.preview')}>
          <IssueView ctx={ctx} issue={issue} items={await itemsOf(ctx.trx, id)} />
        </Section>
        <Form entry={entry}>
          <Button>{t('newsletters.send.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, issue) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    await sendIssue(ctx.trx, await issueAtDesk(ctx, id), ctx.now);
    return redirect(deskAt(id), 'newsletters.notice.sent');
  },
});

/** Takes a draft away, after a question. */
export const removeRoute = formRoute({
  path: '/newsletter/issues/:id/remove',
  who: editors,
  params: ofIssue,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const issue = await draftAtDesk(ctx, id, entry);
    return page(
      t('newsletters.remove.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('newsletters.remove.title')} caption={<Bdi lang={issue.language}>{issue.title}</Bdi>} />
        <Notice tone="warning">{t('newsletters.remove.final')}</Notice>
        <Form entry={entry}>
          <Button kind="warning">{t('newsletters.remove.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, issue) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    await removeIssue(ctx.trx, await issueAtDesk(ctx, id));
    return redirect('/newsletter/issues', 'newsletters.notice.removed');
  },
});

function IssueFields({ ctx, entry, known }: { ctx: Context; entry: FormEntry; known: Issue | null }) {
  const { t } = ctx;
  return (
    <Form entry={entry} draft={`newsletter-${known?.id ?? 'new'}`}>
      <SelectField
        name="language"
        label={t('newsletters.field.language')}
        hint={t('newsletters.field.language-hint')}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        value={known?.language ?? ctx.lang}
        required
      />
      <TextField name="title" label={t('newsletters.field.title')} value={known?.title} maxLength={200} required />
      <TextArea
        name="intro"
        label={t('newsletters.field.intro')}
        hint={t('newsletters.field.intro-hint')}
        value={known?.intro}
        maxLength={4_000}
        rows={8}
        required
      />
      <Button>{t('newsletters.save')}</Button>
    </Form>
  );
}
