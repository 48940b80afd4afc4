import {
  actOnJointProject,
  decideOnAssociation,
  getJointProject,
  proposeJointProject,
  registerAssociation,
  tellJointly,
  type AssociationId,
  type JointProjectId,
} from '#modules/associations';
import { associationText } from './fixtures-associations.ts';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import { plantAccount, type Somebody } from './plant.ts';

/** Joint projects of two associations: the person writes for the one, a colleague for the other. */
export async function plantJointProjects(cast: Cast, person: Somebody) {
  const { db, network } = cast.site;
  const { keyring, catalogue, publicUrl } = network;
  const { padova, kaolack } = cast.ground.places;
  const { today } = cast.ground;
  const now = network.now();
  const colleague = await plantAccount(db, { name: 'Rama Colleague' });

  const register = async (by: Somebody, name: string): Promise<AssociationId> => {
    const given = { text: associationText(name, today), places: { origin: [kaolack.id], destination: [padova.id] }, language: 'en' };
    const { id } = await as(cast, by, async (trx) => await registerAssociation(trx, { accountId: by.accountId }, given, now));
    await as(cast, cast.counsellor, async (trx) => {
      const decision = { decision: 'verified', words: null, revision: 1, state: 'waiting' } as const;
      await decideOnAssociation(trx, { keyring, catalogue, publicUrl }, cast.counsellor.accountId, id, decision, now);
    });
    return id;
  };
  const own = await register(person, 'Joint Association');
  const other = await register(colleague, 'Other Joint Association');
  const byOwn = { by: person, lead: own, partner: other };
  const byOther = { by: colleague, lead: other, partner: own };

  const propose = async ({ by, lead, partner }: typeof byOwn, title: string): Promise<JointProjectId> =>
    await as(
      cast,
      by,
      async (trx) =>
        await proposeJointProject(trx, lead, {
          title,
          about: 'A well and a workshop',
          language: 'en',
          corridorId: null,
          fromOn: today,
          untilOn: null,
          amountMinor: 120_050n,
          currency: 'EUR',
          moneySource: 'Fees',
          placeIds: [padova.id],
          ownTask: 'Collects money',
          others: [{ associationId: partner, task: 'Builds the well' }],
        }),
    );
  const act = async (by: Somebody, id: JointProjectId, associationId: AssociationId, one: 'yes' | 'begin') => {
    await as(cast, by, async (trx) => {
      const project = must(await getJointProject(trx, id));
      await actOnJointProject(trx, project, associationId, { act: one, words: null, revision: project.revision }, now);
    });
  };
  const shown = await propose(byOwn, 'Shown project (invented)');
  await act(colleague, shown, other, 'yes');
  await act(person, shown, own, 'begin');
  await as(cast, colleague, async (trx) => {
    await tellJointly(trx, must(await getJointProject(trx, shown)), other, { onDay: today, words: 'The well has water.' }, now);
  });
  const toEdit = await propose(byOwn, 'Proposed project (invented)');
  const toAnswer = await propose(byOther, 'Asked project (invented)');
  const revisionOf = async (id: JointProjectId) => must(await as(cast, person, async (trx) => await getJointProject(trx, id))).revision;
  return {
    own,
    shown,
    toEdit: { id: toEdit, revision: await revisionOf(toEdit) },
    toAnswer: { id: toAnswer, revision: await revisionOf(toAnswer) },
    office: officeOf(cast),
  };
}
