import type { Endpoints } from '#local/process-settings.ts';

/** Ports to listen on; 0 takes any free one. */
export type Ports = {
  readonly database: number;
  readonly queues: number;
  readonly bus: number;
  readonly inbox: number;
  readonly http: number;
};

export const ANY_PORTS: Ports = { database: 0, queues: 0, bus: 0, inbox: 0, http: 0 };

/** The ports that were taken. */
export const portsOf = (endpoints: Endpoints, http: string): Ports => ({
  database: portIn(endpoints.dynamodb),
  queues: portIn(endpoints.sqs),
  bus: portIn(endpoints.eventBridge),
  inbox: portIn(endpoints.ses),
  http: portIn(http),
});

const portIn = (url: string): number => Number(new URL(url).port);
