import { beforeAll, expect, test } from 'vitest';
import { seededSite, sessionOf } from '#test/fixtures';
import { fixtureOf } from '#test/fixtures-routes';

const { site, world } = await seededSite();

/** Parts that stand in words at the head of the file or in the title of another part, rather than in one of their own. */
const elsewhere = ['producedAt', 'network', 'files', 'office'];

let json: Record<string, unknown> & { files: Record<string, unknown>[] };
let html = '';

const download = async (format: string) =>
  (await site.get(`/en/me/download?format=${format}`, await sessionOf(site, world, 'person'))).body;
const isEmpty = (part: unknown): boolean =>
  part === 0 ||
  part === null ||
  (typeof part === 'object' && Object.values(part).every((inner) => isEmpty(inner) || typeof inner === 'boolean'));

/** What the seeded world leaves out of the person's file, by the forms that make it. */
async function plantTheRest(): Promise<void> {
  for (const path of ['/me/files', '/me/tracks/:id', '/me/opportunities/:id/answer', '/desk/people/:id/learning/:study/certificate']) {
    const { address, as = 'visitor', body } = fixtureOf({ path });
    const answer = await site.post(`/en${address(world)}`, body?.(world) ?? {}, await sessionOf(site, world, as));
    expect(answer.statusCode, path).toBe(303);
  }
  await site.db.superuser.query('update messages.questions set person_id = $1 where id = $2', [world.awa.person, world.question.id]);
  await site.db.superuser.query(
    `insert into messages.contacts (id, office_id, topic, language, answered, recorded_by, person_id)
     values (gen_random_uuid(), $1, 'permit', 'fr', true, $2, $3)`,
    [world.offices.padova.id, world.staff.counsellor.accountId, world.awa.person],
  );
  await site.db.superuser.query(
    `insert into transfers.contributions (id, practice_id, account_id, words, language)
     select gen_random_uuid(), min(id::text)::uuid, $1, 'We opened ours on Mondays.', 'en' from practices.practices`,
    [world.staff.person.accountId],
  );
}

beforeAll(async () => {
  await plantTheRest();
  json = JSON.parse(await download('json')) as typeof json; // written by everythingAsJson
  html = await download('html');
}, 60_000);

test('every part of the copy for programs stands in the copy to read, filled', () => {
  const names = new Set([...Object.keys(json), ...json.files.flatMap((file) => Object.keys(file))]);
  const filled = new Set([json, ...json.files].flatMap((of) => Object.keys(of).filter((name) => !isEmpty(of[name]))));
  const written = new Set([...html.matchAll(/data-part="(\w+)"/g)].map(([, name]) => name));
  const asked = [...names].filter((name) => !elsewhere.includes(name));
  expect(asked.length).toBeGreaterThan(20);
  expect(
    asked.filter((name) => !filled.has(name)),
    'the seeded person has nothing there: plant it',
  ).toEqual([]);
  expect(
    asked.filter((name) => !written.has(name)),
    'not in the copy to read',
  ).toEqual([]);
});

test('the copy to read says that it comes from a demonstration', () => {
  expect(html).toContain('Demonstration – invented people and offices');
});

/** Texts of a part that hold words, with where they stand. */
function sentencesOf(part: unknown, at: string): [at: string, text: string][] {
  if (typeof part === 'string') return part.includes(' ') ? [[at, part]] : [];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, inner]) => sentencesOf(inner, `${at}.${key}`));
}

test('every sentence of the copy for programs stands in the copy to read', () => {
  const page = asRead(html);
  // What a fair says of itself is published, and says nothing about the person.
  const asked = sentencesOf(json, '').filter(([at]) => !/\.fair\.about\./.test(at));
  expect(asked.length).toBeGreaterThan(40);
  expect(asked.filter(([, text]) => !page.includes(text))).toEqual([]);
});

/** Text of a page as a browser reads it. */
function asRead(markup: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return markup.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_sign, name: string) => signs[name] ?? '');
}
