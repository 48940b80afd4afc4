import type { Settings } from '#kernel/config';
import type { MailContent, SmsContent } from './content.ts';
import type { Envelope } from './envelope.ts';
import { openSmsGateway } from './sms-gateway.ts';
import { openSmtp } from './smtp.ts';

/** The ways out of this process. `null`: not configured; a demonstration then shows the message on a page, any other network keeps it waiting. */
export interface Senders {
  mail: ((content: MailContent, envelope: Envelope) => Promise<void>) | null;
  sms: ((content: SmsContent, envelope: Pick<Envelope, 'signal'>) => Promise<void>) | null;
}

/** Opens what SMTP_URL and SMS_URL name. Refusals: StartFailure where the request of the SMS gateway is malformed. */
export function openSenders(settings: Pick<Settings, 'smtpUrl' | 'sms'>): Senders {
  return {
    mail: settings.smtpUrl ? openSmtp(settings.smtpUrl) : null,
    sms: settings.sms ? openSmsGateway(settings.sms) : null,
  };
}
