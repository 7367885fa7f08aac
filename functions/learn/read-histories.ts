import type { Histories } from '#shared/domain/forecasting/training/learn-from-histories.ts';
import { inParallel } from '#shared/runtime/in-parallel.ts';
import type { Ledger } from '#shared/store/ports.ts';

/** Histories asked for at the same time. */
const AT_ONCE = 16;

/** Every fact of each of the customers, in their order. */
export const readHistories = (
  ledger: Pick<Ledger, 'facts'>,
  customerIds: readonly string[],
): Promise<Histories> => inParallel(customerIds, AT_ONCE, (customerId) => ledger.facts(customerId));
