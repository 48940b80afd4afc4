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

/** What the person wrote in discussions of practices. */
export function practiceContributionsPart({ t, format }: Context, { practiceContributions }: Everything): InWords {
  return {
    title: t('transfers.talk.copy'),
    records: practiceContributions.map(({ words, writtenAt, hidden }): InWords['records'][number] => [
      [t('transfers.talk.words'), words],
      [t('app.me.reads.when'), format.instant(writtenAt, 'short')],
      [t('transfers.talk.hide-title'), hidden],
    ]),
  };
}
