import type { Route } from '#kernel/http';
import { boundariesRoute, withdrawBoundariesRoute } from './boundaries.tsx';
import { datasetRoute } from './dataset.tsx';
import { editIndicatorRoute, newIndicatorRoute } from './indicator-form.tsx';
import { indicatorsRoute } from './indicators.tsx';
import { mayImport, statisticsRoute } from './list.tsx';

export const routes: readonly Route[] = [
  statisticsRoute,
  datasetRoute,
  indicatorsRoute,
  newIndicatorRoute,
  editIndicatorRoute,
  boundariesRoute,
  withdrawBoundariesRoute,
];

export { Figure, figureText, FlagKey, isolated, publishedText } from './figure-text.tsx';
export { mayImport };
export { CorridorStatistics, readCorridorStatistics } from './corridor-statistics.tsx';
export { IndicatorAbout, IndicatorHistory, IndicatorTable } from './indicator-panels.tsx';
