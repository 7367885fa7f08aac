import type { Sendable } from '#shared/store/ports.ts';
import type { BusEvent } from './bus-entry.ts';

export type Bus = {
  /** Resolves when every event was accepted; @throws when any was not, naming how many. */
  publish(events: readonly BusEvent[]): Promise<void>;
  /** Pipeline signals that are about no customer, as `Dawn Completed`. */
  signal(name: string, detail: Readonly<Record<string, unknown>>): Promise<void>;
};

/** A message as it comes out of a queue: the JSON that it carries, undefined when its text was none. */
export type Incoming = { readonly messageId: string; readonly body: unknown };

export type Queue<Message> = {
  /** Resolves when every message was accepted; @throws otherwise. */
  send(messages: readonly Message[]): Promise<void>;
};

export type Topic = {
  publish(message: {
    subject: string;
    body: string;
    attributes: Readonly<Record<string, string>>;
    groupId?: string;
  }): Promise<void>;
};

export type Sender = {
  /** Hands the message to the channel's provider. @throws when the provider did not accept it. */
  send(message: Sendable): Promise<{ providerMessageId: string }>;
};
