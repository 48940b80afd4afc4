import { linkFiles, type LinkHow } from '#kernel/access';
import { overrideGrant, requestOverride, type GrantId, type OverrideRequestId } from '#kernel/consent';
import { askToWithhold, writeNote, type CaseId } from '#modules/cases';
import { getPerson, type PersonId } from '#modules/people';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import { plantFile } from './fixtures-stories.ts';
import { plantLink, type Somebody } from './plant.ts';

/** An officer asks to share a file without the person's permission. */
export async function plantOverrideRequest(cast: Cast, person: PersonId): Promise<OverrideRequestId> {
  return await as(cast, cast.counsellor, async (trx) => {
    return await requestOverride(trx, cast.counsellor, {
      subjectId: person,
      recipient: { kind: 'office', id: cast.ground.offices.tirana.id },
      purpose: 'app.purpose.danger',
      parts: ['identity'],
      reason: 'The person is in hospital and cannot answer.',
      language: 'en',
      endsAt: new Date(Date.now() + 20 * 86_400_000),
    });
  });
}

/** The same, confirmed by a second officer. */
export async function plantOverride(cast: Cast, second: Somebody, person: PersonId): Promise<GrantId> {
  const request = await plantOverrideRequest(cast, person);
  return await as(cast, second, async (trx) => await overrideGrant(trx, second, request));
}

/** Files of one person at the desk of Padova, linked by the desk, by the person and by the officer; and two that are not. */
export async function plantLinks(cast: Cast, person: Somebody, officer: Somebody) {
  const file = async () => await plantFile(cast, { name: 'Yaye' });
  const link = async (by: Somebody, how: LinkHow, mine = false) => {
    const [one, other] = [await file(), await file()];
    if (mine) for (const id of [one, other]) await plantLink(cast.site.db, by.accountId, id);
    const at = { custodianId: officeOf(cast) };
    const reason = how === 'officer-decision' ? { reason: 'Both papers show the same number.' } : {};
    const files = [
      { ...at, subjectId: one },
      { ...at, subjectId: other },
    ] as const;
    return await as(cast, by, async (trx) => await linkFiles(trx, by, { files, how, ...reason }));
  };
  const referenceOf = async (id: PersonId) =>
    await as(cast, cast.counsellor, async (trx) => must(await getPerson(trx, id), 'the file just opened').reference);
  return {
    atDesk: await link(cast.counsellor, 'spoken-at-desk'),
    mine: await link(person, 'on-line', true),
    byOfficer: await link(officer, 'officer-decision'),
    reference: await referenceOf(await file()),
    another: await referenceOf(await file()),
  };
}

/** Two notes of a case: one that an officer may ask to keep out of a copy, and one of which that was asked. */
export async function plantWithheldNotes(cast: Cast, caseId: CaseId) {
  const { accountId } = cast.counsellor;
  return await as(cast, cast.counsellor, async (trx) => {
    const note = async () =>
      await writeNote(trx, cast.site.network.keyring, accountId, caseId, { text: 'Lives with a sister.', sharedWithPerson: false });
    const [toAsk, toDecide] = [await note(), await note()];
    await askToWithhold(trx, accountId, toDecide, 'It tells where the sister of the person lives.');
    return { toAsk, toDecide };
  });
}
