import { linksOf, type FileLink } from '#kernel/access';
import { listReads } from '#kernel/audit';
import { listBases, listGrants, type Basis, type Grant } from '#kernel/consent';
import { listIssued, type IssuedDocument } from '#kernel/documents';
import { listFiles, type StoredFile } from '#kernel/files';
import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { appointmentsOf, type Appointment } from '#modules/appointments';
import { copyOfPlan, listComments, readPlan, type PlanCopy } from '#modules/businessplans';
import { casesOfPerson, countKeptBack, getCaseForCopy } from '#modules/cases';
import { copyOfGroups, copyOfLearning, type GroupsCopy, type LearningCopy } from '#modules/learning';
import { contactsOfPerson, questionsOfPerson, type Contact, type Question } from '#modules/messages';
import { copyOfLoans, type LoanCopy } from '#modules/loans/pages';
import { copyOfSavings, type SavingCopy } from '#modules/savings/pages';
import { copyOfMentoring, type MentoringCopy } from '#modules/mentoring/pages';
import { officeNames } from '#modules/offices';
import type { Person, PersonId } from '#modules/people';
import { assessmentsOf, type Assessment } from '#modules/readiness';
import { copyOfReturns, type ReturnsCopy } from '#modules/returns';
import { tracksOf, type Chosen } from '#modules/tracks';
import { copyOfOpportunities, type OpportunitiesCopy } from '#modules/opportunities';
import { copyOfContributions, copyOfQuestions, type ContributionCopy, type PracticeQuestionCopy } from '#modules/transfers';
import { copyOfTrade, type TradeCopy } from '#modules/trade';
import { venturesOf } from '#modules/ventures';
import { readVentureSummary, type VentureSummaryData } from '#modules/ventures/pages';
import { organisationNames } from '#modules/directory';
import { sessionOf } from '../account/own-session.ts';
import type { Request } from '../erasure/erasure.ts';
import { requestsOf } from '../erasure/read-erasures.ts';
import type { CaseCopy } from './case-part.ts';
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
  /** Courses, of the account: people learn without a file too. */
  learning: LearningCopy[];
  /** Groups in which the person takes or took part, attendance, and what was said of their work. */
  learningGroups: GroupsCopy;
  /** Questions to the authors of practices, of the account. */
  practiceQuestions: PracticeQuestionCopy[];
  /** What the account wrote in discussions of practices, in the name of an office, an organisation or the network. */
  practiceContributions: ContributionCopy[];
  readsAndChanges: ReadShown[];
  /** Notes kept out because of the rights of other people (GDPR article 15(4)). */
  notesKeptBack: number;
}

export interface OwnFile {
  person: Person;
  office: string;
  ventures: VentureSummaryData[];
  /** Offers, requests and expressions of interest of these ventures. */
  trade: TradeCopy;
  /** What was told about these ventures for opportunities, and what they answered to which. */
  opportunities: OpportunitiesCopy;
  /** The business plans of these ventures, in words. */
  businessPlans: PlanCopy[];
  /** Applications for loans, and the loans. */
  loans: LoanCopy[];
  /** Savings with what was paid in, drawn and lent. */
  savings: SavingCopy[];
  /** Mentors: meetings, what was agreed, every note, and the person's answers. */
  mentoring: MentoringCopy[];
  /** Every case, with its referrals and all notes but those kept back. */
  plans: CaseCopy[];
  /** Every assessment of readiness, with both sides' answers. */
  readiness: Assessment[];
  /** Checklist and plans of a return, every word of both sides. */
  returns: ReturnsCopy;
  /** Tracks that the person named, with what they agreed to. */
  tracks: Chosen[];
  /** Certificates and dossiers that bear a code. */
  issued: IssuedDocument[];
  questions: Question[];
  visits: Contact[];
  /** Files that belong together, with the offices that keep them, as far as the person knows them. */
  links: (FileLink & { offices: (string | null)[] })[];
  erasureRequests: Request[];
  appointments: Appointment[];
  documents: (StoredFile & { address: string })[];
  permissions: (Grant & { recipientName: string | null })[];
  bases: Basis[];
}

