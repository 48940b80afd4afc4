import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  CheckboxesField,
  CheckboxField,
  ErrorSummary,
  Form,
  Inset,
  Notice,
  PageHeading,
  RadioField,
  Section,
  TextField,
  TwoLanguages,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context, type Route } from '#kernel/http';
import { directionOf, formatters, isLanguage, languageOf, languages, translator, type Language } from '#kernel/i18n';
import { getPerson } from '#modules/people';
import { acceptAsFounder, acceptAsMentor, endPair, offerPair, pairFor, shareAnew, type FounderYes } from '../move-pair.ts';
import { endReasons, sharedParts, type PairId, type SharedPart, type Side } from '../pair.ts';
import { getMentor } from '../read-mentors.ts';
import { loadPair } from '../read-pairs.ts';
import { refuse } from '../refusals.ts';
import { endOfSharing, grantedParts, sharingWording } from '../sharing.ts';
import { baseOf, gateOf, pairCrumbs } from './sides.ts';

const params = z.object({ id: idOf<'mentoring.pairs'>() });
const pathOf = (side: Side, id: PairId) => `${baseOf[side]}/pairs/${id}`;

/** The office confirms a suggestion: both are asked. */
const offerRoute = formRoute({
  path: '/desk/mentoring/pairs/:id/offer',
  who: gateOf.office,
  params,
  body: z.object({}),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    await loadPair(ctx.trx, input.params.id, 'office');
    return page(
      t('mentoring.offer.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('mentoring.offer.title')} lead={t('mentoring.offer.lead')} />
        <Form entry={entry}>
          <Button>{t('mentoring.offer.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: pairCrumbs(ctx, 'office', input.params.id) },
    );
  },
  submit: async (ctx, input) => {
    await offerPair(ctx.trx, { ...ctx.actor, accountId: accountOf(ctx) }, input.params.id);
    return redirect(pathOf('office', input.params.id), 'mentoring.notice.offered');
  },
});

/** The mentor says yes. */
const mentorAcceptRoute = formRoute({
  path: '/mentoring/pairs/:id/accept',
  who: gateOf.mentor,
  params,
  body: z.object({}),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    await loadPair(ctx.trx, input.params.id, 'mentor');
    return page(
      t('mentoring.accept.title-mentor'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('mentoring.accept.title-mentor')} lead={t('mentoring.accept.lead-mentor')} />
        <ul>
          <li>{t('mentoring.rule.secret')}</li>
          <li>{t('mentoring.rule.no-money')}</li>
          <li>{t('mentoring.rule.end')}</li>
        </ul>
        <Form entry={entry}>
          <Button>{t('mentoring.accept.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: pairCrumbs(ctx, 'mentor', input.params.id) },
    );
  },
  submit: async (ctx, input) => {
    await acceptAsMentor(ctx.trx, input.params.id, ctx.now);
    return redirect(pathOf('mentor', input.params.id), 'mentoring.notice.accepted');
  },
});

const yesBody = z.object({
  called: fields.optionalText(120),
  parts: fields.choices(sharedParts),
  agreed: fields.tick(),
  language: fields.choice(languages.map(({ code }) => code)),
});
const deskHows = ['spoken-at-desk', 'signed-at-desk'] as const;

/** What was agreed to, with the sentence in the language in which it stood on the page. Refusals: `not-agreed`, `called-missing`. */
async function readYes(
  ctx: Context,
  id: PairId,
  side: 'founder' | 'office',
  form: z.output<typeof yesBody>,
  how: FounderYes['how'],
): Promise<FounderYes> {
  if (!form.agreed) throw refuse('not-agreed', { field: 'agreed' });
  if (!form.called) throw refuse('called-missing', { field: 'called' });
  const pair = await loadPair(ctx.trx, id, side);
  const mentor = await getMentor(ctx.trx, pair.mentorId);
  const until = endOfSharing(ctx.now, pair.timeZone);
  const wording = sharingWording(translator(ctx.network.catalogue, form.language), formatters(form.language, pair.timeZone), {
    mentor: mentor?.name ?? '',
    parts: form.parts,
    until,
  });
  return { called: form.called, parts: grantedParts(form.parts), language: form.language, wording, how, until };
}

interface YesFieldsProps {
  ctx: Context;
  /** Language of the founder. */
  speech: Language;
  mentor: string;
  called: string;
  ticked: readonly SharedPart[];
  desk: boolean;
}

/** The sentence, the parts to tick, how to be called; at the desk beside it in the founder's language. */
function YesFields({ ctx, speech, mentor, called, ticked, desk }: YesFieldsProps) {
  const { t } = ctx;
  const other = translator(ctx.network.catalogue, speech);
  const both = desk && speech !== ctx.lang;
  const sentence = (say: typeof t) => (
    <>
      <p>{say('mentoring.agreement.lead', { mentor })}</p>
      <p>{say('mentoring.agreement.always')}</p>
      <p>{say('mentoring.agreement.withdraw')}</p>
    </>
  );
  return (
    <Section title={t('mentoring.agreement.title')}>
      {both ? (
        <TwoLanguages
          first={{ lang: ctx.lang, dir: directionOf(ctx.lang), name: languageOf(ctx.lang).name, children: sentence(t) }}
          second={{ lang: speech, dir: directionOf(speech), name: languageOf(speech).name, children: sentence(other) }}
        />
      ) : (
        <Inset>{sentence(t)}</Inset>
      )}
      <CheckboxesField
        name="parts"
        label={t('mentoring.agreement.which')}
        hint={t('mentoring.agreement.which-hint')}
        choices={sharedParts.map((value) => ({
          value,
          label: t(`mentoring.part.${value}`),
          labelAlso: both ? { text: other(`mentoring.part.${value}`), lang: speech, dir: directionOf(speech) } : undefined,
        }))}
        values={ticked}
        optional
      />
      <TextField name="called" label={t('mentoring.field.called')} hint={t('mentoring.field.called-hint')} value={called} required />
      <input type="hidden" name="language" value={desk ? speech : ctx.lang} />
      {desk && (
        <RadioField
          name="how"
          label={t('mentoring.agreement.how')}
          choices={deskHows.map((value) => ({ value, label: t(`mentoring.how.${value}`) }))}
        />
      )}
      <CheckboxField name="agreed" label={t(desk ? 'mentoring.agreement.agreed-desk' : 'mentoring.agreement.agreed')} />
    </Section>
  );
}

async function yesFields(ctx: Context, id: PairId, side: 'founder' | 'office', ticked: readonly SharedPart[]) {
  const pair = await loadPair(ctx.trx, id, side);
  const mentor = await getMentor(ctx.trx, pair.mentorId);
  const person = await getPerson(ctx.trx, pair.personId);
  const speech = person && isLanguage(person.language) ? person.language : ctx.lang;
  const called = pair.called || (person?.identity?.givenName ?? '');
  return <YesFields ctx={ctx} speech={speech} mentor={mentor?.name ?? ''} called={called} ticked={ticked} desk={side === 'office'} />;
}

/** The founder says yes, and what the mentor may see. */
const founderAcceptRoute = formRoute({
  path: '/me/mentoring/pairs/:id/accept',
  who: gateOf.founder,
  params,
  body: yesBody,
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    return page(
      t('mentoring.accept.title-founder'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('mentoring.accept.title-founder')} lead={t('mentoring.accept.lead-founder')} />
        <Form entry={entry}>
          {await yesFields(ctx, input.params.id, 'founder', ['venture'])}
          <Button>{t('mentoring.accept.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: pairCrumbs(ctx, 'founder', input.params.id) },
    );
  },
  submit: async (ctx, input, form) => {
    await pairFor(ctx.trx, input.params.id, 'founder', 'accept');
    const yes = await readYes(ctx, input.params.id, 'founder', form, 'on-line');
    await acceptAsFounder(ctx.trx, ctx.actor, input.params.id, yes, ctx.now);
    return redirect(pathOf('founder', input.params.id), 'mentoring.notice.accepted');
  },
});

/** The founder changes what the mentor may see, or shares again. */
const shareRoute = formRoute({
  path: '/me/mentoring/pairs/:id/share',
  who: gateOf.founder,
  params,
  body: yesBody,
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    return page(
      t('mentoring.share.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('mentoring.share.title')} lead={t('mentoring.share.lead')} />
        <Form entry={entry}>
          {await yesFields(ctx, input.params.id, 'founder', [])}
          <Button>{t('mentoring.share.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: pairCrumbs(ctx, 'founder', input.params.id) },
    );
  },
  submit: async (ctx, input, form) => {
    await shareAnew(ctx.trx, ctx.actor, input.params.id, await readYes(ctx, input.params.id, 'founder', form, 'on-line'));
    return redirect(pathOf('founder', input.params.id), 'mentoring.notice.shared');
  },
});

/** The desk writes down what the founder says there: read aloud in the founder's language. */
const deskAcceptRoute = formRoute({
  path: '/desk/mentoring/pairs/:id/accept',
  who: gateOf.office,
  params,
  body: yesBody.extend({ how: fields.choice(deskHows) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    return page(
      t('mentoring.accept.at-desk'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('mentoring.accept.at-desk')} lead={t('mentoring.accept.lead-desk')} />
        <Form entry={entry}>
          {await yesFields(ctx, input.params.id, 'office', ['venture'])}
          <Button>{t('mentoring.accept.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: pairCrumbs(ctx, 'office', input.params.id) },
    );
  },
  submit: async (ctx, input, form) => {
    await pairFor(ctx.trx, input.params.id, 'office', 'accept');
    const yes = await readYes(ctx, input.params.id, 'office', form, form.how);
    await acceptAsFounder(ctx.trx, ctx.actor, input.params.id, yes, ctx.now);
    return redirect(pathOf('office', input.params.id), 'mentoring.notice.accepted');
  },
});

/** Ends a pair or says no, from any side: no reason is needed, and nobody is blamed. */
function endRoute(side: Side): Route {
  return formRoute({
    path: `${baseOf[side]}/pairs/:id/end`,
    who: gateOf[side],
    params,
    body: z.object({ reason: fields.optionalChoice(endReasons) }),
    view: async (ctx, input, entry) => {
      const { t } = ctx;
      const pair = await loadPair(ctx.trx, input.params.id, side);
      const title = t(pair.state === 'running' ? 'mentoring.end.title' : 'mentoring.end.decline');
      return page(
        title,
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={title} lead={t('mentoring.end.lead')} />
          {pair.state === 'ended' && <Notice>{t('mentoring.pair.ended-text')}</Notice>}
          <Form entry={entry}>
            <RadioField
              name="reason"
              label={t('mentoring.field.end-reason')}
              hint={t('mentoring.field.end-reason-hint')}
              choices={endReasons.map((value) => ({ value, label: t(`mentoring.end-reason.${value}`) }))}
              optional
            />
            <Button kind="warning">{title}</Button>
          </Form>
        </>,
        { breadcrumbs: pairCrumbs(ctx, side, input.params.id) },
      );
    },
    submit: async (ctx, input, form) => {
      await endPair(ctx.trx, input.params.id, side, form.reason, ctx.now);
      return redirect(pathOf(side, input.params.id), 'mentoring.notice.ended');
    },
  });
}

export const answerRoutes: readonly Route[] = [
  offerRoute,
  mentorAcceptRoute,
  founderAcceptRoute,
  shareRoute,
  deskAcceptRoute,
  endRoute('founder'),
  endRoute('mentor'),
  endRoute('office'),
];
