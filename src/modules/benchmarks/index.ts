export type { Comparison, ComparisonId } from './benchmark.ts';
export { putItem, type Content } from './content.ts';
export { findComparison } from './read-comparisons.ts';
export { takeMeasure } from './take-measure.ts';
export { beginComparison, changeDraft, publishComparison } from './write-comparison.ts';
