import type { Reads } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import type { VentureId } from '#modules/ventures';
import { answersOf, type KeptAnswers } from './answers.ts';
import { getOpportunity } from './read-opportunities.ts';
import { responsesOf, type Response } from './respond.ts';

/** What is kept of a founder's answers, for the copy that they may ask for. */
export interface OpportunitiesCopy {
  answers: { ventureId: VentureId; answers: KeptAnswers }[];
  responses: (Response & { title: string | null })[];
}

/** The answers and stances of some ventures; the title also where the opportunity is over. */
export async function copyOfOpportunities(
  trx: Reads<'opportunities'>,
  ventureIds: readonly VentureId[],
  lang: string,
): Promise<OpportunitiesCopy> {
  const copy: OpportunitiesCopy = { answers: [], responses: [] };
  for (const ventureId of ventureIds) copy.answers.push({ ventureId, answers: await answersOf(trx, ventureId) });
  for (const response of await responsesOf(trx, { ventureIds })) {
    const about = await getOpportunity(trx, response.opportunityId);
    copy.responses.push({ ...response, title: about && textIn(about.title, lang).text });
  }
  return copy;
}
