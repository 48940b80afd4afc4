import { sql } from 'kysely';
import type { Context } from '#kernel/http';
import { firstLanguage, isLanguage, textIn, translator } from '#kernel/i18n';
import { queueMail, queueSms } from '#kernel/mail';
import { officesById, type OfficeId } from '#modules/offices';
import type { Request } from './erasure.ts';

interface Address {
  language: string;
  phone: string | null;
  email: string | null;
}

/**
 * Reads where the answer to a request goes, before it is decided: afterwards nobody knows any more. The answer tells the
 * person, in their language and by the way they chose, and says nothing else: others may read it. Whoever chose no way is
 * told by the desk, which sees the decision in its list.
 */
export async function answerTo(ctx: Context, request: Request): Promise<(decision: 'erased' | 'refused') => Promise<void>> {
  const { rows } = await sql<Address>`select * from erasure.where_to_answer(${request.id}::uuid)`.execute(ctx.trx);
  const address = rows[0];
  const office = (await officesById(ctx.trx, [request.officeId as OfficeId])).get(request.officeId as OfficeId); // the register keeps an office's id as plain text
  return async (decision) => {
    if (!address) return;
    const language = isLanguage(address.language) ? address.language : firstLanguage;
    const t = translator(ctx.network.catalogue, language);
    const values = {
      office: office ? textIn(office.name, language).text : '',
      number: String(request.number),
      link: `${ctx.network.publicUrl}/${language}/me/erasure`,
    };
    const text = t(`app.mail.erasure.${decision}`, values);
    const { keyring } = ctx.network;
    if (address.phone) await queueSms(ctx.trx, keyring, { to: address.phone, text, language });
    else if (address.email)
      await queueMail(ctx.trx, keyring, { to: { address: address.email }, subject: t('app.mail.erasure.subject', values), text, language });
  };
}
