import { describe } from 'vitest';
import type {
  ContactStore,
  CustomerStore,
  DaySheet,
  DocumentStore,
  Ledger,
  Quarantine,
} from '#shared/store/ports.ts';
import { contactStoreContract } from './contact-store-contract.ts';
import { customerStoreContract } from './customer-store-contract.ts';
import { daySheetContract } from './day-sheet-contract.ts';
import { documentStoreContract } from './document-store-contract.ts';
import { ledgerContract } from './ledger-contract.ts';
import { quarantineContract } from './quarantine-contract.ts';

/** Makes an empty store of each port. */
export type StoreMakers = {
  readonly customers: () => Promise<CustomerStore>;
  readonly ledger: () => Promise<Ledger>;
  readonly contacts: () => Promise<ContactStore>;
  readonly sheet: () => Promise<DaySheet>;
  readonly quarantine: () => Promise<Quarantine>;
  readonly documents: () => Promise<DocumentStore>;
};

/** The contract of every port, run against one family of adapters. */
export function storeContracts(make: StoreMakers): void {
  describe('customers', () => customerStoreContract(make.customers));
  describe('ledger', () => ledgerContract(make.ledger));
  describe('contacts', () => contactStoreContract(make.contacts));
  describe('day sheet', () => daySheetContract(make.sheet));
  describe('quarantine', () => quarantineContract(make.quarantine));
  describe('documents', () => documentStoreContract(make.documents));
}
