import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  Section,
  SelectField,
  Table,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { foldText } from '#kernel/text';
import {
  getSheet,
  getVersion,
  listInstruments,
  listRounds,
  readFilled,
  sheetsOfRound,
  type Answers,
  type Sheet,
  type SheetId,
} from '#modules/instruments';
import { answersShown } from '#modules/instruments/pages';
import { officeNames } from '#modules/offices';
import { findPlaceByCode } from '#modules/places';
import { beginSheet, changeSheet } from '#modules/practices';
import { authoritiesOf, draftsPage, writers } from '#modules/practices/pages';
import { isLeft, MAPPING, sheetOfMapping } from './sheet-of-mapping.ts';

/** Rounds of the form that are looked through; a network holds one or two. */
const MOST_ROUNDS = 20;

/** Mapping forms that were handed in and that the actor may read and write about. */
async function handedIn(ctx: Context): Promise<Sheet[]> {
  const form = (await listInstruments(ctx.trx)).find(({ code }) => code === MAPPING);
  if (!form) return [];
  const found: Sheet[] = [];
  for (const { id } of (await listRounds(ctx.trx, { instrumentId: form.id })).slice(0, MOST_ROUNDS))
    found.push(
      ...(await sheetsOfRound(ctx.trx, id)).filter((sheet) => sheet.state === 'submitted' && authorityFor(ctx, sheet) !== undefined),
    );
  return found;
}

/** For whom the draft is written: the office of the form, else the network; undefined where the actor writes for neither. */
function authorityFor(ctx: Context, { body }: Sheet) {
  const all = authoritiesOf(ctx);
  return all.find((office) => body?.kind === 'office' && office === body.id) ?? all.find((office) => office === null);
}

/** The sheets being written, with the mapping forms from which one can begin. */
export const draftsRoute = draftsPage(async (ctx) => {
  const { t } = ctx;
  return (
    <Section title={t('app.mapping.title')}>
      <p>{t('app.mapping.lead')}</p>
      <Table<Sheet>
        caption={t('app.mapping.title')}
        hideCaption
        rows={await handedIn(ctx)}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'body',
            header: t('app.mapping.of'),
            cell: ({ id, label }) => (
              <Link href={`/practices/drafts/from-form/${id}`}>
                <Bdi>{label}</Bdi>
              </Link>
            ),
          },
          {
            key: 'day',
            header: t('app.mapping.day'),
            cell: ({ submittedAt }) => (submittedAt ? ctx.format.instant(submittedAt) : '–'),
          },
        ]}
        empty={<EmptyState title={t('app.mapping.none')} />}
      />
    </Section>
  );
});

/** A handed-in mapping form that the actor may make a sheet of; anything else is not there. */
async function formIn(ctx: Context, id: SheetId) {
  const sheet = await getSheet(ctx.trx, id);
  const version = sheet?.state === 'submitted' ? await getVersion(ctx.trx, sheet.versionId) : null;
  const officeId = sheet ? authorityFor(ctx, sheet) : undefined;
  if (!sheet || version?.code !== MAPPING || officeId === undefined) throw refuseHttp('not-found');
  const { answers } = await readFilled(ctx.trx, id);
  return { sheet, officeId, answers };
}

const titleIn = ({ a2_1_1: title }: Answers) => (title && 'text' in title ? title.text.slice(0, 300) : '');

const slugOf = (title: string) =>
  foldText(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replaceAll(/^-+|-+$/g, '');

async function countryIn(ctx: Context, { a2_1_2_country: place }: Answers): Promise<string | null> {
  const found = place && 'place' in place && place.code ? await findPlaceByCode(ctx.trx, place.code) : null;
  return found?.iso && /^[A-Z]{2}$/.test(found.iso) ? found.iso : null;
}

/** Begins a sheet from a mapping form: what has a field is filled in, the rest is shown for the author to place. */
export const fromFormRoute = formRoute({
  path: '/practices/drafts/from-form/:sheet',
  who: writers,
  params: z.object({ sheet: idOf<'instruments.sheets'>() }),
  body: z.object({
    title: fields.text(300),
    code: fields.text(120).pipe(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'practices.problem.code')),
    lang: fields.choice(languages.map(({ code }) => code)),
  }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { sheet, answers } = await formIn(ctx, params.sheet);
    const title = titleIn(answers);
    return page(
      t('app.mapping.begin'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.mapping.begin')} caption={<Bdi>{sheet.label}</Bdi>} lead={t('app.mapping.begin-lead')} />
        <Form entry={entry}>
          <TextField name="title" label={t('practices.field.title')} value={title} maxLength={300} required />
          <TextField
            name="code"
            label={t('practices.new.code')}
            hint={t('practices.new.code-hint')}
            value={slugOf(title)}
            maxLength={120}
            dir="ltr"
            required
          />
          <SelectField
            name="lang"
            label={t('app.mapping.lang')}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            value={ctx.lang}
            required
          />
          <Button>{t('practices.new.button')}</Button>
        </Form>
        <Left ctx={ctx} all={await leftOf(ctx, sheet, answers)} />
      </>,
      { breadcrumbs: [{ label: t('practices.drafts.title'), href: '/practices/drafts' }] },
    );
  },
  submit: async (ctx, { params }, { title, code, lang }) => {
    const { sheet, officeId, answers } = await formIn(ctx, params.sheet);
    const by = accountOf(ctx);
    const source = officeId ? ((await officeNames(ctx.trx, [officeId], lang)).get(officeId) ?? sheet.label) : sheet.label;
    const reason = ctx.t('app.mapping.reason', { label: sheet.label }).slice(0, 2_000);
    const id = await beginSheet(ctx.trx, by, { title, code, lang, reason, officeId, source: source.slice(0, 200) }, ctx.now);
    const author = { by, kind: 'human', at: ctx.now.toISOString() } as const;
    const country = await countryIn(ctx, answers);
    const change = (content: Parameters<typeof sheetOfMapping>[0]) => sheetOfMapping(content, { answers, lang, author, country });
    await changeSheet(ctx.trx, by, id, { base: 1, change }, ctx.now);
    return redirect(`/practices/drafts/${id}`, 'practices.notice.begun');
  },
});

type Shown = Awaited<ReturnType<typeof answersShown>>;

/** Answers that find no field in the sheet. */
async function leftOf(ctx: Context, sheet: Sheet, answers: Answers): Promise<Shown> {
  const author = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() } as const;
  const bare = { sheet: {} } as Parameters<typeof sheetOfMapping>[0]; // only what is filled in counts here
  const filled = sheetOfMapping(bare, { answers, lang: ctx.lang, author, country: await countryIn(ctx, answers) });
  return (await answersShown(ctx, sheet)).filter(({ id }) => isLeft(filled, id));
}

function Left({ ctx: { t }, all }: { ctx: Context; all: Shown }) {
  if (all.length === 0) return null;
  return (
    <Section title={t('app.mapping.left')}>
      <p>{t('app.mapping.left-lead')}</p>
      <DescriptionList facts={all.map(({ id, label, text }) => ({ key: id, label, value: <Bdi>{text}</Bdi> }))} />
    </Section>
  );
}
