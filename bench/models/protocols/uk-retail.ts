import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { readOrders } from '../data/read-orders.ts';
import type { Shop } from '../data/shop.ts';
import type { ProtocolContext } from '../protocol.ts';

export const UK_FILE = 'retail_uk_orders.csv.gz';
/** Nothing after this day is learned from. */
export const UK_CUT = dayOfIso('2011-08-31');
/** Candidates are what a customer had bought on so many days. */
export const MIN_PURCHASES = 3;
/** Product codes; all others are fees, vouchers and manual lines. */
const PRODUCTS = /^\d{5}[A-Za-z]*$/;

export async function readUkRetail(context: ProtocolContext): Promise<Shop> {
  const { shop } = await readOrders(context.path(UK_FILE), { columns: {}, products: PRODUCTS });
  return shop;
}
