import { join } from 'node:path';
import { openDiskStore } from './disk-store.ts';
import type { FileStore } from './file-store.ts';
import { openS3Store } from './s3-store.ts';

/** Opens the file store: the bucket of FILES_URL, or the folder `files` of the data folder. Refusals: StartFailure. */
export function openFileStore({ dataDirectory, filesUrl }: { dataDirectory: string; filesUrl?: string | undefined }): FileStore {
  return filesUrl ? openS3Store(filesUrl) : openDiskStore(join(dataDirectory, 'files'));
}
