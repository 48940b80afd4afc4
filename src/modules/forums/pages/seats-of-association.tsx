import { Bdi, Link, Section } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { AssociationId } from '#modules/associations';
import { seatsOfAssociation } from '../seats.ts';

/** On which boards and forums an association sits, for its page; nothing where it has no seat. */
export async function SeatsOfAssociation(ctx: Context, id: AssociationId) {
  const { t, format } = ctx;
  const seats = await seatsOfAssociation(ctx.trx, id);
  if (seats.length === 0) return null;
  return (
    <Section title={t('forums.held.title')}>
      <ul>
        {seats.map(({ forumId, forum, task, sinceOn }) => (
          <li key={forumId}>
            <Link href={`/forums/${forumId}`}>
              <Bdi>{forum}</Bdi>
            </Link>
            {task && (
              <>
                {' · '}
                <Bdi>{task}</Bdi>
              </>
            )}
            {' · '}
            {t('forums.held.since', { day: format.date(sinceOn) })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
