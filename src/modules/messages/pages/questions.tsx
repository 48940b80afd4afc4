import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  FilterForm,
  Form,
  Inset,
  Link,
  PageHeading,
  PostButton,
  Section,
  SelectField,
  SummaryList,
  Table,
  Tabs,
  Tag,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, csv, desk, fields, formRoute, page, pageRoute, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { truncate, writeCsv } from '#kernel/text';
import { officeNames } from '#modules/offices';
import { termChoices, termCodes, termLabel } from '#modules/vocabulary';
import { answerQuestion, closeQuestion } from '../answer-question.ts';
import type { Question } from '../question.ts';
import { getQuestion, listQuestions, questionSorts } from '../read-questions.ts';
import { sendAnswer } from '../tell-visitor.ts';

const PAGE = 25;
const MOST_EXPORTED = 5_000;
const STATES = ['new', 'answered', 'closed'] as const;

const query = z.object({
  q: fields.searchText(),
  state: fields.maybe(fields.choice(STATES)),
  topic: fields.maybe(fields.choice(termCodes('contactTopics'))),
  sort: fields.maybe(fields.choice(questionSorts)),
  page: fields.pageNumber(),
  format: fields.searchText(),
});
type Query = z.output<typeof query>;

/** Questions to the officer's desks, the longest waiting first; by words, topic and state, and as a file. */
export const questionsRoute = pageRoute({
  path: '/desk/questions',
  who: desk,
  query,
  view: async (ctx, input) => {
    const { t, lang, format } = ctx;
    const state = input.query.state ?? 'new';
    const { q: words, topic, sort, page: at } = input.query;
    const exporting = input.query.format === 'csv';
    const found = await listQuestions(ctx.trx, ctx.network.keyring, {
      officeIds: scopesOf(ctx, 'counsellor', 'office-manager'),
      state,
      topic,
      words,
      sort: sort ?? 'asked',
      limit: exporting ? MOST_EXPORTED : PAGE,
      offset: exporting ? 0 : (at - 1) * PAGE,
    });
    if (exporting) return csv('questions.csv', questionsCsv(ctx, found.rows));
    return page(
      t('messages.questions.title'),
      <>
        <PageHeading title={t('messages.questions.title')} />
        <Tabs
          label={t('messages.questions.title')}
          items={STATES.map((one) => ({
            href: `/desk/questions${sameList(ctx, { state: one })}`,
            label: t(`messages.state.${one}`),
            current: one === state,
          }))}
        />
        <Table<Question>
          caption={t('messages.questions.found', { count: found.total })}
          filters={<Filters ctx={ctx} query={input.query} />}
          rows={found.rows}
          rowKey={(row) => row.id}
          paging={{ page: at, pageSize: PAGE, total: found.total }}
          csvHref={sameList(ctx, { format: 'csv' })}
          columns={[
            {
              key: 'text',
              header: t('messages.field.question'),
              cell: (row) => (
                <Link href={`/desk/questions/${row.id}`}>
                  <Bdi>{truncate(row.text, 80)}</Bdi>
                </Link>
              ),
            },
            { key: 'topic', header: t('messages.field.topic'), cell: (row) => termLabel('contactTopics', row.topic, lang) },
            { key: 'language', header: t('messages.field.language'), cell: (row) => format.languageName(row.language) },
            { key: 'asked', header: t('messages.field.asked'), sort: true, cell: (row) => format.instant(row.askedAt, 'short') },
          ]}
          empty={<EmptyState title={t('messages.questions.none')} />}
        />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.menu.desk'), href: '/desk' }] },
    );
  },
});

/** The first page of the same list, with something changed. */
function sameList(ctx: Context, change: Record<string, string>): string {
  const parameters = new URLSearchParams(ctx.query);
  for (const name of ['page', 'format', 'notice']) parameters.delete(name);
  for (const [name, value] of Object.entries(change)) parameters.set(name, value);
  return `?${parameters.toString()}`;
}

function Filters({ ctx, query: given }: { ctx: Context; query: Query }) {
  const { t, lang } = ctx;
  const keep = { ...(given.state ? { state: given.state } : {}), ...(given.sort ? { sort: given.sort } : {}) };
  return (
    <FilterForm action="/desk/questions" clearHref="/desk/questions" keep={keep}>
      <TextField name="q" label={t('messages.questions.words')} value={given.q} />
      <SelectField
        name="topic"
        label={t('messages.field.topic')}
        value={given.topic ?? ''}
        emptyLabel={t('messages.questions.every-topic')}
        options={termChoices('contactTopics', lang)}
      />
    </FilterForm>
  );
}

