import { z } from 'zod';
import { groupedCode, readCode, refuseDocument, verifyDocument, type VerifiedDocument } from '#kernel/documents';
import { Bdi, Button, Details, ErrorSummary, Form, Link, Notice, PageHeading, Section, SummaryList, TextField } from '#kernel/html';
import { everyone, fields, formRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { directionOf } from '#kernel/i18n';
import { publicKeyText } from '#kernel/keys';
import { toLocal } from '#kernel/time';

/** Where anybody types the code of a document. Typed codes are counted as other public forms are. */
export const verifyRoute = formRoute({
  path: '/verify',
  who: everyone,
  body: z.object({ code: fields.text(400) }),
  view: async ({ t }, _input, entry) =>
    page(
      t('documents.verify.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('documents.verify.title')} lead={t('documents.verify.lead')} />
        <Form entry={entry}>
          <TextField
            name="code"
            label={t('documents.verify.code')}
            hint={t('documents.verify.code-hint')}
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            required
          />
          <Button>{t('documents.verify.check')}</Button>
        </Form>
      </>,
      { description: t('documents.verify.description') },
    ),
  submit: async (_ctx, _input, form) => {
    const code = readCode(form.code);
    if (!code) throw refuseDocument('code-malformed', { field: 'code' });
    return redirect(`/verify/${groupedCode(code)}`);
  },
});

/** What stands behind a code: valid, expired, revoked or not known. The address is what the QR picture of a document holds. */
export const verifiedRoute = pageRoute({
  path: '/verify/:code',
  who: everyone,
  params: z.object({ code: z.string().max(60) }),
  view: async (ctx, { params }) => {
    const { t, network } = ctx;
    const code = readCode(params.code);
    const on = toLocal(ctx.now.toISOString(), ctx.timeZone).day;
    const found = code && (await verifyDocument(ctx.trx, network.keyring, { code, on }));
    return page(
      t('documents.verify.title'),
      <>
        <PageHeading title={t('documents.verify.title')} />
        {code && found ? <Found ctx={ctx} code={code} found={found} /> : <Unknown ctx={ctx} />}
        <p>
          <Link href="/verify">{t('documents.verify.another')}</Link>
        </p>
      </>,
      { breadcrumbs: [{ label: t('documents.verify.title'), href: '/verify' }] },
    );
  },
});

function Unknown({ ctx: { t } }: { ctx: Context }) {
  return (
    <Notice tone="danger" title={t('documents.verify.unknown')}>
      <p>{t('documents.verify.unknown-means')}</p>
    </Notice>
  );
}

function Found({ ctx, code, found }: { ctx: Context; code: string; found: VerifiedDocument }) {
  const { t, format, network } = ctx;
  const { statement, language, expiresOn } = found;
  const own = { lang: language, dir: directionOf(language) };
  return (
    <>
      <Verdict ctx={ctx} found={found} />
      <Section title={t('documents.verify.states')}>
        <p>{t('documents.verify.compare')}</p>
        <SummaryList
          rows={[
            { key: 'title', label: t('documents.verify.document'), value: <span {...own}>{statement.title}</span> },
            { key: 'issuer', label: t('documents.verify.issuer'), value: <Bdi>{statement.issuer}</Bdi> },
            ...statement.facts.map(({ label, value }, index) => ({
              key: String(index),
              label: <span {...own}>{label}</span>,
              value: <Bdi>{value}</Bdi>,
            })),
            { key: 'issued', label: t('documents.verify.issued'), value: format.instant(found.issuedAt) },
            {
              key: 'expires',
              label: t('documents.verify.expires'),
              value: expiresOn ? format.date(expiresOn) : t('documents.verify.never'),
            },
            { key: 'code', label: t('documents.verify.number'), value: <span dir="ltr">{groupedCode(code)}</span> },
          ]}
        />
      </Section>
      <Details summary={t('documents.verify.offline')}>
        <p>{t('documents.verify.offline-means')}</p>
        <p>{t('documents.verify.offline-how')}</p>
        <p>{t('documents.verify.offline-now')}</p>
        <Kept title={t('documents.verify.signed-text')} text={found.signed} />
        <Kept title={t('documents.verify.signature')} text={found.signature} />
        <Kept title={t('documents.verify.public-key')} text={publicKeyText(network.keyring)} />
      </Details>
    </>
  );
}

function Verdict({ ctx: { t, format }, found }: { ctx: Context; found: VerifiedDocument }) {
  const { state, expiresOn, revokedAt } = found;
  if (state === 'revoked')
    return (
      <Notice tone="danger" title={t('documents.verify.revoked')}>
        <p>{t('documents.verify.revoked-means', { moment: revokedAt ? format.instant(revokedAt) : '' })}</p>
      </Notice>
    );
  if (state === 'expired')
    return (
      <Notice tone="warning" title={t('documents.verify.expired')}>
        <p>{t('documents.verify.expired-means', { day: expiresOn ? format.date(expiresOn) : '' })}</p>
      </Notice>
    );
  return (
    <Notice tone="success" title={t('documents.verify.valid')}>
      <p>{t('documents.verify.valid-means')}</p>
    </Notice>
  );
}

/** A text to keep, exactly as it was signed. */
function Kept({ title, text }: { title: string; text: string }) {
  return (
    <Section title={title}>
      <pre dir="ltr" tabIndex={0} aria-label={title} role="region">
        {text}
      </pre>
    </Section>
  );
}
