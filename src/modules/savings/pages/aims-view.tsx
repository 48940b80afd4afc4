import { Link, Section } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { placeName, placesById } from '#modules/places';
import { aimsOf, type Aim } from '../aims.ts';
import type { SchemeId } from '../scheme.ts';
import { Words } from './parts.tsx';

interface AimRow {
  readonly aim: Aim;
  readonly place: string;
}

/** What a scheme serves, with the names of the places. */
export async function readAims(ctx: Context, id: SchemeId): Promise<AimRow[]> {
  const aims = await aimsOf(ctx.trx, id);
  const places = await placesById(
    ctx.trx,
    aims.map(({ placeId }) => placeId),
  );
  return aims.map((aim) => {
    const place = places.get(aim.placeId);
    return { aim, place: place ? placeName(place, ctx.lang) : '' };
  });
}

/** Objectives and actions of plans of places, each with a way to the plan; for the keeper also one to take it back. */
export function AimList({ ctx, rows, editAt }: { ctx: Context; rows: readonly AimRow[]; editAt?: string }) {
  const { t } = ctx;
  if (rows.length === 0 && !editAt) return null;
  return (
    <Section title={t('savings.aims.title')}>
      {rows.length === 0 && <p>{t('savings.aims.none')}</p>}
      <ul>
        {rows.map(({ aim, place }) => (
          <li key={aim.partId}>
            {aim.title ? <Words ctx={ctx} value={aim.title} /> : t('savings.aims.gone')}{' '}
            <Link href={`/plans/${aim.planCode}`}>{t('savings.aims.of', { plan: textIn(aim.planTitle, ctx.lang).text, place })}</Link>{' '}
            {editAt && <Link href={`${editAt}/aims/${aim.partId}/remove`}>{t('savings.aims.remove')}</Link>}
          </li>
        ))}
      </ul>
      {editAt && (
        <p>
          <Link href={`${editAt}/aims`}>{t('savings.aims.add')}</Link>
        </p>
      )}
    </Section>
  );
}
