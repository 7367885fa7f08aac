import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { readOrders } from '../data/read-orders.ts';
import type { Shop } from '../data/shop.ts';
import type { ProtocolContext } from '../protocol.ts';

export const UK_FILE = 'retail_uk_orders.csv.gz';
/** Nothing after this day is learned from. */
export const UK_CUT = dayOfIso('2011-08-31');
/** Candidates are what a customer had bought on so many days. */
export const MIN_PURCHASES = 3;
/** Days on which it is asked what is bought again soon. */
export const UK_SNAPSHOTS = [
  '2011-09-09',
  '2011-09-23',
  '2011-10-07',
  '2011-10-21',
  '2011-11-04',
].map(dayOfIso);
/** Product codes; all others are fees, vouchers and manual lines. */
const PRODUCTS = /^\d{5}[A-Za-z]*$/;

export async function readUkRetail(context: ProtocolContext): Promise<Shop> {
  const { shop } = await readOrders(context.path(UK_FILE), { columns: {}, products: PRODUCTS });
  return shop;
}
