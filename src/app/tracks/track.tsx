import { z } from 'zod';
import { ButtonGroup, ButtonLink, CardGrid, EmptyState, Link, PageHeading, Section } from '#kernel/html';
import { everyone, fields, holds, page, pageRoute, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { searchServices } from '#modules/directory';
import { ServiceCards } from '#modules/directory/pages';
import { listComingGroups, listCourses, type CourseCard } from '#modules/learning';
import { CourseTile, GroupCard, officesOfGroups } from '#modules/learning/pages';
import { mentorsServing } from '#modules/mentoring';
import { officesById, type Office } from '#modules/offices';
import { searchOpportunities } from '#modules/opportunities';
import { audienceOf, courseAudiencesOf, paragraphsOf, tracks, trackTexts, type Track, type TrackText } from '#modules/tracks';
import { termLabel } from '#modules/vocabulary';
import { askedOffice, networkText } from './tracks.tsx';

/** Services on the page; the search has them all. */
const MOST_SERVICES = 6;
/** Groups on the page. */
const MOST_GROUPS = 6;
/** Opportunities on the page. */
const MOST_OPPORTUNITIES = 6;

/** What the network offers to the people of a track: text, courses, mentors in numbers, services, and the next step. */
export const trackRoute = pageRoute({
  path: '/tracks/:code',
  who: everyone,
  params: z.object({ code: z.enum(tracks) }),
  query: z.object({ office: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { t, lang } = ctx;
    const office = await askedOffice(ctx, query.office);
    const texts = await trackTexts(ctx.trx, params.code);
    const { lines, ...shown } = networkText(ctx, params.code, texts);
    const name = t(`tracks.track.${params.code}`);
    const courses = await coursesFor(ctx, params.code);
    return page(
      name,
      <>
        <PageHeading
          title={name}
          caption={office && <bdi>{textIn(office.name, lang).text}</bdi>}
          actions={
            <>
              <ButtonLink href={office ? `/offices/${office.code}/book` : '/offices'}>{t('tracks.page.book')}</ButtonLink>
              <ButtonLink href={office ? `/ask?office=${office.code}` : '/ask'} kind="secondary">
                {t('tracks.page.ask')}
              </ButtonLink>
            </>
          }
        />
        <div lang={shown.lang} dir={shown.dir}>
          {lines.map((line, index) => (
            <p key={index} class={index === 0 ? 'lead' : undefined}>
              {line}
            </p>
          ))}
        </div>
        {await officeTexts(ctx, params.code, texts, office)}
        <Section title={t('tracks.page.courses')}>
          <CardGrid>
            {courses.map((course) => (
              <CourseTile key={course.id} ctx={ctx} course={course} level={3} />
            ))}
          </CardGrid>
        </Section>
        {await Groups(ctx, params.code, office, courses)}
        {await Mentors(ctx, params.code)}
        {await Opportunities(ctx, params.code)}
        {await Services(ctx, params.code)}
        <Section title={t('tracks.page.next')}>
          <p>{t('tracks.page.next-text')}</p>
          <ButtonGroup>
            <ButtonLink href={office ? `/ask?office=${office.code}` : '/ask'}>{t('tracks.page.ask')}</ButtonLink>
            {courseAudiencesOf(params.code).includes('returnees') && (
              <ButtonLink kind="secondary" href="/stay-or-return">
                {t('returns.public.title')}
              </ButtonLink>
            )}
            <ButtonLink kind="secondary" href="/tracks">
              {t('tracks.page.others')}
            </ButtonLink>
            {holds(ctx, 'counsellor', 'office-manager', 'planner', 'administrator', 'auditor', 'data-protection-officer') && (
              <ButtonLink kind="secondary" href="/counts?by=track">
                {t('tracks.page.counts')}
              </ButtonLink>
            )}
          </ButtonGroup>
        </Section>
      </>,
      { width: 'wide', description: lines[0] ?? name, breadcrumbs: [{ label: t('tracks.list.title'), href: '/tracks' }], quickExit: true },
    );
  },
});

/** The text of the office that was asked for; without one, which offices say more. */
async function officeTexts(ctx: Context, track: Track, texts: readonly TrackText[], office: Office | null) {
  const { t, lang } = ctx;
  const more = texts.filter(({ officeId }) => officeId !== null);
  const own = office && more.find(({ officeId }) => officeId === office.id);
  if (own) {
    const { lines, ...shown } = paragraphsOf(own.body, lang);
    return (
      <Section title={t('tracks.page.at-office', { office: textIn(office.name, lang).text })}>
        <div lang={shown.lang} dir={shown.dir}>
          {lines.map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </div>
      </Section>
    );
  }
  const offices = await officesById(
    ctx.trx,
    more.flatMap(({ officeId }) => (officeId ? [officeId as Office['id']] : [])),
  ); // its foreign key says so
  const open = [...offices.values()].filter(({ active }) => active);
  if (open.length === 0) return null;
  return (
    <Section title={t('tracks.page.offices')}>
      <ul>
        {open.map((one) => (
          <li key={one.id}>
            <Link href={`/tracks/${track}?office=${one.code}`}>
              <bdi>{textIn(one.name, lang).text}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Courses for a track, each once: those assigned to it first, then those for its audiences that are assigned to none. */
async function coursesFor(ctx: Context, track: Track): Promise<CourseCard[]> {
  const found = new Map<string, CourseCard>();
  for (const audience of courseAudiencesOf(track).toReversed()) {
    const filter = { audience, mode: null, language: null, words: '' };
    for (const course of await listCourses(ctx.trx, filter, ctx.lang)) found.set(course.id, course);
  }
  for (const course of await listCourses(ctx.trx, { audience: null, mode: null, language: null, words: '' }, ctx.lang)) {
    if (course.tracks.includes(track)) found.set(course.id, course);
    else if (course.tracks.length > 0) found.delete(course.id);
  }
  return [...found.values()].toSorted((a, b) => Number(b.tracks.length > 0) - Number(a.tracks.length > 0));
}

/** Groups that learn together and fit a track; those for women only stand on the page of women alone, and first. */
async function Groups(ctx: Context, track: Track, office: Office | null, courses: readonly CourseCard[]) {
  const fitting: readonly string[] = courseAudiencesOf(track);
  const coming = await listComingGroups(ctx.trx, { officeId: office?.id ?? null, language: null, audience: null, way: null });
  const groups = coming
    .filter(
      (group) =>
        fitting.includes(group.audience) && courses.some(({ id }) => id === group.courseId) && (track === 'women' || !group.womenOnly),
    )
    .toSorted((a, b) => Number(b.womenOnly) - Number(a.womenOnly))
    .slice(0, MOST_GROUPS);
  if (groups.length === 0) return null;
  const offices = await officesOfGroups(ctx, groups);
  return (
    <Section title={ctx.t('learning.groups.title')} actions={<Link href="/groups">{ctx.t('tracks.page.all-groups')}</Link>}>
      <CardGrid>
        {groups.map((group) => (
          <GroupCard key={group.id} ctx={ctx} group={group} offices={offices} level={3} />
        ))}
      </CardGrid>
    </Section>
  );
}

async function Mentors(ctx: Context, track: Track) {
  const { t, lang, format } = ctx;
  const { mentors, topics } = await mentorsServing(ctx.trx, track);
  const shown = topics.slice(0, 8).map(({ topic }) => termLabel('ventureNeeds', topic, lang));
  return (
    <Section title={t('tracks.page.mentors')}>
      <p>{t('tracks.page.mentors-count', { count: mentors })}</p>
      {shown.length > 0 && <p>{t('tracks.page.mentors-topics', { topics: format.list(shown) })}</p>}
      <p>{t('tracks.page.mentors-how')}</p>
    </Section>
  );
}

/** What is offered to these people by name, what ends first on top; the list has what is for everybody. */
async function Opportunities(ctx: Context, track: Track) {
  const { t, lang, format } = ctx;
  const { opportunities } = await searchOpportunities(ctx.trx, { audience: track, page: 1, pageSize: MOST_OPPORTUNITIES });
  return (
    <Section title={t('opportunities.list.title')}>
      {opportunities.length === 0 && <p>{t('tracks.page.no-opportunity')}</p>}
      <ul>
        {opportunities.map((one) => {
          const shown = textIn(one.title, lang);
          return (
            <li key={one.id}>
              <Link href={`/opportunities/${one.id}`}>
                <span lang={shown.lang} dir={shown.dir}>
                  {shown.text}
                </span>
              </Link>
              {' · '}
              {t(`opportunities.kind.${one.kind}`)}
              {one.validUntil && ` · ${t('opportunities.end.until', { day: format.date(one.validUntil, 'short') })}`}
            </li>
          );
        })}
      </ul>
      <p>
        <Link href="/opportunities">{t('tracks.page.all-opportunities')}</Link>
      </p>
    </Section>
  );
}

async function Services(ctx: Context, track: Track) {
  const { t, lang } = ctx;
  const audience = audienceOf(track);
  const found = await searchServices(ctx.trx, { words: '', lang, audience, pageSize: MOST_SERVICES });
  return (
    <Section title={t('tracks.page.services')}>
      {found.services.length === 0 && <EmptyState title={t('tracks.page.no-service')} />}
      <ServiceCards services={found.services} level={3} />
      {found.total > found.services.length && (
        <p>
          <Link href={`/services?audience=${audience}`}>{t('tracks.page.all-services', { count: found.total })}</Link>
        </p>
      )}
    </Section>
  );
}
