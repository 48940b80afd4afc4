import type { Databases } from '../boot/open-databases.ts';
import { loadReference } from '../demo/load-demonstration.ts';
import { makeSetupCode } from './setup-code.ts';

/** Makes an empty network ready for its assistant: places to choose from, and the code that the terminal shows. */
export async function prepareSetup(dataDirectory: string, databases: Pick<Databases, 'owner'>, say: (line: string) => void): Promise<void> {
  say('Loading places, corridors and holidays (once, a few seconds) …');
  await loadReference(databases);
  say(`\nThe network is empty. Its set-up assistant asks for this code: ${await makeSetupCode(dataDirectory)}`);
}
