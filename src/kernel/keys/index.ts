export { openMasterKey, type MasterKey, type MasterKeySource } from './master-key.ts';
export { fingerprint, networkKey, openKeyring, purposes, type Keyring, type Purpose } from './keyring.ts';
export { seal, SEAL_OVERHEAD, unseal, unsealText, type SealContext, type SealingKey } from './seal.ts';
export { publicKey, publicKeyText, signText, signatureHolds } from './signature.ts';
export { destroySubjectKey, subjectKey, subjectKeys } from './subject-key.ts';
export { forgetErased, readErasedAccounts, readErasures, recordErasure } from './erasures.ts';
