export type Closer = () => Promise<void> | void;

/** Closes the newest first, everything even if one fails. @throws the first failure. */
export async function closeAll(closers: Closer[]): Promise<void> {
  const errors: unknown[] = [];
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
    try {
      await close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'the local cloud did not stop cleanly');
}
