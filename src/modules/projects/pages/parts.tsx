import { findFiles, type StoredFile } from '#kernel/files';
import { Bdi, Link, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import { placeName, placesById } from '#modules/places';
import type { Corridor, Deliverable, Partner } from '../project.ts';
import { placeOf } from './reach.ts';

type Names = ReadonlyMap<string, string>;

/** Each corridor in words, in the order given. */
export async function corridorNames(ctx: Context, corridors: readonly Corridor[]): Promise<string[]> {
  const places = await placesById(ctx.trx, [...new Set(corridors.flatMap(({ originId, destinationId }) => [originId, destinationId]))]);
  const name = (id: Corridor['originId']) => {
    const place = places.get(id);
    return place ? placeName(place, ctx.lang) : '';
  };
  return corridors.map(({ originId, destinationId }) =>
    ctx.t('projects.corridors.one', { origin: name(originId), destination: name(destinationId) }),
  );
}

export function CorridorList({ names }: { names: readonly string[] }) {
  return (
    <ul class="plain">
      {names.map((one) => (
        <li key={one}>
          <Bdi>{one}</Bdi>
        </li>
      ))}
    </ul>
  );
}

interface PartnersProps {
  ctx: Context;
  partners: readonly Partner[];
  names: Names;
  /** Where a partner is changed; null for whoever may not. */
  at?: ((one: Partner) => string) | null;
}

/** Partners with what they do, and since when one takes no part any more. */
export function Partners({ ctx, partners, names, at = null }: PartnersProps) {
  const { t, format } = ctx;
  const sorted = partners.toSorted((a, b) => (names.get(a.officeId) ?? '').localeCompare(names.get(b.officeId) ?? '', ctx.lang));
  return (
    <ul>
      {sorted.map((one) => {
        const name = names.get(one.officeId) ?? '';
        return (
          <li key={one.officeId}>
            {at ? <Link href={at(one)}>{name}</Link> : name}
            {one.task && (
              <>
                {': '}
                <Bdi>{one.task}</Bdi>
              </>
            )}
            {one.leftOn && (
              <>
                {' '}
                <Tag>{t('projects.partner.until', { day: format.date(one.leftOn, 'short') })}</Tag>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Files of deliverables that the reader may have, by deliverable. */
export async function filesOf(ctx: Context, rows: readonly Deliverable[]): Promise<Map<string, StoredFile>> {
  const files = new Map<string, StoredFile>();
  const found = await findFiles(
    ctx.trx,
    placeOf(ctx),
    rows.flatMap(({ fileId }) => fileId ?? []),
  );
  for (const { id, fileId } of rows) {
    const file = found.find((one) => one.id === fileId);
    if (file) files.set(id, file);
  }
  return files;
}

/** An address elsewhere, as it is. */
export function Elsewhere({ href }: { href: string }) {
  return (
    <Link href={href}>
      <Bdi dir="ltr">{href}</Bdi>
    </Link>
  );
}
