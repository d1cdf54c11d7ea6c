/** Languages whose spreadsheets and databases write months by name; in none of them does a name mean another month. */
const languages = ["en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb"];
/** As Excel shortens it in German; Intl does not. */
const others: [string, number][] = [["mrz", 3]];

const plain = (name: string) => name.toLowerCase().replace(/\.$/, "");

function* namesIn(language: string): Generator<[string, number]> {
  for (const month of ["short", "long"] as const) {
    const format = new Intl.DateTimeFormat(language, { month, day: "numeric", timeZone: "UTC" });
    for (let n = 1; n <= 12; n++) {
      const name = format.formatToParts(Date.UTC(2026, n - 1, 15)).find(({ type }) => type === "month")!.value;
      yield [plain(name), n];
    }
  }
}

let months: ReadonlyMap<string, number> | undefined;

/** The number of a month by its name in full or in short: 12 of "Dec", "dez" and "décembre". Null where it is none. */
export function monthNamed(name: string): number | null {
  // Each start would wait for eleven languages, and few ever import a file.
  months ??= new Map([...languages.flatMap((language) => [...namesIn(language)]), ...others]);
  return months.get(plain(name)) ?? null;
}
