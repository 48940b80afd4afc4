import { expect, test } from 'vitest';
import { reasonsFor } from './match.ts';

const need = { kind: 'need', topic: 'credit', words: null, languages: ['it', 'fr'], mode: 'distance' } as const;
const offer = { kind: 'offer', topic: 'credit', words: null, languages: ['fr', 'wo'], mode: 'both' } as const;
const copy = <T extends { languages: readonly string[] }>(one: T) => ({ ...one, languages: [...one.languages] });

test('an offer answers a need on the same topic in a language of both, and says how they can meet', () => {
  expect(reasonsFor(copy(need), copy(offer))).toEqual({ topic: 'credit', words: [], languages: ['fr'], meets: 'distance' });
});

test('two needs, another topic, or no language in common answer nothing', () => {
  expect(reasonsFor(copy(need), copy({ ...offer, kind: 'need' as const }))).toBeNull();
  expect(reasonsFor(copy(need), copy({ ...offer, topic: 'return' as const }))).toBeNull();
  expect(reasonsFor(copy(need), copy({ ...offer, languages: ['wo'] }))).toBeNull();
});

test('topics in free words meet by a word of five letters or more, whatever its case and script', () => {
  const said = (words: string) => ({ words, topic: null });
  expect(reasonsFor(copy({ ...need, ...said('Fishing for tuna') }), copy({ ...offer, ...said('FISHING boats') }))?.words).toEqual([
    'fishing',
  ]);
  expect(reasonsFor(copy({ ...need, ...said('for the men') }), copy({ ...offer, ...said('for the men') }))).toBeNull();
  expect(reasonsFor(copy({ ...need, ...said('تربية النحل') }), copy({ ...offer, ...said('عسل النحل') }))?.words).toEqual(['النحل']);
});

test('meeting in person only and at a distance only is told and excludes nothing', () => {
  expect(reasonsFor(copy(need), copy({ ...offer, mode: 'in-person' as const }))?.meets).toBeNull();
});
