import { inkOn } from "#emails/parts/ink.ts";

type Rgb = [number, number, number];

const parse = (hex: string): Rgb => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)) as Rgb;
const format = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
const mix = (a: Rgb, b: Rgb, share: number) => a.map((part, i) => part + (b[i]! - part) * share) as Rgb;

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
const luminance = (rgb: Rgb) => {
  const [r, g, b] = rgb.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  ) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(parse(a)), luminance(parse(b))].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const white = "#ffffff";
const black = "#000000";

/**
 * A colour moved toward white by a share, and as far from grey as it was, where there is room: mixed with white it turns
 * pale, and as strong as HSL has it a dark red glows like an alarm.
 */
function lightened(colour: string, share: number): string {
  const rgb = parse(colour).map((part) => part / 255);
  const [low, high] = [Math.min(...rgb), Math.max(...rgb)];
  const lightness = (low + high) / 2;
  const lighter = lightness + (1 - lightness) * share;
  const spread = Math.min(high - low, 1 - Math.abs(2 * lighter - 1));
  const place = (part: number) => (high === low ? 0.5 : (part - low) / (high - low));
  return format(rgb.map((part) => 255 * (lighter + spread * (place(part) - 0.5))) as Rgb);
}

const darkened = (colour: string, share: number) => format(mix(parse(colour), parse(black), share));

/** The accent made darker or lighter until it stands out from every one of the grounds, in text by 4.5 to 1. */
function distinct(accent: string, toward: string, grounds: string[], least = 4.6): string {
  for (let share = 0; share < 1; share += 0.04) {
    const colour = (toward === white ? lightened : darkened)(accent, share);
    if (grounds.every((ground) => contrast(colour, ground) >= least)) return colour;
  }
  return toward;
}

/** A ground with a breath of the accent, less of it where our texts could not be read on it. */
function washed(accent: string, ground: string, maxShare: number, inks: string[]): string {
  for (let share = maxShare; share > 0; share -= 0.01) {
    const colour = format(mix(parse(ground), parse(accent), share));
    if (inks.every((ink) => contrast(ink, colour) >= 4.6)) return colour;
  }
  return ground;
}

const [canvasDark, sheetDark, inkDark] = ["#111318", "#1a1d24", "#eceef2"];
const isGrey = (accent: string) => Math.max(...parse(accent)) - Math.min(...parse(accent)) < 24;

/** What buttons are filled with in the dark: the accent, lighter where it would not show; of black and greys the ink. */
const filling = (accent: string) => (isGrey(accent) ? inkDark : distinct(accent, white, [canvasDark, sheetDark], 3));

/** The tokens that follow from the company's accent: each text colour is AA on its ground, whatever the accent. */
export function brandColours(accent: string) {
  const bright = filling(accent);
  const washLight = washed(accent, white, 0.07, ["#16181d", "#5a6070"]);
  const washDark = washed(bright, sheetDark, isGrey(accent) ? 0.06 : 0.16, [inkDark, "#a3a9b8"]);
  const light = distinct(accent, black, [white, "#f6f6f4", washLight]);
  // As bright as what stands beside it, so that what is chosen does not look as if it were off.
  const dark = distinct(bright, white, [canvasDark, sheetDark, washDark], 6.5);
  return {
    accent: `light-dark(${accent},${bright})`,
    "accent-ink": `light-dark(${inkOn(accent)},${inkOn(bright)})`,
    link: `light-dark(${light},${dark})`,
    wash: `light-dark(${washLight},${washDark})`,
    // Black or grey, a link is told from words by its line alone.
    "link-line": isGrey(accent) ? "underline" : "none",
  };
}
