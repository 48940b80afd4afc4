export { THRESHOLD, withholdList, withholdSmall, type Counts, type ShownCounts } from './withhold.ts';
export { withholdTogether, type ShownViews, type Views } from './withhold-together.ts';
export { chosenEditions, editions, type Edition } from './edition.ts';
export { importStatistics, type DatasetId, type ImporterSays, type StatisticsImport, type StatisticsReport } from './import-statistics.ts';
export { datasetFilters, findDataset, listDatasets, type DatasetAbout, type DatasetEntry, type Release } from './read-datasets.ts';
export { countSeries, readDimensions, readSeries, type StoredDimension, type StoredSeries } from './read-series.ts';
export type { Indicator, IndicatorId, IndicatorText, IndicatorVersion, OwnCount } from './indicator.ts';
export { indicatorFigures, indicatorVersions, listIndicators, type IndicatorFigures } from './read-indicators.ts';
export { periodYear } from './read-period.ts';
export { saveIndicator } from './save-indicator.ts';
export { chosenCodes } from './chosen-codes.ts';
export { flowEnds, type FlowEnds } from './flow-ends.ts';
export {
  countFlows,
  flowPeriods,
  flowsForFile,
  flowSorts,
  largestFlows,
  readFlows,
  type Flow,
  type FlowQuestion,
  type FlowSort,
} from './read-flows.ts';
export { quantileClasses, type Classes } from './quantile-classes.ts';
export { giveBoundaries, type BoundariesGiven } from './give-boundaries.ts';
export { readAreas, type RegionAreas } from './read-boundaries.ts';
