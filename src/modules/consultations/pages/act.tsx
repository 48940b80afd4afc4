import { z } from 'zod';
import { Bdi, Button, DateField, ErrorSummary, Form, Notice, PageHeading, TextArea } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { actOnConsultation } from '../act-on-consultation.ts';
import { acts, mayAct, type Act } from '../consultation.ts';
import { candidatesFor } from '../read-consultations.ts';
import { Candidates } from './overview.tsx';
import { askers, crumbs, deskAt, ofConsultation, ownConsultation, todayOf } from './reach.ts';

/** One step of a consultation, with what it means, before it is taken. Opening shows once more who is invited. */
export const actRoute = formRoute({
  path: '/desk/consultations/:id/act',
  who: askers,
  params: ofConsultation,
  query: z.object({ act: fields.maybe(fields.choice(acts)) }),
  body: z.object({ act: fields.choice(acts), words: fields.optionalLongText(5_000), until: fields.optionalDay() }),
  view: async (ctx, { params: { id }, query }, entry) => {
    const { t } = ctx;
    const of = await ownConsultation(ctx, id);
    const act: Act | undefined =
      acts.find((one) => one === entry.value('act')) ?? query.act ?? acts.find((one) => mayAct(of, one, todayOf(ctx)));
    if (!act) throw refuseHttp('not-found');
    return page(
      t(`consultations.act.${act}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`consultations.act.${act}`)} caption={<Bdi>{of.title}</Bdi>} lead={t(`consultations.act.${act}-text`)} />
        {act === 'open' && of.state === 'draft' && <Candidates ctx={ctx} of={of} found={await candidatesFor(ctx.trx, of)} />}
        {act !== 'put-off' && <Notice tone="warning">{t('consultations.act.final')}</Notice>}
        <Form entry={entry}>
          <input type="hidden" name="act" value={act} />
          {act === 'put-off' && <DateField name="until" label={t('consultations.field.until')} min={of.untilOn} required />}
          {(act === 'finish' || act === 'withdraw') && (
            <TextArea
              name="words"
              label={t(act === 'finish' ? 'consultations.page.outcome' : 'consultations.field.why')}
              hint={t(act === 'finish' ? 'consultations.act.finish-hint' : 'consultations.act.withdraw-hint')}
              maxLength={5_000}
              rows={6}
              required
            />
          )}
          <Button kind={act === 'withdraw' ? 'warning' : 'primary'}>{t(`consultations.act.${act}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, of) },
    );
  },
  submit: async (ctx, { params: { id } }, deed) => {
    await ownConsultation(ctx, id);
    await actOnConsultation(ctx.trx, id, deed, ctx.now);
    return redirect(deskAt(id), `consultations.notice.${deed.act}`);
  },
});
