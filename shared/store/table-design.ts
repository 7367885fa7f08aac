/*
 * The four tables: keys, attribute names and the expressions over them. Nothing outside
 * shared/store spells any of these.
 *
 * | table     | partition key | sort key | items |
 * |-----------|---------------|----------|-------|
 * | customers | `customer`    |          | one per customer: `version`, `schema`, `packing`, `state`, `mark` |
 * | ledger    | `customer`    | `entry`  | `f#<15-digit ms>#<id>` facts, `n#<15-digit ms>#<id>` notes, each packed in `p` |
 * | contacts  | `customer`    |          | one per customer: each field beside the instant it was said |
 * | insights  | `kind`        | `id`     | documents by kind, quarantine, and a day sheet per seven UTC days; `documentFormat` of a document when it is not the first |
 */

import { DAY_MS } from '#shared/domain/time/spans.ts';
import type { SheetRow } from './ports.ts';

export type TableDefinition = {
  readonly table: 'customers' | 'ledger' | 'contacts' | 'insights';
  readonly partitionKey: string;
  readonly sortKey?: string;
  /** Number attribute of epoch seconds after which DynamoDB deletes the item. */
  readonly expiry?: string;
};

/** What the CDK app and the local engine create. All keys are strings. */
export const tableDefinitions: readonly TableDefinition[] = [
  { table: 'customers', partitionKey: 'customer' },
  { table: 'ledger', partitionKey: 'customer', sortKey: 'entry', expiry: 'expiresAt' },
  { table: 'contacts', partitionKey: 'customer' },
  { table: 'insights', partitionKey: 'kind', sortKey: 'id', expiry: 'expiresAt' },
];

/** DynamoDB refuses larger items; see "Service, account, and table quotas" of its guide. */
export const ITEM_BYTES_LIMIT = 400 * 1024;
/** Days of sheets in one partition. Rows left over from an outage are found for at least as long. */
export const SHEET_DAYS = 7;
/** Days after which a row that nobody took is deleted; its decision has long expired by then. */
const SHEET_KEPT_DAYS = 30;

export const QUARANTINE_KIND = 'quarantine';

/** Mean Gregorian month. */
const MONTH_MS = 30.436_875 * DAY_MS;

/** Instants as text that sorts by time. @throws RangeError before 1970 and after the year 33658. */
export function sortableMs(atMs: number): string {
  if (!(Number.isInteger(atMs) && atMs >= 0 && atMs < 1e15)) {
    throw new RangeError(`expected whole milliseconds from 0 to 10^15, got ${atMs}`);
  }
  return String(atMs).padStart(15, '0');
}

export const factEntry = (key: string): string => `f#${key}`;
export const noteEntry = (atMs: number, id: string): string => `n#${sortableMs(atMs)}#${id}`;
export const ENTRY_PREFIX = { fact: 'f#', note: 'n#' } as const;

/** The ledger keeps what happened at `atMs` for so many months after it. */
export const ledgerExpiry = (atMs: number, retentionMonths: number): number =>
  Math.ceil((atMs + retentionMonths * MONTH_MS) / 1_000);

/** The partition of the sheets of seven UTC days, named by the first of them. */
export function sheetKind(atMs: number): string {
  const periodMs = SHEET_DAYS * DAY_MS;
  const first = new Date(Math.floor(atMs / periodMs) * periodMs);
  return `sheet#${first.toISOString().slice(0, 10)}`;
}

/** The partitions that may hold rows due at `nowMs`, oldest first: this one and the one before. */
export const dueSheetKinds = (nowMs: number): string[] => [
  ...new Set([sheetKind(Math.max(nowMs - SHEET_DAYS * DAY_MS, 0)), sheetKind(nowMs)]),
];

/** `#` occurs in no identifier, so the parts can be told apart again. */
export const sheetId = (sendAtMs: number, customerId: string, contactId: string): string =>
  `${sortableMs(sendAtMs)}#${customerId}#${contactId}`;

/** The row that an id of a day sheet names. */
export function sheetRowOf(id: string): SheetRow {
  const [sendAt = '', customerId = '', contactId = ''] = id.split('#');
  return { sendAtMs: Number(sendAt), customerId, contactId };
}

export const sheetRowExpiry = (sendAtMs: number): number =>
  Math.ceil((sendAtMs + SHEET_KEPT_DAYS * DAY_MS) / 1_000);

/** Every expression we send. `#name` and `:value` placeholders are bound by the adapters. */
export const EXPRESSIONS = {
  absentCustomer: 'attribute_not_exists(customer)',
  sameVersion: 'version = :expected',
  entriesOf: 'customer = :customer AND begins_with(entry, :prefix)',
  allOfCustomer: 'customer = :customer',
  entryKey: 'customer, entry',
  allOfKind: 'kind = :kind',
  prefixOfKind: 'kind = :kind AND begins_with(id, :prefix)',
  kindBefore: 'kind = :kind AND id < :before',
  absentDocument: 'attribute_not_exists(kind)',
  sameRevision: 'revision = :expected',
  putDocument: 'SET document = :document ADD revision :one REMOVE packed, documentFormat',
  putPacked: 'SET packed = :packed ADD revision :one REMOVE document, documentFormat',
  putDocumentOfFormat:
    'SET document = :document, documentFormat = :format ADD revision :one REMOVE packed',
  putPackedOfFormat:
    'SET packed = :packed, documentFormat = :format ADD revision :one REMOVE document',
  readableFormat: 'attribute_not_exists(documentFormat) OR documentFormat <= :readable',
  /** The newest statement wins; of two at the same instant the greater text. */
  newerField: '(attribute_not_exists(#at) OR #at < :at OR (#at = :at AND #field < :value))',
  setField: '#field = :value, #at = :at',
  notErased: 'attribute_not_exists(erased)',
} as const;
