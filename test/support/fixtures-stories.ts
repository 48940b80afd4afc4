import { linkAccount } from '#kernel/access';
import { giveGrant, type GrantId } from '#kernel/consent';
import type { AnyWrites } from '#kernel/db';
import { keepFile, type FileId } from '#kernel/files';
import { setContactClaims } from '#kernel/identity';
import type { AppointmentId } from '#modules/appointments';
import {
  acceptHandover,
  acceptReferral,
  addBlocker,
  addStep,
  addTask,
  askForHandover,
  closeCase,
  offerHandover,
  openCase,
  referStep,
  writeNote,
  type BlockerId,
  type CaseId,
  type FollowUpId,
  type HandoverId,
  type HandoverKind,
  type ReferralId,
  type StepId,
  type TaskId,
} from '#modules/cases';
import { openFile, type PersonId } from '#modules/people';
import { addFounder, createVenture, type VentureId } from '#modules/ventures';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import { book } from './fixtures-visits.ts';
import type { Somebody } from './plant.ts';

const agreement = { language: 'en', wording: 'I agree that they see what was named to me.', how: 'spoken-at-desk' } as const;

const inDays = (count: number) => new Date(Date.now() + count * 86_400_000);

/** Who opened the file, and how the person is called. */
interface Told {
  name: string;
  email?: string | null;
  abroad?: boolean;
}

const officerOf = (cast: Cast, abroad = false) => (abroad ? cast.counsellorAbroad : cast.counsellor);

/** A file at one of the two offices. */
export async function plantFile(cast: Cast, { name, email = null, abroad = false }: Told): Promise<PersonId> {
  const officer = officerOf(cast, abroad);
  const { keyring } = cast.site.network;
  return await as(cast, officer, async (trx) => {
    const id = await openFile(trx, keyring, officer.accountId, {
      officeId: officeOf(cast, abroad),
      language: 'fr',
      identity: { givenName: name, familyName: 'Exemple', nameInOtherScript: null, birthYear: 1990 },
      contact: { phone: null, email, reachBy: email ? 'email' : 'none', note: null },
      profile: {
        gender: 'woman',
        originPlaceId: cast.ground.places.kaolack.id,
        residencePlaceId: cast.ground.places.padova.id,
        languages: ['fr', 'wo'],
        minor: false,
        guardian: null,
      },
      informed: true,
      controllers: ['Test town'],
    });
    if (email) await setContactClaims({ keyring }, trx, { subjectId: id, custodianId: officeOf(cast, abroad), phone: null, email });
    return id;
  });
}

/** A file with an open case, a venture and two steps. */
export interface Founder {
  person: PersonId;
  venture: VentureId;
  case: CaseId;
  own: StepId;
  withProvider: StepId;
}

export async function plantFounder(cast: Cast, told: Told): Promise<Founder> {
  const person = await plantFile(cast, told);
  const { accountId } = officerOf(cast, told.abroad);
  return await as(cast, officerOf(cast, told.abroad), async (trx) => {
    const officeId = officeOf(cast, told.abroad);
    const text = {
      title: `${told.name}'s bakery`,
      summary: 'Bread of two shores',
      sector: 'food-processing',
      stage: 'idea' as const,
      location: 'both' as const,
      herePlaceId: null,
      therePlaceId: null,
      needs: ['loan'],
    };
    const venture = await createVenture(trx, accountId, { personId: person, officeId }, text);
    const caseId = await openCase(trx, accountId, { personId: person, officeId, reason: 'Wants to open a bakery', ventureId: venture });
    const step = { detail: '', serviceId: null, dueOn: cast.ground.today };
    const own = await addStep(trx, accountId, caseId, { ...step, title: 'Ask for the licence', responsible: 'person' });
    const withProvider = await addStep(trx, accountId, caseId, {
      ...step,
      title: 'Learn to keep books',
      responsible: 'provider',
      serviceId: cast.ground.course,
    });
    return { person, venture, case: caseId, own, withProvider };
  });
}

/** A venture with a second founder, and somebody of the same desk who may join. */
export async function plantFounders(cast: Cast): Promise<{ venture: VentureId; second: PersonId; toJoin: PersonId }> {
  const { venture } = await plantFounder(cast, { name: 'Coumba' });
  const [second, toJoin] = [await plantFile(cast, { name: 'Ndeye' }), await plantFile(cast, { name: 'Rokhaya' })];
  await as(cast, cast.counsellor, async (trx) => {
    await addFounder(trx, cast.counsellor.accountId, venture, { personId: second, officeId: officeOf(cast) });
  });
  return { venture, second, toJoin };
}

