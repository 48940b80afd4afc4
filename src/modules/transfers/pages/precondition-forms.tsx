import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, DescriptionList, ErrorSummary, Form, PageHeading, RadioField, SelectField, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { languages, makeTranslated, setTranslation, textIn, type Authorship } from '#kernel/i18n';
import { readMeasure } from '../measure.ts';
import { AGE, isMeasured, kinds, type Kind, type Precondition, type PreconditionText } from '../precondition.ts';
import { addPrecondition, changePrecondition, findPrecondition, removePrecondition } from '../preconditions.ts';
import { MeasureFields } from './figures.tsx';
import { Takes } from './preconditions-panel.tsx';
import { ofPractice, practiceAt, practiceCrumbs, preconditionWriters, titleOf, writesAs } from './reach.ts';

const body = z.object({
  words: fields.longText(1_000),
  lang: fields.choice(languages.map(({ code }) => code)),
  needed: fields.choice(['yes', 'helps']),
  least: fields.optionalText(40),
  most: fields.optionalText(40),
  leastCurrency: fields.optionalText(3),
  saidBy: fields.text(200),
  saidOn: fields.text(10).refine((value) => AGE.test(value), 'transfers.problem.date'),
  source: fields.text(300),
  revision: fields.optionalWhole(0, 1_000_000),
});

function readText(ctx: Context, kind: Kind, form: z.output<typeof body>, was: Precondition | null): PreconditionText {
  const author: Authorship = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() };
  const { least, most, leastCurrency, saidBy, saidOn, source, lang } = form;
  const measure = readMeasure(kind, { least, most: kind === 'scale' ? most : null, leastCurrency: leastCurrency ?? '' }, ctx.lang);
  // The same words keep their translations; other words in the same language mark them as older than their source.
  const same = was && was.words.source === lang;
  const words = !same
    ? makeTranslated(lang, form.words, author)
    : was.words.texts[lang]?.text === form.words
      ? was.words
      : setTranslation(was.words, lang, form.words, author);
  return { kind, words, needed: form.needed === 'yes', saidBy, saidOn, source, ...measure };
}

function PreconditionForm({ ctx, entry, kind, was }: { ctx: Context; entry: FormEntry; kind: Kind; was: Precondition | null }) {
  const { t } = ctx;
  const source = was?.words.source;
  return (
    <Form entry={entry}>
      <TextArea
        name="words"
        label={t('transfers.field.takes')}
        hint={t(`transfers.hint.${kind}`)}
        value={was ? textIn(was.words, was.words.source).text : ''}
        maxLength={1_000}
        rows={4}
        required
      />
      <SelectField
        name="lang"
        label={t('transfers.field.lang')}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        value={source ?? ctx.lang}
        required
      />
      {isMeasured(kind) && <MeasureFields ctx={ctx} kind={kind} value={was} upper={kind === 'scale'} required={false} />}
      <RadioField
        name="needed"
        label={t('transfers.field.needed')}
        value={was ? (was.needed ? 'yes' : 'helps') : ''}
        choices={[
          { value: 'yes', label: t('transfers.needed.yes') },
          { value: 'helps', label: t('transfers.needed.helps') },
        ]}
        required
      />
      <TextField
        name="saidBy"
        label={t('transfers.field.said-by')}
        hint={t('transfers.hint.said-by')}
        value={was?.saidBy ?? ''}
        maxLength={200}
        required
      />
      <TextField
        name="saidOn"
        label={t('transfers.field.said-on')}
        hint={t('transfers.hint.date')}
        value={was?.saidOn ?? ''}
        size="short"
        dir="ltr"
        required
      />
      <TextField
        name="source"
        label={t('transfers.field.source')}
        hint={t('transfers.hint.source')}
        value={was?.source ?? ''}
        maxLength={300}
        required
      />
      <input type="hidden" name="revision" value={was?.revision ?? 0} />
      <Button>{t('transfers.save')}</Button>
    </Form>
  );
}

/** What saving means for whoever saves. */
const meaning = (ctx: Context, by: unknown) => ctx.t(by === null ? 'transfers.takes.as-reading' : 'transfers.takes.as-keeper');

