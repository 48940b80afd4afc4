export type { Analysis, AnalysisId, Beginning, Draft, Version } from './analysis.ts';
export {
  addBlock,
  blocksIn,
  countsIn,
  figuresSchema,
  sections,
  type Block,
  type Content,
  type CountsBlock,
  type FiguresBlock,
  type Section,
} from './content.ts';
export type { Freshness } from './freshness.ts';
export { freshnessOf, renewFigures, takeFigures } from './newest-figures.ts';
export { draftOf, findAnalysis, findVersion, listPublished, publishedCounts, versionsOf } from './read-analyses.ts';
export { beginAnalysis, beginVersion, changeDraft, discardDraft } from './write-analysis.ts';
export { publishAnalysis } from './publish-analysis.ts';
export { quarterText } from './quarter-text.ts';