/** Everything that a case can have. */
export interface Full extends Founder {
  toRefer: StepId;
  blocker: BlockerId;
  task: TaskId;
  document: FileId;
  referral: ReferralId;
  grant: GrantId;
  appointment: AppointmentId;
}

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** The main story: a founder whose account is linked, with a plan under way and somebody who helps. */
export async function plantFullCase(cast: Cast, self: Somebody, email: string): Promise<Full> {
  const founder = await plantFounder(cast, { name: 'Awa', email });
  const { keyring, files: store } = cast.site.network;
  const { accountId } = cast.counsellor;
  const more = await as(cast, cast.counsellor, async (trx) => {
    await linkAccount(trx, { subjectId: founder.person, accountId: self.accountId, how: 'email' });
    const toRefer = await addStep(trx, accountId, founder.case, {
      title: 'Find a loan',
      detail: '',
      responsible: 'provider',
      serviceId: cast.ground.course,
      dueOn: null,
    });
    const blocker = await addBlocker(trx, founder.case, { kind: 'permit', note: 'Runs out in May' });
    const task = await addTask(trx, accountId, founder.case, {
      title: 'Call the chamber',
      dueOn: cast.ground.today,
      assignedTo: accountId,
    });
    await writeNote(trx, keyring, accountId, founder.case, { text: 'Came with her sister.', sharedWithPerson: true });
    const document = await keepFile(trx, { store, keyring }, accountId, {
      subjectId: founder.person,
      name: 'licence.pdf',
      content: pdf,
      purpose: 'cases.purpose.counselling',
    });
    const referral = await refer(trx, cast, founder.withProvider);
    const grant = await giveGrant(trx, cast.counsellor, {
      subjectId: founder.person,
      recipient: { kind: 'office', id: cast.ground.offices.tirana.id },
      purpose: 'cases.purpose.joint',
      parts: ['identity'],
      ...agreement,
      endsAt: inDays(60),
    });
    return { toRefer, blocker, task, document, referral, grant, appointment: (await book(trx, cast, 0, founder.person)).id };
  });
  await as(cast, cast.provider, async (trx) => await acceptReferral(trx, cast.provider.accountId, more.referral));
  return { ...founder, ...more };
}

async function refer(trx: AnyWrites, cast: Cast, step: StepId): Promise<ReferralId> {
  const parts = ['contact', 'venture', 'plan', 'documents'];
  return await referStep(trx, cast.counsellor, step, {
    organisationId: cast.ground.organisations.chamber,
    serviceId: cast.ground.course,
    parts,
    message: 'Please help',
    agreement,
    endsAt: inDays(60),
  });
}

/** A step that was sent to the chamber and waits. */
export async function plantReferral(cast: Cast, name: string): Promise<{ founder: Founder; id: ReferralId }> {
  const founder = await plantFounder(cast, { name });
  return { founder, id: await as(cast, cast.counsellor, async (trx) => await refer(trx, cast, founder.withProvider)) };
}

/** A hand-over offered by one of the two offices to the other. */
export async function plantOffer(
  cast: Cast,
  told: Told & { kind?: HandoverKind; accepted?: boolean; parts?: string[] },
): Promise<{ founder: Founder; id: HandoverId }> {
  const founder = await plantFounder(cast, told);
  const { kind = 'hand-over', abroad = false, parts = ['notes'] } = told;
  const id = await as(cast, officerOf(cast, abroad), async (trx) => {
    await writeNote(trx, cast.site.network.keyring, officerOf(cast, abroad).accountId, founder.case, {
      text: 'From before.',
      sharedWithPerson: false,
    });
    return await offerHandover(trx, officerOf(cast, abroad), founder.case, {
      kind,
      toOfficeId: officeOf(cast, !abroad),
      parts,
      message: 'Goes to the other end',
      agreement,
      endsAt: kind === 'joint' ? inDays(60) : undefined,
    });
  });
  if (told.accepted) await as(cast, officerOf(cast, !abroad), async (trx) => await acceptHandover(trx, id));
  return { founder, id };
}

/** A request of the office abroad for somebody who came by themselves. */
export async function plantRequest(cast: Cast, claimedName: string): Promise<HandoverId> {
  const request = {
    kind: 'hand-over' as const,
    toOfficeId: officeOf(cast, true),
    fromOfficeId: officeOf(cast),
    parts: ['notes'],
    claimedName,
    claimedContact: null,
    claimedBirthYear: 1990,
    agreement,
    message: 'Came by herself',
  };
  return await as(cast, cast.counsellorAbroad, async (trx) => await askForHandover(trx, cast.counsellorAbroad.accountId, request));
}

/** A case that was closed with an outcome, and its first follow-up. */
export async function plantClosed(cast: Cast, name: string): Promise<{ founder: Founder; followUp: FollowUpId }> {
  const founder = await plantFounder(cast, { name });
  await as(
    cast,
    cast.counsellor,
    async (trx) =>
      await closeCase(
        trx,
        cast.counsellor.accountId,
        founder.case,
        { personOutcome: 'self-employed', ventureOutcome: 'trading' },
        cast.ground.today,
      ),
  );
  const { rows } = await cast.site.db.superuser.query<{ id: FollowUpId }>(
    'select id from cases.follow_ups where case_id = $1 order by months',
    [founder.case],
  );
  return { founder, followUp: must(rows[0]).id };
}