/** A bound on the entries of the audit in the file; beyond it the page of reads has the rest. */
const MOST_READS = 20_000;

/** Reads it all in the request's transaction. */
export async function readEverything(ctx: Context): Promise<Everything> {
  const files = await readOwnFiles(ctx);
  const names = await officesOf(ctx, files);
  const { name, email, phone, language, timeZone } = sessionOf(ctx).account;
  const own: OwnFile[] = [];
  for (const person of files) {
    own.push({
      person,
      office: names.get(person.officeId) ?? '',
      ventures: await readVentures(ctx, person.id),
      trade: await copyOfTrade(
        ctx.trx,
        (await venturesOf(ctx.trx, person.id)).map(({ id }) => id),
      ),
      opportunities: await copyOfOpportunities(
        ctx.trx,
        (await venturesOf(ctx.trx, person.id)).map(({ id }) => id),
        ctx.lang,
      ),
      businessPlans: await readBusinessPlans(ctx, person.id),
      loans: await copyOfLoans(ctx, person.id),
      savings: await copyOfSavings(ctx, person.id),
      mentoring: await copyOfMentoring(ctx, person.id),
      plans: await readCases(ctx, person.id),
      readiness: await assessmentsOf(ctx.trx, [person.id]),
      returns: await copyOfReturns(ctx.trx, ctx.network.keyring, person.id, ctx.lang),
      tracks: await tracksOf(ctx.trx, person.id),
      issued: await listIssued(ctx.trx, person.id),
      questions: await questionsOfPerson(ctx.trx, ctx.network.keyring, person.id),
      visits: await contactsOfPerson(ctx.trx, person.id),
      links: await readLinks(ctx, person.id),
      erasureRequests: await requestsOf(ctx.trx, person.id),
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
    learningGroups: ctx.actor.accountId
      ? await copyOfGroups(ctx.trx, ctx.network.keyring, ctx.actor.accountId, ctx.lang)
      : { groups: [], reviews: [] },
    learning: ctx.actor.accountId ? await copyOfLearning(ctx.trx, ctx.network.keyring, ctx.actor.accountId, ctx.lang) : [],
    practiceQuestions: await copyOfQuestions(ctx.trx),
    practiceContributions: await copyOfContributions(ctx.trx),
    readsAndChanges: await readAll(ctx),
    notesKeptBack: await countKeptBack(ctx.trx),
  };
}

async function readCases(ctx: Context, id: PersonId): Promise<CaseCopy[]> {
  const copies: CaseCopy[] = [];
  for (const caseId of await casesOfPerson(ctx.trx, id)) {
    const view = await getCaseForCopy(ctx.trx, ctx.network.keyring, caseId);
    const asked = view.referrals.map(({ organisationId }) => organisationId);
    const names = await organisationNames(ctx.trx, asked, ctx.lang);
    copies.push({ ...view, referrals: view.referrals.map((one) => ({ ...one, organisation: names.get(one.organisationId) ?? null })) });
  }
  return copies;
}

async function readBusinessPlans(ctx: Context, id: PersonId): Promise<PlanCopy[]> {
  const copies: PlanCopy[] = [];
  for (const venture of await venturesOf(ctx.trx, id)) {
    const plan = await readPlan(ctx.trx, venture.id);
    if (plan) copies.push(copyOfPlan(ctx, plan, await listComments(ctx.trx, plan)));
  }
  return copies;
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

async function readLinks(ctx: Context, id: PersonId): Promise<OwnFile['links']> {
  const links = await linksOf(ctx.trx, [id]);
  const keepers = links.flatMap(({ files }) => files.map(({ custodianId }) => custodianId));
  const names = await officeNames(ctx.trx, keepers, ctx.lang);
  return links.map((link) => ({ ...link, offices: link.files.map(({ custodianId }) => names.get(custodianId) ?? null) }));
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
  return JSON.stringify(everything, (key, value: unknown) => (key === 'questionnaire' ? versionOf(value) : plain(value)), 2);
}

const plain = (value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/** The questions of readiness are the network's, in six languages; the copy to read has those that were answered, in the person's. */
const versionOf = (questionnaire: unknown) => ({ version: (questionnaire as Assessment['questionnaire']).number }); // only an assessment has that key
