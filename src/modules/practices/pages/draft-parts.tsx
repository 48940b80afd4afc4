import { z } from 'zod';
import type { ComponentChildren } from 'preact';
import { Button, ErrorSummary, Form, PageHeading, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { features, sheetLists, sheetTexts, type SheetList, type SheetText } from '../practice.ts';
import { linesOf, relisted, reworded, type Content } from '../sheet-content.ts';
import { changeSheet, type Draft } from '../write-sheet.ts';
import { aboutBody, AboutFields, changeAbout } from './draft-about.tsx';
import { changeMoney, changeStanding, moneyBody, MoneyFields, standingBody, StandingFields } from './draft-standing.tsx';
import { draftsCrumbs } from './drafts.tsx';
import { authorshipOf, draftAt, draftIn, draftTitle, ofDraft, writers } from './reach.ts';

/** Fields of the case sheet by the part of the form in which they are written. */
const fieldsOf = {
  partners: ['departments', 'partnersSameCommunity', 'partnersElsewhere', 'policyLevels'],
  description: ['objectives', 'beneficiaries', 'needs', 'communication'],
  context: ['decisionProcess', 'developmentPriorities', 'coherenceMechanisms', 'outsideActors', 'successFeatures', 'obstacles', 'outlook'],
} as const satisfies Record<string, readonly (SheetText | SheetList)[]>;
type TextPart = keyof typeof fieldsOf;

const isList = (field: SheetText | SheetList): field is SheetList => (sheetLists as readonly string[]).includes(field);
const countOf = (content: Content, names: readonly (SheetText | SheetList)[]) =>
  names.filter((field) => (isList(field) ? content.sheet[field].length > 0 : content.sheet[field] !== null)).length;

/** The parts of the form, and how many of their fields are filled in. */
export const parts = {
  about: {
    filled: ({ summary, placeCode, adminLevel, countries, themes, starts, corridors, website, sheet }: Content) =>
      [summary, placeCode, adminLevel, countries[0], themes[0], starts, corridors[0], website, sheet.localAuthority].filter(Boolean).length,
  },
  partners: { filled: (content: Content) => countOf(content, fieldsOf.partners) },
  money: {
    filled: ({ budget, budgetNote, sheet }: Content) => [budget, budgetNote, sheet.budgetSources[0]].filter(Boolean).length,
  },
  description: { filled: (content: Content) => countOf(content, fieldsOf.description) },
  context: { filled: (content: Content) => countOf(content, fieldsOf.context) },
  features: { filled: (content: Content) => content.features.length },
  pictures: { filled: (content: Content) => content.pictures.length },
  standing: {
    filled: ({ standingOn, reported, source }: Content) => [standingOn, reported, source.name ?? source.document].filter(Boolean).length,
  },
} as const;
export type Part = keyof typeof parts;

const base = { base: fields.whole(1, 1_000_000_000) };

interface PartForm<Shape extends z.ZodRawShape> {
  part: Exclude<Part, 'pictures'>;
  body: z.ZodObject<Shape>;
  fields: (ctx: Context, draft: Draft) => Promise<ComponentChildren> | ComponentChildren;
  /** What was typed, put into the sheet; `reason` where the form asks why there is a version. */
  change: (
    ctx: Context,
    form: z.output<z.ZodObject<Shape>>,
    draft: Draft,
  ) => Promise<{ reason?: string; change: (content: Content) => Content }>;
}

/** A page of the form: keeps what is typed on the device and on the server until it is saved. */
function partRoute<Shape extends z.ZodRawShape>({ part, body, fields: Fields, change }: PartForm<Shape>) {
  return formRoute({
    path: `/practices/drafts/:id/${part}`,
    who: writers,
    params: ofDraft,
    body: body.extend(base),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const draft = await draftIn(ctx, id);
      const title = t(`practices.part.${part}`);
      return page(
        title,
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={title} caption={draftTitle(ctx, draft)} lead={t(`practices.part.${part}-lead`)} />
          <Form entry={entry} draft={`practice-${id}-${part}`} draftRemote>
            <input type="hidden" name="base" value={draft.revision} />
            {await Fields(ctx, draft)}
            <Button>{t('practices.draft.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: draftsCrumbs(ctx, [{ label: draftTitle(ctx, draft), href: draftAt(id) }]) },
      );
    },
    submit: async (ctx, { params: { id } }, form) => {
      const draft = await draftIn(ctx, id);
      const typed = form as z.output<z.ZodObject<Shape>> & { base: number }; // the schema is the part's with the revision
      await changeSheet(ctx.trx, accountOf(ctx), id, { base: typed.base, ...(await change(ctx, typed, draft)) }, ctx.now);
      return redirect(draftAt(id), 'practices.notice.saved');
    },
  });
}

const LONGEST = 5_000;

/** A part of plain texts and lists, one item a line. */
const textRoute = (part: TextPart) => {
  const names: readonly (SheetText | SheetList)[] = fieldsOf[part];
  return partRoute({
    part,
    body: z.object(Object.fromEntries(names.map((name) => [name, fields.optionalLongText(LONGEST)]))),
    fields: ({ t }, { content }) =>
      names.map((name) => (
        <TextArea
          key={name}
          name={name}
          label={t(`practices.field.${name}`)}
          {...(isList(name) ? { hint: t('practices.draft.one-a-line') } : {})}
          value={isList(name) ? linesOf(content.sheet[name]) : sourceOf(content, name)}
          maxLength={LONGEST}
          optional
        />
      )),
    change: async (ctx, form, { lang }) => ({
      change: (content) => ({ ...content, sheet: retyped(ctx, content, names, form, lang) }),
    }),
  });
};

const sourceOf = ({ sheet }: Content, field: SheetText) => {
  const words = sheet[field];
  return words ? textIn(words, words.source).text : '';
};

/** The case sheet with the fields of one form as they were typed. */
export function retyped(
  ctx: Context,
  { sheet }: Content,
  names: readonly (SheetText | SheetList)[],
  form: Readonly<Record<string, unknown>>,
  lang: string,
): Content['sheet'] {
  const author = authorshipOf(ctx);
  const typedIn = (name: string) => (typeof form[name] === 'string' ? form[name] : null);
  const texts = sheetTexts.filter((name) => names.includes(name)).map((name) => [name, reworded(sheet[name], typedIn(name), lang, author)]);
  const lists = sheetLists.filter((name) => names.includes(name)).map((name) => [name, relisted(sheet[name], typedIn(name), lang, author)]);
  return { ...sheet, ...(Object.fromEntries([...texts, ...lists]) as Partial<Content['sheet']>) }; // fields of both lists
}

/** The eight features: each that the practice has, with its reason. */
const featuresRoute = partRoute({
  part: 'features',
  body: z.object(Object.fromEntries(features.map((feature) => [feature, fields.optionalLongText(2_000)]))),
  fields: ({ t }, { content }) =>
    features.map((feature) => {
      const reason = content.features.find((one) => one.feature === feature)?.reason;
      return (
        <TextArea
          key={feature}
          name={feature}
          label={t(`practices.feature.${feature}`)}
          hint={t(`practices.feature.${feature}-test`)}
          value={reason ? textIn(reason, reason.source).text : ''}
          maxLength={2_000}
          rows={3}
          optional
        />
      );
    }),
  change: async (ctx, form, { lang }) => ({
    change: (content) => ({
      ...content,
      features: features.flatMap((feature) => {
        const typed = (form as Readonly<Record<string, string | null>>)[feature] ?? null; // the schema has these fields
        const before = content.features.find((one) => one.feature === feature)?.reason ?? null;
        const reason = reworded(before, typed, lang, authorshipOf(ctx));
        return reason ? [{ feature, reason }] : [];
      }),
    }),
  }),
});

export const partRoutes = [
  partRoute({
    part: 'about',
    body: aboutBody,
    fields: async (ctx, draft) => await AboutFields({ ctx, draft }),
    change: changeAbout,
  }),
  textRoute('partners'),
  partRoute({ part: 'money', body: moneyBody, fields: (ctx, draft) => MoneyFields({ ctx, draft }), change: changeMoney }),
  textRoute('description'),
  textRoute('context'),
  featuresRoute,
  partRoute({ part: 'standing', body: standingBody, fields: (ctx, draft) => StandingFields({ ctx, draft }), change: changeStanding }),
];
