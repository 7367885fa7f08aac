import { dayOfIso } from '#shared/domain/time/calendar.ts';
import type { ApplyContext } from './apply-fact.ts';
import { countFault, takeReport } from './asset-signals.ts';
import type { LedgerEvent } from './fact.ts';
import type { Asset, AssetComponent, Fold } from './state.ts';

/** Closed spells remembered per component, and meter readings per asset beside the first. */
export const SPELLS_KEPT = 12;
export const READINGS_KEPT = 4;
/** Assets a customer's state remembers; the newest registered stay. */
export const ASSETS_KEPT = 60;
/** A spell ends half a day after it began at the earliest, so that a failure keeps its sign. */
const SHORTEST_SPELL_DAYS = 0.5;
/** An asset older than this when it is registered has parts of unknown age until they are serviced. */
const NEW_DAYS = 30;

const names = [
  'Product Registered',
  'Product Transferred',
  'Meter Reading Recorded',
  'Fault Reported',
  'Condition Reported',
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
    case 'Fault Reported':
      asset.watched ??= context.day;
      countFault(asset, event.properties.code, context.day);
      return;
    case 'Condition Reported': {
      const { values, meterValue } = event.properties;
      if (meterValue !== undefined) addReading(asset, context.day, meterValue);
      takeReport(asset, values, context.day, meterValue);
      return;
    }
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
    ...optional('model', registration.model),
    ...(registration.builtOn === undefined ? {} : { built: dayOfIso(registration.builtOn) }),
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
  const failed = service.cause === 'failure';
  const spell = Math.max(day - (known?.last ?? asset.since), SHORTEST_SPELL_DAYS);
  const isKnown = known !== undefined || !wasUsed(asset);
  asset.components[name] = {
    ...known,
    last: day,
    ...optional('lastMeter', service.meterValue),
    ...withSpell(known, isKnown ? [failed ? -spell : spell] : []),
  };
  if (failed) asset.watched ??= day;
  // What the sensors of a failed asset showed says nothing of what replaces it.
  if (failed && name === '') delete asset.condition;
  if (service.meterValue !== undefined) addReading(asset, day, service.meterValue);
  if (asset.booked !== undefined && asset.booked <= day) delete asset.booked;
}

const wasUsed = ({ built, since }: Asset): boolean =>
  built !== undefined && built < since - NEW_DAYS;

/** The newest spells in full, those before them as sums. */
function withSpell(
  known: AssetComponent | undefined,
  added: readonly number[],
): Pick<AssetComponent, 'spells' | 'older'> {
  const spells = [...(known?.spells ?? []), ...added];
  const [dropped] = spells;
  if (spells.length <= SPELLS_KEPT || dropped === undefined) return { spells };
  const [count = 0, failures = 0, days = 0, squares = 0] = known?.older ?? [];
  const length = Math.abs(dropped);
  return {
    spells: spells.slice(1),
    older: [count + 1, failures + (dropped < 0 ? 1 : 0), days + length, squares + length * length],
  };
}
