import type { Context } from '#kernel/http';
import { fullName, getPerson, type Person, type PersonId } from '#modules/people';
import type { Assessment, AssessmentId } from '../assessment.ts';
import { getAssessment } from '../get-assessment.ts';
import { readingOnRecord } from '../put-on-record.ts';
import { refuse } from '../refusals.ts';

/** What every page of the desk shows above itself. */
export interface DeskHead {
  assessment: Assessment;
  /** Null where the actor reads readiness but not who the person is. */
  person: Person | null;
  name: string;
  breadcrumbs: { label: string; href: string }[];
}

export function nameOf(ctx: Context, person: Person | null): string {
  if (!person) return ctx.t('people.part.closed');
  return person.identity ? fullName(person.identity) : person.reference;
}

export function crumbsOf(ctx: Context, id: PersonId, person: Person | null, deep = true): DeskHead['breadcrumbs'] {
  return [
    ...(person ? [{ label: nameOf(ctx, person), href: `/desk/people/${id}` }] : []),
    ...(deep ? [{ label: ctx.t('readiness.desk.title'), href: `/desk/people/${id}/readiness` }] : []),
  ];
}

/** An assessment for a page of the desk; the reading is on record. The person's own pages are elsewhere. Refusals: `not-found`. */
export async function readDeskHead(ctx: Context, id: AssessmentId): Promise<DeskHead> {
  const assessment = await getAssessment(ctx.trx, id);
  if (assessment.standing === 'own') throw refuse('not-found');
  const person = await getPerson(ctx.trx, assessment.personId);
  await readingOnRecord(ctx.trx, assessment);
  return { assessment, person, name: nameOf(ctx, person), breadcrumbs: crumbsOf(ctx, assessment.personId, person) };
}
