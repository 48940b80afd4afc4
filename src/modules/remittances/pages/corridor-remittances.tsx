import { Link, Section } from '#kernel/html';
import type { Context } from '#kernel/http';
import { listWays } from '../read-prices.ts';

/** The two countries of a corridor, where prices of sending money between them are known. */
export interface CorridorRemittances {
  from: string;
  to: string;
}

/** Money goes back along a corridor: from where people live now to where they come from. Null where no price is known. */
export async function readCorridorRemittances(
  { trx }: Context,
  origin: string | null,
  destination: string | null,
): Promise<CorridorRemittances | null> {
  const known = (await listWays(trx)).some(({ fromCountry, toCountry }) => fromCountry === destination && toCountry === origin);
  return known && origin && destination ? { from: destination, to: origin } : null;
}

export function RemittancesOfCorridor({ ctx, way }: { ctx: Context; way: CorridorRemittances }) {
  const { t, format } = ctx;
  return (
    <Section title={t('remittances.compare.title')}>
      <p>{t('remittances.compare.lead')}</p>
      <p>
        <Link href={`/remittances?from=${way.from}&to=${way.to}`}>
          {t('remittances.compare.between', { from: format.countryName(way.from), to: format.countryName(way.to) })}
        </Link>
      </p>
    </Section>
  );
}
