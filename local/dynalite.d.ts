declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** DynamoDB on LevelDB: on disk under `path`, or in memory without it. */
  export default function dynalite(options: { path?: string; createTableMs?: number }): Server;
}
