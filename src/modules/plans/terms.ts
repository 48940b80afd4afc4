/** Whom an action serves: people who move and live here, the growth of places here and there, or both. */
export const aims = ['migration', 'development', 'both'] as const;

/** Where the money of an action comes from. */
export const moneySources = ['own', 'region', 'state', 'eu', 'donor', 'private', 'migrants', 'not-found'] as const;

/** What is decided on an item of the checklist. */
export const decisions = ['taken-up', 'not-now', 'does-not-apply'] as const;

/** What an action, or the plan, points to. */
export const linkKinds = ['practice', 'service', 'analysis', 'counts', 'recommendation', 'opinion'] as const;

/** Which way is better for an indicator. */
export const directions = ['higher', 'lower', 'neither'] as const;

/** How an action stands in a progress report. */
export const actionStates = ['not-started', 'on-track', 'late', 'done', 'dropped', 'unknown'] as const;
