import { Bdi, ButtonLink, EmptyState, Link, Section } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { PersonId } from '#modules/people';
import type { VentureId } from '#modules/ventures';
import type { Mentor } from '../mentor.ts';
import type { Pair } from '../pair.ts';
import { mentorsById } from '../read-mentors.ts';
import { ownPairs, pairsOf } from '../read-pairs.ts';
import { StateTag } from './words.tsx';

/** What the panels show: pairs with the names of their mentors. */
export interface MentoringData {
  pairs: Pair[];
  mentors: ReadonlyMap<string, Mentor>;
}

/** Reads the pairs of a person or of a venture, as far as the desk may see them. */
export async function readMentoring(ctx: Context, of: { personId: PersonId } | { ventureId: VentureId }): Promise<MentoringData> {
  const pairs = await pairsOf(ctx.trx, of);
  return {
    pairs,
    mentors: await mentorsById(
      ctx.trx,
      pairs.map(({ mentorId }) => mentorId),
    ),
  };
}

/** Reads the founder's own pairs that have not ended. */
export async function readMyMentoring(ctx: Context): Promise<MentoringData> {
  const pairs = (await ownPairs(ctx.trx, 'founder')).filter(({ state }) => state !== 'ended');
  return {
    pairs,
    mentors: await mentorsById(
      ctx.trx,
      pairs.map(({ mentorId }) => mentorId),
    ),
  };
}

function PairLines({ ctx, data, base }: { ctx: Context; data: MentoringData; base: string }) {
  return (
    <ul class="plain-list">
      {data.pairs.map((pair) => (
        <li key={pair.id}>
          <Link href={`${base}/pairs/${pair.id}`}>
            <Bdi>{data.mentors.get(pair.mentorId)?.name ?? '–'}</Bdi>
          </Link>{' '}
          <StateTag ctx={ctx} state={pair.state} />
        </li>
      ))}
    </ul>
  );
}

/** The mentors of a person or a venture, on the desk's pages; with a way to suggestions where the venture is known. */
export function MentoringSummary({ ctx, data, ventureId }: { ctx: Context; data: MentoringData; ventureId?: VentureId | undefined }) {
  const { t } = ctx;
  return (
    <Section title={t('mentoring.home.mentors')}>
      {data.pairs.length === 0 && <EmptyState title={t('mentoring.list.none')} />}
      <PairLines ctx={ctx} data={data} base="/desk/mentoring" />
      {ventureId && (
        <ButtonLink kind="secondary" href={`/desk/mentoring/ventures/${ventureId}`}>
          {t('mentoring.suggest.title')}
        </ButtonLink>
      )}
    </Section>
  );
}

/** The person's mentors, on their own first page. */
export function MyMentoring({ ctx, data }: { ctx: Context; data: MentoringData }) {
  const { t } = ctx;
  return (
    <Section title={t('mentoring.home.founder')}>
      <PairLines ctx={ctx} data={data} base="/me/mentoring" />
      <p>
        <Link href="/me/mentoring">{t(data.pairs.length === 0 ? 'mentoring.wish.ask' : 'mentoring.home.open')}</Link>
      </p>
    </Section>
  );
}
