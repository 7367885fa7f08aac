/**
 * The provider said no, so nothing was sent. Any other error of a sender leaves open whether the
 * message went out.
 */
export class SendRefused extends Error {
  override readonly name = 'SendRefused';
  /** Whether asking again can never succeed: a wrong address, an opted-out number. */
  readonly permanent: boolean;

  constructor(message: string, options: { permanent: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.permanent = options.permanent;
  }
}

/** Nobody was there to take it; trying again may help. */
export const notConnected = (cause: unknown): SendRefused =>
  new SendRefused('the provider could not be connected to', { permanent: false, cause });
