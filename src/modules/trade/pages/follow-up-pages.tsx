import { ButtonLink, Section, SummaryList } from '#kernel/html';
import type { Context, Route } from '#kernel/http';
import { followUpsOf } from '../answer-follow-up.ts';
import type { FollowUp } from '../follow-up.ts';
import type { Interest } from '../interest.ts';
import { answerRoute } from './follow-up-answer.tsx';
import { deskFollowUpsRoute } from './follow-up-list.tsx';
import { valueText, volumeText } from './follow-up-text.ts';
import type { Place } from './reach.ts';

/** What became of a contact, as the actor's own sides say it: each apart, and the other side's nowhere. */
export async function FollowUpsOfInterest({ ctx, place, interest }: { ctx: Context; place: Place; interest: Interest }) {
  const { t } = ctx;
  const found = await followUpsOf(ctx.trx, [interest.id]);
  if (found.length === 0) return null;
  return (
    <>
      {found.map((one) => (
        <Section key={one.side} title={t(`trade.follow-up.title-${one.side}`)}>
          <Said ctx={ctx} followUp={one} />
          {!interest.endedAt && (
            <ButtonLink
              kind={one.answer ? 'secondary' : 'primary'}
              href={`/${place}/trade/interests/${interest.id}/follow-up?side=${one.side}`}
            >
              {t(one.answer ? 'trade.follow-up.change' : 'trade.follow-up.answer')}
            </ButtonLink>
          )}
        </Section>
      ))}
    </>
  );
}

function Said({ ctx, followUp }: { ctx: Context; followUp: FollowUp }) {
  const { t, format } = ctx;
  const { answer } = followUp;
  if (!answer) return <p>{t('trade.follow-up.due', { day: format.date(followUp.dueOn) })}</p>;
  const volume = volumeText(ctx, answer);
  const value = valueText(ctx, answer);
  const rows = [
    { key: 'met', label: t('trade.follow-up.met'), value: t(`trade.met.${answer.met}`) },
    { key: 'contract', label: t('trade.follow-up.contract'), value: t(`trade.contract.${answer.contract}`) },
    ...(volume ? [{ key: 'volume', label: t('trade.follow-up.quantity'), value: volume }] : []),
    ...(value ? [{ key: 'value', label: t('trade.follow-up.value'), value }] : []),
    ...(answer.again ? [{ key: 'again', label: t('trade.follow-up.again'), value: t(`trade.again.${answer.again}`) }] : []),
    ...(answer.obstacles.length > 0
      ? [
          {
            key: 'obstacles',
            label: t('trade.follow-up.obstacles'),
            value: format.list(answer.obstacles.map((one) => t(`trade.obstacle.${one}`))),
          },
        ]
      : []),
    ...(answer.note ? [{ key: 'note', label: t('trade.follow-up.note'), value: <span dir="auto">{answer.note}</span> }] : []),
  ];
  return <SummaryList rows={rows} />;
}

export const followUpRoutes: readonly Route[] = [deskFollowUpsRoute, answerRoute('me'), answerRoute('desk')];
