export { splitByRate, totalCostPercent, type Sending } from './remittance-cost.ts';
export type { ServiceId } from './price.ts';
export { listWays } from './read-prices.ts';
export { addService } from './write-prices.ts';
export { pricesImporter } from './import-prices.ts';
