export const font = `-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`;
export const fixedFont = `ui-monospace,SFMono-Regular,Menlo,Consolas,monospace`;

export const colours = {
  ink: "#16181d",
  quiet: "#5a6070",
  canvas: "#f6f6f4",
  sheet: "#ffffff",
  line: "#e4e4df",
  wash: "#f6f6f4",
  bad: "#b3261e",
};

const dark = {
  ink: "#eceef2",
  quiet: "#a3a9b8",
  canvas: "#111318",
  sheet: "#1a1d24",
  line: "#2b2f39",
  wash: "#111318",
  bad: "#ff8f86",
};

/** What cannot stand beside an element: the dark palette and the phone. */
export const styleSheet = [
  ":root{color-scheme:light dark;supported-color-schemes:light dark}",
  "body{-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}",
  "@media (max-width:480px){.outer{padding:20px 12px 32px!important}.sheet{padding:24px 20px 26px!important}.button,.button a{width:100%!important;box-sizing:border-box}.amount{font-size:36px!important}}",
  "@media (prefers-color-scheme:dark){",
  `.canvas{background-color:${dark.canvas}!important}`,
  `.sheet{background-color:${dark.sheet}!important;border-color:${dark.line}!important;color:${dark.ink}!important}`,
  `.ink{color:${dark.ink}!important}.quiet{color:${dark.quiet}!important}.bad{color:${dark.bad}!important}`,
  `.wash{background-color:${dark.wash}!important;border-color:${dark.line}!important;color:${dark.ink}!important}`,
  `.line{border-color:${dark.line}!important}`,
  "}",
].join("");
