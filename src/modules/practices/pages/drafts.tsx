import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  Section,
  SelectField,
  Table,
  TextArea,
  TextField,
  type Tone,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { languages, textIn } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import { TranslatedText } from '#modules/places/pages';
import { isReserved } from '../practice.ts';
import { findPractice } from '../read-practices.ts';
import { refuse } from '../refusals.ts';
import type { DraftState } from '../sheet-content.ts';
import { beginSheet, beginVersion, draftOf, listDrafts, type Draft } from '../write-sheet.ts';
import { titleText } from './practice-text.ts';
import { authoritiesOf, authorityNames, isChecker, mayWrite, namesOf, writers } from './reach.ts';

export const stateTones: Readonly<Record<DraftState, Tone>> = { writing: 'neutral', waiting: 'info', returned: 'warning' };

export const draftsCrumbs = (ctx: Context, more: readonly { label: string; href: string }[] = []) => [
  { label: ctx.t('practices.list.title'), href: '/practices' },
  { label: ctx.t('practices.drafts.title'), href: '/practices/drafts' },
  ...more,
];

/** Sheets that the actor's authority writes, and those that wait for an editor; the shell adds from what else one can begin. */
export const draftsPage = (more: (ctx: Context) => Promise<ComponentChildren>) =>
  pageRoute({
    path: '/practices/drafts',
    who: writers,
    view: async (ctx) => {
      const { t } = ctx;
      const drafts = await listDrafts(ctx.trx);
      const nameOf = await authorityNames(
        ctx,
        drafts.map(({ officeId }) => officeId),
      );
      const names = await namesOf(
        ctx,
        drafts.map(({ changedBy }) => changedBy),
      );
      const table = (caption: string, rows: Draft[]) => (
        <Table<Draft>
          caption={caption}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              header: t('practices.field.title'),
              cell: ({ id, content }) => (
                <Link href={`/practices/drafts/${id}`}>
                  <TranslatedText value={content.title} />
                </Link>
              ),
            },
            { key: 'authority', header: t('practices.drafts.authority'), cell: ({ officeId }) => nameOf(officeId) },
            { key: 'state', header: t('practices.drafts.state'), cell: ({ state }) => t(`practices.draft-state.${state}`) },
            {
              key: 'changed',
              header: t('practices.drafts.changed'),
              cell: ({ changedAt, changedBy }) => `${ctx.format.instant(changedAt)} ${names.get(changedBy) ?? ''}`,
            },
          ]}
          empty={<EmptyState title={t('practices.drafts.none')} />}
        />
      );
      const waiting = drafts.filter(({ state }) => state === 'waiting');
      const others = drafts.filter(({ state }) => state !== 'waiting');
      return page(
        t('practices.drafts.title'),
        <>
          <PageHeading title={t('practices.drafts.title')} lead={t('practices.drafts.lead')} />
          <ButtonGroup>
            <ButtonLink href="/practices/drafts/new">{t('practices.new.title')}</ButtonLink>
            <ButtonLink kind="secondary" href="/practices">
              {t('practices.drafts.library')}
            </ButtonLink>
          </ButtonGroup>
          <Section title={t(isChecker(ctx) ? 'practices.drafts.to-check' : 'practices.drafts.waiting')}>
            {table(t('practices.drafts.count', { count: waiting.length }), waiting)}
          </Section>
          <Section title={t('practices.drafts.writing')}>{table(t('practices.drafts.count', { count: others.length }), others)}</Section>
          {await more(ctx)}
        </>,
        { width: 'wide', breadcrumbs: draftsCrumbs(ctx).slice(0, 1) },
      );
    },
  });

/** For which authority, where the actor writes for several. */
async function AuthorityField(ctx: Context, keeperId: OfficeId | null) {
  const all = authoritiesOf(ctx).filter((office) => keeperId === null || office === null || office === keeperId);
  const nameOf = await authorityNames(ctx, all);
  const [only] = all;
  if (all.length === 1) return <input type="hidden" name="authority" value={only ?? 'network'} />;
  return (
    <SelectField
      name="authority"
      label={ctx.t('practices.drafts.authority')}
      options={all.map((office) => ({ value: office ?? 'network', label: nameOf(office) }))}
      required
    />
  );
}

