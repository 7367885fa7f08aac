import type { ShopSettings } from '#shared/config/shop.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import type { parseEvent } from '#shared/contracts/parse-event.ts';

type Parsed = ReturnType<typeof parseEvent>;

/** The same verdict, but refused when the event is in another currency than the shop's. */
export function refuseForShop(parsed: Parsed, shop: ShopSettings): Parsed {
  if (parsed.kind === 'refused') return parsed;
  const currency = currencyOf(parsed.event);
  if (currency === undefined || currency === shop.currency) return parsed;
  return {
    kind: 'refused',
    reasons: [
      `properties.currency: ${currency} is not the currency of this shop, ${shop.currency}`,
    ],
    redacted: JSON.stringify(parsed.event),
  };
}

const currencyOf = (event: InboundEvent): string | undefined =>
  'currency' in event.properties ? event.properties.currency : undefined;
