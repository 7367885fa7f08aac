import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Histories } from '#shared/domain/forecasting/training/learn-from-histories.ts';
import type { Ledger } from '#shared/store/ports.ts';

/** Histories asked for at the same time. */
const AT_ONCE = 16;

/** Every fact of each of the customers, in their order. */
export async function readHistories(
  ledger: Pick<Ledger, 'facts'>,
  customerIds: readonly string[],
): Promise<Histories> {
  const histories: (readonly Fact[])[] = customerIds.map(() => []);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < customerIds.length) {
      const at = next;
      next += 1;
      const customerId = customerIds[at];
      if (customerId !== undefined) histories[at] = await ledger.facts(customerId);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return histories;
}
