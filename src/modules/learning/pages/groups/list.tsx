import { z } from 'zod';
import { Card, CardFacts, CardGrid, EmptyState, FilterForm, Link, PageHeading, ResultsHead, SelectField } from '#kernel/html';
import { everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { listOffices, type Office, type OfficeId } from '#modules/offices';
import { audiences, modes } from '../../course.ts';
import type { Group } from '../../group.ts';
import { groupLanguages, listComingGroups } from '../../read-groups.ts';
import { clocksOf, officeName, officesOfGroups, OfficeTimes, placesWords } from './group-words.tsx';

const query = z.object({
  office: fields.maybe(fields.text(60)),
  language: fields.maybe(fields.text(3)),
  audience: fields.maybe(fields.choice(audiences)),
  way: fields.maybe(fields.choice(modes)),
});

/** Groups that one can join or that meet now. */
export const groupsRoute = pageRoute({
  path: '/groups',
  who: everyone,
  query,
  view: async (ctx, { query: asked }) => {
    const { t, trx, lang, format } = ctx;
    const all = await listOffices(trx, { lang });
    const office = all.find(({ code }) => code === asked.office);
    const groups = await listComingGroups(trx, {
      officeId: office?.id ?? null,
      language: asked.language,
      audience: asked.audience,
      way: asked.way,
    });
    const offices = await officesOfGroups(ctx, groups);
    const any = t('learning.courses.any');
    return page(
      t('learning.groups.title'),
      <>
        <PageHeading title={t('learning.groups.title')} lead={t('learning.groups.lead')} />
        <FilterForm action="/groups" clearHref="/groups">
          <SelectField
            name="language"
            label={t('learning.field.language')}
            value={asked.language ?? ''}
            emptyLabel={any}
            options={(await groupLanguages(trx)).map((value) => ({ value, label: format.languageName(value) }))}
          />
          <SelectField
            name="office"
            label={t('learning.field.office')}
            value={asked.office ?? ''}
            emptyLabel={any}
            options={all.map(({ code, name }) => ({ value: code, label: textIn(name, lang).text }))}
          />
          <SelectField
            name="audience"
            label={t('learning.field.audience')}
            value={asked.audience ?? ''}
            emptyLabel={any}
            options={audiences.map((value) => ({ value, label: t(`learning.audience.${value}`) }))}
          />
          <SelectField
            name="way"
            label={t('learning.field.mode')}
            value={asked.way ?? ''}
            emptyLabel={any}
            options={modes.map((value) => ({ value, label: t(`learning.mode.${value}`) }))}
          />
        </FilterForm>
        <ResultsHead>
          <p>
            {t('learning.groups.found', { count: groups.length })} <Link href="/groups/month">{t('learning.groups.month')}</Link>
          </p>
        </ResultsHead>
        {groups.length === 0 && (
          <EmptyState title={t('learning.groups.none')}>
            <p>{t('learning.groups.none-hint')}</p>
          </EmptyState>
        )}
        <CardGrid>
          {groups.map((group) => (
            <GroupCard key={group.id} ctx={ctx} group={group} offices={offices} />
          ))}
        </CardGrid>
        <p>
          <Link href="/courses">{t('learning.courses.title')}</Link>
        </p>
      </>,
      { width: 'wide', description: t('learning.groups.lead') },
    );
  },
});

interface GroupCardProps {
  ctx: Context;
  group: Group;
  offices: ReadonlyMap<OfficeId, Office>;
  level?: 2 | 3;
}

/** One group among others. */
export function GroupCard({ ctx, group, offices, level = 2 }: GroupCardProps) {
  const { t, format } = ctx;
  return (
    <Card title={textIn(group.courseTitle, ctx.lang).text} href={`/groups/${group.id}`} level={level}>
      <p>
        <bdi>{group.name}</bdi>
      </p>
      <CardFacts
        facts={[
          { key: 'office', label: t('learning.field.office'), value: officeName(ctx, offices.get(group.officeId)) },
          {
            key: 'next',
            label: t('learning.field.next'),
            value: group.nextAt ? <OfficeTimes ctx={ctx} at={group.nextAt} offices={clocksOf(group, offices)} /> : '–',
          },
          {
            key: 'how',
            label: t('learning.field.mode'),
            value: `${t(`learning.mode.${group.way}`)}, ${format.languageName(group.language)}`,
          },
          { key: 'for', label: t('learning.field.audience'), value: t(`learning.audience.${group.audience}`) },
          ...(group.womenOnly ? [{ key: 'women', label: t('learning.group.who'), value: t('learning.group.women') }] : []),
          { key: 'free', label: t('learning.group.now'), value: placesWords(ctx, group) },
        ]}
      />
    </Card>
  );
}
