import { z } from 'zod';
import { Bdi, Button, ErrorSummary, Form, Notice, PageHeading, SelectField, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { kinds, type Forum } from '../forum.ts';
import { beginForum, changeForum, endForum } from '../write-forum.ts';
import { chosenTerritory, conveners, crumbs, deskAt, ofForum, ownForum, territories } from './reach.ts';

const body = z.object({
  where: fields.text(80),
  kind: fields.choice(kinds),
  name: fields.text(200),
  about: fields.longText(4_000),
  rules: fields.longText(4_000),
  language: fields.choice(languages.map(({ code }) => code)),
  contact: fields.text(300),
});

/** Writes down a board or forum of an office of the actor. */
export const newRoute = formRoute({
  path: '/desk/forums/new',
  who: conveners,
  body,
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return page(
      t('forums.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('forums.new.title')} lead={t('forums.new.lead')} />
        {await ForumFields({ ctx, entry, known: null })}
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { where, ...form }) => {
    const text = { ...form, ...(await chosenTerritory(ctx, where)) };
    const id = await beginForum(ctx.trx, accountOf(ctx), text, ctx.now);
    return redirect(deskAt(id), 'forums.notice.begun');
  },
});

/** Changes what is written of it. */
export const editRoute = formRoute({
  path: '/desk/forums/:id/edit',
  who: conveners,
  params: ofForum,
  body,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const of = await going(ctx, id);
    return page(
      t('forums.edit.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('forums.edit.title')} caption={<Bdi lang={of.language}>{of.name}</Bdi>} />
        {await ForumFields({ ctx, entry, known: of })}
      </>,
      { breadcrumbs: crumbs(ctx, of) },
    );
  },
  submit: async (ctx, { params: { id } }, { where, ...form }) => {
    const of = await ownForum(ctx, id);
    const territory = await chosenTerritory(ctx, where);
    await changeForum(ctx.trx, of, { ...form, ...territory, officeId: of.officeId });
    return redirect(deskAt(id), 'forums.notice.changed');
  },
});

/** Ends it, with the reason; nothing of its record goes. */
export const endRoute = formRoute({
  path: '/desk/forums/:id/end',
  who: conveners,
  params: ofForum,
  body: z.object({ because: fields.longText(2_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const of = await going(ctx, id);
    return page(
      t('forums.end.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('forums.end.title')} caption={<Bdi lang={of.language}>{of.name}</Bdi>} lead={t('forums.end.lead')} />
        <Notice tone="warning">{t('forums.end.final')}</Notice>
        <Form entry={entry}>
          <TextArea name="because" label={t('forums.end.because')} maxLength={2_000} rows={4} required />
          <Button kind="warning">{t('forums.end.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, of) },
    );
  },
  submit: async (ctx, { params: { id } }, { because }) => {
    await endForum(ctx.trx, await ownForum(ctx, id), because, ctx.now);
    return redirect(deskAt(id), 'forums.notice.ended');
  },
});

/** One that has ended is only read. */
export async function going(ctx: Context, id: Forum['id']): Promise<Forum> {
  const of = await ownForum(ctx, id);
  if (of.endedOn) throw refuseHttp('not-found');
  return of;
}

async function ForumFields({ ctx, entry, known }: { ctx: Context; entry: FormEntry; known: Forum | null }) {
  const { t } = ctx;
  const all = (await territories(ctx)).filter(({ officeId }) => !known || officeId === known.officeId);
  if (all.length === 0) throw refuseHttp('not-found');
  return (
    <Form entry={entry} draft={`forum-${known?.id ?? 'new'}`}>
      <SelectField
        name="kind"
        label={t('forums.field.kind')}
        hint={t('forums.field.kind-hint')}
        options={kinds.map((value) => ({ value, label: t(`forums.kind.${value}`) }))}
        value={known?.kind ?? 'board'}
        required
      />
      <TextField name="name" label={t('forums.field.name')} value={known?.name} maxLength={200} required />
      <SelectField
        name="where"
        label={t('forums.field.where')}
        options={all}
        value={known ? `${known.officeId}.${known.placeId}` : (all[0]?.value ?? '')}
        required
      />
      <SelectField
        name="language"
        label={t('forums.field.language')}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        value={known?.language ?? ctx.lang}
        required
      />
      <TextArea name="about" label={t('forums.field.about')} value={known?.about} maxLength={4_000} rows={5} required />
      <TextArea
        name="rules"
        label={t('forums.field.rules')}
        hint={t('forums.field.rules-hint')}
        value={known?.rules}
        maxLength={4_000}
        rows={5}
        required
      />
      <TextField
        name="contact"
        label={t('forums.field.contact')}
        hint={t('forums.field.contact-hint')}
        value={known?.contact}
        maxLength={300}
        required
      />
      <Button>{t('forums.save')}</Button>
    </Form>
  );
}
