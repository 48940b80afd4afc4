import { Link, Section, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { PlaceId } from '#modules/places';
import { TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import type { PublishedPlan } from '../plan.ts';
import { listPublished } from '../read-plans.ts';

/** Reads what {@link PlansAbout} shows: published plans of some places, such as both ends of a corridor. */
export async function readPlansAbout(ctx: Context, placeIds: readonly PlaceId[]): Promise<PublishedPlan[]> {
  return await listPublished(ctx.trx, { placeIds, limit: 12 });
}

/** Published plans of some places, for the pages of corridors; nothing where there is none. */
export function PlansAbout({ ctx, plans }: { ctx: Context; plans: readonly PublishedPlan[] }) {
  const { t } = ctx;
  if (plans.length === 0) return null;
  return (
    <Section title={t('plans.about.title')}>
      <ul>
        {plans.map(({ id, code, title, demonstration }) => (
          <li key={id}>
            <Link href={`/plans/${code}`}>
              <TranslatedText value={title} />
            </Link>{' '}
            {demonstration && <Tag>{t('plans.demonstration')}</Tag>}
          </li>
        ))}
      </ul>
      <TranslationNoteFor values={plans.map(({ title }) => title)} />
    </Section>
  );
}
