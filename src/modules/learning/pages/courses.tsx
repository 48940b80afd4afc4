import { z } from 'zod';
import { Card, CardFacts, CardGrid, EmptyState, FilterForm, Link, PageHeading, ResultsHead, SelectField, TextField } from '#kernel/html';
import { everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { TranslatedText } from '#modules/places/pages';
import { audiences, modes } from '../course.ts';
import { courseLanguages, listCourses, type CourseCard } from '../list-courses.ts';
import { audienceWords, languageWords, modeWords } from './course-words.ts';

const query = z.object({
  q: fields.searchText(),
  audience: fields.maybe(fields.choice(audiences)),
  mode: fields.maybe(fields.choice(modes)),
  language: fields.searchText(),
});

/** The courses that anybody may look at and begin. */
export const coursesRoute = pageRoute({
  path: '/courses',
  who: everyone,
  query,
  view: async (ctx, { query: asked }) => {
    const { t, trx, lang, format } = ctx;
    const language = asked.language || null;
    const filter = { audience: asked.audience, mode: asked.mode, language, words: asked.q };
    const courses = await listCourses(trx, filter, lang);
    const languages = (await courseLanguages(trx)).map((value) => ({ value, label: format.languageName(value) }));
    return page(
      t('learning.courses.title'),
      <>
        <PageHeading title={t('learning.courses.title')} lead={t('learning.courses.lead')} />
        <FilterForm action="/courses" clearHref="/courses">
          <TextField name="q" label={t('learning.courses.search')} value={asked.q} />
          <SelectField
            name="audience"
            label={t('learning.field.audience')}
            value={asked.audience ?? ''}
            emptyLabel={t('learning.courses.any')}
            options={audiences.map((value) => ({ value, label: t(`learning.audience.${value}`) }))}
          />
          <SelectField
            name="language"
            label={t('learning.field.language')}
            value={asked.language}
            emptyLabel={t('learning.courses.any')}
            options={languages.toSorted((a, b) => a.label.localeCompare(b.label, lang))}
          />
          <SelectField
            name="mode"
            label={t('learning.field.mode')}
            value={asked.mode ?? ''}
            emptyLabel={t('learning.courses.any')}
            options={modes.map((value) => ({ value, label: t(`learning.mode.${value}`) }))}
          />
        </FilterForm>
        <ResultsHead>
          <p>
            {t('learning.courses.found', { count: courses.length })} <Link href="/groups">{t('learning.groups.title')}</Link>
          </p>
        </ResultsHead>
        {courses.length === 0 && (
          <EmptyState title={t('learning.courses.none')}>
            <p>{t('learning.courses.none-hint')}</p>
          </EmptyState>
        )}
        <CardGrid>
          {courses.map((course) => (
            <CourseTile key={course.id} ctx={ctx} course={course} />
          ))}
        </CardGrid>
      </>,
      { width: 'wide', description: t('learning.courses.lead') },
    );
  },
});

/** One course among others. */
export function CourseTile({ ctx, course, level = 2 }: { ctx: Context; course: CourseCard; level?: 2 | 3 }) {
  const { t } = ctx;
  return (
    <Card title={<TranslatedText value={course.title} />} href={`/courses/${course.code}`} level={level}>
      <p>
        <TranslatedText value={course.summary} />
      </p>
      <CardFacts
        facts={[
          { key: 'for', label: t('learning.field.audience'), value: audienceWords(ctx, course.audience) },
          { key: 'mode', label: t('learning.field.mode'), value: modeWords(ctx, course.mode) },
          { key: 'time', label: t('learning.field.minutes'), value: t('learning.minutes', { count: course.minutes }) },
          { key: 'languages', label: t('learning.field.language'), value: languageWords(ctx, course.languages) },
        ]}
      />
    </Card>
  );
}
