import { z } from 'zod';
import { acceptedEndings, findFiles, LARGEST_FILE, openFile } from '#kernel/files';
import {
  Bdi,
  Button,
  CheckboxField,
  ErrorSummary,
  FileField,
  FileLink,
  Form,
  Link,
  PageHeading,
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
  type FormEntry,
  type UploadedFile,
} from '#kernel/http';
import { listConsultations } from '#modules/consultations';
import type { Forum, Meeting, Point, PointText } from '../forum.ts';
import { addPoint, changePoint, pointsOf, removePoint, type Document } from '../points.ts';
import {
  conveners,
  crumbs,
  meetingAt,
  meetingIn,
  meetingTitle,
  ofMeeting,
  ofPoint,
  ownForum,
  placeOf,
  pointAt,
  pointIn,
  shownForum,
  zoneOf,
} from './reach.ts';

const body = z.object({
  title: fields.text(300),
  words: fields.optionalLongText(4_000),
  link: fields.optionalText(300),
  consultation: fields.optionalText(60),
});
const changed = body.extend({ dropFile: fields.tick() });

/** The file that came with a form. */
function documentOf(ctx: Context, files: readonly UploadedFile[]): Document | null {
  const file = files.find(({ field }) => field === 'file');
  return file ? { name: file.name, bytes: file.bytes, place: placeOf(ctx), by: accountOf(ctx) } : null;
}

const trail = async (ctx: Context, forum: Forum, meeting: Meeting) => [
  ...crumbs(ctx, forum),
  { label: meetingTitle(ctx, meeting, await zoneOf(ctx, forum)), href: meetingAt(meeting.id) },
];

/** The agenda is written until the meeting is over. */
function requireOpen({ state }: Meeting, entry: FormEntry): void {
  if (!['planned', 'convened'].includes(state) && !entry.sent) throw refuseHttp('not-found');
}

/** Puts a point on the agenda. */
export const addPointRoute = formRoute({
  path: '/desk/meetings/:id/points/new',
  who: conveners,
  params: ofMeeting,
  files: true,
  body,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { forum, meeting } = await meetingIn(ctx, id, ownForum);
    requireOpen(meeting, entry);
    return page(
      t('forums.point.add'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('forums.point.add')} caption={<Bdi lang={forum.language}>{forum.name}</Bdi>} />
        {await PointFields({ ctx, entry, forum, known: null, key: `point-${id}` })}
      </>,
      { breadcrumbs: await trail(ctx, forum, meeting) },
    );
  },
  submit: async (ctx, { params: { id } }, form, files) => {
    const { forum, meeting } = await meetingIn(ctx, id, ownForum);
    await addPoint(ctx.trx, forum, meeting, await textOf(ctx, forum, form), documentOf(ctx, files));
    return redirect(meetingAt(id), 'forums.notice.point');
  },
});

