import { writeFile } from 'node:fs/promises';
import { randomFrom } from '#local/demo/random.ts';
import { DAY_MS } from '#shared/domain/time/spans.ts';

const START_MS = Date.UTC(2025, 0, 1, 8);
const ROWS_OF_AN_ORDER = 4;
const ORDERS_OF_A_CUSTOMER = 5;

/** Writes a CSV of `rows` order lines, customers mixed as in an export by time; the same every time. */
export async function writeOrderFile(file: string, rows: number): Promise<void> {
  const random = randomFrom(1, 'order-file');
  const customers = Math.max(Math.round(rows / ROWS_OF_AN_ORDER / ORDERS_OF_A_CUSTOMER), 1);
  const lines = ['customer_id,order_date,order_id,product_id,quantity,unit_price'];
  for (let row = 0; row < rows; row += 1) {
    const order = Math.floor(row / ROWS_OF_AN_ORDER);
    const atMs = START_MS + Math.floor((order * 360 * DAY_MS * ROWS_OF_AN_ORDER) / rows);
    const customer = (order * 7_919) % customers;
    const product = `P-${order % 97}-${row % ROWS_OF_AN_ORDER}`;
    const price = (random.whole(99, 4_999) / 100).toFixed(2);
    const at = new Date(atMs).toISOString();
    lines.push(`K${customer},${at},O${order},${product},${random.whole(1, 6)},${price}`);
  }
  await writeFile(file, `${lines.join('\n')}\n`);
}
