import { describe, expect, it } from "vitest";
import { browserLabel, inSentence } from "#app/sign-in/browser.ts";

const mozilla = "Mozilla/5.0";
const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

describe("a browser's name", () => {
  it.each([
    ["Firefox on Linux", `${mozilla} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`],
    ["Chrome on Windows", `${mozilla} (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36`],
    ["Edge on Windows", `${mozilla} (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0 Safari/537.36 Edg/142.0`],
    ["Chrome on Android", `${mozilla} (Linux; Android 10; K) ${webkit} Chrome/142.0.0.0 Mobile Safari/537.36`],
    [
      "Samsung Internet on Android",
      `${mozilla} (Linux; Android 15; SM) ${webkit} SamsungBrowser/28.0 Chrome/130.0 Safari/537.36`,
    ],
    [
      "Safari on Mac",
      `${mozilla} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15`,
    ],
    [
      "Safari on iPhone",
      `${mozilla} (iPhone; CPU iPhone OS 18_7 like Mac OS X) Version/26.0 Mobile/15E148 Safari/604.1`,
    ],
    [
      "Chrome on iPhone",
      `${mozilla} (iPhone; CPU iPhone OS 18_7 like Mac OS X) CriOS/142.0 Mobile/15E148 Safari/604.1`,
    ],
    ["Opera on Mac", `${mozilla} (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Chrome/142.0 Safari/537.36 OPR/120.0`],
    ["Lynx", "Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.9"],
    ["Links on Linux", "Links (2.28; Linux 6.1.0 x86_64; GNU C 12.2; text)"],
    ["w3m", "w3m/0.5.3+git20230121"],
    ["An unknown browser", "curl/8.5.0"],
    ["An unknown browser", ""],
    ["An unknown browser on Linux", "Evil<script> Linux"],
  ])("is %s", (label, agent) => {
    expect(browserLabel(new Request("https://portal.example", { headers: { "User-Agent": agent } }))).toBe(label);
  });

  it("stands within a sentence as it is, and an unknown one without its capital", () => {
    expect(inSentence("Firefox on Linux")).toBe("Firefox on Linux");
    expect(inSentence("An unknown browser on Linux")).toBe("an unknown browser on Linux");
  });
});
