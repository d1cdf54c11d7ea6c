import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { paths } from "#app/paths.ts";
import { routes } from "./remix-build.ts";

const root = resolve(import.meta.dirname, "..");
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : /\.tsx?$/.test(entry.name) ? [path] : [];
  });
const entriesOf = (folder: string) => readdirSync(join(root, folder), { withFileTypes: true });
const foldersIn = (folder: string): string[] =>
  entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...foldersIn(path)] : [];
  });
const filesDirectlyIn = (folder: string) => entriesOf(folder).filter((entry) => entry.isFile()).length;
const sources = ["app", "db", "emails"].flatMap(filesIn).filter((file) => !file.endsWith(".d.ts"));

type Import = { from: string; to: string; typeOnly: boolean };

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const visit = (node: ts.Node) => {
    const declared = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    const called =
      ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0] : undefined;
    const specifier = declared ?? called;
    if (specifier && ts.isStringLiteral(specifier)) {
      const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
      const bindings = clause?.namedBindings;
      const allTypes =
        !!bindings && !clause?.name && ts.isNamedImports(bindings) && bindings.elements.every((one) => one.isTypeOnly);
      const typeOnly = !!clause?.isTypeOnly || allTypes || (ts.isExportDeclaration(node) && node.isTypeOnly);
      found.push({ from: file, to: resolveImport(file, specifier.text), typeOnly });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function resolveImport(from: string, specifier: string): string {
  const path = specifier.split("?")[0]!;
  if (path.startsWith("#")) return path.slice(1);
  if (!path.startsWith(".")) return path;
  const target = relative(root, resolve(root, dirname(from), path));
  return (
    [target, `${target}.ts`, `${target}.tsx`].find(
      (one) => existsSync(join(root, one)) && statSync(join(root, one)).isFile(),
    ) ?? target
  );
}

const all = sources.flatMap(importsOf);

/** The names that a file's own declarations export, types included. */
function exportsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    return declared.flatMap((one) => ("name" in one && one.name && ts.isIdentifier(one.name) ? [one.name.text] : []));
  });
}

/** From the ground up: whoever stands higher may import what is lower, types included, and nothing else. */
const ranks = [
  "app/paths.ts",
  "db",
  "app/text",
  "app/features.ts",
  "app/config-checks.ts app/config-environment.ts app/config.server.ts app/can.ts",
  "emails",
  "app/build-info.ts app/watch.ts",
  "app/portal.server.ts",
  "app/http",
  "app/ui",
  "app/jobs",
  "app/mail",
  "app/files",
  "app/search",
  "app/company",
  "app/people",
  "app/insights/who.ts",
  "app/sign-in",
  "app/forms",
  "app/billing",
  "app/orders",
  "app/requests",
  "app/links",
  "app/notifications",
  "app/team",
  "app/account",
  "app/home",
  "app/feed",
  "app/imports",
  "app/exports",
  "app/staff",
  "app/insights",
  "app/mails.ts",
  "app/cli",
  "app/routes",
].map((names) => names.split(" "));

/** What a job says of itself stands at the ground with the list of all, not with the job. */
const isFeature = (path: string) => /^app\/([\w-]+\/)?feature\.ts$/.test(path);

/** Where a file stands: what wires everything together, at app's own top, stands highest. */
function rankOf(file: string): number {
  const path = isFeature(file) ? "app/features.ts" : file;
  const [top, second, third] = path.split("/");
  const names = [path, third === undefined ? path : `app/${second}`, top];
  const rank = ranks.findIndex((some) => names.some((name) => some.includes(name!)));
  return rank < 0 ? ranks.length : rank;
}
const folderOf = (path: string) =>
  isFeature(path) ? "app/features.ts" : path.startsWith("app/") ? path.split("/", 2).join("/") : path.split("/")[0]!;

const tags =
  "a|article|b|bdi|body|button|code|dd|details|div|dl|dt|em|fieldset|footer|form|h[1-6]|head|header|html|i|iframe|img|input|" +
  "label|legend|li|link|main|nav|ol|option|p|script|section|select|small|span|strong|style|summary|svg|table|tbody|td|" +
  "textarea|th|thead|time|title|tr|ul";
const attributes =
  "action|alt|aria-[a-z]+|class|data-[a-z]+|datetime|for|href|id|method|name|rel|role|src|style|type|value";
const markup = new RegExp(`<(\\\\?/)?(${tags})(?![\\w@.-])|(^|[^\\w-])(${attributes})=\\\\?["']|<!--`, "i");
const seekers =
  /^(to(Contain|Match|Be|Equal)|stringContaining|(last)?indexOf|includes|startsWith|split|match(All)?|RegExp)$/i;

