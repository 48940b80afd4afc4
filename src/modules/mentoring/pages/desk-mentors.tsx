import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  EmptyState,
  ErrorSummary,
  FilterForm,
  Form,
  Link,
  Notice,
  PageHeading,
  SelectField,
  SummaryList,
  Table,
  Tag,
  TextField,
  type SummaryRow,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, pageRoute, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { officeNames } from '#modules/offices';
import { spokenLanguages } from '#modules/people/pages';
import { placeName, placesById } from '#modules/places';
import { confirmMentor } from '../confirm-mentor.ts';
import type { Mentor } from '../mentor.ts';
import { getMentor, listMentors, mentorStates } from '../read-mentors.ts';
import { homeCrumb } from './sides.ts';
import { languageList, termList, WeekHours } from './words.tsx';

const PAGE = 25;

/** Mentors of the network; those of the office that wait to be confirmed come first. */
export const mentorsRoute = pageRoute({
  path: '/desk/mentoring/mentors',
  who: desk,
  query: z.object({
    q: fields.searchText(),
    state: fields.maybe(fields.choice(mentorStates)),
    language: fields.maybe(fields.choice(spokenLanguages)),
    page: fields.pageNumber(),
  }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const found = await listMentors(ctx.trx, {
      words: query.q,
      state: query.state,
      language: query.language,
      page: query.page,
      pageSize: PAGE,
    });
    return page(
      t('mentoring.mentors.title'),
      <>
        <PageHeading title={t('mentoring.mentors.title')} lead={t('mentoring.mentors.lead')} />
        <Table<Mentor>
          caption={t('mentoring.mentors.found', { count: found.total })}
          filters={
            <FilterForm action="/desk/mentoring/mentors" clearHref="/desk/mentoring/mentors">
              <TextField name="q" label={t('mentoring.field.name')} value={query.q} />
              <SelectField
                name="state"
                label={t('mentoring.field.state')}
                value={query.state ?? ''}
                options={mentorStates.map((value) => ({ value, label: t(`mentoring.mentor-state.${value}`) }))}
              />
              <SelectField
                name="language"
                label={t('mentoring.field.languages')}
                value={query.language ?? ''}
                options={spokenLanguages.map((value) => ({ value, label: format.languageName(value) }))}
              />
            </FilterForm>
          }
          rows={found.rows}
          rowKey={(row) => row.id}
          paging={{ page: query.page, pageSize: PAGE, total: found.total }}
          columns={[
            {
              key: 'name',
              header: t('mentoring.field.name'),
              cell: (row) => (
                <Link href={`/desk/mentoring/mentors/${row.id}`}>
                  <Bdi>{row.name}</Bdi>
                </Link>
              ),
            },
            { key: 'languages', header: t('mentoring.field.languages'), cell: (row) => languageList(ctx, row.languages) },
            { key: 'sectors', header: t('mentoring.field.sectors'), cell: (row) => termList(ctx, 'sectors', row.sectors) },
            {
              key: 'mentees',
              header: t('mentoring.field.mentees'),
              numeric: true,
              cell: (row) => t('mentoring.mentors.of-limit', { mentees: row.mentees, limit: row.menteeLimit }),
            },
            { key: 'state', header: t('mentoring.field.state'), cell: (row) => <MentorTag ctx={ctx} mentor={row} /> },
          ]}
          empty={<EmptyState title={t('mentoring.mentors.none')} />}
        />
      </>,
      { width: 'wide', breadcrumbs: [homeCrumb(ctx, 'office')] },
    );
  },
});

function MentorTag({ ctx, mentor }: { ctx: Context; mentor: Mentor }) {
  const state = !mentor.confirmedAt ? 'waiting' : mentor.paused ? 'paused' : mentor.mentees >= mentor.menteeLimit ? 'full' : 'free';
  return (
    <Tag tone={state === 'free' ? 'success' : state === 'waiting' ? 'warning' : 'neutral'}>{ctx.t(`mentoring.mentor-state.${state}`)}</Tag>
  );
}

