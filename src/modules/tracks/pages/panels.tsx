import { ButtonLink, Link, Section } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { PersonId } from '#modules/people';
import { tracksOf, type Chosen } from '../choose-tracks.ts';

/** A person's tracks for a panel. */
export async function readTracks(ctx: Context, personId: PersonId): Promise<{ personId: PersonId; chosen: Chosen[] }> {
  return { personId, chosen: await tracksOf(ctx.trx, personId) };
}

type Data = Awaited<ReturnType<typeof readTracks>>;

/** On the person's own page: what they said, and the way to change or take it back. */
export function MyTracks({ ctx, data }: { ctx: Context; data: Data }) {
  const { t } = ctx;
  return (
    <Section title={t('tracks.mine.title')}>
      {data.chosen.length === 0 ? <p>{t('tracks.mine.none')}</p> : <TrackLinks ctx={ctx} chosen={data.chosen} />}
      <ButtonLink kind="secondary" href={`/me/tracks/${data.personId}`}>
        {t('tracks.mine.change')}
      </ButtonLink>
    </Section>
  );
}

/** On the page of a file, for the desk that has custody; never in a list. */
export function PersonTracks({ ctx, data }: { ctx: Context; data: Data }) {
  const { t } = ctx;
  return (
    <Section
      title={t('tracks.desk.title')}
      actions={
        <ButtonLink kind="quiet" href={`/desk/people/${data.personId}/tracks`}>
          {t('tracks.desk.change')}
        </ButtonLink>
      }
    >
      {data.chosen.length === 0 ? <p>{t('tracks.desk.none')}</p> : <TrackLinks ctx={ctx} chosen={data.chosen} />}
    </Section>
  );
}

function TrackLinks({ ctx: { t }, chosen }: { ctx: Context; chosen: readonly Chosen[] }) {
  return (
    <ul>
      {chosen.map(({ track }) => (
        <li key={track}>
          <Link href={`/tracks/${track}`}>{t(`tracks.track.${track}`)}</Link>
        </li>
      ))}
    </ul>
  );
}
