import { z } from 'zod';
import {
  Button,
  CheckboxesField,
  CheckboxField,
  ErrorSummary,
  Form,
  NumberField,
  PageHeading,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { isLanguage, languages, makeTranslated, setTranslation, textIn, type Language, type Translated } from '#kernel/i18n';
import { questionIn, questionsIn, questionTypes, type Condition, type Content, type Question } from '../content.ts';
import { changeDraft, choicesText, freshId, mapSectionTexts, readChoices, reworded, withQuestion, withSection } from '../edit-draft.ts';
import { authorOf, base, draftCrumbs, draftIn, ofInstrument } from './draft.tsx';
import { makers } from './staff.tsx';
import { plainText } from './words.tsx';

const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/);

const answersList = z.preprocess(
  (value) => (Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]),
  z.array(z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}\/[a-z0-9][a-z0-9_-]{0,59}$/, 'http.field.choose')).max(200),
);

/** Answers of earlier questions on which this one can hang, as `question/answer`. */
function possible(ctx: Context, content: Content, before: string | null): { value: string; label: string }[] {
  const all = questionsIn(content);
  const index = before === null ? all.length : all.findIndex(({ id }) => id === before);
  return all.slice(0, index).flatMap(({ id, label, type, options, contact }) => {
    if (contact) return [];
    const answers =
      type === 'consent'
        ? [{ value: 'yes', text: ctx.t('instruments.answer.agreed') }]
        : options.map((one) => ({ value: one.value, text: plainText(ctx, one.label) }));
    return answers.map((one) => ({ value: `${id}/${one.value}`, label: `${plainText(ctx, label)}: ${one.text}` }));
  });
}

function conditionOf(chosen: readonly string[], mode: 'any' | 'all'): Condition | null {
  const of = new Map<string, string[]>();
  for (const one of chosen) {
    const [question = '', answer = ''] = one.split('/');
    of.set(question, [...(of.get(question) ?? []), answer]);
  }
  return of.size === 0 ? null : { mode, of: [...of].map(([question, anyOf]) => ({ question, anyOf })) };
}

/** One question of the draft, or a new one at the end of a section; in the language of the page. */
export const questionRoute = formRoute({
  path: '/instruments/:id/draft/questions/:question',
  who: makers,
  params: ofInstrument.extend({ question: code }),
  query: z.object({ in: fields.maybe(code) }),
  body: z.object({
    label: fields.text(500),
    help: fields.optionalLongText(1_000),
    type: fields.choice(questionTypes),
    options: fields.optionalLongText(5_000),
    alone: fields.optionalText(60),
    required: fields.tick(),
    maxLines: fields.optionalWhole(1, 60),
    weight: fields.optionalWhole(0, 100),
    contact: fields.tick(),
    identifying: fields.tick(),
    mode: fields.choice(['any', 'all']),
    condition: answersList,
    base,
  }),
  view: async (ctx, { params: { id, question: asked }, query }, entry) => {
    const { t, lang } = ctx;
    const draft = await draftIn(ctx, id);
    const question = questionIn(draft.content, asked);
    if (!question && !(asked === 'new' && draft.content.sections.some((one) => one.id === query.in))) throw refuseHttp('not-found');
    const title = t(question ? 'instruments.question.title' : 'instruments.draft.add-question');
    const chosen = question?.condition?.of.flatMap((one) => one.anyOf.map((answer) => `${one.question}/${answer}`)) ?? [];
    const answers = possible(ctx, draft.content, question?.id ?? null);
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} {...(question?.note ? { lead: question.note } : {})} />
        <Form entry={entry}>
          <input type="hidden" name="base" value={draft.revision} />
          <TextField
            name="label"
            label={t('instruments.question.label')}
            value={question ? textIn(question.label, lang).text : ''}
            maxLength={500}
            required
          />
          <TextArea
            name="help"
            label={t('instruments.question.help')}
            value={question?.help ? textIn(question.help, lang).text : ''}
            rows={2}
            optional
          />
          <SelectField
            name="type"
            label={t('instruments.question.type')}
            options={questionTypes.map((type) => ({ value: type, label: t(`instruments.type.${type}`) }))}
            value={question?.type ?? 'text'}
            required
          />
          <TextArea
            name="options"
            label={t('instruments.question.options')}
            hint={t('instruments.question.options-hint')}
            value={question ? choicesText(question.options, lang) : ''}
            optional
          />
          <TextField
            name="alone"
            label={t('instruments.question.alone')}
            hint={t('instruments.question.alone-hint')}
            value={question?.options.find((one) => one.alone)?.value ?? ''}
            optional
          />
          <CheckboxField name="required" label={t('instruments.question.required')} checked={question?.required ?? false} />
          <NumberField name="maxLines" label={t('instruments.question.lines')} value={question?.maxLines?.toString() ?? ''} optional />
          <NumberField
            name="weight"
            label={t('instruments.question.weight')}
            hint={t('instruments.question.weight-hint')}
            value={question?.weight?.toString() ?? ''}
            optional
          />
          <CheckboxField name="contact" label={t('instruments.question.contact')} checked={question?.contact ?? false} />
          <CheckboxField name="identifying" label={t('instruments.question.identifying')} checked={question?.identifying ?? false} />
          <RadioField
            name="mode"
            label={t('instruments.question.mode')}
            value={question?.condition?.mode ?? 'any'}
            choices={(['any', 'all'] as const).map((mode) => ({ value: mode, label: t(`instruments.question.mode-${mode}`) }))}
          />
          {answers.length > 0 && (
            <CheckboxesField name="condition" label={t('instruments.question.condition')} choices={answers} values={chosen} />
          )}
          <Button>{t('instruments.draft.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: draftCrumbs(ctx, draft) },
    );
  },
  submit: async (ctx, { params: { id, question: asked }, query }, form) => {
    const author = authorOf(ctx);
    const { lang } = ctx;
    const change = (content: Content): Content => {
      const known = questionIn(content, asked);
      const question: Question = {
        id: known?.id ?? freshId('q'),
        label: known ? reworded(known.label, lang, form.label, author) : makeTranslated(lang, form.label, author),
        help: helpOf(known?.help ?? null, form.help, lang, author),
        type: form.type,
        options: readChoices(form.options ?? '', { before: known?.options ?? [], lang, author, alone: form.alone }),
        required: form.required,
        maxLines: form.maxLines,
        condition: conditionOf(form.condition, form.mode),
        weight: form.weight,
        contact: form.contact,
        identifying: form.identifying,
        note: known?.note ?? null,
      };
      return withQuestion(content, query.in ?? '', question);
    };
    await changeDraft(ctx.trx, accountOf(ctx), id, form.base, change, ctx.now);
    return redirect(`/instruments/${id}/draft`, 'instruments.notice.saved');
  },
});

