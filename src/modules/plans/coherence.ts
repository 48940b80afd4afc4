import type { Action, Content } from './plan-content.ts';
import { aims } from './terms.ts';

/** What one unit does in a plan. */
export interface UnitShare {
  id: string;
  leads: number;
  takesPart: number;
}

/** For each unit how many actions it leads and in how many it takes part; a unit without any is seen as well. */
export function sharesOf({ units, actions }: Pick<Content, 'units' | 'actions'>): UnitShare[] {
  return units.map(({ id }) => ({
    id,
    leads: actions.filter(({ unitId }) => unitId === id).length,
    takesPart: actions.filter(({ withUnits }) => withUnits.includes(id)).length,
  }));
}

/** How an action and a unit belong together. */
export function bond({ unitId, withUnits }: Pick<Action, 'unitId' | 'withUnits'>, id: string): 'leads' | 'takes-part' | null {
  if (unitId === id) return 'leads';
  return withUnits.includes(id) ? 'takes-part' : null;
}

/** Actions that serve each of the two aims, both, and those of which nobody has said. */
export function byAim(actions: readonly Pick<Action, 'serves'>[]) {
  return [...aims, null].map((aim) => ({ aim, count: actions.filter(({ serves }) => serves === aim).length }));
}
