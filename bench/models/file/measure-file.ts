import type { FileOptions } from '../options.ts';
import type { FileReport } from './file-report.ts';
import { measureOrders } from './measure-orders.ts';

const KINDS = ['customers', 'pairs', 'dates', 'assets', 'attributes', 'condition'];
/** Draws of the bootstrap. */
const DRAWS = { usual: 200, quick: 20 } as const;

/** Measures a file of the caller's own. @throws Error naming the option or the value that does not fit. */
export async function measureFile(options: FileOptions): Promise<FileReport> {
  const effort = { draws: options.quick ? DRAWS.quick : DRAWS.usual };
  switch (options.kind) {
    case 'customers':
    case 'pairs':
    case 'dates':
      return measureOrders(options.kind, options, effort);
    default:
      throw new RangeError(`--kind must be one of ${KINDS.join(', ')}; got "${options.kind}"`);
  }
}
