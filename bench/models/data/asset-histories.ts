import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { inOrder } from '#shared/domain/customer/fold-facts.ts';
import type { AssetEvent, AssetInfo, AssetsRead } from './read-assets.ts';
import { fileCalendar, type History, type Shop } from './shop.ts';

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.25;
/** All assets of a file are of one kind; how they differ is said by their model. */
const PRODUCT = 'machine';

/** Sorts before the ids of all events, so that the asset is known when the first of them comes. */
const FIRST_ID = '0-registered';

/** Each asset as a customer of its own, registered on the first day of the data. */
export function assetShop({ events, infos }: Pick<AssetsRead, 'events' | 'infos'>): Shop {
  const startMs = Math.floor((events[0]?.atMs ?? 0) / DAY_MS) * DAY_MS;
  const byAsset = Map.groupBy(events, ({ asset }) => asset);
  const known = new Map(infos.map((info) => [info.asset, info]));
  const assets = new Set([...known.keys(), ...byAsset.keys()]);
  return {
    calendar: fileCalendar(),
    histories: [...assets].sort().map((asset): History => {
      const own = byAsset.get(asset) ?? [];
      const all = [registration(asset, known.get(asset), startMs), ...own.map(eventOf)];
      return { customer: asset, facts: inOrder(all.map(toFact)) };
    }),
  };
}

function registration(asset: string, info: AssetInfo | undefined, startMs: number): InboundEvent {
  const builtMs = startMs - (info?.ageYears ?? 0) * YEAR_DAYS * DAY_MS;
  return {
    type: 'Product Registered',
    customerId: asset,
    metadata: { id: FIRST_ID, occurredAt: iso(startMs), schemaVersion: 1 },
    properties: {
      assetId: asset,
      productId: PRODUCT,
      ...(info?.model === undefined ? {} : { model: info.model }),
      ...(info?.ageYears === undefined ? {} : { builtOn: iso(builtMs).slice(0, 10) }),
    },
  };
}

function eventOf({ asset, atMs, what, of }: AssetEvent, at: number): InboundEvent {
  const id = `${what}:${of}:${at}`;
  const common = {
    customerId: asset,
    metadata: { id, occurredAt: iso(atMs), schemaVersion: 1 },
  } as const;
  if (what === 'error') {
    return { ...common, type: 'Fault Reported', properties: { assetId: asset, code: of } };
  }
  return {
    ...common,
    type: 'Service Completed',
    properties: {
      assetId: asset,
      ...(of === '' ? {} : { component: of }),
      cause: what === 'failure' ? 'failure' : 'planned',
    },
  };
}

const iso = (atMs: number): string => new Date(atMs).toISOString();
