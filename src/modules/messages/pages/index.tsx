import type { Route } from '#kernel/http';
import { askRoute, questionRoute } from './ask.tsx';
import { contactLogRoute, undoContactRoute } from './contact-log.tsx';
import { answerRoute, closeQuestionRoute, questionsRoute } from './questions.tsx';

export const routes: readonly Route[] = [
  askRoute,
  questionRoute,
  contactLogRoute,
  undoContactRoute,
  questionsRoute,
  answerRoute,
  closeQuestionRoute,
];
