import { z } from 'zod';
import type { ComponentChildren } from 'preact';
import { Button, CheckboxesField, DateField, ErrorSummary, Form, PageHeading, TextArea, TextField, type FormEntry } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import {
  addBlock,
  blockIn,
  changeBlock,
  evidenceIn,
  kindsOf,
  sections,
  type BlockOf,
  type Content,
  type NewBlock,
  type Section as Part,
} from '../content.ts';
import { quarterText } from '../quarter-text.ts';
import { changeDraft } from '../write-analysis.ts';
import { deskAt, deskCrumbs, draftIn, ofAnalysis, writers } from './reach.ts';

type Kind = 'text' | 'policy' | 'point' | 'figures' | 'counts';
type Written = Exclude<Kind, 'figures' | 'counts'>;
const LONGEST = 5_000;
const base = { base: fields.whole(1, 1_000_000_000) };
export const partField = { part: fields.choice(sections) };

/** The part in which a new block is to stand: as typed, as the address says, or the first that takes it. */
export function partIn(ctx: Context, entry: FormEntry, kind: Kind): Part {
  const named = entry.value('part') || ctx.query.get('part');
  const fitting = sections.filter((part) => (kindsOf[part] as readonly string[]).includes(kind));
  const part = fitting.find((one) => one === named) ?? fitting[0];
  if (!part) throw refuseHttp('not-found');
  return part;
}

export const ofBlock = ofAnalysis.extend({ block: z.uuid() });

/** A block of a draft, of one kind; another kind is not there. */
export async function blockOfDraft<K extends Kind>(ctx: Context, { id, block }: z.output<typeof ofBlock>, kind: K) {
  const { analysis, draft } = await draftIn(ctx, id);
  const found = blockIn(draft.content, block);
  if (found.block.kind !== kind) throw refuseHttp('not-found');
  return { analysis, draft, part: found.section, block: found.block as BlockOf<K> }; // its kind has just been compared
}

interface KindForm<K extends Written, Shape extends z.ZodRawShape> {
  kind: K;
  body: z.ZodObject<Shape>;
  fields: (ctx: Context, content: Content, block: BlockOf<K> | null) => ComponentChildren;
  blockOf: (form: z.output<z.ZodObject<Shape>>) => NewBlock;
}

