import type { FastifyRequest } from 'fastify';
import { addTyped, readFields } from './parse.ts';
import { refuse } from './refusals.ts';
import type { UploadedFile } from './route.ts';
import type { Sent } from './serve-route.ts';

/**
 * Reads a form as the browser sent it. Of a file larger than 10 MB only the name of its field is kept, so that the form can be
 * shown again with the words. Refusals: a text of more than the server takes; files where the form takes none are left unread.
 */
export async function readSent(request: FastifyRequest, takesFiles: boolean): Promise<Sent> {
  if (!request.isMultipart()) return { typed: readFields(typeof request.body === 'string' ? request.body : ''), files: [], tooLarge: null };
  if (!takesFiles) throw refuse('form-out-of-date');
  const typed = new Map<string, string[]>();
  const files: UploadedFile[] = [];
  let tooLarge: string | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.valueTruncated) throw refuse('too-large');
      addTyped(typed, part.fieldname, String(part.value));
      continue;
    }
    const bytes = await part.toBuffer();
    if (part.file.truncated) tooLarge = part.fieldname;
    else if (bytes.length > 0) files.push({ field: part.fieldname, name: part.filename, bytes });
  }
  return { typed, files, tooLarge };
}
