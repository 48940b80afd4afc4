import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ErrorSummary, Form, PageHeading, SelectField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { listOffices } from '#modules/offices';
import { isOpen } from '../review.ts';
import { inviteOffice, invitationsOf } from '../team.ts';
import { tellOffice } from '../tell-office.ts';
import { crumbs, namesFor, postOf, reviewAt, reviewers, reviewIn, subjectText } from './reach.ts';

/** The network asks an office to send a peer. */
export const inviteRoute = formRoute({
  path: '/desk/peer-reviews/:id/invite',
  who: reviewers,
  params: z.object({ id: idOf<'peerreviews.reviews'>() }),
  body: z.object({ office: fields.text(40).pipe(idOf<'offices.offices'>()) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t, lang } = ctx;
    const { review, who } = await reviewIn(ctx, id);
    if (!who.network || (!entry.sent && !isOpen(review))) throw refuseHttp('not-found');
    const asked = new Set((await invitationsOf(ctx.trx, id)).map(({ officeId }) => officeId));
    const offices = (await listOffices(ctx.trx, { lang })).filter((office) => office.id !== review.officeId && !asked.has(office.id));
    return page(
      t('peerreviews.team.invite'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('peerreviews.team.invite')}
          caption={<Bdi>{subjectText(ctx, await namesFor(ctx, [review]), review)}</Bdi>}
          lead={t('peerreviews.team.invite-lead')}
        />
        <Form entry={entry}>
          <SelectField
            name="office"
            label={t('peerreviews.team.of')}
            options={offices.map((office) => ({ value: office.id, label: textIn(office.name, lang).text }))}
            required
          />
          <Button>{t('peerreviews.team.invite-button')}</Button>
        </Form>
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id } }, { office }) => {
    const { who } = await reviewIn(ctx, id);
    if (!who.network) throw refuseHttp('not-found');
    await inviteOffice(ctx.trx, accountOf(ctx), id, office, ctx.now);
    await tellOffice(ctx.trx, postOf(ctx), office, id, 'invited');
    return redirect(reviewAt(id), 'peerreviews.notice.invited');
  },
});
