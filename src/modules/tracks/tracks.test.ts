import { expect, test } from 'vitest';
import { languages } from '#kernel/i18n';
import { splitParagraphs } from './texts.ts';
import { audienceOf, tracks, tracksWithoutAudience } from './track.ts';

test('every track means an audience of the directory, and no two the same', () => {
  expect(tracksWithoutAudience()).toEqual([]);
  expect(new Set(tracks.map(audienceOf)).size).toBe(tracks.length);
});

test('the product has a text of several paragraphs for each track in every language', async () => {
  for (const { code } of languages) {
    const { default: texts } = (await import(`./messages/${code}.json`, { with: { type: 'json' } })) as { default: Record<string, string> };
    for (const track of tracks) expect(splitParagraphs(texts[`about.${track}`] ?? ''), `${track} in ${code}`).toHaveLength(3);
  }
});

test('a text is cut at its empty lines only', () => {
  expect(splitParagraphs(' one\ntwo \n\n  \n three\n')).toEqual(['one\ntwo', 'three']);
  expect(splitParagraphs('  \n ')).toEqual([]);
});
