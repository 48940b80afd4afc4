import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  EmailField,
  EmptyState,
  ErrorSummary,
  Form,
  Lead,
  Link,
  PageHeading,
  Section,
  SelectField,
  Table,
} from '#kernel/html';
import { everyone, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { DAYS_TO_CONFIRM } from '../jobs.ts';
import type { Issue } from '../newsletter.ts';
import { findSent, itemsOf, listSent } from '../read-issues.ts';
import { askForNewsletter, confirmReader, findReader, leaveNewsletter } from '../readers.ts';
import { IssueMark, IssueView } from './issue-view.tsx';
import { dayText, isEditor, publicCrumbs } from './reach.ts';

const PAGE = 20;
const languageOptions = languages.map(({ code, name }) => ({ value: code, label: name }));

/** What the newsletter is, how to get it, and every issue that was sent. */
export const newsletterRoute = formRoute({
  path: '/newsletter',
  who: everyone,
  query: z.object({ page: fields.pageNumber() }),
  body: z.object({ email: fields.email(), language: fields.choice(languages.map(({ code }) => code)) }),
  view: async (ctx, { query }, entry) => {
    const { t } = ctx;
    return page(
      t('newsletters.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('newsletters.title')} lead={t('newsletters.lead')} />
        {isEditor(ctx) && (
          <p>
            <Link href="/newsletter/issues">{t('newsletters.desk.title')}</Link>
          </p>
        )}
        <Section title={t('newsletters.ask.title')}>
          <Form entry={entry}>
            <EmailField name="email" label={t('newsletters.ask.email')} hint={t('newsletters.ask.email-hint')} required />
            <SelectField
              name="language"
              label={t('newsletters.ask.language')}
              hint={t('newsletters.ask.language-hint')}
              options={languageOptions}
              value={ctx.lang}
              required
            />
            <Button>{t('newsletters.ask.button')}</Button>
          </Form>
        </Section>
        <Section title={t('newsletters.archive.title')}>
          <Archive ctx={ctx} {...await listSent(ctx.trx, { page: query.page, pageSize: PAGE })} current={query.page} />
        </Section>
      </>,
      { breadcrumbs: publicCrumbs(ctx).slice(0, 1), description: t('newsletters.lead') },
    );
  },
  submit: async (ctx, _input, form) => {
    await askForNewsletter(ctx.trx, ctx.network.keyring, form);
    return redirect('/newsletter/asked');
  },
});

function Archive({ ctx, rows, total, current }: { ctx: Context; rows: readonly Issue[]; total: number; current: number }) {
  const { t, format } = ctx;
  return (
    <Table<Issue>
      caption={t('newsletters.archive.title')}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      paging={{ page: current, pageSize: PAGE, total }}
      empty={<EmptyState title={t('newsletters.archive.none')} />}
      columns={[
        { key: 'number', header: t('newsletters.field.number'), cell: ({ number }) => format.number(number ?? 0), numeric: true },
        {
          key: 'title',
          header: t('newsletters.field.title'),
          cell: (issue) => (
            <>
              <Link href={`/newsletter/${issue.number}`}>
                <Bdi lang={issue.language}>{issue.title}</Bdi>
              </Link>{' '}
              <IssueMark ctx={ctx} issue={issue} />
            </>
          ),
        },
        { key: 'language', header: t('newsletters.field.language'), cell: ({ language }) => format.languageName(language) },
        { key: 'sent', header: t('newsletters.field.sent'), cell: ({ sentAt }) => (sentAt ? dayText(ctx, sentAt) : '') },
      ]}
    />
  );
}

/** What happens next, for whoever asked. It says the same for every address: nobody learns from it who gets the newsletter. */
export const askedRoute = pageRoute({
  path: '/newsletter/asked',
  who: everyone,
  view: async (ctx) => {
    const { t } = ctx;
    return page(
      t('newsletters.asked.title'),
      <>
        <PageHeading title={t('newsletters.asked.title')} />
        <Lead>{t('newsletters.asked.lead', { days: DAYS_TO_CONFIRM })}</Lead>
        <p>{t('newsletters.asked.missing')}</p>
        <ButtonLink href="/newsletter">{t('newsletters.title')}</ButtonLink>
      </>,
      { breadcrumbs: publicCrumbs(ctx) },
    );
  },
});

/** An issue that was sent. */
export const issueRoute = pageRoute({
  path: '/newsletter/:number',
  who: everyone,
  params: z.object({ number: z.coerce.number().int().min(1).max(1_000_000) }),
  view: async (ctx, { params: { number } }) => {
    const { t } = ctx;
    const issue = await findSent(ctx.trx, number);
    if (!issue?.sentAt) throw refuseHttp('not-found');
    return page(
      issue.title,
      <>
        <PageHeading
          title={<Bdi lang={issue.language}>{issue.title}</Bdi>}
          caption={t('newsletters.issue.caption', { number, day: dayText(ctx, issue.sentAt) })}
          tags={<IssueMark ctx={ctx} issue={issue} />}
        />
        <IssueView ctx={ctx} issue={issue} items={await itemsOf(ctx.trx, issue.id)} />
        <p>
          <Link href="/newsletter">{t('newsletters.issue.get-it')}</Link>
        </p>
      </>,
      { breadcrumbs: publicCrumbs(ctx), description: issue.intro.slice(0, 200) },
    );
  },
});

/** For whoever opens the link of an old letter: why nothing is there, and how to go on. */
function linkOver(ctx: Context) {
  const { t } = ctx;
  return page(
    t('newsletters.mine.title'),
    <>
      <PageHeading title={t('newsletters.mine.title')} />
      <Lead>{t('newsletters.refusal.link-over')}</Lead>
      <ButtonLink href="/newsletter">{t('newsletters.title')}</ButtonLink>
    </>,
    { breadcrumbs: publicCrumbs(ctx), status: 404 },
  );
}

/** Where the link of every letter leads: to say yes, or to leave. Nothing happens before a button is pressed: programs open links too. */
export const mineRoute = formRoute({
  path: '/newsletter/mine',
  who: everyone,
  body: z.object({ act: fields.choice(['confirm', 'leave']) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const reader = await findReader(ctx.trx);
    if (!reader) return linkOver(ctx);
    const { language, confirmedAt } = reader;
    return page(
      t('newsletters.mine.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('newsletters.mine.title')}
          lead={t(confirmedAt ? 'newsletters.mine.confirmed' : 'newsletters.mine.waiting', { language: ctx.format.languageName(language) })}
        />
        {!confirmedAt && (
          <Form entry={entry}>
            <input type="hidden" name="act" value="confirm" />
            <Button>{t('newsletters.mine.confirm')}</Button>
          </Form>
        )}
        <Form entry={entry}>
          <input type="hidden" name="act" value="leave" />
          <Button kind={confirmedAt ? 'warning' : 'quiet'}>{t('newsletters.mine.leave')}</Button>
        </Form>
        <p>{t('newsletters.mine.after')}</p>
      </>,
      { breadcrumbs: publicCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { act }) => {
    if (act === 'confirm') await confirmReader(ctx.trx, ctx.now);
    else await leaveNewsletter(ctx.trx);
    return redirect('/newsletter', act === 'confirm' ? 'newsletters.notice.confirmed' : 'newsletters.notice.left');
  },
});
