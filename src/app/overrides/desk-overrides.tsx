import { listOverrideRequests, listOverrides, type Grant, type OverrideRequest } from '#kernel/consent';
import { Bdi, ButtonGroup, ButtonLink, EmptyState, Notice, PageHeading, Section, SummaryList, Tag } from '#kernel/html';
import { accountOf, desk, page, pageRoute, scopesOf, type Context } from '#kernel/http';
import { overrideRows, readOverrideNames, type OverrideNames } from './override-rows.tsx';

/** What the desks of the reader have asked and decided: those of other offices are not theirs to see. */
export async function readDeskOverrides(ctx: Context): Promise<{ requests: OverrideRequest[]; live: Grant[]; untold: Grant[] }> {
  const offices = scopesOf(ctx, 'counsellor', 'office-manager');
  const here = (one: { custodianId: string }) => offices.includes(one.custodianId);
  const grants = (await listOverrides(ctx.trx)).filter(here);
  return {
    requests: (await listOverrideRequests(ctx.trx)).filter(here),
    live: grants.filter((grant) => grant.state === 'live'),
    untold: grants.filter((grant) => grant.toldAt === null),
  };
}

/** Sharing without the person's permission at the reader's desks: what waits for a second officer, and what holds now. */
export const deskOverridesRoute = pageRoute({
  path: '/desk/overrides',
  who: desk,
  view: async (ctx) => {
    const { t } = ctx;
    const { requests, live, untold } = await readDeskOverrides(ctx);
    const shown = [...live, ...untold.filter((grant) => !live.includes(grant))];
    const names = await readOverrideNames(ctx, requests, shown);
    return page(
      t('app.admin.overrides.title'),
      <>
        <PageHeading title={t('app.admin.overrides.title')} lead={t('app.admin.overrides.lead')} />
        <Section title={t('app.admin.overrides.waiting')}>
          {requests.length === 0 && <EmptyState title={t('app.admin.overrides.none-waiting')} />}
          {requests.map((request) => (
            <Waiting key={request.id} ctx={ctx} request={request} names={names} />
          ))}
        </Section>
        <Section title={t('app.me.sharing.now')}>
          {shown.length === 0 && <EmptyState title={t('app.admin.overrides.none')} />}
          {shown.map((grant) => (
            <Holding key={grant.id} ctx={ctx} grant={grant} names={names} />
          ))}
        </Section>
      </>,
      { breadcrumbs: [{ label: t('app.desk.title'), href: '/desk' }] },
    );
  },
});

function Waiting({ ctx, request, names }: { ctx: Context; request: OverrideRequest; names: OverrideNames }) {
  const { t } = ctx;
  const person = names.people.get(request.subjectId) ?? t('app.desk.somebody');
  const own = request.requestedBy === accountOf(ctx);
  return (
    <Section level={3} title={person}>
      <SummaryList
        rows={[
          ...overrideRows(ctx, names, request),
          { key: 'by', label: t('app.admin.overrides.asked'), value: <Bdi>{names.officers.get(request.requestedBy) ?? '–'}</Bdi> },
        ]}
      />
      <ButtonLink
        kind={own ? 'quiet' : 'primary'}
        href={`/desk/overrides/${request.id}`}
        label={`${t(own ? 'app.overrides.take-back' : 'app.overrides.decide')}: ${person}`}
      >
        {t(own ? 'app.overrides.take-back' : 'app.overrides.decide')}
      </ButtonLink>
    </Section>
  );
}

function Holding({ ctx, grant, names }: { ctx: Context; grant: Grant; names: OverrideNames }) {
  const { t, format } = ctx;
  const person = names.people.get(grant.subjectId) ?? t('app.desk.somebody');
  const officers = [grant.secondPerson, grant.recordedBy].map((id) => (id && names.officers.get(id)) || '–');
  const told =
    grant.toldAt && grant.toldHow ? t(`app.overrides.told-${grant.toldHow}`, { day: format.instant(grant.toldAt, 'short') }) : null;
  return (
    <Section
      level={3}
      title={person}
      actions={<Tag tone={grant.state === 'live' ? 'warning' : 'neutral'}>{t(`consent.state.${grant.state}`)}</Tag>}
    >
      {!told && (
        <Notice tone="warning" title={t('app.overrides.untold')}>
          <p>{t('app.overrides.untold-text')}</p>
        </Notice>
      )}
      <SummaryList
        rows={[
          ...overrideRows(ctx, names, grant),
          { key: 'by', label: t('app.admin.overrides.by'), value: <Bdi>{format.list(officers)}</Bdi> },
          { key: 'told', label: t('app.overrides.told'), value: told ?? t('app.overrides.not-yet') },
        ]}
      />
      <ButtonGroup>
        {!told && (
          <ButtonLink href={`/desk/overrides/shared/${grant.id}/told`} label={`${t('app.overrides.tell')}: ${person}`}>
            {t('app.overrides.tell')}
          </ButtonLink>
        )}
        {grant.state === 'live' && (
          <ButtonLink kind="secondary" href={`/desk/overrides/shared/${grant.id}/end`} label={`${t('app.overrides.end')}: ${person}`}>
            {t('app.overrides.end')}
          </ButtonLink>
        )}
      </ButtonGroup>
    </Section>
  );
}
