import { beforeAll, describe, expect, test } from 'vitest';
import { listGrants, withdrawGrant } from '#kernel/consent';
import { asActor, brokenConstraint, isForbidden, type Actor, type AnyWrites } from '#kernel/db';
import type { PersonId } from '#modules/people';
import { createVenture, getVenture, type VentureId } from '#modules/ventures';
import { plantAccount, plantLink, plantOffice, plantPerson, plantRole, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { addComment, listComments } from './comment.ts';
import { countPlans } from './count-plans.ts';
import { removeLine, saveAnswers, saveBasics, saveLine, type LineToSave } from './change-plan.ts';
import { comparePlans } from './compare-plans.ts';
import { MOST_LINES, type Figure, type Plan, type VersionId } from './plan.ts';
import { readPlan } from './read-plan.ts';
import { answerReview, askReview, listExperts, listReviews, reviewsFor, type Review } from './review.ts';
import { keepVersion, readVersion, signVersion } from './version.ts';

const site = await testSite();
const { db } = site;

const tables = ['plans', 'answers', 'lines', 'figures', 'versions', 'signatures', 'comments', 'reviews'] as const;
const basics = {
  currency: 'EUR',
  otherCurrency: 'XOF',
  rate: '655.957',
  rateOn: '2026-11-20',
  rateSource: 'fixed parity',
  startsIn: '2027-01',
  opensAfterMonths: 0,
};
const euros = (major: number): Figure => ({ value: BigInt(major * 100), currency: 'EUR', unit: 'money', source: 'Offer', saidBy: 'quote' });
const rent: LineToSave = {
  kind: 'cost',
  label: 'Rent',
  unit: '',
  choice: 'rent',
  note: '',
  dueOn: null,
  season: null,
  figures: { amount: euros(800), month: { value: 1n, currency: null, unit: 'month', source: '', saidBy: 'assumption' } },
};

let counsellor: Somebody,
  elsewhere: Somebody,
  mentor: Somebody,
  expert: Somebody,
  otherExpert: Somebody,
  founder: Actor & { accountId: string };
let person: PersonId, venture: VentureId, officeId: string, version: VersionId;

const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const planFor = async (actor: Actor): Promise<Plan | null> => await as(actor, async (trx) => await readPlan(trx, venture));
const ventureOf = async (trx: AnyWrites) => {
  const found = await getVenture(trx, venture);
  if (!found) throw new Error('the venture is not open to the actor');
  return found;
};
const planOf = async (actor: Actor): Promise<Plan> => {
  const plan = await planFor(actor);
  if (!plan) throw new Error('the plan is not open to the actor');
  return plan;
};
const counts = async (actor: Actor) =>
  await as(actor, async (trx) => {
    const found: number[] = [];
    for (const table of tables) {
      const { count } = await trx
        .selectFrom(`businessplans.${table}`)
        .select((of) => of.fn.countAll<bigint>().as('count'))
        .executeTakeFirstOrThrow();
      found.push(Number(count));
    }
    return found;
  });
const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (isForbidden(error)) return 'forbidden';
  return brokenConstraint(error) ?? (error instanceof Error ? error.message : null);
};
const nothing = tables.map(() => 0);

beforeAll(async () => {
  const [here, there] = [await plantOffice(db, 'plan-here'), await plantOffice(db, 'plan-there')];
  officeId = here.id;
  counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: here.id }] });
  elsewhere = await plantAccount(db, { roles: [{ role: 'counsellor', scope: there.id }] });
  mentor = await plantAccount(db, { roles: [{ role: 'mentor' }] });
  expert = await plantAccount(db, { name: 'Expert Example', roles: [{ role: 'expert' }] });
  otherExpert = await plantAccount(db, { roles: [{ role: 'expert' }] });
  person = await plantPerson(site, counsellor, here.id);
  const account = await plantAccount(db);
  await plantLink(db, account.accountId, person);
  founder = { accountId: account.accountId, assurance: 1 };
  venture = await as(
    counsellor,
    async (trx) =>
      await createVenture(
        trx,
        counsellor.accountId,
        { personId: person, officeId: here.id },
        {
          title: 'Bakery',
          summary: '',
          sector: 'food-processing',
          stage: 'planning',
          location: 'both',
          herePlaceId: null,
          therePlaceId: null,
          needs: [],
        },
      ),
  );
});

