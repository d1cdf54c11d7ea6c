import { describe, expect, it } from "vitest";
import { readInbound } from "#app/requests/inbound/inbound.ts";
import { readReplyAddress, replyAddress, requestNumberOf } from "#app/requests/inbound/reply-address.ts";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";

const secrets = ["a-secret-for-tests-that-is-long-enough-1"] as const;
const hash = "451d9b70cf9364d23ff6f9d51d870251@inbound.postmarkapp.com";
const own = "in@norrland.example";

describe("a reply address", () => {
  it.each([[hash], [own]])("is read back, whatever the case: %s", (inbound) => {
    const address = replyAddress(inbound, 1042, secrets)!;
    expect(address).toMatch(/^[^@]{1,64}@/);
    expect(address).toMatch(/\+1042\.[0-9a-v]{16}@/);
    expect(readReplyAddress(address, secrets)).toBe(1042);
    expect(readReplyAddress(` ${address.toUpperCase()} `, secrets)).toBe(1042);
  });

  it("outlives a change of the secret, and of the mailbox", () => {
    const address = replyAddress(own, 7, secrets)!;
    expect(readReplyAddress(address, ["another-secret-that-is-long-enough-too-2", ...secrets])).toBe(7);
    expect(readReplyAddress(address.replace("in+", "help+"), secrets)).toBe(7);
    expect(readReplyAddress(address, ["another-secret-that-is-long-enough-too-2"])).toBe("wrong");
  });

  it("of one request is none of another", () => {
    const [of7, of8] = [replyAddress(own, 7, secrets)!, replyAddress(own, 8, secrets)!];
    expect(readReplyAddress(of7.replace("+7.", "+8."), secrets)).toBe("wrong");
    expect(readReplyAddress(of7.replace("+7.", "+07."), secrets)).toBe("wrong");
    expect(of7.replace("+7.", "")).not.toBe(of8.replace("+8.", ""));
  });

  it.each([
    ["in@norrland.example"],
    ["in+7@norrland.example"],
    ["in+x.0123456789abcdef@norrland.example"],
    [""],
    ["@"],
  ])("is not %j", (address) => {
    expect(readReplyAddress(address, secrets)).toBeNull();
  });

  it("is refused where it would be too long for mail servers", () => {
    expect(replyAddress(`${"a".repeat(60)}@norrland.example`, 7, secrets)).toBeNull();
  });
});

describe("where a mail was sent to", () => {
  const of7 = replyAddress(own, 7, secrets)!;
  const of8 = replyAddress(own, 8, secrets)!;
  const numberOf = (letter: Partial<Parameters<typeof inboundMail>[0]>) =>
    requestNumberOf(
      readInbound(inboundMail({ from: "ada@acme.example", to: own, text: "x", ...letter }))!,
      own,
      secrets,
    );

  it.each([
    ["the plain address", {}, null],
    ["a mailbox of the company's own choice", { to: "in+sales@norrland.example" }, null],
    ["a reply address", { to: of7 }, 7],
    ["a reply address in copy", { to: "bo@acme.example", cc: of7, originalRecipient: own }, 7],
    ["a reply address that was forwarded", { to: of7, originalRecipient: hash }, 7],
    ["two: the one that it was delivered to", { to: `${of8}, ${of7}`, originalRecipient: of7 }, 7],
    ["a wrong one", { to: of7.replace(/.@/, (end) => (end === "0@" ? "1@" : "0@")) }, "wrong"],
    ["half of one", { to: "in+7.0123@norrland.example" }, "wrong"],
    ["a wrong and a right one", { to: of7.replace("+7.", "+9."), cc: of8 }, 8],
    ["the plain address, from a reply address", { from: of7 }, null],
    ["a stranger's own mailbox with a year", { cc: "bo+2026@acme.example" }, null],
  ])("%s", (_, letter, expected) => {
    expect(numberOf(letter)).toBe(expected);
  });
});
