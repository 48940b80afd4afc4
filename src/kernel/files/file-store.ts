/**
 * Where encrypted contents lie, by id only. Two implementations: a folder, and any S3 store. What is written is whole or
 * not there at all; nothing is ever changed in place.
 */
export interface FileStore {
  put(id: string, content: Uint8Array): Promise<void>;
  /** null where there is none. */
  get(id: string): Promise<Buffer | null>;
  /** Nothing happens where there is none. */
  remove(id: string): Promise<void>;
  /** Every id, in no order: for the backup and the nightly sweep. */
  list(): AsyncIterable<string>;
  /** When a content was written; null where there is none. */
  writtenAt(id: string): Promise<Date | null>;
  /** Removes what a crash left half written before an instant. */
  removeUnfinished(before: Date): Promise<void>;
}
