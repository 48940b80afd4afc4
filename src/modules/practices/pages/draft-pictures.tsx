import { z } from 'zod';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxField,
  EmptyState,
  ErrorSummary,
  FileField,
  Form,
  PageHeading,
  PostButton,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import {
  accountOf,
  download,
  everyone,
  fields,
  formRoute,
  page,
  pageRoute,
  redirect,
  refuseHttp,
  type Context,
  type Route,
} from '#kernel/http';
import { idOf } from '#kernel/db';
import { textIn, type Translated } from '#kernel/i18n';
import { addPicture, changePicture, LARGEST_PICTURE, putEarlier, takeOutPicture, withdrawPicture } from '../pictures.ts';
import { licences, MOST_PICTURES, type Picture, type PictureId } from '../practice.ts';
import { openPicture, practiceOfPicture, shownPictures } from '../read-pictures.ts';
import type { DraftId } from '../sheet-content.ts';
import type { Draft } from '../write-sheet.ts';
import { draftsCrumbs } from './drafts.tsx';
import { PictureFigure } from './pictures.tsx';
import { authorshipOf, checkers, draftAt, draftIn, draftTitle, isChecker, ofDraft, writers } from './reach.ts';

const ofPicture = z.object({ id: idOf<'practices.pictures'>() });
const inDraft = ofDraft.extend({ picture: idOf<'practices.pictures'>() });
const picturesAt = (id: DraftId, rest = '') => `${draftAt(id)}/pictures${rest}`;

const text = {
  words: fields.text(300),
  caption: fields.optionalLongText(1_000),
  credit: fields.text(200),
  licence: fields.choice(licences),
};

/** One picture, for whoever may see it: anybody, once a version shows it. */
export const pictureRoute = pageRoute({
  path: '/practices/pictures/:id',
  who: everyone,
  params: ofPicture,
  view: async (ctx, { params: { id } }) => {
    const picture = await openPicture(ctx.trx, id);
    if (!picture) throw refuseHttp('not-found');
    return download(`picture.${picture.mediaType.slice('image/'.length)}`, picture.mediaType, picture.content, true);
  },
});

const crumbs = (ctx: Context, draft: Draft, deep = false) =>
  draftsCrumbs(ctx, [
    { label: draftTitle(ctx, draft), href: draftAt(draft.id) },
    ...(deep ? [{ label: ctx.t('practices.part.pictures'), href: picturesAt(draft.id) }] : []),
  ]);

function TextFields({ ctx, picture }: { ctx: Context; picture?: Picture }) {
  const { t } = ctx;
  const said = (value: Translated | null | undefined) => (value ? textIn(value, value.source).text : '');
  return (
    <>
      <TextField
        name="words"
        label={t('practices.picture.words')}
        hint={t('practices.picture.words-hint')}
        value={said(picture?.words)}
        maxLength={300}
        required
      />
      <TextArea name="caption" label={t('practices.picture.caption')} value={said(picture?.caption)} maxLength={1_000} rows={2} optional />
      <TextField
        name="credit"
        label={t('practices.picture.credit')}
        hint={t('practices.picture.credit-hint')}
        value={picture?.credit ?? ''}
        maxLength={200}
        required
      />
      <SelectField
        name="licence"
        label={t('practices.picture.licence')}
        options={licences.map((value) => ({ value, label: t(`practices.licence.${value}`) }))}
        value={picture?.licence}
        required
      />
    </>
  );
}

/** The pictures of a draft in their order, and one more. */
const picturesRoute = formRoute({
  path: '/practices/drafts/:id/pictures',
  who: writers,
  params: ofDraft,
  body: z.object({ ...text, agreed: fields.tick().refine((agreed) => agreed, 'practices.problem.agreed') }),
  files: true,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const draft = await draftIn(ctx, id);
    const pictures = await shownPictures(ctx.trx, draft.content.pictures);
    return page(
      t('practices.part.pictures'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('practices.part.pictures')}
          caption={draftTitle(ctx, draft)}
          lead={t('practices.picture.lead', { count: MOST_PICTURES })}
        />
        {pictures.length === 0 && <EmptyState title={t('practices.picture.none')} />}
        {pictures.map((picture, index) => (
          <Section key={picture.id} title={t('practices.picture.number', { number: index + 1 })}>
            <PictureFigure ctx={ctx} picture={picture} />
            <ButtonGroup>
              <ButtonLink kind="secondary" href={picturesAt(id, `/${picture.id}`)}>
                {t('practices.picture.change', { number: index + 1 })}
              </ButtonLink>
              {index > 0 && (
                <PostButton kind="quiet" action={picturesAt(id, `/${picture.id}/earlier`)}>
                  {t('practices.picture.earlier', { number: index + 1 })}
                </PostButton>
              )}
              <ButtonLink kind="quiet" href={picturesAt(id, `/${picture.id}/remove`)}>
                {t('practices.picture.remove', { number: index + 1 })}
              </ButtonLink>
            </ButtonGroup>
          </Section>
        ))}
        {(pictures.length < MOST_PICTURES || entry.sent) && (
          <Section title={t('practices.picture.add-title')}>
            <Form entry={entry} multipart>
              <FileField
                name="file"
                label={t('practices.picture.file')}
                hint={t('practices.picture.file-hint')}
                accept="image/jpeg,image/png,image/webp"
                maxMegabytes={LARGEST_PICTURE / 1_000_000}
                required
              />
              <TextFields ctx={ctx} />
              <CheckboxField name="agreed" label={t('practices.picture.agreed')} hint={t('practices.picture.agreed-hint')} />
              <Button>{t('practices.picture.add')}</Button>
            </Form>
          </Section>
        )}
      </>,
      { breadcrumbs: crumbs(ctx, draft), islands: ['shrink-photo'] },
    );
  },
  submit: async (ctx, { params: { id } }, { agreed: _agreed, ...form }, files) => {
    const bytes = files[0]?.bytes ?? new Uint8Array();
    await addPicture(ctx.trx, authorshipOf(ctx), id, { ...form, bytes }, ctx.now);
    return redirect(picturesAt(id), 'practices.notice.saved');
  },
});

