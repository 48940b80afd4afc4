import { z } from 'zod';
import { ButtonLink, Link, PageHeading } from '#kernel/html';
import { csv, fields, page, pageRoute } from '#kernel/http';
import { states } from '../consultation.ts';
import { listConsultations } from '../read-consultations.ts';
import { consultationsCsv, ConsultationTable } from './public.tsx';
import { namesFor, officesRead, ownOffices, staff } from './reach.ts';

const PAGE = 25;
const MOST_EXPORTED = 5_000;

/** Consultations of the actor's offices, drafts included. */
export const deskListRoute = pageRoute({
  path: '/desk/consultations',
  who: staff,
  query: z.object({ state: fields.maybe(fields.choice(states)), page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const exporting = query.format === 'csv';
    const paging = exporting ? { page: 1, pageSize: MOST_EXPORTED } : { page: query.page, pageSize: PAGE };
    const { rows, total } = await listConsultations(ctx.trx, { officeIds: await officesRead(ctx), state: query.state, ...paging });
    const names = await namesFor(ctx, rows);
    if (exporting) return csv('desk-consultations.csv', consultationsCsv(ctx, rows, names));
    return page(
      t('consultations.desk.title'),
      <>
        <PageHeading
          title={t('consultations.desk.title')}
          lead={t('consultations.desk.lead')}
          actions={ownOffices(ctx).length > 0 && <ButtonLink href="/desk/consultations/new">{t('consultations.new.title')}</ButtonLink>}
        />
        <ConsultationTable
          ctx={ctx}
          rows={rows}
          names={names}
          paging={{ ...paging, total }}
          state={query.state}
          at="/desk/consultations"
          states={states}
        />
        <p>
          <Link href="/consultations">{t('consultations.public.title')}</Link>
        </p>
      </>,
      { width: 'wide' },
    );
  },
});
