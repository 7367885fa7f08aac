import { memoryContactStore } from '#tests/doubles/memory-contact-store.ts';
import { memoryCustomerStore } from '#tests/doubles/memory-customer-store.ts';
import { memoryDaySheet } from '#tests/doubles/memory-day-sheet.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { memoryLedger } from '#tests/doubles/memory-ledger.ts';
import { memoryQuarantine } from '#tests/doubles/memory-quarantine.ts';
import { storeContracts } from './contract/store-contracts.ts';

storeContracts({
  customers: async () => memoryCustomerStore(),
  ledger: async () => memoryLedger(),
  contacts: async () => memoryContactStore(),
  sheet: async () => memoryDaySheet(),
  quarantine: async () => memoryQuarantine(),
  documents: async () => memoryDocumentStore(),
});
