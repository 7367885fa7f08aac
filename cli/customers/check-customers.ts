import { EXIT } from '#cli/cli-error.ts';
import type { OpenData } from '#cli/open-data.ts';
import { terminal } from '#cli/terminal.ts';
import { number, plural } from '#cli/words.ts';
import { everyCustomerId } from '#shared/pipeline/every-customer.ts';
import { refoldCustomer, verifyCustomer } from '#shared/pipeline/refold-customer.ts';
import { noCustomer } from './missing.ts';

/** Customers looked at in parallel. */
const AT_ONCE = 12;
const NAMES_SHOWN = 20;

/** Compares every stored state with the fold of its ledger. */
export async function verifyAll(data: OpenData, json: boolean): Promise<void> {
  const checked = await checkAll(data, (id) => verifyCustomer(data, id));
  if (checked.mismatches > 0) process.exitCode = EXIT.problems;
  if (json) return terminal.printJson(checked);
  terminal.print(
    `${plural(checked.customers, 'customer')} folded anew, ${plural(checked.mismatches, 'mismatch', 'mismatches')}`,
  );
  if (checked.mismatches === 0) return;
  terminal.print(`not what the ledger says: ${checked.mismatched.join(', ')}`);
  terminal.say('hint: "beforehand refold" replaces these states by the fold of the ledger.');
}

/** Mends what `verify` would find. */
export async function refoldAll(
  data: OpenData,
  customerId: string | undefined,
  json: boolean,
): Promise<void> {
  if (customerId !== undefined && (await data.customers.load(customerId)) === undefined) {
    throw noCustomer(customerId);
  }
  const checked = await checkAll(data, (id) => refoldCustomer(data, id), customerId);
  const { customers, mismatches, mismatched } = checked;
  if (json) terminal.printJson({ customers, refolded: mismatches, names: mismatched });
  else terminal.print(`${plural(customers, 'customer')} looked at, ${number(mismatches)} refolded`);
}

type Checked = {
  readonly customers: number;
  readonly mismatches: number;
  /** The first of those that differ. */
  readonly mismatched: string[];
};

async function checkAll(
  data: OpenData,
  check: (customerId: string) => Promise<{ readonly matched: boolean }>,
  only?: string,
): Promise<Checked> {
  const ids = only === undefined ? everyCustomerId(data.customers) : [only].values();
  const mismatched: string[] = [];
  let customers = 0;
  const worker = async (): Promise<void> => {
    for (;;) {
      const next = await ids.next();
      if (next.done === true) return;
      customers += 1;
      if (!(await check(next.value)).matched) mismatched.push(next.value);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const mismatches = mismatched.length;
  return { customers, mismatches, mismatched: mismatched.sort().slice(0, NAMES_SHOWN) };
}
