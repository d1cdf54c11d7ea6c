import axe from "axe-core";
import type { Browser } from "playwright";

const height = 844;

/** What a thumb misses: less than 44 px, links in running text aside. */
const findSmallTargets = () =>
  [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
    .filter((element) => element.checkVisibility() && !element.closest(".skip, p, dd, td"))
    // A box to tick is hit by its label too.
    .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.height < 43.9 || box.width < 43.9))
    .map(({ element, box }) => `${box.width}×${box.height}: ${element.outerHTML.slice(0, 120)}`);

/** What reaches past the page's edge, where the page scrolls sideways. */
const findOverflow = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
  );
  return [`${scrollWidth} > ${clientWidth}`, ...wide.map((element) => element.outerHTML.slice(0, 120)).slice(0, 5)];
};

/** What is written past the edge of its row or button, and so over what stands beside it. */
const findSpills = () =>
  [...document.querySelectorAll("main a, main button, main li, main dd")]
    .filter((element) => element.checkVisibility() && !element.closest(".vh"))
    .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
    .map((element) => `${element.scrollWidth} > ${element.clientWidth}: ${element.outerHTML.slice(0, 120)}`);

/** Ways beside each other that need a second row, a second line of a name, or more than the page's width. */
const findBrokenNavs = () => {
  const linesOf = (link: Element) => {
    const words = document.createRange();
    words.selectNodeContents(link);
    return new Set(
      [...words.getClientRects()].filter(({ width }) => width > 1).map(({ bottom }) => Math.round(bottom)),
    );
  };
  return [...document.querySelectorAll("nav")]
    .filter((nav) => nav.checkVisibility() && getComputedStyle(nav).display === "flex")
    .flatMap((nav) => {
      const links = [...nav.querySelectorAll("a")];
      const rows = new Set(links.map((link) => Math.round(link.getBoundingClientRect().top)));
      const torn = links.filter((link) => !link.querySelector("svg, .count") && linesOf(link).size > 1);
      const isWide = nav.scrollWidth > nav.clientWidth && !nav.matches(".long");
      return rows.size > 1 || torn.length || isWide ? [`${innerWidth} px: ${nav.outerHTML.slice(0, 120)}`] : [];
    });
};

/** Fields too narrow to type in, and words that are written over other words. */
const findCramped = () => {
  const isShown = (element: Element) =>
    element.checkVisibility() && !element.closest(".vh, .skip, .tabs, .rows thead, option");
  const narrow = [
    ...document.querySelectorAll("main :is(input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select)"),
  ]
    .filter((field) => isShown(field) && field.getBoundingClientRect().width < 100)
    .map((field) => `narrow: ${field.outerHTML.slice(0, 120)}`);
  const words: { box: DOMRect; node: Node }[] = [];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    // What stays in view stands over what is scrolled below it.
    if (!node.textContent!.trim() || !isShown(node.parentElement!) || node.parentElement!.closest(".bulk")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 1) words.push({ box, node });
  }
  const isOver = (a: DOMRect, b: DOMRect) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 10;
  const over = words.flatMap(({ box, node }, n) =>
    words
      .slice(n + 1, n + 12)
      .filter((other) => other.node !== node && isOver(box, other.box))
      .map((other) => `over each other: ${node.textContent} | ${other.node.textContent}`),
  );
  return [...narrow, ...over];
};

/** Opens everything that is folded, so that it is looked at too. */
const unfold = (): string[] => {
  document.querySelectorAll("main details").forEach((one) => one.setAttribute("open", ""));
  return [];
};

/**
 * Marks what stands in a colour on a ground, in a size, that no page before had so: all that axe's contrast is made of, and
 * the slowest that it does. Gives whether there is any.
 */
const markNewColours = () => {
  const looks = ((globalThis as { looks?: Set<string> }).looks ??= new Set());
  const hasWords = (element: Element) =>
    element.matches("input, select, textarea") ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim());
  const groundOf = (element: Element | null): string => {
    if (!element) return "";
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    const own = `${backgroundColor} ${backgroundImage} ${opacity}`;
    return backgroundColor.startsWith("rgb(") ? own : `${own} ${groundOf(element.parentElement)}`;
  };
  document.querySelectorAll("[data-new-colours]").forEach((element) => element.removeAttribute("data-new-colours"));
  for (const element of document.querySelectorAll("body *")) {
    if (!hasWords(element) || !element.checkVisibility()) continue;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const look = [color, fontSize, fontWeight, textShadow, groundOf(element)].join(" ");
    if (!looks.has(look)) element.setAttribute("data-new-colours", "");
    looks.add(look);
  }
  return !!document.querySelector("[data-new-colours]");
};

const finders = { findSmallTargets, findOverflow, findSpills, findBrokenNavs, findCramped, unfold };

type Finding = { id: string; nodes: { html: string }[] };

/**
 * A tab in which pages of the portal at `url` are looked at, one after the other. Axe and what looks for faults stay in it:
 * to load them anew with each page takes longer than all that they do.
 */
export async function openReader(browser: Browser, url: string) {
  const context = await browser.newContext({ bypassCSP: true });
  const tab = await context.newPage();
  const settings = await context.newCDPSession(tab);
  /** The size of text that somebody chose in the browser's settings, in px. */
  const setText = (standard: number) =>
    settings.send("Page.setFontSizes", { fontSizes: { standard, fixed: standard } });
  await tab.goto(`${url}/robots.txt`);
  await tab.evaluate(axe.source);
  const sources = Object.entries(finders).map(([name, find]) => `${name}: ${find}`);
  await tab.evaluate(`globalThis.finders = { ${sources.join()} }`);

  const find = (...names: (keyof typeof finders)[]) =>
    tab.evaluate<string[]>(`${JSON.stringify(names)}.flatMap((name) => finders[name]())`);

  async function findViolations(within: string, rules: object) {
    const options = JSON.stringify({ resultTypes: ["violations"], preload: false, iframes: false, ...rules });
    const { violations } = (await tab.evaluate(`axe.run(${within}, ${options})`)) as { violations: Finding[] };
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" ")}`);
  }

  const findPaleText = async () =>
    (await tab.evaluate(markNewColours))
      ? findViolations("{ include: ['[data-new-colours]'] }", { runOnly: ["color-contrast"] })
      : [];

  return {
    /** What is wrong with a page at 390 and 320 px, in light and in dark, at 390 px in text of double size, and at 1100 px: nothing, it is hoped. */
    async faultsOf(html: string) {
      await tab.setViewportSize({ width: 390, height });
      await tab.emulateMedia({ colorScheme: "light" });
      await tab.setContent(html);
      const faults = await find("findSmallTargets", "findOverflow", "findBrokenNavs");
      faults.push(...(await findPaleText()));
      faults.push(...(await findViolations("document", { rules: { "color-contrast": { enabled: false } } })));
      await tab.emulateMedia({ colorScheme: "dark" });
      // Nothing but colours differs there.
      faults.push(...(await findPaleText()));
      await tab.setViewportSize({ width: 320, height });
      faults.push(...(await find("findOverflow", "findSpills", "findBrokenNavs")));
      await tab.setViewportSize({ width: 1100, height });
      faults.push(...(await find("findOverflow", "findSpills")));
      await tab.setViewportSize({ width: 390, height });
      await setText(32);
      faults.push(...(await find("unfold", "findOverflow", "findSpills", "findCramped")));
      await setText(16);
      return faults;
    },
  };
}
