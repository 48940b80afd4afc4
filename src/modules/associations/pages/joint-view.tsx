import { Bdi, Link, Section, SummaryList, Tag, Timeline, type SummaryRow, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { isCurrency, money } from '#kernel/money';
import { officeNames } from '#modules/offices';
import { listCorridors, placeName, placesById } from '#modules/places';
import type { JointAnswer, JointContact, JointPartner, JointProject, JointProjectId, JointState, JointUpdate } from '../joint-project.ts';
import { jointContactsOf, jointPartnersOf, jointPlacesOf, jointUpdatesOf } from '../read-joint-projects.ts';
import { unknown } from './facts.tsx';

const tones: Readonly<Record<JointState, Tone>> = {
  proposed: 'warning',
  agreed: 'info',
  running: 'success',
  ended: 'neutral',
  withdrawn: 'neutral',
};

/** Where a joint project stands, and that it is invented. */
export function JointMarks({ ctx, project }: { ctx: Context; project: Pick<JointProject, 'state' | 'demonstration'> }) {
  const { t } = ctx;
  return (
    <span>
      <Tag tone={tones[project.state]}>{t(`associations.joint.state.${project.state}`)}</Tag>{' '}
      {project.demonstration && <Tag>{t('associations.mark.demonstration')}</Tag>}
    </span>
  );
}

const answerTones: Readonly<Record<JointAnswer, Tone>> = { yes: 'success', no: 'danger', left: 'neutral' };

/** What a page shows of joint projects besides their words. */
export interface JointData {
  partners: ReadonlyMap<JointProjectId, readonly JointPartner[]>;
  places: ReadonlyMap<JointProjectId, readonly string[]>;
  corridors: ReadonlyMap<string, string>;
}

export async function readJoint(ctx: Context, projects: readonly JointProject[]): Promise<JointData> {
  const ids = projects.map(({ id }) => id);
  const placeIds = await jointPlacesOf(ctx.trx, ids);
  const places = await placesById(ctx.trx, [...new Set([...placeIds.values()].flat())]);
  const named = projects.some(({ corridorId }) => corridorId) ? await listCorridors(ctx.trx, { lang: ctx.lang }) : [];
  return {
    partners: await jointPartnersOf(ctx.trx, ids),
    places: new Map(
      [...placeIds].map(([id, some]) => [
        id,
        some.flatMap((place) => {
          const found = places.get(place);
          return found ? [placeName(found, ctx.lang)] : [];
        }),
      ]),
    ),
    corridors: new Map(
      named.map(({ id, origin, destination }) => [
        id,
        ctx.t('places.corridor.name', { origin: placeName(origin, ctx.lang), destination: placeName(destination, ctx.lang) }),
      ]),
    ),
  };
}

/** What somebody wrote, in its own direction, with its lines kept. */
export function JointWords({ words, lang }: { words: string; lang: string }) {
  return (
    <>
      {words.split('\n').map((line, index) => (
        <p key={index} dir="auto" lang={lang}>
          {line}
        </p>
      ))}
    </>
  );
}

export function jointDays({ t, format }: Context, { fromOn, untilOn }: Pick<JointProject, 'fromOn' | 'untilOn'>): string {
  if (fromOn && untilOn) return t('associations.joint.from-until', { from: format.date(fromOn), until: format.date(untilOn) });
  if (fromOn) return t('associations.joint.from', { from: format.date(fromOn) });
  return untilOn ? t('associations.joint.until', { until: format.date(untilOn) }) : t('associations.unknown');
}

/** What is meant, where, when and with which money, and who does what. */
export function JointFacts({ ctx, project, data }: { ctx: Context; project: JointProject; data: JointData }) {
  const { t, format } = ctx;
  const row = (key: string, label: string, value: SummaryRow['value']): SummaryRow => ({ key, label, value });
  const { amountMinor, currency } = project;
  const amount = amountMinor !== null && currency && isCurrency(currency) ? format.money(money(amountMinor, currency)) : unknown(ctx);
  const corridor = project.corridorId ? data.corridors.get(project.corridorId) : null;
  return (
    <>
      {project.outcome && (
        <Section title={t(project.state === 'withdrawn' ? 'associations.joint.why-withdrawn' : 'associations.joint.outcome')}>
          <JointWords words={project.outcome} lang={project.language} />
        </Section>
      )}
      <Section title={t('associations.joint.field.about')}>
        <JointWords words={project.about} lang={project.language} />
      </Section>
      <SummaryList
        rows={[
          row('places', t('associations.joint.field.places'), format.list([...(data.places.get(project.id) ?? [])])),
          ...(corridor ? [row('corridor', t('associations.joint.field.corridor'), corridor)] : []),
          row('days', t('associations.joint.field.days'), jointDays(ctx, project)),
          row('amount', t('associations.joint.field.amount'), amount),
          row(
            'source',
            t('associations.joint.field.money-source'),
            project.moneySource ? <Bdi lang={project.language}>{project.moneySource}</Bdi> : unknown(ctx),
          ),
        ]}
      />
      <Section title={t('associations.joint.who')}>
        <ul>
          {(data.partners.get(project.id) ?? []).map((one) => (
            <li key={one.associationId}>
              {one.shown ? (
                <Link href={`/associations/${one.associationId}`}>
                  <Bdi>{one.name}</Bdi>
                </Link>
              ) : (
                <Bdi>{one.name}</Bdi>
              )}
              {one.associationId === project.leadId && <> ({t('associations.joint.proposed-it')})</>}:{' '}
              <Bdi lang={project.language}>{one.task}</Bdi> <AnswerMark ctx={ctx} project={project} partner={one} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** What an association said: while it is asked, and later where it is no longer part of it. */
function AnswerMark({ ctx, project, partner }: { ctx: Context; project: JointProject; partner: JointPartner }) {
  if (partner.answer === null) return project.state === 'proposed' ? <Tag>{ctx.t('associations.joint.answer.none')}</Tag> : null;
  if (partner.answer === 'yes' && project.agreedAt) return null;
  return <Tag tone={answerTones[partner.answer]}>{ctx.t(`associations.joint.answer.${partner.answer}`)}</Tag>;
}

interface Course {
  updates: readonly JointUpdate[];
  contacts: readonly JointContact[];
  offices: ReadonlyMap<string, string>;
}

export async function readCourse(ctx: Context, id: JointProjectId): Promise<Course> {
  const contacts = await jointContactsOf(ctx.trx, id);
  const offices = await officeNames(
    ctx.trx,
    contacts.map(({ officeId }) => officeId),
    ctx.lang,
  );
  return { updates: await jointUpdatesOf(ctx.trx, id), contacts, offices };
}

/** What happened, and to which unit the associations can turn. */
export function JointCourse({ ctx, project, course }: { ctx: Context; project: JointProject; course: Course }) {
  const { t, format } = ctx;
  return (
    <>
      {course.contacts.length > 0 && (
        <Section title={t('associations.joint.contacts')}>
          <SummaryList
            rows={course.contacts.map(({ officeId, unit, reach }) => ({
              key: officeId,
              label: course.offices.get(officeId) ?? '',
              value: (
                <>
                  <Bdi>{unit}</Bdi>
                  <br />
                  <Bdi>{reach}</Bdi>
                </>
              ),
            }))}
          />
          <p>{t('associations.joint.contacts-note')}</p>
        </Section>
      )}
      <Section title={t('associations.joint.updates')}>
        {course.updates.length === 0 ? (
          <p>{t('associations.joint.no-updates')}</p>
        ) : (
          <Timeline
            entries={course.updates.map((one) => ({
              id: one.id,
              when: format.date(one.onDay),
              dateTime: one.onDay,
              title: one.name,
              body: <JointWords words={one.words} lang={project.language} />,
            }))}
          />
        )}
      </Section>
    </>
  );
}
