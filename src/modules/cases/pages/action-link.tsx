import { Button, ButtonLink, type ButtonKind } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import type { RefusalCode } from '../refusals.ts';
import type { Verdict } from '../state-chart.ts';

export interface ActionLinkProps {
  ctx: Context;
  verdict: Verdict<RefusalCode>;
  href: string;
  kind?: ButtonKind;
  children: string;
}

/** A link to an action; where the rules close the action, a disabled button with the reason. */
export function ActionLink({ ctx, verdict, href, kind = 'secondary', children }: ActionLinkProps) {
  if (verdict === true) {
    return (
      <ButtonLink href={href} kind={kind}>
        {children}
      </ButtonLink>
    );
  }
  // uses messages: cases.refusal.*
  const say: AnyTranslate = ctx.t;
  return (
    <Button kind={kind} disabledReason={say(`cases.refusal.${verdict}`)}>
      {children}
    </Button>
  );
}
