import { Bdi, Link, Section, SummaryList, Tag, type SummaryRow, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { formatPhone } from '#kernel/text';
import { listCorridors, placeName } from '#modules/places';
import { findVersion, getPlan } from '#modules/plans';
import { phaseOf, type Answer, type Consultation, type Phase } from '../consultation.ts';
import { todayOf, type Names } from './reach.ts';

const tones: Readonly<Record<Phase, Tone>> = {
  draft: 'neutral',
  soon: 'info',
  collecting: 'success',
  answering: 'warning',
  finished: 'neutral',
  withdrawn: 'neutral',
};

/** Where a consultation stands, and that it is invented. */
export function Marks({ ctx, of, state = true }: { ctx: Context; of: Consultation; state?: boolean }) {
  const { t } = ctx;
  const phase = phaseOf(of, todayOf(ctx));
  return (
    <span>
      {state && <Tag tone={tones[phase]}>{t(`consultations.phase.${phase}`)}</Tag>}{' '}
      {of.demonstration && <Tag tone="warning">{t('consultations.mark.demonstration')}</Tag>}
    </span>
  );
}

const answerTones: Readonly<Record<Answer, Tone>> = { 'taken-up': 'success', 'in-part': 'info', not: 'neutral' };

export function AnswerTag({ ctx, answer }: { ctx: Context; answer: Answer }) {
  return <Tag tone={answerTones[answer]}>{ctx.t(`consultations.answer.${answer}`)}</Tag>;
}

/** What somebody wrote, in its own direction, with its lines kept; the language where it is known. */
export function Written({ words, lang }: { words: string; lang?: string }) {
  return (
    <>
      {words.split('\n').map((line, index) => (
        <p key={index} dir="auto" lang={lang}>
          {line}
        </p>
      ))}
    </>
  );
}

/** From when until when opinions are taken. */
export const daysText = ({ t, format }: Context, { fromOn, untilOn }: Pick<Consultation, 'fromOn' | 'untilOn'>): string =>
  t('consultations.days', { from: format.date(fromOn), until: format.date(untilOn) });

/** What a consultation points to: a published plan and a corridor, where it names them. */
export interface Pointed {
  plan: { code: string; title: string } | null;
  corridor: string | null;
}

export async function readPointed(ctx: Context, { planId, corridorId }: Consultation): Promise<Pointed> {
  const plan = planId ? await getPlan(ctx.trx, planId) : null;
  const version = plan && plan.version > 0 ? await findVersion(ctx.trx, plan.id, plan.version) : null;
  const corridor = corridorId ? (await listCorridors(ctx.trx, { lang: ctx.lang })).find(({ id }) => id === corridorId) : null;
  return {
    plan: plan && version ? { code: plan.code, title: textIn(version.content.title, ctx.lang).text } : null,
    corridor: corridor
      ? ctx.t('consultations.corridor', {
          origin: placeName(corridor.origin, ctx.lang),
          destination: placeName(corridor.destination, ctx.lang),
        })
      : null,
  };
}

interface AskedProps {
  ctx: Context;
  of: Consultation;
  names: Names;
  pointed: Pointed;
}

/** Everything that is asked and who answers for it, so that nobody has to search for the responsible unit. */
export function Asked({ ctx, of, names, pointed }: AskedProps) {
  const { t, format } = ctx;
  const row = (key: string, label: string, value: SummaryRow['value']): SummaryRow => ({ key, label, value });
  return (
    <>
      {of.language !== ctx.lang && <p>{t('consultations.page.language', { language: format.languageName(of.language) })}</p>}
      <Section title={t('consultations.field.about')}>
        <Written words={of.about} lang={of.language} />
      </Section>
      {of.questions.length > 0 && (
        <Section title={t('consultations.page.questions')}>
          <ol>
            {of.questions.map((question, index) => (
              <li key={index}>
                <Bdi lang={of.language}>{question}</Bdi>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {(of.draftText || of.draftLink || pointed.plan) && (
        <Section title={t('consultations.page.draft')}>
          {of.draftText && <Written words={of.draftText} lang={of.language} />}
          {of.draftLink && (
            <p>
              <Link href={of.draftLink}>
                <Bdi dir="ltr">{of.draftLink}</Bdi>
              </Link>
            </p>
          )}
          {pointed.plan && (
            <p>
              {t('consultations.page.plan')}{' '}
              <Link href={`/plans/${pointed.plan.code}`}>
                <Bdi>{pointed.plan.title}</Bdi>
              </Link>
            </p>
          )}
        </Section>
      )}
      <SummaryList
        rows={[
          row('days', t('consultations.field.days'), daysText(ctx, of)),
          row('place', t('consultations.field.place'), names.places.get(of.placeId) ?? ''),
          ...(pointed.corridor ? [row('corridor', t('consultations.field.corridor'), pointed.corridor)] : []),
          row('office', t('consultations.field.office'), names.offices.get(of.officeId) ?? ''),
          row('unit', t('consultations.field.unit'), <Responsible of={of} />),
        ]}
      />
    </>
  );
}

/** The responsible unit with whom to ask and how. */
function Responsible({ of }: { of: Consultation }) {
  return (
    <>
      <Bdi>{of.unit}</Bdi>
      {of.contactName && (
        <>
          <br />
          <Bdi>{of.contactName}</Bdi>
        </>
      )}
      {of.contactEmail && (
        <>
          <br />
          <Link href={`mailto:${of.contactEmail}`}>
            <Bdi dir="ltr">{of.contactEmail}</Bdi>
          </Link>
        </>
      )}
      {of.contactPhone && (
        <>
          <br />
          <Bdi dir="ltr">{formatPhone(of.contactPhone)}</Bdi>
        </>
      )}
    </>
  );
}
