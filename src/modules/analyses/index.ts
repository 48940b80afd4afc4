export type { Analysis, AnalysisId, Beginning, Draft, Version } from './analysis.ts';
export { addBlock, blocksIn, figuresSchema, sections, type Block, type Content, type FiguresBlock, type Section } from './content.ts';
export type { Freshness } from './freshness.ts';
export { freshnessOf, renewFigures, takeFigures } from './newest-figures.ts';
export { draftOf, findAnalysis, listPublished, versionsOf } from './read-analyses.ts';
export { beginAnalysis, beginVersion, changeDraft, discardDraft } from './write-analysis.ts';
export { publishAnalysis } from './publish-analysis.ts';
