import type * as z from 'zod';
import type { contactProfile } from '#shared/contracts/inbound.ts';
import type { Channel } from '#shared/contracts/primitives.ts';
import type { QuarantinedEvent } from '#shared/contracts/quarantine.ts';
import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Customer } from '#shared/domain/customer/state.ts';

/** A customer as stored; `version` counts commits and guards the next one. */
export type StoredCustomer = Customer & {
  readonly customerId: string;
  readonly version: number;
  /** The version before wrote it, whose fold may lack what this one keeps: to be folded anew. */
  readonly isOutdated?: true;
};

export type CustomerPage = {
  readonly customers: readonly StoredCustomer[];
  /** Customers whose stored state is damaged or of a newer version, and why; absent when there are none. */
  readonly unreadable?: readonly { readonly customerId: string; readonly error: unknown }[];
  readonly cursor?: string;
};

export type CustomerStore = {
  /** Strongly consistent; undefined when never seen. @throws Error naming a customer who cannot be read. */
  load(customerId: string): Promise<StoredCustomer | undefined>;
  /**
   * As it was a moment ago, at half the price: only for a change that commits on the version read,
   * or that changes nothing because of what the ledger says.
   */
  glance(customerId: string): Promise<StoredCustomer | undefined>;
  /**
   * Writes state as version `expectedVersion + 1` when the stored version still is
   * `expectedVersion` (0 = no item yet), else answers `conflict` and writes nothing.
   */
  commit(
    customerId: string,
    expectedVersion: number,
    next: Customer,
  ): Promise<'committed' | 'conflict'>;
  /** Deletes the item, if there is one, whatever its version. Answers whether there was one. */
  remove(customerId: string): Promise<boolean>;
  /** One page of a segment (0 to segments - 1) of the table, from `cursor` on. */
  scan(segment: number, segments: number, cursor?: string): Promise<CustomerPage>;
};

/** Anything of ours that the ledger keeps beside facts: decisions, deliveries, outcomes. */
export type LedgerNote = {
  readonly atMs: number;
  /** Unique within the customer and instant; writing the same note twice is harmless. */
  readonly id: string;
  readonly kind: 'decision' | 'delivery' | 'outcome';
  readonly what: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type Ledger = {
  /** Adds the fact unless one with its key is there; the first one written stays. */
  append(customerId: string, fact: Fact): Promise<'added' | 'existed'>;
  /** Adds many facts that are known to be absent (import); writing one again changes nothing. */
  appendAll(entries: readonly { customerId: string; fact: Fact }[]): Promise<void>;
  /** Every fact of the customer in key order. */
  facts(customerId: string): Promise<readonly Fact[]>;
  note(customerId: string, notes: readonly LedgerNote[]): Promise<void>;
  /** Our notes in order of time. */
  notes(customerId: string): Promise<readonly LedgerNote[]>;
  /** Deletes everything of the customer; answers how many entries there were. */
  erase(customerId: string): Promise<number>;
};

export type Profile = z.infer<typeof contactProfile>;

export type ContactStore = {
  /** Keeps of each field the value with the newest `atMs`, in whatever order they arrive. */
  identify(customerId: string, profile: Profile, atMs: number): Promise<void>;
  find(customerId: string): Promise<Profile | undefined>;
  erase(customerId: string): Promise<void>;
};

/** A due contact on the day sheet. */
export type SheetRow = {
  readonly sendAtMs: number;
  readonly customerId: string;
  readonly contactId: string;
};

export type DaySheet = {
  /** Idempotent: a row is one (instant, customer, contact). */
  put(row: SheetRow): Promise<void>;
  /** Rows due at or before `nowMs`, oldest first, at most `limit`. */
  due(nowMs: number, limit: number): Promise<readonly SheetRow[]>;
  remove(row: SheetRow): Promise<void>;
};

export type { QuarantinedEvent };

export type Quarantine = {
  put(event: QuarantinedEvent): Promise<void>;
  list(limit: number): Promise<readonly QuarantinedEvent[]>;
  remove(id: string): Promise<void>;
};

/** Versioned JSON documents by kind and id: models, KPI sums, reports, lists, checkpoints, cases. */
export type DocumentStore = {
  get(kind: string, id: string): Promise<unknown>;
  put(kind: string, id: string, document: unknown): Promise<void>;
  /** Writes only when the stored `revision` still is `expected` (0 = absent). */
  replace(
    kind: string,
    id: string,
    expected: number,
    document: unknown,
  ): Promise<'replaced' | 'conflict'>;
  getWithRevision(
    kind: string,
    id: string,
  ): Promise<{ document: unknown; revision: number } | undefined>;
  /** All documents of a kind whose id starts with `prefix`, by id. */
  list(kind: string, prefix?: string): Promise<readonly { id: string; document: unknown }[]>;
  remove(kind: string, id: string): Promise<void>;
};

export type Sendable = {
  readonly channel: Channel;
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contactId: string;
};
