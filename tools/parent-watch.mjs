// Loaded into a program that a launcher runs: when the launcher is killed without a word, the program stops in order.
if (process.channel) {
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
