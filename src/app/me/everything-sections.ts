import type { Context } from '#kernel/http';
import { fullName } from '#modules/people';
import { termLabel } from '#modules/vocabulary';
import { messageOr } from '../message-or.ts';
import type { Everything, OwnFile } from './everything.ts';

/** A titled part of the readable file: records, each a few labelled facts. */
export interface ReadablePart {
  title: string;
  records: Fact[][];
}

interface Fact {
  label: string;
  value: string;
}

/** What is kept about the person, in words, part by part; empty parts are left out. */
export function everythingInWords(ctx: Context, everything: Everything): ReadablePart[] {
  const { t } = ctx;
  const { account } = everything;
  const parts: ReadablePart[] = [
    {
      title: t('app.account.title'),
      records: [
        facts([
          [t('app.account.name'), account.name],
          [t('app.account.email'), account.email],
          [t('app.account.phone'), account.phone],
          [t('app.account.language'), account.language],
        ]),
      ],
    },
    ...everything.files.flatMap((file) => fileInWords(ctx, file)),
    {
      title: t('app.me.reads.title'),
      records: everything.readsAndChanges.map((read) =>
        facts((['when', 'where', 'who', 'what', 'why', 'parts'] as const).map((key) => [t(`app.me.reads.${key}`), read[key]])),
      ),
    },
  ];
  return parts.filter((part) => part.records.length > 0);
}

/** Pairs of label and value as facts; those without a value are left out. */
function facts(pairs: readonly (readonly [label: string, value: string | number | null | undefined])[]): Fact[] {
  return pairs.flatMap(([label, value]) =>
    value === null || value === undefined || value === '' || value === '–' ? [] : [{ label, value: String(value) }],
  );
}

function fileInWords(ctx: Context, file: OwnFile): ReadablePart[] {
  return [
    personPart(ctx, file),
    ...venturePart(ctx, file),
    ...planParts(ctx, file),
    appointmentPart(ctx, file),
    documentPart(ctx, file),
    permissionPart(ctx, file),
    basisPart(ctx, file),
  ];
}

function personPart({ t, format }: Context, { person, office }: OwnFile): ReadablePart {
  const { identity, contact, profile } = person;
  return {
    title: t('app.me.kept-by', { office, reference: person.reference }),
    records: [
      facts([
        [t('people.field.name'), identity && fullName(identity)],
        [t('people.field.other-script'), identity?.nameInOtherScript],
        [t('people.field.birth-year'), identity?.birthYear],
        [t('people.field.gender'), profile?.gender && t(`people.gender.${profile.gender}`)],
        [t('people.field.language'), format.languageName(person.language)],
        [t('people.field.phone'), contact?.phone],
        [t('people.field.email'), contact?.email],
        [t('app.me.file.opened'), format.instant(person.openedAt, 'short')],
      ]),
    ],
  };
}

function venturePart({ t, lang, format }: Context, { ventures }: OwnFile): ReadablePart[] {
  return ventures.map(({ venture, here, there }) => ({
    title: venture.title,
    records: [
      facts([
        [t('app.me.file.summary'), venture.summary],
        [t('ventures.field.stage'), termLabel('ventureStages', venture.stage, lang)],
        [t('ventures.field.sector'), termLabel('sectors', venture.sector, lang)],
        [
          t('ventures.field.location'),
          format.list([termLabel('ventureWhere', venture.location, lang), here, there].filter((name) => name !== null)),
        ],
        [t('ventures.field.needs'), format.list(venture.needs.map((need) => termLabel('ventureNeeds', need, lang)))],
      ]),
    ],
  }));
}

function planParts({ t, format }: Context, { plans }: OwnFile): ReadablePart[] {
  return plans.flatMap((view) => [
    {
      title: t('app.me.file.plan'),
      records: [
        facts([
          [t('app.me.file.reason'), view.case.reason],
          [t('app.me.file.opened'), format.instant(view.case.openedAt, 'short')],
        ]),
        ...view.steps.map((step) =>
          facts([
            [t('app.me.file.step'), step.title],
            [t('app.me.file.detail'), step.detail],
            [t('app.me.file.state'), t(`cases.step-state.${step.state}`)],
            [t('app.me.file.due'), step.dueOn && format.date(step.dueOn)],
          ]),
        ),
      ],
    },
    {
      title: t('app.me.file.notes'),
      records: view.notes.map((note) =>
        facts([
          [t('app.me.reads.when'), format.instant(note.writtenAt, 'short')],
          [t('app.me.file.note'), note.text],
        ]),
      ),
    },
  ]);
}

function appointmentPart({ t, format }: Context, { appointments }: OwnFile): ReadablePart {
  return {
    title: t('app.menu.appointments'),
    records: appointments.map((one) =>
      facts([
        [t('app.me.reads.when'), format.instant(one.startsAt, 'short')],
        [t('app.me.file.name-given'), one.name],
        [t('people.field.phone'), one.phone],
        [t('people.field.email'), one.email],
      ]),
    ),
  };
}

function documentPart({ t, format }: Context, { documents }: OwnFile): ReadablePart {
  return {
    title: t('app.me.file.documents'),
    records: documents.map((file) =>
      facts([
        [t('app.me.file.document'), file.name],
        [t('app.me.reads.when'), format.instant(file.uploadedAt, 'short')],
        [t('app.me.file.address'), file.address],
      ]),
    ),
  };
}

function permissionPart(ctx: Context, { permissions }: OwnFile): ReadablePart {
  const { t, format } = ctx;
  return {
    title: t('app.me.sharing.title'),
    records: permissions.map((grant) =>
      facts([
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
    ),
  };
}

function basisPart(ctx: Context, { bases }: OwnFile): ReadablePart {
  const { t, format } = ctx;
  return {
    title: t('app.me.bases.title'),
    records: bases.map((basis) =>
      facts([
        [t('app.me.bases.purpose'), messageOr(ctx, basis.purpose, basis.purpose)],
        [t('app.me.bases.basis'), t(`consent.basis.${basis.basis}`)],
        [t('app.me.bases.law'), basis.law],
        [t('app.me.bases.controllers'), format.list(basis.controllers)],
        [t('app.me.bases.until'), format.date(basis.keepUntil)],
      ]),
    ),
  };
}
