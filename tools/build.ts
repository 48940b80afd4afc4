// Builds dist/: the server in one file, and the scripts and the style of the pages with hashed names.
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { OutputFile } from 'esbuild';

const root = join(import.meta.dirname, '..');
const STYLE = 'src/kernel/html/style/main.css';
const ISLANDS = ['src/kernel/html/islands/*.{ts,tsx}', 'src/modules/*/islands/*.{ts,tsx}', 'src/app/islands/*.{ts,tsx}'];
/** Browsers of phones that are still in use; newer syntax is rewritten for them. */
const BROWSERS = ['es2020', 'chrome87', 'firefox78', 'safari14.1'];
/** Pages that are open in a browser, and servers that still run, may ask for the files of an earlier build. */
const KEEP_MS = 7 * 24 * 3600_000;

/**
 * Builds what changed since the last build and answers the folder of the result: `dist` of the checkout or, where that
 * cannot be written, one in `otherFolder`.
 */
export async function buildIfStale(otherFolder: string): Promise<string> {
  const sources = hashOfSources();
  const places = [join(root, 'dist'), join(otherFolder, 'checkout', 'dist')];
  const fresh = places.find((dist) => stampOf(dist) === sources);
  if (fresh) return fresh;
  const dist = isWritable(root) ? join(root, 'dist') : mirrorCheckout(join(otherFolder, 'checkout'));
  process.stderr.write('Building …\n');
  await Promise.all([buildPublic(dist), buildServer(dist)]);
  replace(join(dist, 'stamp'), sources);
  return dist;
}

/** Programs that the server starts beside itself, built beside it. */
const CHILDREN = ['src/kernel/documents/press-child.ts'];

/** Builds the server: our own code in one file, packages stay in node_modules. */
async function buildServer(dist: string): Promise<void> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: ['src/main.ts', ...CHILDREN].map((path) => ({ in: join(root, path), out: basename(path, '.ts') })),
    outdir: join(dist, 'server'),
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    sourcemap: 'linked',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
    write: false,
  });
  // The program last: until then the old one finds all that is its own.
  const rank = (path: string) => Number(path.endsWith('.js')) + Number(basename(path) === 'main.js');
  for (const file of outputFiles.toSorted((a, b) => rank(a.path) - rank(b.path))) replace(file.path, file.contents);
}

/** Builds islands and style into dist/public and lists them in manifest.json: name to file name. */
export async function buildPublic(dist: string): Promise<void> {
  const { build } = await import('esbuild');
  const folder = join(dist, 'public');
  const shared = {
    outdir: folder,
    absWorkingDir: root,
    bundle: true,
    minify: true,
    target: BROWSERS,
    metafile: true,
    write: false,
    logLevel: 'error',
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.svg': 'file', '.png': 'file', '.woff2': 'file' },
  } as const;
  const builds = await Promise.all([
    build({
      ...shared,
      entryPoints: islands(),
      format: 'esm',
      splitting: true,
      chunkNames: 'chunk-[hash]',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    }),
    build({ ...shared, entryPoints: [{ in: STYLE, out: 'style' }] }),
  ]);
  const files: OutputFile[] = builds.flatMap((result) => result.outputFiles);
  for (const file of files) replace(file.path, file.contents);
  const entries = builds
    .flatMap((result) => Object.entries(result.metafile.outputs))
    .filter(([, output]) => output.entryPoint !== undefined);
  const manifest = Object.fromEntries(entries.map(([path, output]) => [nameOf(output.entryPoint ?? ''), basename(path)]));
  replace(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  removeOld(folder, new Set([...files.map((file) => basename(file.path)), 'manifest.json']));
}

function nameOf(entry: string): string {
  return entry === STYLE ? 'style' : basename(entry).replace(/\.tsx?$/, '');
}

/** The islands of kernel, modules and app. Refuses two of one name, since pages ask by name. */
function islands(): string[] {
  const found = globSync(ISLANDS, { cwd: root, exclude: ['**/*.test.*', '**/*.d.ts'] })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
  const names = ['style', ...found.map(nameOf)];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`Two islands are named ${twice}: rename one.`);
  return found;
}

/** Writes beside and renames, so that a reader sees the old file or the new one. Leaves a file with the same content alone. */
function replace(path: string, content: string | Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(content))) return;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

function removeOld(folder: string, current: Set<string>): void {
  for (const name of readdirSync(folder)) {
    if (!current.has(name) && Date.now() - statSync(join(folder, name)).mtimeMs > KEEP_MS) rmSync(join(folder, name), { force: true });
  }
}

/** By content, not by time: a clone or a copy has new times and the same sources. */
function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = globSync(
    [
      'src/**/*.{ts,tsx,css,json,svg,png,woff2}',
      'db/{demo,reference}/*.json',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'tools/build.ts',
    ],
    { cwd: root },
  );
  for (const path of files.toSorted()) {
    if (!/\.test\.tsx?$/.test(path))
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0');
  }
  return hash.digest('hex');
}

function stampOf(dist: string): string | null {
  return existsSync(join(dist, 'stamp')) ? readFileSync(join(dist, 'stamp'), 'utf8') : null;
}

function isWritable(folder: string): boolean {
  try {
    const dist = join(folder, 'dist');
    accessSync(existsSync(dist) ? dist : folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A folder that looks like the checkout, by links, and has a `dist` of its own: the server finds all that is beside it. */
function mirrorCheckout(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(root)) {
    if (['dist', 'data', '.cache', '.git'].includes(name)) continue;
    const link = join(folder, name);
    if (lstatSync(link, { throwIfNoEntry: false })) unlinkSync(link);
    symlinkSync(join(root, name), link);
  }
  return join(folder, 'dist');
}

if (import.meta.filename === process.argv[1]) {
  try {
    console.log(await buildIfStale(process.argv[2] ?? join(root, '.cache')));
  } catch (error) {
    // esbuild has shown each fault in its place; its own stack says nothing more.
    process.stderr.write(`${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
    process.exitCode = 1;
  }
}
