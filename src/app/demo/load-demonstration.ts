import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { asSystem, type AnyWrites } from '#kernel/db';
import type { Network } from '#kernel/http';
import { projectRoot } from '#kernel/i18n';
import { readImportFile, type Importer } from '#kernel/import';
import { importers as directoryImporters, organisationIds, serviceIds } from '#modules/directory';
import { importOffices, listOffices } from '#modules/offices';
import { importInstruments } from '#modules/instruments';
import { importCourses } from '#modules/learning';
import { importPractices } from '#modules/practices';
import { importCorridors, importHolidays, importOpenings, importPlaces } from '#modules/places';
import { importReturnRules } from '#modules/returns';
import type { Databases } from '../boot/open-databases.ts';
import { loadAccounts } from './load-accounts.ts';
import { loadAnalyses } from './load-analyses.ts';
import { loadBenchmarks } from './load-benchmarks.ts';
import { loadForums } from './load-forums.ts';
import { loadNewsletters } from './load-newsletters.ts';
import { loadGuaranteeFees } from './load-guarantee-fees.ts';
import { loadGuaranteedLoans } from './load-guaranteed-loans.ts';
import { loadGuarantees, openDemoFund } from './load-guarantees.ts';
import { loadImpacts } from './load-impacts.ts';
import { loadJointProjects } from './load-joint-projects.ts';
import { loadAssociations } from './load-associations.ts';
import { loadBusinessPlans } from './load-businessplans.ts';
import { loadFairs } from './load-fairs.ts';
import { loadLearning } from './load-learning.ts';
import { loadLearningGroups } from './load-learning-groups.ts';
import { loadNetwork } from './load-network.ts';
import { loadLedger } from './load-ledger.ts';
import { loadLoans } from './load-loans.ts';
import { loadOpportunities } from './load-opportunities.ts';
import { loadSavings } from './load-savings.ts';
import { loadRates } from './load-rates.ts';
import { loadRemittances } from './load-remittances.ts';
import { loadStatistics } from './load-statistics.ts';
import { loadTransfers } from './load-transfers.ts';
import { loadTrade } from './load-trade.ts';
import { loadTradeFacts } from './load-trade-facts.ts';
import { loadSurveys } from './load-surveys.ts';
import { worldOf } from './demo-world.ts';
import { loadMentoring } from './load-mentoring.ts';
import { loadPeople } from './load-people.ts';
import { loadPlans } from './load-plans.ts';
import { loadProjects } from './load-projects.ts';
import { loadExchanges } from './load-exchanges.ts';
import { loadCounts } from './load-counts.ts';
import { loadConsultations } from './load-consultations.ts';
import { loadPeerReviews } from './load-peerreviews.ts';
import { loadPracticeFairs } from './load-practice-fairs.ts';
import { loadPractices } from './load-practices.ts';
import { loadReadiness } from './load-readiness.ts';
import { loadReturns } from './load-returns.ts';

/** What every importer answers. */
interface Report {
  readonly created: number;
  readonly updated: number;
  readonly problems: readonly object[];
}

/** Reads a list of db/reference or db/demo; a demonstration file holds its list under its own name. */
export async function readRecords(file: string): Promise<unknown[]> {
  const content: unknown = JSON.parse(await readFile(join(projectRoot(), 'db', file), 'utf8'));
  if (Array.isArray(content)) return content;
  const list = Object.values(content as Record<string, unknown>).find(Array.isArray); // a JSON file is an object or a list
  return list ?? [];
}

async function load(owner: AnyWrites, file: string, run: (trx: AnyWrites, records: unknown[]) => Promise<Report>): Promise<void> {
  const report = await run(owner, await readRecords(file));
  if (report.problems.length > 0) throw new Error(`${file} does not load: ${JSON.stringify(report.problems.slice(0, 5))}`);
}

async function importList(trx: AnyWrites, importer: Importer, file: string, now: Date): Promise<void> {
  const { rows } = await readImportFile(await readFile(join(projectRoot(), 'db', file)));
  const report = await importer.run(trx, rows, { dryRun: false, by: null, now });
  if (report.problems.length > 0) throw new Error(`${file} does not load: ${JSON.stringify(report.problems.slice(0, 5))}`);
}

/** Codes of the demonstration's organisations: offices are run by them, steps are referred to them. */
async function organisationCodes(): Promise<string[]> {
  return z
    .array(z.object({ code: z.string() }))
    .parse(await readRecords('demo/organisations.json'))
    .map(({ code }) => code);
}

