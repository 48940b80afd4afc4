import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, SelectField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import type { OfficeId } from '#modules/offices';
import { TranslatedText } from '#modules/places/pages';
import { copyCourse } from '../../build-course.ts';
import { itemCode } from '../../course.ts';
import { findCourse } from '../../list-courses.ts';
import { refuse } from '../../refusals.ts';
import { buildCrumbs, builders, officeChoices } from './builder.ts';

/**
 * Copies a published course of anybody to an office of the reader, who then changes and translates it; courses that they
 * build themselves have the same button in the builder, which copies the draft.
 */
export const copyPublishedRoute = formRoute({
  path: '/teaching/copy/:code',
  who: builders,
  params: z.object({ code: itemCode }),
  body: z.object({ office: fields.text(60) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const course = await open(ctx, params.code);
    return page(
      t('learning.build.copy'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.build.copy')}
          caption={<TranslatedText value={course.title} />}
          lead={t('learning.build.copy-lead')}
        />
        <Form entry={entry}>
          <SelectField name="office" label={t('learning.field.office')} options={await officeChoices(ctx, false)} required />
          <Button>{t('learning.build.copy')}</Button>
        </Form>
      </>,
      { breadcrumbs: buildCrumbs(ctx) },
    );
  },
  submit: async (ctx, { params }, { office }) => {
    const course = await open(ctx, params.code);
    if (!(await officeChoices(ctx, false)).some(({ value }) => value === office)) throw refuse('no-office', { field: 'office' });
    const id = await copyCourse(ctx.trx, accountOf(ctx), course.id, office as OfficeId); // one of the choices just read
    return redirect(`/teaching/courses/${id}`, 'learning.notice.created');
  },
});

async function open(ctx: Context, code: string) {
  const course = await findCourse(ctx.trx, code);
  if (!course) throw refuseHttp('not-found');
  return course;
}
