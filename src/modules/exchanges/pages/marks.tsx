import { Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Notice, Twinning, TwinningState, Visit, VisitState } from '../exchange.ts';
import { todayOf } from './reach.ts';

const tones: Readonly<Record<TwinningState | VisitState, Tone>> = {
  proposed: 'warning',
  asked: 'warning',
  agreed: 'success',
  accepted: 'success',
  reported: 'info',
  declined: 'neutral',
  withdrawn: 'neutral',
  cancelled: 'neutral',
  ended: 'neutral',
};

const Invented = ({ ctx, demonstration }: { ctx: Context; demonstration: boolean }) =>
  demonstration ? <Tag tone="warning">{ctx.t('exchanges.mark.demonstration')}</Tag> : null;

/** Need or offer, and whether other offices still see it. */
export function NoticeMarks({ ctx, notice }: { ctx: Context; notice: Notice }) {
  const { t } = ctx;
  return (
    <>
      <Tag tone={notice.kind === 'need' ? 'info' : 'success'}>{t(`exchanges.kind.${notice.kind}`)}</Tag>{' '}
      {notice.endedAt ? (
        <Tag>{t('exchanges.mark.taken-back')}</Tag>
      ) : (
        notice.validUntil < todayOf(ctx) && <Tag>{t('exchanges.mark.lapsed')}</Tag>
      )}{' '}
      <Invented ctx={ctx} demonstration={notice.demonstration} />
    </>
  );
}

export function TwinningMarks({ ctx, twinning }: { ctx: Context; twinning: Twinning }) {
  const over = twinning.state === 'agreed' && twinning.untilDay < todayOf(ctx);
  return (
    <>
      <Tag tone={over ? 'neutral' : tones[twinning.state]}>
        {ctx.t(over ? 'exchanges.mark.over' : `exchanges.twinning-state.${twinning.state}`)}
      </Tag>{' '}
      <Invented ctx={ctx} demonstration={twinning.demonstration} />
    </>
  );
}

export function VisitMarks({ ctx, visit }: { ctx: Context; visit: Visit }) {
  return (
    <>
      <Tag tone={tones[visit.state]}>{ctx.t(`exchanges.visit-state.${visit.state}`)}</Tag>{' '}
      <Invented ctx={ctx} demonstration={visit.demonstration} />
    </>
  );
}

/** What somebody wrote, in its own direction, with its lines kept. */
export function Written({ words }: { words: string }) {
  return (
    <>
      {words.split('\n').map((line, index) => (
        <p key={index} dir="auto">
          {line}
        </p>
      ))}
    </>
  );
}
