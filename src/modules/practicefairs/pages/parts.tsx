import type { ComponentChildren } from 'preact';
import { Bdi, EmptyState, Link, Table, Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { TranslatedText } from '#modules/places/pages';
import type { Fair, Phase, Stand, Talk } from '../fair.ts';
import { fairAt, phaseIn } from './reach.ts';

const tones: Readonly<Record<Phase, Tone>> = {
  draft: 'neutral',
  announced: 'info',
  running: 'success',
  over: 'neutral',
  withdrawn: 'warning',
};

/** What a fair is today, and whether it is of the demonstration. */
export function FairTags({ ctx, fair }: { ctx: Context; fair: Fair }) {
  const phase = phaseIn(ctx, fair);
  return (
    <>
      <Tag tone={tones[phase]}>{ctx.t(`practicefairs.phase.${phase}`)}</Tag>
      {fair.demonstration && <Tag>{ctx.t('practicefairs.mark.demonstration')}</Tag>}
    </>
  );
}

/** What editors wrote, in the language of the fair. */
export function Words({ fair, words }: { fair: Fair; words: string }) {
  return (
    <p class="pre-line" lang={fair.language} dir="auto">
      {words}
    </p>
  );
}

interface TimetableProps {
  ctx: Context;
  fair: Fair;
  talks: readonly Talk[];
  stands: readonly Stand[];
  /** For editors: a column more. */
  more?: { header: string; cell: (talk: Talk) => ComponentChildren };
}

/** The talks of a fair: when by the reader's clock, with the zone in words, who speaks, where to meet. */
export function Timetable({ ctx, fair, talks, stands, more }: TimetableProps) {
  const { t, format } = ctx;
  const titles = new Map(stands.map((stand) => [stand.practiceId, stand]));
  const over = phaseIn(ctx, fair) === 'over';
  return (
    <Table<Talk>
      caption={t('practicefairs.talks.caption', { count: talks.length })}
      rows={talks}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('practicefairs.talks.none')} />}
      columns={[
        {
          key: 'when',
          header: t('practicefairs.talk.when'),
          cell: (talk) => (
            <>
              {format.instant(talk.startsAt)}, {t('practicefairs.talk.minutes', { count: talk.minutes })}
              <Change ctx={ctx} fair={fair} talk={talk} />
            </>
          ),
        },
        {
          key: 'practice',
          header: t('practicefairs.talk.practice'),
          cell: ({ practiceId }) => {
            const stand = titles.get(practiceId);
            return stand ? <TranslatedText value={stand.title} /> : null;
          },
        },
        { key: 'speaker', header: t('practicefairs.talk.speaker'), cell: ({ speaker }) => <Bdi>{speaker}</Bdi> },
        ...(over
          ? []
          : [
              {
                key: 'join',
                header: t('practicefairs.talk.join'),
                cell: (talk: Talk) => <Join ctx={ctx} fair={fair} talk={talk} />,
              },
            ]),
        ...(more ? [{ key: 'more', ...more }] : []),
      ]}
    />
  );
}

/** What became of a talk since the timetable was public. */
function Change({ ctx, fair, talk: { moved, calledOff } }: { ctx: Context; fair: Fair; talk: Talk }) {
  const { t, format } = ctx;
  if (calledOff !== null)
    return (
      <p>
        <Tag tone="warning">{t('practicefairs.talk.called-off')}</Tag>{' '}
        <span lang={fair.language} dir="auto">
          {calledOff}
        </span>
      </p>
    );
  if (!moved) return null;
  const [date, from] = [format.date(toLocal(moved.at.toISOString(), ctx.timeZone).day), format.instant(moved.from)];
  return (
    <p>
      <Tag tone="info">{t('practicefairs.talk.moved')}</Tag> {t('practicefairs.talk.moved-on', { date, from })}
    </p>
  );
}

function Join({ ctx, fair, talk: { id, link, speaker, startsAt, calledOff } }: { ctx: Context; fair: Fair; talk: Talk }) {
  const { t, format } = ctx;
  const which = `${speaker}, ${format.instant(startsAt)}`;
  return (
    <>
      {calledOff !== null ? null : link ? (
        <Link href={link} label={`${t('practicefairs.talk.link')}: ${which}`}>
          {t('practicefairs.talk.link')}
        </Link>
      ) : (
        t('practicefairs.talk.no-link')
      )}
      {fair.state === 'open' && (
        <p>
          <Link href={fairAt(fair.id, `/talks/${id}/calendar`)} label={`${t('practicefairs.talk.calendar')}: ${which}`}>
            {t('practicefairs.talk.calendar')}
          </Link>
        </p>
      )}
    </>
  );
}
