export { openMasterKey, type MasterKey, type MasterKeySource } from './master-key.ts';
export { fingerprint, networkKey, openKeyring, purposes, type Keyring, type Purpose } from './keyring.ts';
export { seal, SEAL_OVERHEAD, unseal, unsealText, type SealContext, type SealingKey } from './seal.ts';
export { destroySubjectKey, subjectKey, subjectKeys } from './subject-key.ts';
export { forgetErased, readErasures, recordErasure } from './erasures.ts';
