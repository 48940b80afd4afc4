import { decideOnAssociation, registerAssociation } from '#modules/associations';
import {
  actOnConsultation,
  answerOpinion,
  beginConsultation,
  handIn,
  opinionsOn,
  type ConsultationId,
  type ConsultationText,
} from '#modules/consultations';
import { addDays } from '#kernel/time';
import { associationText } from './fixtures-associations.ts';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

/** Plants consultations of the manager's office in every state that a page shows; the person writes for an invited association. */
export async function plantConsultations(cast: Cast, { manager, person }: Record<'manager' | 'person', Somebody>) {
  const { keyring, catalogue, publicUrl } = cast.site.network;
  const { padova, kaolack } = cast.ground.places;
  const now = cast.site.network.now();
  const { today } = cast.ground;
  const association = await as(cast, person, async (trx) => {
    const places = { origin: [kaolack.id], destination: [padova.id] };
    const given = { text: associationText('Consulted Association', today), places, language: 'en' };
    return (await registerAssociation(trx, { accountId: person.accountId }, given, now)).id;
  });
  await as(cast, cast.counsellor, async (trx) => {
    const decision = { decision: 'verified', words: null, revision: 1, state: 'waiting' } as const;
    await decideOnAssociation(trx, { keyring, catalogue, publicUrl }, cast.counsellor.accountId, association, decision, now);
  });
  const textOf = (title: string): ConsultationText => ({
    officeId: officeOf(cast),
    title,
    about: 'Whether it opens in the evening',
    language: 'en',
    unit: 'Unit of counters',
    contactName: null,
    contactEmail: 'unit@example.org',
    contactPhone: '+33199000042',
    draftText: 'Open from 9 to 17.',
    draftLink: 'https://draft.example.org',
    planId: null,
    placeId: padova.id,
    corridorId: null,
    questions: ['On which evening?'],
    fromOn: addDays(today, -1), // the day of the place may not have begun in UTC, by which the database counts
    untilOn: addDays(today, 20),
  });
  const draft = async (title: string) =>
    await as(cast, manager, async (trx) => await beginConsultation(trx, manager.accountId, textOf(title), now));
  const open = async (title: string): Promise<ConsultationId> => {
    const id = await draft(title);
    await as(cast, manager, async (trx) => {
      await actOnConsultation(trx, id, { act: 'open', words: null, until: null }, now);
    });
    return id;
  };
  const withOpinion = async (title: string): Promise<ConsultationId> => {
    const id = await open(title);
    const opinion = { words: 'We ask for evenings.', replies: ['Thursday'], public: true };
    await as(cast, person, async (trx) => {
      await handIn(trx, { consultationId: id, associationId: association }, opinion, now);
    });
    return id;
  };
  const opinionOn = async (id: ConsultationId) => must(await as(cast, manager, async (trx) => (await opinionsOn(trx, id))[0]));
  const answered = await withOpinion('Answered counter (invented)');
  const { id: opinion, revision } = await opinionOn(answered);
  await as(cast, manager, async (trx) => {
    await answerOpinion(trx, { consultation: answered, opinion }, { answer: 'in-part', reason: 'Thursdays only.', revision }, now);
  });
  const toAnswer = await withOpinion('Heard counter (invented)');
  return {
    association,
    draft: await draft('Drafted counter (invented)'),
    toOpen: await draft('Ready counter (invented)'),
    asked: await open('Asked counter (invented)'),
    answered,
    toAnswer,
    opinion: (await opinionOn(toAnswer)).id,
    where: `${officeOf(cast)}.${padova.id}`,
  };
}
