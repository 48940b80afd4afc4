import { Bdi, Card, CardGrid, EmptyState, Link, PageHeading } from '#kernel/html';
import { everyone, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { directionOf, isLanguage } from '#kernel/i18n';
import { listOutbox, type ShownMessage } from '#kernel/mail';

/** Mail and text messages that a demonstration shows instead of sending them, so that a visitor can read the one-time code. */
export const outboxRoute = pageRoute({
  path: '/demo/messages',
  who: everyone,
  view: async (ctx) => {
    const { t } = ctx;
    if (!ctx.profile.demonstration) throw refuseHttp('not-found');
    const messages = await listOutbox(ctx.trx, ctx.network.keyring);
    return page(
      t('app.outbox.title'),
      <>
        <PageHeading title={t('app.outbox.title')} lead={t('app.outbox.lead')} />
        <p>
          {t('app.outbox.wait')} <Link href="/demo/messages">{t('app.outbox.refresh')}</Link>
        </p>
        {messages.length === 0 && <EmptyState title={t('app.outbox.empty')} />}
        <CardGrid>
          {messages.map((message) => (
            <Message key={message.id} message={message} ctx={ctx} />
          ))}
        </CardGrid>
      </>,
      { breadcrumbs: [{ label: t('app.demo.title'), href: '/demo' }] },
    );
  },
});

function Message({ message, ctx }: { message: ShownMessage; ctx: Context }) {
  const { t, format } = ctx;
  const title = message.channel === 'mail' ? message.subject : t('app.outbox.sms');
  const to = message.channel === 'mail' ? message.to.address : message.to;
  const dir = isLanguage(message.language) ? directionOf(message.language) : 'auto';
  return (
    <Card
      level={2}
      title={<Bdi>{title}</Bdi>}
      footer={
        <>
          <Bdi dir="ltr">{to}</Bdi> · {message.channel === 'mail' ? t('app.outbox.email') : t('app.outbox.sms')} ·{' '}
          <time dateTime={message.createdAt.toISOString()}>{format.instant(message.createdAt)}</time>
        </>
      }
    >
      <div lang={message.language} dir={dir}>
        {message.text.split(/\n{2,}/).map((paragraph, index) => (
          <p key={index}>
            <WithLinks text={paragraph} publicUrl={ctx.network.publicUrl} />
          </p>
        ))}
      </div>
    </Card>
  );
}

/** Text in which addresses of this very site can be followed; any other address stays text. */
function WithLinks({ text, publicUrl }: { text: string; publicUrl: string }) {
  const parts = text.split(/(https?:\/\/[^\s]+)/);
  return (
    <>
      {parts.map((part, index) =>
        part.startsWith(`${publicUrl}/`) ? (
          <a key={index} class="link" href={part.slice(publicUrl.length)}>
            <Bdi dir="ltr">{part}</Bdi>
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}
