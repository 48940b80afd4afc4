export { openFileStore } from './open-file-store.ts';
export { memoryFileStore } from './memory-store.ts';
export type { FileStore } from './file-store.ts';
export { stripPhoto } from './strip-photo.ts';
export { acceptedEndings, mediaTypes, sniffMediaType, type MediaType } from './media-type.ts';
export { keepFile, LARGEST_FILE, type FileId, type FileToKeep, type Place } from './keep-file.ts';
export { findFiles, listFiles, openFile, type StoredFile } from './stored-files.ts';
export { fileTimetable, removeContent, removeFile, type FileContext } from './remove-file.ts';
export { checkFiles, type FileProblem } from './check-files.ts';
