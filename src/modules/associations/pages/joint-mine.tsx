import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  Table,
  TextArea,
} from '#kernel/html';
import { z } from 'zod';
import { everyone, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { actOnJointProject, tellJointly } from '../act-on-joint-project.ts';
import type { AssociationId } from '../association.ts';
import {
  jointActs,
  jointNeedsWords,
  mayActJointly,
  mayTell,
  type JointPartner,
  type JointProject,
  type JointProjectId,
} from '../joint-project.ts';
import { getJointProject, jointPartnersOf, jointProjectsOf } from '../read-joint-projects.ts';
import { jointParams } from './joint-public.tsx';
import { JointCourse, jointDays, JointFacts, JointMarks, readCourse, readJoint } from './joint-view.tsx';
import { crumbs, mineHref, ownAssociation, todayOf } from './reach.ts';

export const ownParams = z.object({ id: idOf<'associations.associations'>() });
const both = ownParams.extend(jointParams.shape);

export const jointHref = (ctx: Context, id: AssociationId, project: JointProjectId, rest = '') =>
  mineHref(ctx, id, `/projects/${project}${rest}`);

export interface OwnJoint {
  project: JointProject;
  /** The association for which the actor writes, as the project names it. */
  self: JointPartner;
}

/** A joint project in which an association of the actor takes part; anybody else's is not there. */
export async function ownJoint(ctx: Context, id: AssociationId, projectId: JointProjectId): Promise<OwnJoint> {
  await ownAssociation(ctx, id);
  const project = await getJointProject(ctx.trx, projectId);
  const self = (await jointPartnersOf(ctx.trx, [projectId])).get(projectId)?.find(({ associationId }) => associationId === id);
  if (!project || !self) throw refuseHttp('not-found');
  return { project, self };
}

export const jointCrumbs = (ctx: Context, entry: { id: AssociationId; name: string }, project?: JointProject) => [
  ...crumbs(ctx),
  { label: entry.name, href: mineHref(ctx, entry.id) },
  { label: ctx.t('associations.joint.mine.title'), href: mineHref(ctx, entry.id, '/projects') },
  ...(project ? [{ label: project.title, href: jointHref(ctx, entry.id, project.id) }] : []),
];

/** What one association does with others, or is asked to. */
export const ownJointListRoute = pageRoute({
  path: '/associations/mine/:id/projects',
  who: everyone,
  params: ownParams,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const entry = await ownAssociation(ctx, id);
    return page(
      t('associations.joint.mine.title'),
      <>
        <PageHeading
          title={t('associations.joint.mine.title')}
          caption={<Bdi>{entry.name}</Bdi>}
          lead={t('associations.joint.mine.lead')}
          actions={
            entry.state === 'verified' && (
              <ButtonLink href={mineHref(ctx, id, '/projects/new')}>{t('associations.joint.new.title')}</ButtonLink>
            )
          }
        />
        {entry.state !== 'verified' && <Notice>{t('associations.refusal.joint-not-verified')}</Notice>}
        <Table<JointProject>
          caption={t('associations.joint.mine.title')}
          hideCaption
          rows={await jointProjectsOf(ctx.trx, id)}
          rowKey={(one) => one.id}
          empty={<EmptyState title={t('associations.joint.mine.none')} />}
          columns={[
            {
              key: 'title',
              header: t('associations.joint.field.title'),
              cell: (one) => (
                <Link href={jointHref(ctx, id, one.id)}>
                  <Bdi lang={one.language}>{one.title}</Bdi>
                </Link>
              ),
            },
            { key: 'state', header: t('associations.field.state'), cell: (one) => <JointMarks ctx={ctx} project={one} /> },
            { key: 'days', header: t('associations.joint.field.days'), cell: (one) => jointDays(ctx, one) },
          ]}
        />
        <p>
          <Link href="/associations/projects">{t('associations.joint.list.title')}</Link>
        </p>
      </>,
      { breadcrumbs: [...crumbs(ctx), { label: entry.name, href: mineHref(ctx, id) }] },
    );
  },
});

