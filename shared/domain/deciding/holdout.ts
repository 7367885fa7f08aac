import type { ShopSettings } from '#shared/config/shop.ts';

/**
 * Whether the customer is in the control group, who get no reminders and no alerts. Depends on the
 * salt and the id alone: stable for ever, the same on every machine, and independent of behaviour.
 */
export const isHeldOut = (
  customerId: string,
  shop: Pick<ShopSettings, 'holdoutShare' | 'holdoutSalt'>,
): boolean => stableHash(`${shop.holdoutSalt}\n${customerId}`) / 2 ** 32 < shop.holdoutShare;

/**
 * 32-bit FNV-1a over the UTF-16 code units of a text, low byte first, then the finaliser of
 * MurmurHash3, without which the high bits of short, similar ids would hardly differ.
 * Sources: Fowler, Noll, Vo (offset basis 2166136261, prime 16777619); Appleby, `fmix32`.
 */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