/** Writes the plan as the founder does, with one row in every table. */
describe('a founder fills in the plan on a session with one factor', () => {
  test('currencies, words, lines and figures come back as they were written', async () => {
    await as(founder, async (trx) => await saveBasics(trx, founder.accountId, await ventureOf(trx), basics, null));
    const plan = await planOf(founder);
    await as(founder, async (trx) => {
      await saveAnswers(trx, founder.accountId, await ventureOf(trx), plan, { 'idea.what': 'A bakery', 'idea.why': '' });
      await saveLine(trx, founder.accountId, await ventureOf(trx), plan, rent);
      await addComment(trx, founder.accountId, plan, { section: 'monthly', text: 'Is it too much?', side: 'founder' });
    });
    const { lines, answers, otherCurrency, rate } = await planOf(founder);
    expect({ answers, otherCurrency, rate }).toEqual({ answers: { 'idea.what': 'A bakery' }, otherCurrency: 'XOF', rate: '655.957' });
    expect(lines[0]).toMatchObject({
      label: 'Rent',
      choice: 'rent',
      figures: { amount: { value: 80_000n, saidBy: 'quote', source: 'Offer' } },
    });
  });

  test('beginning a second time keeps the one plan', async () => {
    const before = await planOf(founder);
    const id = await as(founder, async (trx) => await saveBasics(trx, founder.accountId, await ventureOf(trx), basics, null));
    expect(id).toBe(before.id);
  });

  test('a currency that figures stand in cannot be dropped, and a second one needs its rate', async () => {
    const plan = await planOf(founder);
    const save = async (change: Partial<typeof basics>) =>
      await failure(
        as(founder, async (trx) => await saveBasics(trx, founder.accountId, await ventureOf(trx), { ...basics, ...change }, plan)),
      );
    expect(await save({ currency: 'MAD' })).toBe('businessplans.currency-in-use');
    expect(await save({ otherCurrency: 'EUR' })).toBe('businessplans.same-currency');
    expect(await save({ rate: '0' })).toBe('businessplans.rate');
    expect(
      await failure(
        as(founder, async (trx) => await saveBasics(trx, founder.accountId, await ventureOf(trx), { ...basics, rate: null }, plan)),
      ),
    ).toBe('businessplans.rate-needed');
  });

  test('a version stays as it was while the plan goes on, and the differences say what changed', async () => {
    const before = await planOf(founder);
    version = await as(founder, async (trx) => await keepVersion(trx, founder.accountId, before, 'First'));
    const [line] = before.lines;
    if (!line) throw new Error('the rent is in the plan');
    await as(
      founder,
      async (trx) =>
        await saveLine(trx, founder.accountId, await ventureOf(trx), before, { ...rent, figures: { amount: euros(850) } }, line.id),
    );
    const { plan: frozen } = await as(founder, async (trx) => await readVersion(trx, before, version));
    expect(frozen).toEqual(before);
    const changed = comparePlans(frozen, await planOf(founder)).map(({ about, before: was, after }) => [
      about.kind === 'figure' ? about.name : about.kind,
      was && typeof was !== 'string' ? was.value : was,
      after && typeof after !== 'string' ? after.value : after,
    ]);
    expect(changed).toEqual([
      ['amount', 80_000n, 85_000n],
      ['month', 1n, null],
    ]);
  });

  test('founder and counsellor sign off once each, and not for each other', async () => {
    const plan = await planOf(founder);
    await as(founder, async (trx) => await signVersion(trx, founder.accountId, plan, version, 'founder'));
    await as(counsellor, async (trx) => await signVersion(trx, counsellor.accountId, plan, version, 'counsellor'));
    expect(await failure(as(founder, async (trx) => await signVersion(trx, founder.accountId, plan, version, 'founder')))).toBe(
      'businessplans.signed-already',
    );
    const second = await as(founder, async (trx) => await keepVersion(trx, founder.accountId, plan, 'Second'));
    expect(await failure(as(founder, async (trx) => await signVersion(trx, founder.accountId, plan, second, 'counsellor')))).toBe(
      'forbidden',
    );
  });

  test('nobody changes a version, a signature or a comment', async () => {
    for (const change of [
      (trx: AnyWrites) => trx.updateTable('businessplans.versions').set({ label: 'x' }).execute(),
      (trx: AnyWrites) => trx.updateTable('businessplans.comments').set({ text: 'x' }).execute(),
      (trx: AnyWrites) => trx.deleteFrom('businessplans.signatures').execute(),
      (trx: AnyWrites) => trx.deleteFrom('businessplans.plans').execute(),
    ]) {
      expect(await failure(as(founder, async (trx) => await change(trx)))).toBe('forbidden');
    }
  });

  test('a plan takes so many lines and no more', async () => {
    const plan = await planOf(founder);
    const full = { ...plan, lines: Array.from({ length: MOST_LINES }, () => plan.lines[0] as Plan['lines'][number]) }; // the rent is there
    expect(await failure(as(founder, async (trx) => await saveLine(trx, founder.accountId, await ventureOf(trx), full, rent)))).toBe(
      'businessplans.too-many-lines',
    );
  });
});