/** Courses of the network: one file each, with the pictures and recordings that they name beside them. */
async function loadCourses(trx: AnyWrites, now: Date): Promise<void> {
  const folder = join(projectRoot(), 'db/reference/courses');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  const records = await Promise.all(files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown));
  const readMedia = async (name: string) => await readFile(join(folder, 'pictures', name)).catch(() => null);
  const report = await importCourses(trx, records, { readFile: readMedia, now });
  if (report.problems.length > 0) throw new Error(`the courses do not load: ${JSON.stringify(report.problems.slice(0, 5))}`);
}

/** Questionnaires of the network: one file each. */
async function loadQuestionnaires(trx: AnyWrites, now: Date): Promise<void> {
  const folder = join(projectRoot(), 'db/reference/questionnaires');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  const records = await Promise.all(files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown));
  const report = await importInstruments(trx, records, { now });
  if (report.problems.length > 0) throw new Error(`the questionnaires do not load: ${JSON.stringify(report.problems.slice(0, 5))}`);
}

/** Facts that every network needs: places, corridors, holidays, what was reported in 2010, and courses. */
export async function loadReference(databases: Pick<Databases, 'owner'>): Promise<void> {
  await asSystem(databases.owner, async (trx) => {
    await load(trx, 'reference/places.json', importPlaces);
    await load(trx, 'reference/corridors.json', importCorridors);
    await load(trx, 'reference/holidays.json', importHolidays);
    await load(trx, 'reference/practices.json', importPractices);
    await load(trx, 'reference/return-rules.json', importReturnRules);
    await loadCourses(trx, new Date());
    await loadQuestionnaires(trx, new Date());
  });
}

/**
 * Loads the demonstration network by the importers that real data uses; all of it or none, since the network's own row,
 * which says that it is there, is written last.
 */
export async function loadDemonstration(network: Network, databases: Pick<Databases, 'owner'>, say: (line: string) => void): Promise<void> {
  say('Loading the demonstration network (once, a few seconds) …');
  await loadReference(databases);
  const now = network.now();
  const scopes = await asSystem(databases.owner, async (trx) => {
    for (const list of ['reference', 'demo']) {
      for (const importer of directoryImporters.filter(({ kind }) => kind !== 'responsibilities'))
        await importList(trx, importer, `${list}/${importer.kind}.json`, now);
    }
    const organisations = await organisationIds(trx, await organisationCodes());
    await load(
      trx,
      'demo/offices.json',
      async (inner, records) => await importOffices(inner, records, { demonstration: true, organisations }),
    );
    await load(trx, 'demo/openings.json', importOpenings);
    // After the offices: a responsibility may name one.
    for (const importer of directoryImporters.filter(({ kind }) => kind === 'responsibilities')) {
      await importList(trx, importer, 'demo/responsibilities.json', now);
    }
    const offices = await listOffices(trx, { lang: 'en' });
    const fund = ['demo-guarantee-fund', await openDemoFund(trx)] as const;
    return new Map<string, string>([...offices.map((office) => [office.code, office.id] as const), ...organisations, fund]);
  });
  const accounts = await loadAccounts(network, databases.owner, scopes);
  const services = await asSystem(databases.owner, async (trx) => await serviceIds(trx));
  const world = worldOf({ network, scopes, accounts, services });
  await loadPeople(world);
  await loadTrade(world);
  await loadTradeFacts(world);
  await loadFairs(world);
  await loadOpportunities(world);
  await loadMentoring(world);
  await loadReadiness(world);
  await loadBusinessPlans(world);
  await loadLoans(world, databases.owner);
  await loadLearning(world);
  await loadLearningGroups(world);
  await loadSurveys(world);
  await loadAssociations(world);
  await loadJointProjects(world, databases.owner);
  await loadPractices(world);
  await loadPlans(world);
  await loadPeerReviews(world);
  await loadExchanges(world);
  await loadConsultations(world, databases.owner);
  await loadForums(world);
  await loadNewsletters(world);
  await loadPracticeFairs(world);
  await loadProjects(world);
  await loadTransfers(world);
  await loadReturns(world, databases.owner);
  await loadStatistics(databases.owner);
  await loadRates(databases.owner, now);
  await loadRemittances(databases.owner, now);
  await loadCounts(databases.owner, scopes, now);
  await loadAnalyses(world);
  await loadBenchmarks(world);
  await loadImpacts(world);
  await loadGuarantees(world);
  await loadLedger(world);
  await loadGuaranteedLoans(world);
  await loadGuaranteeFees(world, databases.owner);
  await loadSavings(world);
  await loadNetwork(databases.owner, network.now().toISOString());
}