/** A mentor's profile; the office that they named confirms it. */
export const mentorRoute = formRoute({
  path: '/desk/mentoring/mentors/:id',
  who: desk,
  params: z.object({ id: idOf<'mentoring.mentors'>() }),
  body: z.object({ confirmed: fields.choice(['yes', 'no']) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const mentor = await getMentor(ctx.trx, params.id);
    if (!mentor) throw refuseHttp('not-found');
    const mine = scopesOf(ctx, 'counsellor', 'office-manager').includes(mentor.officeId);
    return page(
      mentor.name,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={<Bdi>{mentor.name}</Bdi>}
          caption={t('mentoring.side.mentor')}
          actions={<MentorTag ctx={ctx} mentor={mentor} />}
        />
        <SummaryList label={mentor.name} rows={await mentorRows(ctx, mentor)} />
        {mine ? (
          <Form entry={entry}>
            <p>{t(mentor.confirmedAt ? 'mentoring.confirm.done' : 'mentoring.confirm.lead')}</p>
            <input type="hidden" name="confirmed" value={mentor.confirmedAt ? 'no' : 'yes'} />
            <Button kind={mentor.confirmedAt ? 'secondary' : 'primary'}>
              {t(mentor.confirmedAt ? 'mentoring.confirm.take-back' : 'mentoring.confirm.button')}
            </Button>
          </Form>
        ) : (
          <Notice>{t('mentoring.confirm.other-office')}</Notice>
        )}
      </>,
      { breadcrumbs: [homeCrumb(ctx, 'office'), { label: t('mentoring.mentors.title'), href: '/desk/mentoring/mentors' }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    await confirmMentor(ctx.trx, accountOf(ctx), params.id, form.confirmed === 'yes');
    return redirect(
      `/desk/mentoring/mentors/${params.id}`,
      form.confirmed === 'yes' ? 'mentoring.notice.confirmed' : 'mentoring.notice.unconfirmed',
    );
  },
});

async function mentorRows(ctx: Context, mentor: Mentor): Promise<SummaryRow[]> {
  const { t } = ctx;
  const place = (await placesById(ctx.trx, [mentor.placeId])).get(mentor.placeId);
  const office = (await officeNames(ctx.trx, [mentor.officeId], ctx.lang)).get(mentor.officeId);
  return [
    { key: 'about', label: t('mentoring.field.about'), value: <Bdi>{mentor.about || '–'}</Bdi> },
    { key: 'background', label: t('mentoring.field.background'), value: t(`mentoring.background.${mentor.background}`) },
    { key: 'place', label: t('mentoring.field.place'), value: place ? placeName(place, ctx.lang) : '–' },
    { key: 'office', label: t('mentoring.field.office'), value: <Bdi>{office ?? '–'}</Bdi> },
    { key: 'languages', label: t('mentoring.field.languages'), value: languageList(ctx, mentor.languages) },
    { key: 'sectors', label: t('mentoring.field.sectors'), value: termList(ctx, 'sectors', mentor.sectors) },
    { key: 'topics', label: t('mentoring.field.topics'), value: termList(ctx, 'ventureNeeds', mentor.topics) },
    { key: 'stages', label: t('mentoring.field.stages'), value: termList(ctx, 'ventureStages', mentor.stages) },
    { key: 'hours', label: t('mentoring.field.hours'), value: <WeekHours ctx={ctx} hours={mentor.hours} /> },
    {
      key: 'contact',
      label: t('mentoring.field.contact'),
      value: <Bdi dir="ltr">{[mentor.phone, mentor.email].filter(Boolean).join(' · ') || '–'}</Bdi>,
    },
    {
      key: 'limit',
      label: t('mentoring.field.mentees'),
      value: t('mentoring.mentors.of-limit', { mentees: mentor.mentees, limit: mentor.menteeLimit }),
    },
  ];
}