/** Changes a point of the agenda. */
export const changePointRoute = formRoute({
  path: '/desk/meetings/:id/points/:point',
  who: conveners,
  params: ofPoint,
  files: true,
  body: changed,
  view: async (ctx, { params: { id, point: pointId } }, entry) => {
    const { t } = ctx;
    const { forum, meeting, point } = await pointIn(ctx, id, pointId);
    requireOpen(meeting, entry);
    return page(
      t('forums.point.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('forums.point.change')} caption={<Bdi lang={forum.language}>{point.title}</Bdi>} />
        {await PointFields({ ctx, entry, forum, known: point, key: `point-${pointId}` })}
        <p>
          <Link href={meetingAt(id, `/points/${pointId}/remove`)}>{t('forums.point.remove')}</Link>
        </p>
      </>,
      { breadcrumbs: await trail(ctx, forum, meeting) },
    );
  },
  submit: async (ctx, { params: { id, point: pointId } }, { dropFile, ...form }, files) => {
    const { forum, point } = await pointIn(ctx, id, pointId);
    const document = documentOf(ctx, files) ?? (dropFile ? null : 'stays');
    await changePoint(ctx.trx, forum, point, await textOf(ctx, forum, form), document);
    return redirect(meetingAt(id), 'forums.notice.changed');
  },
});

/** Takes a point off the agenda, after a page that says so. */
export const removePointRoute = formRoute({
  path: '/desk/meetings/:id/points/:point/remove',
  who: conveners,
  params: ofPoint,
  body: z.object({}),
  view: async (ctx, { params: { id, point: pointId } }, entry) => {
    const { t } = ctx;
    const { forum, meeting, point } = await pointIn(ctx, id, pointId);
    requireOpen(meeting, entry);
    return page(
      t('forums.point.remove'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('forums.point.remove')} caption={<Bdi lang={forum.language}>{point.title}</Bdi>} />
        <Form entry={entry}>
          <Button kind="warning">{t('forums.point.remove')}</Button>
        </Form>
      </>,
      { breadcrumbs: await trail(ctx, forum, meeting) },
    );
  },
  submit: async (ctx, { params: { id, point: pointId } }) => {
    const { forum, point } = await pointIn(ctx, id, pointId);
    await removePoint(ctx.trx, forum, point);
    return redirect(meetingAt(id), 'forums.notice.point-removed');
  },
});

/** The file of a point, for whoever reads its agenda; every reading is on record. */
export const pointFileRoute = pageRoute({
  path: '/forums/meetings/:id/points/:point/file',
  who: everyone,
  params: ofPoint,
  view: async (ctx, { params: { id, point: pointId } }) => {
    const { meeting } = await meetingIn(ctx, id, shownForum);
    const fileId = (await pointsOf(ctx.trx, meeting.id)).find((one) => one.id === pointId)?.fileId;
    if (!fileId) throw refuseHttp('not-found');
    const file = await openFile(ctx.trx, placeOf(ctx), fileId, 'forums.purpose.meeting');
    return download(file.name, file.mediaType, file.content);
  },
});

/** Consultations of the office that anybody reads. */
async function consultationsOf(ctx: Context, { officeId }: Forum) {
  const { rows } = await listConsultations(ctx.trx, { officeIds: [officeId], page: 1, pageSize: 200 });
  return rows.filter(({ openedAt }) => openedAt !== null);
}

async function textOf(ctx: Context, forum: Forum, { consultation, ...text }: z.output<typeof body>): Promise<PointText> {
  const found = consultation ? (await consultationsOf(ctx, forum)).find(({ id }) => id === consultation) : null;
  return { ...text, consultationId: found?.id ?? null };
}

interface PointFieldsProps {
  ctx: Context;
  entry: FormEntry;
  forum: Forum;
  known: Point | null;
  key: string;
}

async function PointFields({ ctx, entry, forum, known, key }: PointFieldsProps) {
  const { t } = ctx;
  const consultations = await consultationsOf(ctx, forum);
  const [file] = known?.fileId ? await findFiles(ctx.trx, placeOf(ctx), [known.fileId]) : [];
  return (
    <Form entry={entry} draft={key} multipart>
      <TextField name="title" label={t('forums.point.title')} value={known?.title} maxLength={300} required />
      <TextArea
        name="words"
        label={t('forums.point.words')}
        hint={t('forums.point.words-hint')}
        value={known?.words ?? undefined}
        maxLength={4_000}
        rows={4}
        optional
      />
      <TextField
        name="link"
        label={t('forums.point.link')}
        hint={t('forums.point.link-hint')}
        value={known?.link ?? undefined}
        maxLength={300}
        dir="ltr"
        optional
      />
      {known && file && (
        <p>
          <FileLink {...file} href={pointAt(known, '/file')} />
        </p>
      )}
      <FileField
        name="file"
        label={t('forums.point.file')}
        hint={t(file ? 'forums.point.file-again' : 'forums.point.file-hint')}
        accept={acceptedEndings.join(',')}
        maxMegabytes={LARGEST_FILE / 1024 / 1024}
        optional
      />
      {file && <CheckboxField name="dropFile" label={t('forums.point.drop-file')} />}
      {consultations.length > 0 && (
        <SelectField
          name="consultation"
          label={t('forums.point.consultation')}
          emptyLabel={t('forums.point.no-consultation')}
          options={consultations.map(({ id, title }) => ({ value: id, label: title }))}
          value={known?.consultationId ?? ''}
          optional
        />
      )}
      <Button>{t('forums.save')}</Button>
    </Form>
  );
}
