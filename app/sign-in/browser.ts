const browsers: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|Opera|OPT)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
  [/^Lynx\//, "Lynx"],
  [/^Links\b/, "Links"],
  [/^w3m\//, "w3m"],
];
const systems: [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

const nameIn = (known: [RegExp, string][], text: string) => known.find(([pattern]) => pattern.test(text))?.[1];

/** A browser's name within a sentence. */
export const inSentence = (label: string): string => label.replace(/^An unknown/, "an unknown");

/** What people call their browser, such as "Firefox on Linux": never a word that the browser itself sent. */
export function browserLabel(request: Request): string {
  const agent = request.headers.get("User-Agent") ?? "";
  const system = nameIn(systems, agent);
  return `${nameIn(browsers, agent) ?? "An unknown browser"}${system ? ` on ${system}` : ""}`;
}
