import { createRequire } from 'node:module';
import * as z from 'zod';

/** The two iterator classes of dynalite's LevelDB, as far as they matter here. */
const iterators = z.object({
  AbstractKeyIterator: z.custom<{ prototype: ClosableIterator }>(),
  AbstractValueIterator: z.custom<{ prototype: ClosableIterator }>(),
});

type ClosableIterator = { close(): Promise<void>; return?: () => Promise<void> };

/**
 * Lets dynalite 4.0.0 close its iterators. It ends each query and scan with `iterator.return()`,
 * which the iterators of its LevelDB do not have under that name, so every query left one open until
 * the database closed: memory grew and each query was slower than the one before.
 */
export function closeIterators(): void {
  const require = createRequire(import.meta.url);
  const requireOfDynalite = createRequire(require.resolve('dynalite'));
  const classes = iterators.parse(requireOfDynalite('abstract-level'));
  for (const { prototype } of Object.values(classes)) {
    prototype.return ??= function close(this: ClosableIterator) {
      return this.close();
    };
  }
}
