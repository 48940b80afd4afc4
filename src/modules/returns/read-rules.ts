import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import { refuse } from './refusals.ts';
import { holdsOn, inOrder, isFor, type Rule, type RuleId, type Topic, type Way } from './rule.ts';

/** More rules than a network writes down. */
const MOST = 2_000;

/** The rules for a way that hold on a day, in the order of the checklist. */
export async function rulesFor(trx: Reads<'returns'>, way: Way, day: string): Promise<Rule[]> {
  const rows = await columns(trx)
    .where((eb) => eb.or([eb('leaving', 'is', null), eb('leaving', '=', way.leaving)]))
    .where((eb) => eb.or([eb('arriving', 'is', null), eb('arriving', '=', way.arriving)]))
    .execute();
  return inOrder(rows.map(toRule).filter((rule) => isFor(rule, way) && holdsOn(rule, day)));
}

/** Every rule, also those that no longer hold; of one country where one is named. */
export async function listRules(trx: Reads<'returns'>, country: string | null): Promise<Rule[]> {
  const rows = await columns(trx)
    .$if(country !== null, (query) => query.where((eb) => eb.or([eb('leaving', '=', country), eb('arriving', '=', country)])))
    .execute();
  return inOrder(rows.map(toRule));
}

/** A rule, and whether the actor keeps it up to date. Refusals: `not-found`. */
export async function getRule(trx: Reads<'returns'>, id: RuleId): Promise<Rule & { managed: boolean }> {
  const row = await columns(trx)
    .select(
      sql<boolean>`office_id in (select access.scopes('office', array['office-manager']))
        or (office_id is null and exists (select access.scopes('office', array['office-manager'])))`.as('managed'),
    )
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuse('not-found');
  return { ...toRule(row), managed: row.managed ?? false };
}

export interface RuleEvent {
  at: Date;
  by: string | null;
  kind: 'created' | 'changed' | 'confirmed' | 'unconfirmed';
}

/** What was done to a rule, newest first. */
export async function ruleHistory(trx: Reads<'returns'>, id: RuleId): Promise<RuleEvent[]> {
  const rows = await trx
    .selectFrom('returns.rule_history')
    .select(['at', 'by_account', 'kind'])
    .where('rule_id', '=', id)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({ at: row.at, by: row.by_account, kind: row.kind as RuleEvent['kind'] })); // its check constraint
}

const columns = (trx: Reads<'returns'>) =>
  trx
    .selectFrom('returns.rules')
    .select([
      'id',
      'office_id',
      'topic',
      'leaving',
      'arriving',
      'question',
      'keeps',
      'loses',
      'ask_for',
      'ask_where',
      'ask_by',
      'source_name',
      'source_url',
      'valid_from',
      'valid_until',
      'confirmed_by',
      'confirmed_on',
    ])
    .limit(MOST);

function toRule(row: {
  id: RuleId;
  office_id: string | null;
  topic: string;
  leaving: string | null;
  arriving: string | null;
  question: Translated;
  keeps: Translated | null;
  loses: Translated | null;
  ask_for: Translated | null;
  ask_where: Translated | null;
  ask_by: Translated | null;
  source_name: string;
  source_url: string | null;
  valid_from: string;
  valid_until: string | null;
  confirmed_by: string | null;
  confirmed_on: string | null;
}): Rule {
  return {
    id: row.id,
    officeId: row.office_id,
    topic: row.topic as Topic, // check constraint rules_topic
    leaving: row.leaving,
    arriving: row.arriving,
    question: row.question,
    says: { keeps: row.keeps, loses: row.loses, askFor: row.ask_for, askWhere: row.ask_where, askBy: row.ask_by },
    sourceName: row.source_name,
    sourceUrl: row.source_url,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    confirmed: row.confirmed_by && row.confirmed_on ? { by: row.confirmed_by, on: row.confirmed_on } : null,
  };
}
