import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonLink, Link, PageHeading, Section } from '#kernel/html';
import { everyone, page, pageRoute, refuseHttp, type Context, type Route } from '#kernel/http';
import { officeNames } from '#modules/offices';
import type { AssociationId } from '../association.ts';
import { shownAssociation } from '../read-associations.ts';
import { representativesOf } from '../representatives.ts';
import { AssociationFacts, Contacts, FocalOffices, Marks, People, readFocalOffices } from './facts.tsx';
import { JointProjectsOfAssociation } from './joint-public.tsx';
import { readPlaces } from './reach.ts';

/** What other modules say about an association, below what it says of itself. */
type MoreAbout = (ctx: Context, id: AssociationId) => Promise<ComponentChildren>;

/** One association for anybody: what it says of itself, who verified it, who is to turn to at both ends, and what the shell adds. */
export const associationPage = (moreAbout: MoreAbout): Route =>
  pageRoute({
    path: '/associations/:id',
    who: everyone,
    params: z.object({ id: idOf<'associations.associations'>() }),
    view: async (ctx, { params: { id } }) => {
      const { t, format } = ctx;
      const entry = await shownAssociation(ctx.trx, id);
      if (!entry) throw refuseHttp('not-found');
      const places = await readPlaces(ctx, [id]);
      const offices = await readFocalOffices(ctx, places, id);
      const office = (await officeNames(ctx.trx, [entry.officeId], ctx.lang)).get(entry.officeId) ?? '';
      return page(
        entry.name,
        <>
          <PageHeading title={<Bdi>{entry.name}</Bdi>} tags={<Marks ctx={ctx} entry={entry} />} />
          <p>
            {t('associations.page.verified', {
              office,
              day: entry.verifiedAt ? format.date(entry.verifiedAt.toISOString().slice(0, 10)) : '',
            })}
          </p>
          <p>{t('associations.page.active', { day: entry.activeOn ? format.date(entry.activeOn) : '' })}</p>
          <AssociationFacts ctx={ctx} entry={entry} places={places} />
          <ButtonLink href={`/associations/${id}/representativeness`}>{t('associations.indicators.title')}</ButtonLink>
          <Section title={t('associations.people.title')}>
            <People ctx={ctx} all={await representativesOf(ctx.trx, id)} />
          </Section>
          <Section title={t('associations.part.contact')}>
            <Contacts ctx={ctx} entry={entry} />
          </Section>
          <FocalOffices ctx={ctx} offices={offices} />
          {await JointProjectsOfAssociation(ctx, id)}
          {await moreAbout(ctx, id)}
          <p>
            <Link href={`/associations/${id}/link`}>{t('associations.link.title')}</Link>
          </p>
        </>,
        { paper: 'association', breadcrumbs: [{ label: t('associations.list.title'), href: '/associations' }] },
      );
    },
  });
