/** Codes of failures that come before a connection is there to send anything over. */
const BEFORE_CONNECTED = new Set([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** The SDK found nothing to sign the request with. */
const UNSIGNED = 'CredentialsProviderError';
const DEEPEST_CAUSE = 5;

/** Whether the error proves that the request never left this machine. */
export function neverLeft(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST_CAUSE) return false;
  if (error.name === UNSIGNED) return true;
  if ('code' in error && BEFORE_CONNECTED.has(String(error.code))) return true;
  if (error instanceof AggregateError) {
    return error.errors.length > 0 && error.errors.every((each) => neverLeft(each, depth + 1));
  }
  return neverLeft(error.cause, depth + 1);
}
