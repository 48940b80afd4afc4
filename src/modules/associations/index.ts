export type { Association, AssociationId, AssociationText, PlacesOf, RepresentativeId } from './association.ts';
export { actOnAssociation, decideOnAssociation, type Post } from './act-on-association.ts';
export { associationsTimetable } from './jobs.ts';
export { associationsOf, eventsOf, getAssociation, placesOf, searchAssociations, writesFor } from './read-associations.ts';
export { removeRepresentative, representativesOf, saveRepresentative, type RepresentativeText } from './representatives.ts';
export { addressesOf, waysToWrite } from './ways-to-write.ts';
export { changeAssociation, LINK_DAYS, registerAssociation } from './write-association.ts';
