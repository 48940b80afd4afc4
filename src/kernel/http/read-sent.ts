import type { FastifyRequest } from 'fastify';
import { addTyped, readFields } from './parse.ts';
import { refuse } from './refusals.ts';
import type { UploadedFile } from './route.ts';
import type { Sent } from './serve-route.ts';

/**
 * Reads a form as the browser sent it. Of a file that is empty or larger than 10 MB only the name of its field is kept, so that the
 * form can be shown again with the words. Refusals: a text of more than the server takes; files where the form takes none are left unread.
 */
export async function readSent(request: FastifyRequest, takesFiles: boolean): Promise<Sent> {
  if (!request.isMultipart()) return { typed: readFields(typeof request.body === 'string' ? request.body : ''), files: [], unfit: null };
  if (!takesFiles) throw refuse('form-out-of-date');
  const typed = new Map<string, string[]>();
  const files: UploadedFile[] = [];
  let unfit: Sent['unfit'] = null;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.valueTruncated) throw refuse('too-large');
      addTyped(typed, part.fieldname, String(part.value));
      continue;
    }
    const bytes = await part.toBuffer();
    if (part.file.truncated) unfit = { field: part.fieldname, why: 'file-too-large' };
    else if (bytes.length > 0) files.push({ field: part.fieldname, name: part.filename, bytes });
    // Where no file was chosen the browser sends one without a name.
    else if (part.filename) unfit ??= { field: part.fieldname, why: 'file-empty' };
  }
  return { typed, files, unfit };
}
