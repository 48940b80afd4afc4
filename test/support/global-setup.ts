import type { TestProject } from 'vitest/node';
import { dropDatabases, makeDatabase, secret, startTestCluster } from './cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    superuser: string;
    passwords: Record<'owner' | 'app' | 'jobs', string>;
    template: string;
  }
}

/** One migrated template for the whole run; each test file clones it, or what a first file made of it (prepared.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  const template = `template_${secret().slice(0, 8)}`;
  await makeDatabase(cluster, template);
  project.provide('superuser', cluster.superuser);
  project.provide('passwords', cluster.passwords);
  project.provide('template', template);
  return async () => {
    await dropDatabases(cluster.superuser, template);
    await cluster.stop();
  };
}
