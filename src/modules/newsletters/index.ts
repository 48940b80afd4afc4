export { newslettersTasks, newslettersTimetable } from './jobs.ts';
export type { Issue, IssueId } from './newsletter.ts';
export { getIssue, listSent } from './read-issues.ts';
export { askForNewsletter, openReader } from './readers.ts';
export { addItem, beginIssue, sendIssue } from './write-issue.ts';
