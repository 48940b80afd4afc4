import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  Section,
} from '#kernel/html';
import { formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { courseTitles } from '#modules/learning';
import type { Notice, NoticeId } from '../exchange.ts';
import { endNotice, getNotice, suggestionsFor } from '../notices.ts';
import { NoticeMarks, Written } from './marks.tsx';
import { base, crumbs, namesOf, speaksFor, staff, todayOf, topicText } from './reach.ts';
import { Suggestions } from './suggestions.tsx';

const params = z.object({ id: idOf<'exchanges.notices'>() });

async function noticeIn(ctx: Context, id: NoticeId): Promise<Notice> {
  const notice = await getNotice(ctx.trx, id);
  if (!notice) throw refuseHttp('not-found');
  return notice;
}

/** A notice of an office for which the actor speaks. */
export async function ownNotice(ctx: Context, id: NoticeId): Promise<Notice> {
  const notice = await noticeIn(ctx, id);
  if (notice.endedAt || !speaksFor(ctx).includes(notice.officeId)) throw refuseHttp('not-found');
  return notice;
}

/** A need or an offer, how to reach the office, and what may answer it. */
export const noticeRoute = pageRoute({
  path: '/desk/exchanges/notices/:id',
  who: staff,
  params,
  view: async (ctx, { params: { id } }) => {
    const { t, format, lang } = ctx;
    const notice = await noticeIn(ctx, id);
    const own = speaksFor(ctx).includes(notice.officeId) && !notice.endedAt;
    const suggestions = await suggestionsFor(ctx.trx, notice, todayOf(ctx));
    const names = await namesOf(ctx, [notice.officeId, ...suggestions.map((one) => one.notice.officeId)]);
    const course = notice.courseId ? (await courseTitles(ctx.trx, [notice.courseId])).get(notice.courseId) : undefined;
    return page(
      topicText(ctx, notice),
      <>
        <PageHeading
          title={<Bdi>{topicText(ctx, notice)}</Bdi>}
          caption={names.get(notice.officeId) ?? ''}
          tags={<NoticeMarks ctx={ctx} notice={notice} />}
        />
        <Written words={notice.about} />
        <DescriptionList
          facts={[
            {
              key: 'languages',
              label: t('exchanges.field.languages'),
              value: format.list(notice.languages.map((code) => format.languageName(code))),
            },
            { key: 'mode', label: t('exchanges.field.mode'), value: t(`exchanges.mode.${notice.mode}`) },
            ...(course
              ? [
                  {
                    key: 'course',
                    label: t('exchanges.field.course'),
                    value: <Link href={`/courses/${course.code}`}>{textIn(course.title, lang).text}</Link>,
                  },
                ]
              : []),
            { key: 'until', label: t('exchanges.field.valid-until'), value: format.date(notice.validUntil) },
          ]}
        />
        <ButtonGroup>
          {own ? (
            <>
              <ButtonLink href={`${base}/notices/${id}/change`}>{t('exchanges.notice.change')}</ButtonLink>
              <ButtonLink kind="quiet" href={`${base}/notices/${id}/end`}>
                {t('exchanges.notice.end')}
              </ButtonLink>
            </>
          ) : (
            speaksFor(ctx).length > 0 && (
              <>
                <ButtonLink href={`${base}/visits/new?host=${notice.officeId}`}>{t('exchanges.visits.new')}</ButtonLink>
                <ButtonLink kind="secondary" href={`${base}/twinnings/new?partner=${notice.officeId}`}>
                  {t('exchanges.twinnings.new')}
                </ButtonLink>
              </>
            )
          )}
        </ButtonGroup>
        <Section title={t(notice.kind === 'need' ? 'exchanges.suggestions.offers' : 'exchanges.suggestions.needs')}>
          {suggestions.length === 0 ? (
            <EmptyState title={t('exchanges.suggestions.none')} />
          ) : (
            <Suggestions ctx={ctx} all={suggestions.slice(0, 20)} names={names} />
          )}
        </Section>
      </>,
      { breadcrumbs: crumbs(ctx, 'notices') },
    );
  },
});

/** Takes a notice back, after asking once. */
export const endNoticeRoute = formRoute({
  path: '/desk/exchanges/notices/:id/end',
  who: staff,
  params,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const notice = await ownNotice(ctx, id);
    return page(
      t('exchanges.notice.end'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('exchanges.notice.end')}
          caption={<Bdi>{topicText(ctx, notice)}</Bdi>}
          lead={t('exchanges.notice.end-lead')}
        />
        <Form entry={entry}>
          <Button kind="warning">{t('exchanges.notice.end')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, 'notices', { label: topicText(ctx, notice), href: `${base}/notices/${id}` }) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    await ownNotice(ctx, id);
    await endNotice(ctx.trx, id, ctx.now);
    return redirect(base, 'exchanges.notice.ended');
  },
});
