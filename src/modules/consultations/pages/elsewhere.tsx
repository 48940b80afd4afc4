import { Bdi, Link, Section, Tag } from '#kernel/html';
import { scopesOf, type Context } from '#kernel/http';
import type { AssociationId } from '#modules/associations';
import type { Plan } from '#modules/plans';
import { consultationsOfPlan, takenPartIn } from '../read-consultations.ts';
import { daysText, Marks } from './marks.tsx';
import { deskAt } from './reach.ts';

/** Where an association was heard, for its page; nothing where the reader sees none. */
export async function ConsultationsOfAssociation(ctx: Context, id: AssociationId) {
  const { t } = ctx;
  const all = await takenPartIn(ctx.trx, id);
  if (all.length === 0) return null;
  const invited = all.some(({ spoke }) => !spoke);
  return (
    <Section title={t('consultations.heard.title')}>
      {invited && <p>{t('consultations.heard.not-public')}</p>}
      <ul>
        {all.map(({ consultation, spoke }) => (
          <li key={consultation.id}>
            <Link href={`/consultations/${consultation.id}`}>
              <Bdi>{consultation.title}</Bdi>
            </Link>{' '}
            <Tag tone={spoke ? 'success' : 'neutral'}>{t(spoke ? 'consultations.heard.spoke' : 'consultations.heard.invited')}</Tag>{' '}
            <Marks ctx={ctx} of={consultation} /> {daysText(ctx, consultation)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the keepers of a plan ask about it, for its pages; drafts at the desk alone. */
export async function ConsultationsOfPlan(ctx: Context, plan: Plan, { desk = false }: { desk?: boolean } = {}) {
  const { t } = ctx;
  const all = await consultationsOfPlan(ctx.trx, plan, { drafts: desk });
  const mayAsk =
    desk && plan.version > 0 && scopesOf(ctx, 'planner', 'office-manager').some((id) => id === plan.officeId || id === plan.otherOfficeId);
  if (all.length === 0 && !mayAsk) return null;
  return (
    <Section title={t('consultations.of-plan.title')}>
      {all.length > 0 && (
        <ul>
          {all.map((one) => (
            <li key={one.id}>
              <Link href={one.openedAt ? `/consultations/${one.id}` : deskAt(one.id)}>
                <Bdi>{one.title}</Bdi>
              </Link>{' '}
              <Marks ctx={ctx} of={one} /> {daysText(ctx, one)}
            </li>
          ))}
        </ul>
      )}
      {mayAsk && (
        <p>
          <Link href={`/desk/consultations/new?plan=${plan.code}`}>{t('consultations.of-plan.ask')}</Link>
        </p>
      )}
    </Section>
  );
}
