/** @throws Error when the provider's answer names no message. */
export function accepted(messageId: string | undefined): { providerMessageId: string } {
  if (messageId === undefined) throw new Error('the provider answered without a message id');
  return { providerMessageId: messageId };
}
