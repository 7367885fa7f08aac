/** Names, or parts of names, that say who somebody is or how to reach them. */
const PARTS =
  /mail|phone|mobile|address|street|birth|password|secret|token|passport|iban|webhook|push/;
/** The same under exactly this name. */
const WHOLE =
  /^(id|userid|customerid|tel|fax|ip|ssn|zip|zipcode|postcode|postalcode|avatar|(first|last|middle|full|user|nick|sur|given|family|maiden|display)?name)$/;

/** Whether an attribute of this name, however it is spelled, would say who the customer is. */
export function isIdentifying(name: string): boolean {
  const bare = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return PARTS.test(bare) || WHOLE.test(bare);
}
