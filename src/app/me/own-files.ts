import { ownSubjects } from '#kernel/access';
import type { Context } from '#kernel/http';
import { getPerson, type Person } from '#modules/people';
import { officeNames } from '#modules/offices';

/** The files that describe the person who is signed in, oldest first; normally one. */
export async function readOwnFiles(ctx: Context): Promise<Person[]> {
  const files: Person[] = [];
  for (const { subjectId } of await ownSubjects(ctx.trx)) {
    const person = await getPerson(ctx.trx, subjectId);
    if (person) files.push(person);
  }
  return files;
}

/** Names of the offices that keep these files. */
export async function officesOf(ctx: Context, files: readonly Person[]): Promise<Map<string, string>> {
  return await officeNames(
    ctx.trx,
    files.map((file) => file.officeId),
    ctx.lang,
  );
}
