import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, PageHeading } from '#kernel/html';
import { desk, page, pageRoute, refuseHttp, scopesOf } from '#kernel/http';
import { fullName, getPerson, type PersonId } from '#modules/people';
import { loadMembership } from '../membership.ts';
import { readSavings, SavingTable } from './list.tsx';
import { MemberTag, SchemeFacts, Words } from './parts.tsx';
import { Conditions, Credits, readSaving, SavingFacts, SavingStand, Statement } from './view.tsx';

/** What a person of the office saves, as far as they let it follow. */
const listRoute = pageRoute({
  path: '/desk/people/:id/savings',
  who: desk,
  params: z.object({ id: idOf<'access.subjects'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const person = await getPerson(ctx.trx, params.id as PersonId); // a file of a person is one of a subject
    if (!person || !scopesOf(ctx, 'counsellor', 'office-manager').includes(person.officeId)) throw refuseHttp('not-found');
    const name = person.identity ? fullName(person.identity) : person.reference;
    return page(
      t('savings.desk.title'),
      <>
        <PageHeading title={t('savings.desk.title')} caption={<Bdi>{name}</Bdi>} lead={t('savings.desk.lead')} />
        <SavingTable ctx={ctx} rows={await readSavings(ctx, [person.id])} base="/desk/savings" />
      </>,
      { width: 'wide', breadcrumbs: [{ label: name, href: `/desk/people/${person.id}` }] },
    );
  },
});

/** The figures that the saver sees, for the counsellor whom they let follow. */
const oneRoute = pageRoute({
  path: '/desk/savings/:id',
  who: desk,
  params: z.object({ id: idOf<'savings.memberships'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const one = await loadMembership(ctx.trx, params.id);
    if (!one.officeFollows || !scopesOf(ctx, 'counsellor', 'office-manager').includes(one.officeId)) throw refuseHttp('not-found');
    const data = await readSaving(ctx, one);
    return page(
      t('savings.one.title'),
      <>
        <PageHeading
          title={<Words ctx={ctx} value={data.scheme.name} />}
          caption={t('savings.one.title')}
          tags={<MemberTag ctx={ctx} state={one.state} />}
        />
        {one.accountId && <SavingStand ctx={ctx} data={data} />}
        <SavingFacts ctx={ctx} data={data} />
        {one.accountId && (
          <>
            <Conditions ctx={ctx} data={data} />
            <Credits ctx={ctx} data={data} at={null} />
            <Statement ctx={ctx} data={data} />
          </>
        )}
        <SchemeFacts ctx={ctx} scheme={data.scheme} />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('savings.desk.title'), href: `/desk/people/${one.personId}/savings` }] },
    );
  },
});

export const deskRoutes = [listRoute, oneRoute];
