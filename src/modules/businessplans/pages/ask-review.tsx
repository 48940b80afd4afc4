import { z } from 'zod';
import { ownSubjects } from '#kernel/access';
import { idOf } from '#kernel/db';
import { Button, CheckboxField, EmptyState, ErrorSummary, Form, Inset, PageHeading, RadioField, SelectField, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { directionOf, formatters, isLanguage, translator, type Language } from '#kernel/i18n';
import { getPerson, type PersonId } from '#modules/people';
import { foundersOf, type Venture } from '#modules/ventures';
import { expertsFor, type ExpertAtPlace } from '../list-experts.ts';
import { askReview } from '../review.ts';
import { refuse } from '../refusals.ts';
import { keepVersion } from '../version.ts';
import { crumbs, openPlan, stands, type Stand } from './desk-or-own.ts';

/** Time that an expert has before the permission ends by itself. */
const REVIEW_DAYS = 90;
const hows = ['signed-at-desk', 'spoken-at-desk'] as const;

const until = (ctx: Context) => new Date(ctx.now.getTime() + REVIEW_DAYS * 24 * 3_600_000);

/** The founder who gives the permission, and the language in which they read it. */
async function founderOf(ctx: Context, stand: Stand, venture: Venture): Promise<{ personId: PersonId; lang: Language }> {
  if (stand.side === 'counsellor') {
    const person = await getPerson(ctx.trx, venture.leadPersonId);
    return { personId: venture.leadPersonId, lang: person && isLanguage(person.language) ? person.language : ctx.lang };
  }
  const mine = new Set((await ownSubjects(ctx.trx)).map(({ subjectId }) => subjectId));
  const founder = (await foundersOf(ctx.trx, venture.id)).find(({ personId }) => mine.has(personId));
  if (!founder) throw refuseHttp('not-found');
  return { personId: founder.personId, lang: ctx.lang };
}

/** The sentence to which the founder agrees, in their language. */
function wordingIn(ctx: Context, lang: Language): string {
  const day = formatters(lang, ctx.timeZone).date(until(ctx).toISOString().slice(0, 10));
  return translator(ctx.network.catalogue, lang)('businessplans.review.agreement', { day });
}

/** Name, office and place of an expert, and whether that is where the firm will be. */
function expertText({ t }: Context, { name, office, place, atEnd }: ExpertAtPlace): string {
  const about = office === null ? t('businessplans.review.of-network') : place === null ? office : `${office} (${place})`;
  const text = `${name || '–'} – ${about}`;
  return atEnd ? t('businessplans.review.at-end', { expert: text }) : text;
}

const askReviewRoute = (stand: Stand) =>
  formRoute({
    path: `${stand.base}/review`,
    who: stand.who,
    params: z.object({ id: idOf<'ventures.ventures'>() }),
    body: z.object({
      expert: fields.text(40),
      question: fields.optionalLongText(2_000),
      how: fields.optionalChoice(hows),
      agreed: fields.tick(),
    }),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { venture } = await openPlan(ctx, stand, params.id);
      const { lang } = await founderOf(ctx, stand, venture);
      const experts = await expertsFor(ctx.trx, venture, ctx.lang);
      return page(
        t('businessplans.review.ask'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('businessplans.review.ask')} lead={t('businessplans.review.ask-lead')} />
          {experts.length === 0 ? (
            <EmptyState title={t('businessplans.review.no-experts')} />
          ) : (
            <Form entry={entry} draft={`plan-review-${venture.id}`} draftRemote>
              <SelectField
                name="expert"
                label={t('businessplans.review.expert')}
                hint={t('businessplans.review.expert-hint')}
                options={experts.map((expert) => ({ value: expert.accountId, label: expertText(ctx, expert) }))}
                required
              />
              <TextArea name="question" label={t('businessplans.review.question')} optional />
              {stand.side === 'counsellor' && <p>{t('businessplans.review.read-aloud', { language: ctx.format.languageName(lang) })}</p>}
              <Inset>
                <span lang={lang} dir={directionOf(lang)}>
                  {wordingIn(ctx, lang)}
                </span>
              </Inset>
              {stand.side === 'counsellor' && (
                <RadioField
                  name="how"
                  label={t('businessplans.review.how')}
                  choices={hows.map((value) => ({ value, label: t(`businessplans.how.${value}`) }))}
                />
              )}
              <CheckboxField name="agreed" label={t(`businessplans.review.agreed-${stand.side}`)} />
              <Button>{t('businessplans.review.ask')}</Button>
            </Form>
          )}
        </>,
        { breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
    submit: async (ctx, { params }, form) => {
      const { venture, plan } = await openPlan(ctx, stand, params.id);
      if (!form.agreed) throw refuse('not-agreed', { field: 'agreed' });
      const { personId, lang } = await founderOf(ctx, stand, venture);
      const accountId = accountOf(ctx);
      // The expert judges what was written when asked: a copy, not what changes afterwards.
      const versionId = await keepVersion(ctx.trx, accountId, plan, ctx.t('businessplans.version.for-review'));
      await askReview(ctx.trx, { ...ctx.actor, accountId }, plan, {
        personId,
        versionId,
        expertId: form.expert,
        question: form.question ?? '',
        agreement: {
          language: lang,
          wording: wordingIn(ctx, lang),
          how: stand.side === 'founder' ? 'on-line' : (form.how ?? 'spoken-at-desk'),
        },
        endsAt: until(ctx),
      });
      return redirect(stand.at(params.id), 'businessplans.notice.asked');
    },
  });

export const askReviewRoutes = stands.map(askReviewRoute);
