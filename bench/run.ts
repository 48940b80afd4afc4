/** Runs every benchmark of this folder, one after the other, and prints its lines. `npm run bench [name …]` */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cpus } from 'node:os';
import { pathToFileURL } from 'node:url';

const wanted = process.argv.slice(2);
const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.bench.ts')).sort();
console.log(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})`);
for (const file of files) {
  if (wanted.length > 0 && !wanted.some((name) => file.startsWith(name))) continue;
  console.log(`\n${file}`);
  const { bench } = (await import(pathToFileURL(join(import.meta.dirname, file)).href)) as { bench: () => Promise<string[]> }; // each file of this folder exports it
  for (const line of await bench()) console.log(`  ${line}`);
}
