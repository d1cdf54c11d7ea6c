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

/** The accent moved toward black or white until it can be read on every one of the grounds (4.5 to 1). */
function readable(accent: string, toward: string, grounds: string[]): string {
  for (let share = 0; share < 1; share += 0.04) {
    const colour = format(mix(parse(accent), parse(toward), share));
    if (grounds.every((ground) => contrast(colour, ground) >= 4.6)) return colour;
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

/** The tokens that follow from the company's accent: each text colour is AA on its ground, whatever the accent. */
export function brandColours(accent: string) {
  const ink = contrast(accent, white) >= 4.5 ? white : black;
  const washLight = washed(accent, white, 0.07, ["#16181d", "#5a6070"]);
  const washDark = washed(accent, "#1a1d24", 0.16, ["#eceef2", "#a3a9b8"]);
  const light = readable(accent, black, [white, "#f6f6f4", washLight]);
  const dark = readable(accent, white, ["#111318", "#1a1d24", washDark]);
  return {
    accent,
    "accent-ink": ink,
    link: `light-dark(${light},${dark})`,
    wash: `light-dark(${washLight},${washDark})`,
  };
}
