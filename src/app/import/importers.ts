import type { Role } from '#kernel/access';
import type { Importer } from '#kernel/import';
import { importers as directory } from '#modules/directory';
import { ratesImporter } from '#modules/exchangerates';
import { repaymentsImporter, statesImporter } from '#modules/loans';
import { officesImporter } from '#modules/offices';
import { opportunitiesImporter } from '#modules/opportunities';
import { practicesImporter } from '#modules/practices';
import { pricesImporter } from '#modules/remittances';
import { corridorsImporter, holidaysImporter, openingsImporter, placesImporter } from '#modules/places';

/** A kind of list that can be imported, and who may. People and cases come in by a desk, so their importer is made for it. */
export interface ImportKind {
  readonly kind: string;
  readonly roles: readonly Role[];
  /** Null for people and cases. */
  readonly importer: Importer | null;
}

const NETWORK: readonly Role[] = ['administrator', 'editor'];

/** Every kind, in the order in which a new network needs them. */
export const importKinds: readonly ImportKind[] = [
  { kind: 'people', roles: ['office-manager'], importer: null },
  ...directory.map((importer) => ({ kind: importer.kind, roles: [...NETWORK, 'office-manager'] as const, importer })),
  ...[practicesImporter, placesImporter, corridorsImporter, openingsImporter, holidaysImporter].map((importer) => ({
    kind: importer.kind,
    roles: NETWORK,
    importer,
  })),
  { kind: opportunitiesImporter.kind, roles: [...NETWORK, 'office-manager'], importer: opportunitiesImporter },
  { kind: ratesImporter.kind, roles: ['administrator'], importer: ratesImporter },
  { kind: pricesImporter.kind, roles: [...NETWORK, 'planner'], importer: pricesImporter },
  { kind: repaymentsImporter.kind, roles: ['lender'], importer: repaymentsImporter },
  { kind: statesImporter.kind, roles: ['lender'], importer: statesImporter },
  { kind: officesImporter.kind, roles: ['administrator'], importer: officesImporter },
];