/** A joint project for an association that takes part: what is meant, what each said, what it can do. */
export const ownJointRoute = pageRoute({
  path: '/associations/mine/:id/projects/:project',
  who: everyone,
  params: both,
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const entry = await ownAssociation(ctx, params.id);
    const { project, self } = await ownJoint(ctx, params.id, params.project);
    const lead = project.leadId === params.id;
    return page(
      project.title,
      <>
        <PageHeading title={<Bdi lang={project.language}>{project.title}</Bdi>} tags={<JointMarks ctx={ctx} project={project} />} />
        {project.state === 'proposed' && (
          <Notice>{t(lead ? 'associations.joint.wait' : self.answer ? 'associations.joint.said' : 'associations.joint.asked')}</Notice>
        )}
        <ButtonGroup>
          {jointActs
            .filter((act) => mayActJointly(project, self, act))
            .map((act) => (
              <ButtonLink
                key={act}
                kind={act === 'yes' || act === 'begin' || act === 'end' ? 'primary' : 'quiet'}
                href={jointHref(ctx, params.id, project.id, `/act?act=${act}`)}
              >
                {t(`associations.joint.act.${act}`)}
              </ButtonLink>
            ))}
          {mayTell(project, self) && (
            <ButtonLink kind="secondary" href={jointHref(ctx, params.id, project.id, '/update')}>
              {t('associations.joint.update.title')}
            </ButtonLink>
          )}
          {lead && project.state === 'proposed' && (
            <ButtonLink kind="secondary" href={jointHref(ctx, params.id, project.id, '/edit')}>
              {t('associations.joint.edit.title')}
            </ButtonLink>
          )}
        </ButtonGroup>
        <JointFacts ctx={ctx} project={project} data={await readJoint(ctx, [project])} />
        {project.agreedAt && (
          <>
            <JointCourse ctx={ctx} project={project} course={await readCourse(ctx, project.id)} />
            <p>
              <Link href={`/associations/projects/${project.id}`}>{t('associations.joint.public-page')}</Link>
            </p>
          </>
        )}
      </>,
      { breadcrumbs: jointCrumbs(ctx, entry) },
    );
  },
});

/** Says yes or no, leaves, begins, ends or withdraws. */
export const jointActRoute = formRoute({
  path: '/associations/mine/:id/projects/:project/act',
  who: everyone,
  params: both,
  query: z.object({ act: fields.maybe(fields.choice(jointActs)) }),
  body: z.object({ act: fields.choice(jointActs), words: fields.optionalLongText(4_000), revision: fields.whole(1, 1_000_000) }),
  view: async (ctx, { params, query }, sent) => {
    const { t } = ctx;
    const entry = await ownAssociation(ctx, params.id);
    const { project, self } = await ownJoint(ctx, params.id, params.project);
    const act =
      jointActs.find((one) => one === sent.value('act')) ?? query.act ?? jointActs.find((one) => mayActJointly(project, self, one));
    if (!act) throw refuseHttp('not-found');
    return page(
      t(`associations.joint.act.${act}`),
      <>
        <ErrorSummary errors={sent.errors} />
        <PageHeading
          title={t(`associations.joint.act.${act}`)}
          caption={<Bdi lang={project.language}>{project.title}</Bdi>}
          lead={t(`associations.joint.act.${act}-text`)}
        />
        <Form entry={sent}>
          <input type="hidden" name="act" value={act} />
          <input type="hidden" name="revision" value={project.revision} />
          {jointNeedsWords(act) && (
            <TextArea
              name="words"
              label={t(act === 'end' ? 'associations.joint.outcome' : 'associations.joint.why-withdrawn')}
              hint={t('associations.joint.no-names')}
              maxLength={4_000}
              rows={6}
              required
            />
          )}
          <Button kind={act === 'withdraw' || act === 'leave' ? 'warning' : 'primary'}>{t(`associations.joint.act.${act}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: jointCrumbs(ctx, entry, project) },
    );
  },
  submit: async (ctx, { params }, given) => {
    const { project } = await ownJoint(ctx, params.id, params.project);
    await actOnJointProject(ctx.trx, project, params.id, given, ctx.now);
    return redirect(jointHref(ctx, params.id, project.id), `associations.notice.joint-${given.act}`);
  },
});

/** Tells what happened, with its day. */
export const jointUpdateRoute = formRoute({
  path: '/associations/mine/:id/projects/:project/update',
  who: everyone,
  params: both,
  body: z.object({ onDay: fields.day(), words: fields.longText(2_000) }),
  view: async (ctx, { params }, sent) => {
    const { t } = ctx;
    const entry = await ownAssociation(ctx, params.id);
    const { project, self } = await ownJoint(ctx, params.id, params.project);
    // Whoever typed while it ended keeps their words.
    if (!mayTell(project, self) && !sent.sent) throw refuseHttp('not-found');
    return page(
      t('associations.joint.update.title'),
      <>
        <ErrorSummary errors={sent.errors} />
        <PageHeading
          title={t('associations.joint.update.title')}
          caption={<Bdi lang={project.language}>{project.title}</Bdi>}
          lead={t('associations.joint.update.lead')}
        />
        <Form entry={sent}>
          <DateField name="onDay" label={t('associations.joint.update.day')} value={todayOf(ctx)} required />
          <TextArea
            name="words"
            label={t('associations.joint.update.words')}
            hint={t('associations.joint.no-names')}
            maxLength={2_000}
            rows={6}
            required
          />
          <Button>{t('associations.joint.update.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: jointCrumbs(ctx, entry, project) },
    );
  },
  submit: async (ctx, { params }, given) => {
    const { project } = await ownJoint(ctx, params.id, params.project);
    await tellJointly(ctx.trx, project, params.id, given, ctx.now);
    return redirect(jointHref(ctx, params.id, project.id), 'associations.notice.joint-told');
  },
});
