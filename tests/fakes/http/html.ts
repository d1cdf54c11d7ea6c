const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** A whole HTML page around a body that is already safe. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #1a1f36; }
  table { width: 100%; border-collapse: collapse; } td, th { padding: .4rem 0; text-align: left; vertical-align: top; }
  td + td, th + th { padding-left: 1rem; } .number { text-align: right; font-variant-numeric: tabular-nums; }
  tr { border-bottom: 1px solid #e3e8ee; } form { display: inline-block; margin: .5rem .5rem .5rem 0; }
  button { font: inherit; padding: .5rem 1rem; border: 1px solid #1a1f36; border-radius: .4rem; cursor: pointer; }
  .main { background: #1a1f36; color: #fff; } input, select { font: inherit; padding: .4rem; }
</style>
</head>
<body>
${body}
</body>
</html>
`;
}