function helpOf(before: Translated | null, typed: string | null, lang: Language, author: ReturnType<typeof authorOf>): Translated | null {
  if (typed === null) return null;
  return before ? reworded(before, lang, typed, author) : makeTranslated(lang, typed, author);
}

/** Most texts on a translator's page: one section. */
const MOST_TEXTS = 400;
const names = Array.from({ length: MOST_TEXTS }, (_, index) => `t${index}`);

/** The texts of one section beside their source, to translate; what is left empty stays untranslated. */
export const translateRoute = formRoute({
  path: '/instruments/:id/draft/translate/:into/:section',
  who: makers,
  params: ofInstrument.extend({ into: z.string().refine(isLanguage), section: code }),
  body: z.object({ base, ...Object.fromEntries(names.map((name) => [name, fields.optionalText(1_000)])) }),
  view: async (ctx, { params: { id, into: lang, section: asked } }, entry) => {
    const { t } = ctx;
    const draft = await draftIn(ctx, id);
    const section = draft.content.sections.find((one) => one.id === asked);
    if (!section) throw refuseHttp('not-found');
    const texts: Translated[] = [];
    mapSectionTexts(section, (words) => {
      texts.push(words);
      return words;
    });
    const title = t('instruments.translate.title', { language: languages.find((one) => one.code === lang)?.name ?? lang });
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={plainText(ctx, section.title)} lead={t('instruments.translate.lead')} />
        <Form entry={entry} draft={`instrument-${id}-${lang}-${asked}`} draftRemote>
          <input type="hidden" name="base" value={draft.revision} />
          {texts.slice(0, MOST_TEXTS).map((words, index) => (
            <TextField
              key={names[index]}
              name={names[index] ?? ''}
              label={textIn(words, words.source).text}
              value={words.texts[lang]?.text ?? ''}
              optional
            />
          ))}
          <Button>{t('instruments.draft.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: draftCrumbs(ctx, draft) },
    );
  },
  submit: async (ctx, { params: { id, into: lang, section: asked } }, form) => {
    const typed = form as Readonly<Record<string, unknown>>; // the schema above has these fields
    const author = authorOf(ctx);
    const change = (content: Content): Content => {
      const section = content.sections.find((one) => one.id === asked);
      if (!section) throw refuseHttp('not-found');
      let index = 0;
      return withSection(
        content,
        mapSectionTexts(section, (words) => {
          const text = typed[`t${index}`];
          index += 1;
          // Sent again as it is, a translation is current: its editor has just seen the source.
          return typeof text === 'string' && lang !== words.source ? setTranslation(words, lang, text, author) : words;
        }),
      );
    };
    await changeDraft(ctx.trx, accountOf(ctx), id, form.base, change, ctx.now);
    return redirect(`/instruments/${id}/draft`, 'instruments.notice.saved');
  },
});
