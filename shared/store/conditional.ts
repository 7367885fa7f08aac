import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/**
 * Whether a conditional write was done; false when its condition did not hold. When the SDK had to
 * ask more than once, an earlier try may have been done and its answer lost: then `isOurs` looks
 * whether what is there is what we wrote.
 */
export async function wasWritten(
  write: Promise<unknown>,
  isOurs: () => Promise<boolean> = async () => false,
): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return (error.$metadata.attempts ?? 1) > 1 && (await isOurs());
  }
}