const authority = fields.text(60);

/** The authority that was chosen, of those for which the actor writes. */
function chosen(ctx: Context, value: string): OfficeId | null {
  const found = authoritiesOf(ctx).find((office) => (office ?? 'network') === value);
  if (found === undefined) throw refuse('not-keeper', { field: 'authority' });
  return found;
}

/** Begins the sheet of a practice that the library does not have. */
export const newSheetRoute = formRoute({
  path: '/practices/drafts/new',
  who: writers,
  body: z.object({
    title: fields.text(300),
    code: fields.text(120).pipe(
      z
        .string()
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'practices.problem.code')
        .refine((code) => !isReserved(code), 'practices.problem.code'),
    ),
    lang: fields.choice(languages.map(({ code }) => code)),
    reason: fields.longText(2_000),
    authority,
  }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return page(
      t('practices.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practices.new.title')} lead={t('practices.new.lead')} />
        <Form entry={entry}>
          <TextField name="title" label={t('practices.field.title')} maxLength={300} required />
          <TextField name="code" label={t('practices.new.code')} hint={t('practices.new.code-hint')} maxLength={120} dir="ltr" required />
          <SelectField
            name="lang"
            label={t('practices.new.lang')}
            hint={t('practices.new.lang-hint')}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            value={ctx.lang}
            required
          />
          <ReasonField ctx={ctx} />
          {await AuthorityField(ctx, null)}
          <Button>{t('practices.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: draftsCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { authority: typed, ...form }) => {
    const officeId = chosen(ctx, typed);
    const nameOf = await authorityNames(ctx, [officeId]);
    const source = officeId ? nameOf(officeId) : textIn(ctx.profile.name, ctx.lang).text;
    const id = await beginSheet(ctx.trx, accountOf(ctx), { ...form, officeId, source }, ctx.now);
    return redirect(`/practices/drafts/${id}`, 'practices.notice.begun');
  },
});

function ReasonField({ ctx }: { ctx: Context }) {
  return (
    <TextArea
      name="reason"
      label={ctx.t('practices.new.reason')}
      hint={ctx.t('practices.new.reason-hint')}
      maxLength={2_000}
      rows={3}
      required
    />
  );
}

/** Begins a new version of a practice of the library: to confirm it, or to bring it up to date. */
export const reviseRoute = formRoute({
  path: '/practices/:id/revise',
  who: writers,
  params: z.object({ id: z.string().regex(/^[a-z0-9-]{1,120}$/) }),
  body: z.object({ reason: fields.longText(2_000), authority }),
  view: async (ctx, { params }, entry: FormEntry) => {
    const { t } = ctx;
    const practice = await findPractice(ctx.trx, params.id);
    if (!practice || !mayWrite(ctx, practice)) throw refuseHttp('not-found');
    const open = await draftOf(ctx.trx, practice.id);
    return page(
      t('practices.revise.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practices.revise.title')} caption={titleText(ctx, practice)} lead={t('practices.revise.lead')} />
        {open ? (
          <p>
            {t('practices.revise.open')} <Link href={`/practices/drafts/${open.id}`}>{t('practices.revise.go-on')}</Link>
          </p>
        ) : (
          <Form entry={entry}>
            <ReasonField ctx={ctx} />
            {await AuthorityField(ctx, practice.keeperId)}
            <Button>{t('practices.new.button')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: [...draftsCrumbs(ctx).slice(0, 1), { label: titleText(ctx, practice), href: `/practices/${practice.code}` }] },
    );
  },
  submit: async (ctx, { params }, { reason, authority: typed }) => {
    const practice = await findPractice(ctx.trx, params.id);
    if (!practice) throw refuseHttp('not-found');
    const id = await beginVersion(ctx.trx, accountOf(ctx), practice, { officeId: chosen(ctx, typed), reason }, ctx.now);
    return redirect(`/practices/drafts/${id}`, 'practices.notice.begun');
  },
});
