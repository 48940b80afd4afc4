// uses messages: benchmarks.kind.*
/** What a comparison sets side by side; chosen when it is begun. */
export const kinds = ['places', 'offices', 'services'] as const;
export type Kind = (typeof kinds)[number];