/** Where a test looks for a tag or an attribute: in a regular expression, or in a text that it seeks. */
function tagsSoughtIn(file: string, code: string): string[] {
  if (!markup.test(code)) return [];
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const seek = (node: ts.Node) => {
    if (!markup.test(node.getText())) return;
    found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText()}`);
  };
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) seek(node);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const called = node.expression;
      const name = ts.isPropertyAccessExpression(called)
        ? called.name.text
        : ts.isIdentifier(called)
          ? called.text
          : "";
      const isText = (one: ts.Node) => ts.isStringLiteralLike(one) || ts.isTemplateExpression(one);
      if (seekers.test(name)) node.arguments?.filter(isText).forEach(seek);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("imports", () => {
  const inside = all.filter(({ to }) => /^(app|db|emails|tests)\//.test(to));

  it("go down, types included", () => {
    const broken = inside.filter(({ from, to }) => {
      if (to.startsWith("tests/")) return true;
      return folderOf(from) === folderOf(to) ? false : rankOf(to) > rankOf(from);
    });
    expect(broken.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
    const unranked = readdirSync(join(root, "app"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `app/${name}`)
      .filter((folder) => rankOf(`${folder}/x/x.ts`) === ranks.length);
    expect(unranked).toEqual([]);
  });

  it("keep views and routes from the database", () => {
    const shows = inside.filter(({ from }) => /^app\/(ui|[\w-]+\/views)\//.test(from));
    const reads = ({ to, typeOnly }: Import) => !typeOnly && (to === "db/tenant.ts" || to === "db/connection.ts");
    const loaded = shows.filter((one) => reads(one) || (one.to.endsWith(".server.ts") && !one.typeOnly));
    expect(loaded.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it.each([
    ["stripe", /^app\/billing\/stripe\//],
    ["postmark", /^app\/mail\//],
    ["nodemailer", /^app\/mail\//],
    ["plausible-tracker", /^app\/http\/visits\.ts/],
    ["better-sqlite3", /^db\//],
    ["react-dom/server", /^app\/entry\.server|^emails\//],
  ])("%s only in its folder", (name, place) => {
    const users = all.filter(({ to }) => to === name).map(({ from }) => from);
    expect(users.filter((file) => !place.test(file))).toEqual([]);
  });

  it("make handles only where something proves the right", () => {
    const makers = all
      .filter(
        ({ from, to, typeOnly }) =>
          to === "db/tenant.ts" &&
          !typeOnly &&
          /(tenantOf|selfOf|staffOf|systemOf)\b/.test(readFileSync(join(root, from), "utf8")),
      )
      .map(({ from }) => from);
    expect(
      makers.filter(
        (file) =>
          !/^app\/((sign-in|links|jobs|billing|mail|imports|cli|notifications|requests\/inbound)\/|[\w-]+\/work\.ts|(health|shell-data|schedule|workers)\.ts)/.test(
            file,
          ),
      ),
    ).toEqual([]);
    const openers = all.filter(({ to, typeOnly }) => to === "db/connection.ts" && !typeOnly).map(({ from }) => from);
    expect(openers.filter((file) => !/^(db\/|app\/(boot|server|cli\/\w+)\.ts)/.test(file))).toEqual([]);
  });

  it("know no circles, types included", () => {
    const graph = new Map<string, string[]>();
    for (const { from, to } of all) graph.set(from, [...(graph.get(from) ?? []), to]);
    const done = new Set<string>();
    const walk = (file: string, trail: string[]): string[] | null => {
      if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
      if (done.has(file)) return null;
      for (const next of graph.get(file) ?? []) {
        const circle = walk(next, [...trail, file]);
        if (circle) return circle;
      }
      done.add(file);
      return null;
    };
    expect([...graph.keys()].map((file) => walk(file, [])).find(Boolean) ?? null).toBeNull();
  });
});

describe("the code", () => {
  const text = (file: string) => readFileSync(join(root, file), "utf8");

  it("reads the environment in one place", () => {
    expect(sources.filter((file) => text(file).includes("process.env") && file !== "app/config.server.ts")).toEqual([]);
  });

  it("takes its clock from whoever calls: only what starts a process reads the real one", () => {
    const clock = /\bDate\.now\b|\bnew Date\(\)|(?<!new )\bDate\(\)/;
    const entries = /^(app\/(boot|main)\.ts|tests\/(run|bench|e2e)\/.*|tests\/architecture\.test\.ts)$/;
    expect([...sources, ...filesIn("tests")].filter((file) => clock.test(text(file)) && !entries.test(file))).toEqual(
      [],
    );
  });

  it("means one thing by each exported name; a route's exports are Remix's", () => {
    const places = new Map<string, string[]>();
    for (const file of sources.filter((one) => !one.startsWith("app/routes/") && one !== "app/root.tsx"))
      for (const name of exportsOf(file)) places.set(name, [...(places.get(name) ?? []), file]);
    expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
    expect(places.size).toBeGreaterThan(1_000);
    const own = /\b(type|interface|class) (Request|Response)\b/;
    expect([...sources, ...filesIn("tests")].filter((file) => own.test(text(file)))).toEqual([]);
  });

  it("calls what something may be at most max, as everybody does", () => {
    const name = /\b(most|longest)[A-Z]\w*|\b(MOST|LONGEST)_\w+/g;
    expect([...sources, ...filesIn("tests")].flatMap((file) => text(file).match(name) ?? [])).toEqual([]);
  });

  it("takes control characters out of texts in one place", () => {
    const cleaner = /\.replace\(\/[^\n]*\\p\{Cc?\}/;
    expect(sources.filter((file) => cleaner.test(text(file)))).toEqual(["app/text/clean.ts"]);
  });

  it("puts texts into one way of writing in one place, which looks at their length first", () => {
    expect(sources.filter((file) => text(file).includes(".normalize("))).toEqual(["app/text/clean.ts"]);
  });

  it("reads bodies in the places that count them", () => {
    expect(sources.filter((file) => text(file).includes("request.clone()"))).toEqual([]);
    const reading = /\b(request|raw|req)\.(formData|json|text|arrayBuffer|blob|bytes|body)\b/;
    const readers = /^app\/(app|http\/bodies|billing\/stripe\/intake|routes\/webhooks\.postmark)\.ts$/;
    const found = sources.filter((file) => file.startsWith("app/") && reading.test(text(file)));
    expect(found.filter((file) => !readers.test(file))).toEqual([]);
  });

  it("is tested by what people find on pages, not by the tags they are made of", () => {
    const about =
      /^tests\/(fakes|bench|run|requests\/inbound)\/|^tests\/(budget|architecture|mail\/templates)\.test\.ts$/;
    const files = filesIn("tests").filter((file) => !about.test(file));
    expect(files.flatMap((file) => tagsSoughtIn(file, text(file)))).toEqual([]);
  });

  it("needs no JavaScript in the browser", () => {
    const hydrating = /\b(useEffect|useState|useFetcher|onClick|onSubmit|<Scripts)\b/;
    expect(sources.filter((file) => file.endsWith(".tsx") && hydrating.test(text(file)))).toEqual([]);
  });

  // The two links that give an address or an account back remove nothing.
  it("offers to keep what it asks to remove, in one way", () => {
    const asking = sources.filter((file) =>
      /^app\/routes\/(?!(address|departure)\.undo).*\.(removal|revocation|withdrawal|leaving|departure|erasure|cancellation|undo)\.tsx$/.test(
        file,
      ),
    );
    expect(asking.length).toBeGreaterThan(10);
    expect(asking.filter((file) => !text(file).includes('from "../ui/removal.tsx"'))).toEqual([]);
  });

  it("has no barrels: no file that only passes on what others export", () => {
    const barrels = sources.filter((file) => {
      const lines = text(file)
        .split("\n")
        .filter((line) => line.trim() && !line.trim().startsWith("//"));
      return lines.length > 0 && lines.every((line) => /^export .* from /.test(line));
    });
    expect(barrels).toEqual([]);
  });

  it("keeps routes short", () => {
    const long = sources.filter((file) => file.startsWith("app/routes/") && text(file).split("\n").length > 150);
    expect(long).toEqual([]);
  });

  it("has no folder with more than sixty files but the routes", () => {
    const all = ["app", "db", "emails", "tests"].flatMap((top) => [top, ...foldersIn(top)]);
    const full = all.filter((folder) => folder !== "app/routes" && filesDirectlyIn(folder) > 60);
    expect(full).toEqual([]);
  });

  it("has nothing at the top level but what belongs there", () => {
    const expected =
      /^(app|db|emails|tests|public|vite\.config\.ts|package(-lock)?\.json|tsconfig\.json|Dockerfile|README\.md|\..*|node_modules|build|data)$/;
    expect(readdirSync(root).filter((name) => !expected.test(name))).toEqual([]);
  });
});

describe("paths", () => {
  it("each lead to a route", () => {
    const beforeRoutes = readFileSync(join(root, "app/app.ts"), "utf8").matchAll(/app\.\w+\(paths\.(\w+)\(/g);
    const direct = new Set([...beforeRoutes].map(([, name]) => name!));
    const patterns = routes
      .filter((route) => route.id !== "routes/$")
      .map((route) => {
        const chain: string[] = [];
        for (
          let at: (typeof routes)[number] | undefined = route;
          at;
          at = routes.find((one) => one.id === at!.parentId)
        ) {
          if (at.path) chain.unshift(at.path);
        }
        return new RegExp(`^/${chain.join("/").replace(/[.]/g, "\\.").replace(/:\w+/g, "[^/]+")}$`);
      });
    const homeless = Object.entries(paths)
      .map(([name, path]) => [name, (path as (...ids: string[]) => string)("a1", "b2").split("?")[0]!] as const)
      .filter(([name, path]) => !direct.has(name) && !patterns.some((pattern) => pattern.test(path)));
    expect(homeless).toEqual([]);
  });
});
