import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StartFailure } from '#kernel/errors';
import { copyBinaries } from './copy-binaries.ts';

let folder: string;
let native: string;
let completed: string[];
const complete = (copy: string) => completed.push(copy) > 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ponte-copy-'));
  native = join(folder, 'native');
  completed = [];
  mkdirSync(join(native, 'bin'), { recursive: true, mode: 0o700 });
  mkdirSync(join(native, 'share'), { mode: 0o700 });
  writeFileSync(join(native, 'bin', 'postgres'), '#!/bin/sh', { mode: 0o700 });
  writeFileSync(join(native, 'share', 'words'), 'one two', { mode: 0o600 });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('copies the programs so that everybody may run and nobody else may change them', () => {
  const copy = copyBinaries(native, null, complete, [join(folder, 'cache')]);
  expect(readFileSync(join(copy, 'share', 'words'), 'utf8')).toBe('one two');
  expect(statSync(join(copy, 'bin', 'postgres')).mode & 0o777).toBe(0o755);
  expect(statSync(join(copy, 'share', 'words')).mode & 0o777).toBe(0o644);
  expect(completed).toHaveLength(1);
});

test('uses a whole copy again and replaces one from which files were cleaned away', () => {
  const places = [join(folder, 'cache')];
  const copy = copyBinaries(native, null, complete, places);
  expect(copyBinaries(native, null, complete, places)).toBe(copy);
  expect(completed).toHaveLength(1);
  rmSync(join(copy, 'share', 'words'));
  copyBinaries(native, null, complete, places);
  expect(readFileSync(join(copy, 'share', 'words'), 'utf8')).toBe('one two');
});

test('makes another copy for another build of the programs', () => {
  const places = [join(folder, 'cache')];
  const copy = copyBinaries(native, null, complete, places);
  writeFileSync(join(native, 'bin', 'postgres'), '#!/bin/sh\n# newer');
  expect(copyBinaries(native, null, complete, places)).not.toBe(copy);
});

test('does not trust a place that others may write in or that is a link', () => {
  const open = join(folder, 'open');
  mkdirSync(open);
  chmodSync(open, 0o777);
  const link = join(folder, 'link');
  symlinkSync(folder, link);
  expect(() => copyBinaries(native, null, complete, [open, link])).toThrow(StartFailure);
  expect(copyBinaries(native, null, complete, [open, link, join(folder, 'own')])).toContain('/own/');
});
