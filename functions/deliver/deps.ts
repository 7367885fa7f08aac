import * as z from 'zod';
import { identifier } from '#shared/contracts/primitives.ts';
import type { PhoneBook } from '#shared/messaging/phone-book.ts';
import type { Sender } from '#shared/messaging/ports.ts';
import type { PipelineDeps } from '#shared/pipeline/deps.ts';
import type { Count } from '#shared/runtime/figures.ts';
import type { ContactStore, DocumentStore } from '#shared/store/ports.ts';
import type { DeliverSteps } from './steps.ts';

export type DeliverDeps = PipelineDeps & {
  readonly contacts: ContactStore;
  /** Read for the shop's catalogue: kind `catalogue`, id of a product. */
  readonly documents: DocumentStore;
  readonly phones: PhoneBook;
  readonly sender: Sender;
  readonly linkSecret: string;
  readonly count?: Count;
  /** The kill switch; false: nothing may go out. */
  readonly isSendingOn: () => Promise<boolean>;
  readonly steps: DeliverSteps;
};

/** A message of the deliver queue. */
export const delivery = z.object({ customerId: identifier, contactId: identifier });
export type Delivery = z.infer<typeof delivery>;
