import type { Id } from '#kernel/db';
import { Bdi, ButtonLink, Link, Section } from '#kernel/html';
import { scopesOf, type Context } from '#kernel/http';
import type { Fair, Participant } from '../fair.ts';
import { getFair, participationsAt, participationsOf } from '../read-fairs.ts';
import { GuestTag } from './fair-guest.tsx';
import { fairDays, fairTitle, participantName } from './fair-parts.tsx';
import { desksOf, myVentures, type Place } from './reach.ts';

/** As what the actor comes to fairs, on the page of their trade. */
export async function MyFairs({ ctx }: { ctx: Context }) {
  const { t } = ctx;
  const organisationIds = scopesOf(ctx, 'provider') as Id<'directory.organisations'>[]; // a provider's role is held in an organisation
  const ventureIds = (await myVentures(ctx)).map(({ id }) => id);
  const found = await participationsOf(ctx.trx, { ventureIds, organisationIds });
  return (
    <Section title={t('trade.fairs.title')}>
      {found.length > 0 && <GuestList ctx={ctx} place="me" lines={await withFairs(ctx, found)} />}
      <ButtonLink kind="secondary" href="/fairs">
        {t('trade.fairs.see')}
      </ButtonLink>
    </Section>
  );
}

/** Founders of the desk who come to fairs, whoever holds them; nothing where nobody does. */
export async function DeskGuests({ ctx }: { ctx: Context }) {
  const found = await participationsAt(ctx.trx, desksOf(ctx));
  if (found.length === 0) return null;
  return (
    <Section title={ctx.t('trade.fairs.our-guests')}>
      <GuestList ctx={ctx} place="desk" lines={await withFairs(ctx, found)} />
    </Section>
  );
}

type GuestLine = { guest: Participant; fair: Fair };

async function withFairs(ctx: Context, guests: readonly Participant[]): Promise<GuestLine[]> {
  const fairs = new Map<string, Fair | null>();
  for (const { fairId } of guests) if (!fairs.has(fairId)) fairs.set(fairId, await getFair(ctx.trx, fairId));
  return guests.flatMap((guest) => {
    const fair = fairs.get(guest.fairId);
    return fair ? [{ guest, fair }] : [];
  });
}

function GuestList({ ctx, place, lines }: { ctx: Context; place: Place; lines: readonly GuestLine[] }) {
  return (
    <ul>
      {lines.map(({ guest, fair }) => (
        <li key={guest.id}>
          <Link href={`${place === 'me' ? '/me/fairs' : '/desk/fairs/participants'}/${guest.id}`}>
            <Bdi>{fairTitle(ctx, fair)}</Bdi>
          </Link>
          , {fairDays(ctx, fair)} {place === 'desk' && <Bdi>{participantName(guest)}</Bdi>} <GuestTag ctx={ctx} guest={guest} />
        </li>
      ))}
    </ul>
  );
}
