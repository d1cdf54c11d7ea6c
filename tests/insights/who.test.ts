import { describe, expect, it } from "vitest";
import { howOf, type Hit } from "#app/insights/who.ts";
import { going } from "./insights-rows.ts";

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
const customer = { isStaff: false, isLeftOut: false };

const how = (headers: Record<string, string>, more: Partial<Omit<Hit, "headers">> = {}) =>
  howOf({ method: "GET", isSecure: true, visitor: null, ...more, headers: new Headers(headers) });

describe("who it was", () => {
  it("is a person who is signed in, whatever browser they use", () => {
    expect(how({ "User-Agent": "Lynx/2.9.0 libwww-FM/2.14" }, { visitor: customer })).toBe("person");
    expect(how({}, { visitor: customer })).toBe("person");
  });

  it("is likely a person whose browser goes to the page, or is one that says nothing of that", () => {
    expect(how(going)).toBe("likely");
    expect(how({ "User-Agent": "Lynx/2.9.0 libwww-FM/2.14" })).toBe("likely");
    expect(how({ "User-Agent": chrome }, { isSecure: false })).toBe("likely");
    expect(how({ "User-Agent": safari.replace("18.0", "15.6") })).toBe("likely");
  });

  it.each([
    ["asks with HEAD", going, "HEAD"],
    ["looks ahead", { ...going, "Sec-Purpose": "prefetch;prerender" }, "GET"],
    ["shows a preview", { ...going, "X-Purpose": "preview" }, "GET"],
    ["prefetches as Firefox did", { ...going, "X-Moz": "prefetch" }, "GET"],
    ["says that it is a program", { "User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" }, "GET"],
    ["says nothing", { "User-Agent": "" }, "GET"],
    ["says too much", { "User-Agent": "Mozilla ".repeat(200) }, "GET"],
    ["claims to be Chrome", { "User-Agent": chrome }, "GET"],
    ["claims to be an iPhone", { "User-Agent": safari }, "GET"],
    ["claims to be Chrome and fetches without going", { "User-Agent": chrome, "Sec-Fetch-Mode": "no-cors" }, "GET"],
  ])("is a machine that %s", (_, headers, method) => expect(how(headers, { method })).toBe("machine"));

  it("is nobody to be counted where the browser, the person or their place says so", () => {
    expect(how({ ...going, "Sec-GPC": "1" })).toBe("left-out");
    expect(how({ ...going, DNT: "1" }, { visitor: customer })).toBe("left-out");
    expect(how(going, { visitor: { ...customer, isLeftOut: true } })).toBe("left-out");
    expect(how({ ...going, "Sec-GPC": "1" }, { visitor: { ...customer, isStaff: true } })).toBe("staff");
    expect(how({ ...going, "Sec-GPC": "0" })).toBe("likely");
  });
});