/** Writes down what a practice takes. */
export const newPreconditionRoute = formRoute({
  path: '/practices/:id/preconditions/new',
  who: preconditionWriters,
  params: ofPractice,
  query: z.object({ kind: fields.maybe(fields.choice(kinds)) }),
  body,
  view: async (ctx, { params, query }, entry) => {
    const { t } = ctx;
    const practice = await practiceAt(ctx, params.id);
    const by = writesAs(ctx, practice);
    if (by === undefined) throw refuseHttp('not-found');
    const kind = query.kind ?? 'powers';
    const title = t('transfers.takes.new', { kind: t(`transfers.kind.${kind}`) });
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={titleOf(ctx, practice)} lead={meaning(ctx, by)} />
        <PreconditionForm ctx={ctx} entry={entry} kind={kind} was={null} />
      </>,
      { breadcrumbs: practiceCrumbs(ctx, practice) },
    );
  },
  submit: async (ctx, { params, query }, form) => {
    const practice = await practiceAt(ctx, params.id);
    const officeId = writesAs(ctx, practice);
    if (officeId === undefined) throw refuseHttp('not-found');
    await addPrecondition(ctx.trx, practice.id, readText(ctx, query.kind ?? 'powers', form, null), { officeId, now: ctx.now });
    return redirect(`/practices/${practice.code}`, 'transfers.notice.saved');
  },
});

const ofPrecondition = ofPractice.extend({ precondition: idOf<'transfers.preconditions'>() });

/** A precondition that the actor may write, with its practice; anybody else's is not there. */
async function written(ctx: Context, params: z.output<typeof ofPrecondition>) {
  const practice = await practiceAt(ctx, params.id);
  const officeId = writesAs(ctx, practice);
  const was = await findPrecondition(ctx.trx, practice.id, params.precondition);
  if (!was || officeId === undefined) throw refuseHttp('not-found');
  return { practice, officeId, was };
}

/** Changes what a practice takes; the keeper confirms it by saving. */
export const preconditionRoute = formRoute({
  path: '/practices/:id/preconditions/:precondition',
  who: preconditionWriters,
  params: ofPrecondition,
  body,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { practice, officeId, was } = await written(ctx, params);
    const title = t('transfers.takes.edit', { kind: t(`transfers.kind.${was.kind}`) });
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={titleOf(ctx, practice)} lead={meaning(ctx, officeId)} />
        <PreconditionForm ctx={ctx} entry={entry} kind={was.kind} was={was} />
      </>,
      { breadcrumbs: practiceCrumbs(ctx, practice) },
    );
  },
  submit: async (ctx, { params }, form) => {
    const { practice, officeId, was } = await written(ctx, params);
    const read = { id: was.id, revision: form.revision ?? 0 };
    await changePrecondition(ctx.trx, read, readText(ctx, was.kind, form, was), { officeId, now: ctx.now });
    return redirect(`/practices/${practice.code}`, 'transfers.notice.saved');
  },
});

/** Removes a precondition after a look at it. */
export const removePreconditionRoute = formRoute({
  path: '/practices/:id/preconditions/:precondition/remove',
  who: preconditionWriters,
  params: ofPrecondition,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { practice, was } = await written(ctx, params);
    return page(
      t('transfers.takes.remove'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.takes.remove')} caption={titleOf(ctx, practice)} lead={t('transfers.takes.remove-lead')} />
        <DescriptionList
          facts={[{ key: 'takes', label: t(`transfers.kind.${was.kind}`), value: <Takes ctx={ctx} precondition={was} /> }]}
        />
        <Form entry={entry}>
          <Button kind="warning">{t('transfers.remove')}</Button>
        </Form>
      </>,
      { breadcrumbs: practiceCrumbs(ctx, practice) },
    );
  },
  submit: async (ctx, { params }) => {
    const { practice, was } = await written(ctx, params);
    await removePrecondition(ctx.trx, was.id);
    return redirect(`/practices/${practice.code}`, 'transfers.notice.removed');
  },
});