/** The picture of an address and its draft; one of another draft is not there. */
async function pictureIn(ctx: Context, id: DraftId, picture: PictureId) {
  const draft = await draftIn(ctx, id);
  const at = draft.content.pictures.findIndex((one) => one.id === picture);
  const [found] = at < 0 ? [] : await shownPictures(ctx.trx, draft.content.pictures.slice(at, at + 1));
  if (!found) throw refuseHttp('not-found');
  return { draft, found, number: at + 1 };
}

/** Changes what is written to a picture. */
const changeRoute = formRoute({
  path: '/practices/drafts/:id/pictures/:picture',
  who: writers,
  params: inDraft,
  body: z.object({ ...text, base: fields.whole(1, 1_000_000_000) }),
  view: async (ctx, { params: asked }, entry) => {
    const { t } = ctx;
    const { draft, found, number } = await pictureIn(ctx, asked.id, asked.picture);
    const title = t('practices.picture.change', { number });
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={draftTitle(ctx, draft)} />
        <PictureFigure ctx={ctx} picture={found} />
        <Form entry={entry}>
          <input type="hidden" name="base" value={draft.revision} />
          <TextFields ctx={ctx} picture={found} />
          <Button>{t('practices.draft.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, draft, true) },
    );
  },
  submit: async (ctx, { params: { id, picture } }, form) => {
    await changePicture(ctx.trx, authorshipOf(ctx), id, { ...form, picture }, ctx.now);
    return redirect(picturesAt(id), 'practices.notice.saved');
  },
});

/** Puts a picture one place earlier. */
const earlierRoute = formRoute({
  path: '/practices/drafts/:id/pictures/:picture/earlier',
  who: writers,
  params: inDraft,
  body: z.object({}),
  repeatable: true,
  view: async (_ctx, { params: { id } }) => redirect(picturesAt(id)),
  submit: async (ctx, { params: { id, picture } }) => {
    await putEarlier(ctx.trx, accountOf(ctx), id, picture, ctx.now);
    return redirect(picturesAt(id), 'practices.notice.saved');
  },
});

/** Takes a picture out of a draft, after a question. */
const removeRoute = formRoute({
  path: '/practices/drafts/:id/pictures/:picture/remove',
  who: writers,
  params: inDraft,
  body: z.object({}),
  view: async (ctx, { params: asked }, entry) => {
    const { t } = ctx;
    const { draft, found, number } = await pictureIn(ctx, asked.id, asked.picture);
    const title = t('practices.picture.remove', { number });
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={draftTitle(ctx, draft)} lead={t('practices.picture.remove-lead')} />
        <PictureFigure ctx={ctx} picture={found} />
        <Form entry={entry}>
          <Button kind="warning">{title}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, draft, true) },
    );
  },
  submit: async (ctx, { params: { id, picture } }) => {
    await takeOutPicture(ctx.trx, accountOf(ctx), id, picture, ctx.now);
    return redirect(picturesAt(id), 'practices.notice.picture-removed');
  },
});

/** Takes a published picture away for good, where somebody in it no longer wishes to be shown. */
const withdrawRoute = formRoute({
  path: '/practices/pictures/:id/withdraw',
  who: checkers,
  params: ofPicture,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const code = isChecker(ctx) ? await practiceOfPicture(ctx.trx, id) : null;
    if (!code) throw refuseHttp('not-found');
    return page(
      t('practices.picture.withdraw'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practices.picture.withdraw')} lead={t('practices.picture.withdraw-lead')} />
        <Form entry={entry}>
          <Button kind="warning">{t('practices.picture.withdraw')}</Button>
        </Form>
      </>,
      {
        breadcrumbs: [
          { label: t('practices.list.title'), href: '/practices' },
          { label: t('practices.picture.back'), href: `/practices/${code}` },
        ],
      },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    const code = await practiceOfPicture(ctx.trx, id);
    await withdrawPicture(ctx.trx, id);
    return redirect(code ? `/practices/${code}` : '/practices', 'practices.notice.picture-withdrawn');
  },
});

export const pictureRoutes: readonly Route[] = [pictureRoute, withdrawRoute, picturesRoute, changeRoute, earlierRoute, removeRoute];
