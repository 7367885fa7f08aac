import type { ShopSettings } from '#shared/config/shop.ts';
import { stableShare } from '#shared/domain/stable-hash.ts';

/**
 * Whether the customer is in the control group, who get no reminders and no alerts. Depends on the
 * salt and the id alone: stable for ever, the same on every machine, and independent of behaviour.
 */
export const isHeldOut = (
  customerId: string,
  shop: Pick<ShopSettings, 'holdoutShare' | 'holdoutSalt'>,
): boolean => stableShare(`${shop.holdoutSalt}\n${customerId}`) < shop.holdoutShare;
