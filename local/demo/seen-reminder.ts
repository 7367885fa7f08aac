import type { Need } from '#shared/contracts/outbound.ts';

/** A reminder that reached a customer of the demo shop on a local day. */
export type SeenReminder = {
  readonly customerId: string;
  readonly contactId: string;
  readonly day: number;
  readonly needs: readonly Pick<Need, 'kind' | 'subject'>[];
};
