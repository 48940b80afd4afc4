import { listReads } from '#kernel/audit';
import { listBases, listGrants, type Basis, type Grant } from '#kernel/consent';
import { listFiles, type StoredFile } from '#kernel/files';
import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { appointmentsOf, type Appointment } from '#modules/appointments';
import { readMyPlan, type MyPlanData } from '#modules/cases/pages';
import type { Person, PersonId } from '#modules/people';
import { venturesOf } from '#modules/ventures';
import { readVentureSummary, type VentureSummaryData } from '#modules/ventures/pages';
import { sessionOf } from '../account/own-session.ts';
import { officesOf, readOwnFiles } from './own-files.ts';
import { readsShown, type ReadShown } from './reads.tsx';
import { recipientNames } from './recipient-names.ts';

/** All that is kept about the person who is signed in and open to them; notes are decrypted. */
export interface Everything {
  producedAt: string;
  network: string;
  controller: Context['profile']['controller'];
  account: { name: string; email: string | null; phone: string | null; language: string; timeZone: string | null };
  files: OwnFile[];
  readsAndChanges: ReadShown[];
}

export interface OwnFile {
  person: Person;
  office: string;
  ventures: VentureSummaryData[];
  plans: MyPlanData['view'][];
  appointments: Appointment[];
  documents: (StoredFile & { address: string })[];
  permissions: (Grant & { recipientName: string | null })[];
  bases: Basis[];
}

/** Entries of the audit in the file; who wants more finds all on the page of reads. */
const MOST_READS = 1_000;

/** Reads it all in the request's transaction. */
export async function readEverything(ctx: Context): Promise<Everything> {
  const files = await readOwnFiles(ctx);
  const names = await officesOf(ctx, files);
  const plans = (await readMyPlan(ctx)).map(({ view }) => view);
  const { name, email, phone, language, timeZone } = sessionOf(ctx).account;
  const own: OwnFile[] = [];
  for (const person of files) {
    own.push({
      person,
      office: names.get(person.officeId) ?? '',
      ventures: await readVentures(ctx, person.id),
      plans: plans.filter((view) => view.case.personId === person.id),
      appointments: await appointmentsOf(ctx.trx, [person.id], ctx.now),
      documents: await readDocuments(ctx, person.id),
      permissions: await readPermissions(ctx, person.id),
      bases: await listBases(ctx.trx, person.id),
    });
  }
  return {
    producedAt: ctx.now.toISOString(),
    network: textIn(ctx.profile.name, ctx.lang).text,
    controller: ctx.profile.controller,
    account: { name, email, phone, language, timeZone },
    files: own,
    readsAndChanges: await readAll(ctx),
  };
}

async function readVentures(ctx: Context, id: PersonId): Promise<VentureSummaryData[]> {
  const shown: VentureSummaryData[] = [];
  for (const venture of await venturesOf(ctx.trx, id)) shown.push(await readVentureSummary(ctx, venture));
  return shown;
}

async function readDocuments(ctx: Context, id: PersonId): Promise<OwnFile['documents']> {
  const { files: store, keyring, publicUrl } = ctx.network;
  const found = await listFiles(ctx.trx, { store, keyring }, id);
  return found.map((file) => ({ ...file, address: `${publicUrl}/${ctx.lang}/me/documents/${file.id}` }));
}

async function readPermissions(ctx: Context, id: PersonId): Promise<OwnFile['permissions']> {
  const grants = await listGrants(ctx.trx, id);
  const names = await recipientNames(ctx, grants);
  return grants.map((grant) => ({ ...grant, recipientName: names.get(grant.recipient.id) ?? null }));
}

async function readAll(ctx: Context): Promise<ReadShown[]> {
  const all: ReadShown[] = [];
  let before: bigint | undefined;
  while (all.length < MOST_READS) {
    const { lines, next } = await listReads(ctx.trx, null, { before, limit: 200 });
    all.push(...(await readsShown(ctx, lines)));
    if (next === null) break;
    before = next;
  }
  return all;
}

/** The same as one JSON text; numbers too large for JSON become text. */
export function everythingAsJson(everything: Everything): string {
  return JSON.stringify(everything, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2);
}
