/** Resolves when the process is told to stop; a second signal ends it at once. */
export async function untilToldToStop(): Promise<void> {
  await new Promise<void>((resolve) => {
    let told = false;
    const stop = () => {
      if (told) process.exit(130);
      told = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
