import type { SubjectId } from '#kernel/access';
import type { AnyWrites } from '#kernel/db';
import { askErasure } from '../../src/app/erasure/ask-erasure.ts';
import { proposeErasure } from '../../src/app/erasure/decide-erasure.ts';
import type { RequestId } from '../../src/app/erasure/erasure.ts';
import { as, type Cast } from './fixtures-cast.ts';
import { plantFile } from './fixtures-stories.ts';
import type { Somebody } from './plant.ts';

const reason = 'The person has left for good and nothing is open.';

/** Requests for erasure in every state that a page shows, and files whose clock has run out. */
export async function plantErasures(cast: Cast, manager: Somebody, self: Somebody, own: SubjectId) {
  const { counsellor } = cast;
  const atDesk = async (name: string): Promise<RequestId> => {
    const person = await plantFile(cast, { name });
    return await as(cast, counsellor, async (trx: AnyWrites) =>
      askErasure(trx, counsellor.accountId, person, { how: 'desk', accountToo: false, wish: 'Goes home' }),
    );
  };
  const proposed = async (name: string): Promise<RequestId> => {
    const id = await atDesk(name);
    await as(cast, manager, async (trx) => proposeErasure(trx, manager.accountId, id, { proposal: 'erase', reason }));
    return id;
  };
  const due = async (name: string): Promise<SubjectId> => {
    const person = await plantFile(cast, { name });
    await cast.site.db.superuser.query(
      `insert into erasure.due (subject_id, custodian_id, last_activity_on, due_on)
       select id, custodian_id, '2020-01-31', '2025-01-31' from access.subjects where id = $1`,
      [person],
    );
    return person;
  };
  return {
    mine: await as(cast, self, async (trx) => askErasure(trx, self.accountId, own, { how: 'person', accountToo: false, wish: null })),
    toPropose: await atDesk('Seynabou'),
    toShow: await proposed('Thierno'),
    toErase: await proposed('Coumba'),
    toRefuse: await proposed('Demba'),
    dueToErase: await due('Ngone'),
    dueToExtend: await due('Samba'),
  };
}
