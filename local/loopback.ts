import type { AddressInfo, Server } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** What every engine of the local cloud pretends to run in. */
export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

/** Credentials that every engine accepts; never those of the person who runs this. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** What an SDK client needs to talk to an engine of the local cloud. */
export const localClientConfig = (endpoint: string) => ({
  endpoint,
  region: REGION,
  credentials: LOCAL_CREDENTIALS,
});

export const loopbackUrl = (port: number): string => `http://${LOOPBACK}:${port}`;

/** @throws Error when the server listens on no TCP port. */
export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error(`expected a server on a TCP port, got ${address}`);
  }
  return address.port;
}

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether a Host header names this machine; a page elsewhere that resolves its own name to here does not. */
export const namesLoopback = (host: string | undefined): boolean =>
  host !== undefined && LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase());
