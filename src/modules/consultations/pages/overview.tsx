import { z } from 'zod';
import { Bdi, ButtonLink, Link, ListDownloads, Notice, PageHeading, Section, Table, Tag } from '#kernel/html';
import { csv, fields, page, pageRoute, type Context } from '#kernel/http';
import { acts, mayAct, phaseOf, type Consultation, type Invitation, type Opinion } from '../consultation.ts';
import { opinionsOn } from '../opinions.ts';
import { candidatesFor, countsOf, invitationsTo } from '../read-consultations.ts';
import { Asked, Marks, readPointed, Written } from './marks.tsx';
import { Opinions, opinionsCsv } from './opinion-view.tsx';
import { Numbers } from './public.tsx';
import { consultationAtDesk, crumbs, deskAt, namesFor, ofConsultation, ownOffices, staff, todayOf } from './reach.ts';

/** A consultation for its office: what is asked, whom it reaches, what they said, and what is still to be answered. */
export const overviewRoute = pageRoute({
  path: '/desk/consultations/:id',
  who: staff,
  params: ofConsultation,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params: { id }, query }) => {
    const { t } = ctx;
    const of = await consultationAtDesk(ctx, id);
    const opinions = await opinionsOn(ctx.trx, id);
    if (query.format === 'csv') return csv('desk-opinions.csv', opinionsCsv(of, opinions));
    const writes = ownOffices(ctx).includes(of.officeId);
    const phase = phaseOf(of, todayOf(ctx));
    const counts = await countsOf(ctx.trx, id);
    return page(
      of.title,
      <>
        <PageHeading
          title={<Bdi>{of.title}</Bdi>}
          tags={<Marks ctx={ctx} of={of} />}
          lead={t(`consultations.next.${phase}`)}
          actions={writes && <Actions ctx={ctx} of={of} />}
        />
        {of.outcome && (
          <Section title={t(of.state === 'withdrawn' ? 'consultations.page.withdrawn' : 'consultations.page.outcome')}>
            <Written words={of.outcome} lang={of.language} />
          </Section>
        )}
        {counts && <Numbers ctx={ctx} counts={counts} />}
        {of.openedAt === null ? (
          <Candidates ctx={ctx} of={of} found={await candidatesFor(ctx.trx, of)} />
        ) : (
          <>
            <Section title={t('consultations.page.opinions')}>
              {opinions.length === 0 && <p>{t('consultations.page.no-opinions')}</p>}
              <Opinions
                ctx={ctx}
                of={of}
                opinions={opinions}
                actions={(one) =>
                  writes &&
                  of.state === 'open' && (
                    <Link href={deskAt(id, `/opinions/${one.id}`)}>
                      {t(one.answer ? 'consultations.desk.answer-again' : 'consultations.desk.answer', { name: one.name })}
                    </Link>
                  )
                }
              />
              {opinions.length > 0 && (
                <p>
                  <ListDownloads href="?format=csv" csv={t('consultations.page.csv')} />
                </p>
              )}
            </Section>
            <Invited ctx={ctx} invitations={await invitationsTo(ctx.trx, id)} opinions={opinions} />
          </>
        )}
        <Section title={t('consultations.desk.asked')}>
          <Asked ctx={ctx} of={of} names={await namesFor(ctx, [of])} pointed={await readPointed(ctx, of)} />
        </Section>
        {of.openedAt && (
          <p>
            <Link href={`/consultations/${id}`}>{t('consultations.desk.public-page')}</Link>
          </p>
        )}
      </>,
      { paper: 'consultation', breadcrumbs: crumbs(ctx) },
    );
  },
});

/** What the office can do now. */
function Actions({ ctx, of }: { ctx: Context; of: Consultation }) {
  const { t } = ctx;
  return (
    <>
      {acts
        .filter((act) => mayAct(of, act, todayOf(ctx)))
        .map((act) => (
          <ButtonLink key={act} kind={act === 'open' || act === 'finish' ? 'primary' : 'quiet'} href={deskAt(of.id, `/act?act=${act}`)}>
            {t(`consultations.act.${act}`)}
          </ButtonLink>
        ))}
      {of.state === 'draft' && (
        <ButtonLink kind="secondary" href={deskAt(of.id, '/edit')}>
          {t('consultations.edit.title')}
        </ButtonLink>
      )}
    </>
  );
}

type Found = Awaited<ReturnType<typeof candidatesFor>>;

/** Who will be invited: the list that the planner sees before the consultation is opened. */
export function Candidates({ ctx, found: { candidates, notVerified } }: { ctx: Context; of: Consultation; found: Found }) {
  const { t } = ctx;
  return (
    <Section title={t('consultations.desk.candidates')}>
      <p>{t('consultations.desk.candidates-lead')}</p>
      {notVerified > 0 && <Notice>{t('consultations.desk.not-verified', { count: notVerified })}</Notice>}
      <Table<Found['candidates'][number]>
        caption={t('consultations.desk.candidates')}
        hideCaption
        rows={candidates}
        rowKey={({ id }) => id}
        empty={<Notice tone="warning">{t('consultations.refusal.nobody-to-invite')}</Notice>}
        columns={[
          {
            key: 'name',
            header: t('consultations.field.association'),
            cell: ({ id, name }) => (
              <Link href={`/associations/${id}`}>
                <Bdi>{name}</Bdi>
              </Link>
            ),
          },
          { key: 'because', header: t('consultations.field.because'), cell: ({ because }) => t(`consultations.because.${because}`) },
        ]}
      />
    </Section>
  );
}

/** The record of who was invited, how they were told, and what they did. */
function Invited({ ctx, invitations, opinions }: { ctx: Context; invitations: readonly Invitation[]; opinions: readonly Opinion[] }) {
  const { t, format } = ctx;
  const given = new Set(opinions.map(({ associationId }) => associationId));
  return (
    <Section title={t('consultations.desk.invited')}>
      {invitations.some(({ told }) => told === 'nobody') && <Notice tone="warning">{t('consultations.desk.unreached')}</Notice>}
      <Table<Invitation>
        caption={t('consultations.desk.invited')}
        hideCaption
        rows={invitations}
        rowKey={({ associationId }) => associationId}
        columns={[
          { key: 'name', header: t('consultations.field.association'), cell: ({ name }) => <Bdi>{name}</Bdi> },
          { key: 'because', header: t('consultations.field.because'), cell: ({ because }) => t(`consultations.because.${because}`) },
          {
            key: 'told',
            header: t('consultations.field.told'),
            cell: ({ told, toldAt }) =>
              told && toldAt ? `${t(`consultations.told.${told}`)} (${format.instant(toldAt, 'short')})` : t('consultations.told.waiting'),
          },
          {
            key: 'opinion',
            header: t('consultations.field.words'),
            cell: ({ associationId }) =>
              given.has(associationId) ? <Tag tone="success">{t('consultations.desk.given')}</Tag> : t('consultations.desk.none-yet'),
          },
        ]}
      />
    </Section>
  );
}
