import { vi } from "vitest";
import type { Surroundings } from "#app/cli/file.ts";
import { runCommand } from "#app/cli.ts";

/** Runs a command as a person at no terminal would; what it says, and its exit code. */
export async function foyer(words: string[], around: Omit<Surroundings, "ask"> & Partial<Pick<Surroundings, "ask">>) {
  const [out, err]: [string[], string[]] = [[], []];
  const written = (to: string[]) => (text: string | Uint8Array) => to.push(String(text)) > 0;
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(written(out)),
    vi.spyOn(process.stderr, "write").mockImplementation(written(err)),
  ];
  try {
    const code = await runCommand(words, { ask: null, ...around });
    return { code, out: out.join(""), err: err.join("") };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
}
