import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type BenchOptions = {
  readonly help: boolean;
  readonly quick: boolean;
  /** Names of the measures to run; empty for all. */
  readonly only: readonly string[];
  /** Where to write the figures as JSON; `-` for the standard output, instead of the table. */
  readonly json: string | undefined;
  /** An earlier JSON to compare with. */
  readonly compare: string | undefined;
  readonly ordersFile: string;
};

/** A year of orders of a real shop, looked for beside the project; not part of it. */
const ORDERS_FILE = resolve(import.meta.dirname, '../../shared/data/retail_uk_orders.csv.gz');

export const USAGE = `npm run bench -- [options]

  --only NAME      run this measure alone; may be given several times
  --quick          small amounts, few repetitions: to see that everything runs
  --json FILE      write the figures as JSON as well; "-" prints JSON instead of the table
  --compare FILE   show how each figure stands to an earlier JSON
  --orders FILE    CSV of real orders, plain or gzip, to import as well
  --help           this text

Exit code 1 when a count is above what is promised; times never fail the run.`;

/** @throws TypeError naming an option that does not exist, Error naming a measure that does not. */
export function benchOptions(given: readonly string[], names: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...given],
    options: {
      help: { type: 'boolean', short: 'h' },
      quick: { type: 'boolean' },
      only: { type: 'string', multiple: true },
      json: { type: 'string' },
      compare: { type: 'string' },
      orders: { type: 'string' },
    },
  });
  const only = values.only ?? [];
  const stranger = only.find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw new Error(`there is no measure ${stranger}; there are ${names.join(', ')}`);
  }
  return {
    help: values.help === true,
    quick: values.quick === true,
    only,
    json: values.json,
    compare: values.compare,
    ordersFile: values.orders === undefined ? ORDERS_FILE : resolve(values.orders),
  };
}
