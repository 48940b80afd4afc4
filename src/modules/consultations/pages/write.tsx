import { z } from 'zod';
import { Bdi, ErrorSummary, PageHeading } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { beginConsultation, changeConsultation } from '../write-consultation.ts';
import { consultationBody, ConsultationFields, readConsultation, readOptions } from './consultation-fields.tsx';
import { askers, crumbs, deskAt, ofConsultation, ownConsultation } from './reach.ts';

/** Begins a consultation of an office of the actor; nobody is invited yet. */
export const newRoute = formRoute({
  path: '/desk/consultations/new',
  who: askers,
  query: z.object({ plan: fields.searchText() }),
  body: consultationBody,
  view: async (ctx, { query }, entry) => {
    const { t } = ctx;
    const options = await readOptions(ctx);
    if (options.where.length === 0) throw refuseHttp('not-found');
    return page(
      t('consultations.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('consultations.new.title')} lead={t('consultations.new.lead')} />
        <ConsultationFields ctx={ctx} entry={entry} known={null} options={options} plan={query.plan} />
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, _input, form) => {
    const id = await beginConsultation(ctx.trx, accountOf(ctx), await readConsultation(ctx, form), ctx.now);
    return redirect(deskAt(id), 'consultations.notice.begun');
  },
});

/** Changes a consultation that nobody was invited to yet. */
export const editRoute = formRoute({
  path: '/desk/consultations/:id/edit',
  who: askers,
  params: ofConsultation,
  body: consultationBody,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const of = await ownConsultation(ctx, id);
    // Whoever typed while a colleague opened it keeps their words.
    if (of.state !== 'draft' && !entry.sent) throw refuseHttp('not-found');
    return page(
      t('consultations.edit.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('consultations.edit.title')} caption={<Bdi>{of.title}</Bdi>} lead={t('consultations.new.lead')} />
        <ConsultationFields ctx={ctx} entry={entry} known={of} options={await readOptions(ctx)} />
      </>,
      { breadcrumbs: crumbs(ctx, of) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    await ownConsultation(ctx, id);
    await changeConsultation(ctx.trx, id, await readConsultation(ctx, form), ctx.now);
    return redirect(deskAt(id), 'consultations.notice.changed');
  },
});