describe('who sees a plan', () => {
  test('the desk that has custody, with two factors', async () => {
    expect(await planFor(counsellor)).not.toBeNull();
    expect(await planFor({ ...counsellor, assurance: 1 })).toBeNull();
  });

  test('another office, a mentor and an expert without a grant see nothing in any table', async () => {
    for (const actor of [elsewhere, mentor, expert, { accountId: null, assurance: 0 } as const])
      expect(await counts(actor)).toEqual(nothing);
  });

  test('another office can neither write into it nor learn that it is there', async () => {
    const plan = await planOf(founder);
    const insert = (own: string) =>
      as(elsewhere, async (trx) => {
        const row = { id: crypto.randomUUID() as Plan['id'], venture_id: venture, office_id: own, currency: 'EUR', starts_in: '2027-01' };
        await trx
          .insertInto('businessplans.plans')
          .values({ ...row, created_by: elsewhere.accountId })
          .execute();
      });
    expect(await failure(insert(officeId))).toBe('forbidden');
    const { rows } = await db.superuser.query<{ id: string }>("select id from offices.offices where code = 'plan-there'");
    expect(await failure(insert(rows[0]?.id ?? ''))).toBe('plans_venture'); // as for a venture that does not exist
    expect(
      await failure(
        as(elsewhere, async (trx) => await addComment(trx, elsewhere.accountId, plan, { section: 'idea', text: 'x', side: 'counsellor' })),
      ),
    ).toBe('forbidden');
    expect(
      await failure(
        as(elsewhere, async (trx) => await addComment(trx, elsewhere.accountId, plan, { section: 'idea', text: 'x', side: 'expert' })),
      ),
    ).toBe('forbidden');
  });

  test('experts are named to founders and desks only', async () => {
    const named = async (actor: Actor) => (await as(actor, listExperts)).map(({ accountId }) => accountId);
    expect(await named(founder)).toContain(expert.accountId);
    expect(await named(counsellor)).toContain(expert.accountId);
    expect(await named(mentor)).toEqual([]);
  });
});

describe('a review by an expert', () => {
  const ask = async (by: Actor & { accountId: string }, how: 'on-line' | 'spoken-at-desk') => {
    const plan = await planOf(by);
    await as(by, async (trx) => {
      await askReview(trx, by, plan, {
        personId: person,
        versionId: version,
        expertId: expert.accountId,
        question: 'Is the rent right?',
        agreement: { language: 'en', wording: 'I agree.', how },
        endsAt: new Date(Date.now() + 30 * 86_400_000),
      });
    });
  };
  const asked = async (): Promise<Review> => {
    const [review] = await as(expert, async (trx) => await reviewsFor(trx, expert.accountId));
    if (!review) throw new Error('the expert is asked');
    return review;
  };
  const answer = async (review: Review, action: 'begin' | 'return' | 'confirm' | 'decline', remarks = '') =>
    await failure(as(expert, async (trx) => await answerReview(trx, review, action, remarks)));

  test('a founder asks on their own word, and the expert sees exactly this plan', async () => {
    await ask(founder, 'on-line');
    expect(await planFor(expert)).toMatchObject({ ventureId: venture });
    expect(await counts(expert)).toEqual(await counts(counsellor));
    expect(await as(expert, async (trx) => await trx.selectFrom('people.identities').selectAll().execute())).toEqual([]);
    expect(await as(expert, async (trx) => await trx.selectFrom('cases.cases').selectAll().execute())).toEqual([]);
    expect(await counts(otherExpert)).toEqual(nothing);
  });

  test('nobody is asked twice at once', async () => {
    expect(await failure(ask(counsellor, 'spoken-at-desk'))).toBe('businessplans.review-open');
  });

  test('the expert reads and comments, and changes nothing of the plan', async () => {
    const plan = await planOf(expert);
    await as(expert, async (trx) => await addComment(trx, expert.accountId, plan, { section: 'monthly', text: 'Fair.', side: 'expert' }));
    expect((await as(founder, async (trx) => await listComments(trx, plan)))[0]).toMatchObject({ side: 'expert', text: 'Fair.' });
    expect(
      await failure(
        as(expert, async (trx) => await addComment(trx, expert.accountId, plan, { section: 'idea', text: 'x', side: 'counsellor' })),
      ),
    ).toBe('forbidden');
    const venturesRow = await as(expert, ventureOf);
    const [line] = plan.lines;
    if (!line) throw new Error('the rent is in the plan');
    expect(await failure(as(expert, async (trx) => await removeLine(trx, venturesRow, plan, line.id)))).toBe('businessplans.not-found');
    expect(await failure(as(expert, async (trx) => await saveLine(trx, expert.accountId, venturesRow, plan, rent)))).toBe('forbidden');
  });

  test('is begun, then returned with remarks, once', async () => {
    const first = await asked();
    expect(await answer(first, 'confirm')).toBe('businessplans.review-not-begun');
    expect(await answer(first, 'begin')).toBeNull();
    expect(await answer(first, 'begin')).toBe('businessplans.review-answered'); // from a page that was open before
    const begun = await asked();
    expect(await answer(begun, 'return')).toBe('businessplans.remarks-needed');
    expect(await answer(begun, 'return', 'The rent is too low.')).toBeNull();
    expect(await answer(await asked(), 'confirm')).toBe('businessplans.review-answered');
    const plan = await planOf(founder);
    expect((await as(founder, async (trx) => await listReviews(trx, plan)))[0]).toMatchObject({
      state: 'returned',
      remarks: 'The rent is too low.',
    });
  });

  test('the database holds to the state chart, whoever writes', async () => {
    const { id } = await asked();
    const set = as(
      expert,
      async (trx) => await trx.updateTable('businessplans.reviews').set({ state: 'confirmed' }).where('id', '=', id).execute(),
    );
    expect(await failure(set)).toBe('reviews_state_follows');
    const rewrite = as(
      expert,
      async (trx) => await trx.updateTable('businessplans.reviews').set({ remarks: 'Never said' }).where('id', '=', id).execute(),
    );
    expect(await failure(rewrite)).toBe('reviews_state_follows');
    const others = await as(
      founder,
      async (trx) => await trx.updateTable('businessplans.reviews').set({ state: 'in-review' }).where('id', '=', id).execute(),
    );
    expect(others[0]?.numUpdatedRows).toBe(0n);
  });

  test('the expert sees nothing any more once the founder takes the permission back', async () => {
    const grants = await as(founder, async (trx) => await listGrants(trx, person));
    for (const grant of grants.filter(({ state }) => state === 'live'))
      await as(founder, async (trx) => await withdrawGrant(trx, founder, grant.id));
    expect(await counts(expert)).toEqual(nothing);
    expect(await as(expert, async (trx) => await reviewsFor(trx, expert.accountId))).toEqual([]);
  });
});

