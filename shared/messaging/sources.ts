/** EventBridge sources. Everything that enters is inbound, ours alone is outbound. */
export const BUS_SOURCES = {
  inbound: 'beforehand.inbound',
  outbound: 'beforehand.outbound',
} as const;

/** Signal that every segment of a dawn pass is done. */
export const DAWN_COMPLETED = 'Dawn Completed';
