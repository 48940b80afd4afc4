import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ErrorSummary, Form, Notice, PageHeading, RadioField, Section, TextArea } from '#kernel/html';
import { everyone, fields, formRoute, page, redirect, type Context, type FormEntry } from '#kernel/http';
import type { AssociationId } from '#modules/associations';
import { MOST_QUESTIONS, phaseOf, type Consultation, type OpinionText } from '../consultation.ts';
import { draftOf, handIn, keepDraft, opinionOf, type OfAssociation } from '../opinions.ts';
import { Asked, Marks, readPointed } from './marks.tsx';
import { AnswerOf, OpinionWords } from './opinion-view.tsx';
import { forHref, namesFor, ownAssociation, shownConsultation, todayOf } from './reach.ts';
import { refuse } from '../refusals.ts';
import { invitedAs } from '../read-consultations.ts';

// uses messages: consultations.audience.*
const audiences = ['public', 'office'] as const;
const deeds = ['keep', 'hand-in'] as const;

const replyName = (index: number) => `reply${index + 1}`;
const replyFields = Object.fromEntries(
  Array.from({ length: MOST_QUESTIONS }, (_, index) => [replyName(index), fields.optionalLongText(3_000)]),
);

const body = z.object({
  words: fields.optionalLongText(5_000),
  audience: fields.choice(audiences),
  deed: fields.choice(deeds),
  ...replyFields,
});

/** What an association is asked; whoever writes for it keeps a draft, hands the opinion in, and reads the answer. */
export const opinionRoute = formRoute({
  path: '/consultations/for/:association/:id',
  who: everyone,
  params: z.object({ association: idOf<'associations.associations'>(), id: idOf<'consultations.consultations'>() }),
  body,
  view: async (ctx, { params: { association, id } }, entry) => {
    const { t, format } = ctx;
    const { of, name } = await invitation(ctx, association, id);
    const whose = { consultationId: id, associationId: association };
    const draft = await draftOf(ctx.trx, whose);
    const given = await opinionOf(ctx.trx, whose);
    const taken = phaseOf(of, todayOf(ctx)) === 'collecting';
    return page(
      of.title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={<Bdi>{of.title}</Bdi>} caption={<Bdi>{name}</Bdi>} tags={<Marks ctx={ctx} of={of} />} />
        {draft && taken && (
          <Notice tone="warning">
            {t(given ? 'consultations.opinion.draft-replaces' : 'consultations.opinion.draft', {
              day: format.instant(draft.changedAt, 'short'),
            })}
          </Notice>
        )}
        {given && (
          <Section title={t('consultations.opinion.given')}>
            <p>{t('consultations.opinion.handed-in', { day: format.instant(given.handedInAt, 'short') })}</p>
            <p>{t(given.public ? 'consultations.audience.public' : 'consultations.audience.office')}</p>
            <OpinionWords ctx={ctx} of={of} opinion={given} />
            <AnswerOf ctx={ctx} opinion={given} />
          </Section>
        )}
        <Asked ctx={ctx} of={of} names={await namesFor(ctx, [of])} pointed={await readPointed(ctx, of)} />
        {taken || entry.sent ? (
          <OpinionForm ctx={ctx} entry={entry} of={of} whose={whose} text={draft ?? given} replaces={given !== null} />
        ) : (
          <p>{t(notTaken(ctx, of))}</p>
        )}
      </>,
      { breadcrumbs: [{ label: t('consultations.mine.one-title'), href: forHref(ctx, association) }] },
    );
  },
  submit: async (ctx, { params: { association, id } }, { words, audience, deed, ...replies }) => {
    const { of } = await invitation(ctx, association, id);
    const all = replies as Record<string, string | null>; // the fields that the schema spreads
    const text = { words, public: audience === 'public', replies: of.questions.map((_, index) => all[replyName(index)] ?? '') };
    const whose = { consultationId: id, associationId: association };
    await (deed === 'keep' ? keepDraft(ctx.trx, whose, text, ctx.now) : handIn(ctx.trx, whose, text, ctx.now));
    return redirect(forHref(ctx, association, `/${id}`), deed === 'keep' ? 'consultations.notice.kept' : 'consultations.notice.handed-in');
  },
});

/** A consultation to which an association of the actor was invited; any other is not there. */
async function invitation(ctx: Context, association: AssociationId, id: Consultation['id']): Promise<{ of: Consultation; name: string }> {
  const { name } = await ownAssociation(ctx, association);
  const of = await shownConsultation(ctx, id);
  if (!(await invitedAs(ctx.trx, [association])).some(({ consultationId }) => consultationId === id)) throw refuse('not-found');
  return { of, name };
}

const notTaken = (ctx: Context, of: Consultation) =>
  phaseOf(of, todayOf(ctx)) === 'soon' ? 'consultations.opinion.not-yet' : 'consultations.opinion.no-more';

interface OpinionFormProps {
  ctx: Context;
  entry: FormEntry;
  of: Consultation;
  whose: OfAssociation;
  text: OpinionText | null;
  /** Whether an opinion was handed in before. */
  replaces: boolean;
}

function OpinionForm({ ctx, entry, of, whose, text, replaces }: OpinionFormProps) {
  const { t } = ctx;
  return (
    <Section title={t(replaces ? 'consultations.opinion.replace' : 'consultations.opinion.write')}>
      <p>{t('consultations.opinion.lead')}</p>
      {replaces && <p>{t('consultations.opinion.replace-lead')}</p>}
      <Form entry={entry} draft={`opinion-${whose.associationId}-${whose.consultationId}`}>
        {of.questions.map((question, index) => (
          <TextArea
            key={index}
            name={replyName(index)}
            label={question}
            value={text?.replies[index] ?? ''}
            maxLength={3_000}
            rows={3}
            optional
          />
        ))}
        <TextArea
          name="words"
          label={t('consultations.field.words')}
          hint={t('consultations.opinion.words-hint')}
          value={text?.words ?? ''}
          maxLength={5_000}
          rows={8}
        />
        <RadioField
          name="audience"
          label={t('consultations.field.audience')}
          hint={t('consultations.opinion.audience-hint')}
          value={text && !text.public ? 'office' : 'public'}
          choices={audiences.map((value) => ({ value, label: t(`consultations.audience.${value}`) }))}
          required
        />
        <div class="button-group">
          <Button name="deed" value="hand-in">
            {t('consultations.opinion.hand-in')}
          </Button>
          <Button kind="secondary" name="deed" value="keep">
            {t('consultations.opinion.keep')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
