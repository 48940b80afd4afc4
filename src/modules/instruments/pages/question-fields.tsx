import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import {
  Bdi,
  CheckboxField,
  CheckboxesField,
  DateField,
  Details,
  Inset,
  Link,
  MoneyField,
  NumberField,
  RadioField,
  TextArea,
  TextField,
  type FormEntry,
} from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { toDecimalText } from '#kernel/money';
import { LINE_LENGTH, MOST_QUESTIONS, type Question, type Section } from '../content.ts';
import type { Answer } from '../answer.ts';
import type { Entry, Evidence } from '../sheet.ts';
import { answerText, momentText } from './answer-text.ts';
import { plainText, shown } from './words.tsx';

const raw = z.preprocess(
  (value) => (Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]),
  z.array(z.string().max(6_000, 'http.field.wrong')).max(80),
);
const line = fields.optionalText(300).transform((value) => value ?? '');

/** Names of the fields of a question, by its place in the section: a version never changes, so the place holds. */
export const fieldNames = (index: number) =>
  ({ value: `f${index}`, to: `f${index}to`, currency: `f${index}cur`, note: `n${index}` }) as const;

const places = Array.from({ length: MOST_QUESTIONS }, (_, index) => fieldNames(index));

/** The fields of any section: a page shows those of its own questions. */
export const sectionBody = z.object({
  base: fields.whole(0, 1_000_000_000),
  ...Object.fromEntries(places.map(({ value }) => [value, raw])),
  ...Object.fromEntries(places.flatMap(({ to, currency }) => [to, currency].map((name) => [name, line]))),
  ...Object.fromEntries(places.map(({ note }) => [note, fields.optionalLongText(1_000)])),
});

/** What a form says at the place of one question. */
export interface PlaceForm {
  values: readonly string[];
  to: string;
  currency: string;
  note: string | null;
}

/** Reads the fields of one question; their names are made up, so the type of the form does not know them. */
export function placeIn(form: z.output<typeof sectionBody>, index: number): PlaceForm {
  const names = fieldNames(index);
  const given = form as Readonly<Record<string, unknown>>; // the schema above has these fields
  return placeForm.parse({ values: given[names.value], to: given[names.to], currency: given[names.currency], note: given[names.note] });
}

const placeForm = z.object({ values: z.array(z.string()), to: z.string(), currency: z.string(), note: z.string().nullable() });

/** Currencies that the corridors use, euro first. */
const currencies = ['EUR', 'ALL', 'MAD', 'RON', 'RSD', 'TND', 'USD', 'XOF'];

interface FieldsProps {
  ctx: Context;
  section: Section;
  shownIds: ReadonlySet<string>;
  entries: ReadonlyMap<string, Entry>;
  evidence: readonly Evidence[];
  names: ReadonlyMap<string, string>;
  entry: FormEntry;
  /** The saving that the form was opened with: what is newer was changed by somebody else meanwhile. */
  base: number | null;
  fileHref: (question: Question) => string;
}

/** The questions of one section that are asked now, each with its note, its files and who changed it last. */
export function QuestionFields(props: FieldsProps) {
  const { ctx, section, shownIds, entries, evidence } = props;
  return (
    <>
      {section.questions.map((question, index) => {
        if (!shownIds.has(question.id)) return null;
        const stored = entries.get(question.id);
        const { lang, dir } = shown(ctx, question.label);
        const files = evidence.filter((one) => one.question === question.id);
        return (
          <div key={question.id} id={question.id} lang={lang === ctx.lang ? undefined : lang} dir={lang === ctx.lang ? undefined : dir}>
            <Meanwhile {...props} question={question} stored={stored} />
            <OneField ctx={ctx} question={question} index={index} answer={stored?.answer ?? null} />
            {!question.contact && (
              <Beside {...props} question={question} index={index} stored={stored}>
                {files.length > 0 && <p>{ctx.t('instruments.fill.files', { count: files.length })}</p>}
              </Beside>
            )}
          </div>
        );
      })}
    </>
  );
}

/** What a colleague wrote since the form was opened, beside what was typed: nothing is lost in silence. */
function Meanwhile({ ctx, question, stored, base, names }: FieldsProps & { question: Question; stored: Entry | undefined }) {
  if (base === null || !stored || stored.revision <= base) return null;
  const { t } = ctx;
  return (
    <Inset>
      <p>
        {t('instruments.fill.meanwhile', {
          name: nameOf(ctx, names, stored.changedBy),
          moment: momentText(ctx, stored.changedAt),
        })}
      </p>
      <p>
        <Bdi>{stored.answer ? answerText(ctx, question, stored.answer) : t('instruments.answer.none')}</Bdi>
        {stored.note && (
          <>
            {' '}
            – <Bdi>{stored.note}</Bdi>
          </>
        )}
      </p>
    </Inset>
  );
}

