const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work` so that a stop request during it (Ctrl-C while the database is being made) ends the programs it started
 * before this process ends. A process that listens to these signals itself keeps deciding on its own.
 */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  if (STOP_SIGNALS.some((name) => process.listenerCount(name) > 0)) return await work(controller.signal);
  let received: NodeJS.Signals | undefined;
  const interrupt = (name: NodeJS.Signals) => {
    received ??= name;
    controller.abort();
  };
  for (const name of STOP_SIGNALS) process.on(name, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of STOP_SIGNALS) process.off(name, interrupt);
    if (received) process.kill(process.pid, received);
  }
}
