export { splitByRate, totalCostPercent, type Sending } from './remittance-cost.ts';
