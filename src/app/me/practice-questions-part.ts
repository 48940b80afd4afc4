import type { Context } from '#kernel/http';
import type { Everything } from './everything.ts';
import type { InWords } from './in-words.ts';

/** Questions to the authors of practices, with the answers. */
export function practiceQuestionsPart({ t, format }: Context, { practiceQuestions }: Everything): InWords {
  return {
    title: t('transfers.questions.title'),
    records: practiceQuestions.map(({ words, askedAt, mayBeShown, answer, hidden }): InWords['records'][number] => [
      [t('transfers.ask.words'), words],
      [t('app.me.reads.when'), format.instant(askedAt, 'short')],
      [t('transfers.ask.agreed'), mayBeShown ? t('learning.copy.yes') : null],
      [t('transfers.answer.words'), answer],
      [t('transfers.hide.title'), hidden],
    ]),
  };
}
