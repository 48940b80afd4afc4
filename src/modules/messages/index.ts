export { UNDO_MINUTES, type Contact, type ContactId } from './contact.ts';
export { contactBecameFile, contactsOfPerson, countContacts, getContact, listContacts, logContact, undoContact } from './log-contact.ts';
export { replyWays, type Question, type QuestionId, type ReplyWay } from './question.ts';
export { askQuestion, type AskedQuestion } from './ask-question.ts';
export { getQuestion, listQuestions, questionsOfPerson } from './read-questions.ts';
export { answerQuestion, closeQuestion, questionBecameFile } from './answer-question.ts';
export { countByTopic } from './count-by-topic.ts';
