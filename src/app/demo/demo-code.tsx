import { Inset, Link } from '#kernel/html';
import type { Context } from '#kernel/http';
import { currentTotp } from '#kernel/identity';
import { demoAccounts, demoSecret } from './demo-accounts.ts';

/** The code that the phone of an invented colleague would show now; nothing outside the demonstration. */
export function DemoCode({ ctx }: { ctx: Context }) {
  const email = ctx.session?.account.email;
  if (!ctx.profile.demonstration || !demoAccounts.some((account) => account.email === email) || !email) return null;
  return (
    <Inset>
      <p>
        {ctx.t('app.demo.phone-shows')} <code dir="ltr">{currentTotp(demoSecret(ctx.network.keyring, email), ctx.now)}</code>
      </p>
      <p>
        <Link href={ctx.path}>{ctx.t('app.demo.new-code')}</Link>
      </p>
    </Inset>
  );
}
