declare module "virtual:remix/server-build" {
  import type { ServerBuild } from "@remix-run/node";
  export const entry: ServerBuild["entry"];
  export const routes: ServerBuild["routes"];
  export const assets: ServerBuild["assets"];
  export const publicPath: ServerBuild["publicPath"];
  export const assetsBuildDirectory: ServerBuild["assetsBuildDirectory"];
  export const future: ServerBuild["future"];
  export const isSpaMode: ServerBuild["isSpaMode"];
  export const mode: ServerBuild["mode"];
  export const basename: ServerBuild["basename"];
}

/** The text of a script for browsers, with all that the file imports. */
declare module "*?browser" {
  const script: string;
  export default script;
}

interface ImportMetaEnv {
  readonly FOYER_VERSION: string;
  readonly FOYER_COMMIT: string;
}
