import type { Pool } from 'pg';
import { sealTimetable } from '#kernel/audit';
import type { Settings } from '#kernel/config';
import { asSystem, type Database } from '#kernel/db';
import { fileTimetable, removeContent, type FileStore } from '#kernel/files';
import type { Network } from '#kernel/http';
import type { Catalogue } from '#kernel/i18n';
import { sweepIdentity } from '#kernel/identity';
import { defineTask, housekeepingTimetable, startWorker, type JobContext, type Timetable, type Worker } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import type { Log } from '#kernel/log';
import { deliver, mailTimetable, openSenders, type Senders } from '#kernel/mail';
import { z } from 'zod';
import { appointmentTasks, appointmentTimetable } from '#modules/appointments';
import { associationsTimetable, tellPartners } from '#modules/associations';
import { consultationsTasks, consultationsTimetable } from '#modules/consultations';
import { projectsTimetable } from '#modules/projects';
import { peerreviewsTimetable } from '#modules/peerreviews';
import { casesTimetable } from '#modules/cases';
import { directoryTimetable } from '#modules/directory';
import { opportunitiesTimetable } from '#modules/opportunities';
import { tellSeats } from '#modules/forums';
import { tellBorrower } from '#modules/loans';
import { newslettersTasks, newslettersTimetable } from '#modules/newsletters';
import { learningTasks, learningTimetable } from '#modules/learning';
import { guaranteeTimetable } from '#modules/guarantees';
import { ledgerTimetable } from '#modules/ledger';
import { tradeTasks, tradeTimetable } from '#modules/trade';
import { mentoringTasks } from '#modules/mentoring';
import { returnsTimetable } from '#modules/returns';
import { importJob } from '../import/import-job.ts';
import { statisticsJob } from '../import/statistics-job.ts';
import { tellOverride } from '../overrides/tell-person-job.ts';
import { finishErasure } from '../erasure/finish-erasure.ts';
import { retentionTimetable } from '../erasure/retention-job.ts';
import { backupTimetable } from '../backup/nightly-backup.ts';
import { checksTimetable } from '../doctor/nightly-checks.ts';
import type { Databases } from './open-databases.ts';

/** What every task of the product may use. */
export interface TaskContext {
  /** Of the jobs role. */
  db: Database;
  keyring: Keyring;
  files: FileStore;
  senders: Senders;
  publicUrl: string;
  catalogue: Catalogue;
  /** Of the application's role, for work done with the rights of whoever ordered it. */
  app: Database;
  settings: Settings;
  /** Pool of the owner role, for what must see every row: backup and checks. */
  owner: Pool;
  /** Name of the data controller. */
  controller: () => Promise<string>;
}

const sweep = defineTask('identity.sweep', z.object({}), async ({ db }: TaskContext & JobContext) => {
  await asSystem(db, async (trx) => await sweepIdentity(trx, new Date()));
});

const timetable: readonly Timetable<TaskContext>[] = [
  ...housekeepingTimetable,
  ...mailTimetable,
  ...sealTimetable,
  ...fileTimetable,
  ...appointmentTimetable,
  ...associationsTimetable,
  ...casesTimetable,
  ...returnsTimetable,
  ...directoryTimetable,
  ...learningTimetable,
  ...guaranteeTimetable,
  ...ledgerTimetable,
  ...tradeTimetable,
  ...opportunitiesTimetable,
  ...peerreviewsTimetable,
  ...consultationsTimetable,
  ...newslettersTimetable,
  ...projectsTimetable,
  ...backupTimetable,
  ...checksTimetable,
  ...retentionTimetable,
  { task: sweep, at: '30 2 * * *', catchUpMs: 24 * 3_600_000 },
];

/** Starts the worker of this process with every task of the product. */
export async function startJobs(network: Network, databases: Databases, log: Log): Promise<Worker> {
  const context: TaskContext = {
    db: databases.jobs,
    keyring: network.keyring,
    files: network.files,
    senders: openSenders(network.settings),
    publicUrl: network.publicUrl,
    catalogue: network.catalogue,
    app: databases.app,
    settings: network.settings,
    owner: databases.pools.owner,
    controller: async () => (await network.profile())?.controller.name ?? '',
  };
  return await startWorker({
    pool: databases.pools.jobs,
    tasks: [
      deliver,
      removeContent,
      importJob,
      statisticsJob,
      finishErasure,
      tellOverride,
      ...appointmentTasks,
      ...mentoringTasks,
      ...tradeTasks,
      ...learningTasks,
      ...consultationsTasks,
      tellPartners,
      tellSeats,
      tellBorrower,
      ...newslettersTasks,
    ],
    timetable,
    context,
    log,
  });
}
