import { fairRoutes } from './fixtures-routes-fairs.ts';
import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const padova = ['counsellor', 'manager'] as const satisfies readonly Player[];

const contactFields = { contactName: 'Awa Exemple', contactPhone: '+39 347 123 4567', contactEmail: '' };

const offerFields = (world: SeededWorld): FormFields => ({
  kind: 'offer',
  what: 'product',
  goods: '1905',
  goodsCode: '',
  sector: '',
  title: 'Bread for the feast',
  description: 'Baked in the morning.',
  quantity: '100',
  unit: 'piece',
  per: 'month',
  months: ['1', '12'],
  incoterm: '',
  termPlace: '',
  certificates: ['food-safety'],
  languages: ['fr'],
  corridor: world.trade.corridor,
  atEnd: 'destination',
  validUntil: world.trade.validUntil,
  ...contactFields,
});

const mine = (address: (world: SeededWorld) => string, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address,
  as: 'person',
  opens: ['person'],
  ...(body ? { body } : {}),
});
const atDesk = (
  address: (world: SeededWorld) => string,
  body?: (world: SeededWorld) => FormFields,
  opens: readonly Player[] = padova,
): RouteFixture => ({ address, as: 'counsellor', opens, ...(body ? { body } : {}) });

/** Pictures that differ from each other by their last line. */
const picture = (colour: 1 | 2) => ({
  file: {
    name: 'photo.png',
    bytes: Buffer.from(
      [
        'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAEUlEQVR42mPQqDiBFTEMpAQAqjNDgUtm74wAAAAASUVORK5CYII=',
        'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAEUlEQVR42mOIWmCDFTEMpAQADpU6IXA6jRsAAAAASUVORK5CYII=',
      ][colour - 1] ?? '',
      'base64',
    ),
  },
});

const send = () => ({ action: 'send' });
/** Both ends keep a venture of the interest. */
const bothEnds = [...padova, 'counsellorAbroad'] as const satisfies readonly Player[];

const followUp = (side: string): FormFields => ({
  side,
  met: 'yes',
  contract: 'yes',
  quantity: '40',
  unit: 'kg',
  value: '90',
  valueCurrency: 'EUR',
  again: 'yes',
  obstacles: ['customs'],
  note: 'It went well.',
});

/** Pages of trade: public, of founders, of desks. */
export const tradeRoutes: RouteFixtures = {
  ...fairRoutes,
  '/trade': plain('/trade'),
  '/trade/:id': { address: (world) => `/trade/${world.trade.published}` },
  '/trade/:id/ask': {
    address: (world) => `/trade/${world.trade.toAsk}/ask`,
    as: 'person',
    body: (world) => ({
      asker: world.awa.venture,
      who: 'A bakery in Padua',
      message: 'Fifty bags by May?',
      ...contactFields,
      agrees: 'on',
    }),
  },
  '/me/trade': plain('/me/trade', { as: 'person' }),
  '/me/ventures/:id/trade': mine((world) => `/me/ventures/${world.awa.venture}/trade`, offerFields),
  '/me/trade/:id': mine((world) => `/me/trade/${world.trade.mine.toShow}`),
  '/me/trade/:id/edit': mine((world) => `/me/trade/${world.trade.mine.toEdit}/edit`, offerFields),
  '/trade/photos/:id': { address: (world) => `/trade/photos/${world.trade.photos.shown}` },
  '/me/trade/:id/photos': {
    ...mine(
      (world) => `/me/trade/${world.trade.mine.toEdit}/photos`,
      () => ({ words: 'Cakes on a table' }),
    ),
    files: picture(1),
  },
  '/me/trade/:id/photos/:photo/remove': mine(
    (world) => `/me/trade/${world.trade.mine.toEdit}/photos/${world.trade.photos.mine}/remove`,
    () => ({}),
  ),
  '/desk/trade/:id/photos': {
    ...atDesk(
      (world) => `/desk/trade/${world.trade.desk.toEdit}/photos`,
      () => ({ words: 'Biscuits on a table' }),
    ),
    files: picture(2),
  },
  '/desk/trade/:id/photos/:photo/remove': atDesk(
    (world) => `/desk/trade/${world.trade.desk.toEdit}/photos/${world.trade.photos.desk}/remove`,
    () => ({}),
  ),
  '/me/trade/:id/act': mine((world) => `/me/trade/${world.trade.mine.toSend}/act`, send),
  '/me/trade/interests/:id': mine((world) => `/me/trade/interests/${world.trade.interests.toShow}`),
  '/me/trade/interests/:id/act': mine(
    (world) => `/me/trade/interests/${world.trade.interests.toEnd}/act`,
    () => ({ act: 'end', side: 'asker' }),
  ),
  '/me/trade/interests/:id/follow-up': mine(
    (world) => `/me/trade/interests/${world.trade.interests.toFollow}/follow-up?side=asker`,
    () => followUp('asker'),
  ),
  '/desk/trade/follow-ups': plain('/desk/trade/follow-ups', { as: 'counsellor' }),
  '/desk/trade/interests/:id/follow-up': atDesk(
    (world) => `/desk/trade/interests/${world.trade.interests.toFollow}/follow-up?side=asker`,
    () => followUp('asker'),
    bothEnds,
  ),
  '/desk/trade': plain('/desk/trade', { as: 'counsellor' }),
  '/desk/ventures/:id/trade': atDesk((world) => `/desk/ventures/${world.awa.venture}/trade`, offerFields),
  '/desk/trade/:id': atDesk((world) => `/desk/trade/${world.trade.desk.toShow}`),
  '/desk/trade/:id/edit': atDesk((world) => `/desk/trade/${world.trade.desk.toEdit}/edit`, offerFields),
  '/desk/trade/:id/act': atDesk((world) => `/desk/trade/${world.trade.desk.toSend}/act`, send),
  '/desk/trade/:id/review': atDesk(
    (world) => `/desk/trade/${world.trade.desk.toReview}/review`,
    () => ({ clear: '3', capacity: '3', papers: '2', answers: '2', advice: '', revision: '1' }),
  ),
  '/desk/trade/interests/:id': atDesk((world) => `/desk/trade/interests/${world.trade.interests.toShow}`, undefined, bothEnds),
  '/desk/trade/interests/:id/act': atDesk(
    (world) => `/desk/trade/interests/${world.trade.interests.toConfirm}/act`,
    () => ({ act: 'confirm', side: 'asker' }),
    bothEnds,
  ),
};