// uses messages: analyses.change.*
/** The pages that add and change a block of one kind. */
function kindRoutes<K extends Written, Shape extends z.ZodRawShape>({ kind, body, fields: Fields, blockOf }: KindForm<K, Shape>) {
  const form = (
    ctx: Context,
    entry: FormEntry,
    about: { content: Content; revision: number; part: Part; block: BlockOf<K> | null; key: string },
  ) => (
    <Form entry={entry} draft={about.key} draftRemote>
      <input type="hidden" name="base" value={about.revision} />
      <input type="hidden" name="part" value={about.part} />
      {Fields(ctx, about.content, about.block)}
      <Button>{ctx.t('analyses.save')}</Button>
    </Form>
  );
  const one: Written = kind;
  const adding = formRoute({
    path: `/desk/analyses/:id/add-${kind}`,
    who: writers,
    params: ofAnalysis,
    body: body.extend({ ...base, ...partField }),
    view: async (ctx, { params: { id } }, entry) => {
      const { analysis, draft } = await draftIn(ctx, id);
      const part = partIn(ctx, entry, kind);
      const { content, revision } = draft;
      return page(
        ctx.t(`analyses.add.${one}`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading
            title={ctx.t(`analyses.add.${one}`)}
            caption={ctx.t(`analyses.section.${part}`)}
            lead={ctx.t(`analyses.section-hint.${part}`)}
          />
          {form(ctx, entry, { content, revision, part, block: null, key: `analysis-${id}-${kind}-${part}` })}
        </>,
        { breadcrumbs: deskCrumbs(ctx, analysis) },
      );
    },
    submit: async (ctx, { params: { id } }, given) => {
      await draftIn(ctx, id);
      const typed = given as z.output<z.ZodObject<Shape>> & { base: number; part: Part }; // the schema is the kind's with these two
      const change = (content: Content) => addBlock(content, typed.part, blockOf(typed));
      await changeDraft(ctx.trx, accountOf(ctx), id, { base: typed.base, change }, ctx.now);
      return redirect(`${deskAt(id)}#${typed.part}`, 'analyses.notice.saved');
    },
  });
  const changing = formRoute({
    path: `/desk/analyses/:id/${kind}/:block`,
    who: writers,
    params: ofBlock,
    body: body.extend(base),
    view: async (ctx, { params }, entry) => {
      const { analysis, draft, part, block } = await blockOfDraft(ctx, params, kind);
      const { content, revision } = draft;
      return page(
        ctx.t(`analyses.change.${one}`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={ctx.t(`analyses.change.${one}`)} caption={ctx.t(`analyses.section.${part}`)} />
          {form(ctx, entry, { content, revision, part, block, key: `analysis-${params.block}` })}
        </>,
        { breadcrumbs: deskCrumbs(ctx, analysis) },
      );
    },
    submit: async (ctx, { params }, given) => {
      await blockOfDraft(ctx, params, kind);
      const typed = given as z.output<z.ZodObject<Shape>> & { base: number }; // the schema is the kind's with the revision
      const change = (content: Content) => changeBlock(content, params.block, blockOf(typed));
      await changeDraft(ctx.trx, accountOf(ctx), params.id, { base: typed.base, change }, ctx.now);
      return redirect(`${deskAt(params.id)}#block-${params.block}`, 'analyses.notice.saved');
    },
  });
  return [adding, changing] as const;
}

const WordsField = ({ ctx, value }: { ctx: Context; value: string | undefined }) => (
  <TextArea
    name="words"
    label={ctx.t('analyses.field.words')}
    hint={ctx.t('analyses.field.words-hint')}
    value={value}
    maxLength={LONGEST}
    rows={8}
    required
  />
);

const textRoutes = kindRoutes({
  kind: 'text',
  body: z.object({ words: fields.longText(LONGEST) }),
  fields: (ctx, _content, block) => <WordsField ctx={ctx} value={block?.words} />,
  blockOf: ({ words }) => ({ kind: 'text', words }),
});

const policyRoutes = kindRoutes({
  kind: 'policy',
  body: z.object({
    name: fields.text(300),
    who: fields.text(300),
    since: fields.optionalText(40),
    words: fields.longText(LONGEST),
    source: fields.text(500),
    sourceDate: fields.optionalDay(),
  }),
  fields: (ctx, _content, block) => (
    <>
      <TextField name="name" label={ctx.t('analyses.policy.name')} value={block?.name} maxLength={300} required />
      <TextField name="who" label={ctx.t('analyses.policy.who')} value={block?.who} maxLength={300} required />
      <TextField
        name="since"
        label={ctx.t('analyses.policy.since')}
        hint={ctx.t('analyses.policy.since-hint')}
        value={block?.since ?? ''}
        maxLength={40}
        optional
      />
      <WordsField ctx={ctx} value={block?.words} />
      <TextField
        name="source"
        label={ctx.t('analyses.policy.source')}
        hint={ctx.t('analyses.policy.source-hint')}
        value={block?.source}
        maxLength={500}
        required
      />
      <DateField name="sourceDate" label={ctx.t('analyses.policy.source-date')} value={block?.sourceDate ?? ''} optional />
    </>
  ),
  blockOf: (form) => ({ kind: 'policy', ...form }),
});

function evidenceName({ format }: Context, block: ReturnType<typeof evidenceIn>[number]): string {
  if (block.kind === 'counts') return `${block.name}, ${block.areaLabel} (${quarterText(format, block)})`;
  const { name, placeLabel, rows } = block;
  return `${name}, ${placeLabel} (${rows.length > 1 ? `${rows[0]?.period}–${rows.at(-1)?.period}` : rows[0]?.period})`;
}

const pointRoutes = kindRoutes({
  kind: 'point',
  body: z.object({
    name: fields.text(300),
    words: fields.longText(LONGEST),
    restsOn: z.preprocess((value) => (Array.isArray(value) ? value : value ? [value] : []), z.array(z.uuid('http.field.choose')).max(100)),
  }),
  fields: (ctx, content, block) => (
    <>
      <TextField name="name" label={ctx.t('analyses.point.name')} value={block?.name} maxLength={300} required />
      <WordsField ctx={ctx} value={block?.words} />
      {evidenceIn(content).length > 0 && (
        <CheckboxesField
          name="restsOn"
          label={ctx.t('analyses.point.rests-on-label')}
          hint={ctx.t('analyses.point.rests-on-hint')}
          choices={evidenceIn(content).map((one) => ({ value: one.id, label: evidenceName(ctx, one) }))}
          values={block?.restsOn ?? []}
        />
      )}
    </>
  ),
  blockOf: (form) => ({ kind: 'point', ...form }),
});

export const blockRoutes = [...textRoutes, ...policyRoutes, ...pointRoutes];
