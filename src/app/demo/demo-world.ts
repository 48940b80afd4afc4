import type { Actor } from '#kernel/db';
import type { Network } from '#kernel/http';
import { addDays, daysBetween, toLocal } from '#kernel/time';
import type { PersonId } from '#modules/people';
import type { VentureId } from '#modules/ventures';
import { demoAsOf } from './demo-people.ts';

/** What loading a person needs to know of the rest of the demonstration. */
export interface DemoWorld {
  readonly network: Network;
  /** Ids of offices and organisations by code. */
  readonly scopes: ReadonlyMap<string, string>;
  /** Ids of accounts by e-mail. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Ids of services by code. */
  readonly services: ReadonlyMap<string, string>;
  /** Moves a day of the files so that it fits today. */
  readonly moved: (day: string) => string;
}

export function worldOf(parts: Omit<DemoWorld, 'moved'>): DemoWorld {
  const { day } = toLocal(parts.network.now().toISOString(), 'Europe/Rome');
  const shift = daysBetween(demoAsOf, day);
  return { ...parts, moved: (given) => addDays(given, shift) };
}

/** Who acts in the demonstration's story: a colleague on a session with two factors. */
export function actorIn(world: DemoWorld, email: string): Actor & { accountId: string } {
  const accountId = world.accounts.get(email);
  if (!accountId) throw new Error(`the demonstration names an account that it does not have: ${email}`);
  return { accountId, assurance: 2 };
}

export function idIn(ids: ReadonlyMap<string, string>, code: string): string {
  const id = ids.get(code);
  if (!id) throw new Error(`the demonstration names something that it does not have: ${code}`);
  return id;
}

/** A file of the demonstration once it is open. */
export interface LoadedFile {
  readonly personId: PersonId;
  readonly officeId: string;
  readonly ventureId: VentureId | null;
}