/** Who changed an answer; somebody with a link has no name here. */
export function nameOf(ctx: Context, names: ReadonlyMap<string, string>, account: string | null): string {
  return (account && names.get(account)) || ctx.t('instruments.fill.invited');
}

function Beside(props: FieldsProps & { question: Question; index: number; stored: Entry | undefined; children: ComponentChildren }) {
  const { ctx, question, index, stored, names, fileHref, children } = props;
  const { t } = ctx;
  const label = plainText(ctx, question.label);
  return (
    <Details summary={t('instruments.fill.beside')} open={Boolean(stored?.note)}>
      <TextArea
        name={fieldNames(index).note}
        label={t('instruments.fill.note', { question: label })}
        value={stored?.note ?? ''}
        rows={2}
        optional
      />
      {children}
      <p>
        <Link href={fileHref(question)}>
          {t('instruments.fill.add-file')}
          <span class="visually-hidden"> {label}</span>
        </Link>
      </p>
      {stored && (
        <p>
          {t('instruments.fill.changed', {
            name: nameOf(ctx, names, stored.changedBy),
            moment: momentText(ctx, stored.changedAt),
          })}
        </p>
      )}
    </Details>
  );
}

/** An amount as people of this language type it: read back it is the same. */
function amountTyped(ctx: Context, { minor, currency }: { minor: string; currency: string }): string {
  const sign = ctx.format.number(0.5).replaceAll(/\d/g, '');
  return toDecimalText({ amountMinor: BigInt(minor), currency }).replace('.', sign);
}

function OneField({ ctx, question, index, answer }: { ctx: Context; question: Question; index: number; answer: Answer | null }) {
  const { t } = ctx;
  const { value: name, to, currency } = fieldNames(index);
  const help = question.help ? plainText(ctx, question.help) : undefined;
  const common = { name, label: plainText(ctx, question.label), required: question.required, optional: !question.required };
  const hinted = { ...common, ...(help ? { hint: help } : {}) };
  const choices = question.options.map((one) => ({ value: one.value, label: plainText(ctx, one.label) }));
  switch (question.type) {
    case 'text':
    case 'place':
      return <TextField {...hinted} value={answer && 'text' in answer ? answer.text : answer && 'place' in answer ? answer.place : ''} />;
    case 'longtext': {
      const limit = question.maxLines && t('instruments.fill.lines', { count: question.maxLines, length: LINE_LENGTH });
      const hint = [help, limit].filter(Boolean).join(' ');
      return (
        <TextArea
          {...common}
          {...(hint ? { hint } : {})}
          rows={question.maxLines ?? 5}
          value={answer && 'text' in answer ? answer.text : ''}
        />
      );
    }
    case 'choice':
      return <RadioField {...hinted} choices={choices} {...(answer && 'choice' in answer ? { value: answer.choice } : {})} />;
    case 'choices':
      return <CheckboxesField {...hinted} choices={choices} values={answer && 'choices' in answer ? answer.choices : []} />;
    case 'number':
      return <NumberField {...hinted} decimal value={answer && 'number' in answer ? answer.number : ''} />;
    case 'date':
      return <DateField {...hinted} value={answer && 'day' in answer ? answer.day : ''} />;
    case 'period': {
      const period = answer && 'from' in answer ? answer : null;
      const hint = [help, t('instruments.fill.period')].filter(Boolean).join(' ');
      return (
        <>
          <TextField
            {...common}
            hint={hint}
            size="short"
            dir="ltr"
            value={period?.from ?? ''}
            label={t('instruments.fill.from', { question: common.label })}
          />
          <TextField
            name={to}
            label={t('instruments.fill.to', { question: common.label })}
            size="short"
            dir="ltr"
            value={period?.to ?? ''}
            optional
          />
        </>
      );
    }
    case 'money': {
      const money = answer && 'minor' in answer ? answer : null;
      return (
        <MoneyField
          {...hinted}
          value={money ? amountTyped(ctx, money) : ''}
          currencies={money && !currencies.includes(money.currency) ? [...currencies, money.currency] : currencies}
          currency={money?.currency ?? 'EUR'}
          currencyName={currency}
        />
      );
    }
    case 'consent':
      return <CheckboxField {...hinted} value="yes" checked={answer !== null && 'agreed' in answer} />;
    case 'file':
      return <p class="label">{common.label}</p>;
  }
}
