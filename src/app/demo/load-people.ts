import { linkAccount } from '#kernel/access';
import { asActor, type AnyWrites } from '#kernel/db';
import { isLanguage, translator } from '#kernel/i18n';
import { officeNames } from '#modules/offices';
import { fileOfReference, knownReferences, openFile } from '#modules/people';
import { placeIdsByCode } from '#modules/places';
import { chooseTracks } from '#modules/tracks';
import { addFounder, createVenture, venturesOf, type VentureId } from '#modules/ventures';
import { demoAccounts } from './demo-accounts.ts';
import { demoPeople, type DemoPerson } from './demo-people.ts';
import { actorIn, idIn, type DemoWorld, type LoadedFile } from './demo-world.ts';
import { loadCase } from './load-case.ts';

/** Tells the stories of the demonstration's people by the use cases that real offices run, each as the officer who did it. */
export async function loadPeople(world: DemoWorld): Promise<void> {
  for (const person of demoPeople) {
    const counsellor = actorIn(world, person.case.counsellor);
    const file = await asActor(world.network.db, counsellor, async (trx) => await loadFile(trx, world, counsellor.accountId, person));
    if (file) await loadCase(world, person, file);
  }
}

async function loadFile(trx: AnyWrites, world: DemoWorld, accountId: string, person: DemoPerson): Promise<LoadedFile | null> {
  const officeId = idIn(world.scopes, person.office);
  // An interrupted first start begins again: whoever is there already is not written twice.
  if ((await knownReferences(trx, officeId, [person.reference])).size > 0) return null;
  const codes = [person.originPlace, person.residencePlace, ...person.ventures.flatMap((one) => [one.here, one.there])].filter(
    (code) => code !== null,
  );
  const places = await placeIdsByCode(trx, codes);
  const placeOf = (code: string | null) => (code ? (places.get(code) ?? null) : null);
  const personId = await openFile(trx, world.network.keyring, accountId, {
    officeId,
    reference: person.reference,
    language: person.language,
    identity: {
      givenName: person.givenName,
      familyName: person.familyName,
      nameInOtherScript: person.nameInOtherScript,
      birthYear: person.birthYear,
    },
    contact: { phone: person.phone?.replaceAll(' ', '') ?? null, email: person.email, reachBy: person.reachBy, note: null },
    profile: {
      gender: person.gender,
      originPlaceId: placeOf(person.originPlace),
      residencePlaceId: placeOf(person.residencePlace),
      languages: person.languages,
      minor: false,
      guardian: null,
    },
    informed: true,
    controllers: ['Ponte Demonstration Consortium (invented)'],
  });
  if (person.tracks.length > 0) {
    const lang = isLanguage(person.language) ? person.language : 'en';
    const office = (await officeNames(trx, [officeId], lang)).get(officeId) ?? '';
    const wording = translator(world.network.catalogue, lang)('tracks.wording', { office });
    await chooseTracks(trx, accountId, { personId, officeId }, { tracks: person.tracks, how: 'spoken-at-desk', language: lang, wording });
  }
  const ventureIds: VentureId[] = [];
  for (const venture of person.ventures) {
    const { title, summary, sector, stage, where, needs } = venture;
    ventureIds.push(
      await createVenture(
        trx,
        accountId,
        { personId, officeId },
        {
          title: title.text,
          summary: summary.text,
          sector,
          stage,
          location: where,
          herePlaceId: placeOf(venture.here),
          therePlaceId: placeOf(venture.there),
          needs,
        },
      ),
    );
  }
  const partner = demoPeople.find(({ code }) => code === person.foundsWith);
  const partnerFile = partner ? await fileOfReference(trx, officeId, partner.reference) : null;
  const together = partnerFile ? (await venturesOf(trx, partnerFile))[0] : undefined;
  if (together) await addFounder(trx, accountId, together.id, { personId, officeId });
  const account = demoAccounts.find((one) => one.person === person.code);
  const linked = account ? world.accounts.get(account.email) : undefined;
  if (linked) await linkAccount(trx, { subjectId: personId, accountId: linked, how: 'email' });
  return { personId, officeId, ventureId: ventureIds[0] ?? null };
}
