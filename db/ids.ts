import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

export type OrgId = string & { readonly __org: true };
export type PersonId = string & { readonly __person: true };

/** A new id: the prefix, an underscore and 128 random bits in Crockford's base 32 (26 characters). */
export function newId(prefix: string): string {
  let bits = 0n;
  for (const byte of randomBytes(16)) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = alphabet[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return `${prefix}_${text}`;
}
