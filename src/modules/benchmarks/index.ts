export type { Comparison, ComparisonId } from './benchmark.ts';
export { addSubject, declareFigure, putItem, type Content } from './content.ts';
export { isFact } from './facts.ts';
export { findComparison } from './read-comparisons.ts';
export { subjectFor, takeFact } from './take-fact.ts';
export { takeMeasure } from './take-measure.ts';
export { beginComparison, changeDraft, publishComparison } from './write-comparison.ts';
