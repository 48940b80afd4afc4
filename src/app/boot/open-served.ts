import type { Served } from '#kernel/config';
import { StartFailure } from '#kernel/errors';
import type { Network } from '#kernel/http';
import type { Log } from '#kernel/log';
import { openDatabases, type Databases } from './open-databases.ts';
import { openNetwork } from './open-network.ts';

/** A network with its databases, open. */
export interface OpenedNetwork {
  readonly host: string | null;
  /** The host name of its public address: how the terminal, the log and the metrics call it. */
  readonly name: string;
  readonly network: Network;
  readonly databases: Databases;
}

interface Options {
  command: 'serve' | 'once';
  say: (line: string) => void;
  log: Log;
}

/** Opens every network of this process, or none. Refusals: StartFailure that names the network. */
export async function openServed(served: readonly Served[], { command, say, log }: Options): Promise<OpenedNetwork[]> {
  const opened: OpenedNetwork[] = [];
  try {
    for (const one of served) opened.push(await openOne(one, { command, say, log }));
    return opened;
  } catch (error) {
    await closeServed(opened);
    throw error;
  }
}

export async function closeServed(opened: readonly OpenedNetwork[]): Promise<void> {
  await Promise.allSettled(opened.map(async ({ databases }) => await databases.close()));
}

async function openOne({ host, settings }: Served, { command, say, log }: Options): Promise<OpenedNetwork> {
  const naming = namingIn(host);
  const databases = await openDatabases(settings, { command, say }).catch(naming);
  try {
    const network = await openNetwork(settings, databases, host ? log.child({ network: host }) : log);
    return { host, name: new URL(network.publicUrl).host, network, databases };
  } catch (error) {
    await databases.close();
    return naming(error);
  }
}

function namingIn(host: string | null): (error: unknown) => never {
  return (error) => {
    if (host && error instanceof StartFailure) throw new StartFailure(`The network ${host}: ${error.message}`, { cause: error });
    throw error;
  };
}
