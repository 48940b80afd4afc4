import type { Row, Rows } from './fixtures-access-world.ts';

/** Who acts: an account on a session with so many factors, or a visitor with the secret of a link. */
export interface Acting {
  accountId: string | null;
  assurance: 0 | 1 | 2;
  /** Hash of the link's secret. */
  token?: string;
}

/** What the design gives to somebody in a world: worked out in memory, without a line of SQL. */
export interface Rights extends Acting {
  /** Offices at whose desk the actor works. */
  desks: ReadonlySet<unknown>;
  /** Offices for which the actor plans or edits. */
  authorities: ReadonlySet<unknown>;
  /** Offices for which the actor plans. */
  planned: ReadonlySet<unknown>;
  /** Offices of which the actor reads frozen counts. */
  counted: ReadonlySet<unknown>;
  /** Offices that the actor manages. */
  managed: ReadonlySet<unknown>;
  /** Organisations for which the actor answers. */
  organisations: ReadonlySet<unknown>;
  /** Funds that the actor manages. */
  funds: ReadonlySet<unknown>;
  /** Funds whose drafts the actor reads: its manager, its committee. */
  followed: ReadonlySet<unknown>;
  /** Organisations for which the actor lends. */
  lends: ReadonlySet<unknown>;
  /** Files that describe the actor. */
  own: ReadonlySet<unknown>;
  /** Live grants of which the actor is the receiver. */
  grants: ReadonlySet<unknown>;
  /** Files that an office has custody of, by file. */
  custodian: ReadonlyMap<unknown, unknown>;
  /** Cases on which the actor's office works together with the one in custody. */
  joint: ReadonlySet<unknown>;
  /** Steps of which the actor's organisation has a referral. */
  referred: ReadonlySet<unknown>;
  rows: Rows;
  /** Whether the actor holds one of the roles for the whole network. */
  holds: (...roles: string[]) => boolean;
  /** Whether the file's custody lies with a desk of the actor. */
  keeps: (subject: unknown) => boolean;
  /** Whether a live grant shares this part of the file with the actor; any part at all where none is named. */
  shares: (subject: unknown, part?: string) => boolean;
  /** Whether rows of this part from that moment are kept back since a hand-over. */
  keptBack: (subject: unknown, part: string, moment: unknown) => boolean;
}

const when = (moment: unknown) => Date.parse(String(moment));

function isLive(grant: Row): boolean {
  const now = Date.now();
  return grant.withdrawn_at === null && when(grant.starts_at) <= now && when(grant.ends_at) > now;
}

/** What somebody may, from the rows that say so: roles, links of files, grants, hand-overs, referrals. */
export function rightsOf(rows: Rows, acting: Acting): Rights {
  const { accountId, assurance } = acting;
  const of = (table: string) => rows[table] ?? [];
  const held = assurance < 2 ? [] : of('access.assignments').filter((one) => one.account_id === accountId && one.ended_at === null);
  const scopes = (...roles: string[]) => new Set(held.filter((one) => roles.includes(String(one.role))).map((one) => one.scope_id));
  const desks = scopes('counsellor', 'office-manager');
  const organisations = scopes('provider');
  const lending = scopes('lender');
  const own = new Set(
    assurance < 1
      ? []
      : of('access.subject_accounts')
          .filter((one) => one.account_id === accountId && one.ended_at === null)
          .map((one) => one.subject_id),
  );
  const receives = (grant: Row) =>
    grant.recipient_kind === 'office'
      ? desks.has(grant.recipient_id)
      : grant.recipient_kind === 'organisation'
        ? (['loans.purpose.application', 'savings.purpose.membership'].includes(String(grant.purpose)) ? lending : organisations).has(
            grant.recipient_id,
          )
        : assurance >= 1 && grant.recipient_id === accountId;
  const received = of('consent.grants').filter((grant) => isLive(grant) && receives(grant));
  const grants = new Set(received.map((grant) => grant.id));
  const custodian = new Map(of('access.subjects').map((one) => [one.id, one.custodian_id]));
  const joint = of('cases.handovers').filter(
    (one) =>
      one.kind === 'joint' && one.state === 'accepted' && one.ended_at === null && desks.has(one.to_office_id) && grants.has(one.grant_id),
  );
  const open = ['sent', 'seen', 'accepted', 'reported'];
  const referred = of('cases.referrals').filter(
    (one) => open.includes(String(one.state)) && organisations.has(one.organisation_id) && grants.has(one.grant_id),
  );
  return {
    ...acting,
    desks,
    authorities: scopes('planner', 'editor'),
    planned: scopes('planner'),
    counted: scopes('planner', 'administrator', 'auditor', 'data-protection-officer'),
    managed: scopes('office-manager'),
    organisations,
    funds: scopes('fund-manager'),
    followed: scopes('fund-manager', 'committee-member'),
    lends: lending,
    own,
    grants,
    custodian,
    joint: new Set(joint.map((one) => one.case_id)),
    referred: new Set(referred.map((one) => one.step_id)),
    rows,
    holds: (...roles) => held.some((one) => one.scope_kind === 'network' && roles.includes(String(one.role))),
    keeps: (subject) => desks.has(custodian.get(subject)),
    shares: (subject, part) =>
      received.some((grant) => grant.subject_id === subject && (part === undefined || (grant.parts as string[]).includes(part))), // parts is a list in every row
    keptBack: (subject, part, moment) =>
      of('access.withheld').some((one) => one.subject_id === subject && one.part === part && when(moment) < when(one.before)),
  };
}
