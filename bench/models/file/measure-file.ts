import type { FileOptions } from '../options.ts';
import type { FileReport } from './file-report.ts';
import { measureAssets } from './measure-assets.ts';
import { measureAttributes } from './measure-attributes.ts';
import { measureCondition } from './measure-condition.ts';
import { measureOrders } from './measure-orders.ts';

const KINDS = ['customers', 'pairs', 'dates', 'assets', 'attributes', 'condition'];
/** Draws of the bootstrap. */
const DRAWS = { usual: 200, quick: 20 } as const;

/** Measures a file of the caller's own. @throws Error naming the option or the value that does not fit. */
export async function measureFile(
  options: FileOptions,
  say: (text: string) => void,
): Promise<FileReport> {
  const effort = { draws: options.quick ? DRAWS.quick : DRAWS.usual };
  switch (options.kind) {
    case 'customers':
    case 'pairs':
    case 'dates':
      return measureOrders(options.kind, options, effort);
    case 'assets':
      return measureAssets(options, effort);
    case 'attributes':
      return measureAttributes(options, effort, say);
    case 'condition':
      return measureCondition(options, say);
    default:
      throw new RangeError(`--kind must be one of ${KINDS.join(', ')}; got "${options.kind}"`);
  }
}
