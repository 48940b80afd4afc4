import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, SelectField } from '#kernel/html';
import { accountOf, download, fields, formRoute, holders, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { formatters, languages, textIn, translator, type Language } from '#kernel/i18n';
import { money } from '#kernel/money';
import { findCertificate, hasCertificate, issueCertificate, type CertificateWords } from '../certificate.ts';
import { refuse } from '../refusals.ts';
import { decides, guaranteeAtDesk, guaranteePath, ofGuarantee, type OpenGuarantee } from './guarantee-reach.ts';
import { deskCrumbs, followers, todayOf } from './reach.ts';

/** A guarantee in force of which the reader may issue the certificate. Refusal: `not-found`. */
async function toCertify(ctx: Context, id: Parameters<typeof guaranteeAtDesk>[1]): Promise<OpenGuarantee> {
  const found = await guaranteeAtDesk(ctx, id);
  if (!decides(ctx, found.one) || found.one.state !== 'active') throw refuseHttp('not-found');
  return found;
}

/** What the certificate states, in the language chosen for it. */
function wordsOf(ctx: Context, { one, fund, terms }: OpenGuarantee, lang: Language): CertificateWords {
  const t = translator(ctx.network.catalogue, lang);
  const format = formatters(lang, ctx.profile.timeZone);
  const sum = (minor: bigint) => format.money(money(minor, one.currency));
  const day = (on: string | null) => (on === null ? '–' : format.date(on));
  return {
    statement: {
      title: t('guarantees.certificate.title'),
      issuer: fund.name,
      facts: [
        { label: t('guarantees.list.number'), value: format.number(one.number) },
        { label: t('guarantees.field.lender'), value: one.lender },
        { label: t('guarantees.certificate.reference'), value: one.reference },
        { label: t('guarantees.file.amount'), value: sum(one.loanMinor) },
        { label: t('guarantees.term.coverage'), value: format.percent(Number(terms.coveragePercent) / 100, 4) },
        { label: t('guarantees.certificate.left', { day: day(todayOf(ctx)) }), value: sum(one.leftMinor) },
        { label: t('guarantees.one.loan-on'), value: day(one.loanOn) },
        { label: t('guarantees.one.ends'), value: day(one.endsOn) },
        { label: t('guarantees.certificate.terms'), value: t('guarantees.version.number', { number: terms.number ?? 0 }) },
        { label: t('guarantees.certificate.network'), value: textIn(ctx.profile.name, lang).text },
      ],
    },
    says: t('guarantees.certificate.says'),
    amount: sum(one.guaranteedMinor),
    verify: t('guarantees.certificate.verify'),
    picture: t('guarantees.certificate.picture'),
    mark: fund.demonstration ? t('guarantees.mark.demonstration') : '',
  };
}

/** The fund issues the certificate of a guarantee in force. */
export const certifyRoute = formRoute({
  path: '/desk/guarantees/:id/certificate',
  who: holders('fund-manager', 'committee-member'),
  params: ofGuarantee,
  body: z.object({ language: fields.choice(languages.map(({ code }) => code)) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { one, fund } = await toCertify(ctx, id);
    return page(
      t('guarantees.certificate.issue'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('guarantees.certificate.issue')}
          caption={t('guarantees.one.number', { number: one.number })}
          lead={t('guarantees.certificate.lead')}
        />
        <Form entry={entry}>
          <SelectField
            name="language"
            label={t('guarantees.certificate.language')}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            value={ctx.lang}
            required
          />
          <Button>{t('guarantees.certificate.issue')}</Button>
        </Form>
      </>,
      { breadcrumbs: [...deskCrumbs(ctx, fund), { label: t('guarantees.one.number', { number: one.number }), href: guaranteePath(id) }] },
    );
  },
  submit: async (ctx, { params: { id } }, { language }) => {
    const found = await toCertify(ctx, id);
    if (await hasCertificate(ctx.trx, id)) throw refuse('certified');
    const { keyring, publicUrl } = ctx.network;
    const words = wordsOf(ctx, found, language);
    await issueCertificate(ctx.trx, { keyring, publicUrl }, { one: found.one, words, lang: language, by: accountOf(ctx), now: ctx.now });
    return redirect(guaranteePath(id), 'guarantees.notice.certified');
  },
});

/** The certificate as PDF, for whoever reads the guarantee. */
export const certificateRoute = pageRoute({
  path: '/desk/guarantees/:id/certificate.pdf',
  who: followers,
  params: ofGuarantee,
  view: async (ctx, { params: { id } }) => {
    const { one } = await guaranteeAtDesk(ctx, id);
    const pdf = await findCertificate(ctx.trx, id);
    if (!pdf) throw refuseHttp('not-found');
    return download(`guarantee-${one.number}.pdf`, 'application/pdf', pdf);
  },
});
