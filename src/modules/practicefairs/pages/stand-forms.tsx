import { z } from 'zod';
import { Bdi, Button, EmptyState, ErrorSummary, Form, PageHeading, SearchForm, SelectField } from '#kernel/html';
import { fields, formRoute, page, redirect } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { findPractice, listPractices } from '#modules/practices';
import { standsOf } from '../read-fairs.ts';
import { refuse } from '../refusals.ts';
import { addStand, removeStand } from '../write-fair.ts';
import { deskAt, deskCrumbs, editors, fairAtDesk, ofFair, writableFair } from './reach.ts';

const MOST_FOUND = 50;

/** Finds a practice of the library and gives it a stand. */
export const addRoute = formRoute({
  path: '/practices/fairs/desk/:id/stands',
  who: editors,
  params: ofFair,
  query: z.object({ q: fields.searchText() }),
  body: z.object({ practice: fields.text(120) }),
  view: async (ctx, { params: { id }, query: { q } }, entry) => {
    const { t, lang } = ctx;
    const fair = await writableFair(ctx, id, entry);
    const { rows, total } = await listPractices(ctx.trx, { words: q, lang, limit: MOST_FOUND });
    return page(
      t('practicefairs.add.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practicefairs.add.title')} caption={<Bdi lang={fair.language}>{fair.title}</Bdi>} />
        <SearchForm action={deskAt(id, '/stands')} label={t('practicefairs.add.search')} value={q} />
        {rows.length === 0 ? (
          <EmptyState title={t('practicefairs.add.none')} />
        ) : (
          <Form entry={entry}>
            <SelectField
              name="practice"
              label={t('practicefairs.talk.practice')}
              hint={t('practicefairs.add.found', { count: total, most: MOST_FOUND })}
              options={rows.map(({ code, title }) => ({ value: code, label: textIn(title, lang).text }))}
              required
            />
            <Button>{t('practicefairs.add.title')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: deskCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }, { practice }) => {
    const fair = await fairAtDesk(ctx, id);
    const found = await findPractice(ctx.trx, practice);
    if (!found) throw refuse('no-practice', { field: 'practice' });
    await addStand(ctx.trx, fair, found.id);
    return redirect(deskAt(id), 'practicefairs.notice.added');
  },
});

/** Takes a practice and its talks out of a fair. */
export const takeOutRoute = formRoute({
  path: '/practices/fairs/desk/:id/take-out',
  who: editors,
  params: ofFair,
  body: z.object({ practice: z.uuid() }),
  repeatable: true,
  view: async (ctx, { params: { id } }, entry) => {
    if (entry.errors.length === 0) return redirect(deskAt(id));
    const fair = await fairAtDesk(ctx, id);
    return page(
      ctx.t('practicefairs.stands.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={ctx.t('practicefairs.stands.title')} caption={<Bdi lang={fair.language}>{fair.title}</Bdi>} />
      </>,
      { breadcrumbs: deskCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }, { practice }) => {
    const fair = await fairAtDesk(ctx, id);
    const stand = (await standsOf(ctx.trx, id)).find(({ practiceId }) => practiceId === practice);
    if (stand) await removeStand(ctx.trx, fair, stand.practiceId);
    return redirect(deskAt(id), 'practicefairs.notice.taken-out');
  },
});