/** Without phone and e-mail: a list that leaves the desk needs nobody's address. */
function questionsCsv({ t, lang }: Context, rows: readonly Question[]): string {
  return writeCsv(
    [
      t('messages.field.asked'),
      t('messages.field.topic'),
      t('messages.field.language'),
      t('messages.field.question'),
      t('messages.field.state'),
      t('messages.field.answered-at'),
      t('messages.field.answer'),
    ],
    rows.map((row) => [
      row.askedAt.toISOString(),
      termLabel('contactTopics', row.topic, lang),
      row.language,
      row.text,
      t(`messages.state.${row.state}`),
      row.answeredAt?.toISOString() ?? '',
      row.answer ?? '',
    ]),
  );
}

async function questionOf(ctx: Context, id: Question['id']): Promise<Question> {
  const question = await getQuestion(ctx.trx, ctx.network.keyring, id);
  if (!question) throw refuseHttp('not-found');
  return question;
}

/** One question: read it, answer it, or make a file of it. */
export const answerRoute = formRoute({
  path: '/desk/questions/:id',
  who: desk,
  params: z.object({ id: idOf<'messages.questions'>() }),
  body: z.object({ answer: fields.longText(3_000) }),
  view: async (ctx, { params }, entry) => {
    const { t, lang, format } = ctx;
    const question = await questionOf(ctx, params.id);
    return page(
      t('messages.answer.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('messages.answer.title')}
          caption={termLabel('contactTopics', question.topic, lang)}
          tags={<Tag>{t(`messages.state.${question.state}`)}</Tag>}
        />
        <Inset>
          <p dir="auto" lang={question.language}>
            {question.text}
          </p>
        </Inset>
        <SummaryList
          rows={[
            { key: 'asked', label: t('messages.field.asked'), value: format.instant(question.askedAt) },
            { key: 'language', label: t('messages.field.language'), value: format.languageName(question.language) },
            { key: 'reply', label: t('messages.field.reply-by'), value: t(`messages.reply.${question.replyBy}`) },
            { key: 'phone', label: t('messages.field.phone'), value: <Bdi dir="ltr">{question.phone ?? '–'}</Bdi> },
            { key: 'email', label: t('messages.field.email'), value: <Bdi dir="ltr">{question.email ?? '–'}</Bdi> },
          ]}
        />
        <Form entry={entry} draft={`answer-${question.id}`} draftRemote>
          <TextArea
            name="answer"
            label={t('messages.field.answer')}
            hint={t('messages.field.answer-hint', { language: format.languageName(question.language) })}
            value={question.answer ?? ''}
            required
          />
          <Button>{t('messages.answer.send')}</Button>
        </Form>
        <Section title={t('messages.answer.more')}>
          <div class="button-group">
            {question.personId ? (
              <ButtonLink kind="secondary" href={`/desk/people/${question.personId}`}>
                {t('messages.contacts.file')}
              </ButtonLink>
            ) : (
              <ButtonLink kind="secondary" href={`/desk/people/new?question=${question.id}`}>
                {t('messages.contacts.open-file')}
              </ButtonLink>
            )}
            {question.state !== 'closed' && (
              <PostButton action={`/desk/questions/${question.id}/close`}>{t('messages.answer.close')}</PostButton>
            )}
          </div>
        </Section>
      </>,
      { breadcrumbs: [{ label: t('messages.questions.title'), href: '/desk/questions' }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const question = await answerQuestion(ctx.trx, ctx.network.keyring, accountOf(ctx), params.id, form.answer);
    const office = (await officeNames(ctx.trx, [question.officeId], question.language)).get(question.officeId) ?? '';
    const { keyring, catalogue, publicUrl } = ctx.network;
    await sendAnswer(ctx.trx, question, { keyring, catalogue, publicUrl, office });
    return redirect('/desk/questions', 'messages.notice.answered');
  },
});

/** Closes a question that needs no answer. */
export const closeQuestionRoute = formRoute({
  path: '/desk/questions/:id/close',
  who: desk,
  params: z.object({ id: idOf<'messages.questions'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const question = await questionOf(ctx, params.id);
    return page(
      t('messages.answer.close'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('messages.answer.close')} lead={t('messages.answer.close-lead')} />
        <Inset>
          <p dir="auto">{truncate(question.text, 300)}</p>
        </Inset>
        <PostButton action={`/desk/questions/${question.id}/close`}>{t('messages.answer.close')}</PostButton>
      </>,
      { breadcrumbs: [{ label: t('messages.questions.title'), href: '/desk/questions' }] },
    );
  },
  submit: async (ctx, { params }) => {
    await closeQuestion(ctx.trx, ctx.network.keyring, params.id);
    return redirect('/desk/questions', 'messages.notice.closed');
  },
});
