export type Refusal = { ErrorCode: number; Message: string };

/** Postmark's error codes, as listed at https://postmarkapp.com/developer/api/overview#error-codes. */
export const refusals = {
  noToken: (): Refusal => ({
    ErrorCode: 10,
    Message:
      "No Account or Server API tokens were supplied in the HTTP headers. Please add a header for either " +
      "X-Postmark-Server-Token or X-Postmark-Account-Token.",
  }),
  wrongToken: (): Refusal => ({
    ErrorCode: 10,
    Message:
      "The Server Token you provided in the X-Postmark-Server-Token request header was invalid. Please verify that you " +
      "are using a valid token.",
  }),
  invalidEmail: (why: string): Refusal => ({ ErrorCode: 300, Message: why }),
  invalidJson: (): Refusal => ({ ErrorCode: 402, Message: "Received invalid JSON input." }),
  inactive: (addresses: string[]): Refusal => ({
    ErrorCode: 406,
    Message:
      "You tried to send to recipient(s) that have been marked as inactive. Found inactive addresses: " +
      `${addresses.join(", ")}. Inactive recipients are ones that have generated a hard bounce, a spam complaint, or a ` +
      "manual suppression.",
  }),
  tooMany: (): Refusal => ({ ErrorCode: 410, Message: "Too many messages in the batch. The limit is 500." }),
  unknownMessage: (): Refusal => ({ ErrorCode: 701, Message: "This message was not found." }),
  rateLimited: (): Refusal => ({ ErrorCode: 429, Message: "Rate limit exceeded." }),
};
