import { z } from 'zod';
import { Button, Details, ErrorSummary, Form, Link, PageHeading, Table, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, holders, holds, page, pageRoute, redirect, scopesOf, type Context } from '#kernel/http';
import { textIn, translationStatus } from '#kernel/i18n';
import { listOffices } from '#modules/offices';
import { refuse } from '../refusals.ts';
import { tracks, type Track } from '../track.ts';
import { splitParagraphs, trackTexts, writeTrackText, type TrackText } from '../texts.ts';
import { ownText } from './track-words.ts';

const editors = holders('editor', 'office-manager', 'administrator');
const MOST = 4_000;
const NETWORK = 'network';

/** A place where a text may stand that the actor may write: the network, or an office. */
interface Where {
  /** `network` or the code of an office: what the address says. */
  code: string;
  officeId: string | null;
  name: string;
}

async function writable(ctx: Context): Promise<Where[]> {
  const network = holds(ctx, 'administrator') || networkEditor(ctx);
  const own = scopesOf(ctx, 'editor', 'office-manager');
  const offices = (await listOffices(ctx.trx, { lang: ctx.lang })).filter(({ id }) => network || own.includes(id));
  return [
    ...(network ? [{ code: NETWORK, officeId: null, name: ctx.t('tracks.texts.network') }] : []),
    ...offices.map((office) => ({ code: office.code, officeId: office.id, name: textIn(office.name, ctx.lang).text })),
  ];
}

/** Whether the actor edits for the whole network, not for an office alone. */
function networkEditor(ctx: Context): boolean {
  return ctx.roles.some(({ role, scopeId }) => role === 'editor' && !scopeId);
}

const crumb = (ctx: Context) => ({ label: ctx.t('app.admin.title'), href: '/admin' });

/** Which texts of tracks stand, and where one may be written. */
export const trackTextsRoute = pageRoute({
  path: '/admin/tracks',
  who: editors,
  view: async (ctx) => {
    const { t } = ctx;
    const [places, texts] = [await writable(ctx), await trackTexts(ctx.trx)];
    const written = (track: Track, { officeId }: Where) => texts.find((one) => one.track === track && one.officeId === officeId);
    return page(
      t('tracks.texts.title'),
      <>
        <PageHeading title={t('tracks.texts.title')} lead={t('tracks.texts.lead')} />
        <Table<Where>
          caption={t('tracks.texts.title')}
          hideCaption
          narrow="scroll"
          rows={places}
          rowKey={(where) => where.code}
          columns={[
            { key: 'where', header: t('tracks.texts.where'), cell: (where) => <bdi>{where.name}</bdi> },
            ...tracks.map((track) => ({
              key: track,
              header: t(`tracks.track.${track}`),
              cell: (where: Where) => (
                <Link href={`/admin/tracks/${track}/${where.code}`}>
                  {stateOf(ctx, where, written(track, where))}
                  <span class="visually-hidden">
                    {' '}
                    ({where.name}, {t(`tracks.track.${track}`)})
                  </span>
                </Link>
              ),
            })),
          ]}
        />
      </>,
      { width: 'wide', breadcrumbs: [crumb(ctx)] },
    );
  },
});

function stateOf({ t, lang }: Context, { officeId }: Where, text: TrackText | undefined): string {
  if (!text) return t(officeId === null ? 'tracks.texts.product' : 'tracks.texts.none');
  const status = translationStatus(text.body, lang);
  if (status === 'missing') return t('tracks.texts.untranslated');
  return t(status === 'outdated' ? 'tracks.texts.outdated' : 'tracks.texts.written');
}

/** Writes the text of a track in the language of the page. */
export const trackTextRoute = formRoute({
  path: '/admin/tracks/:code/:where',
  who: editors,
  params: z.object({ code: z.enum(tracks), where: z.string().max(80) }),
  body: z.object({ text: fields.optionalLongText(MOST) }),
  view: async (ctx, { params }, entry) => {
    const { t, lang, format } = ctx;
    const where = await found(ctx, params.where);
    const text = (await trackTexts(ctx.trx, params.code)).find(({ officeId }) => officeId === where.officeId);
    const product = where.officeId === null ? ownText(t, params.code) : '';
    const source = text && !text.body.texts[lang] ? textIn(text.body, lang) : null;
    return page(
      t('tracks.texts.edit'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t(`tracks.track.${params.code}`)}
          caption={<bdi>{where.name}</bdi>}
          lead={t('tracks.texts.edit-lead', { language: format.languageName(lang) })}
        />
        {source && (
          <Details summary={t('tracks.texts.source', { language: format.languageName(source.lang) })}>
            <div lang={source.lang} dir={source.dir}>
              {splitParagraphs(source.text).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </div>
          </Details>
        )}
        <Form entry={entry} draft={`track-${params.code}-${params.where}-${lang}`}>
          <TextArea
            name="text"
            label={t('tracks.texts.text')}
            hint={t(where.officeId === null ? 'tracks.texts.text-hint' : 'tracks.texts.office-hint')}
            value={text ? (text.body.texts[lang]?.text ?? '') : product}
            maxLength={MOST}
            rows={14}
            optional
          />
          <Button>{t('tracks.texts.save')}</Button>
        </Form>
        <p>
          <Link href={`/tracks/${params.code}${where.officeId === null ? '' : `?office=${where.code}`}`}>{t('tracks.texts.see')}</Link>
        </p>
      </>,
      { breadcrumbs: [crumb(ctx), { label: t('tracks.texts.title'), href: '/admin/tracks' }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const where = await found(ctx, params.where);
    // The product's own text, sent back as it was, is no text of the network's.
    const same = where.officeId === null && form.text === ownText(ctx.t, params.code);
    const text = same ? null : form.text;
    await writeTrackText(ctx.trx, accountOf(ctx), { track: params.code, officeId: where.officeId }, { lang: ctx.lang, text, now: ctx.now });
    return redirect('/admin/tracks', 'tracks.notice.text');
  },
});

async function found(ctx: Context, code: string): Promise<Where> {
  const where = (await writable(ctx)).find((one) => one.code === code);
  if (!where) throw refuse('not-found');
  return where;
}
