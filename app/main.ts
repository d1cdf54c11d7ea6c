import "./heap.ts";
import { createInterface } from "node:readline/promises";
import { isMainThread } from "node:worker_threads";
import { processEnv } from "./config.server.ts";
import { runCommand } from "./cli.ts";
import { answerMails } from "./requests/inbound/mail-thread.ts";
import { serveUntilStopped } from "./server.ts";

const command = process.argv.slice(2);

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  return terminal.question(question).finally(() => terminal.close());
}

if (!isMainThread) answerMails();
else if (command.length) {
  const around = { env: processEnv(), now: Date.now, ask: process.stdin.isTTY ? ask : null };
  process.exitCode = await runCommand(command, around);
} else serveUntilStopped(processEnv());
