import type { Context } from '#kernel/http';
import { opportunitiesInWords } from '#modules/opportunities/pages';
import { fullName } from '#modules/people';
import { returnsInWords } from '#modules/returns/pages';
import { tradeInWords } from '#modules/trade/pages';
import { termLabel } from '#modules/vocabulary';
import { messageOr } from '../message-or.ts';
import { casesInWords } from './case-part.ts';
import type { OwnFile } from './everything.ts';
import type { InWords } from './in-words.ts';
import { issuedPart, linksPart, requestsPart } from './paper-parts.ts';
import { readinessInWords } from './readiness-part.ts';

/** How each part of a file reads; a part of the JSON copy that is missing here does not compile. The office stands with the person. */
export const filePartsInWords = {
  person: (ctx, file) => [personPart(ctx, file)],
  ventures: venturePart,
  trade: (ctx, { trade }) => tradeInWords(ctx, trade),
  businessPlans: (_ctx, { businessPlans }) => businessPlans,
  loans: (_ctx, { loans }) => loans,
  savings: (_ctx, { savings }) => savings,
  mentoring: (_ctx, { mentoring }) => mentoring,
  plans: (ctx, { plans }) => casesInWords(ctx, plans),
  opportunities: (ctx, { opportunities, ventures }) => [
    opportunitiesInWords(
      ctx,
      opportunities,
      ventures.map(({ venture }) => venture),
    ),
  ],
  readiness: (ctx, { readiness }) => [readinessInWords(ctx, readiness)],
  returns: (ctx, { returns }) => returnsInWords(ctx, returns),
  tracks: (ctx, file) => [trackPart(ctx, file)],
  appointments: (ctx, file) => [appointmentPart(ctx, file)],
  documents: (ctx, file) => [documentPart(ctx, file)],
  issued: (ctx, file) => [issuedPart(ctx, file)],
  questions: (ctx, file) => [questionPart(ctx, file)],
  visits: (ctx, file) => [visitPart(ctx, file)],
  permissions: (ctx, file) => [permissionPart(ctx, file)],
  links: (ctx, file) => [linksPart(ctx, file)],
  erasureRequests: (ctx, file) => [requestsPart(ctx, file)],
  bases: (ctx, file) => [basisPart(ctx, file)],
} satisfies Record<Exclude<keyof OwnFile, 'office'>, (ctx: Context, file: OwnFile) => readonly InWords[]>;

function personPart({ t, format }: Context, { person, office }: OwnFile): InWords {
  const { identity, contact, profile } = person;
  return {
    title: t('app.me.kept-by', { office, reference: person.reference }),
    records: [
      [
        [t('people.field.name'), identity && fullName(identity)],
        [t('people.field.other-script'), identity?.nameInOtherScript],
        [t('people.field.birth-year'), identity?.birthYear],
        [t('people.field.gender'), profile?.gender && t(`people.gender.${profile.gender}`)],
        [t('people.field.language'), format.languageName(person.language)],
        [t('people.field.phone'), contact?.phone],
        [t('people.field.email'), contact?.email],
        [t('app.me.file.opened'), format.instant(person.openedAt, 'short')],
      ],
    ],
  };
}

function venturePart({ t, lang, format }: Context, { ventures }: OwnFile): InWords[] {
  return ventures.map(({ venture, here, there }) => ({
    title: venture.title,
    records: [
      [
        [t('app.me.file.summary'), venture.summary],
        [t('ventures.field.stage'), termLabel('ventureStages', venture.stage, lang)],
        [t('ventures.field.sector'), termLabel('sectors', venture.sector, lang)],
        [
          t('ventures.field.location'),
          format.list([termLabel('ventureWhere', venture.location, lang), here, there].filter((name) => name !== null)),
        ],
        [t('ventures.field.needs'), format.list(venture.needs.map((need) => termLabel('ventureNeeds', need, lang)))],
      ],
    ],
  }));
}

function trackPart({ t, format }: Context, { tracks }: OwnFile): InWords {
  return {
    title: t('tracks.copy.title'),
    records: tracks.map((one) => [
      [t('tracks.field.track'), t(`tracks.track.${one.track}`)],
      [t('app.me.reads.when'), format.instant(one.chosenAt, 'short')],
      [t('tracks.field.how'), t(`tracks.how.${one.how}`)],
      [t('tracks.field.agreed'), one.wording],
    ]),
  };
}

function appointmentPart({ t, format }: Context, { appointments }: OwnFile): InWords {
  return {
    title: t('app.menu.appointments'),
    records: appointments.map((one) => [
      [t('app.me.reads.when'), format.instant(one.startsAt, 'short')],
      [t('app.me.file.name-given'), one.name],
      [t('people.field.phone'), one.phone],
      [t('people.field.email'), one.email],
    ]),
  };
}

function questionPart({ t, lang, format }: Context, { questions }: OwnFile): InWords {
  return {
    title: t('app.me.file.messages'),
    records: questions.map((one) => [
      [t('app.me.reads.when'), format.instant(one.askedAt, 'short')],
      [t('messages.field.topic'), termLabel('contactTopics', one.topic, lang)],
      [t('app.me.file.question'), one.text],
      [t('app.me.file.answer'), one.answer],
      [t('people.field.phone'), one.phone],
      [t('people.field.email'), one.email],
    ]),
  };
}

function visitPart({ t, lang, format }: Context, { visits }: OwnFile): InWords {
  return {
    title: t('app.me.file.visits'),
    records: visits.map((one) => [
      [t('app.me.reads.when'), format.instant(one.at, 'short')],
      [t('messages.field.topic'), termLabel('contactTopics', one.topic, lang)],
    ]),
  };
}

function documentPart({ t, format }: Context, { documents }: OwnFile): InWords {
  return {
    title: t('app.me.file.documents'),
    records: documents.map((file) => [
      [t('app.me.file.document'), file.name],
      [t('app.me.reads.when'), format.instant(file.uploadedAt, 'short')],
      [t('app.me.file.address'), file.address],
    ]),
  };
}

function permissionPart(ctx: Context, { permissions }: OwnFile): InWords {
  const { t, format } = ctx;
  return {
    title: t('app.me.sharing.title'),
    records: permissions.map((grant) => [
      [t('app.me.sharing.who'), grant.recipientName ?? t('app.me.sharing.unknown')],
      [t('app.me.sharing.parts'), format.list(grant.parts.map((part) => t(`consent.part.${part}`)))],
      [t('app.me.sharing.why'), messageOr(ctx, grant.purpose, grant.purpose)],
      [
        t('app.me.sharing.when'),
        t('app.me.sharing.from-to', {
          from: format.instant(grant.startsAt, 'short'),
          to: format.instant(grant.withdrawnAt ?? grant.endsAt, 'short'),
        }),
      ],
      [t('app.me.sharing.wording'), grant.wording],
    ]),
  };
}

function basisPart(ctx: Context, { bases }: OwnFile): InWords {
  const { t, format } = ctx;
  return {
    title: t('app.me.bases.title'),
    records: bases.map((basis) => [
      [t('app.me.bases.purpose'), messageOr(ctx, basis.purpose, basis.purpose)],
      [t('app.me.bases.basis'), t(`consent.basis.${basis.basis}`)],
      [t('app.me.bases.law'), basis.law],
      [t('app.me.bases.controllers'), format.list(basis.controllers)],
      [t('app.me.bases.until'), format.date(basis.keepUntil)],
    ]),
  };
}
