import { minorUnitDigits } from './currencies.ts';
import { fault } from './fault-reasons.ts';
import type { InboundName } from './inbound.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import { toMinorUnits } from './money.ts';

/** Foreign properties in our words, and the amounts that could not be read. */
export type Translated = { readonly properties: JsonObject; readonly faults: readonly string[] };

/** The currency that amounts are in, and where to say which of them could not be read. */
type Reading = { readonly currency: Json | undefined; readonly faults: string[] };

const ORDER_EVENTS: readonly InboundName[] = [
  'Order Completed',
  'Order Refunded',
  'Order Cancelled',
];
const RATED_EVENTS: readonly InboundName[] = ['Review Submitted', 'Satisfaction Rated'];

/**
 * Translates the properties of Segment's e-commerce spec and its habits (snake_case, decimal
 * amounts, numbers as identifiers, null for absent) to ours; what is already ours passes unchanged.
 * `root` is the path of the properties in the foreign event, for the reasons.
 */
export function translateProperties(
  name: InboundName,
  given: JsonObject,
  root: string,
): Translated {
  const faults: string[] = [];
  const ours = withOurNames(given);
  if (typeof ours['currency'] === 'string') ours['currency'] = ours['currency'].toUpperCase();
  if (ORDER_EVENTS.includes(name)) translateOrder(ours, root, faults);
  if (name === 'Subscription Started') {
    setMinor(ours, 'priceMinor', ['price'], [root], { currency: ours['currency'], faults });
  }
  if (name === 'Product Viewed') useSku(ours);
  if (RATED_EVENTS.includes(name)) readNumbers(ours, ['rating', 'maximum']);
  return { properties: ours, faults };
}

function translateOrder(order: JsonObject, root: string, faults: string[]): void {
  const reading = { currency: order['currency'], faults };
  const listName = order['products'] === undefined ? 'lines' : 'products';
  const list = order[listName];
  if (Array.isArray(list)) {
    order['lines'] = list.map((line, index) =>
      translateLine(line, [root, listName, index], reading),
    );
  }
  setMinor(order, 'totalMinor', ['total', 'revenue'], [root], reading);
  if (order['totalMinor'] === undefined && faults.length === 0) addUp(order);
}

function translateLine(given: Json, path: readonly PropertyKey[], reading: Reading): Json {
  if (!isJsonObject(given)) return given;
  const line = withOurNames(given);
  useSku(line);
  readNumbers(line, ['quantity']);
  if (line['quantity'] === undefined) line['quantity'] = 1;
  setMinor(line, 'unitPriceMinor', ['price'], path, reading);
  return line;
}

/** camelCase names, nothing empty, whole numbers as text where an identifier is wanted. */
function withOurNames(given: JsonObject): JsonObject {
  const ours: JsonObject = {};
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === '') continue;
    const name = key.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    ours[name] = name.endsWith('Id') ? asIdentifier(value) : value;
  }
  return ours;
}

/** A whole number as the text it stands for. */
export const asIdentifier = (value: Json): Json =>
  typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;

function useSku(item: JsonObject): void {
  if (item['productId'] === undefined && item['sku'] !== undefined) {
    item['productId'] = asIdentifier(item['sku']);
  }
}

function readNumbers(object: JsonObject, names: readonly string[]): void {
  for (const name of names) {
    const value = object[name];
    if (typeof value === 'string' && /^\d{1,15}(\.\d{1,15})?$/.test(value)) {
      object[name] = Number(value);
    }
  }
}

/** Sets `target` from the first amount there is, unless it is set already. */
function setMinor(
  object: JsonObject,
  target: string,
  names: readonly string[],
  path: readonly PropertyKey[],
  { currency, faults }: Reading,
): void {
  const name = names.find((candidate) => object[candidate] !== undefined);
  if (object[target] !== undefined || name === undefined) return;
  const amount = object[name];
  if (typeof currency !== 'string' || minorUnitDigits(currency) === undefined) {
    addOnce(faults, fault([String(path[0]), 'currency'], currency, 'an ISO 4217 code such as EUR'));
    return;
  }
  const isAmount = typeof amount === 'number' || typeof amount === 'string';
  const minor = isAmount ? toMinorUnits(amount, currency) : undefined;
  if (minor !== undefined) object[target] = minor;
  else faults.push(fault([...path, name], amount, 'a decimal amount such as 19.99, 0 or more'));
}

function addOnce(faults: string[], reason: string): void {
  if (!faults.includes(reason)) faults.push(reason);
}

/** The total of an order that states none: the sum of its lines, when each has a price. */
function addUp(order: JsonObject): void {
  const lines = order['lines'];
  if (!Array.isArray(lines) || lines.length === 0) return;
  let total = 0;
  for (const line of lines) {
    const price = isJsonObject(line) ? line['unitPriceMinor'] : undefined;
    const quantity = isJsonObject(line) ? line['quantity'] : undefined;
    if (typeof price !== 'number' || typeof quantity !== 'number') return;
    total += Math.round(price * quantity);
  }
  order['totalMinor'] = total;
}
