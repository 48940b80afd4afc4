import { asActor, asSystem, type Actor, type Database, type Reads } from '#kernel/db';
import { colleaguesOf } from '#kernel/identity';
import { readImportFile, unknownColumns, type Importer, type ImportOptions, type ImportReport } from '#kernel/import';
import type { Keyring } from '#kernel/keys';
import { findOffice, type OfficeId } from '#modules/offices';
import { widerPlaces } from '#modules/places';
import { importKinds } from './importers.ts';
import { peopleImporter } from './people-importer.ts';

/** A list to import, by whom and how. */
export interface ImportOrder {
  readonly kind: string;
  readonly officeId: string | null;
  readonly actor: (Actor & { readonly accountId: string }) | null;
  readonly dryRun: boolean;
  readonly bytes: Buffer;
}

export interface ImportOutcome extends ImportReport {
  readonly rows: number;
  /** Headings that no importer reads: a misspelt one should not pass in silence. */
  readonly unknown: readonly string[];
}

interface Parts {
  /** The application's role where somebody acts; the owner's for the command line. */
  readonly db: Database;
  readonly keyring: Keyring;
  readonly controller: string;
  readonly now: Date;
  readonly tell?: ImportOptions['tell'];
}

/** Reads a list and writes all of it or nothing, with the rights of whoever ordered it. Refusals: those of the file. */
export async function runImport(parts: Parts, order: ImportOrder): Promise<ImportOutcome> {
  const importer = await importerFor(parts, order);
  const file = await readImportFile(order.bytes, importer.format);
  const options = { dryRun: order.dryRun, by: order.actor?.accountId ?? null, now: parts.now, tell: parts.tell };
  await parts.tell?.(0, file.rows.length);
  const { actor } = order;
  const report = actor
    ? await asActor(parts.db, actor, async (trx) => await importer.run(trx, file.rows, options))
    : await asSystem(parts.db, async (trx) => await importer.run(trx, file.rows, options));
  return { ...report, rows: file.rows.length, unknown: unknownColumns(importer, file.columns) };
}

async function importerFor(parts: Parts, order: ImportOrder): Promise<Importer> {
  const found = importKinds.find((one) => one.kind === order.kind);
  if (!found) throw new Error(`no importer for ${order.kind}`);
  if (found.importer) return found.importer;
  const { actor, officeId } = order;
  if (!actor || !officeId) throw new Error('people are imported by somebody, for a desk');
  const { colleagues, desk } = await asActor(parts.db, actor, async (trx) => ({
    colleagues: await colleaguesOf(trx, officeId),
    desk: await deskOf(trx, officeId as OfficeId), // the form took it from the actor's own offices
  }));
  return peopleImporter({ officeId, actor, keyring: parts.keyring, controller: parts.controller, colleagues, ...desk });
}

/** Where a desk stands: its numbers are written as in its country (ISO 3166-1), its days pass in its zone. */
async function deskOf(trx: Reads<'offices' | 'places'>, id: OfficeId): Promise<{ country: string; timeZone: string }> {
  const office = await findOffice(trx, id);
  if (!office) throw new Error('people are imported for a desk that is there');
  const country = (await widerPlaces(trx, office.placeId)).find(({ level }) => level === 'country');
  return { country: country?.iso?.slice(0, 2) ?? '', timeZone: office.timeZone };
}
