export { queueMail, queueSms, type MessageId, type MessageOptions } from './queue-mail.ts';
export type { MailContent, SmsContent } from './content.ts';
export { deliver, type MailContext } from './deliver.ts';
export { mailTimetable } from './remove-old.ts';
export type { Envelope } from './envelope.ts';
export { openSenders, type Senders } from './senders.ts';
export { countMessages, type MessageCount } from './count-messages.ts';
export { listOutbox, type ShownMessage } from './list-outbox.ts';
export { forgetReceiver, type Receiver } from './forget-receiver.ts';
