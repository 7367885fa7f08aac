import type { ApplyContext } from './apply-fact.ts';
import type { LedgerEvent } from './fact.ts';
import type { Asset, Fold } from './state.ts';

/** Closed spells remembered per component, and meter readings per asset beside the first. */
export const SPELLS_KEPT = 12;
export const READINGS_KEPT = 4;
/** Assets a customer's state remembers; the newest registered stay. */
export const ASSETS_KEPT = 60;
/** A spell ends half a day after it began at the earliest, so that a failure keeps its sign. */
const SHORTEST_SPELL_DAYS = 0.5;

const names = [
  'Product Registered',
  'Product Transferred',
  'Meter Reading Recorded',
  'Service Scheduled',
  'Service Completed',
] as const;
type AssetEvent = Extract<LedgerEvent, { type: (typeof names)[number] }>;

export const isAssetEvent = (event: LedgerEvent): event is AssetEvent =>
  names.some((name) => name === event.type);

/** Events about an asset that is not registered wait in the ledger until a refold knows it. */
export function applyAssetEvent(draft: Fold, event: AssetEvent, context: ApplyContext): void {
  if (event.type === 'Product Registered') {
    register(draft, event.properties, context.day);
    return;
  }
  const { assetId } = event.properties;
  const asset = draft.assets[assetId];
  if (asset === undefined) return;
  switch (event.type) {
    case 'Product Transferred':
      delete draft.assets[assetId];
      return;
    case 'Meter Reading Recorded':
      addReading(asset, context.day, event.properties.value);
      return;
    case 'Service Scheduled':
      asset.booked = context.calendar.dayOf(Date.parse(event.properties.scheduledFor));
      return;
    case 'Service Completed':
      closeSpell(asset, event.properties, context.day);
      return;
  }
}

type Registration = Extract<AssetEvent, { type: 'Product Registered' }>['properties'];

function register(draft: Fold, registration: Registration, day: number): void {
  const known = draft.assets[registration.assetId];
  draft.assets[registration.assetId] = {
    ...(known ?? { since: day, readings: [], components: {} }),
    product: registration.productId,
    ...optional('everyDays', registration.serviceIntervalDays),
    ...optional('everyMeter', registration.serviceIntervalMeter),
    ...optional('unit', registration.meterUnit),
  };
  const ids = Object.keys(draft.assets);
  if (ids.length <= ASSETS_KEPT) return;
  ids.sort((a, b) => since(draft, a) - since(draft, b) || (a < b ? -1 : 1));
  for (const id of ids.slice(0, ids.length - ASSETS_KEPT)) delete draft.assets[id];
}

const since = (draft: Fold, assetId: string): number => draft.assets[assetId]?.since ?? 0;

const optional = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  value === undefined ? {} : { [name]: value };

/** A meter never runs backwards: a lower value is a typing error or another meter, and is left out. */
function addReading(asset: Asset, day: number, value: number): void {
  const newest = asset.readings.at(-1);
  if (newest !== undefined && value < newest[1]) return;
  const others = newest?.[0] === day ? asset.readings.slice(0, -1) : asset.readings;
  asset.readings = [
    ...others.slice(0, 1),
    ...others.slice(1).slice(-(READINGS_KEPT - 1)),
    [day, value],
  ];
}

type Service = Extract<AssetEvent, { type: 'Service Completed' }>['properties'];

function closeSpell(asset: Asset, service: Service, day: number): void {
  const name = service.component ?? '';
  const known = asset.components[name];
  const spell = Math.max(day - (known?.last ?? asset.since), SHORTEST_SPELL_DAYS);
  asset.components[name] = {
    ...known,
    last: day,
    ...optional('lastMeter', service.meterValue),
    spells: [...(known?.spells ?? []), service.cause === 'failure' ? -spell : spell].slice(
      -SPELLS_KEPT,
    ),
  };
  if (service.meterValue !== undefined) addReading(asset, day, service.meterValue);
  if (asset.booked !== undefined && asset.booked <= day) delete asset.booked;
}
