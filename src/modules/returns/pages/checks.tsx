import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  EmptyState,
  ErrorSummary,
  Form,
  Inset,
  Link,
  PageHeading,
  RadioField,
  SelectField,
  Table,
  TextArea,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, pageRoute, redirect, scopesOf, type Context } from '#kernel/http';
import { isLanguage, languages, textIn } from '#kernel/i18n';
import { ownSpeech, speechFor, type Speech } from '#modules/cases/pages';
import { listOffices, officeNames } from '#modules/offices';
import { getPerson } from '#modules/people';
import { getVenture, venturesById } from '#modules/ventures';
import { answerCheck, askCheck, CHECK_DAYS, checkAnswers, getCheck, openChecks, type Check } from '../checks.ts';
import { getPlan } from '../plans.ts';
import { putOnRecord } from '../put-on-record.ts';
import { refuse } from '../refusals.ts';
import { nameOf } from './file-head.ts';
import { InTwoLanguages } from './rule-sheet.tsx';

const deskHows = ['signed-at-desk', 'spoken-at-desk'] as const;
const wordingIn = ({ t }: Speech) => t('returns.check.wording', { count: CHECK_DAYS });

/** Asks the office at the other end about the venture, by a permission that the person gives at the desk. */
export const askCheckRoute = formRoute({
  path: '/desk/returns/:id/check',
  who: desk,
  params: z.object({ id: idOf<'returns.plans'>() }),
  body: z.object({
    office: fields.text(40),
    question: fields.longText(2_000),
    how: fields.choice(deskHows),
    language: fields.choice(languages.map(({ code }) => code)),
  }),
  view: async (ctx, input, entry) => {
    const { t, lang } = ctx;
    const plan = await getPlan(ctx.trx, input.params.id);
    if (plan.standing !== 'desk') throw refuse('not-found');
    if (!plan.ventureId && !entry.sent) throw refuse('no-venture');
    const person = await getPerson(ctx.trx, plan.personId);
    const offices = (await listOffices(ctx.trx, { lang })).filter((one) => one.id !== plan.officeId);
    const second = speechFor(ctx, person?.language ?? lang);
    return page(
      t('returns.check.ask'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('returns.check.ask')} caption={<Bdi>{nameOf(ctx, person)}</Bdi>} lead={t('returns.check.lead')} />
        <Inset>
          <InTwoLanguages first={ownSpeech(ctx)} second={second} of={(speech) => <p>{wordingIn(speech)}</p>} />
        </Inset>
        <Form entry={entry}>
          <input type="hidden" name="language" value={second.lang} />
          <SelectField
            name="office"
            label={t('returns.check.office')}
            options={offices.map((one) => ({ value: one.id, label: textIn(one.name, lang).text }))}
            emptyLabel={t('returns.check.choose-office')}
          />
          <TextArea name="question" label={t('returns.check.question')} hint={t('returns.check.question-hint')} required />
          <RadioField
            name="how"
            label={t('returns.check.how')}
            choices={deskHows.map((how) => ({ value: how, label: t(`returns.how.${how}`) }))}
          />
          <Button>{t('returns.check.send')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('returns.panel.title'), href: `/desk/returns/${plan.id}` }] },
    );
  },
  submit: async (ctx, input, form) => {
    const plan = await getPlan(ctx.trx, input.params.id);
    const speech = speechFor(ctx, form.language);
    const language = isLanguage(form.language) ? form.language : ctx.lang;
    const actor = { ...ctx.actor, accountId: accountOf(ctx) };
    await askCheck(ctx.trx, ctx.network.keyring, actor, plan, {
      officeId: form.office,
      question: form.question,
      language,
      wording: wordingIn(speech),
      how: form.how,
      now: ctx.now,
    });
    return redirect(`/desk/returns/${plan.id}`, 'returns.notice.asked');
  },
});

/** What this desk is asked about ventures that would come back. */
export const checksRoute = pageRoute({
  path: '/desk/return-checks',
  who: desk,
  view: async (ctx) => {
    const { t } = ctx;
    const checks = await openChecks(ctx.trx, ctx.network.keyring, scopesOf(ctx, 'counsellor', 'office-manager'));
    const ventures = await venturesById(
      ctx.trx,
      checks.map((one) => one.ventureId),
    );
    return page(
      t('returns.checks.title'),
      <>
        <PageHeading title={t('returns.checks.title')} lead={t('returns.checks.lead')} />
        <Table<Check>
          caption={t('returns.checks.title')}
          hideCaption
          rows={checks}
          rowKey={(one) => one.id}
          empty={<EmptyState title={t('returns.checks.none')} />}
          columns={[
            {
              key: 'venture',
              header: t('returns.venture.title'),
              cell: (one) => (
                <Link href={`/desk/return-checks/${one.id}`}>
                  <bdi>{ventures.get(one.ventureId)?.title ?? t('returns.venture.closed')}</bdi>
                </Link>
              ),
            },
            { key: 'at', header: t('returns.field.when'), cell: (one) => ctx.format.instant(one.askedAt, 'short') },
          ]}
        />
      </>,
      { breadcrumbs: [{ label: t('app.menu.desk'), href: '/desk' }] },
    );
  },
});

/** The question with what the person shares for it; the office that was asked answers once. */
export const answerCheckRoute = formRoute({
  path: '/desk/return-checks/:id',
  who: desk,
  params: z.object({ id: idOf<'returns.checks'>() }),
  body: z.object({ answer: fields.choice(checkAnswers), words: fields.longText(4_000) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const check = await askedHere(ctx, input.params.id);
    const venture = await getVenture(ctx.trx, check.ventureId);
    await putOnRecord(ctx.trx, 'read', { personId: check.personId, officeId: check.askedOfficeId });
    const names = await officeNames(ctx.trx, [check.askedOfficeId], ctx.lang);
    return page(
      t('returns.check.answer'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('returns.check.answer')} caption={<Bdi>{names.get(check.askedOfficeId) ?? ''}</Bdi>} />
        <Inset>
          <p>
            <bdi>{check.question ?? '–'}</bdi>
          </p>
        </Inset>
        {venture && (
          <p>
            <Link href={`/desk/ventures/${venture.id}`}>
              <bdi>{venture.title}</bdi>
            </Link>
          </p>
        )}
        <p>
          <Link href={`/desk/returns/${check.planId}`}>{t('returns.panel.title')}</Link>
        </p>
        <Form entry={entry} draft={`return-check-${check.id}`}>
          <RadioField
            name="answer"
            label={t('returns.check.answer')}
            choices={checkAnswers.map((one) => ({ value: one, label: t(`returns.check-answer.${one}`) }))}
          />
          <TextArea name="words" label={t('returns.check.words')} hint={t('returns.check.words-hint')} required />
          <Button>{t('returns.check.send-answer')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('returns.checks.title'), href: '/desk/return-checks' }] },
    );
  },
  submit: async (ctx, input, form) => {
    const check = await askedHere(ctx, input.params.id);
    await answerCheck(ctx.trx, ctx.network.keyring, accountOf(ctx), check.id, { ...form, now: ctx.now });
    return redirect('/desk/return-checks', 'returns.notice.answered');
  },
});

/** A question to a desk of the actor's. Refusals: `not-found`. */
async function askedHere(ctx: Context, id: Check['id']): Promise<Check> {
  const check = await getCheck(ctx.trx, ctx.network.keyring, id);
  if (!scopesOf(ctx, 'counsellor', 'office-manager').includes(check.askedOfficeId)) throw refuse('not-found');
  return check;
}
