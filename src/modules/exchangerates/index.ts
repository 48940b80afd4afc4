export { convert } from './convert.ts';
export { ratesImporter } from './import-rates.ts';
export { isRate, OLD_AFTER_DAYS, plainRate, rateText, type Rate } from './rate.ts';
export { latestRates } from './list-rates.ts';
export { rateOn } from './rate-on.ts';
