import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

export type PortalProcess = {
  child: ChildProcess;
  port: number;
  url: string;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
};

const server = resolve(import.meta.dirname, "../../build/server/index.js");

const { PATH, TZ, LD_PRELOAD, FAKETIME, FAKETIME_SHARED } = process.env;
const ours = { PATH, TZ, LD_PRELOAD, FAKETIME, FAKETIME_SHARED };

/** The environment of a process of the portal: this, and of ours where programs are, the zone, and the day that faketime plays. */
export const inside = (env: Record<string, string>) => ({ ...ours, NODE_ENV: "production" as const, ...env });

/** Runs a command of the built portal with this environment and nothing else of ours. */
export function spawnCommand(env: Record<string, string>, words: string[]): ChildProcess {
  return spawn(process.execPath, [server, ...words], { env: inside(env), stdio: "ignore" });
}

/** The same, and gives what it says. Throws where it fails. */
export async function readCommand(env: Record<string, string>, words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [server, ...words], { env: inside(env) });
  return stdout;
}

/**
 * Starts the built portal as `npm start` does, with this environment and nothing else of ours. Resolves when it listens;
 * rejects with what it said when it ends before. Each line of its log goes to `onLine`.
 */
export async function startPortal(
  env: Record<string, string>,
  onLine: (line: string) => void = () => {},
  bundle = server,
): Promise<PortalProcess> {
  const child = spawn(process.execPath, [bundle], {
    env: inside(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  // However we end, it ends too.
  const end = () => void child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  const said: string[] = [];
  const exited = once(child, "exit");
  const listening = new Promise<number>((listen, fail) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        onLine(line);
        if (line.includes('"msg":"listening"')) listen((JSON.parse(line) as { port: number }).port);
      });
    }
    void exited.then(() => fail(new Error(`The portal ended before it listened:\n${said.join("\n")}`)));
  });
  const port = await listening;
  return {
    child,
    port,
    url: env.APP_URL ?? `http://localhost:${port}`,
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}
