import type { Context } from '#kernel/http';
import type { Everything } from './everything.ts';
import { filePartsInWords } from './file-parts.ts';
import { readablePart, type InWords, type ReadablePart } from './in-words.ts';
import { practiceContributionsPart, practiceQuestionsPart } from './practice-questions-part.ts';
import { groupParts, learningPart } from './learning-parts.ts';

/** How each part reads; a part of the JSON copy that is missing here does not compile. Day and network head the file. */
const partsInWords = {
  account: accountPart,
  controller: controllerPart,
  learning: (ctx, everything) => [learningPart(ctx, everything)],
  learningGroups: groupParts,
  notesKeptBack: keptBackPart,
  practiceContributions: (ctx, everything) => [practiceContributionsPart(ctx, everything)],
  practiceQuestions: (ctx, everything) => [practiceQuestionsPart(ctx, everything)],
  readsAndChanges: readsPart,
} satisfies Record<
  Exclude<keyof Everything, 'files' | 'producedAt' | 'network'>,
  (ctx: Context, everything: Everything) => readonly InWords[]
>;

/** What is kept about the person, in words, part by part; empty parts are left out. */
export function everythingInWords(ctx: Context, everything: Everything): ReadablePart[] {
  const { account, ...rest } = partsInWords;
  const laidOut = (of: string, parts: readonly InWords[]) => parts.map((part) => readablePart(of, part));
  return [
    ...laidOut('account', account(ctx, everything)),
    ...everything.files.flatMap((file) => Object.entries(filePartsInWords).flatMap(([of, inWords]) => laidOut(of, inWords(ctx, file)))),
    ...Object.entries(rest).flatMap(([of, inWords]) => laidOut(of, inWords(ctx, everything))),
  ].filter((part) => part.records.length > 0);
}

function accountPart({ t }: Context, { account }: Everything): InWords[] {
  return [
    {
      title: t('app.account.title'),
      records: [
        [
          [t('app.account.name'), account.name],
          [t('app.account.email'), account.email],
          [t('app.account.phone'), account.phone],
          [t('app.account.language'), account.language],
          [t('app.account.time-zone'), account.timeZone],
        ],
      ],
    },
  ];
}

function controllerPart({ t }: Context, { controller }: Everything): InWords[] {
  return [
    {
      title: t('app.privacy.controller'),
      records: [
        [
          [t('app.account.name'), controller.name],
          [t('app.privacy.address'), controller.address],
          [t('app.privacy.email'), controller.email],
          [t('app.privacy.officer'), controller.dataProtectionOfficer],
        ],
      ],
    },
  ];
}

function keptBackPart({ t }: Context, { notesKeptBack: count }: Everything): InWords[] {
  const told = [[t('app.me.file.notes'), t('app.me.file.kept-back-text', { count })]] as const;
  return [{ title: t('app.me.file.kept-back'), records: count === 0 ? [] : [told] }];
}

function readsPart({ t }: Context, { readsAndChanges }: Everything): InWords[] {
  return [
    {
      title: t('app.me.reads.title'),
      records: readsAndChanges.map((read) =>
        (['when', 'where', 'who', 'what', 'why', 'parts'] as const).map((key) => [t(`app.me.reads.${key}`), read[key]] as const),
      ),
    },
  ];
}
