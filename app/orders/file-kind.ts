const known =
  /\.(pdf|png|jpe?g|gif|webp|svg|heic|tiff?|dwg|dxf|step|stp|zip|docx?|xlsx?|pptx?|od[tsp]|txt|csv|mp4|mov)$/i;

/** What the ending of a file's name or address says it is, such as PDF; null where neither says it. */
export function fileKind({ name, url }: { name: string; url: string }): string | null {
  const path = URL.canParse(url) ? new URL(url).pathname : "";
  const ending = known.exec(name.trim()) ?? known.exec(path);
  return ending && ending[1]!.toUpperCase();
}
