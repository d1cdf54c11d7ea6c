import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** The portal's secrets, newest first: the first seals, all of them open. */
export type Secrets = readonly [string, ...string[]];

/** A key of 32 bytes for one purpose, derived from an application secret by HKDF-SHA-256. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "foyer", purpose, 32));
}

/** SHA-256 in hex: how tokens and session ids are stored. */
export function sha256(value: string | Uint8Array): string {
  return createHash("sha256").update(value).digest("hex");
}

/** HMAC-SHA-256 in hex under a key of its own: for short secrets, such as codes, that a bare hash would give away. */
export function mac(secrets: Secrets, purpose: string, value: string): string {
  return createHmac("sha256", deriveKey(secrets[0], purpose)).update(value).digest("hex");
}

/** 32 random bytes, base64url: 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Seals text with AES-256-GCM (nonce, tag, ciphertext), readable only with one of the secrets. */
export function seal(secrets: Secrets, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(secrets[0], "seal"), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what `seal` made. Throws if none of the secrets fits or a byte was changed. */
export function unseal(secrets: Secrets, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  for (const secret of secrets) {
    const decipher = createDecipheriv("aes-256-gcm", deriveKey(secret, "seal"), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    } catch {
      continue;
    }
  }
  throw new Error("A sealed value could not be opened with any current secret");
}
