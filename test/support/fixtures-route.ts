import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

/** How a route is tried in a seeded world. */
export interface RouteFixture {
  /** Path below the language, with a query where the page needs one. */
  address: (world: SeededWorld) => string;
  /** The same page of other kinds of record, which show other parts. */
  also?: readonly ((world: SeededWorld) => string)[];
  /** Who has something to do there; a visitor where nothing is said. */
  as?: Player;
  /** Who opens the record behind it, of those whom the gate lets pass; all of them where nothing is said. */
  opens?: readonly Player[];
  /** Where the page only leads on. */
  leadsOn?: boolean;
  /** Where those who have nothing to do there are led on rather than told that there is no such page. */
  othersLeadOn?: boolean;
  /** What a form takes: fields that are right in this world. */
  body?: (world: SeededWorld) => FormFields;
  /** What it takes besides. */
  files?: Record<string, { name: string; bytes: Buffer }>;
  /** Where a form takes a file only in one of its shapes: that shape, and what is typed beside the file. */
  takesFile?: Pick<RouteFixture, 'address'> & { body: (world: SeededWorld) => FormFields };
  /** Where it does not do the thing with these fields, e.g. since it needs a code that only a person has. */
  refusedWith?: number;
}

export type RouteFixtures = Readonly<Record<string, RouteFixture>>;

/** A page that is the same in every world. */
export const plain = (address: string, more: Partial<RouteFixture> = {}): RouteFixture => ({ address: () => address, ...more });
