import type { Reads } from '#kernel/db';
import { accountNames } from '#kernel/identity';
import { comparePlans } from './compare-plans.ts';
import type { Plan } from './plan.ts';
import type { Words } from './result-sheet.ts';
import { listReviews, type Review } from './review.ts';
import { listVersions, readVersion, type Version } from './version.ts';

/** Who stands for which version of a plan, and what an expert answered. */
export interface Standing {
  /** With the version, and whether the plan that is printed says anything else by now. */
  readonly signed: { readonly version: Version; readonly changedSince: boolean } | null;
  /** Reviews that were answered, newest first, each with the version that was judged. */
  readonly reviews: readonly { readonly review: Review; readonly version: Version | undefined }[];
  readonly names: ReadonlyMap<string, string>;
}

/** The newest signed version of a plan with its signatures, and the answers of experts; of one version alone where it is named. */
export async function readStanding(
  trx: Reads<'businessplans' | 'identity'>,
  plan: Plan,
  only: Version['id'] | null = null,
): Promise<Standing> {
  const versions = (await listVersions(trx, plan)).filter(({ id }) => only === null || id === only);
  const newest = versions.find(({ signatures }) => signatures.length > 0);
  const answered = (await listReviews(trx, plan)).filter(
    ({ state, versionId }) => ['returned', 'confirmed', 'declined'].includes(state) && versions.some(({ id }) => id === versionId),
  );
  const accounts = [...(newest?.signatures ?? []).map(({ by }) => by), ...answered.map(({ expertId }) => expertId)];
  return {
    signed: newest
      ? { version: newest, changedSince: comparePlans((await readVersion(trx, plan, newest.id)).plan, plan).length > 0 }
      : null,
    reviews: answered.map((review) => ({ review, version: versions.find(({ id }) => id === review.versionId) })),
    names: await accountNames(trx, accounts),
  };
}

/** The standing as the dossier prints it: who signed which version and when, and what each expert answered. */
export function standingText({ t, format }: Words, { signed, reviews, names }: Standing): { title: string; lines: string[] } {
  const versionText = (version: Version | undefined) => (version ? `${format.number(version.number)}. ${version.label}` : '–');
  const lines = signed
    ? [
        ...signed.version.signatures.map(({ side, by, at }) =>
          t('businessplans.standing.signed', {
            version: versionText(signed.version),
            side: t(`businessplans.said.${side}`),
            name: names.get(by) ?? '–',
            day: format.instant(at, 'short'),
          }),
        ),
        ...(signed.changedSince ? [t('businessplans.standing.changed')] : []),
      ]
    : [t('businessplans.standing.unsigned')];
  const answers = reviews.map(({ review, version }) =>
    [
      t('businessplans.standing.expert', {
        version: versionText(version),
        name: names.get(review.expertId) ?? '–',
        answer: t(`businessplans.review-state.${review.state}`),
        day: review.decidedAt ? format.instant(review.decidedAt, 'short') : '–',
      }),
      review.remarks,
    ]
      .filter(Boolean)
      .join(' '),
  );
  return {
    title: t('businessplans.standing.title'),
    lines: [...lines, ...(answers.length > 0 ? answers : [t('businessplans.standing.no-expert')])],
  };
}
