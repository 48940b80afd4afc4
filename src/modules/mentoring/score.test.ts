import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestAtEachEnd, rank, score, weights, type Candidate, type Need } from './score.ts';

const tags = ['fr', 'it', 'wo', 'ar', 'en'];
const topics = ['loan', 'permit', 'customers', 'accounting', 'premises', 'digital'];
const places = ['padova', 'kaolack', 'roma', 'dakar'];
const countries = ['italy', 'senegal'];
const sectors = ['clothing', 'agriculture', 'ict'];
const stages = ['idea', 'planning', 'trading'];

const availability = fc.record({
  hours: fc.array(
    fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      opens: fc.constantFrom('08:00', '12:00'),
      closes: fc.constantFrom('13:00', '18:00'),
    }),
    { maxLength: 4 },
  ),
  offset: fc.constantFrom(0, 60, 120, -60),
});

const need: fc.Arbitrary<Need> = fc.record({
  languages: fc.uniqueArray(fc.constantFrom(...tags), { minLength: 1 }),
  sector: fc.constantFrom(...sectors),
  stage: fc.constantFrom(...stages),
  topics: fc.uniqueArray(fc.constantFrom(...topics)),
  places: fc.uniqueArray(fc.constantFrom(...places)),
  countries: fc.uniqueArray(fc.constantFrom(...countries)),
  availability: fc.option(availability),
});

const candidate: fc.Arbitrary<Candidate & { id: string }> = fc.record({
  id: fc.uuid(),
  languages: fc.uniqueArray(fc.constantFrom(...tags)),
  sectors: fc.uniqueArray(fc.constantFrom(...sectors)),
  stages: fc.uniqueArray(fc.constantFrom(...stages)),
  topics: fc.uniqueArray(fc.constantFrom(...topics)),
  placeId: fc.constantFrom(...places),
  countryId: fc.constantFrom(...countries),
  availability,
  menteeLimit: fc.integer({ min: 1, max: 10 }),
  mentees: fc.integer({ min: 0, max: 10 }),
});

const awa: Need = {
  languages: ['fr', 'wo'],
  sector: 'clothing',
  stage: 'planning',
  topics: ['loan', 'customers'],
  places: ['padova', 'kaolack'],
  countries: ['italy', 'senegal'],
  availability: { hours: [{ weekday: 1, opens: '18:00', closes: '21:00' }], offset: 60 },
};
const ndeye: Candidate & { id: string } = {
  id: 'a',
  languages: ['wo', 'fr'],
  sectors: ['clothing'],
  stages: ['planning'],
  topics: ['loan', 'customers', 'permit'],
  placeId: 'kaolack',
  countryId: 'senegal',
  availability: { hours: [{ weekday: 1, opens: '17:00', closes: '20:00' }], offset: 0 },
  menteeLimit: 2,
  mentees: 0,
};

describe('the score of a mentor', () => {
  test('names every reason with its points', () => {
    const found = score(awa, ndeye);
    expect(found?.reasons.map(({ code, points }) => [code, points])).toEqual([
      ['language', 10],
      ['sector', 24],
      ['topic', 14],
      ['stage', 8],
      ['place', 16],
      ['time', 8],
      ['free', 6],
    ]);
    expect(found?.points).toBe(86);
    expect(found?.reasons.find(({ code }) => code === 'time')?.minutes).toBe(180);
  });

  test('counts the time in common on two clocks, not the hours as they are written', () => {
    const sameFigures = { ...ndeye, availability: { hours: [{ weekday: 1, opens: '18:00', closes: '21:00' }], offset: 0 } };
    expect(score(awa, sameFigures)?.reasons.find(({ code }) => code === 'time')?.minutes).toBe(120);
  });

  test('is none without a language in common, whatever else fits', () => {
    expect(score(awa, { ...ndeye, languages: ['en'] })).toBeNull();
  });

  test('is none for a mentor who accompanies as many as they take', () => {
    expect(score(awa, { ...ndeye, mentees: 2 })).toBeNull();
  });

  test('lies between 1 and 100, is the sum of its reasons, and is there exactly where the musts hold', () => {
    fc.assert(
      fc.property(need, candidate, (wanted, one) => {
        const found = score(wanted, one);
        const musts = wanted.languages.some((tag) => one.languages.includes(tag)) && one.mentees < one.menteeLimit;
        expect(found !== null).toBe(musts);
        if (!found) return;
        expect(found.points).toBeGreaterThanOrEqual(1);
        expect(found.points).toBeLessThanOrEqual(100);
        expect(found.reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(found.points);
        expect(found.reasons.every(({ points }) => points > 0)).toBe(true);
        expect(new Set(found.reasons.map(({ code }) => code)).size).toBe(found.reasons.length);
      }),
    );
  });

  test('never falls when the mentor knows more or takes fewer', () => {
    fc.assert(
      fc.property(need, candidate, fc.constantFrom(...topics), fc.constantFrom(...sectors), (wanted, one, topic, sector) => {
        const before = score(wanted, one);
        if (!before) return;
        const more = { ...one, topics: [...new Set([...one.topics, topic])], sectors: [...new Set([...one.sectors, sector])] };
        expect(score(wanted, more)?.points).toBeGreaterThanOrEqual(before.points);
        if (one.mentees > 0) expect(score(wanted, { ...one, mentees: one.mentees - 1 })?.points).toBeGreaterThanOrEqual(before.points);
      }),
    );
  });

  test('counts at most four topics', () => {
    const wanted = { ...awa, topics };
    const found = score(wanted, { ...ndeye, topics });
    expect(found?.reasons.find(({ code }) => code === 'topic')?.points).toBe(weights.topic * weights.mostTopics);
  });
});

describe('the ranking', () => {
  test('is the same whatever the order in which mentors come', () => {
    fc.assert(
      fc.property(need, fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 12 }), (wanted, mentors) => {
        const ids = rank(wanted, mentors).map(({ mentor }) => mentor.id);
        expect(rank(wanted, mentors.toReversed()).map(({ mentor }) => mentor.id)).toEqual(ids);
      }),
    );
  });

  test('puts more points before fewer', () => {
    fc.assert(
      fc.property(need, fc.array(candidate, { maxLength: 12 }), (wanted, mentors) => {
        const points = rank(wanted, mentors).map((one) => one.score.points);
        expect(points).toEqual(points.toSorted((a, b) => b - a));
      }),
    );
  });

  test('finds the best mentor at each end, and none where one end has nobody', () => {
    const ranked = [
      { name: 'Ndeye', end: 'there' as const },
      { name: 'Moustapha', end: 'there' as const },
      { name: 'Gino', end: 'here' as const },
    ];
    expect(bestAtEachEnd(ranked)).toEqual({ here: ranked[2], there: ranked[0] });
    expect(bestAtEachEnd(ranked.slice(0, 2))).toBeNull();
  });
});
