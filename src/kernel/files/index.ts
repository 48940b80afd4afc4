export { memoryFileStore, openFileStore, type FileStore } from './store.ts';
export { acceptedEndings, mediaTypeOf } from './media-type.ts';
export { keepFile, LARGEST_FILE, listFiles, openFile, removeFile, type FileId, type StoredFile } from './keep-file.ts';
