import type { Settings } from '#kernel/config';
import type { MailContent, SmsContent } from './content.ts';
import type { Envelope } from './envelope.ts';
import { openSmsGateway } from './sms-gateway.ts';
import { openSmtp } from './smtp.ts';

/**
 * The ways out of this process. `null`: not configured. `'page'`: shown on a page instead of being sent, in a
 * demonstration and in development.
 */
export interface Senders {
  mail: ((content: MailContent, envelope: Envelope) => Promise<void>) | 'page' | null;
  sms: ((content: SmsContent, envelope: Pick<Envelope, 'signal'>) => Promise<void>) | 'page' | null;
}

/** Opens what SMTP_URL and SMS_URL name. Refusals: StartFailure where the request of the SMS gateway is malformed. */
export function openSenders(settings: Pick<Settings, 'smtpUrl' | 'sms' | 'demo' | 'development'>): Senders {
  const otherwise = settings.demo || settings.development ? 'page' : null;
  return {
    mail: settings.smtpUrl ? openSmtp(settings.smtpUrl) : otherwise,
    sms: settings.sms ? openSmsGateway(settings.sms) : otherwise,
  };
}
