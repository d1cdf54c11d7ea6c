import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { csvLines, safeCell } from "#app/http/csv.ts";
import { browserIn } from "#tests/http.ts";
import { addInvoice } from "#tests/rows.ts";
import { monday, openTown } from "#tests/world.ts";
import { pageOf } from "#tests/page.ts";

const day = 24 * 60 * 60_000;
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const as = (who: "ada" | "ben" | "ann" | "zoe") => browserIn(town, { cookie: town.signIn(town[who].id) });
const path = (query = "") => `/o/${town.acme}/billing/invoices.csv${query}`;

/** The cells of a CSV file, by RFC 4180. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  return rows.filter((row) => row.length > 1);
}

describe("the list as CSV", () => {
  it("holds what books need: plain decimals, ISO dates, the words of the pages", async () => {
    addInvoice(town, town.acme, {
      id: "in_a",
      number: "INV-1",
      total: 123_456,
      totalTax: 19_711,
      startingBalance: -10_000,
      preCredits: 3_000,
      postCredits: 500,
      amountPaid: 20_000,
      amountRemaining: 90_456,
      dueAt: monday - day,
      raw: JSON.stringify({ customer_name: 'Möbel "Nord", GmbH' }),
    });
    addInvoice(town, town.acme, { id: "in_b", number: "CR-1", status: "paid", total: -5, currency: "kwd" });
    addInvoice(town, town.acme, { id: "in_c", number: null, status: "void", total: 1500, currency: "jpy" });
    addInvoice(town, town.zebra, { number: "INV-Z" });
    const { html, headers, status } = await as("ann").get(path());
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("Cache-Control")).toBe("private, no-store");
    expect(headers.get("Content-Disposition")).toBe('attachment; filename="Norrland Chairs invoices.csv"');
    const pdf = (id: string) => `https://portal.example/o/${town.acme}/billing/${id}/pdf`;
    const head =
      "Number,Date,Due date,Status,Currency,Total,Tax,Credit used,Credit notes,Paid,Refunded,Remaining,Billed to,PDF".split(
        ",",
      );
    expect(cellsOf(html)).toEqual([
      head,
      ["", "2026-11-23", "", "Void", "JPY", "1500", "0", "0", "0", "0", "0", "0", "", pdf("in_c")],
      [
        "CR-1",
        "2026-11-23",
        "",
        "Paid",
        "KWD",
        "-0.005",
        "0.000",
        "0.000",
        "0.000",
        "-0.005",
        "0.000",
        "-0.005",
        "",
        pdf("in_b"),
      ],
      [
        "INV-1",
        "2026-11-23",
        "2026-11-22",
        "Overdue",
        "EUR",
        "1234.56",
        "197.11",
        "100.00",
        "35.00",
        "200.00",
        "0.00",
        "904.56",
        'Möbel "Nord", GmbH',
        pdf("in_a"),
      ],
    ]);
  });

  it("begins with the mark that spreadsheets know UTF-8 by", async () => {
    const response = await town.fetch(path(), {
      headers: { Cookie: town.signIn(town.ada.id), "Accept-Encoding": "br" },
    });
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(response.headers.get("Content-Encoding")).toBeNull();
  });

  it("is the list that was asked for, and named by its year", async () => {
    addInvoice(town, town.acme, { number: "INV-1" });
    addInvoice(town, town.acme, { number: "INV-2", status: "void" });
    addInvoice(town, town.acme, { number: "INV-0", issuedAt: Date.UTC(2024, 5, 1) });
    const { html, headers } = await as("ada").get(path("?year=2026&status=due&q=inv"));
    expect(cellsOf(html).map(([number]) => number)).toEqual(["Number", "INV-1"]);
    expect(headers.get("Content-Disposition")).toContain("Norrland Chairs invoices 2026.csv");
    expect(cellsOf((await as("ada").get(path("?year=nonsense"))).html)).toHaveLength(4);
    expect(cellsOf((await as("ada").get(path("?year=1999"))).html)).toHaveLength(1);
  });

  it("is not answered from memory, and by HEAD only with its headers", async () => {
    addInvoice(town, town.acme, { number: "INV-1" });
    const ada = as("ada");
    const { headers } = await ada.get(path());
    expect(headers.get("ETag")).toBeNull();
    const head = await ada.request(path(), { method: "HEAD" });
    expect([head.status, head.html, head.headers.get("Content-Type")]).toEqual([200, "", "text/csv; charset=utf-8"]);
    expect((await as("ben").get(path())).status).toBe(403);
    expect((await as("zoe").get(path())).status).toBe(404);
  });

  it("is whole over many pages, each invoice once, and read page by page", async () => {
    town.connection.sqlite.exec("begin");
    for (let n = 0; n < 1203; n++)
      addInvoice(town, town.acme, { number: `INV-${n}`, issuedAt: monday - (n % 7) * day }, []);
    town.connection.sqlite.exec("commit");
    const response = await town.fetch(path(), { headers: { Cookie: town.signIn(town.ada.id) } });
    const chunks: string[] = [];
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      chunks.push(decoder.decode(chunk, { stream: true }));
    expect(chunks).toHaveLength(4);
    const numbers = cellsOf(chunks.join("")).map(([number]) => number);
    expect(numbers).toHaveLength(1204);
    expect(new Set(numbers).size).toBe(1204);
  });
});

describe("the CSV of a country that writes decimal commas", () => {
  const wishing = (language: string, query = "") =>
    town.fetch(path(query), { headers: { Cookie: town.signIn(town.ada.id), "Accept-Language": language } });
  const amountsOf = async (answer: Promise<Response>) => (await (await answer).text()).split("\r\n")[1];

  beforeEach(() => {
    const raw = JSON.stringify({ customer_name: "=Möbel; Nord, GmbH" });
    addInvoice(town, town.acme, { id: "in_a", number: "INV-1", total: -123_456, amountRemaining: 0, raw });
  });

  it.each(["de-DE,de;q=0.9,en;q=0.8", "fr", "pt-BR", "pl", "nl-BE"])(
    "is what a browser in %s gets",
    async (language) => {
      const answer = await wishing(language);
      expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
      const bytes = new Uint8Array(await answer.clone().arrayBuffer());
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect(await answer.text()).toMatch(/^Number;Date;Due date;/);
      expect(await amountsOf(wishing(language))).toMatch(
        /^INV-1;2026-11-23;;[^;]+;EUR;-1234,56;0,00;.*;"'=Möbel; Nord, GmbH";https:/,
      );
    },
  );

  it.each(["en-GB", "en-US", "ja", "*", "de-de-de", ""])("is not what a browser in %j gets", async (language) => {
    expect(await amountsOf(wishing(language))).toMatch(/^INV-1,2026-11-23,,[^,]+,EUR,-1234\.56,0\.00,/);
  });

  it("is a choice on the page, each link named by what it gives, also of a filtered list", async () => {
    const linksOf = (html: string) =>
      pageOf(html)
        .all("link")
        .filter(({ href }) => href.includes(".csv"))
        .map(({ href, name }) => ({ href, name }));
    const links = linksOf((await as("ada").get(`/o/${town.acme}/billing?year=2026`)).html);
    expect(links.map(({ name }) => name)).toEqual([
      "This invoice, CSV: commas, decimal points",
      "This invoice, CSV for Excel in German or French: semicolons, decimal commas",
    ]);
    const given = links.map(({ href }) => wishing("de", new URL(href, "https://portal.example").search));
    expect(await Promise.all(given.map(amountsOf))).toEqual([
      expect.stringContaining(",-1234.56,"),
      expect.stringContaining(";-1234,56;"),
    ]);
  });

  it("is not spoilt by a choice that there is not", async () => {
    expect(await amountsOf(wishing("de", "?dialect=tabs"))).toContain(";-1234,56;");
    expect(await amountsOf(wishing("en", "?dialect=constructor"))).toContain(",-1234.56,");
  });
});

describe("a text in a cell", () => {
  const isFormula = /^[\s"\u200b\ufeff]*[=+\-@\t\r＝＋－＠]/;
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(
        fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", " ", '"', ";", ",", "|", "'", "a", "1", "＝", "\u200b"),
      )
      .map((parts) => parts.join("")),
  );

  it("is no formula, whatever separator the spreadsheet splits by", () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 3 }), (cells) => {
        for (const delimiter of [",", ";", "\t"]) {
          const csv = csvLines([["INV-1", ...cells.map(safeCell), "x"]], delimiter);
          expect(csv.split(/[,;|\r\n\t]/).filter((cell) => isFormula.test(cell))).toEqual([]);
        }
        const csv = csvLines([["INV-1", ...cells.map(safeCell), "x"]]);
        expect(cellsOf(csv)[0]!.filter((cell) => isFormula.test(cell))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("stays as it is where nothing is wrong with it, also beside commas and quotes", () => {
    for (const text of ["Acme GmbH", "Möbel, Nord", 'The "Chair"', "a=b", "A-1", "Smith & Sons; Ltd", ""])
      expect(safeCell(text)).toBe(text);
    fc.assert(
      fc.property(texts, (text) => {
        expect(cellsOf(csvLines([["x", safeCell(text), "y"]]))).toEqual([["x", safeCell(text), "y"]]);
      }),
    );
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["  +49 30", "'+49 30"],
    ['"=HYPERLINK("x")', '\'"=HYPERLINK("x")'],
    ["\t@SUM(A1)", "'@SUM(A1)"],
    ["\r-2", "'-2"],
    ["Acme;=cmd|' /C calc'!A0", "Acme;'=cmd|' /C calc'!A0"],
  ])("%j becomes %j", (text, cell) => expect(safeCell(text)).toBe(cell));
});