test('an expert whose role ends sees nothing any more of what was shared for a review', async () => {
  const leaving = await plantAccount(db, { name: 'Leaving Example', roles: [{ role: 'expert' }] });
  const plan = await planOf(founder);
  await as(
    founder,
    async (trx) =>
      await askReview(trx, founder, plan, {
        personId: person,
        versionId: version,
        expertId: leaving.accountId,
        question: '',
        agreement: { language: 'en', wording: 'I agree.', how: 'on-line' },
        endsAt: new Date(Date.now() + 86_400_000),
      }),
  );
  expect((await counts(leaving)).some((count) => count > 0)).toBe(true);
  await db.superuser.query('update access.assignments set ended_at = now() where account_id = $1', [leaving.accountId]);
  expect(await counts(leaving)).toEqual(nothing);
});

test('the whole plan moves with the custody of the file, and the office that had it sees nothing any more', async () => {
  const before = await counts(counsellor);
  expect(before.every((count) => count > 0)).toBe(true);
  const move = async (code: string) =>
    await db.superuser.query('update access.subjects set custodian_id = (select id from offices.offices where code = $1) where id = $2', [
      code,
      person,
    ]);
  await move('plan-there');
  expect(await counts(elsewhere)).toEqual(before);
  expect(await counts(counsellor)).toEqual(nothing);
  await move('plan-here');
  expect(await counts(counsellor)).toEqual(before);
});

test('counts say how many plans stand how, to the desk, and to nobody else', async () => {
  const planner = await plantAccount(db, { roles: [{ role: 'planner' }] });
  const counted = async (actor: Actor) =>
    (await as(actor, async (trx) => await countPlans(trx, [officeId]))).map(({ state, count }) => [state, count]);
  expect(await counted(counsellor)).toEqual([['signed', 1]]);
  // Who plans reads what is frozen.
  for (const actor of [planner, elsewhere, founder, expert]) expect(await counted(actor)).toEqual([]);
});

test('a founder who has left sees the plan no more', async () => {
  await db.superuser.query('update ventures.founders set left_at = now() where venture_id = $1', [venture]);
  expect(await counts(founder)).toEqual(nothing);
  await db.superuser.query('update ventures.founders set left_at = null where venture_id = $1', [venture]);
});

test('the role of an expert opens no plan by itself, at any office', async () => {
  await plantRole(db, otherExpert.accountId, 'expert', officeId);
  expect(await counts(otherExpert)).toEqual(nothing);
});
