// Fixtures of kernel/identity for tests of pages, which reach them by no door.
export { softwarePasskey } from '../../src/kernel/identity/passkey.fixtures.ts';
export { rehearseProvider, type PersonThere } from '../../src/kernel/identity/provider.fixtures.ts';
