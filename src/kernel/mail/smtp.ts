import { createTransport } from 'nodemailer';
import type { MailContent } from './content.ts';
import { PermanentFailure, type Envelope } from './envelope.ts';

const PATIENCE_MS = 20_000;

/** Sends e-mail through the server of SMTP_URL (its query may say more, e.g. `?requireTLS=true`). */
export function openSmtp(url: string): (content: MailContent, envelope: Envelope) => Promise<void> {
  const transport = createTransport({
    url,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // A text of ours is never the name of a file or of an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (content, { messageId, from, language, signal }) => {
    const { to, subject, text, html, calendar } = content;
    try {
      await transport.sendMail({
        messageId,
        from,
        to: { name: to.name ?? '', address: to.address },
        subject,
        text,
        html,
        icalEvent: calendar && { method: calendar.method, filename: calendar.filename, content: calendar.content },
        // RFC 3834: holiday notices do not answer what a machine wrote.
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: AbortSignal.any([signal, AbortSignal.timeout(3 * PATIENCE_MS)]),
      });
    } catch (error) {
      throw isFinal(error)
        ? new PermanentFailure(`the mail server refused the message for good (${String(error.responseCode)})`, { cause: error })
        : error;
    }
  };
}

/** SMTP says with a 5xx answer to the receiver or the content that another attempt is useless; a wrong password may be put right. */
function isFinal(error: unknown): error is Error & { responseCode: number } {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false;
  return typeof error.responseCode === 'number' && error.responseCode >= 500 && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE');
}
