import type { FastifyRequest } from 'fastify';
import { addTyped, readFields } from './parse.ts';
import { refuse } from './refusals.ts';
import type { UploadedFile } from './route.ts';
import type { Sent } from './serve-route.ts';

/**
 * Reads a form as the browser sent it.
 * Refusals: a file larger than 10 MB; files where the form takes none are left unread.
 */
export async function readSent(request: FastifyRequest, takesFiles: boolean): Promise<Sent> {
  if (!request.isMultipart()) return { typed: readFields(typeof request.body === 'string' ? request.body : ''), files: [] };
  if (!takesFiles) throw refuse('form-out-of-date');
  const typed = new Map<string, string[]>();
  const files: UploadedFile[] = [];
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      addTyped(typed, part.fieldname, String(part.value));
      continue;
    }
    const bytes = await part.toBuffer().catch(() => {
      throw refuse('file-too-large');
    });
    if (bytes.length > 0) files.push({ field: part.fieldname, name: part.filename, bytes });
  }
  return { typed, files };
}
