import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ErrorSummary, Form, PageHeading, SelectField, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { languages, textIn } from '#kernel/i18n';
import { listOffices } from '#modules/offices';
import { findPractice, listPractices, type PracticeId } from '#modules/practices';
import { proposeReview } from '../propose-review.ts';
import { refuse } from '../refusals.ts';
import { tellOffice } from '../tell-office.ts';
import { crumbs, isOrganiser, ownOffices, postOf, reviewAt, reviewers } from './reach.ts';

const MOST_PRACTICES = 500;

/** Asks for a review of one's own office, or offers one for the network. */
export const newRoute = formRoute({
  path: '/desk/peer-reviews/new',
  who: reviewers,
  body: z.object({
    office: fields.text(40).pipe(idOf<'offices.offices'>()),
    practice: fields.optionalText(120),
    policy: fields.optionalText(200),
    about: fields.longText(2_000),
    language: fields.choice(languages.map(({ code }) => code)),
  }),
  view: async (ctx, _input, entry) => {
    const { t, lang } = ctx;
    const offices = await officesToChoose(ctx);
    if (offices.length === 0) throw refuseHttp('not-found');
    const { rows } = await listPractices(ctx.trx, { lang, limit: MOST_PRACTICES });
    return page(
      t('peerreviews.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('peerreviews.new.title')}
          lead={t(isOrganiser(ctx) ? 'peerreviews.new.lead-network' : 'peerreviews.new.lead-office')}
        />
        <Form entry={entry} draft="peer-review-new">
          <SelectField
            name="office"
            label={t('peerreviews.field.office')}
            value={offices.length === 1 ? (offices[0]?.id ?? '') : ''}
            options={offices.map(({ id, name }) => ({ value: id, label: textIn(name, lang).text }))}
            required
          />
          <SelectField
            name="practice"
            label={t('peerreviews.field.practice')}
            hint={t('peerreviews.new.practice-hint')}
            emptyLabel={t('peerreviews.new.no-practice')}
            options={rows.map(({ code, title }) => ({ value: code, label: textIn(title, lang).text }))}
            optional
          />
          <TextField name="policy" label={t('peerreviews.field.policy')} hint={t('peerreviews.new.policy-hint')} maxLength={200} optional />
          <TextArea
            name="about"
            label={t('peerreviews.field.about')}
            hint={t('peerreviews.new.about-hint')}
            maxLength={2_000}
            rows={5}
            required
          />
          <SelectField
            name="language"
            label={t('peerreviews.field.language')}
            value={lang}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            required
          />
          <Button>{t('peerreviews.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: await crumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { office, practice, ...given }) => {
    if (!(await officesToChoose(ctx)).some(({ id }) => id === office)) throw refuse('not-yours', { field: 'office' });
    const side = ownOffices(ctx).includes(office) ? 'office' : 'network';
    const practiceId = practice ? await practiceOf(ctx, practice, office) : null;
    const id = await proposeReview(ctx.trx, accountOf(ctx), { ...given, officeId: office, practiceId, side }, ctx.now);
    if (side === 'network') await tellOffice(ctx.trx, postOf(ctx), office, id, 'proposed');
    return redirect(reviewAt(id), 'peerreviews.notice.proposed');
  },
});

/** Offices whose review the actor may ask for or offer. */
const officesToChoose = async (ctx: Context) =>
  await listOffices(ctx.trx, { lang: ctx.lang, ...(isOrganiser(ctx) ? {} : { ids: ownOffices(ctx) }) });

/** The practice that was chosen; one that another office keeps is not this office's to have reviewed. */
async function practiceOf(ctx: Context, code: string, officeId: string): Promise<PracticeId> {
  const found = await findPractice(ctx.trx, code);
  if (!found) throw refuse('subject-missing', { field: 'practice' });
  if (found.keeperId !== null && found.keeperId !== officeId) throw refuse('not-keeper', { field: 'practice' });
  return found.id;
}
