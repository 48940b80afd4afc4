import { asActor, type AnyWrites } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { Ground } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';
import type { TestSite } from './site.ts';

/** What planting a story needs: where, and who works there. */
export interface Cast {
  site: TestSite;
  ground: Ground;
  counsellor: Somebody;
  counsellorAbroad: Somebody;
  provider: Somebody;
}

/** One of the two offices at the ends of the corridor. */
export const officeOf = (cast: Cast, abroad = false): OfficeId => cast.ground.offices[abroad ? 'kaolack' : 'padova'].id;

/** Does something as somebody, through the application's role. */
export const as = async <T>({ site }: Cast, actor: Somebody, work: (trx: AnyWrites) => Promise<T>): Promise<T> =>
  await asActor(site.db.app, actor, work);
